import { withoutFormula } from "../../src/lib/formula.ts";
import { EXIT, UserError } from "../errors.ts";
import { currentWarehouse } from "../run/current.ts";
import { realFiles } from "../run/files.ts";
import type { JsonRow, QueryResult } from "../warehouse/query.ts";
import { defineCommand, type Invocation } from "./command.ts";

const formats = ["table", "json", "csv"];

export default defineCommand({
  vi: "chạy một câu SQL chỉ đọc trên kho dữ liệu",
  en: "run one read-only SQL statement on the warehouse",
  arguments: "<sql>",
  options(command, words) {
    command.option("--format <format>", words("table, json hoặc csv", "table, json or csv"), "table");
    command.option("--json", words("như --format json", "same as --format json"));
  },
  async run(invocation) {
    const format = invocation.options.json ? "json" : String(invocation.options.format);
    if (!formats.includes(format)) {
      throw new UserError(`--format ${format}: choose table, json or csv.`, {
        code: "usage",
        exitCode: EXIT.usage,
        vi: `--format ${format}: hãy chọn table, json hoặc csv.`,
      });
    }
    const warehouse = await currentWarehouse(realFiles, invocation.paths);
    const { queryRows } = await import("../warehouse/query.ts");
    print(invocation, await queryRows(warehouse, invocation.arguments[0] ?? ""), format);
    return undefined;
  },
});

function print({ output, words }: Invocation, result: QueryResult, format: string): void {
  const names = result.columns.map((column) => column.name);
  if (format === "json") {
    output.json(result.rows);
    return;
  }
  const lines = format === "csv" ? csvLines(names, result.rows) : tableLines(names, result.rows);
  for (const line of lines) output.line(line);
  if (format === "table") output.say(words(`${result.rows.length} dòng`, `${result.rows.length} rows`));
}

const cellText = (value: unknown): string =>
  value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);

/** RFC 4180. A text that a spreadsheet would run as a formula is kept from it by an apostrophe. */
export function csvLines(names: string[], rows: JsonRow[]): string[] {
  const field = (value: unknown): string => {
    const text = cellText(value);
    const safe = typeof value === "string" ? withoutFormula(text) : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [names.map(field).join(","), ...rows.map((row) => names.map((name) => field(row[name])).join(","))];
}

/** Columns padded by the width of their text, numbers to the right. */
export function tableLines(names: string[], rows: JsonRow[], rightAligned: readonly string[] = []): string[] {
  const limit = 60;
  const shorten = (text: string) => {
    const flat = text.normalize("NFC").replace(/\s+/g, " ");
    return [...flat].length > limit ? `${[...flat].slice(0, limit - 1).join("")}…` : flat;
  };
  const cells = rows.map((row) => names.map((name) => shorten(cellText(row[name]))));
  const width = names.map((name, index) =>
    Math.max([...name].length, ...cells.map((row) => [...(row[index] ?? "")].length)),
  );
  const isNumber = names.map(
    (name) => rightAligned.includes(name) || rows.every((row) => row[name] === null || typeof row[name] === "number"),
  );
  const line = (row: string[]) =>
    row
      .map((text, index) => {
        const space = " ".repeat((width[index] ?? 0) - [...text].length);
        return isNumber[index] ? space + text : text + space;
      })
      .join("  ")
      .trimEnd();
  return [line(names), line(width.map((count) => "─".repeat(count))), ...cells.map(line)];
}
