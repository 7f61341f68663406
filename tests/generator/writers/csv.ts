import type { PrintedReport } from "../printed.ts";

/** A sheet saved as CSV: paragraphs in the first column, an empty line around tables, quotes where they are needed. */
export function writeCsv(report: PrintedReport, separator: "," | ";" = ","): string {
  const lines: string[] = [];
  const quote = (text: string) =>
    text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  for (const block of report.blocks) {
    if (block.kind === "paragraph") lines.push(quote(block.text), "");
    else {
      for (const row of block.rows) lines.push(row.map((cell) => quote(cell.text)).join(separator));
      lines.push("");
    }
  }
  return `${lines.join("\r\n")}\r\n`;
}
