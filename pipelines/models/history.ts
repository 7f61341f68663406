/**
 * The life of a finding, out of the archive alone: what the checks say of a period is asked again as it stood after each of
 * its files, so that "first seen" and "resolved" are the same after a rebuild; and as it would stand without people's
 * corrections, so that what these settled is told. Periods with one file and no correction, nearly all, cost nothing.
 */
import type { DuckDBConnection } from "@duckdb/node-api";
import { type ParsedSource, parsedSource } from "../rows.ts";
import { insertRows } from "../warehouse/insert.ts";
import { readRows } from "../warehouse/query.ts";
import { quoteText } from "../warehouse/quote.ts";
import { commentText, rawTables } from "../warehouse/schema.ts";
import { buildModel } from "./build.ts";
import { buildFindings, findingColumns } from "./findings.ts";
import { buildOrder, findingsTable, type Parents, pastFindingsTable } from "./order.ts";
import { withPart } from "./part.ts";
import type { Models } from "./twin.ts";

const columns = [
  ...findingColumns,
  { name: "file_number", type: "INTEGER" },
  { name: "is_uncorrected", type: "BOOLEAN" },
];

interface Ordered extends Models {
  parents: Parents;
}

const pastName = "kichban_past";

/**
 * Findings of earlier states: for each locality and period with n files, of its first file, its first two … its first n − 1,
 * each with `file_number`, how many files there were. Where people have corrected cells, also of all n files as they would be
 * without the corrections (`is_uncorrected`). No transaction may be open.
 */
export async function pastFindings(
  connection: DuckDBConnection,
  models: Models,
  parents: Parents,
): Promise<readonly Record<string, unknown>[]> {
  const { rows: files } = await readRows(
    connection,
    `select source_id, file_number, file_count from (
       select
         source_id,
         row_number() over (partition by locality_id, period order by received_order, source_name, source_id) as file_number,
         count(*) over (partition by locality_id, period) as file_count
       from raw.sources
     ) where file_count > 1
     order by source_id`,
  );
  const rounds = Math.max(0, ...files.map((file) => Number(file.file_count) - 1));
  const found: Record<string, unknown>[] = [];
  for (let round = 1; round <= rounds; round++) {
    const sources = files.filter((file) => Number(file.file_count) > round && Number(file.file_number) <= round);
    const rows = await findingsOf(
      connection,
      { ...models, parents },
      sources.map((file) => String(file.source_id)),
    );
    found.push(...rows.map((row) => ({ ...row, file_number: round, is_uncorrected: false })));
  }
  return [...found, ...(await uncorrectedFindings(connection, { ...models, parents }))];
}

/** What would be asked had nobody corrected a cell, of the periods in which somebody has. */
async function uncorrectedFindings(connection: DuckDBConnection, models: Ordered): Promise<Record<string, unknown>[]> {
  const { rows: plain } = await readRows(connection, "select rows_json from raw.uncorrected order by source_id");
  if (plain.length === 0) return [];
  const { rows: files } = await readRows(
    connection,
    `select
       source.source_id,
       source.locality_id,
       source.period::varchar as period,
       count(*) over (partition by source.locality_id, source.period) as file_count
     from raw.sources as source
     where (source.locality_id, source.period) in (
       select (corrected.locality_id, corrected.period)
       from raw.sources as corrected
       join raw.uncorrected as uncorrected on uncorrected.source_id = corrected.source_id
     )
     order by source.source_id`,
  );
  const counts = new Map(files.map((file) => [`${file.locality_id} ${file.period}`, Number(file.file_count)]));
  const rows = await findingsOf(
    connection,
    models,
    files.map((file) => String(file.source_id)),
    plain.map((row) => parsedSource.parse(row.rows_json)),
  );
  // Where a correction moved the file to another month, the month that it left has no file to say it of.
  return rows.flatMap((row) => {
    const file_number = counts.get(`${row.locality_id} ${row.period}`);
    return file_number === undefined ? [] : [{ ...row, file_number, is_uncorrected: true }];
  });
}

/** Makes the table of earlier findings that the marts read. */
export async function writePastFindings(
  connection: DuckDBConnection,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const definitions = columns.map((column) => `${column.name} ${column.type}`).join(", ");
  await connection.run(`create table ${pastFindingsTable} (${definitions})`);
  await insertRows(connection, pastFindingsTable, columns, rows);
  const text = {
    vi: "Phát hiện ở các lần gửi trước của mỗi kỳ",
    en: "Findings as of the earlier files of each period",
  };
  await connection.run(`comment on table ${pastFindingsTable} is ${quoteText(commentText(text))}`);
}

/**
 * What the checks say where only these files had come: worked out in a database of its own, in memory.
 * @param instead what some of them hold instead of what was loaded
 */
async function findingsOf(
  connection: DuckDBConnection,
  { models, rules, parents }: Ordered,
  sourceIds: readonly string[],
  instead: readonly ParsedSource[] = [],
): Promise<Record<string, unknown>[]> {
  return withPart(connection, pastName, sourceIds, ({ inside }) =>
    inside(async () => {
      for (const parsed of instead) await replaceRows(connection, parsed);
      const byName = new Map(models.map((model) => [model.name, model]));
      for (const name of buildOrder(ancestorsOf(findingsTable, parents))) {
        const model = byName.get(name);
        if (model) await buildModel(connection, model, { isPassing: true });
      }
      const checks = models.filter((model) => model.schema === "checks");
      await buildFindings(connection, checks, rules);
      return (await readRows(connection, `select * from ${findingsTable} order by finding_id`)).rows;
    }),
  );
}

/** Puts other rows in the place of a file's; when it came stays as it was. */
async function replaceRows(connection: DuckDBConnection, { source, ...lists }: ParsedSource): Promise<void> {
  for (const [name, rows] of Object.entries(lists)) {
    await connection.run(`delete from raw.${name} where source_id = $1`, [source.source_id]);
    await insertRows(connection, `raw.${name}`, rawTables.get(name)!, rows);
  }
  const changed = ["locality_id", "locality", "report_number", "issued_date", "period", "quarter"] as const;
  await connection.run(
    `update raw.sources set ${changed.map((name, index) => `${name} = $${index + 2}`).join(", ")} where source_id = $1`,
    [source.source_id, ...changed.map((name) => source[name])],
  );
}

function ancestorsOf(name: string, parents: ReadonlyMap<string, string[]>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const visit = (one: string) => {
    const own = parents.get(one);
    if (!own || found.has(one)) return;
    found.set(one, own);
    for (const parent of own) visit(parent);
  };
  visit(name);
  return found;
}
