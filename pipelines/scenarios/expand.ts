import { phaseByMonths, phaseByShares, sharesOf } from "../../src/scenario/phasing.ts";
import type { TargetPoint } from "../../src/scenario/types.ts";
import type { WorkplaceRows } from "../peopleRows.ts";
import type { KnownIndicator } from "./read.ts";
import type { IndicatorTarget, Scenario } from "./schema.ts";

/** The rows that scenario files give; the models work out the rest. */
export type ExpandedScenarios = Omit<WorkplaceRows, "explanations" | "indicator_limits" | "indicator_movers">;

/** The twelve points of one indicator's target; null for a phasing by rule, which the models work out. */
export function targetPath(target: IndicatorTarget, measure: KnownIndicator["measure"]): TargetPoint[] | null {
  const { phasing, year_target: yearTarget } = target;
  if ("rule" in phasing || yearTarget === undefined) return null;
  if ("months" in phasing) return phaseByMonths(measure, phasing.months, phasing.to_date);
  return phaseByShares(measure, yearTarget, sharesOf("shares" in phasing ? phasing.shares : phasing.profile));
}

/** Scenario files as table rows, in the order of the files' ids, versions and indicators. */
export function expandScenarios(
  scenarios: readonly Scenario[],
  known: ReadonlyMap<string, KnownIndicator>,
): ExpandedScenarios {
  const rows: ExpandedScenarios = {
    scenarios: [],
    scenario_points: [],
    scenario_rules: [],
    scenario_disbursement_targets: [],
  };
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
          rows.scenario_disbursement_targets.push({
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
    rows.scenario_rules.push({ ...common, base_scenario_id: on, growth_pct });
    return;
  }
  const path = targetPath(target, known.get(target.indicator)?.measure ?? "flow") ?? [];
  for (const point of path) {
    rows.scenario_points.push({
      ...common,
      month: `${year}-${String(point.month).padStart(2, "0")}-01`,
      target_month: point.target_month,
      target_to_date: point.target_to_date,
      year_target: target.year_target as number,
      method: Object.keys(target.phasing)[0] as "months" | "shares" | "profile",
    });
  }
}
