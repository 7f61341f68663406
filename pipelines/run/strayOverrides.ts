/** Corrections and words of people that reach no figure shown: they would be passed over without a sound. */
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Overrides } from "../reference/overrides.ts";
import { readRows } from "../warehouse/query.ts";
import type { Said } from "./context.ts";

/**
 * What to tell of entries whose file was never taken in, or has made way for a later issue. A cell that says something
 * else than expected is told by a finding instead. To be asked once the models have run.
 */
export async function strayOverrides(connection: DuckDBConnection, overrides: Overrides): Promise<Said[]> {
  const entries = [
    ...overrides.corrections.map(({ cell, by, date }) => ({ place: cell, source: cell.slice(0, 12), by, date })),
    ...overrides.identities.map(({ source, by, date }) => ({ place: source, source, by, date })),
  ];
  if (entries.length === 0) return [];
  const { rows } = await readRows(
    connection,
    `select source.source_id, source.source_name, count(report.report_id) > 0 as is_current
     from raw.sources as source
     left join staging.report_sources as own on own.source_id = source.source_id
     left join marts.reports as report on report.report_id = own.report_id
     group by all`,
  );
  const known = new Map(rows.map((row) => [String(row.source_id), row]));
  return entries.flatMap(({ place, source, by, date }): Said[] => {
    const file = known.get(source);
    if (file?.is_current) return [];
    if (!file) {
      return [
        {
          code: "override_without_file",
          vi: `overrides/: mục ${place} (${by}, ${date}) nói về một tệp chưa được nhận; hãy kiểm tra lại mã tệp.`,
          en: `overrides/: the entry ${place} (${by}, ${date}) speaks of a file that was never taken in; check the file's id.`,
        },
      ];
    }
    return [
      {
        code: "override_of_earlier_file",
        vi: `overrides/: mục ${place} (${by}, ${date}) chỉ sửa ${file.source_name}, tệp đã có bản gửi sau thay thế; nếu bản sau vẫn sai, hãy thêm mục cho tệp đó.`,
        en: `overrides/: the entry ${place} (${by}, ${date}) mends ${file.source_name} only, which a later file has replaced; if that one is wrong too, add an entry for it.`,
      },
    ];
  });
}
