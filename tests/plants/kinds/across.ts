/** Errors between appendices, and between two rows of one. */
import { printNumber, round } from "../../generator/numbers.ts";
import { clonePrinted, tablesOf } from "../../generator/printed.ts";
import { changeCells, changeDigit, findSpot, type Planter, placesOf } from "../plant.ts";
import { isMoney, isReported, linesOf, pick, pickIndicator, pickTask } from "./pick.ts";

/** The rate of disbursement, column and sentence alike, against the money of appendix 2. */
const rateAgainstAmounts: Planter = (report, rng) => {
  const row = pickIndicator(
    report,
    rng,
    (r) => r.indicator_id === "public_investment_disbursement_rate" && isReported(r),
  );
  if (!row || !report.habits.appendices.includes("projects") || report.habits.actual !== "money") return null;
  if (!report.habits.columns.projects.includes("year_plan")) return null;
  const printed = clonePrinted(report.printed);
  const keys = ["estimate_month", "estimate_to_date", "narrative"] as const;
  const by = (row.estimate_to_date ?? 0) > 50 ? -rng.int(8, 30) : rng.int(8, 30);
  const places = placesOf(printed, "indicators", [row.row_key]);
  let before = "";
  for (const key of keys) {
    const spot = findSpot(printed, "indicators", row.row_key, key);
    if (!spot) return null;
    before ||= spot.cell.text;
    spot.cell.text =
      key === "narrative"
        ? spot.cell.text
            .replace(/thực hiện (\d+)/, (_, n: string) => `thực hiện ${Number(n) + by}`)
            .replace(/,? (vượt|thấp hơn|bằng) kịch bản.*$/, "")
        : spot.cell.text.replace(/^\d+/, (n) => String(Number(n) + by));
  }
  const verdict = findSpot(printed, "indicators", row.row_key, "verdict");
  if (verdict) verdict.cell.text = (row.estimate_to_date ?? 0) + by > (row.plan_month ?? 0) ? "Vượt" : "Không đạt";
  return {
    printed,
    label: {
      kind: "rate_against_amounts",
      families: ["across"],
      appendix: "indicators",
      rowKey: row.row_key,
      field: "estimate_to_date",
      before,
      after: findSpot(printed, "indicators", row.row_key, "estimate_to_date")?.cell.text ?? "",
      provable: true,
      places,
    },
  };
};

/** One measure on two rows, the second with other words behind its name and another figure. */
const measureTwice: Planter = (report, rng) => {
  const row = pickIndicator(report, rng, isReported);
  if (!row) return null;
  const printed = clonePrinted(report.printed);
  const spot = findSpot(printed, "indicators", row.row_key, "name");
  const last = tablesOf(printed)
    .filter((table) => table.appendix === "indicators")
    .at(-1);
  if (!spot || !last) return null;
  const field = rng.pick(isMoney(row) ? ["estimate_to_date", "estimate_month", "plan_year"] : ["estimate_to_date"]);
  const copyKey = `${row.row_key}~2`;
  let [before, after] = ["", ""];
  const copy = (spot.table.rows[spot.row] ?? []).map((cell) => {
    const own = { ...cell, rowKey: copyKey };
    delete own.merge;
    delete own.number;
    if (cell.field === "ordinal") own.text = String(report.truth.indicators.length + 1);
    if (cell.field === "name") own.text = rng.pick([cell.text, `${cell.text} (bổ sung)`, cell.text.toUpperCase()]);
    if (cell.field === "narrative" || cell.field === "verdict") own.text = report.habits.dash;
    if (cell.field === field) [before, after] = [cell.text, changeDigit(cell.text, rng) ?? cell.text];
    if (cell.field === field) own.text = after;
    return own;
  });
  if (before === after) return null;
  last.rows.push(copy);
  return {
    printed,
    label: {
      kind: "measure_twice",
      families: ["across"],
      appendix: "indicators",
      rowKey: copyKey,
      field,
      before,
      after,
      provable: true,
      places: placesOf(printed, "indicators", [row.row_key, copyKey]),
    },
  };
};

