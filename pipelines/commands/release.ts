import { basename, join } from "node:path";
import { EXIT, UserError } from "../errors.ts";
import { realFiles } from "../run/files.ts";
import { listQuarantine } from "../run/quarantine.ts";
import { defineCommand } from "./command.ts";
import { jsonOption, performAndReport } from "./perform.ts";

export default defineCommand({
  vi: "cho tệp trong quarantine/ đi qua lại từ đầu",
  en: "send files in quarantine/ through again",
  arguments: "<files...>",
  options: jsonOption,
  async run(invocation) {
    const { paths } = invocation;
    const held = await listQuarantine(realFiles, paths);
    const named = [];
    for (const given of invocation.arguments) {
      const name = basename(given);
      const facts = held.some((each) => each.name === name)
        ? await realFiles.facts(join(paths.quarantine, name))
        : null;
      if (!facts) {
        const names = held.map((each) => each.name).join(", ") || "–";
        throw new UserError(`${given}: not in quarantine; there is: ${names}`, {
          code: "not_in_quarantine",
          exitCode: EXIT.usage,
          vi: `${given}: không có trong quarantine/; hiện có: ${names}`,
        });
      }
      named.push({ path: join(paths.quarantine, name), name, facts, origin: "quarantine" as const });
    }
    return performAndReport(invocation, { goal: "nightly", command: "release", named });
  },
});
