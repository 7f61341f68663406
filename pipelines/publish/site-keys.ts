/** Keys of a site's pages: from what each is made. Equal keys, equal bytes. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { siteTables } from "../../src/site-tables.ts";
import { projectFolder } from "../paths.ts";
import { quoteIdentifier, quoteRelation } from "../warehouse/quote.ts";
import type { SiteDatabase } from "./site-database.ts";
import type { PageSource } from "./site-page.ts";
import { keyOf } from "./site-reuse.ts";

/** The code that makes pages and what it stands on. */
export function siteCode(): string {
  const hash = createHash("sha256");
  for (const folder of [join("pipelines", "publish"), "src"]) {
    for (const name of readdirSync(join(projectFolder, folder), { recursive: true, encoding: "utf8" }).sort()) {
      if (!/\.(ts|css|md)$/.test(name)) continue;
      hash.update(`${name.replaceAll("\\", "/")}\0`).update(readFileSync(join(projectFolder, folder, name)));
    }
  }
  for (const name of ["observablehq.config.ts", "package-lock.json"]) {
    hash.update(readFileSync(join(projectFolder, name)));
  }
  return hash.digest("hex");
}

/** What the exported tables hold of each report. */
export class Contents {
  private constructor(private readonly byReport: ReadonlyMap<string, string>) {}

  /** A sum of all rows of a report in each table that names reports: of rows, whose order the exports settle. */
  static async read(database: SiteDatabase): Promise<Contents> {
    const found = new Map<string, string>();
    for (const [table, columns] of Object.entries(siteTables)) {
      if (!("report_id" in columns)) continue;
      const list = Object.keys(columns).map(quoteIdentifier).join(", ");
      const rows = await database.query(`
        select report_id, sum(hash(${list})::hugeint)::varchar as rows, sum(hash('2', ${list})::hugeint)::varchar as again
        from ${quoteRelation(table)} where report_id is not null group by report_id order by report_id`);
      for (const { report_id, rows: sum, again } of rows) {
        found.set(String(report_id), `${found.get(String(report_id)) ?? ""} ${table} ${sum} ${again}`);
      }
    }
    return new Contents(new Map([...found].map(([report, text]) => [report, keyOf(text)])));
  }

  of(reports: readonly string[]): string {
    return keyOf(reports.map((report) => [report, this.byReport.get(report) ?? null]));
  }
}

/** Tables whose rows may point to cells of other reports than their own. */
const pointsElsewhere = new Set(["restatements", "month_changes", "findings_resolved"]);

/**
 * The pages whose queries name only plain tables of reports: what they show follows from their own reports' rows, so that
 * the queries need not be run to know whether anything has changed.
 */
export async function selfContained(sources: readonly PageSource[]): Promise<ReadonlySet<PageSource>> {
  const narrowed = new Set(
    Object.entries(siteTables)
      .filter(([, columns]) => "report_id" in columns)
      .map(([table]) => table.split(".")[1] as string)
      .filter((name) => !pointsElsewhere.has(name)),
  );
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    return new Set(
      sources.filter((source) =>
        source.segments.every((segment) => {
          if (segment.kind !== "sql") return true;
          const names = connection.getTableNames(segment.sql, true).map((name) => name.replaceAll('"', ""));
          // With `using` the parser names nothing: then nothing is known.
          return names.length > 0 && names.every((name) => narrowed.has(name.replace(/ AS .*$/s, "")));
        }),
      ),
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
