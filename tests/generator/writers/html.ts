import { type PrintedReport, type PrintedTable, spanAt } from "../printed.ts";
import { escapeXml } from "./xml.ts";

/** A page with real tables, lines around the cells, wide paper: also what the browser prints to PDF. */
export function writeHtml(report: PrintedReport): string {
  const body = report.blocks
    .map((block) =>
      block.kind === "table"
        ? table(block)
        : block.style === "title"
          ? `<h2>${escapeXml(block.text)}</h2>`
          : `<p>${escapeXml(block.text)}</p>`,
    )
    .join("\n");
  const style =
    "@page{size:A3 landscape;margin:12mm} body{font:10pt 'DejaVu Sans',sans-serif} h2{font-size:12pt} table{border-collapse:collapse;width:100%} td,th{border:1px solid #000;padding:2px 4px;vertical-align:top;font-weight:normal;text-align:left}";
  return `<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>Báo cáo</title><style>${style}</style></head>\n<body>\n${body}\n</body></html>\n`;
}

function table(printed: PrintedTable): string {
  const row = (index: number, tag: "td" | "th") =>
    `<tr>${(printed.rows[index] ?? [])
      .map((cell, column) => {
        const span = spanAt(printed, index, column);
        if (!span) return "";
        const spans = `${span.rows > 1 ? ` rowspan="${span.rows}"` : ""}${span.columns > 1 ? ` colspan="${span.columns}"` : ""}`;
        return `<${tag}${spans}>${escapeXml(cell.text)}</${tag}>`;
      })
      .join("")}</tr>`;
  const indices = printed.rows.map((_, index) => index);
  const head = indices.slice(0, printed.headerRows).map((index) => row(index, "th"));
  const body = indices.slice(printed.headerRows).map((index) => row(index, "td"));
  return `<table><thead>${head.join("")}</thead><tbody>${body.join("")}</tbody></table>`;
}
