import { EXIT, UserError } from "../errors.ts";
import { currentWarehouse } from "../run/current.ts";
import { realFiles } from "../run/files.ts";
import { type Trace, traceFigure } from "../run/trace.ts";
import { defineCommand, type Invocation } from "./command.ts";
import { jsonOption } from "./perform.ts";

export default defineCommand({
  vi: "từ một con số đã công bố ngược về các ô nguồn, kèm nguyên văn",
  en: "from one published figure back to its source cells, with the raw text",
  arguments: "<id>",
  options: jsonOption,
  async run(invocation) {
    const id = invocation.arguments[0] ?? "";
    const { withWarehouse } = await import("../warehouse/open.ts");
    const warehouse = await currentWarehouse(realFiles, invocation.paths);
    const trace = await withWarehouse(warehouse, { readOnly: true }, (connection) => traceFigure(connection, id));
    if (!trace) {
      throw new UserError(
        `${id}: nothing has this id; give a source_ref, a finding_id, a fact_id, or report_id/table/row_key[/column] (marts have these columns).`,
        {
          code: "trace_unknown",
          exitCode: EXIT.usage,
          vi: `${id}: không có gì mang mã này; hãy cho source_ref, finding_id, fact_id, hoặc report_id/bảng/row_key[/cột] (các bảng marts có những cột này).`,
        },
      );
    }
    if (invocation.options.json) invocation.output.json(trace);
    else print(invocation, trace);
    return undefined;
  },
});

function print({ output, words, language }: Invocation, trace: Trace): void {
  for (const finding of trace.findings) {
    output.line(`${words("Điểm cần xem lại", "Finding")} ${finding.finding_id} [${finding.severity}] ${finding.rule}`);
    output.line(`  ${language === "vi" ? finding.message_vi : finding.message_en}`);
  }
  for (const row of trace.rows) {
    output.line(`${row.report_id} / ${row.table_name} / ${row.row_key}  (${row.source_name})`);
    for (const value of row.values) {
      const shown =
        value.value === null
          ? "–"
          : typeof value.value === "object"
            ? JSON.stringify(value.value)
            : String(value.value);
      output.line(`  ${value.column_name} = ${shown}`);
      for (const cell of value.cells) output.line(`      ${cell.role} ${cell.cell_ref}`);
    }
  }
  output.line(words("Các ô nguồn:", "Source cells:"));
  for (const cell of trace.cells) {
    const place = [
      cell.sheet ? `${words("trang tính", "sheet")} ${cell.sheet}` : null,
      cell.page ? `${words("trang", "page")} ${cell.page}` : null,
      cell.source_line ? `${words("dòng", "line")} ${cell.source_line}` : null,
      cell.table_number
        ? words(
            `bảng ${cell.table_number}, hàng ${cell.row_number}, cột ${cell.column_number}`,
            `table ${cell.table_number}, row ${cell.row_number}, column ${cell.column_number}`,
          )
        : null,
    ].filter((part) => part !== null);
    output.line(`  ${cell.cell_ref}  (${place.join("; ")})  ${cell.field ?? cell.disposition ?? ""}`);
    output.line(`      «${cell.raw_text.replace(/\s+/g, " ").trim()}»`);
    for (const repair of trace.repairs.filter((each) => each.cell_ref === cell.cell_ref)) {
      output.line(
        `      ${words("đã sửa", "mended")} (${repair.rule}): ${repair.before} → ${repair.after}; ${words(repair.reason_vi ?? repair.reason, repair.reason)}`,
      );
    }
  }
}
