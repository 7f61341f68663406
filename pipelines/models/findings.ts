import { createHash } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import { insertRows } from "../warehouse/insert.ts";
import { readRows } from "../warehouse/query.ts";
import { quoteRelation, quoteText } from "../warehouse/quote.ts";
import type { Column } from "../warehouse/schema.ts";
import { ModelError } from "./error.ts";
import { fillMessage } from "./messages.ts";
import { findingsTable } from "./order.ts";
import { checkColumns, type Model, placeColumns, type Rule } from "./twin.ts";

/** The columns of `checks.findings`. */
export const findingColumns: Column[] = [
  ...["finding_id", "report_id", "locality_id"].map((name) => ({ name, type: "VARCHAR" })),
  { name: "period", type: "DATE" },
  ...["appendix", "source_ref", "row_key", "field", "rule", "family", "severity"].map((name) => ({
    name,
    type: "VARCHAR",
  })),
  ...["subject_key", "raw_value", "read_value"].map((name) => ({ name, type: "VARCHAR" })),
  ...["title_vi", "title_en", "message_vi", "message_en"].map((name) => ({ name, type: "VARCHAR" })),
  { name: "arguments", type: "JSON" },
];

/** A rule without words of its own (a doubt that nobody has described yet) still says where it doubts. */
const unnamed = (name: string): Rule => ({
  name,
  family: "reading",
  severity: null,
  title: { vi: "Chỗ đọc chưa chắc chắn", en: "Not read for sure" },
  asks: { vi: "Ô này cần người xem lại.", en: "This cell needs a person's eye." },
  message: {
    vi: `Ô ghi “{raw_value}”, được hiểu là “{read_value}”; đề nghị xem lại (quy tắc ${name}).`,
    en: `The cell says “{raw_value}” and was read as “{read_value}”; please check (rule ${name}).`,
  },
});

/**
 * Makes `checks.findings` of all checks: messages filled in, and an identity that stays from run to run, whatever the
 * wording: the hash of rule, locality, period and subject. Two findings of one subject are told apart by their order.
 */
export async function buildFindings(
  connection: DuckDBConnection,
  checks: readonly Model[],
  rules: ReadonlyMap<string, Rule>,
): Promise<number> {
  const definitions = findingColumns.map((column) => `${column.name} ${column.type}`).join(", ");
  await connection.run(`create table ${findingsTable} (${definitions})`);
  if (checks.length === 0) return 0;
  const byName = new Map(checks.map((check) => [check.name, check]));
  const { rows } = await readRows(connection, await findingsQuery(connection, checks));
  const seen = new Map<string, number>();
  const findings = rows.map(({ check_name, ...row }) => finding(row, byName.get(String(check_name))!, rules, seen));
  await insertRows(connection, findingsTable, findingColumns, findings);
  return findings.length;
}

/** The rows of all checks with the place that they ask about: one join for all, the checks in their order. */
async function findingsQuery(connection: DuckDBConnection, checks: readonly Model[]): Promise<string> {
  const schemas = checks.map((check) => quoteText(check.name)).join(", ");
  const { rows } = await readRows(
    connection,
    `select schema_name || '.' || table_name as name, list(column_name) as columns from duckdb_columns()
     where database_name = current_database() and schema_name || '.' || table_name in (${schemas}) group by all`,
  );
  const columns = new Map(rows.map((row) => [String(row.name), row.columns as string[]]));
  const selects = checks.map((check, index) => {
    const optional = ["rule", "severity"].map((name) =>
      columns.get(check.name)?.includes(name) ? name : `null::varchar as ${name}`,
    );
    const names = [...checkColumns, ...placeColumns, ...optional].join(", ");
    return `select ${index} as check_index, ${quoteText(check.name)} as check_name, ${names} from ${quoteRelation(check.name)}`;
  });
  return `
    with asked as (${selects.join("\nunion all\n")})
    select
      finding.* exclude (check_index) replace (
        coalesce(place.cell_ref, finding.source_ref) as source_ref,
        -- What a rule quotes stands in the cell; a figure that it gives as a number is shown as printed.
        if(place.raw_text is null or contains(place.raw_text, finding.raw_value), finding.raw_value, nullif(trim(place.raw_text), ''))
          as raw_value
      ),
      report.locality_id,
      report.period
    from asked as finding
    join staging.reports as report on report.report_id = finding.report_id
    left join ledger.places as place
      on place.report_id = finding.report_id
      and place.table_name = if(finding.appendix = 'projects', 'project_lines', finding.appendix)
      and place.row_key = finding.row_key
      and place.field = regexp_replace(finding.field, '_(vnd|pct|text|reported)$', '')
    order by
      finding.check_index, report.locality_id, report.period, finding.report_id, finding.subject_key, finding.source_ref,
      finding.arguments::varchar`;
}

function finding(
  row: Record<string, unknown>,
  check: Model,
  rules: ReadonlyMap<string, Rule>,
  seen: Map<string, number>,
): Record<string, unknown> {
  const name = typeof row.rule === "string" ? row.rule : check.rule!.name;
  const rule = rules.get(name) ?? unnamed(name);
  const severity = row.severity ?? rule.severity;
  if (!severity) throw new ModelError("message", check.name, `the rule ${name} has no severity: say it in its yaml`);
  const identity = [name, row.locality_id, row.period, row.subject_key].join("\n");
  const count = (seen.get(identity) ?? 0) + 1;
  seen.set(identity, count);
  const hash = createHash("sha256").update(count === 1 ? identity : `${identity}\n${count}`);
  return {
    finding_id: hash.digest("hex").slice(0, 16),
    report_id: row.report_id,
    locality_id: row.locality_id,
    period: row.period,
    appendix: row.appendix,
    source_ref: row.source_ref,
    row_key: row.row_key,
    field: row.field,
    rule: name,
    family: rule.family,
    severity,
    subject_key: row.subject_key,
    raw_value: row.raw_value,
    read_value: row.read_value,
    title_vi: rule.title.vi,
    title_en: rule.title.en,
    message_vi: message(check, rule, row, "vi"),
    message_en: message(check, rule, row, "en"),
    arguments: row.arguments ?? {},
  };
}

function message(check: Model, rule: Rule, row: Record<string, unknown>, language: "vi" | "en"): string {
  const values = {
    raw_value: row.raw_value,
    read_value: row.read_value,
    subject_key: row.subject_key,
    ...(row.arguments as Record<string, unknown> | null),
  };
  try {
    return fillMessage(rule.message[language], values, language);
  } catch (error) {
    // A doubt comes from reading one file: a gap in its words must not keep the others from being published.
    if (typeof row.rule === "string") return fillMessage(unnamed(rule.name).message[language], values, language);
    throw new ModelError("message", check.name, (error as Error).message, { rows: [row] });
  }
}
