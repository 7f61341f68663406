/** Sorting, search, filters, CSV and XLSX on the tables that are already in the page. The state stands in the address. */
import { toCsv } from "../lib/csv.ts";
import { fold } from "../lib/fold.ts";
import { toXlsx, type XlsxCell } from "../lib/xlsx.ts";
import { save, xlsxType } from "./save.ts";
import { columnPicker, copyAddress } from "./tableTools.ts";

interface Words {
  search: string;
  all: string;
  download: string;
  downloadXlsx: string;
  shown: string;
  none: string;
  sort: string;
  clear: string;
  columns: string;
  columnsHidden: string;
  copyLink: string;
  copied: string;
  notCopied: string;
}

interface Entry {
  row: HTMLTableRowElement;
  text: string;
}

export function enhanceTables(): void {
  for (const frame of document.querySelectorAll<HTMLElement>("[data-table]")) enhance(frame);
}

function enhance(frame: HTMLElement): void {
  const table = frame.querySelector("table");
  const body = table?.tBodies[0];
  if (!table || !body) return;
  const words = JSON.parse(frame.dataset.words ?? "{}") as Words;
  const id = frame.dataset.table ?? "";
  const headings = [...(table.tHead?.rows[0]?.cells ?? [])];
  const entries: Entry[] = [...body.rows].map((row) => ({ row, text: fold(row.textContent ?? "") }));
  const state = readState(id);

  const controls = element("div", "controls");
  const search = element("input", "search");
  search.type = "search";
  search.placeholder = words.search;
  search.setAttribute("aria-label", words.search);
  search.value = state.get("q") ?? "";
  controls.append(search);
  const filters = headings.flatMap((heading, column) => {
    if (heading.dataset.kind !== "filter") return [];
    const select = element("select", "filter");
    select.setAttribute("aria-label", heading.textContent ?? "");
    const values = new Set(entries.map((entry) => cellValue(entry.row, column)).filter(Boolean));
    select.append(new Option(`${heading.textContent}: ${words.all.toLowerCase()}`, ""));
    for (const value of [...values].sort(new Intl.Collator(document.documentElement.lang, { numeric: true }).compare)) {
      select.append(new Option(value, value));
    }
    select.value = state.get(`f${column}`) ?? "";
    if (select.selectedIndex < 0) select.value = "";
    controls.append(select);
    return [{ column, select }];
  });
  const status = element("span", "count");
  status.setAttribute("role", "status");
  const download = element("button", "download");
  download.type = "button";
  download.textContent = words.download;
  const workbook = element("button", "download");
  workbook.type = "button";
  workbook.textContent = words.downloadXlsx;
  const copy = element("button", "copy");
  copy.type = "button";
  copy.textContent = words.copyLink;
  const columns = columnPicker(headings, state.get("h"), words, () => update());
  controls.append(status, columns.element, copy, download, workbook);
  frame.prepend(controls);

  let sort = readSort(state.get("s"));
  headings.forEach((heading, column) => {
    const button = element("button", "sort");
    button.type = "button";
    button.append(...heading.childNodes);
    button.title = `${words.sort} ${button.textContent}`;
    heading.append(button);
    button.addEventListener("click", () => {
      const isSame = sort?.column === column;
      sort = isSame && sort?.isDescending ? null : { column, isDescending: Boolean(isSame) };
      update();
    });
  });

  const update = () => {
    const wanted = fold(search.value).split(" ").filter(Boolean);
    let count = 0;
    for (const { row, text } of entries) {
      const isShown =
        wanted.every((word) => text.includes(word)) &&
        filters.every(({ column, select }) => !select.value || cellValue(row, column) === select.value);
      row.hidden = !isShown;
      if (isShown) count++;
    }
    const order = [...entries];
    if (sort) order.sort(comparer(sort, headings[sort.column]?.dataset.kind === "number"));
    body.append(...order.map((entry) => entry.row));
    headings.forEach((heading, column) => {
      if (sort?.column === column) heading.setAttribute("aria-sort", sort.isDescending ? "descending" : "ascending");
      else heading.removeAttribute("aria-sort");
    });
    status.textContent =
      count === 0
        ? words.none
        : words.shown.replace("{count}", String(count)).replace("{total}", String(entries.length));
    writeState(id, {
      q: search.value,
      h: columns.state(),
      s: sort ? `${sort.isDescending ? "-" : ""}${sort.column}` : "",
      ...Object.fromEntries(filters.map(({ column, select }) => [`f${column}`, select.value])),
    });
  };
  search.addEventListener("input", update);
  for (const { select } of filters) select.addEventListener("change", update);
  const shownRows = () => [...body.rows].filter((row) => !row.hidden);
  const seen = <Item>(items: Iterable<Item>): Item[] => [...items].filter((_, column) => !columns.isHidden(column));
  const names = () => seen(headings).map((heading) => heading.textContent ?? "");
  copy.addEventListener("click", async () => {
    status.textContent = (await copyAddress(id)) ? words.copied : words.notCopied;
  });
  download.addEventListener("click", () => {
    const lines = [names(), ...shownRows().map((row) => seen(row.cells).map(cellText))];
    save(`${frame.dataset.file || id}.csv`, toCsv(lines), "text/csv;charset=utf-8");
  });
  workbook.addEventListener("click", () => {
    const kinds = seen(headings).map((heading) => heading.dataset.kind);
    const lines = shownRows().map((row) => seen(row.cells).map((cell, column) => typedCell(cell, kinds[column])));
    save(`${frame.dataset.file || id}.xlsx`, toXlsx(table.caption?.textContent ?? id, names(), lines), xlsxType);
  });
  update();
}

