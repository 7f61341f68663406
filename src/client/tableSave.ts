/** The rows and columns that are seen, as CSV and XLSX. */
import { toCsv } from "../lib/csv.ts";
import { toXlsx, type XlsxCell } from "../lib/xlsx.ts";
import { save, xlsxType } from "./save.ts";

export interface Seen {
  fileName: string;
  title: string;
  headings: readonly HTMLTableCellElement[];
  rows: readonly HTMLTableRowElement[];
  isHidden(column: number): boolean;
}

export function saveCsv(seen: Seen): void {
  const { pick, names } = picked(seen);
  const lines = [names, ...seen.rows.map((row) => pick(row.cells).map(cellText))];
  save(`${seen.fileName}.csv`, toCsv(lines), "text/csv;charset=utf-8");
}

export function saveXlsx(seen: Seen): void {
  const { pick, names } = picked(seen);
  const kinds = pick(seen.headings).map((heading) => heading.dataset.kind);
  const lines = seen.rows.map((row) => pick(row.cells).map((cell, column) => typedCell(cell, kinds[column])));
  save(`${seen.fileName}.xlsx`, toXlsx(seen.title, names, lines), xlsxType);
}

function picked({ headings, isHidden }: Seen) {
  const pick = <Item>(items: Iterable<Item>): Item[] => [...items].filter((_, column) => !isHidden(column));
  return { pick, names: pick(headings).map((heading) => heading.textContent ?? "") };
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
