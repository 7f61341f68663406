/** Appendix 3 of one month, out of a year with known truth. Sentences and verdicts agree with the columns. */
import { lastDay, type Month, quarterOf, roman } from "./dates.ts";
import type { Habits } from "./habits.ts";
import { type IndicatorYear, knownAt, planAt } from "./indicators-year.ts";
import type { Locality } from "./names.ts";
import { halfStep, printNumber, round } from "./numbers.ts";
import type { Rng } from "./rng.ts";
import type { IndicatorTruth } from "./truth.ts";

export interface IndicatorSetting {
  rng: Rng;
  locality: Locality;
  at: Month;
  habits: Habits;
  /** Paid and planned money of appendix 2: the rate of disbursement is made of it. Null where it shows none. */
  disbursement: { paidVnd: number; planVnd: number } | null;
}

/** The columns of one indicator as numbers, before they are printed. */
interface Figures {
  planMonth: number;
  planToDate: number;
  estimateMonth: number;
  estimateToDate: number;
}

export function monthOfIndicators(years: IndicatorYear[], setting: IndicatorSetting): IndicatorTruth[] {
  const { habits } = setting;
  const has = (field: string) => habits.columns.indicators.includes(field);
  return years.map((year, index) => {
    const { template } = year;
    const { decimals } = template;
    const version = planAt(year, setting.at.month);
    const figures = template.isMonthly ? figuresOf(year, setting) : null;
    const verdict = figures ? verdictOf(figures, template.direction) : null;
    const step = (value: number | null | undefined) => (value == null ? null : halfStep(value, decimals));
    return {
      row_key: template.key,
      indicator_id: template.key,
      position: index + 1,
      ordinal: String(index + 1),
      ordinal_text: String(index + 1),
      name: template.name,
      unit: template.unit,
      unit_text: template.unitText,
      measure: template.measure,
      direction: template.direction,
      cadence: has("cadence") ? cadenceCodes(template.cadence) : null,
      estimate_prior_year: has("estimate_prior_year") ? year.priorYear : null,
      estimate_prior_year_half_step: has("estimate_prior_year") ? step(year.priorYear) : null,
      plan_year: version.plan,
      plan_year_operator: template.operator ?? "=",
      plan_year_half_step: step(version.plan),
      ...column("plan_month", figures?.planMonth, step),
      ...column("plan_to_date", has("plan_to_date") ? figures?.planToDate : null, step),
      ...column("estimate_month", figures?.estimateMonth, step),
      ...column("estimate_to_date", figures?.estimateToDate, step),
      to_date_until: lastDay(setting.at),
      verdict_reported: verdict,
      verdict_text: verdict ? verdictWords[verdict] : null,
      narrative: figures ? sentence(year, figures, version.plan, setting) : null,
      agencies: has("agencies") ? agenciesOf(template.section, setting.locality) : [],
    };
  });
}

export const verdictWords = { exceeded: "Vượt", met: "Đạt", missed: "Không đạt" } as const;

type Field = "plan_month" | "plan_to_date" | "estimate_month" | "estimate_to_date";

function column<F extends Field>(
  field: F,
  value: number | null | undefined,
  step: (value: number | null | undefined) => number | null,
) {
  return {
    [field]: value ?? null,
    [`${field}_operator`]: value == null ? null : "=",
    [`${field}_half_step`]: step(value),
  } as Record<F, number | null> & Record<`${F}_operator`, "=" | null> & Record<`${F}_half_step`, number | null>;
}

function figuresOf(year: IndicatorYear, setting: IndicatorSetting): Figures {
  const { month } = setting.at;
  const { template } = year;
  const { scenario } = planAt(year, month);
  const planMonth = scenario[month - 1] as number;
  if (template.measure !== "flow") {
    let level = year.estimate[month - 1] as number;
    if (
      template.key === "public_investment_disbursement_rate" &&
      setting.disbursement &&
      setting.disbursement.planVnd > 0
    ) {
      level = round((setting.disbursement.paidVnd / setting.disbursement.planVnd) * 100, 2);
    }
    if (template.key === "files_on_time_rate") level = round(filesShare(setting, level).share, template.decimals);
    return { planMonth, planToDate: planMonth, estimateMonth: level, estimateToDate: level };
  }
  const planToDate = scenario.slice(0, month).reduce((a, b) => a + b, 0);
  let estimateMonth = knownAt(year, month, month);
  const before = Array.from({ length: month - 1 }, (_, index) => knownAt(year, index + 1, month)).reduce(
    (a, b) => a + b,
    0,
  );
  // An excess too small to print would leave the verdict open: then a little more was reached.
  const isClose = Math.abs((before + estimateMonth) / planToDate - 1) < 0.001;
  if (isClose) estimateMonth = Math.ceil(planToDate * 1.002) - before;
  return { planMonth, planToDate, estimateMonth, estimateToDate: before + estimateMonth };
}

