/** Money of appendix 2 in the habits of a report. */
import { printNumber } from "../../generator/numbers.ts";
import { moneyUnits } from "../../generator/projects.ts";
import type { GeneratedReport } from "../../generator/report.ts";

/** The amount as the report prints it, in VND. */
export const rounded = (report: GeneratedReport, vnd: number) => {
  const { step } = moneyUnits[report.habits.moneyUnit];
  return Math.round(vnd / step) * step;
};

/** The amount in the unit, and with the signs, of the report's money columns. */
export const printVnd = (report: GeneratedReport, vnd: number) => {
  const unit = moneyUnits[report.habits.moneyUnit];
  return printNumber(vnd / unit.vnd, unit.decimals, report.habits.columnNumbers);
};
