import { describe, expect, it } from "vitest";
import {
  CITATION,
  documentOf,
  fieldsOf,
  INDICATOR_HEADER,
  INDICATOR_ROWS,
  INDICATOR_TITLES,
  recognise,
  rowsOf,
  table,
} from "./helpers.ts";

const indicators = (...rows: Parameters<typeof documentOf>[0][]) => recognise(documentOf(...INDICATOR_TITLES, ...rows));

describe("columns of an appendix", () => {
  it("are known in any order, with columns missing", () => {
    const { tables } = indicators(
      table("Chỉ tiêu|Đánh giá|Lũy kế 4 tháng|UTH tháng 4|TT|Kế hoạch năm 2026", "Thu|Đạt|33|8|1|100"),
    );
    expect(fieldsOf(tables, "indicators")).toEqual([
      "name",
      "verdict",
      "estimate_to_date",
      "estimate_month",
      "ordinal",
      "plan_year",
    ]);
    expect(rowsOf(tables[0])).toEqual([
      { name: "Thu", verdict: "Đạt", estimate_to_date: "33", estimate_month: "8", ordinal: "1", plan_year: "100" },
    ]);
  });

  it("are known through slips of OCR, case, broken words and decomposed accents, and it is said why", () => {
    const heads =
      "S\nT\nT|Chi tiêu|ĐƠN VI TÍNH|Kê hoạch năm 2026|Kế họach tháng 4|Uớc thưc hiện tháng 4|Luỹ kế 4 thảng|Dánh giá so với kich bản";
    for (const printed of [heads, heads.normalize("NFD")]) {
      const { tables } = indicators(table(printed, "1|Thu|trđ|90|10|20|9|Đạt"));
      expect(fieldsOf(tables, "indicators")).toEqual([
        "ordinal",
        "name",
        "unit",
        "plan_year",
        "plan_month",
        "estimate_month",
        "estimate_to_date",
        "verdict",
      ]);
      expect(tables[0]?.columns.every((column) => column.why !== "")).toBe(true);
    }
  });

  it("under captions with spans, over two rows, with a row of column numbers", () => {
    const { tables, ledger } = indicators([
      [
        { text: "TT", rows: 2 },
        { text: "Tên chỉ tiêu", rows: 2 },
        { text: "ĐVT", rows: 2 },
        { text: "Kế hoạch", columns: 3 },
        null,
        null,
        { text: "Ước thực hiện", columns: 2 },
        null,
      ],
      [null, null, null, "Năm 2026", "Tháng 4", "4 tháng", "Tháng 4", "4 tháng"],
      ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)=(7)/(4)"],
      ["1", "Thu", "trđ", "100", "8", "33", "9", "34"],
    ]);
    expect(fieldsOf(tables, "indicators")).toEqual([
      "ordinal",
      "name",
      "unit",
      "plan_year",
      "plan_month",
      "plan_to_date",
      "estimate_month",
      "estimate_to_date",
    ]);
    expect(tables[0]?.rows).toHaveLength(1);
    expect(ledger.fates.get("0123456789ab-t1-r3-c1")).toMatchObject({ disposition: "layout", reason: "numbering_row" });
  });

  it("under captions without spans, as text files have them", () => {
    const { tables } = indicators(
      table(
        "TT|Chỉ tiêu|ĐVT|Tháng 4||4 tháng||Đánh giá",
        "|||Kế hoạch|Thực hiện|Kế hoạch|Thực hiện|",
        "1|Thu|trđ|8|9|33|34|Vượt",
      ),
    );
    expect(fieldsOf(tables, "indicators")).toEqual([
      "ordinal",
      "name",
      "unit",
      "plan_month",
      "estimate_month",
      "plan_to_date",
      "estimate_to_date",
      "verdict",
    ]);
  });

  it("under three rows of captions the nearest counts most", () => {
    const { tables } = indicators(
      table(
        "Số TT|Nội dung|Đơn vị|Năm 2025|Năm 2026||||Ghi chú",
        "||||Kế hoạch|Tháng 4||Lũy kế|",
        "|||||Kế hoạch|Thực hiện||",
        "1|Thu|trđ|90|100|8|9|33|a",
      ),
    );
    expect(fieldsOf(tables, "indicators")).toEqual([
      "ordinal",
      "name",
      "unit",
      "estimate_prior_year",
      "plan_year",
      "plan_month",
      "estimate_month",
      "estimate_to_date",
      "narrative",
    ]);
  });

  it("tell last year from this year, and this month from others", () => {
    const { tables, ledger } = indicators(
      table(
        "TT|Chỉ tiêu|ĐVT|TH năm 2025|KH năm 2026|TH tháng 3|Kế hoạch tháng 4|Ước TH tháng 4|Ước TH 4 tháng|Kế hoạch tháng 5",
        "1|Thu|trđ|90|100|20|9|21|40|33",
      ),
    );
    expect(fieldsOf(tables, "indicators")).toEqual([
      "ordinal",
      "name",
      "unit",
      "estimate_prior_year",
      "plan_year",
      null,
      "plan_month",
      "estimate_month",
      "estimate_to_date",
      null,
    ]);
    expect(ledger.doubts.filter((doubt) => doubt.rule === "column_of_other_time")).toHaveLength(2);
    expect(ledger.fates.get("0123456789ab-t1-r2-c6")).toMatchObject({ disposition: "ignored" });
  });

  it("take a first quarter as since January, a later quarter as a quarter only", () => {
    const first = recognise(
      documentOf("PHỤ LỤC 3", CITATION, table("TT|Chỉ tiêu|ĐVT|KH 2026|UTH tháng 3|UTH Quý I", "1|Thu|trđ|9|1|3")),
    );
    expect(fieldsOf(first.tables, "indicators").at(-1)).toBe("estimate_to_date");
    const second = recognise(
      documentOf("PHỤ LỤC 3", CITATION, table("TT|Chỉ tiêu|ĐVT|KH 2026|UTH tháng 6|UTH Quý II", "1|Thu|trđ|9|1|3")),
    );
    expect(fieldsOf(second.tables, "indicators").at(-1)).toBe("estimate_quarter");
    expect(second.ledger.fates.get("0123456789ab-t1-r2-c6")).toMatchObject({
      disposition: "ignored",
      reason: "kept_raw",
    });
  });

  it("read units in brackets, and in a line above the table", () => {
    const { tables } = recognise(
      documentOf(
        "Phụ lục 2",
        "TIẾN ĐỘ CÁC DỰ ÁN THÁNG 5 NĂM 2026",
        CITATION,
        "(Đơn vị tính: triệu đồng)",
        table("TT|Tên dự án|Tổng mức đầu tư (tỷ đồng)|KHV 2026|Giải ngân đến hết tháng 5|Tỷ lệ (%)", "1|A|1|2|3|4"),
      ),
    );
    expect(tables[0]).toMatchObject({ unitText: "triệu đồng", unitRef: "0123456789ab-p4" });
    expect(tables[0]?.columns.map((column) => column.unitText)).toEqual([
      undefined,
      undefined,
      "tỷ đồng",
      undefined,
      undefined,
      "%",
    ]);
    expect(tables[0]?.columns[4]?.period).toMatchObject({ kind: "to_date", end: "2026-05-31" });
  });

  it("that nobody knows are kept and said, not lost", () => {
    const { ledger } = indicators(table(`${INDICATOR_HEADER}|Màu sắc`, `${INDICATOR_ROWS[0]}|xanh`));
    expect(ledger.fates.get("0123456789ab-t1-r2-c11")).toMatchObject({
      disposition: "ignored",
      reason: "unknown_column",
    });
    expect(ledger.doubts.map((doubt) => doubt.rule)).toContain("unknown_column");
  });
});

