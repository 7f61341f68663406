import { join } from "node:path";
import { expect, test } from "vitest";
import { shippedDataFolder } from "../../pipelines/paths.ts";
import { loadCatalogue } from "../../pipelines/reference/catalogue.ts";
import { limitsOf } from "../../pipelines/run/indicatorLimits.ts";

const shipped = join(shippedDataFolder, "reference");
const catalogue = loadCatalogue({ own: shipped, shipped });

/** Names that no catalogue has, beside some that it has: the words of the name, the unit and the measure decide. */
test.each([
  ["a share by its name", "Tỷ lệ hộ có nhà tiêu hợp vệ sinh", "percent", "rate", 0, 100],
  ["a share in thousandths", "Tỷ lệ sinh", "per_mille", "rate", 0, 1000],
  ["growth may pass its whole", "Tỷ lệ tăng thu ngân sách", "percent", "rate", null, null],
  ["so may a comparison", "Doanh thu so với cùng kỳ", "percent", "rate", null, null],
  ["a rate that is called nothing", "Sản xuất công nghiệp", "percent", "rate", null, null],
  ["a count is no less than none", "Số vụ cháy rừng", "case", "flow", 0, null],
  ["a balance of money may be below zero", "Cân đối ngân sách", "million_vnd", "stock", null, null],
  ["so may one that adds up", "Chênh lệch thu chi ngân sách", "million_vnd", "flow", null, null],
  ["what is taken in or paid may not", "Thu phí chợ", "billion_vnd", "flow", 0, null],
  ["nor may what is measured and adds up", "Sản lượng chè búp", "ton", "flow", 0, null],
  ["a rank has only order", "Tỷ lệ xếp hạng", "point", "rank", null, null],
  ["no unit", "Tỷ lệ gì đó", null, "rate", null, null],
])("%s", (_rule, name, unit, measure, lower_limit, upper_limit) => {
  const indicator_id = "of_no_catalogue";
  expect(limitsOf({ indicator_id, name, unit, measure }, catalogue)).toEqual({
    indicator_id,
    lower_limit,
    upper_limit,
  });
});

test("the catalogue decides where it knows better than the name, whatever the report calls it", () => {
  const entry = catalogue.indicators.indicators.find(({ is_share }) => is_share);
  expect(entry).toBeDefined();
  if (!entry) return;
  const printed = { indicator_id: entry.id, name: "x", unit: entry.unit, measure: entry.measure };
  expect(limitsOf(printed, catalogue)).toMatchObject({ lower_limit: 0, upper_limit: 100 });
});
