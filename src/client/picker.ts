/** The list of months and localities: typing narrows it, arrows go through it, Enter opens the first that is left. */
import { fold } from "../lib/fold.ts";

export function enhancePicker(): void {
  const menu = document.querySelector<HTMLElement>("details.picker .menu");
  const input = menu?.querySelector<HTMLInputElement>(".pick-find");
  if (!menu) return;
  const none = menu.querySelector<HTMLElement>(".pick-none");
  const lines = [...menu.querySelectorAll<HTMLElement>("li")].map((line) => ({
    line,
    text: fold(line.dataset.find ?? ""),
  }));
  const groups = [...menu.querySelectorAll("section")];
  const links = () => [...menu.querySelectorAll<HTMLAnchorElement>("li:not([hidden]) a")];
  input?.addEventListener("input", () => {
    const words = fold(input.value).split(" ").filter(Boolean);
    for (const { line, text } of lines) line.hidden = !words.every((word) => text.includes(word));
    for (const group of groups) group.hidden = !group.querySelector("li:not([hidden])");
    if (none) none.hidden = links().length > 0;
  });
  menu.addEventListener("keydown", (event) => {
    const own = links();
    const at = own.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === "ArrowDown") own[Math.min(at + 1, own.length - 1)]?.focus();
    else if (event.key === "ArrowUp") (own[at - 1] ?? input ?? own[0])?.focus();
    else if (event.key === "Enter" && document.activeElement === input) own[0]?.click();
    else return;
    event.preventDefault();
  });
  menu.parentElement?.addEventListener("toggle", () => {
    if ((menu.parentElement as HTMLDetailsElement).open) input?.focus();
  });
}
