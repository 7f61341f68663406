/** The careful reader on files that nobody has taken in yet: everything happens in memory, nothing in the workplace changes. */
import { createHash } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Catalogue } from "../reference/catalogue.ts";
import type { ParsedSource } from "../rows.ts";
import type { Severity } from "../values.ts";
import { readRows } from "../warehouse/query.ts";

export interface AuditFile {
  name: string;
  bytes: Uint8Array;
}

export interface AuditFinding {
  finding_id: string;
  report_id: string;
  source_name: string;
  appendix: string | null;
  source_line: number | null;
  page: number | null;
  sheet: string | null;
  row: number | null;
  column: number | null;
  source_ref: string;
  rule: string;
  severity: Severity;
  status: "open" | "explained";
  raw_value: string | null;
  read_value: string | null;
  title_vi: string;
  title_en: string;
  message_vi: string;
  message_en: string;
}

const findingsSql = `
  select
    finding.finding_id, finding.report_id, source.source_name, finding.appendix, finding.source_line, finding.page, finding.sheet,
    cell.row_number as "row", cell.column_number as "column", finding.source_ref, finding.rule, finding.severity, finding.status,
    finding.raw_value, finding.read_value, finding.title_vi, finding.title_en, finding.message_vi, finding.message_en
  from marts.findings as finding
  left join ledger.cells as cell on cell.cell_ref = finding.source_ref
  left join raw.sources as source on source.source_id = left(finding.source_ref, 12)
  order by
    list_position(['error', 'warning', 'info'], finding.severity), finding.rule, source.source_name, cell.table_number,
    cell.row_number, cell.column_number, finding.finding_id`;

/** Findings of a warehouse whose models have been built: errors first, then by rule and place. */
export async function readFindings(connection: DuckDBConnection): Promise<AuditFinding[]> {
  return (await readRows(connection, findingsSql)).rows as unknown as AuditFinding[];
}

/**
 * Reads the files as one delivery, with the workplace's catalogues, and asks every check.
 * @throws RefusedFile for a file that could not be taken in either.
 */
export async function auditFiles(files: readonly AuditFile[], catalogue: Catalogue): Promise<AuditFinding[]> {
  const { ReadPool } = await import("../read/sandbox.ts");
  const { parseSource } = await import("../normalise/parse.ts");
  const parsed = new Map<string, ParsedSource>();
  const pool = new ReadPool();
  try {
    for (const { name, bytes } of files) {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      if (parsed.has(sha256)) continue;
      parsed.set(sha256, parseSource(await pool.read({ name, bytes }), { name, sha256 }, catalogue));
    }
  } finally {
    pool.close();
  }
  return auditParsed([...parsed.values()], catalogue);
}

/** The same from rows that have been read. Receipts have no place here: what counts is the order the files were named in. */
export async function auditParsed(sources: readonly ParsedSource[], catalogue: Catalogue): Promise<AuditFinding[]> {
  const { withWarehouse } = await import("../warehouse/open.ts");
  const { loadSources, loadWorkplaceRows } = await import("../warehouse/load.ts");
  const { referenceRowsOf } = await import("./workplaceRows.ts");
  const { runModels } = await import("../models/run.ts");
  return withWarehouse(":memory:", {}, async (connection) => {
    const deliveries = sources.map((one, index) => ({
      parsed: one,
      receipt: { received_at: "2000-01-01T00:00:00Z", received_order: index + 1 },
    }));
    await loadSources(connection, deliveries);
    await loadWorkplaceRows(connection, await referenceRowsOf(connection, catalogue));
    await runModels(connection);
    return readFindings(connection);
  });
}
