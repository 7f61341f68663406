/** The search page's script: the index comes with the first letter, the query stands in the address. */
import type { SearchWord } from "../i18n/search.ts";
import { formatMonth, formatNumber, type Lang } from "../lib/format.ts";
import {
  type CellIndex,
  cellEntries,
  entryText,
  type FoldedIndex,
  foldIndex,
  type SearchEntry,
  type SearchIndex,
  search,
} from "../search/index.ts";

const most = 60;
const form = document.querySelector<HTMLFormElement>("#site-search");
const list = document.querySelector<HTMLOListElement>("#site-search-found");
if (form && list) start(form, list);

function start(form: HTMLFormElement, list: HTMLOListElement): void {
  const lang: Lang = document.documentElement.lang === "en" ? "en" : "vi";
  const words = JSON.parse(form.dataset.words ?? "{}") as Record<SearchWord, string>;
  const input = form.elements.namedItem("q") as HTMLInputElement;
  const status = form.querySelector("[role=status]") as HTMLElement;
  const cells = form.elements.namedItem("cells") as HTMLInputElement;
  const siteRoot = (form.dataset.index ?? "").replace(/tables\/[^/]*$/, "");
  type Loaded = { index: SearchIndex; folded: FoldedIndex };
  let loading: Promise<Loaded> | null = null;
  let loadingCells: Promise<Loaded> | null = null;

  const read = async <Content>(address: string): Promise<Content> => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(String(response.status));
    return response.json() as Promise<Content>;
  };
  const load = () => {
    loading ??= read<SearchIndex>(form.dataset.index ?? "").then((index) => ({ index, folded: foldIndex(index) }));
    return loading;
  };
  // Far more than the rest: only for whoever asks.
  const loadCells = async () => {
    const { index, folded } = await load();
    const parts = await Promise.all((index.cells ?? []).map((file) => read<CellIndex>(siteRoot + file)));
    const more = foldIndex({ ...index, entries: parts.flatMap(cellEntries) });
    return { index, folded: { entries: [...folded.entries, ...more.entries] } };
  };

  const show = async () => {
    const query = input.value.trim();
    const asked = new URLSearchParams(query ? { q: query, ...(cells.checked ? { cells: "1" } : {}) } : {});
    history.replaceState(null, "", `${location.pathname}${asked.size > 0 ? `?${asked}` : ""}`);
    if (!query) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      const isWide = cells.checked;
      if (isWide) loadingCells ??= loadCells();
      const { index, folded } = await (isWide ? (loadingCells as Promise<Loaded>) : load());
      if (input.value.trim() !== query || cells.checked !== isWide) return;
      const found = search(folded, query);
      const text = found.length === 0 ? words.none : found.length > most ? words.most : words.count;
      status.textContent = text.replace("{count}", formatNumber(found.length, lang)).replace("{shown}", String(most));
      list.replaceChildren(...found.slice(0, most).map((entry) => item(entry, index)));
    } catch {
      loading = null;
      loadingCells = null;
      status.textContent = words.failed;
    }
  };

  const item = (entry: SearchEntry, index: SearchIndex): HTMLLIElement => {
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
  cells.addEventListener("change", () => void show());
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
  const asked = new URLSearchParams(location.search);
  if (asked.get("q")) {
    input.value = asked.get("q") ?? "";
    cells.checked = asked.get("cells") === "1";
    void show();
  }
}
