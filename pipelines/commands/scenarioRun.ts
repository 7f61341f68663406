/** `kichban scenario show` and `run`: a scenario month by month, and under deltas, by the same arithmetic as the explorer page. */
import { answerScenario, defaultAsOf, type IndicatorPath, type ScenarioAnswer } from "../../src/scenario/answer.ts";
import type { PathRow } from "../../src/scenario/run.ts";
import { type Deltas, noDeltas } from "../../src/scenario/types.ts";
import { EXIT, UserError } from "../errors.ts";
import { currentWarehouse } from "../run/current.ts";
import { realFiles } from "../run/files.ts";
import type { JsonRow } from "../warehouse/query.ts";
import type { Invocation } from "./command.ts";
import { tableLines } from "./query.ts";

interface Chosen {
  scenario_id: string;
  locality_id: string;
  year: number;
  indicators: IndicatorPath[];
  asOfMonth: number;
}

/** The scenario as it stands in the warehouse, a row an indicator and month. */
export async function showScenario(invocation: Invocation, names: string[]): Promise<undefined> {
  const chosen = await choose(invocation, names);
  const answer = answerScenario(chosen, noDeltas, chosen.asOfMonth);
  if (invocation.options.json) {
    invocation.output.json({
      scenario_id: answer.scenario_id,
      locality_id: answer.locality_id,
      year: answer.year,
      indicators: answer.indicators.map(({ standing, ...indicator }) => ({
        ...indicator,
        year_target: standing.year_target,
        year_target_operator: standing.year_target_operator,
      })),
    });
    return undefined;
  }
  const rows = answer.indicators.flatMap(({ indicator_id, path, actuals }) =>
    path.map((point): JsonRow => {
      const actual = actuals.find(({ month }) => month === point.month);
      return {
        indicator_id,
        month: point.month,
        target_month: point.target_month,
        target_to_date: point.target_to_date,
        basis: point.basis,
        actual_month: actual?.actual_month ?? null,
        actual_to_date: actual?.actual_to_date ?? null,
      };
    }),
  );
  print(invocation, rows);
  return undefined;
}

/** The scenario under deltas, as of a month. */
export async function runScenarioCommand(invocation: Invocation, names: string[]): Promise<undefined> {
  const deltas = deltasOf(invocation);
  const chosen = await choose(invocation, names);
  const answer: ScenarioAnswer = answerScenario(chosen, deltas, chosen.asOfMonth);
  if (invocation.options.json) {
    invocation.output.json(answer);
    return undefined;
  }
  const { words, output } = invocation;
  output.line(
    words(
      `${answer.scenario_id}, ${answer.locality_id}, đến hết tháng ${answer.as_of}`,
      `${answer.scenario_id}, ${answer.locality_id}, to the end of ${answer.as_of}`,
    ),
  );
  print(
    invocation,
    answer.indicators.map(
      ({ indicator_id, unit, standing }): JsonRow => ({
        indicator_id,
        unit,
        target_to_date: standing.target_to_date,
        basis: standing.basis,
        actual_to_date: standing.actual_to_date,
        variance: standing.variance,
        variance_pct: standing.variance_pct,
        year_target: standing.year_target,
        required_monthly_run_rate: standing.required_monthly_run_rate,
        best_month: standing.best_month,
        feasibility: standing.feasibility,
        projected_year_end: standing.projected_year_end,
        projection_limit: standing.projection_limit,
      }),
    ),
  );
  return undefined;
}

function print({ output }: Invocation, rows: JsonRow[]): void {
  for (const line of tableLines(Object.keys(rows[0] ?? {}), rows)) output.line(line);
}

function deltasOf({ options }: Invocation): Deltas {
  const number = (name: string, fallback: number, low: number, high: number): number => {
    const text = options[name];
    if (text === undefined) return fallback;
    const value = String(text).trim() === "" ? Number.NaN : Number(text);
    if (Number.isFinite(value) && value >= low && value <= high) return value;
    throw usage(
      `--${name} ${text}: give a number from ${low} to ${high}, with a point for decimals.`,
      `--${name} ${text}: hãy cho một số từ ${low} đến ${high}, phần thập phân sau dấu chấm.`,
    );
  };
  const slippage = number("slippage", noDeltas.slippage_months, 0, 11);
  if (!Number.isInteger(slippage)) {
    throw usage(`--slippage ${slippage}: give whole months.`, `--slippage ${slippage}: hãy cho số tháng nguyên.`);
  }
  return {
    growth_pct: number("growth", noDeltas.growth_pct, -100, 1000),
    tilt_pct: number("tilt", noDeltas.tilt_pct, -100, 100),
    slippage_months: slippage,
    pace_pct: number("pace", noDeltas.pace_pct, 0, 1000),
  };
}

