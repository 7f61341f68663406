import type { Row } from "../../src/site-tables.ts";
import { hostile, type Month } from "./invented-types.ts";

/** What a person has explained, what only the latest file has, and what that file put right. */
export function addAnswered(add: (table: string, row: Row) => void, month: Month): void {
  const finding = {
    locality_id: month.locality,
    period: month.period,
    appendix: "projects",
    source_line: 204,
    source_ref: `${month.source}-t2-r3-c3`,
    severity: "warning",
    title_vi: "Quy tắc bịa",
    title_en: "Invented rule",
    is_new: false,
  };
  add("marts.findings", {
    ...finding,
    finding_id: "mau-don03answered",
    rule: "invented_rule_8",
    message_vi: "Câu hỏi đã có lời đáp",
    message_en: "A question that was answered",
    status: "explained",
    explained_by: "Người Bịa",
    explained_date: "2026-03-19",
    explanation: `Dự án đổi tên ${hostile}`,
  });
  add("marts.findings", {
    ...finding,
    finding_id: "mau-don03fresh",
    rule: "invented_rule_9",
    message_vi: "Chỗ mới sai trong tệp sau",
    message_en: "Wrong in the later file only",
    status: "open",
    is_new: true,
  });
  const { source_line: _line, is_new: _new, appendix: _appendix, source_ref: _ref, ...resolved } = finding;
  add("marts.findings_resolved", {
    ...resolved,
    finding_id: "mau-don03resolved",
    rule: "invented_rule_7",
    message_vi: `Chỗ sai đã sửa ${hostile}`,
    message_en: "Was wrong, is put right",
    resolved_by_report_id: month.report,
    resolved_by_source_name: "bịa-lần-2.txt",
    resolved_by_issued_date: "2026-03-20",
    resolved_by: "later_file",
  });
  add("marts.findings_resolved", {
    ...resolved,
    finding_id: "mau-don03corrected",
    rule: "invented_rule_7",
    message_vi: "Chỗ sai do đọc nhầm",
    message_en: "Was misread",
    resolved_by: "correction",
    corrected_by: "Người Bịa",
    corrected_date: "2026-03-21",
    correction_reason: `Bản giấy ghi khác ${hostile}`,
  });
}
