import { phaseByMonths, phaseByShares, sharesOf } from "../../src/scenario/phasing.ts";
import type { TargetPoint } from "../../src/scenario/types.ts";
import type { KnownIndicator } from "./read.ts";
import type { IndicatorTarget, Scenario } from "./schema.ts";

/** Rows of raw.scenarios: one a version. */
export interface ScenarioRow {
  scenario_id: string;
  version: number;
  decided_date: string;
  title_vi: string;
  title_en: string;
  year: number;
  locality_id: string | null;
  author: string | null;
  note: string | null;
}

/** Rows of raw.scenario_points: one a version, indicator and month; in the indicator's unit. */
export interface ScenarioPointRow {
  scenario_id: string;
  version: number;
  indicator_id: string;
  unit: string;
  /** First day of the month. */
  month: string;
  target_month: number | null;
  target_to_date: number | null;
  year_target: number;
  /** How the months came about: `months`, `shares` or `profile`. */
  method: string;
}

/** Rows of raw.scenario_rules: the models apply them to the scenario that they stand on. */
export interface ScenarioRuleRow {
  scenario_id: string;
  version: number;
  indicator_id: string;
  unit: string;
  base_scenario_id: string;
  growth_pct: number;
}

/** Rows of raw.scenario_disbursement_targets: paid out since the project's start, by the end of a day. */
export interface DisbursementTargetRow {
  scenario_id: string;
  version: number;
  /** `project`, `group` or `portfolio`. */
  level: string;
  target_key: string | null;
  by_date: string;
  target_vnd: number | null;
  target_pct: number | null;
  denominator: string | null;
}

export interface ExpandedScenarios {
  scenarios: ScenarioRow[];
  points: ScenarioPointRow[];
  rules: ScenarioRuleRow[];
  disbursement: DisbursementTargetRow[];
}

/** The twelve points of one indicator's target; null for a phasing by rule, which the models work out. */
export function targetPath(target: IndicatorTarget, measure: KnownIndicator["measure"]): TargetPoint[] | null {
  const { phasing, year_target: yearTarget } = target;
  if ("rule" in phasing || yearTarget === undefined) return null;
  if ("months" in phasing) return phaseByMonths(measure, phasing.months as Record<number, number>);
  return phaseByShares(measure, yearTarget, sharesOf("shares" in phasing ? phasing.shares : phasing.profile));
}

/** Scenario files as table rows, in the order of the files' ids, versions and indicators. */
export function expandScenarios(
  scenarios: readonly Scenario[],
  known: ReadonlyMap<string, KnownIndicator>,
): ExpandedScenarios {
  const rows: ExpandedScenarios = { scenarios: [], points: [], rules: [], disbursement: [] };
  for (const scenario of scenarios) {
    for (const version of scenario.versions) {
      const key = { scenario_id: scenario.id, version: version.version };
      rows.scenarios.push({
        ...key,
        decided_date: version.decided,
        title_vi: scenario.title.vi,
        title_en: scenario.title.en,
        year: scenario.year,
        locality_id: scenario.locality ?? null,
        author: scenario.author ?? null,
        note: version.note ?? null,
      });
      for (const target of version.indicators) expandTarget(target, key, scenario.year, known, rows);
      for (const entry of version.disbursement) {
        for (const goal of entry.targets) {
          rows.disbursement.push({
            ...key,
            level: entry.project ? "project" : entry.group ? "group" : "portfolio",
            target_key: entry.project ?? entry.group ?? null,
            by_date: goal.by,
            target_vnd: "vnd" in goal ? goal.vnd : null,
            target_pct: "pct" in goal ? goal.pct : null,
            denominator: "of" in goal ? goal.of : null,
          });
        }
      }
    }
  }
  return rows;
}

function expandTarget(
  target: IndicatorTarget,
  key: { scenario_id: string; version: number },
  year: number,
  known: ReadonlyMap<string, KnownIndicator>,
  rows: ExpandedScenarios,
): void {
  const common = { ...key, indicator_id: target.indicator, unit: target.unit };
  if ("rule" in target.phasing) {
    const { on, growth_pct } = target.phasing.rule;
    rows.rules.push({ ...common, base_scenario_id: on, growth_pct });
    return;
  }
  const path = targetPath(target, known.get(target.indicator)?.measure ?? "flow") ?? [];
  for (const point of path) {
    rows.points.push({
      ...common,
      month: `${year}-${String(point.month).padStart(2, "0")}-01`,
      target_month: point.target_month,
      target_to_date: point.target_to_date,
      year_target: target.year_target as number,
      method: Object.keys(target.phasing)[0] as string,
    });
  }
}
