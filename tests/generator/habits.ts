/** How an office prints its reports: everything that may differ from ward to ward while the figures stay the same. */
import type { AppendixKind } from "../../pipelines/values.ts";
import { english, type NumberStyle, vietnamese } from "./numbers.ts";
import type { Rng } from "./rng.ts";

export type MoneyUnit = "đồng" | "triệu đồng" | "tỷ đồng";

export interface Habits {
  /** Numbers in columns. */
  columnNumbers: NumberStyle;
  /** Numbers in sentences. */
  sentenceNumbers: NumberStyle;
  /** Unit of the money columns of appendix 2, and where it stands. */
  moneyUnit: MoneyUnit;
  moneyUnitPlace: "heading" | "line";
  /** Short form in the heading: `Trđ` for `triệu đồng`. */
  isUnitShort: boolean;
  groupCodes: "letters" | "roman";
  /** Which of the wordings of headers.ts, by field; a field not named has the first. */
  wordings: Partial<Record<string, number>>;
  /** Two header rows with merged cells where columns have a common heading, or one. */
  headerRows: 1 | 2;
  /** Body rows on a page; null: no page breaks. */
  pageRows: number | null;
  /** Columns of each appendix in order. The name and the number come first in all that is known. */
  columns: Record<AppendixKind, string[]>;
  /** Appendix 2: disbursement so far as a percentage of the total investment, or as money. */
  actual: "percent" | "money";
  /** Projects are announced in the group's heading: `(08 DỰ ÁN)`. */
  announcesCounts: boolean;
  /** Dash before components: `- Xây lắp`. */
  componentDash: boolean;
  /** Cells of cadence and agencies that stay the same are one merged cell. */
  mergesCells: boolean;
  /** Rows such as `I | CHỈ TIÊU KINH TẾ` in appendix 3. */
  indicatorSections: boolean;
  /** `Lũy kế 4 tháng` even where the month ends a quarter. */
  toDateByMonths: boolean;
  /** Word for a threshold in a plan: `> 55`, `≥ 95`, `trên 55`, `từ 55 trở lên`. */
  thresholds: "sign" | "glyph" | "words";
  dash: "-" | "" | "…" | "x";
  dateStyle: "short" | "long";
  appendices: AppendixKind[];
}

export const allColumns: Record<AppendixKind, string[]> = {
  tasks: [
    "ordinal",
    "task",
    "deliverable",
    "deadline",
    "coordinating_units",
    "authority",
    "result",
    "forecast",
    "recommendation",
  ],
  projects: [
    "ordinal",
    "name",
    "total_investment",
    "location",
    "area",
    "planned",
    "actual",
    "result",
    "forecast",
    "recommendation",
    "note",
  ],
  indicators: [
    "ordinal",
    "name",
    "unit",
    "cadence",
    "estimate_prior_year",
    "plan_year",
    "plan_month",
    "estimate_month",
    "estimate_to_date",
    "verdict",
    "narrative",
    "agencies",
  ],
};

/** The habits of the sample's layout. */
export const plainHabits: Habits = {
  columnNumbers: english,
  sentenceNumbers: vietnamese,
  moneyUnit: "đồng",
  moneyUnitPlace: "heading",
  isUnitShort: false,
  groupCodes: "letters",
  wordings: {},
  headerRows: 2,
  pageRows: 8,
  columns: allColumns,
  actual: "percent",
  announcesCounts: true,
  componentDash: false,
  mergesCells: true,
  indicatorSections: false,
  toDateByMonths: false,
  thresholds: "sign",
  dash: "-",
  dateStyle: "short",
  appendices: ["tasks", "projects", "indicators"],
};

/** Habits drawn at random: an office that nobody has seen. */
export function drawHabits(rng: Rng): Habits {
  const moneyUnit = rng.pick<MoneyUnit>(["đồng", "triệu đồng", "triệu đồng", "tỷ đồng"]);
  const hasPlanToDate = rng.chance(0.5);
  const hasYearPlan = rng.chance(0.5);
  return {
    columnNumbers: rng.pick([vietnamese, vietnamese, english]),
    sentenceNumbers: vietnamese,
    moneyUnit,
    moneyUnitPlace: rng.pick(["heading", "heading", "line"]),
    isUnitShort: rng.chance(0.4),
    groupCodes: rng.pick(["letters", "roman"]),
    wordings: Object.fromEntries(wordedFields.map((field) => [field, rng.int(0, 3)])),
    headerRows: rng.pick([1, 2]),
    pageRows: rng.pick([null, 5, 8, 12]),
    columns: {
      tasks: reorder(rng, allColumns.tasks, ["authority", "recommendation", "deliverable"]),
      projects: reorder(
        rng,
        hasYearPlan ? insertAfter(allColumns.projects, "total_investment", "year_plan") : allColumns.projects,
        ["area", "note", "recommendation", "location"],
      ),
      indicators: reorder(
        rng,
        hasPlanToDate ? insertAfter(allColumns.indicators, "plan_month", "plan_to_date") : allColumns.indicators,
        ["cadence", "agencies"],
      ),
    },
    // Beside a year's plan a percentage could be of either: an office that prints both gives money.
    actual: hasYearPlan ? "money" : rng.pick(["percent", "money"]),
    announcesCounts: rng.chance(0.6),
    componentDash: rng.chance(0.4),
    mergesCells: rng.chance(0.5),
    indicatorSections: rng.chance(0.3),
    toDateByMonths: rng.chance(0.5),
    thresholds: rng.pick(["sign", "glyph", "words"]),
    dash: rng.pick(["-", "-", "", "…"]),
    dateStyle: rng.pick(["short", "long"]),
    appendices: ["tasks", "projects", "indicators"],
  };
}

const wordedFields = [...new Set(Object.values(allColumns).flat()), "year_plan", "plan_to_date"];

/** Leaves out some of the columns that an office may do without, and swaps two neighbours that are free to move. */
function reorder(rng: Rng, columns: string[], optional: string[]): string[] {
  const kept = columns.filter((field) => !(optional.includes(field) && rng.chance(0.25)));
  const fixed = new Set(["ordinal", "name", "task", "planned", "actual", "plan_month", "estimate_month"]);
  const at = rng.int(2, Math.max(2, kept.length - 2));
  const [a, b] = [kept[at], kept[at + 1]];
  if (a && b && !fixed.has(a) && !fixed.has(b) && !isFigure(a) && !isFigure(b)) {
    [kept[at], kept[at + 1]] = [b, a];
  }
  return kept;
}

const isFigure = (field: string) => /^(plan|estimate|actual)/.test(field);

function insertAfter(columns: string[], after: string, field: string): string[] {
  const at = columns.indexOf(after) + 1;
  return [...columns.slice(0, at), field, ...columns.slice(at)];
}
