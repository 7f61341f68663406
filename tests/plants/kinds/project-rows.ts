/** Errors in appendix 2: rows that are missing, or there twice. */
import { clonePrinted, tablesOf } from "../../generator/printed.ts";
import type { GeneratedReport } from "../../generator/report.ts";
import { findSpot, type Planted, type Planter, placesOf } from "../plant.ts";
import { printVnd } from "./money.ts";
import { groupKey, linesOf, partsOf, pick, projectKey } from "./pick.ts";

/** A line is missing: its sum, its number and the announced count give it away. */
const projectDropped: Planter = (report, rng) => {
  const groups = linesOf(report, "group");
  const candidates = linesOf(report, "project").filter((line) => {
    const siblings = linesOf(report, "project").filter((other) => other.group_code === line.group_code);
    return siblings.length > 1;
  });
  const project = pick(rng, candidates);
  if (!project) return null;
  const keys = [project.row_key, ...partsOf(report, project.row_key).map((part) => part.row_key)];
  const group = groups.find((line) => line.row_key === groupKey(project));
  return dropRows(report, "project_dropped", keys, [group?.row_key ?? ""], project.group_code);
};

const componentDropped: Planter = (report, rng) => {
  const part = pick(
    rng,
    linesOf(report, "component").filter((line) => (line.planned_vnd ?? 0) > 0),
  );
  if (!part) return null;
  return dropRows(report, "component_dropped", [part.row_key], [projectKey(part)], null);
};

const groupHeadingDropped: Planter = (report, rng) => {
  const groups = linesOf(report, "group");
  if (groups.length < 2) return null;
  const group = rng.pick(groups.slice(1));
  const inGroup = report.truth.project_lines.filter((line) => line.group_code === group.group_code);
  return dropRows(
    report,
    "group_heading_dropped",
    [group.row_key],
    inGroup.map((line) => line.row_key),
    null,
  );
};

function dropRows(
  report: GeneratedReport,
  kind: string,
  keys: string[],
  related: string[],
  groupCode: string | null,
): Planted | null {
  const printed = clonePrinted(report.printed);
  const gone = new Set(keys);
  let before = "";
  for (const table of tablesOf(printed)) {
    if (table.appendix !== "projects") continue;
    table.rows = table.rows.filter((row) => {
      const isGone = gone.has(row[0]?.rowKey ?? "");
      if (isGone) before ||= row.map((cell) => cell.text).join(" | ");
      return !isGone;
    });
  }
  if (before === "") return null;
  const inGroup = report.truth.project_lines
    .filter((line) => groupCode !== null && line.group_code === groupCode)
    .map((line) => line.row_key);
  return {
    printed,
    label: {
      kind,
      families: ["sums", "announced", "reading"],
      appendix: "projects",
      rowKey: keys[0] ?? null,
      field: null,
      before,
      after: "",
      provable: true,
      places: placesOf(printed, "projects", [...related, ...inGroup]),
    },
  };
}

/** A whole project is printed twice. */
const projectRepeated: Planter = (report, rng) => {
  const project = pick(rng, linesOf(report, "project"));
  if (!project) return null;
  const printed = clonePrinted(report.printed);
  const spot = findSpot(printed, "projects", project.row_key, "name");
  if (!spot) return null;
  const copy = spot.table.rows[spot.row]?.map((cell) => ({ ...cell })) ?? [];
  spot.table.rows.splice(spot.row + 1, 0, copy);
  return {
    printed,
    label: {
      kind: "project_repeated",
      families: ["sums", "announced", "reading"],
      appendix: "projects",
      rowKey: project.row_key,
      field: "name",
      before: "",
      after: copy.map((cell) => cell.text).join(" | "),
      provable: true,
      places: placesOf(printed, "projects", [project.row_key, groupKey(project)]),
    },
  };
};

/** A line that sums the appendix up, and leaves a group out. */
const grandTotalOff: Planter = (report, rng) => {
  const groups = linesOf(report, "group").filter((line) => (line.total_investment_vnd ?? 0) > 0);
  const left = pick(rng, groups);
  if (!left || groups.length < 2) return null;
  const printed = clonePrinted(report.printed);
  const tables = tablesOf(printed).filter((table) => table.appendix === "projects");
  const table = rng.pick([tables[0], tables.at(-1)]);
  const like = table?.rows[table.headerRows];
  if (!table || !like) return null;
  const amounts: Record<string, number> = { total_investment: 0, planned: 0 };
  for (const group of groups.filter((one) => one !== left)) {
    amounts.total_investment = (amounts.total_investment ?? 0) + (group.total_investment_vnd ?? 0);
    amounts.planned = (amounts.planned ?? 0) + (group.planned_vnd ?? 0);
  }
  const name = rng.pick(["TỔNG CỘNG", "Tổng cộng", "TỔNG SỐ", "Cộng"]);
  const row = like.map(({ field = "" }) => {
    const vnd = amounts[field];
    const text = field === "name" ? name : vnd === undefined || vnd === 0 ? "" : printVnd(report, vnd);
    return { text, field, rowKey: "total" };
  });
  // Above all groups, or below them.
  table.rows.splice(table === tables.at(-1) ? table.rows.length : table.headerRows, 0, row);
  return {
    printed,
    label: {
      kind: "grand_total_off",
      families: ["sums"],
      appendix: "projects",
      rowKey: "total",
      field: "total_investment",
      before: "",
      after: row.map((cell) => cell.text).join(" | "),
      provable: true,
      places: placesOf(printed, "projects", ["total"]),
    },
  };
};

export const projectRowPlanters: Record<string, Planter> = {
  project_dropped: projectDropped,
  component_dropped: componentDropped,
  group_heading_dropped: groupHeadingDropped,
  project_repeated: projectRepeated,
  grand_total_off: grandTotalOff,
};
