/** Errors in appendix 3: a sentence against its own figures and the columns. */
import type { IndicatorTruth } from "../../generator/truth.ts";
import { changeCell, changeDigit, type Planter } from "../plant.ts";
import { isMoney, isReported, pickIndicator } from "./pick.ts";

/** `đạt 46,1%` of the year's plan, one off. */
const percentageOffByOne: Planter = (report, rng) => {
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
const excessOff: Planter = (report, rng) => {
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

const sentenceFigureChanged: Planter = (report, rng) => {
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

const estimateDigitChanged: Planter = (report, rng) => {
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
const rateDigitChanged: Planter = (report, rng) => {
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
const fractionSentence: Planter = (report, rng) => {
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

/** The sentence of another indicator. */
const narrativeCopied: Planter = (report, rng) => {
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

export const indicatorSentencePlanters: Record<string, Planter> = {
  percentage_off_by_one: percentageOffByOne,
  excess_off: excessOff,
  sentence_figure_changed: sentenceFigureChanged,
  estimate_digit_changed: estimateDigitChanged,
  rate_sentence_changed: rateDigitChanged,
  fraction_sentence: fractionSentence,
  narrative_copied: narrativeCopied,
};
