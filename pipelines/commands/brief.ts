import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { EXIT, UserError } from "../errors.ts";
import { realFiles } from "../run/files.ts";
import { findCurrent } from "../run/generation.ts";
import { generationFolder } from "../run/pointer.ts";
import { defineCommand, type Invocation } from "./command.ts";

export default defineCommand({
  vi: "bản tóm tắt cho lãnh đạo, PDF hoặc Word, theo thể thức văn bản hành chính",
  en: "the leader's brief as a PDF or Word file, in the form of Vietnamese offices",
  options(command, words) {
    command.option("--locality <id>", words("mã hoặc tên phường, xã", "id or name of the ward or commune"));
    command.option(
      "--period <YYYY-MM>",
      words("tháng số liệu; mặc định là tháng mới nhất", "month of the figures; the newest unless told"),
    );
    command.option(
      "--format <pdf|docx>",
      words("mặc định theo đuôi tệp, hoặc pdf", "by the file's extension unless told, or pdf"),
    );
    command.option("--output <file>", words("tệp ghi ra", "the file to write"));
  },
  async run(invocation) {
    const { paths, output, words, language } = invocation;
    const format = formatOf(invocation);
    const { locality, period } = invocation.options as { locality?: string; period?: string };
    if (period !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(period)) {
      throw usage(
        `--period ${period}: write a month as YYYY-MM.`,
        `--period ${period}: hãy viết tháng theo dạng YYYY-MM.`,
      );
    }
    const current = await findCurrent(realFiles, paths);
    if (!current) {
      throw new UserError(`${paths.data}: nothing is published yet; run: npx kichban nightly`, {
        code: "no_exports",
        vi: `${paths.data}: chưa xuất bản gì; hãy chạy: npx kichban nightly`,
      });
    }
    const { openSiteDatabase } = await import("../publish/site-database.ts");
    const { readBrief, writeBrief } = await import("../publish/brief/index.ts");
    const database = await openSiteDatabase(join(generationFolder(paths, current.runId), "exports"));
    try {
      const content = await readBrief(database, { locality, period, lang: language });
      const name =
        (invocation.options.output as string | undefined) ??
        `${language === "vi" ? "tom-tat" : "brief"}-${content.date}.${format}`;
      const file = resolve(name);
      writeFileSync(file, await writeBrief(content, format));
      output.line(words(`Đã ghi ${file}`, `Wrote ${file}`));
    } finally {
      database.close();
    }
    return undefined;
  },
});

function formatOf({ options }: Invocation): "pdf" | "docx" {
  const extension = /\.(\w+)$/.exec(String(options.output ?? ""))?.[1]?.toLowerCase();
  const format = String(options.format ?? extension ?? "pdf").toLowerCase();
  if (format === "pdf" || format === "docx") return format;
  throw usage(`${format}: a brief is a pdf or a docx.`, `${format}: bản tóm tắt chỉ có dạng pdf hoặc docx.`);
}

function usage(en: string, vi: string): UserError {
  return new UserError(en, { code: "usage", exitCode: EXIT.usage, vi });
}
