/** The search page's script: the index comes with the first letter, the query stands in the address. */
import type { SearchWord } from "../i18n/search.ts";
import { formatMonth, formatNumber, type Lang } from "../lib/format.ts";
import { entryText, matches, type SearchEntry, type SearchIndex } from "../search/index.ts";
import { type Folded, SearchParts } from "./searchParts.ts";

const most = 60;
/** So many parts are asked for at a time. */
const atOnce = 6;
const form = document.querySelector<HTMLFormElement>("#site-search");
const list = document.querySelector<HTMLOListElement>("#site-search-found");
if (form && list) start(form, list);

interface Gathered {
  named: Found[];
  other: Found[];
  /** Pages and tables, after the rows. */
  general: Found[];
}

interface Found {
  entry: SearchEntry;
  index: SearchIndex;
}

function start(form: HTMLFormElement, list: HTMLOListElement): void {
  const lang: Lang = document.documentElement.lang === "en" ? "en" : "vi";
  const words = JSON.parse(form.dataset.words ?? "{}") as Record<SearchWord, string>;
  const input = form.elements.namedItem("q") as HTMLInputElement;
  const status = form.querySelector("[role=status]") as HTMLElement;
  const cells = form.elements.namedItem("cells") as HTMLInputElement;
  const place = form.elements.namedItem("in") as HTMLSelectElement | null;
  let parts = new SearchParts(form.dataset.index ?? "");
  let asked = 0;

  const fill = (text: string, values: Record<string, number>) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => formatNumber(values[name] ?? 0, lang));

  const show = async () => {
    const turn = ++asked;
    const query = input.value.trim();
    const state = new URLSearchParams(query ? { q: query } : {});
    if (query && cells.checked) state.set("cells", "1");
    if (place?.value) state.set("in", place.value);
    history.replaceState(null, "", `${location.pathname}${state.size > 0 ? `?${state}` : ""}`);
    if (!query) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      const files = await parts.files(place?.value ?? "");
      const found: Gathered = { named: [], other: [], general: [] };
      for (let done = 0; ; ) {
        const loaded = await Promise.all(
          files.slice(done, done + atOnce).map((file) => parts.load(file, cells.checked)),
        );
        if (turn !== asked) return;
        for (const part of loaded) gather(part, query, found);
        done = Math.min(done + atOnce, files.length);
        const all = [...found.named, ...found.other, ...found.general];
        const values = { count: all.length, shown: most, done, all: files.length };
        const isEnough = all.length > most && done < files.length;
        const isEnd = done === files.length;
        const text = isEnough ? words.partly : isEnd ? counted(words, all.length) : words.searching;
        status.textContent = fill(text, values);
        list.replaceChildren(...all.slice(0, most).map((each) => item(each)));
        if (isEnough || isEnd) return;
      }
    } catch {
      parts = new SearchParts(form.dataset.index ?? "");
      status.textContent = words.failed;
    }
  };

  const item = ({ entry, index }: Found): HTMLLIElement => {
    const line = document.createElement("li");
    const link = document.createElement("a");
    const [path, part] = entry.path.split("#");
    link.href = `${form.dataset.root ?? ""}${path}.html${part ? `#${part}` : ""}`;
    link.textContent = entryText(entry, lang);
    const where = document.createElement("small");
    const month = entry.month === null ? null : index.months[entry.month];
    const place = month ? [month.locality, formatMonth(month.period, lang)] : [];
    where.textContent = [words[entry.kind], ...place].join(" · ");
    line.append(link, " ", where);
    return line;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void show();
  });
  input.addEventListener("input", () => void show());
  for (const control of [cells, place]) control?.addEventListener("change", () => void show());
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (at < 0 && document.activeElement !== input) return;
    if (event.key === "ArrowDown") links[Math.min(at + 1, links.length - 1)]?.focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? input).focus();
    else if (event.key === "Escape" && at >= 0) input.focus();
    else return;
    event.preventDefault();
  });
  const given = new URLSearchParams(location.search);
  const wanted = given.get("in");
  if (place && wanted && [...place.options].some((option) => option.value === wanted)) place.value = wanted;
  if (given.get("q")) {
    input.value = given.get("q") ?? "";
    cells.checked = given.get("cells") === "1";
    void show();
  }
}

const counted = (words: Record<SearchWord, string>, count: number): string =>
  count === 0 ? words.none : count > most ? words.most : words.count;

/** What a part answers; what is called so goes before what only says so, whatever the part. */
function gather({ index, folded }: Folded, query: string, found: Gathered): void {
  for (const { entry, isNamed } of matches(folded, query)) {
    found[index.parts ? "general" : isNamed ? "named" : "other"].push({ entry, index });
  }
}