function verdictOf(figures: Figures, direction: "higher" | "lower"): "exceeded" | "met" | "missed" {
  const gap = (figures.estimateToDate - figures.planToDate) * (direction === "higher" ? 1 : -1);
  return gap === 0 ? "met" : gap > 0 ? "exceeded" : "missed";
}

function cadenceCodes(printed: string): string {
  const codes: Record<string, string> = { tháng: "month", quý: "quarter", năm: "year" };
  return printed
    .toLowerCase()
    .split(", ")
    .map((word) => codes[word] as string)
    .join(",");
}

/** Files done in time out of all, near the given percentage. */
function filesShare(setting: IndicatorSetting, near: number): { done: number; total: number; share: number } {
  const total = setting.rng.fork("files").int(900, 4900);
  const done = Math.min(total, Math.round((total * near) / 100));
  return { done, total, share: (done / total) * 100 };
}

/** `Quý I/2026`, `4 tháng năm 2026`, and in January the month itself. */
function spanWords({ year, month }: Month, habits: Habits): string {
  if (month === 1) return `Tháng 1/${year}`;
  if (month === 3 && !habits.toDateByMonths) return `Quý ${roman(quarterOf(month))}/${year}`;
  return `${month} tháng năm ${year}`;
}

function sentence(year: IndicatorYear, figures: Figures, plan: number, setting: IndicatorSetting): string {
  const { habits, at } = setting;
  const { template } = year;
  const show = (value: number, decimals: number) => printNumber(value, decimals, habits.sentenceNumbers);
  const said = template.said ?? template.name.toLowerCase();
  const value = show(figures.estimateToDate, template.decimals);
  const when = spanWords(at, habits);
  if (template.key === "files_on_time_rate") {
    const { done, total, share } = filesShare(setting, year.estimate[at.month - 1] as number);
    const pct = show(round(share, 2), 2);
    return `Số hồ sơ giải quyết thủ tục hành chính xử lý đúng hạn là ${show(done, 0)}/${show(total, 0)} hồ sơ = ${pct}%`;
  }
  if (template.measure === "stock") return `Đến hết tháng ${at.month}/${at.year}, trên địa bàn còn ${value} hộ nghèo`;
  if (template.key === "public_investment_disbursement_rate") {
    const points = round(figures.estimateToDate - figures.planToDate, 2);
    return `${when}, ${said} ước thực hiện ${value}% kế hoạch giao${compared(points, show, " điểm phần trăm")}`;
  }
  if (template.measure === "rate") return `${template.name} đạt ${value}%`;
  if (template.key === "new_enterprises") {
    const over = round((figures.estimateToDate / figures.planToDate - 1) * 100, 2);
    return `${when}, ${said} là ${value} doanh nghiệp${compared(over, show, "%")}`;
  }
  const attained = show(round((figures.estimateToDate / plan) * 100, 1), 1);
  const excess = round((figures.estimateToDate / figures.planToDate - 1) * 100, 2);
  return `${when}, ${said} ước thực hiện ${value} ${template.unitText}, đạt ${attained}% kế hoạch giao${compared(excess, show, "%")}`;
}

function compared(excess: number, show: (value: number, decimals: number) => string, unit: string): string {
  if (excess === 0) return ", bằng kịch bản";
  return `, ${excess > 0 ? "vượt" : "thấp hơn"} kịch bản ${show(Math.abs(excess), 2)}${unit}`;
}

function agenciesOf(section: string, { kind }: Locality): string[] {
  if (section === "economic")
    return [kind === "phường" ? "Phòng Kinh tế, Hạ tầng và Đô thị" : "Phòng Kinh tế", "Thuế Cơ sở"];
  if (section === "social") return ["Phòng Văn hóa - Xã hội"];
  if (section === "security") return [`Công an ${kind}`];
  return ["Trung tâm Phục vụ hành chính công", "Văn phòng HĐND và UBND"];
}
