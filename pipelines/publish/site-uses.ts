/** The last step of the lineage: which pages read a table, told by the tables that their queries name. */
import { DuckDBInstance } from "@duckdb/node-api";
import { searchedTables } from "../../src/search/index.ts";
import type { DictionaryTable, PageUse } from "../../src/site-tables.ts";
import type { PageSource } from "./site-page.ts";

/** The dictionary with the pages that read each table, in the order of the navigation. */
export async function dictionaryWithPages(
  dictionary: readonly DictionaryTable[],
  sources: readonly PageSource[],
): Promise<DictionaryTable[]> {
  const known = new Set(dictionary.map((table) => table.name));
  const uses = new Map<string, PageUse[]>();
  // An empty database: where views exist, DuckDB would report what stands behind them.
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    for (const source of sources) {
      const tables = new Set<string>();
      for (const segment of source.segments) {
        if (segment.kind === "sql") for (const name of namesIn(segment.sql)) tables.add(name);
        if (segment.kind === "call" && segment.expression.includes("searchBox(")) {
          for (const name of searchedTables) tables.add(name);
        }
      }
      const { nav, title, scope } = source.meta;
      const use: PageUse = { name: source.name, label: nav ?? withoutMonth(title), scope };
      for (const name of tables) uses.set(name, [...(uses.get(name) ?? []), use]);
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  return dictionary.map((table) => ({ ...table, pages: uses.get(table.name) ?? [] }));

  /** A bare name means a mart, or a table of the ledger, as it does in the page. */
  function namesIn(sql: string): string[] {
    return connection
      .getTableNames(sql, true)
      .map((name) => name.replace(/ AS .*$/s, "").replaceAll('"', ""))
      .flatMap((name) => (name.includes(".") ? [name] : [`marts.${name}`, `ledger.${name}`]))
      .filter((name) => known.has(name));
  }
}

const withoutMonth = (title: { vi: string; en: string }) => ({
  vi: title.vi.replace(/ *\{month\} */g, " ").trim(),
  en: title.en.replace(/ *\{month\} */g, " ").trim(),
});
