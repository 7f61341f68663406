/** Errors in appendix 2. */
import { clonePrinted, tablesOf } from "../generator/printed.ts";
import type { GeneratedReport } from "../generator/report.ts";
import type { Rng } from "../generator/rng.ts";
import type { ProjectLineTruth } from "../generator/truth.ts";
import { changeCell, changeDigit, findSpot, type Planted, type Planter, placesOf } from "./plant.ts";

const linesOf = (report: GeneratedReport, level: ProjectLineTruth["level"]) =>
  report.truth.project_lines.filter((line) => line.level === level);

const groupKey = (line: ProjectLineTruth) => line.group_code as string;
const projectKey = (line: ProjectLineTruth) => `${line.group_code}/${line.project_ordinal}`;
const partsOf = (report: GeneratedReport, key: string) =>
  report.truth.project_lines.filter((line) => line.level === "component" && projectKey(line) === key);

/** Moneys of a row that a sum above or below it holds in place. */
const summed = ["total_investment", "planned"] as const;

export const totalChanged: Planter = (report, rng) => {
  const group = pick(rng, linesOf(report, "group"));
  return (
    group &&
    changeCell(report, {
      kind: "total_changed",
      // A blank project leaves the sum open; then only the total beyond its investment shows.
      families: ["sums", "comparability"],
      appendix: "projects",
      rowKey: group.row_key,
      field: rng.pick(summed),
      provable: true,
      change: (text) => changeDigit(text, rng),
    })
  );
};

export const digitChanged: Planter = (report, rng) => {
  const project = pick(rng, linesOf(report, "project"));
  return (
    project &&
    changeCell(report, {
      kind: "digit_changed",
      families: ["sums"],
      appendix: "projects",
      rowKey: project.row_key,
      field: rng.pick(summed),
      provable: true,
      change: (text) => changeDigit(text, rng),
      related: [groupKey(project), ...partsOf(report, project.row_key).map((part) => part.row_key)],
    })
  );
};

export const componentChanged: Planter = (report, rng) => {
  const part = pick(rng, linesOf(report, "component"));
  return (
    part &&
    changeCell(report, {
      kind: "component_changed",
      families: ["sums"],
      appendix: "projects",
      rowKey: part.row_key,
      field: "planned",
      provable: true,
      change: (text) => changeDigit(text, rng),
      related: [projectKey(part), groupKey(part)],
    })
  );
};

export const paidChanged: Planter = (report, rng) => {
  if (report.habits.actual !== "money") return null;
  const part = pick(rng, linesOf(report, "component"));
  return (
    part &&
    changeCell(report, {
      kind: "paid_changed",
      families: ["sums"],
      appendix: "projects",
      rowKey: part.row_key,
      field: "actual",
      provable: true,
      change: (text) => changeDigit(text, rng),
      related: [projectKey(part), groupKey(part)],
    })
  );
};

