/** Which rows the leader's figures count. The tables of the other pages offer the same sets, each with an address. */
import { type Page, sayText } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { number } from "./indicators.ts";
import type { View } from "./table.ts";

export const isDone = (task: Row) => task.status === "completed" || task.status === "exceeded";
export const isLate = (task: Row) => task.is_overdue === true;
export const isOpen = (task: Row) => !isLate(task) && !isDone(task) && Boolean(task.deadline_end_date);
export const isUndated = (task: Row) => !isLate(task) && !isDone(task) && !task.deadline_end_date;

const isPending = (task: Row) => !isLate(task) && !isDone(task);

export function taskViews(page: Page): View[] {
  return [
    { key: "done", label: sayText(page, "viewDone"), has: isDone },
    { key: "late", label: sayText(page, "overdue"), has: isLate },
    { key: "open", label: sayText(page, "viewOpen"), has: isOpen },
    { key: "undated", label: sayText(page, "viewUndated"), has: isUndated },
    { key: "pending", label: sayText(page, "viewPending"), has: isPending },
  ];
}

const isProject = (row: Row) => row.level === "project";
/** Both figures are known: only these can be behind plan. */
export const isCompared = (row: Row) => number(row.planned_vnd) !== null && number(row.actual_vnd) !== null;
export const isWaiting = (row: Row) => isCompared(row) && (number(row.gap_vnd) ?? 0) > 0;
export const isUnpaid = (row: Row) => isCompared(row) && row.actual_vnd === 0;

/** @param lines all lines of the table: where no project is printed, its groups are what is counted */
export function projectViews(page: Page, lines: readonly Row[]): View[] {
  const finest = lines.some(isProject) ? "project" : "group";
  return [
    { key: "projects", label: sayText(page, "viewProjects"), has: (row) => row.level === finest },
    { key: "compared", label: sayText(page, "viewCompared"), has: (row) => isProject(row) && isCompared(row) },
    { key: "waiting", label: sayText(page, "viewWaiting"), has: (row) => isProject(row) && isWaiting(row) },
    { key: "unpaid", label: sayText(page, "viewUnpaid"), has: (row) => isProject(row) && isUnpaid(row) },
    { key: "unknown", label: sayText(page, "viewUnknown"), has: (row) => isProject(row) && !isCompared(row) },
  ];
}

const verdicts = ["exceeded", "met", "missed"] as const;

export function verdictViews(page: Page): View[] {
  return [
    { key: "reached", label: sayText(page, "scoreIndicators"), has: (row) => row.verdict_computed !== "missed" },
    ...verdicts.map((verdict) => ({
      key: verdict,
      label: sayText(page, verdict),
      has: (row: Row) => row.verdict_computed === verdict,
    })),
  ];
}
