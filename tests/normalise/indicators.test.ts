import { describe, expect, it } from "vitest";
import { normaliseIndicators } from "../../pipelines/normalise/indicators.ts";
import type { Period } from "../../pipelines/recognise/types.ts";
import { indicatorRow } from "../../pipelines/rows.ts";
import { catalogue, contextOf, doubtsOf, repairsOf, type TestCell, type TestColumn, tableOf } from "./tables.ts";

const fourMonths: Period = { kind: "to_date", year: 2026, month: 4, start: "2026-01-01", end: "2026-04-30" };
const COLUMNS: (string | TestColumn)[] = [
  "ordinal",
  "name",
  "unit",
  "cadence",
  "estimate_prior_year",
  "plan_year",
  "plan_month",
  "estimate_month",
  { field: "estimate_to_date", period: fourMonths },
  "verdict",
  "narrative",
  "agencies",
];

function read(rows: TestCell[][], columns = COLUMNS, options: { unitText?: string } = {}) {
  const context = contextOf("2026-04-01");
  const table = tableOf("indicators", columns, rows, options);
  const indicators = normaliseIndicators(table, context).map((row) => indicatorRow.parse(row));
  return { indicators, context, table };
}

/** A row with only what a test is about. */
function row(parts: Record<string, TestCell>): TestCell[] {
  return COLUMNS.map((column) => parts[typeof column === "string" ? column : String(column.field)] ?? "");
}

