/** Where figures came from and which findings stand at them, read for the reports that a page speaks of. */
import { Places } from "../../src/lib/places.ts";
import type { Row } from "../../src/site-tables.ts";
import { quoteText } from "../warehouse/quote.ts";
import type { SiteDatabase } from "./site-database.ts";

/** Sets of reports whose places stay in memory: the pages of a month follow one another. */
const keptSets = 8;

/** Gives the places of some reports: all of a large archive at once would not fit into memory. */
export class PlaceReader {
  private readonly kept = new Map<string, Places>();

  private constructor(
    private readonly database: SiteDatabase,
    /** report_id, appendix and table_key of every printed table, by report. */
    private readonly tables: ReadonlyMap<string, Row[]>,
    private readonly reportsOfSource: ReadonlyMap<string, ReadonlySet<string>>,
  ) {}

  static async open(database: SiteDatabase): Promise<PlaceReader> {
    const rows = await database.query(`
      select distinct report_id, appendix, regexp_replace(cell_ref, '-r[0-9]+-c[0-9]+$', '') as table_key
      from ledger.cells
      order by table_key`);
    const tables = new Map<string, Row[]>();
    const reports = new Map<string, Set<string>>();
    for (const row of rows) {
      const report = String(row.report_id);
      const source = sourceOf(row.table_key);
      tables.set(report, [...(tables.get(report) ?? []), row]);
      reports.set(source, (reports.get(source) ?? new Set()).add(report));
    }
    return new PlaceReader(database, tables, reports);
  }

  /** Some reports, and those that are printed in the same files, or in others that are named. */
  withNeighbours(reports: readonly string[], sources: readonly string[] = []): string[] {
    const found = new Set(reports);
    for (const source of sources) this.addReportsOf(source, found);
    for (const report of reports) {
      for (const row of this.tables.get(report) ?? []) this.addReportsOf(sourceOf(row.table_key), found);
    }
    return [...found].sort();
  }

  /** The reports of a page, and those whose cells its rows name. */
  reportsBehind(reports: readonly string[] | null, tables: Record<string, Row[]>): string[] {
    const found = new Set(this.withNeighbours(reports ?? []));
    for (const [cell] of JSON.stringify(tables).matchAll(/\b[0-9a-f]{12}-[tp]\d/g)) {
      this.addReportsOf(sourceOf(cell), found);
    }
    return [...found].sort();
  }

  private addReportsOf(source: string, found: Set<string>): void {
    for (const report of this.reportsOfSource.get(source) ?? []) found.add(report);
  }

  /** @param reports null for all */
  async of(reports: readonly string[] | null): Promise<Places> {
    const key = reports ? [...reports].sort().join(" ") : "*";
    const known = this.kept.get(key);
    if (known) return known;
    const list = reports?.map(quoteText).join(", ") || "null";
    const where = reports ? `report_id in (${list})` : "true";
    const lineage = await this.database.query(`
      with lines as materialized (
        select table_name, row_key, column_name, cell_ref, role, split_part(cell_ref, '-', 1) as source_id
        from ledger.lineage
        where ${where}
      ),
      anchors as (
        select distinct table_name, row_key, cell_ref as source_ref, source_id
        from lines
        where role = 'value' and column_name in ('name', 'task')
      )
      select anchors.source_ref, lines.column_name, lines.cell_ref
      from anchors
      inner join lines
        on anchors.table_name = lines.table_name
        and anchors.row_key = lines.row_key
        and anchors.source_id = lines.source_id
      where lines.role in ('value', 'carried')
      order by anchors.source_ref, lines.column_name, lines.role desc, lines.cell_ref`);
    const findings = await this.database.query(`select * from marts.findings where ${where} order by finding_id`);
    const tables = (reports ?? [...this.tables.keys()]).flatMap((report) => this.tables.get(report) ?? []);
    const places = new Places(lineage, tables, findings);
    if (this.kept.size >= keptSets) this.kept.delete(this.kept.keys().next().value as string);
    this.kept.set(key, places);
    return places;
  }
}

/** `<source>-t1-r2-c3` → the file. */
const sourceOf = (ref: unknown): string => String(ref).split("-", 1)[0] as string;

/** The places of everything, for a small archive. */
export const readPlaces = async (database: SiteDatabase): Promise<Places> =>
  (await PlaceReader.open(database)).of(null);
