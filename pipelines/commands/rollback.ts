import { realFiles } from "../run/files.ts";
import { rollback } from "../run/rollback.ts";
import { defineCommand } from "./command.ts";

export default defineCommand({
  vi: "quay về thế hệ trước (kho dữ liệu, bản xuất và trang cùng lúc)",
  en: "go back to an earlier generation (warehouse, exports and site at once)",
  options(command, words) {
    command.option(
      "--to <run>",
      words(
        "thế hệ muốn quay về (mặc định: thế hệ ngay trước)",
        "the generation to go back to (the one before, if left out)",
      ),
    );
    command.option("--list", words("chỉ liệt kê các thế hệ còn giữ", "only list the generations that are kept"));
  },
  async run({ paths, options, output, words }) {
    const { listGenerations, findCurrent } = await import("../run/generation.ts");
    if (options.list) {
      const current = await findCurrent(realFiles, paths);
      for (const runId of await listGenerations(realFiles, paths))
        output.line(`${runId === current?.runId ? "*" : " "} ${runId}`);
      return undefined;
    }
    const { from, to } = await rollback(
      { paths, files: realFiles, now: () => new Date() },
      options.to as string | undefined,
    );
    output.line(
      words(
        `Đã quay từ ${from} về ${to}; giữ nguyên cho đến khi có dữ liệu hoặc mã mới, hoặc chạy: npx kichban rebuild`,
        `Went back from ${from} to ${to}; it stays until data or code change, or: npx kichban rebuild`,
      ),
    );
    return undefined;
  },
});
