import { join, resolve } from "node:path";
import { EXIT, type ExitCode, UserError } from "../errors.ts";
import { realFiles } from "../run/files.ts";
import { findCurrent } from "../run/generation.ts";
import { generationFolder } from "../run/pointer.ts";
import { defineCommand, type Invocation } from "./command.ts";
import { jsonOption, performAndReport } from "./perform.ts";

export default defineCommand({
  vi: "xuất dữ liệu, dựng trang thành bản phát hành mới rồi chuyển sang ngay; --only: bản trích riêng một địa phương",
  en: "export the marts, build the site as a new release, and switch to it at once; --only: one locality's bundle",
  options(command, words) {
    jsonOption(command, words);
    command.option(
      "--only <locality>",
      words(
        "bản trích chỉ có số liệu của địa phương này (mã hoặc tên); không thay đổi bản đang dùng",
        "a bundle that holds this locality alone (id or name); what is published stays as it is",
      ),
    );
    command.option(
      "--out <folder>",
      words(
        "nơi ghi bản trích; mặc định bundles/ trong thư mục dữ liệu",
        "where the bundle goes; bundles/ in the data folder unless told",
      ),
    );
  },
  async run(invocation) {
    const { only, out } = invocation.options as { only?: string; out?: string };
    if (only !== undefined) return bundle(invocation, only, out);
    if (out !== undefined) {
      throw new UserError("--out goes with --only LOCALITY: name the locality of the bundle.", {
        code: "usage",
        exitCode: EXIT.usage,
        vi: "--out đi cùng --only: hãy nêu địa phương của bản trích.",
      });
    }
    return performAndReport(invocation, { goal: "publish", command: "publish", force: true });
  },
});

/** Reads the generation that counts, which stays as it is: no lock, no run record, no switch. */
async function bundle(invocation: Invocation, only: string, out: string | undefined): Promise<ExitCode | undefined> {
  const { paths, output, words } = invocation;
  const current = await findCurrent(realFiles, paths);
  const warehouse = current && join(generationFolder(paths, current.runId), "warehouse.duckdb");
  if (!warehouse || !(await realFiles.facts(warehouse))) {
    throw new UserError(`${paths.data}: there is no warehouse yet; run: npx kichban nightly`, {
      code: "warehouse_missing",
      vi: `${paths.data}: chưa có kho dữ liệu; hãy chạy: npx kichban nightly`,
    });
  }
  const { writeBundle } = await import("../publish/bundle.ts");
  const { folder, localityId, locality, fileCount } = await writeBundle({
    warehouse,
    locality: only,
    bundlesFolder: paths.bundles,
    ...(out !== undefined && { folder: resolve(out) }),
  });
  if (invocation.options.json) output.json({ locality_id: localityId, locality, folder, files: fileCount });
  else {
    output.line(
      words(
        `Đã ghi bản trích của ${locality}: ${folder} (${fileCount} tệp; mở site/index.html).`,
        `Wrote the bundle of ${locality}: ${folder} (${fileCount} files; open site/index.html).`,
      ),
    );
  }
  return undefined;
}