/** Numbers as numbers and days as days, where the cell carries one; else what it says. */
function typedCell(cell: HTMLTableCellElement, kind: string | undefined): XlsxCell {
  const value = cell.dataset.v;
  if (kind === "number" && value !== undefined && value !== "") return Number(value);
  if (kind === "number" && value === "") return null;
  if (value !== undefined && /^\d{4}-\d\d-\d\d$/.test(value)) return { day: value };
  return cellText(cell);
}

/** What a cell says, without its marks and hints for screen readers. */
function cellText(cell: HTMLTableCellElement): string {
  const copy = cell.cloneNode(true) as HTMLElement;
  for (const extra of copy.querySelectorAll(".mark, .sr, .open, svg")) extra.remove();
  for (const small of copy.querySelectorAll("small")) small.prepend(" · ");
  return (copy.textContent ?? "")
    .replace(/\s+/g, " ")
    .replace(/\u2212/g, "-")
    .trim();
}

function cellValue(row: HTMLTableRowElement, column: number): string {
  const cell = row.cells[column];
  return cell?.dataset.v ?? cell?.textContent?.trim() ?? "";
}

/** Rows without a value stay last, whichever way is up. */
function comparer(sort: { column: number; isDescending: boolean }, isNumber: boolean) {
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const sign = sort.isDescending ? -1 : 1;
  return (a: Entry, b: Entry) => {
    const left = cellValue(a.row, sort.column);
    const right = cellValue(b.row, sort.column);
    if (left === "" || right === "") return Number(left === "") - Number(right === "");
    return sign * (isNumber ? Number(left) - Number(right) : collator.compare(left, right));
  };
}

function readSort(text: string | undefined): { column: number; isDescending: boolean } | null {
  const parts = /^(-?)(\d+)$/.exec(text ?? "");
  return parts ? { column: Number(parts[2]), isDescending: parts[1] === "-" } : null;
}

function readState(id: string): Map<string, string> {
  const state = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(location.search)) {
    if (key.startsWith(`${id}.`)) state.set(key.slice(id.length + 1), value);
  }
  return state;
}

function writeState(id: string, values: Record<string, string>): void {
  const parameters = new URLSearchParams(location.search);
  for (const [key, value] of Object.entries(values)) {
    if (value) parameters.set(`${id}.${key}`, value);
    else parameters.delete(`${id}.${key}`);
  }
  const text = parameters.toString();
  const url = `${location.pathname}${text ? `?${text}` : ""}${location.hash}`;
  if (url !== `${location.pathname}${location.search}${location.hash}`) history.replaceState(null, "", url);
}

function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, className: string): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  if (className) node.className = className;
  return node;
}
