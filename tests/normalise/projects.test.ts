import { describe, expect, it } from "vitest";
import { normaliseProjects } from "../../pipelines/normalise/projects.ts";
import type { Period } from "../../pipelines/recognise/types.ts";
import { projectLineRow } from "../../pipelines/rows.ts";
import { contextOf, doubtsOf, repairsOf, type TestCell, type TestColumn, tableOf } from "./tables.ts";

const toMarch: Period = { kind: "to_date", year: 2026, quarter: 1, start: "2026-01-01", end: "2026-03-31" };
const investment = (unitText?: string): TestColumn => ({
  field: "total_investment",
  ...(unitText ? { unitText } : {}),
});
const planned: TestColumn = { field: "planned", period: toMarch };
const actual = (header = "Hết tháng 3"): TestColumn => ({ field: "actual", header, period: toMarch });

function read(columns: (string | TestColumn)[], rows: TestCell[][], options: { unitText?: string } = {}) {
  const context = contextOf();
  const table = tableOf("projects", columns, rows, options);
  const lines = normaliseProjects(table, context).map((line) => projectLineRow.parse(line));
  return { lines, context, table, keys: lines.map((line) => line.row_key) };
}

describe("the lines of projects", () => {
  const columns = ["ordinal", "name", investment("đồng")];

  it("are groups, projects and parts of projects", () => {
    const { lines, keys } = read(columns, [
      ["A", "DỰ ÁN CHUYỂN TIẾP (02 DỰ ÁN)", "9,000,000,000"],
      ["1", "Xây dựng trường Mầm non Hoa Sen", "5,000,000,000"],
      ["", "Xây lắp + Thiết bị", "4,000,000,000"],
      ["", "Chi phí tư vấn", "500,000,000"],
      ["", "GPMB", "500,000,000"],
      ["2", "Cải tạo đường liên tổ 5", "4,000,000,000"],
    ]);
    expect(keys).toEqual(["A", "A/1", "A/1/construction_equipment", "A/1/consulting", "A/1/site_clearance", "A/2"]);
    expect(lines[0]).toMatchObject({ level: "group", announced_project_count: 2, is_group_inferred: false });
    expect(lines[3]).toMatchObject({ level: "component", component: "consulting", project_ordinal: "1" });
    expect(lines[3]?.project_id).toBe("xay_dung_truong_mam_non_hoa_sen");
  });

  it.each([
    ["Xây lắp + Thiết bị", "construction_equipment"],
    ["Xây lắp + Thiêt bị", "construction_equipment"],
    ["XÂY LẮP", "construction"],
    ["Xây 1ắp", "construction"],
    ["Thiết bị", "equipment"],
    ["Chi phí tư vấn giám sát", "consulting"],
    ["Chi phí QLDA", "management"],
    ["Quản lý dự án", "management"],
    ["Bồi thường, hỗ trợ, tái định cư", "site_clearance"],
    ["Chi phí khác", "other"],
    ["Dự phòng", "contingency"],
  ])("know %s as %s", (name, component) => {
    const { lines } = read(columns, [
      ["1", "Xây dựng cầu Rào", "5,000,000,000"],
      ["", name, "1,000,000,000"],
    ]);
    expect(lines[1]).toMatchObject({ level: "component", component });
  });

  it("keep a part that is not in the catalogue, and say so", () => {
    const { lines, context } = read(columns, [
      ["1", "Xây dựng cầu Rào", "5,000,000,000"],
      ["", "Bảo hiểm", "1,000,000,000"],
    ]);
    expect(lines[1]).toMatchObject({ level: "component", component: null, name: "Bảo hiểm", row_key: "1/bao_hiem" });
    expect(doubtsOf(context)).toContain("component_unknown 1/bao_hiem");
  });

  it("give a group whose heading is missing the next letter and a line of its own", () => {
    const { lines, keys, context } = read(columns, [
      ["A", "NHÓM MỘT", "1,000,000,000"],
      ["1", "Dự án một ở phường", "500,000,000"],
      ["2", "Dự án hai ở phường", "500,000,000"],
      ["1", "Dự án ba ở phường", "500,000,000"],
      ["", "Tư vấn", "50,000,000"],
      ["2", "Dự án bốn ở phường", "500,000,000"],
    ]);
    expect(keys).toEqual(["A", "A/1", "A/2", "B", "B/1", "B/1/consulting", "B/2"]);
    expect(lines.map((line) => line.is_group_inferred)).toEqual([false, false, false, true, true, true, true]);
    expect(lines[3]).toMatchObject({ name: null, total_investment_vnd: null, source_ref: lines[4]?.source_ref });
    expect(doubtsOf(context)).toContain("group_heading_missing B");
    expect(repairsOf(context)).toContain("group_heading_missing: 1 → B/1");
  });

  it("never give a missing group a letter that is printed further down", () => {
    const { keys } = read(columns, [
      ["A", "NHÓM MỘT", ""],
      ["1", "Dự án một", "500,000,000"],
      ["1", "Dự án hai", "500,000,000"],
      ["B", "NHÓM HAI", ""],
      ["1", "Dự án ba", "500,000,000"],
    ]);
    expect(keys).toEqual(["A", "A/1", "C", "C/1", "B", "B/1"]);
  });

  it("need no group at all, and know Roman ones, alone or under letters", () => {
    expect(
      read(columns, [
        ["1", "Dự án một", "500,000,000"],
        ["2", "Dự án hai", "500,000,000"],
      ]).keys,
    ).toEqual(["1", "2"]);
    const nested = [
      ["I", "Nhóm một", ""],
      ["1", "Dự án một", "500,000,000"],
      ["II", "Nhóm hai", ""],
      ["1", "Dự án hai", "500,000,000"],
    ];
    expect(read(columns, nested).keys).toEqual(["I", "I/1", "II", "II/1"]);
    expect(read(columns, [["A", "NHÓM", ""], ...nested]).keys).toEqual(["A", "A.I", "A.I/1", "A.II", "A.II/1"]);
  });

  it("keep the line that sums up the table as a group without a code", () => {
    const { lines } = read(columns, [
      ["", "TỔNG CỘNG (A+B)", "1,000,000,000"],
      ["A", "NHÓM", "1,000,000,000"],
      ["1", "Dự án một", "1,000,000,000"],
    ]);
    expect(lines[0]).toMatchObject({ row_key: "total", level: "group", group_code: null });
  });

  it("keep the sum behind each group with its group, and the last one for the table", () => {
    const { lines } = read(columns, [
      ["I", "DỰ ÁN CHUYỂN TIẾP", ""],
      ["1", "Cải tạo vỉa hè phố", "38,200,000,000"],
      ["2", "Nhà văn hóa tổ dân phố số 5", "6,800,000,000"],
      ["", "Cộng nhóm I", "45,000,000,000"],
      ["II", "DỰ ÁN MỚI", ""],
      ["3", "Trụ sở Tổng công ty Hạ tầng", "52,000,000,000"],
      ["", "Cộng nhóm II", "52,000,000,000"],
      ["", "Tổng cộng hai nhóm", "97,000,000,000"],
    ]);
    expect(lines.map((line) => [line.row_key, line.level, line.group_code])).toEqual([
      ["I", "group", "I"],
      ["I/1", "project", "I"],
      ["I/2", "project", "I"],
      ["I/total", "group", "I"],
      ["II", "group", "II"],
      ["II/3", "project", "II"],
      ["II/total", "group", "II"],
      ["total", "group", null],
    ]);
  });

  it("restore the number of a project that lost it", () => {
    const { keys, context } = read(
      ["ordinal", "name", investment("đồng"), "location"],
      [
        ["1", "Dự án một", "500,000,000", "Phường"],
        ["", "Cải tạo ngõ 5", "500,000,000", "Phường"],
        ["3", "Dự án ba", "500,000,000", "Phường"],
      ],
    );
    expect(keys).toEqual(["1", "2", "3"]);
    expect(repairsOf(context)).toContain("ordinal_restored:  → 2");
  });
});

