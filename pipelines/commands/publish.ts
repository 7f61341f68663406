import { defineCommand } from "./command.ts";
import { jsonOption, performAndReport } from "./perform.ts";

export default defineCommand({
  vi: "xuất dữ liệu, dựng trang thành bản phát hành mới rồi chuyển sang ngay",
  en: "export the marts, build the site as a new release, and switch to it at once",
  options: jsonOption,
  run: (invocation) => performAndReport(invocation, { goal: "publish", command: "publish", force: true }),
});
