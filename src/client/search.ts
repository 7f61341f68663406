/** The search page's script: the index comes with the first letter, the query stands in the address. */
import type { SearchWord } from "../i18n/search.ts";
import { formatMonth, formatNumber, type Lang } from "../lib/format.ts";
import { entryText, type FoldedIndex, foldIndex, type SearchEntry, type SearchIndex, search } from "../search/index.ts";

const most = 60;
const form = document.querySelector<HTMLFormElement>("#site-search");
const list = document.querySelector<HTMLOListElement>("#site-search-found");
if (form && list) start(form, list);

function start(form: HTMLFormElement, list: HTMLOListElement): void {
  const lang: Lang = document.documentElement.lang === "en" ? "en" : "vi";
  const words = JSON.parse(form.dataset.words ?? "{}") as Record<SearchWord, string>;
  const input = form.elements.namedItem("q") as HTMLInputElement;
  const status = form.querySelector("[role=status]") as HTMLElement;
  let loading: Promise<{ index: SearchIndex; folded: FoldedIndex }> | null = null;

  const load = () => {
    loading ??= fetch(form.dataset.index ?? "")
      .then((response) =>
        response.ok ? (response.json() as Promise<SearchIndex>) : Promise.reject(new Error(String(response.status))),
      )
      .then((index) => ({ index, folded: foldIndex(index) }));
    return loading;
  };

  const show = async () => {
    const query = input.value.trim();
    history.replaceState(null, "", `${location.pathname}${query ? `?${new URLSearchParams({ q: query })}` : ""}`);
    if (!query) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      const { index, folded } = await load();
      if (input.value.trim() !== query) return;
      const found = search(folded, query);
      const text = found.length === 0 ? words.none : found.length > most ? words.most : words.count;
      status.textContent = text.replace("{count}", formatNumber(found.length, lang)).replace("{shown}", String(most));
      list.replaceChildren(...found.slice(0, most).map((entry) => item(entry, index)));
    } catch {
      loading = null;
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
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    input.value = asked;
    void show();
  }
}