describe("money", () => {
  const columns = (unitText?: string) => ["ordinal", "name", investment(unitText), planned];
  const sums = (lines: ReturnType<typeof read>["lines"]) =>
    lines.map((line) => [line.total_investment_vnd, line.planned_vnd]);

  it("is in VND whatever the unit, from the heading or from a line above the table", () => {
    const rows = [
      ["1", "Dự án một", "9.210,446", "2.660,379"],
      ["2", "Dự án hai", "586,284", "293,142"],
    ];
    const expected = [
      [9210446000, 2660379000],
      [586284000, 293142000],
    ];
    expect(sums(read(columns("Triệu đồng"), rows).lines)).toEqual(expected);
    expect(sums(read(columns(), rows, { unitText: "Triệu đồng" }).lines)).toEqual(expected);
    const billions = [["1", "Dự án một", "9,21", "2,6"]];
    expect(sums(read(columns("tỷ đồng"), billions).lines)).toEqual([[9210000000, 2600000000]]);
  });

  it("has the unit that stands in the cell itself", () => {
    const { lines } = read(columns("đồng"), [["1", "Dự án một", "9,5 tỷ đồng", "1.400.000.000"]]);
    expect(sums(lines)).toEqual([[9500000000, 1400000000]]);
  });

  it("whose heading can't be is read by its size, with a mend and a doubt that shows the arithmetic", () => {
    const { lines, context } = read(columns("Trđ"), [
      ["1", "Dự án một", "9,210,446,000", "2,660,379,300"],
      ["2", "Dự án hai", "586,284,000", "293,142,000"],
    ]);
    expect(sums(lines)).toEqual([
      [9210446000, 2660379300],
      [586284000, 293142000],
    ]);
    expect(repairsOf(context)).toEqual(["unit_contradicted: Trđ → đồng"]);
    const doubt = context.ledger.doubts.find(({ rule }) => rule === "unit_heading_contradicted");
    expect(doubt?.arguments).toMatchObject({ median_as_stated_vnd: 9.210446e15, median_as_read_vnd: 9210446000 });
  });

  it("in a heading that is right is left alone, and tells which reading of a number has the size of a project", () => {
    for (const [unit, investment, plan] of [
      ["Trđ", "9210", "2660"],
      ["Trđ", "9,210", "2,660"],
      ["tỷ đồng", "9,210", "2,660"],
    ] as const) {
      const { lines, context } = read(columns(unit), [["1", "Dự án một", investment, plan]]);
      expect(sums(lines)).toEqual([[9210000000, 2660000000]]);
      expect([...context.ledger.repairs, ...context.ledger.doubts]).toEqual([]);
    }
  });

  it("in a workbook's cell that shows millions is no contradiction of a heading in millions", () => {
    const cell = (text: string, value: number) => ({
      text,
      stored: { kind: "number" as const, value, numberFormat: "#,##0.0,," },
    });
    const { lines, context } = read(
      ["ordinal", "name", investment("triệu đồng")],
      [
        ["1", "Cải tạo chợ", cell("45.678,9", 45_678_900_000)],
        ["2", "Vườn hoa tổ 5", cell("2.500,0", 2_500_000_000)],
      ],
    );
    expect(lines.map((line) => line.total_investment_vnd)).toEqual([45_678_900_000, 2_500_000_000]);
    expect(doubtsOf(context)).toEqual([]);
  });

  it("of a cell in another unit than its column is not changed in silence", () => {
    const { lines, context } = read(columns("đồng"), [
      ["1", "Dự án một", "9,210,446,000", "2,660,379,300"],
      ["2", "Dự án hai", "14712", "4,290,547,800"],
      ["3", "Dự án ba", "5,000,000,000", "1,443,331,300"],
    ]);
    expect(lines[1]?.total_investment_vnd).toBeNull();
    expect(doubtsOf(context)).toContain("amount_in_another_unit 2 total_investment_vnd");
    expect([...context.ledger.fates.values()].map((fate) => fate.disposition)).toContain("quarantined");
  });

  it("that can't be read stays as text, is missing and stops nothing", () => {
    const { lines, context } = read(columns("đồng"), [["1", "Dự án một", "đang thẩm định", "1,443,331,300"]]);
    expect(sums(lines)).toEqual([[null, 1443331300]]);
    expect(doubtsOf(context)).toContain("number_unreadable 1 total_investment_vnd");
  });
});

