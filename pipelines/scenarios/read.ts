import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import type { Fault } from "../reference/faults.ts";
import { readPlacedYaml } from "../reference/yaml.ts";
import { checkScenario } from "./check.ts";
import { type Scenario, scenarioSchema } from "./schema.ts";

/** An indicator that scenarios may name. */
export interface KnownIndicator {
  indicator_id: string;
  unit: string | null;
  measure: "flow" | "stock" | "rate" | "rank";
  /** Between what its figures lie; left out or null where nothing bounds them. */
  lower_limit?: number | null;
  upper_limit?: number | null;
}

/** A project that a report held has told of. */
export interface KnownProject {
  locality_id: string;
  project_id: string;
  group_code: string | null;
}

/** What scenarios may name. */
export interface Known {
  indicators: ReadonlyMap<string, KnownIndicator>;
  projects: readonly KnownProject[];
}

export interface ScenarioReading {
  /** Sorted by id. */
  scenarios: { file: string; scenario: Scenario }[];
  /** One sentence for each file that was refused: file, line, mend. The others stand. */
  refused: UserError[];
}

/**
 * Reads every `.yaml` of the folder. A file that is wrong in form, names an unknown indicator, unit, project or group, does
 * not add up or repeats another's id is refused; the rest is given.
 * @param known the indicators of the catalogue and of the reports held, by id
 * @param projects those of the reports held
 */
export function readScenarios(
  folder: string,
  known: ReadonlyMap<string, KnownIndicator>,
  projects: readonly KnownProject[] = [],
): ScenarioReading {
  return readScenarioFiles(scenarioFiles(folder), known, projects);
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
  projects: readonly KnownProject[] = [],
): ScenarioReading {
  const reading: ScenarioReading = { scenarios: [], refused: [] };
  const fileOfId = new Map<string, string>();
  for (const file of files) {
    try {
      const placed = readPlacedYaml(file, scenarioSchema);
      checkScenario(placed, { indicators: known, projects }, fileOfId);
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

/** A rule must stand on a scenario that exists, and rules may not stand on each other in a ring. */
function checkRuleTargets(reading: ScenarioReading, fileOfId: ReadonlyMap<string, string>): void {
  const rests = new Map<string, Set<string>>();
  for (const { scenario } of reading.scenarios) {
    const bases = scenario.versions.flatMap((version) =>
      version.indicators.flatMap((target) => ("rule" in target.phasing ? [target.phasing.rule.on] : [])),
    );
    rests.set(scenario.id, new Set(bases));
  }
  const standsOn = (id: string, trail: string[]): Fault | null => {
    if (id === "reported") return null;
    if (trail.includes(id)) {
      const ring = [...trail, id].join(" → ");
      return {
        vi: `${ring} dựa vòng quanh nhau; hãy để một kịch bản dựa trên "reported"`,
        en: `${ring} is a ring; let one of them stand on "reported"`,
      };
    }
    if (!fileOfId.has(id)) {
      return {
        vi: `không có kịch bản "${id}" để dựa vào; hãy ghi "reported" hoặc mã của một tệp khác`,
        en: `there is no scenario "${id}" to stand on; write "reported" or the id of another file`,
      };
    }
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
