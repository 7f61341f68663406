/** The list of months and localities: typing narrows it, arrows go through it, Enter opens the first that is left. */
import { fold } from "../lib/fold.ts";
import { formatMonth, type Lang } from "../lib/format.ts";
import { kindOf, kinds } from "../lib/kinds.ts";
import { folderOf, type MonthsFile, monthToGo } from "../lib/monthsFile.ts";
import { keepState } from "./keep.ts";

export function enhancePicker(): void {
  const menu = document.querySelector<HTMLElement>("details.picker .menu");
  const details = menu?.parentElement as HTMLDetailsElement | null;
  const input = menu?.querySelector<HTMLInputElement>(".pick-find");
  if (!menu || !details) return;
  const links = () => [...menu.querySelectorAll<HTMLAnchorElement>("li:not([hidden]) a")];
  input?.addEventListener("input", () => narrow(menu, input.value));
  menu.addEventListener("keydown", (event) => {
    const own = links();
    const at = own.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === "ArrowDown") own[Math.min(at + 1, own.length - 1)]?.focus();
    else if (event.key === "ArrowUp") (own[at - 1] ?? input ?? own[0])?.focus();
    else if (event.key === "Enter" && document.activeElement === input) own[0]?.click();
    else return;
    event.preventDefault();
  });
  let isAsked = false;
  details.addEventListener("toggle", () => {
    if (!details.open) return;
    input?.focus();
    if (!menu.dataset.months || isAsked) return;
    isAsked = true;
    addOthers(menu).then(
      () => narrow(menu, input?.value ?? ""),
      () => {
        isAsked = false;
        say(menu, JSON.parse(menu.dataset.words ?? "{}").failed);
      },
    );
  });
}

function narrow(menu: HTMLElement, text: string): void {
  const words = fold(text).split(" ").filter(Boolean);
  for (const line of menu.querySelectorAll<HTMLElement>("li")) {
    const own = fold(line.dataset.find ?? "");
    line.hidden = !words.every((word) => own.includes(word));
  }
  for (const group of menu.querySelectorAll("section")) group.hidden = !group.querySelector("li:not([hidden])");
  const { none = "" } = JSON.parse(menu.dataset.words ?? "{}");
  say(menu, menu.querySelector("li:not([hidden])") ? null : none);
}

/** @param text null for nothing, an empty one for what stands there */
function say(menu: HTMLElement, text: string | null): void {
  const line = menu.querySelector<HTMLElement>(".pick-none");
  if (!line) return;
  line.hidden = text === null;
  if (text) line.textContent = text;
}

/** The other localities, by kind and name: each leads to this page there. */
async function addOthers(menu: HTMLElement): Promise<void> {
  const response = await fetch(menu.dataset.months ?? "");
  if (!response.ok) throw new Error(String(response.status));
  const file = (await response.json()) as MonthsFile;
  const lang = document.documentElement.lang as Lang;
  const words = JSON.parse(menu.dataset.words ?? "{}") as Record<string, string>;
  const own = JSON.parse(menu.dataset.own ?? "{}") as { id: string; month: string; name: string; scope?: string };
  const compare = new Intl.Collator(lang, { numeric: true }).compare;
  const others = file.localities.filter(({ id }) => id !== own.id).sort((a, b) => compare(a.name, b.name));
  const page = own.scope === "report" || own.scope === "year" ? own.name : "index";
  for (const { label } of kinds) {
    const group = document.createElement("section");
    const heading = document.createElement("p");
    heading.textContent = words[label] ?? "";
    const list = document.createElement("ul");
    for (const { id, name, months } of others) {
      const month = monthToGo(months, own.month, own.scope ?? "");
      if (kindOf(name) !== label || !month) continue;
      const line = document.createElement("li");
      const link = document.createElement("a");
      const when = document.createElement("small");
      when.textContent = formatMonth(`${month}-01`, lang);
      line.dataset.find = `${name} ${when.textContent}`;
      link.href = `${menu.dataset.root ?? ""}${folderOf(file, id, month)}${page}.html`;
      link.dataset.keep = "";
      link.append(name, " ", when);
      line.append(link);
      list.append(line);
    }
    group.append(heading, list);
    if (list.childElementCount > 0) menu.insertBefore(group, menu.querySelector(".pick-all"));
    keepState(group);
  }
}
