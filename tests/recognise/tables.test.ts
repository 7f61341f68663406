import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RefusedFile } from "../../pipelines/errors.ts";
import { parseSource } from "../../pipelines/normalise/parse.ts";
import { projectFolder } from "../../pipelines/paths.ts";
import { readDocument } from "../../pipelines/read/index.ts";
import { explainDocument } from "../../pipelines/recognise/explain.ts";
import {
  type CellSpec,
  CITATION,
  catalogue,
  documentOf,
  INDICATOR_HEADER,
  INDICATOR_ROWS,
  INDICATOR_TITLES,
  recognise,
  rowsOf,
  table,
} from "./helpers.ts";

const SHA = "0123456789ab".padEnd(64, "0");
const [ROW_1 = "", ROW_2 = ""] = INDICATOR_ROWS;
const TASK_TITLES = ["PHỤ LỤC 1", "NHIỆM VỤ TRỌNG TÂM THÁNG 4 NĂM 2026", CITATION];
const TASK_HEADER =
  "STT|Nhiệm vụ trọng tâm|Kết quả/ Sản phẩm|Thời hạn|Đơn vị phối hợp|Thẩm quyền|Kết quả thực hiện (tháng 4)|Dự báo khả năng hoàn thành|Kiến nghị, đề xuất";

const PROJECT_HEADER =
  "TT|Tên dự án|Tổng mức đầu tư (Trđ)|Địa điểm|Dự kiến hết quý II|Hết tháng 4|Khó khăn, vướng mắc|Ghi chú";

describe("tables over pages", () => {
  it("with and without repeated headers are one table", () => {
    const { tables, ledger } = recognise(
      documentOf(
        ...INDICATOR_TITLES,
        table(INDICATOR_HEADER, ROW_1),
        table(ROW_2),
        "PHỤ LỤC 3 (tiếp theo)",
        table(INDICATOR_HEADER, "3|Số hộ|hộ|1|1|1|1|Đạt|x|y"),
      ),
    );
    expect(tables).toHaveLength(1);
    expect(tables[0]?.tableNumbers).toEqual([1, 2, 3]);
    expect(rowsOf(tables[0]).map((row) => row.ordinal)).toEqual(["1", "2", "3"]);
    expect(ledger.fates.get("0123456789ab-t1-r1-c1")?.disposition).toBe("header");
    expect(ledger.fates.get("0123456789ab-t3-r1-c1")?.disposition).toBe("repeated_header");
  });

  it("several appendices in one sheet are parted, with their titles and signatures", () => {
    const { tables, ledger } = recognise(
      documentOf([
        ...TASK_TITLES.map((text) => [text, ""]),
        ...table("TT|Nhiệm vụ|Thời hạn|Sản phẩm|Kết quả thực hiện", "1|Việc A|30/5|BC|xong"),
        ["", "", ""],
        ["PHỤ LỤC 3"],
        ["KỊCH BẢN CÁC CHỈ TIÊU"],
        [CITATION],
        ["ĐVT: triệu đồng"],
        ...table(INDICATOR_HEADER, ROW_1),
        ["", "", "", "", "", "", "", "Bình An, ngày 14 tháng 4 năm 2026"],
        ["NGƯỜI LẬP BIỂU", "", "", "", "", "", "", "TM. ỦY BAN NHÂN DÂN"],
      ]),
    );
    expect(tables.map((each) => [each.appendix, each.rows.length])).toEqual([
      ["tasks", 1],
      ["indicators", 1],
    ]);
    expect(tables[1]?.unitText).toBe("triệu đồng");
    expect(ledger.fates.get("0123456789ab-t1-r7-c1")).toMatchObject({ disposition: "layout", reason: "title" });
    expect(ledger.fates.get("0123456789ab-t1-r14-c8")).toMatchObject({ disposition: "layout" });
  });

  it("a table that nobody knows is kept, with a suggested entry, and takes no page of another", () => {
    const { tables, ledger } = recognise(
      documentOf(
        ...INDICATOR_TITLES,
        table(INDICATOR_HEADER, ROW_1),
        "Vi phạm hành chính",
        table("STT|Loại vi phạm|Số vụ|Tiền phạt", "1|Trật tự|4|10.000.000"),
      ),
    );
    expect(tables[0]?.tableNumbers).toEqual([1]);
    expect(ledger.fates.get("0123456789ab-t2-r2-c2")).toEqual({
      disposition: "ignored",
      field: null,
      reason: "unknown_table",
    });
    const doubt = ledger.doubts.find((each) => each.rule === "unknown_table");
    expect(doubt?.arguments.suggestion).toContain("Loại vi phạm");
  });

  it("a merged cell counts for the rows it reaches down to, where the catalogue says so", () => {
    const row = (text: string, last: CellSpec): CellSpec[] => [...text.split("|").slice(0, 9), last];
    const { tables } = recognise(
      documentOf(...INDICATOR_TITLES, [
        INDICATOR_HEADER.split("|"),
        row(ROW_1, { text: "Phòng Kinh tế", rows: 2 }),
        row(ROW_2, null),
      ]),
    );
    expect(rowsOf(tables[0])[1]?.agencies).toBe("Phòng Kinh tế");
    expect(tables[0]?.rows[1]?.carried).toEqual(new Set(["agencies"]));
  });

  it("a heading over the whole width, or alone in the first column, is the name of its row", () => {
    const { tables } = recognise(
      documentOf(...INDICATOR_TITLES, [
        INDICATOR_HEADER.split("|"),
        [{ text: "I. CHỈ TIÊU KINH TẾ", columns: 10 }],
        ROW_1.split("|"),
        ["II. CHỈ TIÊU XÃ HỘI", "", "", "", "", "", "", "", "", ""],
        ROW_2.split("|"),
      ]),
    );
    expect(rowsOf(tables[0])[0]).toEqual({ name: "I. CHỈ TIÊU KINH TẾ" });
    expect(rowsOf(tables[0])[2]).toEqual({ name: "II. CHỈ TIÊU XÃ HỘI" });
  });
});

