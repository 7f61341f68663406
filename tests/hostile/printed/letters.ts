/** Changes of letters, signs and single figures. */
import { tablesOf } from "../../generator/printed.ts";
import { everyCell, figures, freeRows, inRow, mutation, type PrintedMutation, setFigure, twin } from "./mutation.ts";

export const letterMutations: PrintedMutation[] = [
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
];