/** A task's result tells of an indicator by its name, with another figure. */
const measureInTask: Planter = (report, rng) => {
  const row = pickIndicator(report, rng, (r) => isReported(r) && (r.measure === "rate" || isMoney(r)));
  const task = pickTask(report, rng, (t) => t.is_recurring);
  const estimate = row?.estimate_to_date ?? 0;
  if (!row || !task || estimate < 15) return null;
  const other = round(estimate * rng.pick([0.71, 0.83, 0.92]), row.measure === "rate" ? 1 : 0);
  const figures = [row.plan_year, row.plan_month, row.plan_to_date, row.estimate_month, row.estimate_prior_year];
  if (figures.some((figure) => figure !== null && Math.abs(figure - other) < 0.1)) return null;
  const shown = printNumber(other, row.measure === "rate" ? 1 : 0, report.habits.sentenceNumbers);
  const [name, unit] = [row.name ?? "", row.measure === "rate" ? "%" : ` ${row.unit_text}`];
  const text = rng.pick([
    `${name} đạt ${shown}${unit}`,
    `Đến nay, ${name[0]?.toLowerCase()}${name.slice(1)} ước đạt ${shown}${unit}`,
    `${task.result ?? ""}; ${name[0]?.toLowerCase()}${name.slice(1)} là ${shown}${unit}`,
  ]);
  return changeCells(report, {
    kind: "measure_in_task",
    families: ["across"],
    provable: false,
    edits: [{ appendix: "tasks", rowKey: task.row_key, field: "result", text }],
  });
};

const openStatuses = ["in_progress", "on_track", "expected_on_time"];
const lowered = (name: string) => name[0]?.toLowerCase() + name.slice(1);

/** A task of a project is open, and the project is built. */
const projectDoneTaskOpen: Planter = (report, rng) => {
  const task = pickTask(report, rng, (t) => openStatuses.includes(t.status ?? "") && t.progress_done === null);
  const project = pick(rng, linesOf(report, "project"));
  if (!task || !project?.name) return null;
  const works = rng.pick([
    `Thi công dự án ${lowered(project.name)}`,
    `Đôn đốc tiến độ công trình: ${project.name}`,
    project.name,
    `Tiếp tục triển khai dự án ${lowered(project.name)} theo kế hoạch`,
  ]);
  const built = rng.pick([
    `Khối lượng đạt ${rng.int(96, 100)}%`,
    "Công trình đã hoàn thành, bàn giao đưa vào sử dụng",
    "Đã thi công xong, đang lập hồ sơ hoàn công",
    "Dự án đã hoàn thành, đã nghiệm thu",
  ]);
  return changeCells(report, {
    kind: "project_done_task_open",
    families: ["across"],
    provable: true,
    edits: [
      { appendix: "tasks", rowKey: task.row_key, field: "task", text: works },
      { appendix: "projects", rowKey: project.row_key, field: "forecast", text: built },
    ],
  });
};

/** A task of a project is called done, and the works go on. */
const taskDoneProjectOpen: Planter = (report, rng) => {
  const task = pickTask(report, rng, (t) => t.status === "completed" && t.progress_done === null && !t.is_recurring);
  const project = pick(rng, linesOf(report, "project"));
  if (!task || !project?.name) return null;
  const works = rng.pick([
    `Hoàn thành dự án ${lowered(project.name)}`,
    `Thi công công trình ${project.name}`,
    project.name,
  ]);
  const goesOn = rng.pick([
    `Khối lượng đạt ${rng.int(20, 80)}%`,
    `Khối lượng thi công ước đạt ${rng.int(20, 80)}%`,
    "Đang thi công",
    "Chưa khởi công",
  ]);
  return changeCells(report, {
    kind: "task_done_project_open",
    families: ["across"],
    provable: true,
    edits: [
      { appendix: "tasks", rowKey: task.row_key, field: "task", text: works },
      { appendix: "projects", rowKey: project.row_key, field: "forecast", text: goesOn },
    ],
  });
};

/** A task counts other projects than the appendix prints: as a fraction, or in words. */
const projectCountOff: Planter = (report, rng) => {
  const groups = linesOf(report, "group").map(
    (group) => linesOf(report, "project").filter((line) => line.group_code === group.group_code).length,
  );
  const printed = groups.reduce((sum, count) => sum + count, 0);
  const total = printed + rng.pick([-1, 1, 2, 5]);
  const task = pickTask(report, rng, (t) => t.result !== null && t.progress_done === null);
  if (!task || printed === 0 || total < 2 || groups.includes(total)) return null;
  const done = rng.int(1, total - 1);
  const text = rng.pick([
    `Đã thẩm định, phê duyệt ${done}/${total} dự án`,
    `Đã giao vốn cho ${done}/${total} công trình`,
    `Đã phê duyệt ${String(done).padStart(2, "0")} dự án trong tổng số ${total} dự án`,
    `Tổng số dự án đầu tư công năm ${report.at.year} là ${total} dự án`,
  ]);
  return changeCells(report, {
    kind: "project_count_off",
    families: ["across"],
    provable: true,
    edits: [{ appendix: "tasks", rowKey: task.row_key, field: "result", text }],
  });
};

export const acrossPlanters: Record<string, Planter> = {
  rate_against_amounts: rateAgainstAmounts,
  measure_twice: measureTwice,
  measure_in_task: measureInTask,
  project_done_task_open: projectDoneTaskOpen,
  task_done_project_open: taskDoneProjectOpen,
  project_count_off: projectCountOff,
};
