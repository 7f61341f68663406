import { realFiles } from "../run/files.ts";
import { readStatus, statusLines } from "../run/status.ts";
import { defineCommand } from "./command.ts";
import { jsonOption } from "./perform.ts";

export default defineCommand({
  vi: "các lần chạy gần đây, báo cáo đang giữ, tệp bị cách ly và lý do",
  en: "last runs, reports held, files in quarantine and why",
  options: jsonOption,
  async run({ paths, output, options, language }) {
    const status = await readStatus(realFiles, paths);
    if (options.json) output.json(status);
    else for (const line of statusLines(status, language)) output.line(line);
    return undefined;
  },
});