describe("what was paid and built", () => {
  const columns = (header?: string) => [
    "ordinal",
    "name",
    investment("đồng"),
    "year_plan",
    planned,
    actual(header),
    "actual_pct",
    "result",
  ];
  const one = (cells: TestCell[], header?: string) =>
    read(columns(header), [["1", "Dự án một", "10,000,000,000", ...cells]]).lines[0];

  it("is a percentage of the total investment where only that is printed", () => {
    expect(one(["", "", "25%", null, ""])).toMatchObject({
      actual_pct: 25,
      actual_vnd: 2500000000,
      actual_denominator: "total_investment",
      actual_basis: "reported",
      actual_until_date: "2026-03-31",
      planned_until_date: "2026-03-31",
    });
  });

  it("is both where a percentage stands in brackets behind the amount", () => {
    const { lines } = read(
      ["ordinal", "name", investment(), actual()],
      [["1", "Nâng cấp cảng", "150.000 triệu đồng", "18.540,5 triệu đồng (12,36%)"]],
    );
    expect(lines[0]).toMatchObject({ actual_vnd: 18540500000, actual_pct: 12.36, actual_basis: "reported" });
  });

  it("is zero where zero is printed, and missing where nothing is", () => {
    expect(one(["", "", "0%", null, ""])).toMatchObject({ actual_pct: 0, actual_vnd: 0 });
    expect(one(["", "", "", null, ""])).toMatchObject({ actual_pct: null, actual_vnd: null, actual_basis: null });
    expect(one(["", "", "-", null, ""])).toMatchObject({ actual_pct: null, actual_vnd: null, actual_basis: null });
  });

  it("is an amount where an amount is printed, and no percentage is made of it", () => {
    expect(one(["", "", "1,400,000,000", null, ""])).toMatchObject({ actual_pct: null, actual_vnd: 1400000000 });
  });

  it("is of the year's plan where the heading or the figures say so", () => {
    expect(one(["4,000,000,000", "", "50%", null, ""], "Tỷ lệ giải ngân so với kế hoạch vốn")).toMatchObject({
      actual_denominator: "year_plan",
      actual_vnd: 2000000000,
    });
    expect(one(["4,000,000,000", "", "1,000,000,000", "25%", ""])).toMatchObject({ actual_denominator: "year_plan" });
  });

  it("is told by a sentence where the column is blank", () => {
    expect(one(["", "", "", null, "Dự án đã giải ngân đến 95% chờ quyết toán"])).toMatchObject({
      actual_pct: 95,
      actual_vnd: 9500000000,
      actual_basis: "narrative",
      actual_until_date: null,
    });
    expect(one(["4,000,000,000", "", "", null, "Đã giải ngân 50% kế hoạch vốn."])).toMatchObject({
      actual_denominator: "year_plan",
      actual_vnd: 2000000000,
    });
  });

  it.each([
    ["Khối lượng đạt 97%. Tuy nhiên đang vướng mặt bằng", 97, null],
    ["Khôi lượng đạt 95%. Thời gian dự kiến hoàn thiện trong tháng 4/2026", 95, "2026-04"],
    ["Hiện nay dự án đã thi công xong.", null, null],
    ["Thời gian dự kiến hoàn thành dự án tháng 3/2026", null, "2026-03"],
    ["Dự kiến hoàn thành quý II/2026", null, "2026-06"],
  ])("knows from %s what is built and when it ends", (result, physical, month) => {
    expect(one(["", "", "", null, result])).toMatchObject({
      physical_progress_pct: physical,
      expected_completion_month: month,
    });
  });
});

