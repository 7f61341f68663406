/** Changes of an office's or a program's habits: other signs, headers over pages, days and numbers. */
import { tablesOf } from "../../generator/printed.ts";
import { bodyRows, freeRows, mutation, type PrintedMutation, setFigure } from "./mutation.ts";

export const habitMutations: PrintedMutation[] = [
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
