/** Errors between appendices. */
import { clonePrinted } from "../../generator/printed.ts";
import { findSpot, type Planter, placesOf } from "../plant.ts";
import { isReported, pickIndicator } from "./pick.ts";

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

export const acrossPlanters: Record<string, Planter> = {
  rate_against_amounts: rateAgainstAmounts,
};