describe("files that can't be taken in", () => {
  const refused: [string, Parameters<typeof documentOf>, string[]][] = [
    [
      "columns_unrecognised",
      [...INDICATOR_TITLES, table("Cột A|Cột B|Cột C|Cột D", "1|2|3|4")],
      ["table 1", "line 4", "Cột A"],
    ],
    ["columns_unrecognised", [...INDICATOR_TITLES, table("STT|Chỉ tiêu|Đánh giá|Màu", "1|Thu|Đạt|x")], ["plan_year"]],
    ["no_known_appendix", ["Kính gửi", table("a|b|c", "1|2|3")], ["table 1", "a | b | c"]],
    ["no_known_appendix", ["Chỉ có chữ"], ["no table"]],
  ];
  it.each(refused)("%s says which file, where and what to mend", (code, blocks, parts) => {
    const document = documentOf(...blocks);
    const explanation = explainDocument(document, "x.txt", catalogue);
    expect(explanation.refused?.code).toBe(code);
    for (const part of ["x.txt", ...parts]) expect(explanation.refused?.en).toContain(part);
    expect(explanation.identity).toBeNull();
  });

  it("an appendix that is whole does not save one whose columns can't be told", () => {
    const document = documentOf(
      ...TASK_TITLES,
      table(TASK_HEADER, "1|Việc|BC|30/5|a|b|c|d|e"),
      ...INDICATOR_TITLES,
      table("A1|B1|C1", "1|2|3"),
    );
    expect(() => recognise(document)).toThrow(RefusedFile);
  });
});

it("a row that sums up the table may say so in the ordinal's column", () => {
  const { tables, ledger } = recognise(
    documentOf(
      "PHỤ LỤC 2",
      "TIẾN ĐỘ GIẢI NGÂN THÁNG 4/2026",
      "(Kèm theo Báo cáo số 1/BC-UBND ngày 10/4/2026 của UBND xã Bình An)",
      table(
        "TT|Tên dự án|Tổng mức đầu tư|KH vốn 2026|Giải ngân đến 08/4/2026|Tỷ lệ %|Ghi chú",
        "1|Đường liên thôn|4.850|2.000|612,5|30,6|",
        "2|Trường tiểu học|1.985|1.985|1.985|100|",
        "Cộng||6.835|3.985|2.597,5|65,2|",
      ),
    ),
  );
  expect(rowsOf(tables[0])[2]).toMatchObject({ name: "Cộng", total_investment: "6.835", actual: "2.597,5" });
  expect(ledger.doubts.map((doubt) => doubt.rule)).not.toContain("row_shift_unsure");
});

it("a deadline merged over two tasks is that of both, a result is not", () => {
  const { tables } = recognise(
    documentOf("PHỤ LỤC 1", "NHIỆM VỤ TRỌNG TÂM THÁNG 9/2026", "(Kèm theo Báo cáo số 1/BC-UBND của UBND xã Bình An)", [
      ["TT", "Nhiệm vụ", "Thời hạn", "Kết quả thực hiện", "Dự báo"],
      ["1", "Gặt lúa", { text: "Trước 30/9/2026", rows: 2 }, { text: "Đã gặt 310/520 ha", rows: 2 }, "Đang thực hiện"],
      ["2", "Trừ sâu", null, null, "Hoàn thành"],
    ]),
  );
  expect(rowsOf(tables[0])[1]).toMatchObject({ task: "Trừ sâu", deadline: "Trước 30/9/2026" });
  expect(rowsOf(tables[0])[1]).not.toHaveProperty("result");
});

