import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Ledger } from "../../pipelines/ledger.ts";
import { normaliseContext } from "../../pipelines/normalise/context.ts";
import { namesWithCommas, splitOffices } from "../../pipelines/normalise/officeNames.ts";
import { mendOrdinals } from "../../pipelines/normalise/taskOrdinals.ts";
import { normaliseTasks } from "../../pipelines/normalise/tasks.ts";
import type { RecognisedTable, ReportIdentity, SourceCell } from "../../pipelines/recognise/types.ts";
import { taskRow } from "../../pipelines/rows.ts";
import { shippedCatalogue } from "./wordings.ts";

const catalogue = shippedCatalogue();
const SOURCE = "0123456789ab";
const FIELDS = [
  "ordinal",
  "task",
  "deliverable",
  "deadline",
  "coordinating_units",
  "authority",
  "result",
  "forecast",
  "recommendation",
  "lead_unit",
];
const identity: ReportIdentity = {
  localityId: "an-binh",
  locality: "phường An Bình",
  reportNumber: "7/BC-UBND",
  issuedDate: "2026-04-12",
  period: "2026-04-01",
  quarter: null,
};

/** A table of invented rows, each a list of texts in the order of FIELDS. */
function read(...rows: string[][]) {
  const table: RecognisedTable = {
    appendix: "tasks",
    tableNumbers: [1],
    columns: [],
    titles: [],
    rows: rows.map((texts, row) => {
      const all = FIELDS.map(
        (_, column): SourceCell => ({
          ref: `${SOURCE}-t1-r${row + 2}-c${column + 1}`,
          tableNumber: 1,
          row: row + 2,
          column: column + 1,
          rowSpan: 1,
          columnSpan: 1,
          text: texts[column] ?? "",
          place: {},
        }),
      );
      return { all, cells: new Map(all.map((cell, column) => [FIELDS[column] as string, cell])) };
    }),
  };
  const ledger = new Ledger(SOURCE);
  const tasks = normaliseTasks(table, normaliseContext(ledger, identity, catalogue)).map((row) => taskRow.parse(row));
  const unsettled = table.rows.flatMap((row) => row.all).filter((cell) => !ledger.fates.has(cell.ref));
  return { tasks, ledger, unsettled, rules: ledger.doubts.map((doubt) => doubt.rule) };
}

const ordinals = (unit: string | null, ...texts: (string | null)[]) =>
  mendOrdinals(texts.map((text) => ({ text, unitOrdinal: unit, unitIndex: 0 }))).map((one) => one.ordinal);

describe("ordinals", () => {
  it.each<[string, string | null, (string | null)[], (string | null)[]]>([
    ["a lost dot", "5", ["5.1", "52", "5.3"], ["5.1", "5.2", "5.3"]],
    ["a lost dot in the last row", "5", ["5.1", "5.2", "53"], ["5.1", "5.2", "5.3"]],
    ["a lost dot in the first row", "5", ["51", "5.2"], ["5.1", "5.2"]],
    ["a comma", "1", ["1.1", "1,2", "1.3"], ["1.1", "1.2", "1.3"]],
    ["a letter for a digit", "1", ["1.1", "l.2", "1.3"], ["1.1", "1.2", "1.3"]],
    ["a stop behind", "1", ["1.1.", "1.2."], ["1.1", "1.2"]],
    ["ten is not one", "1", ["1.8", "1.9", "1.10", "1.11"], ["1.8", "1.9", "1.10", "1.11"]],
    ["a zero that a workbook cut", "1", ["1.9", "1.1", "1.11"].map(String), ["1.9", "1.10", "1.11"]],
    ["a wrong office between right neighbours", "5", ["5.1", "6.2", "5.3"], ["5.1", "5.2", "5.3"]],
    ["the same number twice", "5", ["5.1", "5.1", "5.3"], ["5.1", "5.2", "5.3"]],
    ["a gap stays a gap", "1", ["1.5", "1.7", "1.8"], ["1.5", "1.7", "1.8"]],
    ["a missing number between neighbours", "5", ["5.1", null, "5.3"], ["5.1", "5.2", "5.3"]],
    ["a missing number that nothing proves", "5", ["5.1", null, "5.2"], ["5.1", null, "5.2"]],
    ["numbers under a Roman office", "II", ["1", "2", "3"], ["II.1", "II.2", "II.3"]],
  ])("%s", (_, unit, printed, meant) => {
    if (printed[0] === "1.9") expect(ordinals(unit, "1.8", ...printed).slice(1)).toEqual(meant);
    else expect(ordinals(unit, ...printed)).toEqual(meant);
  });

  it("keeps numbers that run on through all offices", () => {
    const rows = ["1", "2", "3", "4"].map((text, index) => ({
      text,
      unitOrdinal: index < 2 ? "I" : "II",
      unitIndex: index < 2 ? 0 : 1,
    }));
    expect(mendOrdinals(rows).map((one) => one.ordinal)).toEqual(["1", "2", "3", "4"]);
  });

  it("mends a lost dot anywhere in any office, and changes nothing in a clean one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 2, max: 25 }), fc.nat(), (unit, count, seed) => {
        const clean = Array.from({ length: count }, (_, index) => `${unit}.${index + 1}`);
        expect(ordinals(String(unit), ...clean)).toEqual(clean);
        const hit = seed % count;
        expect(
          ordinals(String(unit), ...clean.map((text, index) => (index === hit ? text.replace(".", "") : text))),
        ).toEqual(clean);
      }),
    );
  });
});

