/** The portfolio, its groups, their projects and the components of these, with the gap of each on one day. */
import { type GapAt, type GapSum, gapAt, sumGaps } from "./at.ts";
import type { GapData, PackedLine, PackedTold } from "./data.ts";

export interface LineGap {
  line: PackedLine;
  gap: GapAt<PackedTold>;
}

export interface ProjectGap extends LineGap {
  components: LineGap[];
  /**
   * What the components leave of the project's gap on the day: with it the parts add up. Null where a part or the project is
   * not known, or there are no parts.
   */
  rest: number | null;
}

export interface GroupGap {
  /** Null for projects outside any group. */
  group: string | null;
  sum: GapSum;
  projects: ProjectGap[];
}

export interface DayGaps {
  day: string;
  portfolio: GapSum;
  groups: GroupGap[];
}

/** Everything of one day. A day outside the budget year is as its first or last. */
export function gapsOn(data: GapData, day: string): DayGaps {
  const within = clampDay(data, day);
  const componentsOf = new Map<string, LineGap[]>();
  for (const line of data.lines) {
    if (line.level !== "component") continue;
    const others = componentsOf.get(line.project) ?? [];
    componentsOf.set(line.project, [...others, { line, gap: gapAt(line, within) }]);
  }
  const projects = data.lines
    .filter((line) => line.level === "project")
    .map((line): ProjectGap => {
      const gap = gapAt(line, within);
      const components = componentsOf.get(line.key) ?? [];
      return { line, gap, components, rest: restOf(gap, components) };
    });
  const groups = [...new Set(projects.map(({ line }) => line.group))].map((group) => {
    const inside = projects.filter(({ line }) => line.group === group);
    return { group, sum: sumGaps(inside.map(({ gap }) => gap)), projects: inside };
  });
  return { day: within, portfolio: sumGaps(projects.map(({ gap }) => gap)), groups };
}

export function clampDay({ first, last }: GapData, day: string): string {
  return day < first ? first : day > last ? last : day;
}

function restOf(whole: GapAt, parts: readonly LineGap[]): number | null {
  if (parts.length === 0 || whole.gap.value === null) return null;
  let rest = whole.gap.value;
  for (const { gap } of parts) {
    if (gap.gap.value === null) return null;
    rest -= gap.gap.value;
  }
  return rest;
}
