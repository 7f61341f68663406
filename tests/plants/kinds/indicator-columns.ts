/** Errors in appendix 3: verdicts, units, figures and ordinals of the columns. */
import { clonePrinted } from "../../generator/printed.ts";
import { changeCell, findSpot, type Planter, placesOf } from "../plant.ts";
import { isMoney, isReported, pickIndicator } from "./pick.ts";

const verdictFlipped: Planter = (report, rng) => {
  const row = pickIndicator(
    report,
    rng,
    (r) =>
      r.verdict_reported !== null &&
      r.verdict_reported !== "met" &&
      (r.plan_to_date !== null || /kịch bản \d/.test(r.narrative ?? "")),
  );
  return (
    row &&
    changeCell(report, {
      kind: "verdict_flipped",
      families: ["verdicts"],
      appendix: "indicators",
      rowKey: row.row_key,
      field: "verdict",
      provable: true,
      change: () => (row.verdict_reported === "exceeded" ? "Không đạt" : "Vượt"),
    })
  );
};

/** Met, and said otherwise. What the rounded digits hide may be more or less, so nothing is proved. */
const metSaidExceeded: Planter = (report, rng) => {
  const row = pickIndicator(
    report,
    rng,
    (r) =>
      r.verdict_reported === "met" &&
      r.measure !== "flow" &&
      r.plan_month === r.estimate_month &&
      r.plan_year_operator === "=",
  );
  return (
    row &&
    changeCell(report, {
      kind: "met_said_exceeded",
      families: ["verdicts"],
      appendix: "indicators",
      rowKey: row.row_key,
      field: "verdict",
      provable: false,
      change: () => rng.pick(["Vượt", "Không đạt"]),
    })
  );
};

/** Money said to be per cent, households, or thousands where the sentence says millions. */
const unitSwapped: Planter = (report, rng) => {
  const row = pickIndicator(report, rng, isMoney);
  return (
    row &&
    changeCell(report, {
      kind: "unit_swapped",
      families: ["sentences", "units", "reading"],
      appendix: "indicators",
      rowKey: row.row_key,
      field: "unit",
      provable: true,
      change: () => rng.pick(["%", "nghìn đồng", "Hộ"]),
    })
  );
};

/** A month's estimate that is the plan to the last digit. */
const estimateCopied: Planter = (report, rng) => {
  const row = pickIndicator(report, rng, (r) => isMoney(r) && r.plan_month !== r.estimate_month);
  return (
    row &&
    changeCell(report, {
      kind: "estimate_copied",
      families: ["invention"],
      appendix: "indicators",
      rowKey: row.row_key,
      field: "estimate_month",
      provable: false,
      change: () => findSpot(report.printed, "indicators", row.row_key, "plan_month")?.cell.text ?? null,
    })
  );
};

/** A rate beyond 100 %: the decimal sign was lost. */
const decimalLost: Planter = (report, rng) => {
  const row = pickIndicator(
    report,
    rng,
    (r) =>
      r.measure === "rate" && isReported(r) && !Number.isInteger(r.estimate_to_date) && (r.estimate_to_date ?? 0) > 15,
  );
  return (
    row &&
    changeCell(report, {
      kind: "decimal_lost",
      families: ["across", "verdicts", "percentages", "comparability", "sentences", "units", "reading"],
      appendix: "indicators",
      rowKey: row.row_key,
      field: "estimate_to_date",
      provable: true,
      change: (text) => text.replace(/[.,]/, ""),
    })
  );
};

/** More in one month than since January. */
const monthBeyondToDate: Planter = (report, rng) => {
  const row = pickIndicator(report, rng, (r) => isMoney(r) && report.at.month > 1);
  return (
    row &&
    changeCell(report, {
      kind: "month_beyond_to_date",
      families: ["comparability", "units", "sentences"],
      appendix: "indicators",
      rowKey: row.row_key,
      field: "estimate_month",
      provable: true,
      change: () => {
        const toDate = findSpot(report.printed, "indicators", row.row_key, "estimate_to_date")?.cell.text;
        return toDate ? String(rng.int(1, 9)) + toDate : null;
      },
    })
  );
};

/** Cells pushed one column to the right, the last figure lost under the verdict. */
const rowShifted: Planter = (report, rng) => {
  const row = pickIndicator(report, rng, isMoney);
  if (!row) return null;
  const printed = clonePrinted(report.printed);
  const spot = findSpot(printed, "indicators", row.row_key, "estimate_month");
  const cells = spot?.table.rows[spot.row];
  if (!spot || !cells) return null;
  const before = cells.map((cell) => cell.text).join(" | ");
  const texts = cells.map((cell) => cell.text);
  texts.splice(spot.column, 0, texts[spot.column] as string);
  cells.forEach((cell, index) => {
    cell.text = texts[index] ?? "";
  });
  return {
    printed,
    label: {
      kind: "row_shifted",
      families: ["reading"],
      appendix: "indicators",
      rowKey: row.row_key,
      field: "estimate_month",
      before,
      after: cells.map((cell) => cell.text).join(" | "),
      provable: true,
      places: placesOf(printed, "indicators", [row.row_key]),
    },
  };
};

/** The year's plan below what last year reached. */
const targetBelowLastYear: Planter = (report, rng) => {
  const row = pickIndicator(
    report,
    rng,
    (r) => isMoney(r) && report.habits.columns.indicators.includes("estimate_prior_year"),
  );
  return (
    row &&
    changeCell(report, {
      kind: "target_below_last_year",
      families: ["comparability"],
      appendix: "indicators",
      rowKey: row.row_key,
      field: "estimate_prior_year",
      provable: false,
      change: (text) => text.replace(/^\d/, (digit) => (digit === "9" ? "19" : String(Number(digit) + 1))),
    })
  );
};

/** A row's number is skipped. */
const indicatorOrdinalSkipped: Planter = (report, rng) => {
  const row = pickIndicator(report, rng, (r) => r.position > 1);
  return (
    row &&
    changeCell(report, {
      kind: "indicator_ordinal_skipped",
      families: ["announced", "reading"],
      appendix: "indicators",
      rowKey: row.row_key,
      field: "ordinal",
      provable: true,
      change: (text) => String(Number(text) + report.truth.indicators.length),
      related: report.truth.indicators.map((r) => r.row_key),
    })
  );
};

/** A figure that must be there, the others of its row being there, is blank. */
const estimateBlank: Planter = (report, rng) => {
  const row = pickIndicator(report, rng, isMoney);
  return (
    row &&
    changeCell(report, {
      kind: "estimate_blank",
      families: ["blanks", "sentences"],
      appendix: "indicators",
      rowKey: row.row_key,
      field: "estimate_to_date",
      provable: true,
      change: () => "",
    })
  );
};

export const indicatorColumnPlanters: Record<string, Planter> = {
  verdict_flipped: verdictFlipped,
  met_said_exceeded: metSaidExceeded,
  unit_swapped: unitSwapped,
  estimate_copied: estimateCopied,
  decimal_lost: decimalLost,
  month_beyond_to_date: monthBeyondToDate,
  row_shifted: rowShifted,
  target_below_last_year: targetBelowLastYear,
  indicator_ordinal_skipped: indicatorOrdinalSkipped,
  estimate_blank: estimateBlank,
};
