import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { EXIT, type ExitCode, UserError } from "../errors.ts";
import { shippedDataFolder } from "../paths.ts";
import type { AuditFinding } from "../run/audit.ts";
import { currentWarehouse } from "../run/current.ts";
import { realFiles } from "../run/files.ts";
import { defineCommand, type Invocation } from "./command.ts";
import { jsonOption } from "./perform.ts";

/** The author's own look before a report goes out. It exits with 3 where the arithmetic proves an error. */
export default defineCommand({
  vi: "đọc soát báo cáo trước khi gửi: nêu chỗ sai, chỗ cần hỏi lại (không thay đổi dữ liệu); không nêu tệp: soát kho hiện tại",
  en: "check a report before it is sent: what can't be right, what a reader would ask (changes nothing); without a file: the current warehouse",
  arguments: "[files...]",
  options: jsonOption,
  async run(invocation) {
    const findings = await findingsOf(invocation);
    const counts = countsOf(findings);
    if (invocation.options.json) invocation.output.json({ counts, findings });
    else print(invocation, findings, counts);
    const code: ExitCode = counts.error > 0 ? EXIT.quarantined : EXIT.done;
    return code;
  },
});

async function findingsOf({ arguments: names, paths, reporter }: Invocation): Promise<AuditFinding[]> {
  const { auditFiles, readFindings } = await import("../run/audit.ts");
  if (names.length === 0) {
    const { withWarehouse } = await import("../warehouse/open.ts");
    return withWarehouse(await currentWarehouse(realFiles, paths), { readOnly: true }, readFindings);
  }
  const { loadCatalogue } = await import("../reference/catalogue.ts");
  const files = names.map((name) => ({ name: basename(name), bytes: readOrRefuse(name) }));
  reporter.stage({ code: "audit", vi: "Đang đọc soát", en: "Checking" });
  return auditFiles(files, loadCatalogue({ own: paths.reference, shipped: join(shippedDataFolder, "reference") }));
}

function readOrRefuse(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const reason = (error as Error).message;
    throw new UserError(`${file}: the file can't be read (${reason}); check the name and the rights.`, {
      code: "unreadable",
      exitCode: EXIT.usage,
      cause: error,
      vi: `${file}: không đọc được tệp (${reason}); hãy kiểm tra tên và quyền đọc.`,
    });
  }
}

type Counts = Record<AuditFinding["severity"], number> & { explained: number };

/** What a person has answered no longer counts as an error. */
function countsOf(findings: readonly AuditFinding[]): Counts {
  const open = findings.filter((finding) => finding.status === "open");
  const of = (severity: AuditFinding["severity"]) => open.filter((finding) => finding.severity === severity).length;
  return { error: of("error"), warning: of("warning"), info: of("info"), explained: findings.length - open.length };
}

function print(invocation: Invocation, findings: readonly AuditFinding[], counts: Counts): void {
  const { output, words, language } = invocation;
  const headings = {
    error: words("SAI: số học chứng minh", "ERRORS: the arithmetic proves it"),
    warning: words("CẦN HỎI LẠI", "QUESTIONS a reader would ask"),
    info: words("GHI CHÚ: cách viết đã được hiểu hoặc chỉnh", "NOTES: forms that were read or mended"),
  };
  for (const severity of ["error", "warning", "info"] as const) {
    const some = findings.filter((finding) => finding.severity === severity && finding.status === "open");
    if (some.length === 0) continue;
    output.line("");
    output.line(`${headings[severity]} (${some.length})`);
    let rule = "";
    for (const finding of some) {
      if (finding.rule !== rule) output.line(`  ${finding[`title_${language}`]} [${finding.rule}]`);
      rule = finding.rule;
      output.line(`    ${placeOf(invocation, finding)}`);
      output.line(`      ${finding[`message_${language}`]}`);
    }
  }
  output.line("");
  const explained =
    counts.explained > 0 ? words(`, ${counts.explained} đã giải trình`, `, ${counts.explained} answered`) : "";
  output.line(
    words(
      `${counts.error} chỗ sai, ${counts.warning} chỗ cần hỏi lại, ${counts.info} ghi chú${explained}.`,
      `${counts.error} errors, ${counts.warning} questions, ${counts.info} notes${explained}.`,
    ),
  );
}

/** `báo-cáo.txt · dòng 105, cột 6 · “1,234,567”`. */
function placeOf({ words }: Invocation, finding: AuditFinding): string {
  const place = finding.sheet
    ? words(`trang tính ${finding.sheet}, hàng ${finding.row}`, `sheet ${finding.sheet}, row ${finding.row}`)
    : finding.source_line !== null
      ? words(`dòng ${finding.source_line}`, `line ${finding.source_line}`)
      : words(`trang ${finding.page ?? "?"}, hàng ${finding.row}`, `page ${finding.page ?? "?"}, row ${finding.row}`);
  const column = finding.column === null ? "" : words(`, cột ${finding.column}`, `, column ${finding.column}`);
  const text = (finding.raw_value ?? "").replace(/\s+/g, " ");
  const quoted = text === "" ? "" : ` · “${[...text].length > 60 ? `${[...text].slice(0, 59).join("")}…` : text}”`;
  return `${finding.source_name} · ${place}${column}${quoted}`;
}