export const announcedCountOff: Planter = (report, rng) => {
  const group = pick(
    rng,
    linesOf(report, "group").filter((line) => line.announced_project_count !== null),
  );
  return (
    group &&
    changeCell(report, {
      kind: "announced_count_off",
      families: ["announced"],
      appendix: "projects",
      rowKey: group.row_key,
      field: "name",
      provable: true,
      change: (text) =>
        text.replace(/\((\d+) /, (_, n: string) => `(${String(Number(n) + rng.int(1, 3)).padStart(2, "0")} `),
    })
  );
};

/** A percentage that no progress can have. */
export const progressBeyondAll: Planter = (report, rng) => {
  const told = pick(
    rng,
    linesOf(report, "project").filter((line) => line.physical_progress_pct !== null),
  );
  return (
    told &&
    changeCell(report, {
      kind: "progress_beyond_all",
      families: ["percentages", "comparability"],
      appendix: "projects",
      rowKey: told.row_key,
      field: "forecast",
      provable: true,
      change: (text) => text.replace(/đạt (\d)/, "đạt 1$1"),
    })
  );
};

/** A line is missing: its sum, its number and the announced count give it away. */
export const projectDropped: Planter = (report, rng) => {
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

export const componentDropped: Planter = (report, rng) => {
  const part = pick(
    rng,
    linesOf(report, "component").filter((line) => (line.planned_vnd ?? 0) > 0),
  );
  if (!part) return null;
  return dropRows(report, "component_dropped", [part.row_key], [projectKey(part)], null);
};

export const groupHeadingDropped: Planter = (report, rng) => {
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

/** The heading says another unit than the figures are in. */
export const unitHeadingWrong: Planter = (report, rng) => {
  const printed = clonePrinted(report.printed);
  const { habits } = report;
  const wrong = rng.pick(["đồng", "triệu đồng", "tỷ đồng"].filter((unit) => unit !== habits.moneyUnit));
  let before = "";
  if (habits.moneyUnitPlace === "line") {
    for (const block of printed.blocks) {
      if (block.kind !== "paragraph" || !block.text.startsWith("Đơn vị tính")) continue;
      before = block.text;
      block.text = `Đơn vị tính: ${wrong}`;
    }
  } else {
    for (const table of tablesOf(printed)) {
      if (table.appendix !== "projects") continue;
      for (const cell of table.rows.slice(0, table.headerRows).flat()) {
        if (!/\((đồng|triệu đồng|tỷ đồng|Trđ|tỷ đ)\)$/.test(cell.text)) continue;
        before ||= cell.text;
        cell.text = cell.text.replace(/\([^()]*\)$/, `(${wrong})`);
      }
    }
  }
  if (before === "") return null;
  return {
    printed,
    label: {
      kind: "unit_heading_wrong",
      families: ["units", "reading"],
      appendix: "projects",
      rowKey: null,
      field: "total_investment",
      before,
      after: wrong,
      provable: true,
      places: [],
    },
  };
};

/** One figure is printed in another magnitude than its neighbours. */
export const magnitudeOff: Planter = (report, rng) => {
  const part = pick(rng, linesOf(report, "component"));
  return (
    part &&
    changeCell(report, {
      kind: "magnitude_off",
      families: ["sums", "units", "reading"],
      appendix: "projects",
      rowKey: part.row_key,
      field: "planned",
      provable: true,
      change: (text) =>
        /[.,]\d{3}$/.test(text) ? `${text}${text.at(-4)}000` : `${text}${report.habits.columnNumbers.thousands}000`,
      related: [projectKey(part), groupKey(part)],
    })
  );
};

/** A project's number jumps. */
export const projectOrdinalSkipped: Planter = (report, rng) => {
  const projects = linesOf(report, "project");
  const project = pick(
    rng,
    projects.filter((line) => line.project_ordinal !== "1"),
  );
  if (!project) return null;
  const siblings = projects.filter((line) => line.group_code === project.group_code);
  return changeCell(report, {
    kind: "project_ordinal_skipped",
    families: ["announced", "reading"],
    appendix: "projects",
    rowKey: project.row_key,
    field: "ordinal",
    provable: true,
    change: (text) => String(Number(text) + siblings.length),
    related: [groupKey(project), ...siblings.map((line) => line.row_key)],
  });
};

/** A whole project is printed twice. */
export const projectRepeated: Planter = (report, rng) => {
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

/** A figure that must be there is blank. */
export const plannedBlank: Planter = (report, rng) => {
  const project = pick(
    rng,
    linesOf(report, "project").filter((line) => (line.planned_vnd ?? 0) > 0),
  );
  return (
    project &&
    changeCell(report, {
      kind: "planned_blank",
      families: ["blanks", "sums"],
      appendix: "projects",
      rowKey: project.row_key,
      field: "planned",
      provable: true,
      change: () => "",
      related: [
        groupKey(project),
        ...partsOf(report, project.row_key).map((part) => part.row_key),
        ...linesOf(report, "project")
          .filter((line) => line.group_code === project.group_code)
          .map((line) => line.row_key),
      ],
    })
  );
};

function pick<T>(rng: Rng, items: T[]): T | null {
  return items.length ? rng.pick(items) : null;
}

export const projectPlanters: Record<string, Planter> = {
  total_changed: totalChanged,
  digit_changed: digitChanged,
  component_changed: componentChanged,
  paid_changed: paidChanged,
  announced_count_off: announcedCountOff,
  progress_beyond_all: progressBeyondAll,
  project_dropped: projectDropped,
  component_dropped: componentDropped,
  group_heading_dropped: groupHeadingDropped,
  unit_heading_wrong: unitHeadingWrong,
  magnitude_off: magnitudeOff,
  project_ordinal_skipped: projectOrdinalSkipped,
  project_repeated: projectRepeated,
  planned_blank: plannedBlank,
};
