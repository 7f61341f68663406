import { describe, expect, it } from "vitest";
import { type NumberQuantity, type Quantity, readQuantity } from "../../pipelines/normalise/quantity.ts";
import { catalogue } from "./tables.ts";

function short(quantity: Quantity) {
  if (quantity.kind !== "number") return quantity.kind;
  const values = quantity.token.candidates.map((one) => one.value).join("|");
  const marks = [quantity.isRank ? "rank" : "", quantity.isApproximate ? "about" : "", quantity.unit?.code ?? ""];
  return [quantity.operator, values, ...marks].filter((part) => part !== "").join(" ");
}
const read = (text: string, unitText?: string) => short(readQuantity({ text }, catalogue, unitText));

describe("a cell of figures", () => {
  it.each([
    ["> 55", "> 55"],
    [">90", "> 90"],
    ["> 01", "> 1"],
    [">= 96,5", ">= 96.5"],
    ["≥ 96,5", ">= 96.5"],
    ["> = 5", ">= 5"],
    ["trên 80", "> 80"],
    ["Trên 80%", "> 80 percent"],
    ["ước đạt trên 95", "> 95"],
    ["dưới 5", "< 5"],
    ["từ 95 trở lên", ">= 95"],
    ["Từ 95% trở lên", ">= 95 percent"],
    ["TỪ 95 TRỞ LÊN", ">= 95"],
    ["95 trở lên", ">= 95"],
    ["tối thiểu 5", ">= 5"],
    ["ít nhất 05 doanh nghiệp", ">= 5 enterprise"],
    ["không quá 3%", "<= 3 percent"],
    ["≤ 3", "<= 3"],
    ["105 tỷ đồng", "= 105 billion_vnd"],
    ["1.400 triệu đồng", "= 1400|1.4 million_vnd"],
    ["69.917.954.000đ", "= 69917954000 vnd"],
    ["95%", "= 95 percent"],
    ["38.4 %", "= 38.4 percent"],
    ["5 m²", "= 5 square_metre"],
    ["95,3%⁽¹⁾", "= 95.3 percent"],
    ["khoảng 5", "= 5 about"],
    ["105 lao động", "= 105 person"],
    ["Thuộc top 30 của thành phố", "<= 30 rank"],
    ["Thuộc топ 07 của thành phố", "<= 7 rank"],
    ["xếp thứ 7/34", "= 7 rank"],
    ["-", "no_value"],
    ["x", "no_value"],
    ["…", "no_value"],
    ["Chưa có số liệu", "no_value"],
    ["", "blank"],
    [" \u00a0", "blank"],
    ["18.540,5 triệu đồng (12,36%)", "= 18540.5 million_vnd"],
    ["2.145,6 (35,76 %)", "= 2145.6"],
    ["35% (12%)", "text"],
    ["8 tỷ 450 triệu đồng", "= 8.45 billion_vnd"],
    ["12 tỷ đồng 50 triệu", "= 12.05 billion_vnd"],
    ["8 tỷ 450 hộ", "text"],
    ["8 tỷ 450 đồng", "text"],
    ["Đang thực hiện", "text"],
    ["10/14", "text"],
    ["95 - 97", "text"],
    ["10/3/2026", "text"],
  ])("%j is read as %s", (text, expected) => expect(read(text)).toBe(expected));

  it("takes the row's own unit behind the number, and no other word", () => {
    expect(read("5 nhà văn hóa", "Nhà văn hóa")).toBe("= 5");
    expect(read("5 nhà văn hóa", "Trường")).toBe("text");
  });
});

describe("a number that a workbook stores", () => {
  const stored = (text: string, value: number, numberFormat: string, unit?: string) => {
    const cell = { text, stored: { kind: "number" as const, value, numberFormat } };
    const quantity = readQuantity(cell, catalogue, unit) as NumberQuantity;
    const [candidate] = quantity.token.candidates;
    return [candidate?.value, candidate?.halfStep, quantity.unit?.code ?? null, quantity.token.isAmbiguous];
  };
  it.each<[string, number, string, unknown[]]>([
    ["27,68%", 0.2768, "0.00%", [27.68, 0.005, "percent", false]],
    ["27,68%", 27.68, '0.00"%"', [27.68, 0.005, "percent", false]],
    ["", 0.2768, "0.00%", [27.68, 0.005, "percent", false]],
    ["26,405", 26405, "#,##0", [26405, 0.5, null, false]],
    ["26,405", 26.405, "0.000", [26.405, 0.0005, null, false]],
    ["70", 69917954000, "#,##0,,,", [69917954000, 0.5, null, false]],
    ["0.3", 0.29619, "0.0", [0.29619, 0.05, null, false]],
  ])("wins over what is shown: %s of %d (%s)", (text, value, format, expected) => {
    expect(stored(text, value, format)).toEqual(expected);
  });

  it("says nothing of what the signs mean in numbers typed as text", () => {
    const cell = { text: "196,563", stored: { kind: "number" as const, value: 196563, numberFormat: "#,##0" } };
    expect((readQuantity(cell, catalogue) as NumberQuantity).token.candidates[0]?.form).toBe("plain");
  });

  it("of which a thousandth is shown is what is shown, where a unit says of what", () => {
    expect(stored("69.918", 69917954000, "#,##0,,", "triệu đồng")).toEqual([69917.954, 0.5, null, false]);
    expect(stored("1.235 triệu đồng", 1234567000, '#,##0,," triệu đồng"')).toEqual([
      1234.567,
      0.5,
      "million_vnd",
      false,
    ]);
    // Each section of a format has a scale of its own.
    const byCondition = "[>=1000000]#,##0.0,,;#,##0";
    expect(stored("500", 500, byCondition, "triệu đồng")).toEqual([500, 0.5, null, false]);
    expect(stored("2,5", 2500000, byCondition, "triệu đồng")).toEqual([2.5, 0.05, null, false]);
    expect(stored("12.000", 12000, "#,##0", "triệu đồng")).toEqual([12000, 0.5, null, false]);
  });
});
