/** Changes of what stands on paper, as careless hands, other programs and bad copies make them. */
import {
  clonePrinted,
  type PrintedCell,
  type PrintedReport,
  type PrintedTable,
  tablesOf,
} from "../generator/printed.ts";
import type { Rng } from "../generator/rng.ts";
import type { Difference } from "../reports/compare.ts";

export type Label = "harmless" | "flagged" | "refused";

export interface PrintedMutation {
  name: string;
  label: Label;
  /** The change, and which differences from the truth it makes true: the file says so now. */
  change: (report: PrintedReport, rng: Rng) => undefined | ((difference: Difference) => boolean);
  /** Formats in which it can be written; all by default. */
  formats?: string[];
}

const figures = new Set([
  "planned",
  "total_investment",
  "plan_year",
  "plan_month",
  "estimate_month",
  "estimate_to_date",
]);
const bodyRows = (table: PrintedTable) => table.rows.slice(table.headerRows);
const figureCells = (report: PrintedReport) =>
  tablesOf(report).flatMap((table) =>
    bodyRows(table).flatMap((row) =>
      row.filter((cell) => cell.rowKey && figures.has(cell.field ?? "") && /\d{2}/.test(cell.text)),
    ),
  );
const isFree = (row: PrintedCell[]) => row.every((cell) => !cell.merge);
const freeRows = (report: PrintedReport) =>
  tablesOf(report).flatMap((table) =>
    table.rows.flatMap((row, index) =>
      index > table.headerRows && row[0]?.rowKey && isFree(row) && isFree(table.rows[index + 1] ?? [])
        ? [{ table, row, index }]
        : [],
    ),
  );

function everyCell(report: PrintedReport, change: (cell: PrintedCell, isHeader: boolean) => void): void {
  for (const table of tablesOf(report)) {
    table.rows.forEach((row, index) => {
      for (const cell of row) change(cell, index < table.headerRows);
    });
  }
}

function setFigure(report: PrintedReport, rng: Rng, change: (text: string) => string, having = /./): PrintedCell {
  const cell = rng.pick(figureCells(report).filter(({ text }) => having.test(text)));
  cell.text = change(cell.text);
  delete cell.number;
  return cell;
}

const inRow = (cell: PrintedCell | undefined) => (difference: Difference) => difference.row === cell?.rowKey;
const twin: Record<string, string> = { a: "а", e: "е", o: "о", c: "с", p: "р", T: "Т", H: "Н", K: "К", A: "А", O: "О" };

const mutation = (
  name: string,
  label: Label,
  change: PrintedMutation["change"],
  formats?: string[],
): PrintedMutation => ({ name, label, change, ...(formats && { formats }) });

