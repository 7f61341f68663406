import { defineCommand } from "./command.ts";
import { jsonOption, performAndReport } from "./perform.ts";

export default defineCommand({
  vi: "chạy các mô hình SQL và kiểm thử của chúng",
  en: "run the SQL models and their tests",
  options: jsonOption,
  run: (invocation) => performAndReport(invocation, { goal: "model", command: "model", force: true }),
});
