/** The report as text pasted from Word: tabs between cells, a blank line around tables, the header again on each page. */
import type { PrintedReport } from "../printed.ts";

export function writeText(report: PrintedReport): string {
  const lines: string[] = [""];
  for (const block of report.blocks) {
    if (block.kind === "paragraph") {
      lines.push(block.text, "");
      continue;
    }
    // Tabs and line breaks part cells and rows: neither may stand inside one.
    for (const row of block.rows) lines.push(row.map((cell) => cell.text.replace(/\s*[\t\r\n]\s*/g, " ")).join("\t"));
    lines.push("");
  }
  return `${lines.join("\n")}\n`;
}