export const printedMutations: PrintedMutation[] = [
  mutation("letters with loose tones (NFD)", "harmless", (report) => {
    for (const block of report.blocks) if (block.kind === "paragraph") block.text = block.text.normalize("NFD");
    everyCell(report, (cell) => {
      cell.text = cell.text.normalize("NFD");
    });
    return undefined;
  }),
  mutation("spaces around and inside of cells", "harmless", (report) => {
    everyCell(report, (cell) => {
      if (cell.text && !cell.number) cell.text = ` ${cell.text} `;
    });
    return undefined;
  }),
  mutation("no-break spaces between words", "harmless", (report) => {
    everyCell(report, (cell, isHeader) => {
      if (isHeader) cell.text = cell.text.replaceAll(" ", "\u00a0");
    });
    return undefined;
  }),
  mutation("invisible signs in headers and figures", "harmless", (report) => {
    everyCell(report, (cell, isHeader) => {
      if (cell.number) return;
      if (isHeader || figures.has(cell.field ?? "")) cell.text = cell.text.replace(/(.)$/, "\u200b$1");
    });
    return undefined;
  }),
  mutation("Cyrillic twins in the headers", "harmless", (report) => {
    everyCell(report, (cell, isHeader) => {
      if (isHeader) cell.text = cell.text.replace(/[aeocpTHKAO]/g, (letter) => twin[letter] ?? letter);
    });
    return undefined;
  }),
  mutation("headers in capitals", "harmless", (report) => {
    everyCell(report, (cell, isHeader) => {
      if (isHeader) cell.text = cell.text.toUpperCase();
    });
    return undefined;
  }),
  mutation("a blank column at the right", "harmless", (report) => {
    for (const table of tablesOf(report)) for (const row of table.rows) row.push({ text: "" });
    return undefined;
  }),
  mutation("blank rows between rows", "harmless", (report, rng) => {
    const { table, index } = rng.pick(freeRows(report));
    table.rows.splice(
      index,
      0,
      (table.rows[0] ?? []).map(() => ({ text: "" })),
    );
    return undefined;
  }),
  mutation("a row of column numbers under the header", "harmless", (report) => {
    for (const table of tablesOf(report)) {
      if (table.continues) continue;
      table.rows.splice(
        table.headerRows,
        0,
        (table.rows[0] ?? []).map((_, column) => ({ text: `(${column + 1})` })),
      );
    }
    return undefined;
  }),
  mutation("a page's number between the tables", "harmless", (report) => {
    const at = report.blocks.findIndex((block) => block.kind === "table" && block.continues);
    report.blocks.splice(Math.max(at, 0), 0, { kind: "paragraph", style: "normal", text: "3" });
    return undefined;
  }),
  mutation("a note under the last table", "harmless", (report) => {
    report.blocks.push({ kind: "paragraph", style: "normal", text: "Nơi nhận: - Thường trực Đảng ủy; - Lưu: VT." });
    return undefined;
  }),
  mutation("markup left in the names", "harmless", (report, rng) => {
    const { row } = rng.pick(freeRows(report));
    const cell = row.find((one) => ["name", "task"].includes(one.field ?? ""));
    if (cell) cell.text = `<b>${cell.text}</b>`;
    return undefined;
  }),
  mutation("spaces for the thousands' dots", "harmless", (report, rng) => {
    setFigure(report, rng, (text) => text.replace(/(\d)[.,](?=\d{3}\b)/g, "$1 "));
    return undefined;
  }),
  mutation("a letter l for a digit 1", "flagged", (report, rng) => {
    setFigure(report, rng, (text) => text.replace("1", "l"), /1\d/);
    return undefined;
  }),
  mutation("a letter O for a zero", "flagged", (report, rng) => {
    setFigure(report, rng, (text) => text.replace("0", "O"), /\d0/);
    return undefined;
  }),
  mutation("a question mark in a figure", "flagged", (report, rng) => {
    setFigure(report, rng, (text) => text.replace(/\d/, "?"));
    return undefined;
  }),
  mutation("two figures in a cell", "flagged", (report, rng) => {
    setFigure(report, rng, (text) => `${text} 77`);
    return undefined;
  }),
  mutation("words for a figure", "flagged", (report, rng) => {
    setFigure(report, rng, () => "chưa có số liệu chính thức");
    return undefined;
  }),
  mutation("an error of a workbook for a figure", "flagged", (report, rng) => {
    setFigure(report, rng, () => "#REF!");
    return undefined;
  }),
  mutation("hashes for a figure too wide for its column", "flagged", (report, rng) => {
    setFigure(report, rng, () => "########");
    return undefined;
  }),
  mutation("a figure in scientific notation", "flagged", (report, rng) => {
    setFigure(report, rng, (text) => `${text.replace(/\D/g, "").slice(0, 1)}.5E+09`);
    return undefined;
  }),
  mutation("an emptied figure", "harmless", (report, rng) => {
    const cell = setFigure(report, rng, () => "");
    // A blank is a blank: the checks of the models ask after it.
    return (difference) =>
      inRow(cell)(difference) &&
      (difference.read === null || /basis|denominator|until|half_step|operator|pct/.test(difference.column));
  }),
  mutation("a row shifted right by one cell", "flagged", (report, rng) => {
    const { row } = rng.pick(freeRows(report));
    row.splice(1, 0, { text: "" });
    row.pop();
    return undefined;
  }),
  mutation("a row shifted left by one cell", "flagged", (report, rng) => {
    const { row } = rng.pick(freeRows(report));
    row.splice(2, 1);
    row.push({ text: "" });
    return undefined;
  }),
  mutation("a row that lacks its name", "flagged", (report, rng) => {
    const { row } = rng.pick(freeRows(report));
    const cell = row.find((one) => ["name", "task"].includes(one.field ?? ""));
    if (cell) cell.text = "";
    return undefined;
  }),
  mutation("a row dropped", "harmless", (report, rng) => {
    const places = freeRows(report).filter(({ table }) => table.appendix !== "projects");
    const { table, row, index } = rng.pick(places);
    table.rows.splice(index, 1);
    return inRow(row[0]);
  }),
  mutation("a row printed twice", "flagged", (report, rng) => {
    const places = freeRows(report).filter(({ table }) => table.appendix !== "projects");
    const { table, row, index } = rng.pick(places);
    table.rows.splice(
      index,
      0,
      row.map((cell) => ({ ...cell })),
    );
    return undefined;
  }),
  mutation("two neighbouring columns swapped with their headers", "harmless", (report, rng) => {
    const table = rng.pick(tablesOf(report).filter((one) => one.appendix === "tasks" && !one.continues));
    const fields = (table.rows[0] ?? []).map((cell) => cell.field);
    const [a, b] = [fields.indexOf("result"), fields.indexOf("forecast")];
    for (const other of tablesOf(report).filter((one) => one.appendix === "tasks")) {
      for (const row of other.rows) [row[a], row[b]] = [row[b] as PrintedCell, row[a] as PrintedCell];
    }
    return undefined;
  }),
  mutation("a header word misspelt", "flagged", (report, rng) => {
    const table = rng.pick(tablesOf(report).filter((one) => !one.continues));
    const cell = rng.pick((table.rows[0] ?? []).filter((one) => one.text.length > 8));
    const at = rng.int(2, cell.text.length - 3);
    const text = cell.text;
    for (const other of tablesOf(report)) {
      for (const row of other.rows.slice(0, other.headerRows)) {
        for (const one of row) if (one.text === text) one.text = text.slice(0, at) + text.slice(at + 1);
      }
    }
    return undefined;
  }),
  mutation("a header emptied", "flagged", (report, rng) => {
    const table = rng.pick(tablesOf(report).filter((one) => !one.continues));
    const field = rng.pick(
      (table.rows[0] ?? []).flatMap((cell) => (cell.field && cell.text ? [cell.field] : [])).slice(2),
    );
    for (const other of tablesOf(report).filter((one) => one.appendix === table.appendix)) {
      for (const row of other.rows.slice(0, other.headerRows)) {
        for (const cell of row) if (cell.field === field) cell.text = "";
      }
    }
    return undefined;
  }),
  mutation("two figure columns under the same words", "flagged", (report) => {
    for (const table of tablesOf(report).filter((one) => one.appendix === "indicators")) {
      const rows = table.rows.slice(0, table.headerRows);
      const month = rows.flat().find((cell) => cell.field === "plan_month");
      const other = rows.flat().find((cell) => cell.field === "estimate_month");
      if (month && other) other.text = month.text;
    }
    return undefined;
  }),
  mutation("the unit of the money dropped", "flagged", (report) => {
    report.blocks = report.blocks.filter((block) => block.kind === "table" || !/^Đơn vị tính/.test(block.text));
    everyCell(report, (cell, isHeader) => {
      if (isHeader) cell.text = cell.text.replace(/ \((?:đồng|Trđ|tỷ đ|triệu đồng|tỷ đồng)\)/, "");
    });
    return undefined;
  }),
  mutation("the appendix titles dropped", "harmless", (report) => {
    report.blocks = report.blocks.filter((block) => block.kind === "table" || !/^PHỤ LỤC/.test(block.text));
    return undefined;
  }),
  mutation("the citation of the report dropped", "refused", (report) => {
    report.blocks = report.blocks.filter((block) => block.kind === "table" || !/Ban hành kèm theo/.test(block.text));
    everyCell(report, (cell, isHeader) => {
      if (!isHeader)
        cell.text = cell.text.replace(/(?:phường|xã|đặc khu) \p{Lu}[\p{L}]*(?: \p{Lu}[\p{L}]*)*/gu, "địa phương");
    });
    return undefined;
  }),
  mutation("no header at all", "refused", (report) => {
    for (const table of tablesOf(report)) table.rows.splice(0, table.headerRows);
    for (const table of tablesOf(report)) table.headerRows = 0;
    return undefined;
  }),
  mutation(
    "a data cell merged with its right neighbour",
    "flagged",
    (report, rng) => {
      const tables = tablesOf(report).filter((table) => table.appendix === "indicators");
      const row = rng.pick(tables.flatMap((table) => bodyRows(table).filter((one) => one[0]?.rowKey)));
      const at = row.findIndex((cell) => figures.has(cell.field ?? ""));
      const next = row[at + 1];
      if (at > 0 && next) row[at + 1] = { text: "", merge: "left" };
      return undefined;
    },
    ["docx", "html", "xlsx"],
  ),
  mutation("thousands in the other style", "harmless", (report, rng) => {
    const swap: Record<string, string> = { ".": ",", ",": "." };
    setFigure(report, rng, (text) => text.replace(/[.,]/g, (sign) => swap[sign] ?? sign), /^\d{1,3}([.,]\d{3}){2,}$/);
    return undefined;
  }),
  mutation("full-width digits", "harmless", (report, rng) => {
    setFigure(report, rng, (text) => text.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))));
    return undefined;
  }),
  mutation("an entity of HTML behind a figure", "harmless", (report, rng) => {
    setFigure(report, rng, (text) => `${text}&nbsp;`);
    return undefined;
  }),
  mutation("a percent sign behind a sum of money", "flagged", (report, rng) => {
    const cells = tablesOf(report).flatMap((table) =>
      bodyRows(table).flatMap((row) =>
        row.filter((cell) => cell.field === "total_investment" && /\d{2}/.test(cell.text)),
      ),
    );
    const cell = rng.pick(cells);
    cell.text = `${cell.text}%`;
    delete cell.number;
    return undefined;
  }),
  mutation("a minus before a figure", "flagged", (report, rng) => {
    setFigure(report, rng, (text) => `-${text}`, /^\d/);
    return undefined;
  }),
  mutation("a day that does not exist", "flagged", (report, rng) => {
    const cells = tablesOf(report).flatMap((table) =>
      bodyRows(table).flatMap((row) => row.filter((cell) => cell.field === "deadline" && cell.rowKey && cell.text)),
    );
    const cell = rng.pick(cells);
    cell.text = "Trước ngày 31/02/2026";
    // What is printed is what is printed.
    return (difference) => difference.row === cell.rowKey && difference.column === "deadline_text";
  }),
  mutation(
    "the header printed again in the middle of a page",
    "harmless",
    (report, rng) => {
      const { table, index } = rng.pick(freeRows(report));
      table.rows.splice(
        index,
        0,
        ...table.rows.slice(0, table.headerRows).map((row) => row.map((cell) => ({ ...cell }))),
      );
      return undefined;
    },
    ["txt", "csv", "md"],
  ),
  mutation(
    "later pages without their header",
    "harmless",
    (report) => {
      for (const table of tablesOf(report).filter((one) => one.continues)) {
        table.rows.splice(0, table.headerRows);
        table.headerRows = 0;
      }
      return undefined;
    },
    ["txt", "csv", "docx", "xlsx"],
  ),
  mutation(
    "a column that nobody knows, in the middle",
    "harmless",
    (report) => {
      for (const table of tablesOf(report)) {
        table.rows.forEach((row, index) => {
          row.splice(3, 0, { text: index === 0 ? "Mã hồ sơ nội bộ" : index < table.headerRows ? "" : `HS${index}` });
        });
      }
      return undefined;
    },
    ["txt", "csv"],
  ),
  mutation("the year's digits lost in the titles", "flagged", (report) => {
    for (const block of report.blocks) {
      if (block.kind === "paragraph") block.text = block.text.replace(/20\d\d/g, "20..");
    }
    return undefined;
  }),
  mutation("another number in one of the citations", "flagged", (report) => {
    const block = report.blocks.find((one) => one.kind === "paragraph" && /Ban hành kèm theo/.test(one.text));
    if (block?.kind === "paragraph") block.text = block.text.replace(/số \d+/, "số 999");
    return undefined;
  }),
];

/** The report after the change, and the excuse. */
export function mutate(report: PrintedReport, rng: Rng, { change }: PrintedMutation) {
  const changed = clonePrinted(report);
  const excuse = change(changed, rng);
  return { changed, excuse: excuse ?? (() => false) };
}
