import { defineCommand } from "./command.ts";
import { jsonOption, performAndReport } from "./perform.ts";

export default defineCommand({
  vi: "nạp, tính và xuất bản trong một lần; không làm gì nếu không có gì đổi",
  en: "ingest, model and publish in one run; does nothing when nothing has changed",
  options: jsonOption,
  run: (invocation) => performAndReport(invocation, { goal: "nightly", command: "nightly" }),
});
