import { EXIT, UserError } from "../errors.ts";
import { defineCommand } from "./command.ts";

export default defineCommand({
  vi: "viết sẵn một chỗ bắt đầu: page (trang), indicator (chỉ tiêu), scenario (kịch bản), locality (địa phương)",
  en: "write a working start: page, indicator, scenario or locality",
  arguments: "<kind> <name>",
  async run({ arguments: [kind = "", name = ""], paths, output, words }) {
    const { kitOf } = await import("../publish/kit.ts");
    const write = kitOf(kind);
    if (!write) {
      throw new UserError(`new ${kind}: choose page, indicator, scenario or locality.`, {
        code: "usage",
        exitCode: EXIT.usage,
        vi: `new ${kind}: hãy chọn page, indicator, scenario hoặc locality.`,
      });
    }
    const { file, vi, en } = write(name, { reference: paths.reference, scenarios: paths.scenarios });
    output.line(words(`Đã viết ${file}. ${vi}`, `Wrote ${file}. ${en}`));
    return undefined;
  },
});
