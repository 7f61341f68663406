/** From a published figure back to the cells it was read from. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { type JsonValue, readRows } from "../warehouse/query.ts";

export interface TracedCell {
  cell_ref: string;
  report_id: string | null;
  source_line: number | null;
  page: number | null;
  sheet: string | null;
  table_number: number | null;
  row_number: number | null;
  column_number: number | null;
  raw_text: string;
  field: string | null;
  disposition: string | null;
}

export interface TracedRow {
  report_id: string;
  table_name: string;
  row_key: string;
  source_name: string;
  values: { column_name: string; value: JsonValue; cells: { cell_ref: string; role: string }[] }[];
}

export interface Trace {
  id: string;
  findings: {
    finding_id: string;
    rule: string;
    severity: string;
    message_vi: string;
    message_en: string;
    source_ref: string;
  }[];
  rows: TracedRow[];
  cells: TracedCell[];
  repairs: {
    cell_ref: string;
    rule: string;
    before: string;
    after: string;
    reason: string;
    reason_vi: string | null;
  }[];
}

/** The mart that shows the rows of each typed table. */
const marts: Record<string, string> = {
  tasks: "marts.tasks",
  project_lines: "marts.disbursement_gaps",
  indicators: "marts.indicators",
};
const tableNames: Record<string, string> = { disbursement_gaps: "project_lines", indicator_variance: "indicators" };

interface Asked {
  cellRefs: string[];
  findings: Trace["findings"];
  row: { reportId: string | null; table: string | null; rowKey: string } | null;
  column: string | null;
}

/**
 * Traces an id: a cell (`source_ref`, `cell_ref`), a finding, a fact, or a row by `report_id/table/row_key`, with
 * `/column` for one value of it. The table may be named by its mart. Null when nothing has the id.
 */
export async function traceFigure(connection: DuckDBConnection, id: string): Promise<Trace | null> {
  const asked = await understand(connection, id);
  if (!asked) return null;
  const lineage = await lineageOf(connection, asked);
  const rows: TracedRow[] = [];
  for (const key of new Set(lineage.map((line) => `${line.report_id}\0${line.table_name}\0${line.row_key}`))) {
    const own = lineage.filter((line) => `${line.report_id}\0${line.table_name}\0${line.row_key}` === key);
    rows.push(await tracedRow(connection, own, asked));
  }
  const refs = [
    ...new Set([
      ...asked.cellRefs,
      ...rows.flatMap((row) => row.values.flatMap((value) => value.cells.map((cell) => cell.cell_ref))),
    ]),
  ];
  const cells = await cellsOf(connection, refs);
  if (cells.length === 0 && asked.findings.length === 0) return null;
  const repairs = await readRows(
    connection,
    "select cell_ref, rule, before, after, reason, reason_vi from ledger.repairs where list_contains($1::json::varchar[], cell_ref) order by all",
    [JSON.stringify(refs)],
  );
  return { id, findings: asked.findings, rows, cells, repairs: repairs.rows as unknown as Trace["repairs"] };
}

async function understand(connection: DuckDBConnection, id: string): Promise<Asked | null> {
  const nothing: Asked = { cellRefs: [], findings: [], row: null, column: null };
  if (/^[0-9a-f]{12}-(t\d+-r\d+-c\d+|p\d+)$/.test(id)) return { ...nothing, cellRefs: [id] };
  const findings = await readRows(
    connection,
    "select finding_id, rule, severity, message_vi, message_en, source_ref from marts.findings where finding_id = $1",
    [id],
  );
  if (findings.rows.length > 0) {
    const found = findings.rows as unknown as Trace["findings"];
    return { ...nothing, findings: found, cellRefs: found.map((finding) => finding.source_ref).filter(Boolean) };
  }
  const fact = /^(.*)-f\d+$/.exec(id)?.[1];
  if (fact) return { ...nothing, cellRefs: [fact] };
  return understandPath(connection, id);
}

