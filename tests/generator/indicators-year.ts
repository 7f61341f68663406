/**
 * A year of indicators with known truth: what really happened, what was planned (and planned again), what each month's
 * report knew and guessed. Estimates (UTH) are the truth with forecast noise; a few months are corrected later.
 */
import { type IndicatorTemplate, indicatorTemplates } from "./indicators-vocabulary.ts";
import type { Locality } from "./names.ts";
import { round } from "./numbers.ts";
import type { Rng } from "./rng.ts";

export interface PlanVersion {
  /** First month whose report shows this plan, 1 to 12. */
  from: number;
  plan: number;
  /** By month: a flow's amount in the month, a level for rates and stocks. */
  scenario: number[];
}

export interface IndicatorYear {
  template: IndicatorTemplate;
  priorYear: number;
  /** The original plan first, then the revised one where there is one. */
  plans: PlanVersion[];
  /** What really happened, by month: amounts for flows, levels for rates and stocks. */
  actual: number[];
  /** What was first believed of each month after it ended; differs from `actual` where it was corrected. */
  preliminary: number[];
  /** The forecast of each month in its own report. */
  estimate: number[];
}

export interface IndicatorOptions {
  /** Deviation of the forecast, as a share of the truth. */
  noise: number;
  /** Chance that an indicator's plan is revised during the year. */
  revisions: number;
  /** Chance that a month's flow is corrected two months later. */
  restatements: number;
  /** Indicators by key; all if not given. */
  keys?: string[];
}

export const quietYear: IndicatorOptions = { noise: 0.03, revisions: 0, restatements: 0 };

export function generateIndicatorYear(rng: Rng, locality: Locality, options: IndicatorOptions): IndicatorYear[] {
  return indicatorTemplates
    .filter((template) => !template.kind || template.kind === locality.kind)
    .filter((template) => !options.keys || options.keys.includes(template.key))
    .sort((a, b) => sectionOrder.indexOf(a.section) - sectionOrder.indexOf(b.section))
    .map((template) => drawYear(rng.fork(template.key), template, options));
}

const sectionOrder = ["economic", "social", "security", "administration"];

function drawYear(rng: Rng, template: IndicatorTemplate, options: IndicatorOptions): IndicatorYear {
  const plan = round(rng.between(...template.level), Math.min(template.decimals, 1));
  if (template.measure === "flow") return drawFlow(rng, template, plan, options);
  return drawLevel(rng, template, plan, options);
}

/** The plan phased over the months; the parts add up to it exactly. */
export function phase(plan: number, weights: number[], decimals: number): number[] {
  const scale = 10 ** decimals;
  const total = weights.reduce((a, b) => a + b, 0);
  let carried = 0;
  let given = 0;
  return weights.map((weight) => {
    carried += (plan * scale * weight) / total;
    const part = Math.round(carried) - given;
    given += part;
    return part / scale;
  });
}

function drawFlow(rng: Rng, template: IndicatorTemplate, plan: number, options: IndicatorOptions): IndicatorYear {
  const weights = Array.from({ length: 12 }, (_, index) => 1 + 0.25 * Math.sin(index / 2 + rng.between(0, 0.4)));
  const scenario = phase(plan, weights, template.decimals);
  const plans: PlanVersion[] = [{ from: 1, plan, scenario }];
  if (rng.chance(options.revisions)) {
    const from = rng.int(5, 9);
    const kept = scenario.slice(0, from - 1);
    const done = kept.reduce((a, b) => a + b, 0);
    const revised = Math.round(plan * rng.between(0.9, 1.15));
    plans.push({
      from,
      plan: revised,
      scenario: [...kept, ...phase(revised - done, weights.slice(from - 1), template.decimals)],
    });
  }
  const performance = rng.between(0.9, 1.12);
  const actual = scenario.map((target) => {
    const value = round(target * performance * (1 + 0.05 * rng.normal()), template.decimals);
    return Math.max(1, value);
  });
  const preliminary = actual.map((value) =>
    rng.chance(options.restatements) ? Math.max(1, round(value * (1 + 0.04 * rng.normal()), template.decimals)) : value,
  );
  const estimate = actual.map((value) =>
    Math.max(1, round(value * (1 + options.noise * rng.normal()), template.decimals)),
  );
  return {
    template,
    priorYear: round(plan / rng.between(1.04, 1.14), template.decimals),
    plans,
    actual,
    preliminary,
    estimate,
  };
}

function drawLevel(rng: Rng, template: IndicatorTemplate, plan: number, options: IndicatorOptions): IndicatorYear {
  const start = template.direction === "lower" ? plan * 1.6 : plan * (template.startShare ?? 1);
  // A threshold that is already passed stays where it is; a goal is walked towards.
  const end = template.operator ? start : plan;
  const scenario = Array.from({ length: 12 }, (_, index) =>
    round(start + ((end - start) * (index + 1)) / 12, template.decimals),
  );
  const step = 10 ** -template.decimals;
  const shift = rng.pick([-3, 0, 0, 2, 4]);
  const cap = template.unit === "percent" ? 100 : Number.POSITIVE_INFINITY;
  const actual = scenario.map((target) => round(Math.min(cap, Math.max(0, target + shift * step)), template.decimals));
  const noise = options.noise === 0 ? 0 : 1;
  const estimate = actual.map((value) =>
    shift === 0 ? value : round(Math.min(cap, value + (rng.chance(0.3) ? noise * step : 0)), template.decimals),
  );
  const priorYear =
    template.direction === "lower" ? round(plan * 1.7, 0) : round(plan * rng.between(0.96, 0.99), template.decimals);
  return { template, priorYear, plans: [{ from: 1, plan, scenario }], actual, preliminary: actual, estimate };
}

/** The plan that the report of that month shows. */
export function planAt(year: IndicatorYear, month: number): PlanVersion {
  return year.plans.filter((version) => version.from <= month).at(-1) as PlanVersion;
}

/** What the report of `month` believes of month `of`: its own forecast, a first count, or the corrected one. */
export function knownAt(year: IndicatorYear, of: number, month: number): number {
  if (of === month) return year.estimate[of - 1] as number;
  return (month - of >= 2 ? year.actual : year.preliminary)[of - 1] as number;
}