describe("offices", () => {
  it("stand in a column of their own where no heading names them", () => {
    const lead = (name: string) => ["", "Quý II", "", "", "", "", "", name];
    const { tasks, ledger, unsettled } = read(
      ["1", "Cấp giấy chứng nhận", ...lead("Phòng Kinh tế")],
      ["2", "Số hóa hồ sơ", ...lead("")],
    );
    expect(tasks.map((task) => task.unit)).toEqual(["Phòng Kinh tế", null]);
    expect(ledger.lineage.filter(({ column_name }) => column_name === "unit")).toHaveLength(1);
    expect(unsettled).toEqual([]);
    const under = read(["I", "Văn phòng"], ["1", "Số hóa hồ sơ", ...lead("Phòng Kinh tế")]);
    expect(under.tasks.map((task) => task.unit)).toEqual(["Văn phòng"]);
  });

  it("with Roman numbers keep their tasks past a heading over some of them", () => {
    const { tasks, unsettled } = read(
      ["I", "Văn phòng"],
      ["1", "Cải cách hành chính"],
      ["1.1", "Công bố thủ tục", "Quyết định", "5/4/2026"],
      ["1.2", "Số hóa hồ sơ", "Hồ sơ", "Hàng tuần"],
      ["2", "Tiếp công dân", "Sổ", "Hàng tháng"],
      ["II", "Phòng Kinh tế"],
      ["1", "Thu hoạch", "Báo cáo", "Quý II"],
    );
    expect(tasks.map((task) => [task.unit, task.task])).toEqual([
      ["Văn phòng", "Công bố thủ tục"],
      ["Văn phòng", "Số hóa hồ sơ"],
      ["Văn phòng", "Tiếp công dân"],
      ["Phòng Kinh tế", "Thu hoạch"],
    ]);
    expect(unsettled).toEqual([]);
  });

  it("with whole numbers stand under Roman headings where all tasks are dotted", () => {
    const { tasks } = read(
      ["I", "Khối chính quyền"],
      ["1", "Phòng Kinh tế"],
      ["1.1", "Thu hoạch", "Báo cáo", "Quý II"],
      ["2", "Văn phòng"],
      ["2.1", "Số hóa hồ sơ", "Hồ sơ", "Hàng tuần"],
    );
    expect(tasks.map((task) => task.unit)).toEqual(["Phòng Kinh tế", "Văn phòng"]);
  });

  const known = namesWithCommas([...catalogue.offices.undivided, "Ban Đất đai, Môi trường xã"]);
  it.each<[string, string[]]>([
    ["Công an phường, các tổ dân phố", ["Công an phường", "các tổ dân phố"]],
    ["Phòng Kinh tế, Hạ tầng và Đô thị; Công an", ["Phòng Kinh tế, Hạ tầng và Đô thị", "Công an"]],
    ["Phòng Kinh tế, Hạ tầng và Đô thị, Công an", ["Phòng Kinh tế, Hạ tầng và Đô thị", "Công an"]],
    ["Các cơ quan, đơn vị liên quan", ["Các cơ quan, đơn vị liên quan"]],
    [
      "Các cơ quan, đơn vị, Tổ dân phố; Tiểu Ban Quản lý đình",
      ["Các cơ quan, đơn vị", "Tổ dân phố", "Tiểu Ban Quản lý đình"],
    ],
    ["Ban Đất đai, Môi trường xã, Trạm Y tế", ["Ban Đất đai, Môi trường xã", "Trạm Y tế"]],
    ["các ban, ngành, đoàn thể phường", ["các ban, ngành, đoàn thể phường"]],
    ["Sở (Tài chính, Nội vụ), Công an", ["Sở (Tài chính, Nội vụ)", "Công an"]],
    ["MTTQ phường, Tổ trưởng dân phố.", ["MTTQ phường", "Tổ trưởng dân phố"]],
    ["- Công an\n- Quân sự", ["Công an", "Quân sự"]],
    ["", []],
  ])("%s", (text, names) => {
    expect(splitOffices(text, known)).toEqual(names);
  });

  it("loses no letter", () => {
    const piece = fc.constantFrom("Công an", "Phòng Kinh tế", "Hạ tầng và Đô thị", ", ", "; ", "(", ")", " ", "\n");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const letters = (text: string) => text.replace(/[^\p{L}]/gu, "");
        expect(letters(splitOffices(pieces.join(""), known).join(""))).toBe(letters(pieces.join("")));
      }),
    );
  });
});