describe("an indicator", () => {
  it("counted in thousands is loaded as what it counts, whatever another month prints", () => {
    const visitors = (unit: string, plan: string, month: string) =>
      read([row({ ordinal: "1", name: "Tổng lượt khách du lịch", unit, plan_year: plan, estimate_month: month })]);
    const { indicators, context } = visitors("Nghìn lượt", "250", "22,5");
    expect(indicators[0]).toMatchObject({
      indicator_id: "visitors",
      unit: "person_visit",
      plan_year: 250_000,
      estimate_month: 22_500,
      estimate_month_half_step: 50,
    });
    expect(repairsOf(context)).toContain("unit_converted: Nghìn lượt → person_visit");
    expect(doubtsOf(context)).toEqual([]);
    expect(visitors("lượt", "250.000", "22.500").indicators[0]).toMatchObject({
      plan_year: 250_000,
      unit: "person_visit",
    });
    expect(visitors("lượt", "250.000", "22,5 nghìn lượt").indicators[0]).toMatchObject({ estimate_month: 22_500 });
  });

  it.each(["-nt-", "nt", "//", '"', "Như trên"])("has the unit of the row above for %s", (mark) => {
    const { indicators, context } = read([
      row({ ordinal: "1", name: "Tổng thu ngân sách", unit: "tỷ đồng", plan_year: "1.300" }),
      row({ ordinal: "2", name: "Tổng chi ngân sách", unit: mark, plan_year: "450" }),
      row({ ordinal: "3", name: "Thu tiền sử dụng đất", unit: mark, plan_year: "40" }),
    ]);
    expect(indicators.map(({ unit, plan_year }) => [unit, plan_year])).toEqual([
      ["million_vnd", 1300000],
      ["million_vnd", 450000],
      ["million_vnd", 40000],
    ]);
    expect(doubtsOf(context).filter((doubt) => doubt.startsWith("unit_"))).toEqual([]);
  });

  it("has no unit of the row above that it can't have", () => {
    const { indicators, context } = read([
      row({ ordinal: "1", name: "Số vụ tai nạn giao thông", unit: "vụ", plan_year: "10" }),
      row({ ordinal: "2", name: "Thu tiền sử dụng đất", unit: "nt", plan_year: "450" }),
    ]);
    expect(indicators[1]?.indicator_id).toBe("land_use_revenue");
    expect(doubtsOf(context)).toContain("unit_unknown land_use_revenue");
  });

  it("is read whole, each number by its row and unit", () => {
    const { indicators } = read([
      [
        "1",
        "Thu ngân sách nhà nước trên địa bàn theo phân cấp nguồn thu",
        "triệu đồng",
        "Tháng, quý, năm",
        "26,405",
        "357,450",
        "30,262",
        "30,262",
        "105,879",
        "Vượt",
        "Ước thực hiện 105.879 triệu đồng, đạt 29,6% dự toán",
        "Phòng Kinh tế, Hạ tầng; Thuế cơ sở 5;",
      ],
      ["2", "Tỷ lệ gia đình văn hóa", "%", "", "95,3", "> 95", "-", "-", "-", "-", "-", "Phòng Văn hóa"],
    ]);
    expect(indicators[0]).toMatchObject({
      indicator_id: "local_budget_revenue",
      is_in_catalogue: true,
      unit: "million_vnd",
      measure: "flow",
      direction: "higher",
      cadence: "month,quarter,year",
      estimate_prior_year: 26405,
      plan_year: 357450,
      plan_year_operator: "=",
      plan_month: 30262,
      estimate_to_date: 105879,
      estimate_to_date_half_step: 0.5,
      to_date_until: "2026-04-30",
      verdict_reported: "exceeded",
      agencies: ["Phòng Kinh tế, Hạ tầng", "Thuế cơ sở 5"],
    });
    expect(indicators[1]).toMatchObject({
      unit: "percent",
      measure: "rate",
      cadence: "month,quarter,year",
      estimate_prior_year: 95.3,
      estimate_prior_year_half_step: 0.05,
      plan_year: 95,
      plan_year_operator: ">",
      plan_month: null,
      estimate_month: null,
      estimate_month_operator: null,
      verdict_reported: null,
      narrative: null,
    });
  });

  it("keeps zero apart from nothing", () => {
    const { indicators } = read([
      row({ ordinal: "1", name: "Hộ nghèo", unit: "Hộ", plan_year: "0", estimate_month: "-", plan_month: "" }),
    ]);
    expect(indicators[0]).toMatchObject({ plan_year: 0, estimate_month: null, plan_month: null, direction: "lower" });
  });

  it("without a number takes the one above and a letter", () => {
    const names = ["Tỷ lệ che phủ rừng", "Tỷ lệ hộ nghèo", "Tỷ lệ thất nghiệp", "Thu nội địa"];
    const { indicators, context } = read(
      ["18", "", "", "19."].map((ordinal, index) => row({ ordinal, name: names[index] as string, plan_year: "1" })),
    );
    expect(indicators.map(({ ordinal }) => ordinal)).toEqual(["18", "18b", "18c", "19"]);
    expect(repairsOf(context)).toContain("ordinal_restored:  → 18b");
    expect(doubtsOf(context)).toContain("ordinal_restored poverty_rate");
  });

  it("printed twice keeps both rows, under two keys", () => {
    const same = row({ name: "Tỷ lệ hộ nghèo", unit: "%", plan_year: "1" });
    const { indicators, context } = read([same, same]);
    expect(indicators.map((one) => one.indicator_id)).toEqual(["poverty_rate", "poverty_rate~2"]);
    expect(doubtsOf(context)).toContain("indicator_twice poverty_rate~2");
  });

  it("that is a place in an order is a rank, and the first place is the best", () => {
    const { indicators } = read([
      row({ name: "Chỉ số cải cách hành chính", unit: "Điểm", plan_year: "Thuộc топ 30 của thành phố" }),
    ]);
    expect(indicators[0]).toMatchObject({
      measure: "rank",
      direction: "lower",
      unit: "point",
      plan_year: 30,
      plan_year_operator: "<=",
    });
  });
});

