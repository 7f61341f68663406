import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { monthsOfYear } from "../../src/scenario/phasing.ts";
import { UserError } from "../errors.ts";
import { type PlacedYaml, readPlacedYaml } from "../reference/yaml.ts";
import { type IndicatorTarget, type Scenario, scenarioSchema } from "./schema.ts";

/** An indicator that scenarios may name. */
export interface KnownIndicator {
  indicator_id: string;
  unit: string | null;
  measure: "flow" | "stock" | "rate" | "rank";
}

export interface ScenarioReading {
  /** Sorted by id. */
  scenarios: { file: string; scenario: Scenario }[];
  /** One sentence for each file that was refused: file, line, mend. The others stand. */
  refused: UserError[];
}

/**
 * Reads every `.yaml` of the folder. A file that is wrong in form, names an unknown indicator or unit, does not add up
 * or repeats another's id is refused; the rest is given.
 * @param known the indicators of the catalogue and of the reports held, by id
 */
export function readScenarios(folder: string, known: ReadonlyMap<string, KnownIndicator>): ScenarioReading {
  return readScenarioFiles(scenarioFiles(folder), known);
}

/** The scenario files of a folder, by name; none where there is no such folder. */
export function scenarioFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** The same for named files. */
export function readScenarioFiles(
  files: readonly string[],
  known: ReadonlyMap<string, KnownIndicator>,
): ScenarioReading {
  const reading: ScenarioReading = { scenarios: [], refused: [] };
  const fileOfId = new Map<string, string>();
  for (const file of files) {
    try {
      const placed = readPlacedYaml(file, scenarioSchema);
      checkScenario(placed, known, fileOfId);
      fileOfId.set(placed.value.id, file);
      reading.scenarios.push({ file, scenario: placed.value });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      reading.refused.push(error);
    }
  }
  checkRuleTargets(reading, fileOfId);
  reading.scenarios.sort((a, b) => (a.scenario.id < b.scenario.id ? -1 : 1));
  return reading;
}

function checkScenario(
  placed: PlacedYaml<Scenario>,
  known: ReadonlyMap<string, KnownIndicator>,
  fileOfId: ReadonlyMap<string, string>,
): void {
  const { value: scenario, errorAt } = placed;
  const other = fileOfId.get(scenario.id);
  if (other) {
    throw errorAt(["id"], `${basename(other)} has the id "${scenario.id}" already; give one of them another id`);
  }
  const seen = new Set<number>();
  scenario.versions.forEach((version, v) => {
    if (seen.has(version.version)) {
      throw errorAt(["versions", v, "version"], `version ${version.version} stands twice; number them 1, 2, 3 …`);
    }
    seen.add(version.version);
    const named = new Set<string>();
    version.indicators.forEach((target, i) => {
      const path = ["versions", v, "indicators", i];
      if (named.has(target.indicator)) {
        throw errorAt([...path, "indicator"], `"${target.indicator}" stands twice in version ${version.version}`);
      }
      named.add(target.indicator);
      checkTarget(target, path, placed, known);
    });
  });
}

function checkTarget(
  target: IndicatorTarget,
  path: PropertyKey[],
  { errorAt }: PlacedYaml<Scenario>,
  known: ReadonlyMap<string, KnownIndicator>,
): void {
  const indicator = known.get(target.indicator);
  if (!indicator) {
    const near = nearest(target.indicator, [...known.keys()]);
    const hint = near ? `; the nearest known one is "${near}"` : "";
    throw errorAt([...path, "indicator"], `no indicator is called "${target.indicator}"${hint}`);
  }
  if (indicator.unit !== null && target.unit !== indicator.unit) {
    throw errorAt(
      [...path, "unit"],
      `"${target.indicator}" is counted in ${indicator.unit}, not in ${target.unit}; convert the figures and write ${indicator.unit}`,
    );
  }
  const { phasing } = target;
  if ("shares" in phasing) {
    const total = phasing.shares.reduce((sum, share) => sum + share, 0);
    if (Math.abs(total - 1) > 1e-9 && Math.abs(total - 100) > 1e-7) {
      throw errorAt(
        [...path, "phasing", "shares"],
        `the twelve shares add up to ${print(total)}; they must make 1 or 100`,
      );
    }
  }
  if ("profile" in phasing && phasing.profile.every((weight) => weight === 0)) {
    throw errorAt([...path, "phasing", "profile"], "all twelve weights are 0; give at least one month a weight");
  }
  if ("months" in phasing && target.year_target !== undefined) checkMonths(target, indicator, path, errorAt);
}