it("a line drawn of signs is no row", () => {
  const { tables } = recognise(
    documentOf(
      ...INDICATOR_TITLES,
      table(INDICATOR_HEADER, INDICATOR_HEADER.replace(/[^|]+/g, "-----"), ...INDICATOR_ROWS),
    ),
  );
  expect(tables[0]?.rows).toHaveLength(INDICATOR_ROWS.length);
});

it("a note in brackets between the rows is no row", () => {
  const { tables, ledger } = recognise(
    documentOf(
      "PHỤ LỤC 1",
      "NHIỆM VỤ TRỌNG TÂM THÁNG 4/2026",
      "(Kèm theo Báo cáo số 1/BC-UBND ngày 10/4/2026 của UBND xã Bình An)",
      table(
        "TT|Nhiệm vụ|Thời hạn|Kết quả thực hiện|Dự báo",
        "1|Trồng cây|19/4|Trồng 50 cây|Hoàn thành",
        "(Nhiệm vụ số 2 chuyển sang tháng 5 theo Thông báo số 45/TB-UBND (bản gốc))||||",
        "3|Tuần tra|30/4|Đang làm|Đang thực hiện",
      ),
    ),
  );
  expect(rowsOf(tables[0]).map((row) => row.task)).toEqual(["Trồng cây", "Tuần tra"]);
  expect([...ledger.fates.values()].filter((fate) => fate.reason === "note")).toHaveLength(1);
});

