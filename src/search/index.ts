/** The index of the site's search, and how it is asked. */
import { fold } from "../lib/fold.ts";
import type { Lang } from "../lib/format.ts";

/** Where it stands in the site. */
export const searchFile = "tables/search.json";

/** Of a site of many months: the rows of one locality's year. */
export const searchPartFile = (localityId: string, year: string): string => `tables/search/${localityId}-${year}.json`;

/** The printed cells of a report, asked for by whoever wants to search these too. */
export const cellsFile = (reportId: string): string => `tables/cells/${reportId}.json`;

/** The tables whose rows can be found. */
export const searchedTables = [
  "marts.tasks",
  "marts.disbursement_gaps",
  "marts.indicators",
  "marts.findings",
  "marts.reports",
  "marts.month_changes",
  "ledger.cells",
];

const searchKinds = [
  "task",
  "project",
  "component",
  "indicator",
  "change",
  "finding",
  "report",
  "page",
  "table",
  "cell",
] as const;

export interface SearchEntry {
  kind: (typeof searchKinds)[number];
  /** Place in the index's months; null for what belongs to no month. */
  month: number | null;
  /** A page and a place in it, without language and extension. */
  path: string;
  /** What it is called, and what else is said of it. */
  text: string[];
  /** The same in English, for texts that are the project's own. */
  en?: string;
}

export interface SearchIndex {
  months: { locality: string; period: string }[];
  entries: SearchEntry[];
  /** Files of printed cells, the newest month's first. */
  cells?: string[];
  /** Where the months are many: the files that hold their rows, each an index of its own with its own months. */
  parts?: { locality: string; file: string }[];
}

/** Printed cells of one report: by page, each with its place there and its text. */
export interface CellIndex {
  month: number;
  pages: { path: string; cells: [place: string, text: string][] }[];
}

/** The same as entries of the index. */
export function cellEntries({ month, pages }: CellIndex): SearchEntry[] {
  return pages.flatMap(({ path, cells }) =>
    cells.map(([place, text]): SearchEntry => ({ kind: "cell", month, path: `${path}#${place}`, text: [text] })),
  );
}

/** Every entry folded once. */
export interface FoldedIndex {
  entries: { entry: SearchEntry; name: string; all: string }[];
}

/** @param isPart whether there are other localities than those of this index */
export function foldIndex(index: SearchIndex, isPart = false): FoldedIndex {
  // Where there is only one, its name tells nothing apart and would make its every row an answer.
  const isOne = !isPart && new Set(index.months.map((month) => month.locality)).size < 2;
  return {
    entries: index.entries.map((entry) => {
      const { locality = "", period = "" } = (entry.month === null ? null : index.months[entry.month]) ?? {};
      return {
        entry,
        name: fold(entry.text[0] ?? ""),
        all: fold([...entry.text, entry.en ?? "", isOne ? "" : locality, period].join(" ")),
      };
    }),
  };
}

/** Entries that have every word, with or without diacritics, in the index's order; and whether their name has them. */
export function matches({ entries }: FoldedIndex, query: string): { entry: SearchEntry; isNamed: boolean }[] {
  const words = fold(query).split(" ").filter(Boolean);
  if (words.length === 0) return [];
  return entries
    .filter(({ all }) => words.every((word) => all.includes(word)))
    .map(({ entry, name }) => ({ entry, isNamed: words.every((word) => name.includes(word)) }));
}

/** The same, those whose name has every word first. */
export function search(index: FoldedIndex, query: string): SearchEntry[] {
  const found = matches(index, query);
  return [...found.filter(({ isNamed }) => isNamed), ...found.filter(({ isNamed }) => !isNamed)].map(
    ({ entry }) => entry,
  );
}

/** What an entry says in a language. */
export function entryText(entry: SearchEntry, lang: Lang): string {
  return (lang === "en" && entry.en) || (entry.text[0] ?? "");
}
