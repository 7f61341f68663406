import type { IndicatorAnswer } from "./answer.ts";
import { withinLimits } from "./limits.ts";
import { round6 } from "./round.ts";
import type { TargetPoint } from "./types.ts";

export interface ExportOptions {
  id: string;
  titleVi: string;
  titleEn: string;
  year: number;
  localityId: string;
  /** YYYY-MM-DD */
  decided: string;
  note: string;
}

/** Why an indicator can't stand in a scenario file. */
export type LeftOut = "no_year_target" | "months_unknown" | "sums_differ" | "beyond_limits";

export interface ScenarioFile {
  yaml: string;
  /** Indicators that the file does not hold. */
  leftOut: { indicator_id: string; reason: LeftOut }[];
}

/**
 * A scenario as the YAML that the pipeline reads from `data/scenarios/`: it comes back as the same path, month for month.
 * What the reader would refuse is left out and named.
 */
export function scenarioYaml(answers: readonly IndicatorAnswer[], options: ExportOptions): ScenarioFile {
  const leftOut: ScenarioFile["leftOut"] = [];
  const entries: string[] = [];
  for (const answer of answers) {
    const entry = answer.measure === "flow" ? flowEntry(answer) : levelEntry(answer);
    if (typeof entry === "string") leftOut.push({ indicator_id: answer.indicator_id, reason: entry });
    else entries.push(...entry);
  }
  const lines = [
    `id: ${options.id}`,
    `title: {vi: ${quoted(options.titleVi)}, en: ${quoted(options.titleEn)}}`,
    `year: ${options.year}`,
    `locality: ${quoted(options.localityId)}`,
    "versions:",
    "  - version: 1",
    `    decided: ${options.decided}`,
    `    note: ${quoted(options.note)}`,
    entries.length === 0 ? "    indicators: []" : "    indicators:",
    ...entries,
    ...leftOut.map(({ indicator_id, reason }) => `# ${indicator_id}: ${reason}`),
  ];
  return { yaml: `${lines.join("\n")}\n`, leftOut };
}

function flowEntry(answer: IndicatorAnswer): string[] | LeftOut {
  const { path } = answer;
  const end = path[11]?.target_to_date ?? null;
  if (end === null) return "no_year_target";
  if (path.some((point) => point.target_month === null && point.target_to_date === null)) return "months_unknown";
  const toDates = statedSums(path);
  if (toDates === null) return "sums_differ";
  if (!isWithin(answer, [end, ...path.map((point) => point.target_month), ...toDates.map(([, sum]) => sum)])) {
    return "beyond_limits";
  }
  return [
    ...head(answer, end),
    "        phasing:",
    `          months: {${mapping(path, (point) => point.target_month)}}`,
    ...(toDates.length > 0
      ? [`          to_date: {${toDates.map(([month, sum]) => `${month}: ${sum}`).join(", ")}}`]
      : []),
  ];
}

/** The sums that adding the months up does not give; null where they are too far from it to be rounding. */
function statedSums(path: readonly TargetPoint[]): [number, number][] | null {
  const allowed = 0.01 * Math.max(1, Math.abs(path[11]?.target_to_date ?? 0));
  const stated: [number, number][] = [];
  let sum: number | null = 0;
  for (const { month, target_month: value, target_to_date: toDate } of path) {
    sum = sum === null || value === null ? null : round6(sum + value);
    if (toDate === null || toDate === sum) continue;
    if (sum !== null && Math.abs(toDate - sum) > allowed) return null;
    stated.push([month, toDate]);
    sum = toDate;
  }
  return stated;
}

function levelEntry(answer: IndicatorAnswer): string[] | LeftOut {
  const { path, standing, measure } = answer;
  const end = measure === "rank" ? standing.year_target : (path[11]?.target_to_date ?? standing.year_target);
  if (end === null) return "no_year_target";
  if (!isWithin(answer, [end, ...path.map((point) => point.target_to_date)])) return "beyond_limits";
  return [
    ...head(answer, end),
    "        phasing:",
    `          months: {${mapping(path, (point) => point.target_to_date)}}`,
  ];
}

/** A month that subtraction made, such as a count that was put lower later, can lie where no target may. */
function isWithin(nature: IndicatorAnswer, values: readonly (number | null)[]): boolean {
  return values.every((value) => value === null || withinLimits(value, nature) === value);
}

function head(answer: IndicatorAnswer, yearTarget: number): string[] {
  return [
    `      - indicator: ${quoted(answer.indicator_id)}`,
    `        unit: ${quoted(answer.unit ?? "")}`,
    `        year_target: ${yearTarget}`,
  ];
}

function mapping(path: readonly TargetPoint[], value: (point: TargetPoint) => number | null): string {
  return path
    .filter((point) => value(point) !== null)
    .map((point) => `${point.month}: ${value(point)}`)
    .join(", ");
}

/** A JSON string is a YAML string. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