it("gives each cell of its rows a fate, and each value an origin", () => {
  const { context, table, lines } = read(
    ["ordinal", "name", investment("đồng"), planned, actual(), "note"],
    [
      ["A", "NHÓM MỘT (01 DỰ ÁN)", "1,000,000,000", "", "0%", ""],
      ["1", "Dự án một", "1,000,000,000", "x", "abc", "-"],
      ["", "", "", "", "", ""],
    ],
  );
  const refs = table.rows.flatMap((row) => row.all.map((cell) => cell.ref));
  expect([...context.ledger.fates.keys()].sort()).toEqual([...refs].sort());
  const origins = context.ledger.lineage.filter((one) => one.column_name === "total_investment_vnd");
  expect(origins.map((one) => [one.row_key, one.role])).toEqual([
    ["A", "value"],
    ["A", "unit"],
    ["A/1", "value"],
    ["A/1", "unit"],
  ]);
  expect(lines).toHaveLength(2);
});

describe("a sum a thousand times off its neighbours", () => {
  const columns = ["ordinal", "name", investment("đồng"), planned];
  const rows = (third: [string, string]) => [
    ["1", "Dự án một", "9,210,446,000", "2,660,379,300"],
    ["2", "Dự án hai", "14,712,454,000", "4,290,547,800"],
    ["3", "Dự án ba", ...third],
    ["4", "Dự án bốn", "19,462,747,000", "5,671,847,400"],
  ];
  const outOfLine = (third: [string, string]) =>
    doubtsOf(read(columns, rows(third)).context).filter((doubt) => doubt.startsWith("amount_out_of_line"));

  it("is loaded as read, with a doubt", () => {
    expect(outOfLine(["5,000,000", "1,443,331,300"])).toContain("amount_out_of_line 3 total_investment_vnd");
    expect(outOfLine(["5,000,000,000", "1,443,331"])).toEqual(["amount_out_of_line 3 planned_vnd"]);
    expect(read(columns, rows(["5,000,000", "1,443,331,300"])).lines[2]?.total_investment_vnd).toBe(5000000);
  });

  it("is no doubt where projects are merely small or large", () => {
    expect(outOfLine(["500,000,000", "150,000,000"])).toEqual([]);
    expect(outOfLine(["199,888,882,000", "59,000,000,000"])).toEqual([]);
  });
});
