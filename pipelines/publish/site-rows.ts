/** The answers of pages' queries. */
import { type Row, siteTables } from "../../src/site-tables.ts";
import { UserError } from "../errors.ts";
import { quoteText } from "../warehouse/quote.ts";
import type { SiteDatabase } from "./site-database.ts";
import type { PagePlan } from "./site-plan.ts";

/** Tables of what was said of a month, by whichever of its reports: their `report_id` may be one that another has replaced. */
export const monthTables: ReadonlySet<string> = new Set(["marts.findings_resolved"]);

/** Runs the queries of one page after the other; what the page before has asked of the same reports is not asked again. */
export class RowReader {
  private narrowedTo: string | undefined;
  private isCopied = false;
  private readonly answers = new Map<string, Promise<Row[]>>();

  constructor(private readonly database: SiteDatabase) {}

  /**
   * The answer of each block of a page, by its name.
   * @throws UserError with file and line of the query that fails.
   */
  async tables({ source, reports, parameters }: PagePlan): Promise<Record<string, Row[]>> {
    await this.narrowTo(reports);
    const tables: Record<string, Row[]> = {};
    for (const block of source.segments) {
      if (block.kind !== "sql") continue;
      const used = Object.fromEntries(Object.entries(parameters).filter(([name]) => block.sql.includes(`$${name}`)));
      // A list of its own for each page: one that sorts it in place must not change another's.
      tables[block.name] = [...(await this.answer(source.file, block, used))];
    }
    return tables;
  }

  private answer(file: string, block: { name: string; sql: string; line: number }, parameters: Record<string, string>) {
    const key = JSON.stringify([block.sql, parameters]);
    const known = this.answers.get(key);
    if (known) return known;
    const asked = this.database.query(block.sql, parameters).catch((error: Error) => {
      throw new UserError(`${file}, line ${block.line}: the query ${block.name} fails: ${error.message}`, {
        cause: error,
        code: "page_query",
      });
    });
    this.answers.set(key, asked);
    return asked;
  }

  /**
   * Makes the plain names (`tasks`, `findings`, `cells` …) mean some reports' rows, so that a page's query says what it wants
   * and not where. `marts.tasks` is still every month. Null: plain names mean everything.
   */
  private async narrowTo(reports: readonly string[] | null): Promise<void> {
    const key = JSON.stringify(reports);
    if (key === this.narrowedTo) return;
    this.answers.clear();
    if (this.narrowedTo === undefined) {
      // Whatever another reader has left.
      const left = await this.database.query(
        "select table_name as name from duckdb_tables() where schema_name = 'page'",
      );
      for (const { name } of left) await this.database.run(`drop table page.${name}`);
    }
    const list = (reports ?? []).map(quoteText).join(", ") || "null";
    for (const [table, columns] of Object.entries(siteTables)) {
      const [schema, name] = table.split(".");
      const isNarrow = reports !== null && "report_id" in columns;
      const own = monthTables.has(table)
        ? `(locality_id, period) in (select (locality_id, period) from marts.reports where report_id in (${list}))`
        : `report_id in (${list})`;
      const select = `select * from ${table} ${isNarrow ? `where ${own}` : ""}`;
      // The ledger has a row for each cell of each report ever read: a month's are looked up once, not by each query.
      const isLarge = schema === "ledger";
      if (isLarge) await this.database.run(`drop ${this.isCopied ? "table" : "view"} if exists page.${name}`);
      await this.database.run(
        isLarge && isNarrow
          ? `create table page.${name} as ${select}`
          : `create or replace view page.${name} as ${select}`,
      );
    }
    this.isCopied = reports !== null;
    this.narrowedTo = key;
  }
}
