import { EXIT, UserError } from "../errors.ts";
import { projectFolder } from "../paths.ts";
import { type Scheduler, schedules } from "../run/schedule.ts";
import { defineCommand } from "./command.ts";

export default defineCommand({
  vi: "in cấu hình chạy hằng đêm cho systemd, cron hoặc Windows",
  en: "print what runs it every night: systemd, cron or Windows",
  arguments: "[scheduler]",
  options(command, words) {
    command.option("--print", words("in ra (không cài đặt gì)", "print it (nothing is installed)"));
    command.option("--at <HH:MM>", words("giờ chạy", "time of day"), "02:00");
  },
  async run({ arguments: given, options, paths, output }) {
    const name = given[0] ?? (process.platform === "win32" ? "windows" : "systemd");
    const at = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(String(options.at));
    if (!(name in schedules) || !at) {
      throw new UserError(`Usage: kichban schedule --print [${Object.keys(schedules).join("|")}] --at HH:MM`, {
        code: "usage",
        exitCode: EXIT.usage,
        vi: `Cách dùng: kichban schedule --print [${Object.keys(schedules).join("|")}] --at GG:PP`,
      });
    }
    const place = { node: process.execPath, project: projectFolder, data: paths.data, hour: at[1]!, minute: at[2]! };
    output.line(schedules[name as Scheduler](place).trimEnd());
    return undefined;
  },
});
