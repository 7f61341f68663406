/** Errors in appendix 3. */
import { clonePrinted } from "../generator/printed.ts";
import type { GeneratedReport } from "../generator/report.ts";
import type { Rng } from "../generator/rng.ts";
import type { IndicatorTruth } from "../generator/truth.ts";
import { changeCell, changeDigit, findSpot, type Planter, placesOf } from "./plant.ts";

const pickIndicator = (report: GeneratedReport, rng: Rng, test: (row: IndicatorTruth) => boolean) => {
  const found = report.truth.indicators.filter(test);
  return found.length ? rng.pick(found) : null;
};

const isReported = (row: IndicatorTruth) => row.estimate_to_date !== null;
const isMoney = (row: IndicatorTruth) => row.unit === "million_vnd" && isReported(row);

/** `đạt 46,1%` of the year's plan, one off. */
export const percentageOffByOne: Planter = (report, rng) => {
  const row = pickIndicator(report, rng, isMoney);
  return (
    row &&
    changeCell(report, {
      kind: "percentage_off_by_one",
      families: ["percentages", "comparability", "sentences"],
      appendix: "indicators",
      rowKey: row.row_key,
      field: "narrative",
      provable: true,
      change: (text) => text.replace(/đạt (\d+)/, (_, n: string) => `đạt ${Number(n) + rng.pick([-1, 1])}`),
    })
  );
};

/** The excess over the scenario, where the scenario stands in a column. */
export const excessOff: Planter = (report, rng) => {
  const row = pickIndicator(
    report,
    rng,
    (r) => isMoney(r) && r.plan_to_date !== null && /kịch bản \d/.test(r.narrative ?? ""),
  );
  return (
    row &&
    changeCell(report, {
      kind: "excess_off",
      families: ["percentages", "comparability", "sentences"],
      appendix: "indicators",
      rowKey: row.row_key,
      field: "narrative",
      provable: true,
      change: (text) => text.replace(/kịch bản (\d+)/, (_, n: string) => `kịch bản ${Number(n) + rng.int(1, 4)}`),
    })
  );
};

export const sentenceFigureChanged: Planter = (report, rng) => {
  const row = pickIndicator(report, rng, isMoney);
  return (
    row &&
    changeCell(report, {
      kind: "sentence_figure_changed",
      families: ["sentences", "percentages", "comparability"],
      appendix: "indicators",
      rowKey: row.row_key,
      field: "narrative",
      provable: true,
      change: (text) => text.replace(/thực hiện ([\d.]+)/, (_, n: string) => `thực hiện ${changeDigit(n, rng)}`),
    })
  );
};

export const estimateDigitChanged: Planter = (report, rng) => {
  const row = pickIndicator(report, rng, isMoney);
  return (
    row &&
    changeCell(report, {
      kind: "estimate_digit_changed",
      families: ["sentences", "percentages", "comparability"],
      appendix: "indicators",
      rowKey: row.row_key,
      field: "estimate_to_date",
      provable: true,
      change: (text) => changeDigit(text, rng),
    })
  );
};

/** A rate in a column against the sentence beside it. */
export const rateDigitChanged: Planter = (report, rng) => {
  const row = pickIndicator(
    report,
    rng,
    (r) => r.measure === "rate" && isReported(r) && /đạt [\d,]+%$/.test(r.narrative ?? ""),
  );
  return (
    row &&
    changeCell(report, {
      kind: "rate_sentence_changed",
      families: ["sentences", "percentages", "comparability"],
      appendix: "indicators",
      rowKey: row.row_key,
      field: "narrative",
      provable: true,
      change: (text) =>
        text.replace(
          /đạt (\d+)/,
          (_, n: string) => `đạt ${Number(n) > 60 ? Number(n) - rng.int(2, 9) : Number(n) + rng.int(2, 9)}`,
        ),
    })
  );
};

/** `1.868/1.918 hồ sơ = 97,39%` with another percentage. */
export const fractionSentence: Planter = (report, rng) => {
  const row = pickIndicator(report, rng, (r) => /\d\/\d.*= [\d,]+%/.test(r.narrative ?? ""));
  return (
    row &&
    changeCell(report, {
      kind: "fraction_sentence",
      families: ["percentages", "comparability", "sentences"],
      appendix: "indicators",
      rowKey: row.row_key,
      field: "narrative",
      provable: true,
      change: (text) => text.replace(/= (\d+)/, (_, n: string) => `= ${Number(n) - rng.int(2, 5)}`),
    })
  );
};

export const verdictFlipped: Planter = (report, rng) => {
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
export const metSaidExceeded: Planter = (report, rng) => {
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
export const unitSwapped: Planter = (report, rng) => {
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
export const estimateCopied: Planter = (report, rng) => {
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
export const decimalLost: Planter = (report, rng) => {
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
export const monthBeyondToDate: Planter = (report, rng) => {
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
export const rowShifted: Planter = (report, rng) => {
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

/** The rate of disbursement, column and sentence alike, against the money of appendix 2. */
export const rateAgainstAmounts: Planter = (report, rng) => {
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

/** The year's plan below what last year reached. */
export const targetBelowLastYear: Planter = (report, rng) => {
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

/** The sentence of another indicator. */
export const narrativeCopied: Planter = (report, rng) => {
  const rows = report.truth.indicators.filter(isMoney);
  if (rows.length < 2) return null;
  const [from, to] = rng.shuffle(rows) as [IndicatorTruth, IndicatorTruth];
  return changeCell(report, {
    kind: "narrative_copied",
    families: ["sentences", "invention", "percentages", "comparability"],
    appendix: "indicators",
    rowKey: to.row_key,
    field: "narrative",
    provable: true,
    change: () => from.narrative,
    related: [from.row_key],
  });
};

/** A row's number is skipped. */
export const indicatorOrdinalSkipped: Planter = (report, rng) => {
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
export const estimateBlank: Planter = (report, rng) => {
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

export const indicatorPlanters: Record<string, Planter> = {
  percentage_off_by_one: percentageOffByOne,
  excess_off: excessOff,
  sentence_figure_changed: sentenceFigureChanged,
  estimate_digit_changed: estimateDigitChanged,
  rate_sentence_changed: rateDigitChanged,
  fraction_sentence: fractionSentence,
  verdict_flipped: verdictFlipped,
  met_said_exceeded: metSaidExceeded,
  unit_swapped: unitSwapped,
  estimate_copied: estimateCopied,
  decimal_lost: decimalLost,
  month_beyond_to_date: monthBeyondToDate,
  row_shifted: rowShifted,
  rate_against_amounts: rateAgainstAmounts,
  target_below_last_year: targetBelowLastYear,
  narrative_copied: narrativeCopied,
  indicator_ordinal_skipped: indicatorOrdinalSkipped,
  estimate_blank: estimateBlank,
};
