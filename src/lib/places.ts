import type { Row } from "../site-tables.ts";

export interface Finding {
  id: string;
  rule: string;
  severity: string;
  titleVi: string | null;
  titleEn: string | null;
  messageVi: string;
  messageEn: string;
  sourceRef: string | null;
  reportId: string;
  appendix: string | null;
  rawValue: string | null;
  readValue: string | null;
  sourceLine: number | null;
  /** A person's answer; null while it is still asked. */
  explanation: { by: string | null; date: string | null; reason: string | null } | null;
}

/** Where each figure came from, where each cell is shown, and which findings stand at it. */
export class Places {
  /** `<source_ref>/<column>` → cell. */
  private readonly cells = new Map<string, string>();
  /** Every cell of a value of more than one cell. */
  private readonly tables = new Map<string, string>();
  private readonly atCell = new Map<string, Finding[]>();
  private readonly atRow = new Map<string, Finding[]>();
  readonly findings: Finding[];

  /**
   * @param lineage rows with source_ref, column_name, cell_ref
   * @param tables rows with report_id, appendix and table_key (`<source_id>-t<n>`)
   * @param findings rows of marts.findings
   */
  constructor(lineage: Row[], tables: Row[], findings: Row[]) {
    for (const row of lineage) {
      const key = `${row.source_ref}/${row.column_name}`;
      if (!this.cells.has(key)) this.cells.set(key, String(row.cell_ref));
    }
    for (const row of tables) this.tables.set(String(row.table_key), sourcePath(row.report_id, row.appendix));
    this.findings = findings.map(toFinding);
    for (const finding of this.findings) {
      if (!finding.sourceRef) continue;
      push(this.atCell, finding.sourceRef, finding);
      push(this.atRow, rowOf(finding.sourceRef), finding);
    }
  }

  /** The cell that a column of a row was read from; the row's own cell where the ledger names none. */
  cellOf(sourceRef: string, column: string): string {
    return this.cells.get(`${sourceRef}/${column}`) ?? sourceRef;
  }

  hasCell(sourceRef: string, column: string): boolean {
    return this.cells.has(`${sourceRef}/${column}`);
  }

  /** `sources/<report>-<appendix>#<cell>`, or null where the cell is in no table that is shown. */
  pageOf(cellRef: string): string | null {
    const page = this.tables.get(cellRef.replace(/-r\d+-c\d+$/, ""));
    return page ? `${page}#${cellRef}` : null;
  }

  findingsAtCell(cellRef: string): Finding[] {
    return this.atCell.get(cellRef) ?? [];
  }

  /** Findings anywhere in the printed row of this cell. */
  findingsAtRow(cellRef: string): Finding[] {
    return this.atRow.get(rowOf(cellRef)) ?? [];
  }
}

/** The page that shows a report's appendix as printed. */
export function sourcePath(reportId: unknown, appendix: unknown): string {
  return `sources/${reportId}-${appendix ?? "other"}`;
}

function rowOf(cellRef: string): string {
  return cellRef.replace(/-c\d+$/, "");
}

function push(map: Map<string, Finding[]>, key: string, finding: Finding): void {
  const list = map.get(key);
  if (list) list.push(finding);
  else map.set(key, [finding]);
}

function toFinding(row: Row): Finding {
  const text = (name: string) => (row[name] === null || row[name] === undefined ? null : String(row[name]));
  return {
    id: text("finding_id") ?? "",
    rule: text("rule") ?? "",
    severity: text("severity") ?? "info",
    titleVi: text("title_vi"),
    titleEn: text("title_en"),
    messageVi: text("message_vi") ?? "",
    messageEn: text("message_en") ?? "",
    sourceRef: text("source_ref"),
    reportId: text("report_id") ?? "",
    appendix: text("appendix"),
    rawValue: text("raw_value"),
    readValue: text("read_value"),
    sourceLine: row.source_line === null || row.source_line === undefined ? null : Number(row.source_line),
    explanation:
      row.status === "explained"
        ? { by: text("explained_by"), date: text("explained_date"), reason: text("explanation") }
        : null,
  };
}
