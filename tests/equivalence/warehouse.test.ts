/** The same report in other formats, in several files, in any order: the same warehouse. Issued again: one more issue. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";
import { clonePrinted, type PrintedReport, printedFromText, tablesOf } from "../generator/printed.ts";
import { generateReport } from "../generator/report.ts";
import { writeDocx } from "../generator/writers/docx.ts";
import { writePdf } from "../generator/writers/pdf.ts";
import { writeText } from "../generator/writers/text.ts";
import { splitByTitle, writeXlsx } from "../generator/writers/xlsx.ts";
import { browserFormats, officeFormats, ownFormats } from "./formats.ts";
import { type Incoming, type Marts, martsOf, type Row } from "./marts.ts";

const patience = 300_000;
const sample = readFileSync(join(projectFolder, "data/inbox/bao-cao-103.txt"), "utf8");
const asText = (name: string, report: PrintedReport): Incoming => ({ name, bytes: writeText(report) });

describe("the sample, written in another format", () => {
  const printed = printedFromText(sample);
  let expected: Marts;

  beforeAll(async () => {
    expected = await martsOf([{ name: "report.txt", bytes: sample }]);
  }, patience);

  const chosen = ["Word", "Excel, numbers stored, a sheet an appendix", "HTML", "Markdown", "CSV"];
  const own = ownFormats.filter(({ name }) => chosen.includes(name));

  it.each([...own, ...officeFormats, ...browserFormats])(
    "gives the same marts from $name",
    async ({ file, write }) => {
      const marts = await martsOf([{ name: file, bytes: await write(printed) }]);
      for (const [table, rows] of Object.entries(expected))
        expect({ table, rows: marts[table] }).toEqual({ table, rows });
    },
    patience,
  );
});

const size = { offices: 2, tasksEach: 2, groups: 2, projectsEach: 2 };
const { printed, truth } = generateReport("several files", { size, year: 2026, month: 5, habits: { pageRows: null } });

describe("a report in a file an appendix", () => {
  const parts = splitByTitle(printed.blocks).map((blocks, index) => asText(`phụ lục ${index + 1}.txt`, { blocks }));

  it.each([{ order: [0, 1, 2] }, { order: [2, 0, 1] }, { order: [1, 2, 0] }])(
    "is one report, taken in as $order",
    async ({ order }) => {
      expect(parts).toHaveLength(3);
      const whole = await martsOf([asText("cả báo cáo.txt", printed)]);
      const several = await martsOf(order.map((index) => parts[index] as Incoming));
      expect(several.reports).toHaveLength(1);
      for (const table of ["tasks", "disbursement_gaps", "indicators", "indicator_variance", "scenario_paths"]) {
        expect({ table, rows: several[table] }).toEqual({ table, rows: whole[table] });
      }
      expect(several.restatements).toEqual([]);
    },
    patience,
  );
});

const written: Record<string, (report: PrintedReport) => Promise<Uint8Array>> = {
  docx: (report) => writeDocx(report),
  pdf: writePdf,
  xlsx: (report) => writeXlsx(report, { storesNumbers: true }),
};
const inFormat = async (name: string, format: string, report: PrintedReport): Promise<Incoming> => ({
  name: `${name}.${format}`,
  bytes: await (written[format] as (report: PrintedReport) => Promise<Uint8Array>)(report),
});

describe("formats mixed", () => {
  it(
    "each appendix in another one: the report is the same",
    async () => {
      const formats = ["docx", "pdf", "xlsx"];
      const parts = splitByTitle(printed.blocks).map((blocks, index) =>
        inFormat(`phụ lục ${index + 1}`, formats[index] as string, { blocks }),
      );
      const whole = await martsOf([asText("cả báo cáo.txt", printed)]);
      const several = await martsOf((await Promise.all(parts)).reverse());
      expect(several.reports).toHaveLength(1);
      for (const table of ["tasks", "disbursement_gaps", "indicators", "indicator_variance", "restatements"]) {
        expect({ table, rows: several[table] }).toEqual({ table, rows: whole[table] });
      }
    },
    patience,
  );

  it(
    "issued again in another format with one figure changed, and a third time as it was: one cell is restated",
    async () => {
      const second = clonePrinted(printed);
      const cell = tablesOf(second)
        .flatMap((table) => table.rows.slice(table.headerRows).flat())
        .find(({ field, rowKey, text }) => field === "estimate_month" && rowKey && /^\d[\d.,]*$/.test(text));
      if (!cell) throw new Error("no estimate");
      cell.text = cell.text.slice(0, -1) + String((Number(cell.text.at(-1)) + 1) % 10);
      delete cell.number;
      const marts = await martsOf([
        await inFormat("lần 1", "docx", printed),
        await inFormat("lần 2", "pdf", second),
        await inFormat("lần 3", "xlsx", second),
      ]);
      expect(marts.reports).toHaveLength(1);
      expect(marts.restatements).toMatchObject([
        { table_name: "indicators", row_key: cell.rowKey, column_name: "estimate_month", change: "restated" },
      ]);
    },
    patience,
  );
});

describe("several months in one inbox", () => {
  it(
    "give the same marts in any order",
    async () => {
      const months = [3, 4, 5].map((month) =>
        asText(
          `tháng ${month}.txt`,
          generateReport("months", { size, year: 2026, month, habits: { pageRows: null } }).printed,
        ),
      );
      const forward = await martsOf(months);
      const backward = await martsOf([...months].reverse());
      expect(forward.reports).toHaveLength(3);
      expect(backward).toEqual(forward);
    },
    patience,
  );
});

describe("a report issued again", () => {
  /** One plan and one estimate changed, one task gone, one task more. */
  function reissue(change: (report: PrintedReport) => void): PrintedReport {
    const again = clonePrinted(printed);
    change(again);
    return again;
  }
  const numberInText = truth.report_number.split("/")[0] as string;
  const renumber = (report: PrintedReport) => {
    for (const block of report.blocks) {
      if (block.kind === "paragraph") block.text = block.text.replace(`số ${numberInText}/`, "số 999/");
    }
  };
  const withField = (report: PrintedReport, field: string) =>
    tablesOf(report)
      .flatMap((table) => table.rows.slice(table.headerRows).flat())
      .filter((cell) => cell.field === field && /^[\d.,]+$/.test(cell.text) && cell.rowKey);
  const bump = (report: PrintedReport, field: string) => {
    const cell = withField(report, field)[0];
    if (!cell) throw new Error(`no ${field}`);
    const last = Number(cell.text.at(-1));
    cell.text = cell.text.slice(0, -1) + String((last + 1) % 10);
    return cell.rowKey;
  };
  const tasks = (report: PrintedReport) => tablesOf(report).find((table) => table.appendix === "tasks");

  it.each([
    { name: "under the same number", change: (_report: PrintedReport) => {} },
    { name: "under a new number", change: renumber },
  ])(
    "$name supersedes the first: nothing is doubled, and each change has its word",
    async ({ change }) => {
      let plan: string | undefined;
      let estimate: string | undefined;
      const second = reissue((report) => {
        change(report);
        plan = bump(report, "plan_year");
        estimate = bump(report, "estimate_month");
        const table = tasks(report);
        const last = table?.rows.at(-1);
        if (!table || !last) throw new Error("no tasks");
        table.rows.push(
          last.map((cell) => {
            if (cell.field === "task") return { ...cell, text: "Tổ chức hội nghị đối thoại với nhân dân" };
            if (cell.field === "ordinal")
              return { ...cell, text: cell.text.replace(/\d+$/, (digits) => String(Number(digits) + 1)) };
            return { ...cell };
          }),
        );
        table.rows.splice(table.headerRows + 1, 1);
      });
      const first = asText("lần 1.txt", printed);
      const marts = await martsOf([first, asText("lần 2.txt", second)]);
      const alone = await martsOf([asText("lần 2.txt", second)]);
      const keys = (rows: Row[] | undefined) => rows?.map((row) => row.row_key ?? row.indicator_id ?? row.ordinal);
      for (const table of ["tasks", "disbursement_gaps", "indicators"]) {
        expect({ table, rows: keys(marts[table]) }).toEqual({ table, rows: keys(alone[table]) });
      }
      const changes = (marts.restatements ?? []) as {
        row_key: string;
        column_name: string;
        change: string;
        table_name: string;
      }[];
      const said = (row: string | undefined, column: string) =>
        changes.filter((one) => one.row_key === row && one.column_name === column).map((one) => one.change);
      expect(said(plan, "plan_year")).toEqual(["plan_changed"]);
      expect(said(estimate, "estimate_month")).toEqual(["restated"]);
      const kinds = new Set(changes.filter((one) => one.table_name === "tasks").map((one) => one.change));
      expect([...kinds].sort()).toEqual(expect.arrayContaining(["new", "removed"]));
      expect(new Set(changes.map((one) => `${one.table_name} ${one.row_key} ${one.column_name}`)).size).toBe(
        changes.length,
      );
    },
    patience,
  );

  it(
    "word for word in another file changes nothing",
    async () => {
      const other = { name: "bản khác.txt", bytes: `${writeText(printed)}\n\n` };
      const marts = await martsOf([asText("lần 1.txt", printed), other]);
      expect(marts.restatements).toEqual([]);
      expect(marts.indicators).toHaveLength(truth.indicators.length);
    },
    patience,
  );
});