describe("columns and time", () => {
  const fields = (period: string, appendix: "indicators" | "projects", header: string, row: string, issued = "") => {
    const title = appendix === "indicators" ? "KỊCH BẢN TĂNG TRƯỞNG" : "TIẾN ĐỘ GIẢI NGÂN CÁC DỰ ÁN";
    const { tables, identity } = recognise(
      documentOf(
        "PHỤ LỤC 1",
        `${title} ${period}`,
        `(Kèm theo Báo cáo số 5/BC-UBND${issued} của UBND xã Bình An)`,
        table(header, row),
      ),
    );
    return [identity.period.slice(0, 7), ...fieldsOf(tables, appendix)];
  };

  it("what was done in eleven months is no plan of a December; what is expected of the year is the year to date", () => {
    const header = "TT|Chỉ tiêu|KH năm 2026|Thực hiện 11 tháng|Ước TH tháng 12|Ước TH cả năm";
    expect(fields("THÁNG 12 NĂM 2026", "indicators", header, "1|Thu|100|90|9|99")).toEqual([
      "2026-12",
      "ordinal",
      "name",
      "plan_year",
      null,
      "estimate_month",
      "estimate_to_date",
    ]);
  });

  it("what is expected of the year is neither its plan nor a result to date", () => {
    const header = "TT|Chỉ tiêu|ĐVT|Ước TH tháng 9|Lũy kế 9 tháng|Ước thực hiện cả năm 2026";
    expect(fields("THÁNG 9 NĂM 2026", "indicators", header, "1|Thu|trđ|9|80|99")).toEqual([
      "2026-09",
      "ordinal",
      "name",
      "unit",
      "estimate_month",
      "estimate_to_date",
      "estimate_year",
    ]);
  });

  it.each([
    [
      "Lũy kế giải ngân đến hết năm 2025|Giải ngân từ đầu năm đến 08/5/2026|Ước giải ngân đến 30/6/2026",
      ["actual_before", "actual", "planned"],
    ],
    [
      "Ước giải ngân đến hết tháng 6|Ước giải ngân tháng 5|Ước giải ngân đến hết tháng 5",
      ["planned", "actual_month", "actual"],
    ],
    ["Kế hoạch vốn năm 2026|Dự kiến hết quý II|Ước giải ngân tháng 5", ["year_plan", "planned", "actual"]],
  ])("what will be paid later is no payment: %s", (header, expected) => {
    const headers = `TT|Tên dự án|Tổng mức đầu tư|${header}`;
    expect(fields("THÁNG 5/2026", "projects", headers, "1|Đường|90|10|20|30", " ngày 10/5/2026")).toEqual([
      "2026-05",
      "ordinal",
      "name",
      "total_investment",
      ...expected,
    ]);
  });

  it("the whole under a caption goes before its parts, however short they are named", () => {
    const cap = (text: string, columns: number) => [
      { text, columns },
      ...Array.from({ length: columns - 1 }, () => null),
    ];
    const { tables } = recognise(
      documentOf("PHỤ LỤC 2", "TIẾN ĐỘ GIẢI NGÂN THÁNG 12/2026", CITATION, [
        [
          { text: "TT", rows: 2 },
          { text: "Tên dự án", rows: 2 },
          { text: "Tổng mức đầu tư", rows: 2 },
          ...cap("Kế hoạch vốn năm 2026", 3),
          ...cap("Giải ngân đến 15/12/2026", 2),
        ],
        [null, null, null, "NSTW", "Tổng số", "NS xã", "Tổng số", "NSTW"],
        ["1", "Đường", "90", "40", "50", "10", "45", "35"],
      ]),
    );
    expect(rowsOf(tables[0])[0]).toMatchObject({ year_plan: "50", actual: "45" });
  });

  it("what was expected of last year is last year's", () => {
    const { tables } = recognise(
      documentOf("PHỤ LỤC 3", "CHỈ TIÊU THÁNG 01/2027", CITATION, [
        [
          { text: "TT", rows: 2 },
          { text: "Chỉ tiêu", rows: 2 },
          { text: "Năm 2026", columns: 2 },
          null,
          { text: "Năm 2027", columns: 2 },
          null,
        ],
        [null, null, "Ước thực hiện cả năm", "Thực hiện tháng 01", "Kế hoạch năm", "Ước thực hiện tháng 01"],
        ["1", "Thu", "412", "31", "450", "38"],
      ]),
    );
    expect(rowsOf(tables[0])[0]).toMatchObject({ estimate_prior_year: "412", plan_year: "450", estimate_month: "38" });
  });

  it("a bare span of months under the year's caption is what was done to date", () => {
    const { tables } = recognise(
      documentOf("PHỤ LỤC 3", "CHỈ TIÊU THÁNG 8/2026", CITATION, [
        [
          { text: "TT", rows: 2 },
          { text: "Chỉ tiêu", rows: 2 },
          { text: "NĂM 2025", columns: 2 },
          null,
          { text: "NĂM 2026", columns: 3 },
          null,
          null,
        ],
        [null, null, "Thực hiện", "8 tháng", "Kế hoạch", "Tháng 8", "8 tháng"],
        ["1", "Thu", "412", "260", "450", "38", "290"],
      ]),
    );
    expect(rowsOf(tables[0])[0]).toMatchObject({ plan_year: "450", estimate_month: "38", estimate_to_date: "290" });
  });

  it("the plan of last year is the one that a January pays on, unless its own stands beside it", () => {
    const header = "TT|Tên dự án|Tổng mức đầu tư|Kế hoạch vốn năm 2026|Giải ngân đến 15/01/2027";
    const january = ["2027-01", "ordinal", "name", "total_investment"];
    expect(fields("THÁNG 01/2027", "projects", header, "1|Đường|90|50|45")).toEqual([
      ...january,
      "year_plan",
      "actual",
    ]);
    const both = `${header}|Kế hoạch vốn năm 2027`;
    expect(fields("THÁNG 01/2027", "projects", both, "1|Đường|90|50|45|20")).toEqual([
      ...january,
      null,
      "actual",
      "year_plan",
    ]);
    const february = header.replace("15/01", "15/02");
    expect(fields("THÁNG 02/2027", "projects", february, "1|Đường|90|50|45")).not.toContain("year_plan");
  });
});
