/**
 * The rows of what people write for a workplace beside the reports: scenario files and answers to findings. Snake_case
 * keys are column names of the `raw` tables.
 */
import { z } from "zod";
import { isoDate, pct, quantity, text, vnd } from "./values.ts";

const scenarioKey = { scenario_id: text, version: z.number().int().positive() };
const plannedIndicator = { ...scenarioKey, indicator_id: text, unit: text };

/** One version of a scenario file. */
const scenarioRow = z.object({
  ...scenarioKey,
  decided_date: isoDate,
  title_vi: text,
  title_en: text,
  year: z.number().int(),
  /** Null: it holds for every locality. */
  locality_id: text.nullable(),
  author: text.nullable(),
  note: text.nullable(),
});

/** One month of one indicator's target, in the indicator's unit. */
const scenarioPointRow = z.object({
  ...plannedIndicator,
  /** First day of the month. */
  month: isoDate,
  target_month: quantity,
  target_to_date: quantity,
  year_target: z.number(),
  /** How the months came about. */
  method: z.enum(["months", "shares", "profile"]),
});

/** A target that is another scenario's path, moved by a percentage: the models work it out. */
const scenarioRuleRow = z.object({ ...plannedIndicator, base_scenario_id: text, growth_pct: pct });

/** What is to be paid out since the project's start, by the end of a day. */
const scenarioDisbursementRow = z.object({
  ...scenarioKey,
  level: z.enum(["project", "group", "portfolio"]),
  /** project_id or group_code; null for the portfolio. */
  target_key: text.nullable(),
  by_date: isoDate,
  target_vnd: vnd.nullable(),
  target_pct: pct.nullable(),
  denominator: z.enum(["total_investment", "year_plan", "planned"]).nullable(),
});

/** A person's answer to a finding. */
const explanationRow = z.object({
  finding_id: text,
  reason: text,
  explained_by: text,
  explained_date: isoDate,
});

/** Between what an indicator's figures lie, in its unit: a share has 0 and 100 %, a count 0; null where nothing bounds them. */
const indicatorLimitRow = z.object({ indicator_id: text, lower_limit: quantity, upper_limit: quantity });
export type IndicatorLimitRow = z.infer<typeof indicatorLimitRow>;

/** An indicator that projects move: how, and for an amount how many VND its unit is. */
const indicatorMoverRow = z.object({
  indicator_id: text,
  moved_by: z.enum(["paid_share", "paid_amount"]),
  /** Of a rate: `year_plan`, `total_investment`, `planned` in the order in which they are taken, separated by commas. */
  denominators: text.nullable(),
  /** Of a rate: what a whole is in its unit (100 %). Of an amount: VND in one unit. */
  scale: z.number(),
});
export type IndicatorMoverRow = z.infer<typeof indicatorMoverRow>;

/** What people write for a workplace beside the reports: loaded as a whole at each run. */
export const workplaceRows = z.object({
  scenarios: z.array(scenarioRow),
  scenario_points: z.array(scenarioPointRow),
  scenario_rules: z.array(scenarioRuleRow),
  scenario_disbursement_targets: z.array(scenarioDisbursementRow),
  indicator_limits: z.array(indicatorLimitRow),
  indicator_movers: z.array(indicatorMoverRow),
  explanations: z.array(explanationRow),
});
export type WorkplaceRows = z.infer<typeof workplaceRows>;