async function choose(invocation: Invocation, names: string[]): Promise<Chosen> {
  const { options, paths } = invocation;
  const scenarioId = names[0];
  if (!scenarioId || names.length > 1) {
    throw usage(
      "Name one scenario; `kichban scenario list` says which there are.",
      "Hãy nêu một kịch bản; `kichban scenario list` cho biết có những gì.",
    );
  }
  const asked = options.asOf === undefined ? null : /^(\d{4})-(0[1-9]|1[0-2])$/.exec(String(options.asOf));
  if (options.asOf !== undefined && !asked) {
    throw usage(
      `--as-of ${options.asOf}: write the month as 2026-03.`,
      `--as-of ${options.asOf}: hãy viết tháng như 2026-03.`,
    );
  }
  const warehouse = await currentWarehouse(realFiles, paths);
  const { withWarehouse } = await import("../warehouse/open.ts");
  const { readRows } = await import("../warehouse/query.ts");
  const { rows, files } = await withWarehouse(warehouse, { readOnly: true }, async (connection) => ({
    rows: (await readRows(connection, pathsSql, [scenarioId])).rows,
    files: (await readRows(connection, withoutReportsSql, [scenarioId])).rows,
  }));
  if (rows.length === 0 && files.length > 0) {
    const year = files[0]?.year;
    throw usage(
      `${scenarioId} is for ${year}, of which no report is held: there is nothing to set it beside yet.`,
      `${scenarioId} lập cho năm ${year}, chưa có báo cáo nào của năm ấy: chưa có gì để đặt cạnh.`,
    );
  }
  if (rows.length === 0) {
    throw usage(
      `${scenarioId}: no scenario of this name has a path; \`kichban scenario list\` says which there are.`,
      `${scenarioId}: không có kịch bản nào tên này có số theo tháng; \`kichban scenario list\` cho biết có những gì.`,
    );
  }
  const locality = oneLocality(rows, options.locality as string | undefined);
  const here = rows.filter((row) => row.locality_id === locality);
  const years = here.map((row) => Number(row.year));
  const year = asked ? Number(asked[1]) : Math.max(...years);
  const indicators = indicatorPaths(
    here.filter((row) => row.year === year),
    options.indicator as string | undefined,
  );
  if (indicators.length === 0) {
    throw usage(`${scenarioId} has no path in ${year}.`, `${scenarioId} không có số theo tháng trong năm ${year}.`);
  }
  return {
    scenario_id: scenarioId,
    locality_id: locality,
    year,
    indicators,
    asOfMonth: asked ? Number(asked[2]) : defaultAsOf(indicators),
  };
}

const pathsSql = `
  with names as (
    select locality_id, indicator_id, max_by(name, period) as name, max_by(position, period) as position
    from marts.indicators group by locality_id, indicator_id
  )
  select paths.locality_id, paths.year, paths.indicator_id, names.name, paths.unit, paths.measure, paths.direction, paths.lower_limit, paths.upper_limit,
    paths.month::varchar as month, paths.target_month, paths.target_to_date, paths.basis, paths.is_anchored,
    paths.year_target, paths.year_target_operator, paths.actual_month, paths.actual_to_date
  from marts.scenario_paths as paths
  inner join names on names.locality_id = paths.locality_id and names.indicator_id = paths.indicator_id
  where paths.scenario_id = $1
  order by paths.locality_id, paths.year, names.position, paths.indicator_id, paths.month`;

const withoutReportsSql = "select distinct year from marts.scenario_files where scenario_id = $1 and report_count = 0";

function oneLocality(rows: readonly JsonRow[], asked: string | undefined): string {
  const all = [...new Set(rows.map((row) => String(row.locality_id)))];
  const list = all.join(", ");
  if (asked !== undefined) {
    if (all.includes(asked)) return asked;
    throw usage(`--locality ${asked}: there is ${list}.`, `--locality ${asked}: hiện có ${list}.`);
  }
  if (all.length === 1) return all[0] as string;
  throw usage(
    `There are several localities (${list}): choose one with --locality.`,
    `Có nhiều địa phương (${list}): hãy chọn bằng --locality.`,
  );
}

function indicatorPaths(rows: readonly JsonRow[], asked: string | undefined): IndicatorPath[] {
  const found = new Map<string, IndicatorPath>();
  for (const row of rows) {
    const { locality_id, year, indicator_id, name, unit, measure, direction, lower_limit, upper_limit, ...point } = row;
    const id = String(indicator_id);
    let path = found.get(id);
    if (!path) {
      path = {
        indicator_id: id,
        name,
        unit,
        measure,
        direction,
        lower_limit,
        upper_limit,
        rows: [],
      } as unknown as IndicatorPath;
      found.set(id, path);
    }
    path.rows.push(point as unknown as PathRow);
  }
  if (asked === undefined) return [...found.values()];
  return asked.split(",").map((part) => {
    const path = found.get(part.trim());
    if (path) return path;
    const list = [...found.keys()].join(", ");
    throw usage(`--indicator ${part}: the scenario has ${list}.`, `--indicator ${part}: kịch bản có ${list}.`);
  });
}

function usage(english: string, vietnamese: string): UserError {
  return new UserError(english, { code: "usage", exitCode: EXIT.usage, vi: vietnamese });
}
