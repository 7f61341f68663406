import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runExample } from "../../pipelines/models/examples.ts";
import { runModels } from "../../pipelines/models/run.ts";
import { type Example, loadModels, type Model } from "../../pipelines/models/twin.ts";
import { openWarehouse, type Warehouse } from "../../pipelines/warehouse/open.ts";

const models = loadModels();
const totals = models.models.find((model) => model.name === "marts.rollup_totals") as Model;
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse(":memory:");
  await runModels(warehouse.connection, { models });
});
afterAll(() => warehouse.close());

const period = "2027-03-01";
const wards = ["a", "b", "c", "d"];
/** A figure in hundredths, such as millions of VND are printed in; null where a ward doesn't report it. */
const hundredths = fc.option(fc.integer({ min: -10_000_000_000, max: 100_000_000_000 }), { nil: null });
const reported = wards.map((locality_id) => ({ locality_id, period }));
const part = (locality_id: string, more: Record<string, string | number>) => ({
  period,
  locality_id,
  report_id: `r-${locality_id}`,
  source_ref: `s-${locality_id}`,
  subject: "indicator",
  item_id: "i",
  figure: "actual_month",
  ...more,
});

describe("a roll-up", () => {
  it("is the sum of its parts to the last digit, whatever the wards and their order, and names who is missing", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(hundredths, hundredths, hundredths, hundredths),
        fc.boolean(),
        async (values, turned) => {
          fc.pre(values.some((value) => value !== null));
          const given = wards.flatMap((ward, index) => {
            const value = values[index];
            return value === null || value === undefined
              ? []
              : [part(ward, { unit: "million_vnd", measure: "flow", value: value / 100 })];
          });
          const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
          const example = {
            name: "sum",
            given: { "marts.reports": reported, "marts.rollup_parts": turned ? given.reverse() : given },
            expect: [
              {
                total: sum / 100,
                basis: "sum",
                locality_count: given.length,
                missing_locality_ids: wards.filter((_, index) => values[index] === null),
              },
            ],
          };
          await expect(runExample(warehouse.connection, models, totals, example)).resolves.toBeUndefined();
        },
      ),
      { numRuns: 25 },
    );
  });

  it("never adds rates or averages shares: a share is of the summed numbers, a rate without them has no total", async () => {
    const count = fc.integer({ min: 1, max: 5_000 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(count, count), { minLength: 2, maxLength: 4 }), async (counts) => {
        const shares = counts.map(([some, more], index) =>
          part(wards[index] as string, {
            subject: "task",
            item_id: "done_of_all",
            figure: "done_of_all",
            unit: "percent",
            measure: "rate",
            value: (100 * some) / (some + more),
            numerator: some,
            denominator: some + more,
          }),
        );
        const rates = counts.map(([some], index) =>
          part(wards[index] as string, {
            unit: "percent",
            measure: "rate",
            value: some,
            reason_not_added: "rate",
          }),
        );
        const numerator = counts.reduce((sum, [some]) => sum + some, 0);
        const denominator = counts.reduce((sum, [some, more]) => sum + some + more, 0);
        const example: Example = {
          name: "share",
          given: { "marts.reports": reported, "marts.rollup_parts": [...shares, ...rates] },
          expect: [
            { subject: "task", basis: "share", numerator, denominator },
            { subject: "indicator", total: null, basis: null, reason_not_added: "rate" },
          ],
        };
        await expect(runExample(warehouse.connection, models, totals, example)).resolves.toBeUndefined();
      }),
      { numRuns: 15 },
    );
  });
});
