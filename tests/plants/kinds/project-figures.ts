/** Errors in appendix 2: one figure, unit or number changed. */
import { clonePrinted, tablesOf } from "../../generator/printed.ts";
import { changeCell, changeDigit, type Planter } from "../plant.ts";
import { groupKey, linesOf, partsOf, pick, projectKey } from "./pick.ts";

/** Moneys of a row that a sum above or below it holds in place. */
const summed = ["total_investment", "planned"] as const;

const totalChanged: Planter = (report, rng) => {
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

const digitChanged: Planter = (report, rng) => {
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

const componentChanged: Planter = (report, rng) => {
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

const paidChanged: Planter = (report, rng) => {
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

const announcedCountOff: Planter = (report, rng) => {
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
const progressBeyondAll: Planter = (report, rng) => {
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

/** The heading says another unit than the figures are in. */
const unitHeadingWrong: Planter = (report, rng) => {
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
const magnitudeOff: Planter = (report, rng) => {
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
const projectOrdinalSkipped: Planter = (report, rng) => {
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

/** A figure that must be there is blank. */
const plannedBlank: Planter = (report, rng) => {
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

export const projectFigurePlanters: Record<string, Planter> = {
  total_changed: totalChanged,
  digit_changed: digitChanged,
  component_changed: componentChanged,
  paid_changed: paidChanged,
  announced_count_off: announcedCountOff,
  progress_beyond_all: progressBeyondAll,
  unit_heading_wrong: unitHeadingWrong,
  magnitude_off: magnitudeOff,
  project_ordinal_skipped: projectOrdinalSkipped,
  planned_blank: plannedBlank,
};