describe("units of indicators", () => {
  it("bring sums of money to one unit, so that months compare", () => {
    const { indicators, context } = read([
      row({ name: "Thu nội địa", unit: "Tỷ đồng", plan_year: "357,45", estimate_to_date: "105,9" }),
      row({ name: "Chi đầu tư phát triển", unit: "triệu đồng", plan_year: "2 tỷ đồng" }),
    ]);
    expect(indicators[0]).toMatchObject({
      unit: "million_vnd",
      unit_text: "Tỷ đồng",
      plan_year: 357450,
      plan_year_half_step: 5,
      estimate_to_date: 105900,
    });
    expect(indicators[1]?.plan_year).toBe(2000);
    expect(repairsOf(context)).toContain("unit_converted: Tỷ đồng → million_vnd");
  });

  it("may stand in the name, in the heading, above the table or behind the number", () => {
    const { indicators } = read([row({ name: "Thu nội địa (tỷ đồng)", plan_year: "2,5" })]);
    expect(indicators[0]).toMatchObject({ indicator_id: "domestic_revenue", unit: "million_vnd", plan_year: 2500 });
    const above = read([row({ name: "Thu nội địa", plan_year: "2,5" })], COLUMNS, { unitText: "tỷ đồng" });
    expect(above.indicators[0]).toMatchObject({ unit: "million_vnd", plan_year: 2500 });
    const behind = read([row({ name: "Tỷ lệ thất nghiệp", plan_year: "2,5%" })]);
    expect(behind.indicators[0]).toMatchObject({ unit: "percent", plan_year: 2.5 });
  });

  it("that a single cell contradicts leave it unread", () => {
    const { indicators, context } = read([row({ name: "Hộ nghèo", unit: "Hộ", plan_year: "5", estimate_month: "2%" })]);
    expect(indicators[0]).toMatchObject({ plan_year: 5, estimate_month: null });
    expect(doubtsOf(context)).toContain("unit_of_cell_differs poor_households estimate_month");
  });

  it("come from stored numbers of a workbook as they are meant", () => {
    const percent = { text: "27,68%", stored: { kind: "number" as const, value: 0.2768, numberFormat: "0.00%" } };
    const plain = { text: "26,405", stored: { kind: "number" as const, value: 26405, numberFormat: "#,##0" } };
    const { indicators } = read([
      row({ name: "Tỷ lệ giải ngân vốn đầu tư công", unit: "%", estimate_month: percent }),
      row({ name: "Thu nội địa", unit: "triệu đồng", plan_year: plain }),
    ]);
    expect(indicators[0]?.estimate_month).toBe(27.68);
    expect(indicators[1]?.plan_year).toBe(26405);
  });
});

describe("a part of an indicator", () => {
  it("has the unit of the whole where none is printed beside it", () => {
    const { indicators } = read([
      row({ ordinal: "1", name: "Tổng giá trị sản xuất (tỷ đồng)", plan_year: "25.600", estimate_month: "2.198,4" }),
      row({ ordinal: "+", name: "Công nghiệp - xây dựng", plan_year: "6.400", estimate_month: "531" }),
      row({ ordinal: "", name: "Tốc độ tăng trưởng", plan_year: "11", estimate_month: "10,5" }),
      row({ ordinal: "2", name: "Đàn gia cầm", unit: "con", plan_year: "6.400", estimate_month: "531" }),
      row({ ordinal: "", name: "Số trang trại nuôi", plan_year: "64", estimate_month: "53" }),
      row({ ordinal: "2.1", name: "Gà", plan_year: "5.400", estimate_month: "431" }),
    ]);
    expect(indicators.map((one) => [one.unit, one.plan_year])).toEqual([
      ["million_vnd", 25_600_000],
      ["million_vnd", 6_400_000],
      [null, 11],
      ["animal", 6400],
      [null, 64],
      ["animal", 5400],
    ]);
  });
});

describe("doubtful figures", () => {
  it("are missing and said so when nothing tells which reading is meant", () => {
    const { indicators, context } = read([row({ name: "Thu nội địa", unit: "triệu đồng", plan_year: "26,405" })]);
    expect(indicators[0]?.plan_year).toBeNull();
    expect(doubtsOf(context)).toContain("number_ambiguous domestic_revenue plan_year");
  });

  it("that are no figures keep their text", () => {
    const { indicators, context } = read([row({ name: "Thu nội địa", unit: "triệu đồng", plan_year: "chờ giao" })]);
    expect(indicators[0]?.plan_year).toBeNull();
    const fate = [...context.ledger.fates.values()].find((one) => one.field === "plan_year");
    expect(fate).toMatchObject({ disposition: "quarantined", reason: "not a number" });
  });

  it("of one column printed in two habits are noted once", () => {
    const { context } = read([
      row({ name: "Thu nội địa", unit: "triệu đồng", plan_year: "1,212,180" }),
      row({ name: "Tỷ lệ hộ nghèo", unit: "%", plan_year: "95,3" }),
      row({ name: "Tỷ lệ thất nghiệp", unit: "%", plan_year: "2,5" }),
    ]);
    expect(doubtsOf(context).filter((one) => one.startsWith("mixed_number_forms"))).toEqual([
      "mixed_number_forms plan_year ,",
    ]);
  });
});