/** A row's key may hold the separator itself (`A/1/consulting`), so the longest key that exists is taken. */
async function understandPath(connection: DuckDBConnection, id: string): Promise<Asked | null> {
  const parts = id.replace(/^marts\./, "").split("/");
  const isTable = (part: string | undefined) => part !== undefined && (part in marts || part in tableNames);
  let reportId: string | null = null;
  let table: string | null = null;
  if (parts.length > 1 && !isTable(parts[0])) reportId = parts.shift()!;
  if (isTable(parts[0])) table = parts.shift()!;
  if (parts.length === 0) return null;
  const name = table ? (tableNames[table] ?? table) : null;
  for (let length = parts.length; length >= Math.max(1, parts.length - 1); length--) {
    const rowKey = parts.slice(0, length).join("/");
    const found = await readRows(
      connection,
      `select count(*) as count from ledger.lineage
       where row_key = $1 and ($2::varchar is null or report_id = $2) and ($3::varchar is null or table_name = $3)`,
      [rowKey, reportId, name],
    );
    if (Number(found.rows[0]?.count) > 0) {
      return { cellRefs: [], findings: [], row: { reportId, table: name, rowKey }, column: parts[length] ?? null };
    }
  }
  return null;
}

interface LineageLine {
  report_id: string;
  table_name: string;
  row_key: string;
  column_name: string;
  cell_ref: string;
  role: string;
}

async function lineageOf(connection: DuckDBConnection, asked: Asked): Promise<LineageLine[]> {
  const columns = "report_id, table_name, row_key, column_name, cell_ref, role";
  const byRow = asked.row !== null;
  const result = byRow
    ? await readRows(
        connection,
        `select ${columns} from ledger.lineage where row_key = $1 and ($2::varchar is null or report_id = $2)
           and ($3::varchar is null or table_name = $3) order by all`,
        [asked.row!.rowKey, asked.row!.reportId, asked.row!.table],
      )
    : await readRows(
        connection,
        `with rows_read as (
           select distinct report_id, table_name, row_key from ledger.lineage
           where list_contains($1::json::varchar[], cell_ref) and role = 'value'
         )
         select ${columns} from ledger.lineage semi join rows_read using (report_id, table_name, row_key) order by all`,
        [JSON.stringify(asked.cellRefs)],
      );
  const lines = result.rows as unknown as LineageLine[];
  const own = lines.filter((line) => line.column_name === asked.column);
  // A value that is computed (a gap, a variance) comes from all of its row.
  return asked.column && own.length > 0 ? own : lines;
}

async function tracedRow(connection: DuckDBConnection, lines: LineageLine[], asked: Asked): Promise<TracedRow> {
  const { report_id, table_name, row_key } = lines[0]!;
  const mart = marts[table_name]!;
  const held = await readRows(connection, `select * from ${mart} where report_id = $1 and row_key = $2`, [
    report_id,
    row_key,
  ]);
  const source = await readRows(
    connection,
    "select any_value(source_name order by source_id) as name from raw.sources where source_id = left($1, 12)",
    [lines[0]!.cell_ref],
  );
  const values = held.rows[0] ?? {};
  const names = [
    ...new Set([
      ...lines.map((line) => line.column_name),
      ...(asked.column && asked.column in values ? [asked.column] : []),
    ]),
  ];
  return {
    report_id,
    table_name,
    row_key,
    source_name: String(source.rows[0]?.name ?? ""),
    values: names.map((name) => ({
      column_name: name,
      value: values[name] ?? null,
      cells: lines.filter((line) => line.column_name === name).map(({ cell_ref, role }) => ({ cell_ref, role })),
    })),
  };
}

async function cellsOf(connection: DuckDBConnection, refs: string[]): Promise<TracedCell[]> {
  const result = await readRows(
    connection,
    `select cell_ref, report_id, source_line, page, sheet, table_number, row_number, column_number, raw_text, field, disposition
     from ledger.cells where list_contains($1::json::varchar[], cell_ref)
     union all
     select paragraph_ref, report_id, source_line, page, null, null, null, null, raw_text, field, null
     from ledger.paragraphs where list_contains($1::json::varchar[], paragraph_ref)
     order by 1`,
    [JSON.stringify(refs)],
  );
  return result.rows as unknown as TracedCell[];
}
