/** The script of the page of disbursement by month: the gap on the day that is chosen, and the day in the address. */
import type { GapData } from "../gaps/data.ts";
import { clampDay } from "../gaps/rows.ts";
import { gapParts, type Places } from "../gaps/view.ts";
import type { Lang } from "../lib/format.ts";

const form = document.querySelector<HTMLFormElement>("#gap-day");
const answer = document.querySelector<HTMLElement>("#gap-answer");
const source = document.querySelector<HTMLScriptElement>("#gap-data");
if (form && answer && source) start(form, answer, JSON.parse(source.textContent ?? "{}"));

interface Published {
  data: GapData;
  places: Places;
}

function start(form: HTMLFormElement, answer: HTMLElement, { data, places }: Published): void {
  const lang: Lang = document.documentElement.lang === "en" ? "en" : "vi";
  const input = form.elements.namedItem("d") as HTMLInputElement;
  const withParts = form.elements.namedItem("c") as HTMLInputElement;
  const moment = form.elements.namedItem("moment") as HTMLSelectElement;
  const published = input.value;
  const shown = new Map<string, Element>();
  for (const part of answer.querySelectorAll<HTMLElement>("[data-part]")) shown.set(part.dataset.part ?? "", part);
  let before = gapParts(data, places, published, lang);

  const show = (day: string) => {
    const parts = gapParts(data, places, day, lang);
    for (const [key, html] of Object.entries(parts)) {
      const place = shown.get(key);
      if (place && before[key] !== html) place.innerHTML = html;
    }
    before = parts;
    answer.classList.toggle("with-components", withParts.checked);
    moment.value = [...moment.options].some((option) => option.value === day) ? day : "";
  };
  const remember = (day: string) => {
    const parameters = new URLSearchParams(location.search);
    put(parameters, "d", day === published ? null : day);
    put(parameters, "c", withParts.checked ? "1" : null);
    const text = parameters.toString();
    for (const link of document.querySelectorAll<HTMLAnchorElement>("a.tool[hreflang]")) link.search = text;
    history.replaceState(null, "", `${location.pathname}${text ? `?${text}` : ""}${location.hash}`);
  };
  const change = (day: string) => {
    // A date that is being typed is none for a while.
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) return;
    const within = clampDay(data, day);
    show(within);
    remember(within);
  };
  const read = () => {
    const parameters = new URLSearchParams(location.search);
    const asked = parameters.get("d") ?? published;
    const day = Number.isNaN(Date.parse(asked)) || !/^\d{4}-\d\d-\d\d$/.test(asked) ? published : clampDay(data, asked);
    withParts.checked = parameters.get("c") === "1";
    input.value = day;
    show(day);
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => {
    if (target === moment && moment.value !== "") input.value = moment.value;
    change(input.value);
  });
  window.addEventListener("popstate", read);
  read();
  remember(input.value);
}

function put(parameters: URLSearchParams, key: string, value: string | null): void {
  if (value === null) parameters.delete(key);
  else parameters.set(key, value);
}