describe("merged cells", () => {
  const of = (agencies: TestCell[]) =>
    read(
      agencies.map((cell, index) => {
        const cells = row({ ordinal: String(index + 1), name: `Chỉ tiêu số ${index + 1}`, unit: "%", plan_year: "1" });
        return cells.map((one, position) => (position === COLUMNS.length - 1 ? cell : one));
      }),
    );

  it("belong to the printed cell above, with a mend and an origin", () => {
    const { indicators, context } = of(["Công an phường", "", "Thuế", ""]);
    expect(indicators.map((one) => one.agencies[0])).toEqual(["Công an phường", "Công an phường", "Thuế", "Thuế"]);
    expect(repairsOf(context)).toContain("carried_down:  → Công an phường");
    const origins = context.ledger.lineage.filter(({ column_name }) => column_name === "agencies");
    expect(origins.map(({ role }) => role)).toEqual(["value", "carried", "value", "carried"]);
    expect(origins[1]?.cell_ref).toBe(origins[0]?.cell_ref);
  });

  it("end at a printed dash", () => {
    expect(of(["Thuế", "-", ""]).indicators.map((one) => one.agencies)).toEqual([["Thuế"], [], []]);
  });

  it("are carried where a workbook leaves the blank cell out", () => {
    expect(of(["Thuế", null, ""]).indicators.map((one) => one.agencies)).toEqual([["Thuế"], ["Thuế"], ["Thuế"]]);
  });

  it("are lost with the cell of a shifted row", () => {
    const context = contextOf();
    const table = tableOf(
      "indicators",
      ["name", "unit", "plan_year", "agencies"],
      [
        ["Thu nội địa", "triệu đồng", "5", "Thuế"],
        ["Hộ nghèo", "Hộ", "5", null],
        ["Thu tiền sử dụng đất", "triệu đồng", "5", ""],
      ],
    );
    context.ledger.repair(`${context.sourceId}-t1-r3-c2`, "row_shifted", "column 3", "column 2", "a cell too many");
    const agencies = normaliseIndicators(table, context).map((one) => one.agencies);
    expect(agencies).toEqual([["Thuế"], [], []]);
  });
});

describe("the catalogue", () => {
  const natureOf = (name: string, unit: string) => read([row({ name, unit, plan_year: "1" })]).indicators[0];

  it.each([
    ["Tỷ lệ điều tra khám phá các loại tội phạm", "%", "crime_clearance_rate"],
    [
      "Tỷ lệ điều tra khám phá các loại tội phạm rất nghiêm trọng và đặc biệt nghiêm trọng",
      "%",
      "serious_crime_clearance_rate",
    ],
    ["TỶ LỆ ĐIỀU TRA, KHÁM PHÁ CÁC LOẠI TỘI PHẠM", "%", "crime_clearance_rate"],
    ["Hộ nghèo theo chuẩn nghèo quốc gia áp dụng giai đoạn 2026 - 2030", "Hộ", "poor_households"],
    ["Tổng chi ngân sách (đã trừ tiết kiệm 10% chi thường xuyên)", "triệu đồng", "local_budget_expenditure"],
    ["Thu nhập bình quân đầu người", "triệu đồng/người/năm", "income_per_capita"],
    ["Thu nhập bình quân đầu người", "%", "income_per_capita_growth"],
    ["Tỷ lệ dân sồ tham gia bảo hiêm y tế", "%", "health_insurance_rate"],
    ["Tỷ lệ hộ cận nghèo", "%", "near_poverty_rate"],
  ])("knows %s in %s as %s", (name, unit, id) => expect(natureOf(name, unit)?.indicator_id).toBe(id));

  it("has no wording that two of its indicators of one kind of unit claim", () => {
    for (const entry of catalogue.indicators.indicators) {
      const unit = catalogue.units.units.find(({ code }) => code === entry.unit);
      for (const name of [entry.name_vi, ...entry.synonyms]) {
        expect([name, natureOf(name, unit?.wordings[0] ?? "")?.indicator_id]).toEqual([name, entry.id]);
      }
    }
  });

  it.each([
    ["Tỷ lệ hộ gia đình dùng bếp điện năm 2026", "%", "ti_le_ho_gia_dinh_dung_bep_dien", "rate", "higher"],
    ["Số vụ vi phạm trật tự xây dựng", "vụ", "so_vu_vi_pham_trat_tu_xay_dung", "flow", "lower"],
    ["Doanh thu chợ đầu mối", "triệu đồng", "doanh_thu_cho_dau_moi", "flow", "higher"],
    ["Tổng số hộ dân", "hộ", "tong_so_ho_dan", "stock", "higher"],
  ])("does not stop %s, which it lacks", (name, unit, id, measure, direction) => {
    const { indicators, context } = read([row({ name, unit, plan_year: "1" })]);
    expect(indicators[0]).toMatchObject({ indicator_id: id, is_in_catalogue: false, measure, direction });
    const doubt = context.ledger.doubts.find(({ rule }) => rule === "indicator_not_in_catalogue");
    expect(doubt?.arguments.suggestion).toContain(`- id: ${id}`);
  });
});

