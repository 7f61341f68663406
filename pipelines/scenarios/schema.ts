import { z } from "zod";
import { isoDate } from "../values.ts";

const bilingual = z.object({ vi: z.string().min(1), en: z.string().min(1) }).strict();
const monthNumber = z.coerce.number().refine((month) => Number.isInteger(month) && month >= 1 && month <= 12, {
  message: "there is no such month; months are 1 to 12",
  params: { vi: "không có tháng này; tháng là số từ 1 đến 12" },
});
const monthValues = z.record(monthNumber, z.number()).transform((values) => values as Record<number, number>);
const twelve = z.array(z.number().nonnegative()).length(12);

const ways = ["months", "shares", "profile", "rule"];

/** How a year's target is spread over its months: exactly one of the four. */
const phasing = z
  .looseObject({})
  .superRefine((value, context) => {
    const named = ways.filter((way) => way in value);
    if (named.length === 1) return;
    context.addIssue({
      code: "custom",
      message: `name exactly one of ${ways.join(", ")}${named.length > 1 ? `; here are ${named.join(" and ")}` : ""}`,
      params: {
        vi: `hãy ghi đúng một trong bốn cách: ${ways.join(", ")}${named.length > 1 ? `; ở đây có ${named.join(" và ")}` : ""}`,
      },
    });
  })
  .pipe(
    z.union([
      /**
       * A value for each month, in the indicator's unit; a flow's twelve must add up to the year's target. `to_date` keeps a
       * flow's sums since 1 January where they are known better than by adding months up.
       */
      z.object({ months: monthValues, to_date: monthValues.optional() }).strict(),
      /** Shares of the year that add up to 1 (or to 100). */
      z.object({ shares: twelve }).strict(),
      /** Weights of any size, such as last year's months. */
      z.object({ profile: twelve }).strict(),
      /**
       * Another scenario's path, `growth_pct` per cent more ambitious: higher where more is better, lower where less is better
       * (10 on a ceiling of 20 poor households is 18), held within what the indicator can be.
       */
      z.object({ rule: z.object({ on: z.string(), growth_pct: z.number().gt(-100) }).strict() }).strict(),
    ]),
  );

const indicatorTarget = z
  .object({
    indicator: z.string(),
    unit: z.string(),
    /** Left out with a rule: it follows from the scenario that the rule stands on. */
    year_target: z.number().optional(),
    phasing,
  })
  .strict()
  .refine((entry) => "rule" in entry.phasing || entry.year_target !== undefined, {
    message: "year_target is missing: only a phasing by rule can do without it",
    params: { vi: "còn thiếu year_target: chỉ cách phân theo rule mới không cần" },
    path: ["year_target"],
  });

const disbursementTarget = z
  .object({
    /** One of: a project_id, a group's code, or the whole portfolio. */
    project: z.string().optional(),
    group: z.string().optional(),
    portfolio: z.literal(true).optional(),
    targets: z
      .array(
        z.union([
          z.object({ by: isoDate, vnd: z.number().int().nonnegative() }).strict(),
          z
            .object({
              by: isoDate,
              pct: z.number().min(0).max(100),
              of: z.enum(["total_investment", "year_plan", "planned"]),
            })
            .strict(),
        ]),
      )
      .min(1),
  })
  .strict()
  .refine((entry) => [entry.project, entry.group, entry.portfolio].filter((key) => key !== undefined).length === 1, {
    message: "name exactly one of project, group and portfolio",
    params: { vi: "hãy ghi đúng một trong ba: project, group hoặc portfolio" },
  });

const version = z
  .object({
    version: z.number().int().positive(),
    decided: isoDate,
    note: z.string().optional(),
    indicators: z.array(indicatorTarget).default([]),
    disbursement: z.array(disbursementTarget).default([]),
  })
  .strict();

/** One file of `data/scenarios/`. `reported` is the scenario of the reports themselves and can't be written here. */
export const scenarioSchema = z
  .object({
    id: z
      .string()
      .refine((id) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id), {
        message: "an id is lower-case letters, digits and single hyphens",
        params: { vi: "mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối đơn" },
      })
      .refine((id) => id !== "reported", {
        message: "`reported` is the reports' own scenario; choose another id",
        params: { vi: "`reported` là kịch bản của chính các báo cáo; hãy chọn mã khác" },
      }),
    title: bilingual,
    year: z.number().int().min(2000).max(2100),
    /** A locality_id; left out, the scenario holds for all. */
    locality: z.string().optional(),
    author: z.string().optional(),
    versions: z.array(version).min(1),
  })
  .strict();
export type Scenario = z.infer<typeof scenarioSchema>;
export type ScenarioVersion = Scenario["versions"][number];
export type IndicatorTarget = ScenarioVersion["indicators"][number];
