/** Errors that only the months before show: planted into the newest of three reports in a row. */
import { clonePrinted } from "../../generator/printed.ts";
import type { GeneratedReport } from "../../generator/report.ts";
import type { Rng } from "../../generator/rng.ts";
import { changeCells, findSpot, type Label, placesOf } from "../plant.ts";
import { isMoney, pickIndicator } from "./pick.ts";

export interface PlantedMonths {
  /** As many as were given, in their order. */
  printed: GeneratedReport["printed"][];
  /** Of the newest. */
  label: Label;
}

/** @param months three reports of one locality, the newest last */
export type MonthsPlanter = (months: GeneratedReport[], rng: Rng) => PlantedMonths | null;

/** A month's amount that is printed again in the two months after it. */
const amountUnchanged: MonthsPlanter = (months, rng) => {
  const [oldest, ...later] = months as [GeneratedReport, ...GeneratedReport[]];
  const newest = months.at(-1) as GeneratedReport;
  const row = pickIndicator(newest, rng, (r) => isMoney(r) && (r.estimate_month ?? 0) >= 1000);
  const first = row && findSpot(oldest.printed, "indicators", row.row_key, "estimate_month");
  if (!row || !first) return null;
  const text = first.cell.text;
  const before = findSpot(newest.printed, "indicators", row.row_key, "estimate_month")?.cell.text ?? "";
  const printed = later.map((report) => {
    const copy = clonePrinted(report.printed);
    const spot = findSpot(copy, "indicators", row.row_key, "estimate_month");
    if (!spot) throw new Error(`${row.row_key} is in one month and not in the next`);
    spot.cell.text = text;
    delete spot.cell.number;
    return copy;
  });
  return {
    printed: [oldest.printed, ...printed],
    label: {
      kind: "amount_unchanged",
      families: ["invention"],
      appendix: "indicators",
      rowKey: row.row_key,
      field: "estimate_month",
      before,
      after: text,
      provable: false,
      places: placesOf(newest.printed, "indicators", [row.row_key]),
    },
  };
};

/** The sum since January is last month's, in the column and in the sentence, though the month brought something. */
const sumNotCarried: MonthsPlanter = (months, rng) => {
  const newest = months.at(-1) as GeneratedReport;
  const last = months.at(-2) as GeneratedReport;
  const row = pickIndicator(newest, rng, isMoney);
  if (!row) return null;
  const textOf = (field: string) => findSpot(last.printed, "indicators", row.row_key, field)?.cell.text ?? "";
  const planted = changeCells(newest, {
    kind: "sum_not_carried",
    families: ["comparability"],
    provable: true,
    edits: [
      { appendix: "indicators", rowKey: row.row_key, field: "estimate_to_date", text: textOf("estimate_to_date") },
      { appendix: "indicators", rowKey: row.row_key, field: "narrative", text: "" },
    ],
  });
  return (
    planted && {
      printed: [...months.slice(0, -1).map((month) => month.printed), planted.printed],
      label: planted.label,
    }
  );
};

export const monthsPlanters: Record<string, MonthsPlanter> = {
  amount_unchanged: amountUnchanged,
  sum_not_carried: sumNotCarried,
};