function checkMonths(
  target: IndicatorTarget,
  indicator: KnownIndicator,
  path: PropertyKey[],
  errorAt: PlacedYaml<Scenario>["errorAt"],
): void {
  if (!("months" in target.phasing) || target.year_target === undefined) return;
  const { months, to_date: toDates } = target.phasing;
  const yearTarget = target.year_target;
  const place = [...path, "phasing", "months"];
  if (indicator.measure !== "flow") {
    if (toDates) {
      throw errorAt([...path, "phasing", "to_date"], "a level has no sum since January; leave to_date out");
    }
    if (indicator.measure !== "rank" && months[12] !== undefined && months[12] !== yearTarget) {
      throw errorAt(
        place,
        `December is ${print(months[12])}, the year's target ${print(yearTarget)}; they are the same level`,
      );
    }
    return;
  }
  const missing = monthsOfYear.filter((month) => months[month] === undefined && toDates?.[month] === undefined);
  if (missing.length > 0) throw errorAt(place, `months ${missing.join(", ")} are missing; a flow needs all twelve`);
  const total = Object.values(months).reduce((sum, value) => sum + value, 0);
  const doesNotEnd = (sum: number, tolerance: number) =>
    Math.abs(sum - yearTarget) > tolerance * Math.max(1, Math.abs(yearTarget));
  if (!toDates && doesNotEnd(total, 1e-6)) {
    throw errorAt(
      place,
      `the months add up to ${print(total)}, the year's target is ${print(yearTarget)}; mend one of them`,
    );
  }
  if (toDates) checkSums(months, toDates, yearTarget, [...path, "phasing", "to_date"], errorAt);
}

/** Sums that are given beside the months may differ from them by what a report's rounding allows, no more. */
function checkSums(
  months: Readonly<Record<number, number>>,
  toDates: Readonly<Record<number, number>>,
  yearTarget: number,
  place: PropertyKey[],
  errorAt: PlacedYaml<Scenario>["errorAt"],
): void {
  const allowed = 0.01 * Math.max(1, Math.abs(yearTarget));
  let sum: number | null = 0;
  for (const month of monthsOfYear) {
    const value = months[month];
    sum = sum === null || value === undefined ? null : sum + value;
    const stated = toDates[month];
    if (stated !== undefined && sum !== null && Math.abs(stated - sum) > allowed) {
      throw errorAt(
        [...place, String(month)],
        `the months to ${month} add up to ${print(sum)}, to_date says ${print(stated)}; mend one of them`,
      );
    }
    if (stated !== undefined) sum = stated;
  }
  const end = toDates[12] ?? sum;
  if (end !== null && Math.abs(end - yearTarget) > 1e-6 * Math.max(1, Math.abs(yearTarget))) {
    throw errorAt(
      place,
      `December's sum is ${print(end)}, the year's target is ${print(yearTarget)}; mend one of them`,
    );
  }
}

/** A rule must stand on a scenario that exists, and rules may not stand on each other in a ring. */
function checkRuleTargets(reading: ScenarioReading, fileOfId: ReadonlyMap<string, string>): void {
  const rests = new Map<string, Set<string>>();
  for (const { scenario } of reading.scenarios) {
    const bases = scenario.versions.flatMap((version) =>
      version.indicators.flatMap((target) => ("rule" in target.phasing ? [target.phasing.rule.on] : [])),
    );
    rests.set(scenario.id, new Set(bases));
  }
  const standsOn = (id: string, trail: string[]): string | null => {
    if (id === "reported") return null;
    if (trail.includes(id)) return `${[...trail, id].join(" → ")} is a ring; let one of them stand on "reported"`;
    if (!fileOfId.has(id)) return `there is no scenario "${id}" to stand on`;
    for (const base of rests.get(id) ?? []) {
      const fault = standsOn(base, [...trail, id]);
      if (fault) return fault;
    }
    return null;
  };
  reading.scenarios = reading.scenarios.filter(({ file, scenario }) => {
    const fault = standsOn(scenario.id, []);
    if (!fault) return true;
    const placed = readPlacedYaml(file, scenarioSchema);
    const v = scenario.versions.findIndex((version) => version.indicators.some((target) => "rule" in target.phasing));
    const i = scenario.versions[v]?.indicators.findIndex((target) => "rule" in target.phasing) ?? 0;
    reading.refused.push(placed.errorAt(["versions", v, "indicators", i, "phasing", "rule", "on"], fault));
    return false;
  });
}

/** The known word with the smallest edit distance, if it is near at all. */
function nearest(word: string, words: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of words) {
    const distance = editDistance(word, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

function print(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}
