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
import { monthTables } from "./site-rows.ts";

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
  private constructor(
    private readonly byReport: ReadonlyMap<string, string>,
    /** The files whose cells a report's rows name. */
    private readonly pointsTo: ReadonlyMap<string, readonly string[]>,
  ) {}

  /** A sum of all rows of a report in each table that names reports: of rows, whose order the exports settle. */
  static async read(database: SiteDatabase): Promise<Contents> {
    const found = new Map<string, string>();
    const pointsTo = new Map<string, string[]>();
    for (const [table, columns] of Object.entries(siteTables)) {
      if (!("report_id" in columns)) continue;
      const list = Object.keys(columns)
        .map((name) => `rows.${quoteIdentifier(name)}`)
        .join(", ");
      const [from, report] = ofReports(table);
      const rows = await database.query(`
        select ${report} as report_id, sum(hash(${list})::hugeint)::varchar as sum,
          sum(hash('2', ${list})::hugeint)::varchar as again
        from ${from} where ${report} is not null group by 1 order by 1`);
      for (const row of rows) {
        const key = String(row.report_id);
        found.set(key, `${found.get(key) ?? ""} ${table} ${row.sum} ${row.again}`);
      }
      if (!pointsElsewhere.has(table)) continue;
      const sources = await database.query(`
        select distinct ${report} as report_id,
          unnest(regexp_extract_all(rows::varchar, '\\b([0-9a-f]{12})-[tp][0-9]', 1)) as source
        from ${from} where ${report} is not null order by 1, 2`);
      for (const { report_id, source } of sources) {
        const key = String(report_id);
        pointsTo.set(key, [...(pointsTo.get(key) ?? []), String(source)]);
      }
    }
    return new Contents(new Map([...found].map(([report, text]) => [report, keyOf(text)])), pointsTo);
  }

  of(reports: readonly string[]): string {
    return keyOf(reports.map((report) => [report, this.byReport.get(report) ?? null]));
  }

  /** The files whose cells the rows of some reports name, be it in tables that look back to other reports. */
  sourcesOf(reports: readonly string[]): string[] {
    return reports.flatMap((report) => this.pointsTo.get(report) ?? []);
  }
}

/** A table with the report of each row: its own, or the one that holds its month. */
function ofReports(table: string): [from: string, report: string] {
  const name = `${quoteRelation(table)} as rows`;
  if (!monthTables.has(table)) return [name, "rows.report_id"];
  return [`${name} inner join marts.reports as held using (locality_id, period)`, "held.report_id"];
}

/** Tables whose rows may point to cells of other reports than their own. */
const pointsElsewhere = new Set(["marts.restatements", "marts.month_changes", "marts.findings_resolved"]);

/**
 * The pages whose queries name only plain tables of reports: what they show follows from their own reports' rows, and from those
 * of the reports that these point to, so that the queries need not be run to know whether anything has changed.
 */
export async function selfContained(sources: readonly PageSource[]): Promise<ReadonlySet<PageSource>> {
  const narrowed = new Set(
    Object.entries(siteTables)
      .filter(([, columns]) => "report_id" in columns)
      .map(([table]) => table.split(".")[1] as string),
  );
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    return new Set(
      sources.filter((source) =>
        source.segments.every((segment) => {
          if (segment.kind !== "sql") return true;
          // The parser names no tables while a parameter has no value.
          const sql = segment.sql.replace(/\$[a-z_]+\b/g, "''");
          const names = connection.getTableNames(sql, true).map((name) => name.replaceAll('"', ""));
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
