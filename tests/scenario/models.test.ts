import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type JsonRow, queryRows } from "../../pipelines/warehouse/query.ts";
import type { ScenarioAnswer } from "../../src/scenario/answer.ts";
import { type PathRow, runScenario } from "../../src/scenario/run.ts";
import { type IndicatorNature, noDeltas } from "../../src/scenario/types.ts";
import { generatedWorkplace, type Workplace } from "./workplace.ts";

let workplace: Workplace;
beforeAll(() => {
  workplace = generatedWorkplace();
}, 300_000);
afterAll(() => workplace?.remove());

async function query(sql: string): Promise<JsonRow[]> {
  return (await queryRows(join(workplace.data, "warehouse.duckdb"), sql)).rows;
}

describe("the models and the arithmetic of the page", () => {
  it("give the same figures on the same rows, digit for digit", async () => {
    const rows = await query(`
      select paths.*, paths.month::varchar as month_text, rates.average_month, rates.best_month, rates.months_known,
        rates.feasibility, rates.as_of_month is not null as has_rate
      from marts.scenario_paths as paths
      left join marts.run_rates as rates
        on rates.locality_id = paths.locality_id and rates.indicator_id = paths.indicator_id
        and rates.scenario_id = paths.scenario_id and rates.as_of_month = paths.month`);
    const groups = new Map<string, JsonRow[]>();
    for (const row of rows) {
      const key = `${row.scenario_id}/${row.indicator_id}/${row.year}`;
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    expect(groups.size).toBeGreaterThan(20);
    let compared = 0;
    for (const [name, group] of groups) {
      const nature = group[0] as unknown as IndicatorNature;
      for (const row of group) {
        if (row.actual_to_date === null) continue;
        const { standing } = runScenario(
          group as unknown as PathRow[],
          nature,
          noDeltas,
          Number(String(row.month).slice(5, 7)),
        );
        const where = `${name} ${row.month}`;
        expect(standing.variance, where).toBe(row.variance_to_date);
        expect(standing.required_monthly_run_rate, where).toBe(row.required_monthly_run_rate);
        expect(standing.projected_year_end, where).toBe(row.projected_year_end);
        expect(standing.projection_method, where).toBe(row.projection_method);
        expect(standing.projection_limit, where).toBe(row.projection_limit);
        if (row.has_rate) {
          expect(standing.best_month, where).toBe(row.best_month);
          expect(standing.months_known, where).toBe(row.months_known);
          expect(standing.feasibility, where).toBe(row.feasibility);
          expect(Math.abs((standing.average_month ?? 0) - Number(row.average_month ?? 0)), where).toBeLessThan(
            0.000002,
          );
        }
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(150);
  });

  it("add a flow's months up to its sums to date between one anchor and the next", async () => {
    const wrong = await query(`
      with steps as (
        select *, target_to_date - coalesce(lag(target_to_date) over years, 0) as step
        from marts.scenario_paths
        where measure = 'flow' and scenario_id in ('reported', 'reported@1')
        window years as (partition by scenario_id, indicator_id, year order by month)
      )
      select * from steps
      where basis = 'interpolated' and basis_month = 'interpolated' and abs(step - target_month) > 0.00001`);
    expect(wrong).toEqual([]);
    const ends = await query(`
      select * from marts.scenario_paths
      where measure = 'flow' and month(month) = 12 and abs(target_to_date - year_target) > 0.000001`);
    expect(ends).toEqual([]);
  });

  it("scale a scenario's variance with the scenario", async () => {
    const [first, ...rest] = await query(`
      select base.variance_to_date as base_variance, base.target_to_date, base.actual_to_date, raised.variance_to_date
      from marts.scenario_paths as base
      join marts.scenario_paths as raised
        on raised.indicator_id = base.indicator_id and raised.month = base.month and raised.scenario_id = 'stretch'
      where base.scenario_id = 'reported' and base.indicator_id = 'local_budget_revenue' and base.variance_to_date is not null`);
    expect(rest.length).toBeGreaterThan(3);
    for (const row of [first as JsonRow, ...rest]) {
      const expected = Number(row.actual_to_date) - 1.15 * Number(row.target_to_date);
      expect(Number(row.variance_to_date)).toBeCloseTo(expected, 4);
    }
  });

  it("never project a share beyond its whole, by any method", async () => {
    const bounded = await query("select * from marts.scenario_paths where upper_limit = 100 and measure = 'rate'");
    expect(bounded.length).toBeGreaterThan(12);
    const beyond = await query(`
      select projections.* from marts.projections as projections
      join staging.indicator_limits as limits
        on limits.locality_id = projections.locality_id and limits.indicator_id = projections.indicator_id
      where range_high > upper_limit or range_low < lower_limit
        or projected_year_end not between coalesce(lower_limit, projected_year_end) and coalesce(upper_limit, projected_year_end)`);
    expect(beyond).toEqual([]);
  });

  it("split the variance of a revised scenario without a remainder, for reports and planners' files", async () => {
    const rows = await query("select * from marts.plan_revisions where plan_moved is not null");
    expect(new Set(rows.map((row) => row.scenario_id))).toEqual(new Set(["reported", "stretch"]));
    for (const row of rows) {
      const against = Number(row.actual_to_date) - Number(row.original_target_to_date);
      expect(Number(row.plan_moved) + Number(row.performance)).toBeCloseTo(against, 5);
    }
  });

  it("split the gap of each indicator that projects move over them, adding up to it exactly", async () => {
    const rows = await query(`
      select report_id, indicator_id, any_value(gap)::decimal(38, 6) = sum(contribution::decimal(38, 6)) as is_whole, count(*) as parts
      from marts.indicator_contributions group by report_id, indicator_id`);
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.filter((row) => !row.is_whole || Number(row.parts) < 2)).toEqual([]);
  });

  it("add the gaps of projects up to the portfolio's", async () => {
    const rows = await query(`
      select sum(gap_vnd)::bigint as total, any_value(portfolio_gap_vnd) as portfolio,
        max_by(cumulative_gap_vnd, gap_rank) as cumulated
      from marts.gap_contributions group by report_id`);
    for (const row of rows) {
      expect(row.total).toBe(row.portfolio);
      expect(row.cumulated).toBe(row.portfolio);
    }
  });

  it("add S-curves of projects up to their groups and the portfolio, bounds too, and never let payments shrink", async () => {
    for (const column of ["value_vnd", "low_vnd", "high_vnd", "known_projects", "project_count"]) {
      const wrong = await query(`
        with sums as (
          select series, month, budget_year, level, sum(${column}) as total, count(*) - count(${column}) as missing
          from marts.disbursement_curves group by all
        )
        select parts.* from sums as parts join sums as wholes
          on wholes.series = parts.series and wholes.month = parts.month and wholes.budget_year = parts.budget_year
          and wholes.level = 'portfolio'
        where parts.level <> 'portfolio' and parts.total is distinct from wholes.total
          and not ('${column}' = 'high_vnd' and parts.missing > 0)`);
      expect(wrong, column).toEqual([]);
    }
    const shrinking = await query(`
      select * from marts.disbursement_curves where series = 'paid'
      qualify low_vnd < lag(low_vnd) over (partition by curve_key, budget_year order by month)`);
    expect(shrinking).toEqual([]);
    const [target] = await query("select * from marts.disbursement_targets");
    expect(target).toMatchObject({ scenario_id: "stretch", level: "portfolio", by_date: "2027-12-31", months_left: 3 });
  });

  it("warn of nothing that was only interpolated", async () => {
    const wrong = await query(`
      select * from marts.early_warnings as warnings
      join marts.scenario_paths as paths
        on paths.source_ref = warnings.source_ref and paths.scenario_id = 'reported' and paths.month = warnings.period
      where warnings.rule = 'behind_scenario' and paths.basis = 'interpolated'`);
    expect(wrong).toEqual([]);
    expect((await query("select * from marts.early_warnings")).length).toBeGreaterThan(0);
  });
});

describe("kichban scenario", () => {
  const run = (...words: string[]) => {
    const { status, stdout, stderr } = workplace.kichban("scenario", ...words);
    return { status, stdout, stderr };
  };

  it("lists the reports' own scenario and the planners'", () => {
    const { scenarios } = JSON.parse(run("list", "--json").stdout) as { scenarios: { scenario_id: string }[] };
    expect(scenarios.map((each) => each.scenario_id)).toEqual(["reported", "stretch"]);
  });

  it("runs a scenario under deltas by the arithmetic of the page", async () => {
    const words = [
      "run",
      "stretch",
      "--growth",
      "7.5",
      "--tilt",
      "-20",
      "--slippage",
      "1",
      "--pace",
      "90",
      "--as-of",
      "2027-06",
    ];
    const answer = JSON.parse(run(...words, "--json").stdout) as ScenarioAnswer;
    expect(answer.deltas).toEqual({ growth_pct: 7.5, tilt_pct: -20, slippage_months: 1, pace_pct: 90 });
    expect(answer.indicators.length).toBe(2);
    const rows = await query(
      "select *, month::varchar as month from marts.scenario_paths where scenario_id = 'stretch' and indicator_id = 'agriculture_output'",
    );
    const found = answer.indicators.find((each) => each.indicator_id === "agriculture_output");
    const expected = runScenario(
      rows as unknown as PathRow[],
      { measure: "flow", direction: "higher" },
      answer.deltas,
      6,
    );
    expect(found).toMatchObject(JSON.parse(JSON.stringify(expected)) as object);
  });

  it("keeps an earlier version by name@version", () => {
    const version = JSON.parse(run("run", "stretch@1", "--as-of", "2027-06", "--json").stdout) as ScenarioAnswer;
    expect(version.scenario_id).toBe("stretch@1");
  });

  const wrong: [string[], RegExp][] = [
    [["run", "nowhere"], /nowhere: no scenario of this name/],
    [["run", "reported", "--tilt", "abc"], /--tilt abc: give a number from -100 to 100/],
    [["run", "reported", "--slippage", "1.5"], /whole months/],
    [["run", "reported", "--as-of", "March"], /--as-of March: write the month as 2026-03/],
    [["run", "reported", "--indicator", "nothing"], /--indicator nothing: the scenario has local_budget_revenue/],
    [["paint"], /choose list, show, check or run/],
    [["check", "nowhere.yaml"], /there is no such file/],
  ];
  it.each(wrong)("%s is wrong usage and says the mend", (words, sentence) => {
    const { status, stderr } = run(...words);
    expect(status).toBe(2);
    expect(stderr).toMatch(sentence);
  });
});
