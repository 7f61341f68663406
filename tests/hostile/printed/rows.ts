/** Changes of rows, columns, headers and titles. */
import { type PrintedCell, tablesOf } from "../../generator/printed.ts";
import { bodyRows, everyCell, figures, freeRows, inRow, mutation, type PrintedMutation } from "./mutation.ts";

export const rowMutations: PrintedMutation[] = [
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
];