describe("the table of tasks", () => {
  it("reads offices and tasks, and settles every cell", () => {
    const { tasks, unsettled, ledger } = read(
      ["1", "Phòng Văn hóa - Xã hội"],
      [
        "1.1",
        "Việc một",
        "Kế hoạch",
        "Trước ngày 10/5/2026",
        "Công an, Quân sự",
        "UBND",
        "Kế hoạch số 5/KH-UBND ngày 02/4/2026; đã làm 3/4 hồ sơ",
        "Hoàn thành",
      ],
      ["1.2", "Việc hai", "", "Hàng tháng", "", "", "-", "Đang thực hiện"],
      ["2", "Công an xã"],
      ["2.1", "Việc ba"],
    );
    expect(unsettled).toEqual([]);
    expect(tasks).toHaveLength(3);
    expect(tasks[0]).toMatchObject({
      row_key: "1.1",
      unit_ordinal: "1",
      unit: "Phòng Văn hóa - Xã hội",
      deadline_end_date: "2026-05-09",
      status: "completed",
      coordinating_units: ["Công an", "Quân sự"],
      progress_done: 3,
      progress_total: 4,
      cited_documents: [{ type: "Kế hoạch", number: "5/KH-UBND", date: "2026-04-02" }],
    });
    expect(tasks[1]).toMatchObject({ is_recurring: true, result: null, deliverable: null, status: "in_progress" });
    expect(tasks[2]).toMatchObject({ unit: "Công an xã", status: "unknown", deadline_text: null });
    expect(ledger.repairs).toEqual([]);
  });

  it("knows offices with Roman numbers, letters, or a number in front of the name", () => {
    const { tasks } = read(
      ["I", "Phòng A"],
      ["1", "Việc một", "x"],
      ["II", "Phòng B"],
      ["1", "Việc hai", "x"],
      ["", "C. Phòng Ca"],
      ["1", "Việc ba", "x"],
    );
    expect(tasks.map((task) => [task.unit_ordinal, task.unit, task.ordinal])).toEqual([
      ["I", "Phòng A", "I.1"],
      ["II", "Phòng B", "II.1"],
      ["C", "Phòng Ca", "C.1"],
    ]);
  });

  it("takes a bare numbered row inside a running sequence for a task", () => {
    const { tasks } = read(["I", "Phòng A"], ["1", "Việc một", "x"], ["2", "Việc hai"], ["3", "Việc ba", "x"]);
    expect(tasks.map((task) => task.task)).toEqual(["Việc một", "Việc hai", "Việc ba"]);
  });

  it("gives tasks without a number keys of their own", () => {
    const { tasks } = read(
      ["1", "Phòng A"],
      ["", "Việc một", "x"],
      ["", "Việc hai", "x"],
      ["1.1", "Việc ba", "x"],
      ["1.1", "Việc bốn", "x"],
    );
    expect(new Set(tasks.map((task) => task.row_key)).size).toBe(4);
    expect(tasks[0]?.ordinal).toBeNull();
  });

  it("goes on with the task above where a page cut its row", () => {
    const { tasks, ledger } = read(
      ["1", "Phòng A"],
      ["1.1", "Việc một", "", "", "", "", "Đã làm"],
      ["", "", "", "", "", "", "thêm nữa"],
    );
    expect(tasks.map((task) => task.result)).toEqual(["Đã làm\nthêm nữa"]);
    expect(ledger.repairs.map((repair) => repair.rule)).toEqual(["row_continued"]);
  });

  it("quarantines a row that names no task and has none above", () => {
    const { tasks, ledger, rules } = read(["", "", "", "31/3/2026"]);
    expect(tasks).toEqual([]);
    expect(rules).toEqual(["row_without_task"]);
    expect(ledger.fates.get(`${SOURCE}-t1-r2-c4`)?.disposition).toBe("quarantined");
  });

  it.each([
    ["deadline_year", ["1.1", "Việc", "", "Tháng 2/2025"]],
    ["date_impossible", ["1.1", "Việc", "", "31/4/2026"]],
    ["deadline_unread", ["1.1", "Việc", "", "Theo tiến độ"]],
    ["status_unknown", ["1.1", "Việc", "", "", "", "", "", "Một câu khác"]],
    ["citations_left_out", ["1.1", "Việc", "", "", "", "", "Quyết định 5, 6,... ngày 02/4/2026"]],
    ["look_alike_letters", ["1.1", "Việc топ"]],
  ])("notes the doubt %s", (rule, row) => {
    expect(read(["1", "Phòng A"], row).rules).toEqual([rule]);
  });

  it("notes each mend with before and after", () => {
    const { ledger } = read(
      ["5", "Phòng A"],
      ["5.1", "Việc  một", "<i>Văn bản</i>"],
      ["52", "Việc hai", "", "", "", "", "Kế hoạch số 7/KH- UBND"],
    );
    expect(ledger.repairs.map(({ rule, before, after }) => [rule, before, after])).toEqual([
      ["spaces_collapsed", "Việc  một", "Việc một"],
      ["html_removed", "<i>Văn bản</i>", "Văn bản"],
      ["ordinal_mended", "52", "5.2"],
      ["document_number_mended", "7/KH- UBND", "7/KH-UBND"],
    ]);
  });
});
