import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { shippedDataFolder } from "../../pipelines/paths.ts";
import { loadCatalogue } from "../../pipelines/reference/catalogue.ts";
import { indicatorEntry, indicatorsSchema } from "../../pipelines/reference/indicators.ts";
import { moverOf } from "../../pipelines/run/indicatorMovers.ts";

const shipped = join(shippedDataFolder, "reference");
const catalogue = loadCatalogue({ own: shipped, shipped });
const of = (name: string, unit: string | null, measure: string, indicator_id = "of_no_catalogue") =>
  moverOf({ indicator_id, name, unit, measure }, catalogue);

describe("which indicators projects move", () => {
  test.each([
    [
      "a rate of what is paid, of whatever id",
      "Kết quả giải ngân kế hoạch đầu tư xã",
      "percent",
      "rate",
      "paid_share",
      100,
    ],
    ["a sum of what is paid, in its own unit", "Số vốn đầu tư đã giải ngân", "billion_vnd", "flow", "paid_amount", 1e9],
    ["not what a bank pays out", "Tỷ lệ giải ngân vốn vay chính sách", "percent", "rate", null, null],
    ["not what is only called so without its unit", "Tỷ lệ giải ngân", null, "rate", null, null],
    ["not a count", "Số dự án giải ngân", "project", "flow", null, null],
    ["nothing else", "Thu ngân sách", "million_vnd", "flow", null, null],
  ])("%s", (_rule, name, unit, measure, moved_by, scale) => {
    expect(of(name, unit, measure) && { ...of(name, unit, measure), denominators: undefined }).toEqual(
      moved_by === null ? null : { indicator_id: "of_no_catalogue", moved_by, scale, denominators: undefined },
    );
  });

  test("the catalogue decides where it knows better than the name", () => {
    const known = structuredClone(catalogue);
    const entry = known.indicators.indicators.find(({ moved_by }) => moved_by !== undefined && moved_by !== "none");
    expect(entry).toBeDefined();
    if (!entry) return;
    const printed = { indicator_id: entry.id, name: "x", unit: entry.unit, measure: entry.measure };
    expect(moverOf(printed, known)).toMatchObject({ indicator_id: entry.id });
    entry.moved_by = "none";
    expect(moverOf({ ...printed, name: "Tỷ lệ giải ngân vốn" }, known)).toBeNull();
    entry.moved_by = { projects: "paid_share", of: ["planned", "year_plan"] };
    expect(moverOf({ ...printed, unit: "percent" }, known)).toMatchObject({
      denominators: "planned,year_plan",
      scale: 100,
    });
  });

  test("a way of moving that is none is refused by the schema", () => {
    const entry = { ...catalogue.indicators.indicators[0], moved_by: { projects: "paid_share", of: ["the_budget"] } };
    expect(indicatorEntry.safeParse(entry).success).toBe(false);
    expect(indicatorEntry.safeParse({ ...entry, moved_by: { projects: "paid_amount" } }).success).toBe(true);
    expect(indicatorsSchema.safeParse({ ...catalogue.indicators, indicators: [entry] }).success).toBe(false);
  });
});