it.each([
  ["Vượt", "exceeded"],
  ["Vượt kịch bản", "exceeded"],
  ["Đạt và vượt kế hoạch", "exceeded"],
  ["đạt", "met"],
  ["Hoàn thành", "met"],
  ["Không đạt", "missed"],
  ["CHƯA ĐẠT", "missed"],
  ["-", null],
  ["Đang rà soát", null],
])("the verdict %s is %s", (verdict, expected) => {
  const { indicators, context } = read([row({ name: "Thu nội địa", plan_year: "1", verdict })]);
  expect(indicators[0]?.verdict_reported).toBe(expected);
  const isDoubted = doubtsOf(context).some((one) => one.startsWith("verdict_unknown"));
  expect(isDoubted).toBe(expected === null && verdict !== "-");
});

it("gives each cell a fate: headings of sections and blank rows too", () => {
  const { context, table, indicators } = read([
    row({ ordinal: "I", name: "CHỈ TIÊU KINH TẾ" }),
    row({ ordinal: "1", name: "Thu nội địa", unit: "triệu đồng", plan_year: "1.5", agencies: "Thuế" }),
    row({}),
    row({ ordinal: "2", name: "Thu tiền sử dụng đất", unit: "triệu đồng", plan_year: "2.5" }),
  ]);
  expect(indicators.map(({ ordinal }) => ordinal)).toEqual(["1", "2"]);
  const refs = table.rows.flatMap(({ all }) => all.map((cell) => cell.ref));
  expect([...context.ledger.fates.keys()].sort()).toEqual([...refs].sort());
});

it("notes a figure that stands a thousand times off the others of its row", () => {
  const figures = { plan_year: "357450", plan_month: "30,3", estimate_month: "30262", estimate_to_date: "105879" };
  const { indicators, context } = read([row({ name: "Thu nội địa", unit: "triệu đồng", ...figures })]);
  expect(indicators[0]?.plan_month).toBe(30.3);
  expect(doubtsOf(context)).toEqual(["amount_out_of_line domestic_revenue plan_month"]);
});

it("takes the verdict from a comparison in words where no column of verdicts stands", () => {
  const columns = ["ordinal", "name", "unit", "plan_year", "comparison"];
  const { indicators, context } = read(
    [
      ["1", "Thu nội địa", "triệu đồng", "5", "Vượt 45,27%"],
      ["2", "Chi thường xuyên", "triệu đồng", "5", "145,3"],
    ],
    columns,
  );
  expect(indicators.map((one) => one.verdict_reported)).toEqual(["exceeded", null]);
  // The number is no verdict: whether it can be told what it means is for the facts (comparisons.ts).
  expect(context.ledger.doubts).toEqual([]);
});
