/** Figures that nobody counted: worked out by one share. Such a pattern proves nothing, and is asked about. */

import { componentNames } from "../../generator/projects.ts";
import { changeCells, type Edit, type Planter } from "../plant.ts";
import { printVnd, rounded } from "./money.ts";
import { groupKey, linesOf, pick, projectKey } from "./pick.ts";

/** The plan of every line of one kind is one share of its total, round or not; projects and groups add up to it. */
const fixedRatio: Planter = (report, rng) => {
  const components = linesOf(report, "component").filter((line) => (line.planned_vnd ?? 0) > 0);
  const kinds = (Object.keys(componentNames) as (keyof typeof componentNames)[]).filter(
    (kind) => components.filter((line) => line.component === kind).length >= 4,
  );
  const kind = pick(rng, kinds);
  if (!kind) return null;
  const share = rng.pick([0.1, 0.3, 0.25, 0.125, 0.437]);
  const added = new Map<string, number>();
  const edits: Edit[] = [];
  const planned = (rowKey: string, vnd: number): Edit => ({
    appendix: "projects",
    rowKey,
    field: "planned",
    text: printVnd(report, vnd),
  });
  for (const line of components.filter((one) => one.component === kind)) {
    const vnd = rounded(report, (line.total_investment_vnd ?? 0) * share);
    edits.push(planned(line.row_key, vnd));
    for (const key of [projectKey(line), groupKey(line)]) {
      added.set(key, (added.get(key) ?? 0) + vnd - (line.planned_vnd ?? 0));
    }
  }
  for (const line of [...linesOf(report, "project"), ...linesOf(report, "group")]) {
    const more = added.get(line.row_key);
    if (more !== undefined) edits.push(planned(line.row_key, (line.planned_vnd ?? 0) + more));
  }
  return changeCells(report, {
    kind: "fixed_ratio",
    families: ["invention"],
    provable: false,
    edits: edits as [Edit, ...Edit[]],
  });
};

export const inventionPlanters: Record<string, Planter> = { fixed_ratio: fixedRatio };
