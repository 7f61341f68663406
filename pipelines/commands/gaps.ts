/** `kichban gaps --at DATE`: the disbursement gap of any day, by the same arithmetic as the page of disbursement by month. */
import type { GapAt, GapSum } from "../../src/gaps/at.ts";
import { type GapData, packGaps } from "../../src/gaps/data.ts";
import { type DayGaps, gapsOn, type ProjectGap } from "../../src/gaps/rows.ts";
import { EXIT, UserError } from "../errors.ts";
import { currentWarehouse } from "../run/current.ts";
import { realFiles } from "../run/files.ts";
import { isoDate } from "../values.ts";
import type { JsonRow } from "../warehouse/query.ts";
import { defineCommand, type Invocation } from "./command.ts";
import { gapLines } from "./gapsTable.ts";
import { jsonOption } from "./perform.ts";

const levels = ["portfolio", "group", "project", "component"];

export default defineCommand({
  vi: "khoảng cách giải ngân vào một ngày bất kỳ, của danh mục, từng nhóm, dự án và hạng mục",
  en: "the disbursement gap on any day: of the portfolio, each group, project and component",
  options(command, words) {
    command
      .option("--at <date>", words("ngày, như 2026-04-20", "the day, such as 2026-04-20"))
      .option(
        "--level <levels>",
        words(
          "portfolio, group, project, component, cách nhau dấu phẩy",
          "portfolio, group, project, component, by commas",
        ),
        "portfolio,group,project",
      )
      .option("--locality <id>", words("địa phương, khi có nhiều", "the locality, where there are several"));
    jsonOption(command, words);
  },
  async run(invocation) {
    const { options, output, words } = invocation;
    const day = dayOf(options.at);
    const shown = String(options.level).split(",");
    const wrong = shown.find((level) => !levels.includes(level));
    if (wrong !== undefined) {
      throw usage(`--level ${wrong}: choose ${levels.join(", ")}.`, `--level ${wrong}: hãy chọn ${levels.join(", ")}.`);
    }
    const data = await read(invocation, day);
    const rows = rowsOf(gapsOn(data, day)).filter((row) => shown.includes(String(row.level)));
    if (options.json) {
      output.json({ locality_id: data.locality_id, budget_year: data.year, at: day, rows });
      return undefined;
    }
    output.line(
      words(
        `${data.locality_id}, ngày ${day}. Dự kiến, đã giải ngân và còn thiếu: theo báo cáo mới nhất phát hành đến ngày ấy. Đúng ngày ấy: từ mọi báo cáo nay có.`,
        `${data.locality_id}, ${day}. Planned, paid and gap: by the newest report issued by then. On that very day: by all reports held.`,
      ),
    );
    for (const line of gapLines(rows, invocation.language)) output.line(line);
    return undefined;
  },
});

function rowsOf({ portfolio, groups }: DayGaps): JsonRow[] {
  return [
    ofSum("portfolio", null, portfolio),
    ...groups.flatMap(({ group, sum, projects }) => [ofSum("group", group, sum), ...projects.flatMap(ofProject)]),
  ];
}

function ofProject({ line, gap, components, rest }: ProjectGap): JsonRow[] {
  const rows = [ofLine("project", line.key, line.name, gap)];
  for (const part of components) rows.push(ofLine("component", part.line.key, part.line.name, part.gap));
  if (rest !== null && rest !== 0) {
    rows.push({ ...blank("component", `${line.key}/rest`, null), gap_vnd: rest, basis: "rest_of_project" });
  }
  return rows;
}

const blank = (level: string, key: string | null, name: string | null): JsonRow => ({
  level,
  key,
  name,
  known_report_id: null,
  known_planned_vnd: null,
  known_planned_until_date: null,
  known_actual_vnd: null,
  known_actual_until_date: null,
  known_gap_vnd: null,
  gap_vnd: null,
  gap_low_vnd: null,
  gap_high_vnd: null,
  basis: null,
});

function ofLine(level: string, key: string, name: string, gap: GapAt): JsonRow {
  const told = gap.told as (GapAt["told"] & { reportId: string }) | null;
  return {
    ...blank(level, key, name),
    known_report_id: told?.reportId ?? null,
    known_planned_vnd: told?.planned ?? null,
    known_planned_until_date: told?.plannedUntil ?? null,
    known_actual_vnd: told?.paid ?? null,
    known_actual_until_date: told?.paidUntil ?? null,
    known_gap_vnd: gap.toldGap,
    gap_vnd: gap.gap.value,
    gap_low_vnd: gap.gap.low,
    gap_high_vnd: gap.gap.high,
    basis: gap.basis,
  };
}

/** A sum says of how many of its lines it is. */
function ofSum(level: string, key: string | null, sum: GapSum): JsonRow {
  return {
    ...blank(level, key, null),
    known_planned_vnd: sum.toldPlanned,
    known_actual_vnd: sum.toldPaid,
    known_gap_vnd: sum.toldGap,
    gap_vnd: sum.value,
    gap_low_vnd: sum.low,
    gap_high_vnd: sum.high,
    basis: `known ${sum.told}, valued ${sum.valued}, bounded ${sum.bounded} of ${sum.lines}`,
  };
}

function dayOf(text: unknown): string {
  const day = isoDate.safeParse(text);
  if (day.success) return day.data;
  throw usage(
    `--at ${text ?? ""}: write a day that exists as 2026-04-20.`,
    `--at ${text ?? ""}: hãy viết một ngày có thật như 2026-04-20.`,
  );
}

async function read({ options, paths }: Invocation, day: string): Promise<GapData> {
  const warehouse = await currentWarehouse(realFiles, paths);
  const { withWarehouse } = await import("../warehouse/open.ts");
  const { readRows } = await import("../warehouse/query.ts");
  const sql = `
    with years as (
      select distinct locality_id, budget_year from marts.disbursement_spans where cast($1 as date) between from_date and to_date
    )
    select spans.* from marts.disbursement_spans as spans
    inner join years on years.locality_id = spans.locality_id and years.budget_year = spans.budget_year`;
  const { rows, held } = await withWarehouse(warehouse, { readOnly: true }, async (connection) => ({
    rows: (await readRows(connection, sql, [day])).rows,
    held: (
      await readRows(
        connection,
        "select min(from_date)::varchar as first, max(to_date)::varchar as last from marts.disbursement_spans",
      )
    ).rows,
  }));
  const localities = [...new Set(rows.map((row) => String(row.locality_id)))].sort();
  const asked = options.locality as string | undefined;
  if (localities.length === 0) {
    const { first, last } = held[0] ?? {};
    throw usage(
      `--at ${day}: no report tells of projects in that budget year${first ? ` (there is ${first} to ${last})` : ""}.`,
      `--at ${day}: chưa có báo cáo nào về dự án trong niên độ ấy${first ? ` (hiện có từ ${first} đến ${last})` : ""}.`,
    );
  }
  const list = localities.join(", ");
  if (asked !== undefined && !localities.includes(asked)) {
    throw usage(`--locality ${asked}: there is ${list}.`, `--locality ${asked}: hiện có ${list}.`);
  }
  if (asked === undefined && localities.length > 1) {
    throw usage(
      `There are several localities (${list}): choose one with --locality.`,
      `Có nhiều địa phương (${list}): hãy chọn bằng --locality.`,
    );
  }
  return packGaps(rows.filter((row) => row.locality_id === (asked ?? localities[0]))) as GapData;
}

function usage(english: string, vietnamese: string): UserError {
  return new UserError(english, { code: "usage", exitCode: EXIT.usage, vi: vietnamese });
}
