import type { Habits } from "./habits.ts";
import { printNumber } from "./numbers.ts";
import type { PrintedCell } from "./printed.ts";
import { moneyUnits } from "./projects.ts";
import type { ProjectLineTruth, ReportTruth } from "./truth.ts";

/** The body of appendix 2. */
export function projectBody(truth: ReportTruth, fields: string[], habits: Habits): PrintedCell[][] {
  return truth.project_lines.map((line) =>
    fields.map((field) => ({ field, rowKey: line.row_key, ...cellOf(line, field, habits) })),
  );
}

function cellOf(line: ProjectLineTruth, field: string, habits: Habits): Pick<PrintedCell, "text" | "number"> {
  switch (field) {
    case "ordinal":
      return { text: line.ordinal_text ?? "" };
    case "name":
      return { text: (line.level === "component" && habits.componentDash ? "- " : "") + (line.name ?? "") };
    case "total_investment":
      return money(line.total_investment_vnd, habits);
    case "year_plan":
      return money(line.year_plan_vnd, habits);
    case "planned":
      return money(line.planned_vnd, habits);
    case "actual": {
      if (line.actual_basis === "narrative") return { text: "" };
      if (habits.actual === "money") return money(line.actual_vnd, habits);
      return line.actual_pct === null ? { text: "" } : percent(line.actual_pct, habits);
    }
    case "area":
      return { text: line.area_text ?? "" };
    default:
      return { text: (line[field as keyof ProjectLineTruth] as string | null) ?? "" };
  }
}

function money(vnd: number | null, habits: Habits): Pick<PrintedCell, "text" | "number"> {
  if (vnd === null) return { text: "" };
  const unit = moneyUnits[habits.moneyUnit];
  const value = vnd / unit.vnd;
  return {
    text: printNumber(value, unit.decimals, habits.columnNumbers),
    number: { value, decimals: unit.decimals },
  };
}

function percent(pct: number, habits: Habits): Pick<PrintedCell, "text" | "number"> {
  return {
    text: `${printNumber(pct, 2, habits.columnNumbers)}%`,
    number: { value: pct / 100, decimals: 2, isPercent: true },
  };
}
