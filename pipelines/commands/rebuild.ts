import { defineCommand } from "./command.ts";
import { jsonOption, performAndReport } from "./perform.ts";

export default defineCommand({
  vi: "làm lại kho dữ liệu chỉ từ archive/, overrides/, scenarios/ và reference/",
  en: "make a new warehouse from archive/, overrides/, scenarios/ and reference/ alone",
  options: jsonOption,
  run: (invocation) => performAndReport(invocation, { goal: "nightly", command: "rebuild", fresh: true, named: [] }),
});