describe("a row shifted by a cell", () => {
  const shifted = (row: string, header = INDICATOR_HEADER, titles = INDICATOR_TITLES, good = ROW_1) =>
    recognise(documentOf(...titles, table(header, good, row)));

  it("with an extra cell equal to its neighbours is mended: no value depends on which was extra", () => {
    const { tables, ledger } = shifted("2|Hộ nghèo|hộ|0|0|0|0|0|Đạt|Không còn hộ nghèo trên địa bàn");
    expect(rowsOf(tables[0])[1]).toEqual({
      ordinal: "2",
      name: "Hộ nghèo",
      unit: "hộ",
      plan_year: "0",
      plan_month: "0",
      estimate_month: "0",
      estimate_to_date: "0",
      verdict: "Đạt",
      narrative: "Không còn hộ nghèo trên địa bàn",
    });
    expect(tables[0]?.rows[1]?.cells.has("agencies")).toBe(false);
    expect(ledger.repairs.every((repair) => repair.rule === "row_shifted")).toBe(true);
    expect(ledger.repairs).toHaveLength(2);
    expect([...ledger.fates.values()].filter((fate) => fate.reason === "extra_cell_of_shifted_row")).toHaveLength(1);
    expect(ledger.doubts.map((doubt) => doubt.rule)).toContain("row_shifted");
  });

  it("with an extra cell among different numbers is not guessed: the numbers are set apart", () => {
    const { tables, ledger } = shifted("2|Số hộ|hộ|5|1|7|2|3|Đạt|Còn 3 hộ nghèo trên địa bàn xã");
    expect(rowsOf(tables[0])[1]).toEqual({
      ordinal: "2",
      name: "Số hộ",
      unit: "hộ",
      verdict: "Đạt",
      narrative: "Còn 3 hộ nghèo trên địa bàn xã",
    });
    expect([...ledger.fates.values()].filter((fate) => fate.disposition === "quarantined")).toHaveLength(5);
    expect(ledger.doubts.find((doubt) => doubt.rule === "row_shift_unsure")?.severity).toBe("error");
  });

  it.each([
    [
      "its unit",
      "2|Số hộ|5|1|1|3|Đạt|Còn 3 hộ nghèo trên địa bàn|Phòng Kinh tế",
      { plan_year: "5", verdict: "Đạt", agencies: "Phòng Kinh tế" },
    ],
    [
      "its ordinal",
      "Số hộ thoát nghèo|hộ|5|1|1|3|Đạt|Còn 3 hộ nghèo trên địa bàn|Phòng Kinh tế",
      { name: "Số hộ thoát nghèo", unit: "hộ", verdict: "Đạt" },
    ],
    [
      "its verdict",
      "2|Số hộ|hộ|5|1|1|3|Còn 3 hộ nghèo trên địa bàn, giảm 2 hộ so với đầu năm|Phòng Kinh tế",
      { estimate_to_date: "3", agencies: "Phòng Kinh tế" },
    ],
  ])("that lost %s is mended", (_, row, expected) => {
    expect(rowsOf(shifted(row).tables[0])[1]).toMatchObject(expected);
  });

  it("of tasks is told by deadlines and states", () => {
    const good = "1.1|Việc một|Báo cáo|Quý I/2026|Công an xã|UBND xã|Đã làm xong việc ấy|Hoàn thành|";
    const { tables } = shifted(
      "1.2|Việc hai|Quý I/2026|Công an xã|UBND xã|Đã làm xong việc ấy|Hoàn thành|",
      TASK_HEADER,
      TASK_TITLES,
      good,
    );
    expect(rowsOf(tables[0])[1]).toMatchObject({ task: "Việc hai", deadline: "Quý I/2026", forecast: "Hoàn thành" });
  });

  it("is never seen in rows that stand right, blanks and dashes included", () => {
    const text = fc.constantFrom("Đang triển khai thực hiện theo kế hoạch", "", "-", "Đã giải ngân 95% kế hoạch");
    const number = fc.constantFrom("1.234", "12,5", "> 55", "-", "", "0", "100%", "Thuộc top 30 của thành phố");
    fc.assert(
      fc.property(
        fc.record({
          a: number,
          b: number,
          c: number,
          d: number,
          narrative: text,
          verdict: fc.constantFrom("Đạt", "Vượt", "Không đạt", "-", ""),
        }),
        ({ a, b, c, d, narrative, verdict }) => {
          const row = `7|Tỷ lệ hài lòng|%|${a}|${b}|${c}|${d}|${verdict}|${narrative}|Phòng Văn hóa - Xã hội`;
          const { ledger } = shifted(row);
          expect(ledger.repairs).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("the ledger", () => {
  it("settles every cell of any table, whatever stands in it", () => {
    const texts = fc.constantFrom(
      "",
      " ",
      "STT",
      "Chỉ tiêu",
      "Kế hoạch năm 2026",
      "UTH tháng 4",
      "1",
      "1.1",
      "-",
      "12,5",
      "Đạt",
      "PHỤ LỤC 3",
      "Ghi chú: x",
      "a\nb",
      "<b>x</b>",
      "Phòng Kinh tế",
    );
    const rows = fc.array(fc.array(texts, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const document = documentOf(
          before,
          ...TASK_TITLES,
          [...table(TASK_HEADER), ...after],
          "Phụ lục 2",
          [...table(PROJECT_HEADER), ...after],
          ...INDICATOR_TITLES,
          [...table(INDICATOR_HEADER), ...after],
          "x",
          before,
        );
        let parsed: ReturnType<typeof parseSource>;
        try {
          parsed = parseSource(document, { name: "x", sha256: SHA }, catalogue);
        } catch (error) {
          // Generated titles may name an appendix over a table that is none: refused, with a sentence.
          if (error instanceof RefusedFile) return;
          throw error;
        }
        const cells = document.blocks.flatMap((block) => (block.kind === "table" ? block.cells : []));
        expect(parsed.cells).toHaveLength(cells.length);
        for (const cell of parsed.cells) {
          if (cell.raw_text.trim() === "") expect(cell.disposition).toBe("blank");
        }
      }),
      { numRuns: 30 },
    );
  });

  it("takes nothing from the row below where a page's table is narrower than the first", () => {
    const document = documentOf(
      ...INDICATOR_TITLES,
      [...table(INDICATOR_HEADER), ["1", "Chỉ tiêu một", "%", "", "10", "5", "5", "5", "Đạt", "câu", "Phòng A"]],
      "x",
      [
        ["2", "Chỉ tiêu hai", "%", "", "10", "5"],
        ["3", "Chỉ tiêu ba", "%", "", "20", "6"],
      ],
    );
    const parsed = parseSource(document, { name: "x", sha256: SHA }, catalogue);
    const owners = parsed.lineage
      .filter(({ role }) => role === "value")
      .map(({ cell_ref, row_key }) => [cell_ref, row_key]);
    const byCell = new Map<string, Set<string>>();
    for (const [ref, key] of owners as [string, string][]) byCell.set(ref, (byCell.get(ref) ?? new Set()).add(key));
    expect([...byCell.values()].filter((keys) => keys.size > 1)).toEqual([]);
  });

  it("counts up to the cells of the sample report", async () => {
    const name = "bao-cao-103.txt";
    const bytes = readFileSync(join(projectFolder, "data", "inbox", name));
    const document = await readDocument({ name, bytes });
    const parsed = parseSource(document, { name, sha256: SHA }, catalogue);
    const printed = bytes
      .toString("utf8")
      .split("\n")
      .filter((line) => line.includes("\t"))
      .reduce((sum, line) => sum + line.split("\t").length, 0);
    expect(parsed.cells).toHaveLength(printed);
    expect(parsed.source).toMatchObject({
      locality_id: "phu-lien",
      report_number: "103/BC-UBND",
      issued_date: "2026-03-12",
      period: "2026-03-01",
      quarter: 1,
      appendices: ["tasks", "projects", "indicators"],
    });
    expect(parsed.tables.every((row) => row.appendix !== null)).toBe(true);
    expect(new Set(parsed.tables.map((row) => row.logical_table_number)).size).toBe(3);
  });
});
