import { currentWarehouse } from "../run/current.ts";
import { realFiles } from "../run/files.ts";
import { defineCommand, type Invocation } from "./command.ts";
import { jsonOption, performAndReport } from "./perform.ts";

export default defineCommand({
  vi: "làm lại kho dữ liệu chỉ từ archive/, overrides/, scenarios/ và reference/",
  en: "make a new warehouse from archive/, overrides/, scenarios/ and reference/ alone",
  options: jsonOption,
  async run(invocation) {
    const before = await currentWarehouse(realFiles, invocation.paths).catch(() => null);
    const code = await performAndReport(invocation, { goal: "nightly", command: "rebuild", fresh: true, named: [] });
    if (before) await compare(invocation, before);
    return code;
  },
});

/** Says whether the new warehouse equals the one it replaces, which is kept for `rollback`. */
async function compare({ paths, output, words }: Invocation, before: string): Promise<void> {
  const { differingTables } = await import("../run/compare.ts");
  const after = await currentWarehouse(realFiles, paths);
  const result = await differingTables(before, after).catch(() => null);
  if (!result) {
    output.say(words("Không đọc được kho cũ để so sánh.", "The old warehouse can't be read for a comparison."));
  } else if (result.different.length === 0) {
    output.say(
      words(
        `Bằng kho cũ: ${result.same.length} bảng giống hệt.`,
        `Equal to the old one: ${result.same.length} tables are the same.`,
      ),
    );
  } else {
    output.say(
      words(
        `Khác kho cũ ở ${result.different.length} bảng (mã hoặc dữ liệu tham chiếu đã đổi?): ${result.different.join(", ")}`,
        `Differs from the old one in ${result.different.length} tables (code or reference data changed?): ${result.different.join(", ")}`,
      ),
    );
  }
}
