import type { PrintedReport, PrintedTable } from "../printed.ts";

/** Pipe tables. Markdown knows one header row and no spans: the rest of the header stands in the body. */
export function writeMarkdown(report: PrintedReport): string {
  const blocks = report.blocks.map((block) => {
    if (block.kind === "table") return table(block);
    return block.style === "title" ? `## ${block.text}` : block.text;
  });
  return `${blocks.join("\n\n")}\n`;
}

function table(printed: PrintedTable): string {
  const line = (row: PrintedTable["rows"][number]) =>
    `| ${row.map((cell) => cell.text.replaceAll("\\", "\\\\").replaceAll("|", "\\|")).join(" | ")} |`;
  const [first = [], ...rest] = printed.rows;
  return [line(first), `|${" --- |".repeat(first.length)}`, ...rest.map(line)].join("\n");
}
