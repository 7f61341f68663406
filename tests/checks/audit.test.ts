import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import audit from "../../pipelines/commands/audit.ts";
import { EXIT } from "../../pipelines/errors.ts";
import { workplacePaths } from "../../pipelines/paths.ts";
import { generateReport } from "../generator/report.ts";
import { Rng } from "../generator/rng.ts";
import { writeText } from "../generator/writers/text.ts";
import { planters } from "../plants/index.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kichban-audit-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(files: string[], options: Record<string, unknown> = {}, language: "vi" | "en" = "vi") {
  const lines: string[] = [];
  let json: unknown = null;
  const code = await audit.run({
    arguments: files,
    options,
    paths: workplacePaths(join(folder, "workplace")),
    language,
    environment: {},
    output: {
      line: (text) => void lines.push(text),
      json: (value) => {
        json = value;
      },
      say: () => {},
      isTerminal: false,
    },
    reporter: { stage: () => {}, progress: () => {}, note: () => {} },
    words: (vi, en) => (language === "vi" ? vi : en),
  });
  return { code, lines, json: json as { counts: Record<string, number>; findings: { rule: string }[] } | null };
}

const clean = () => generateReport(3, { size: { offices: 2, tasksEach: 3, groups: 2, projectsEach: 2 } });

it("exits with 0 on a clean report and leaves no workplace behind", async () => {
  const file = join(folder, "sach.txt");
  writeFileSync(file, writeText(clean().printed));
  const { code, lines } = await run([file]);
  expect(code).toBe(EXIT.done);
  expect(lines.at(-1)).toMatch(/^0 chỗ sai, /);
  expect(readdirSync(folder)).toEqual(["sach.txt"]);
}, 120_000);

it("exits with 3 where the arithmetic proves an error, and shows line, cell and arithmetic in both languages", async () => {
  const planted = planters.total_changed?.(clean(), new Rng("audit"));
  const file = join(folder, "sai.txt");
  writeFileSync(file, writeText(planted!.printed));
  const vi = await run([file]);
  expect(vi.code).toBe(3);
  const text = vi.lines.join("\n");
  expect(text).toContain("SAI: số học chứng minh (1)");
  expect(text).toContain(`“${planted!.label.after}”`);
  expect(text).toMatch(/sai\.txt · dòng \d+, cột \d+/);
  const en = await run([file], { json: true }, "en");
  expect(en.code).toBe(3);
  expect(en.json?.counts.error).toBe(1);
  expect(en.json?.findings[0]?.rule).toMatch(/^sum_of_/);
}, 120_000);

it("names a file that isn't there, with the mend", async () => {
  await expect(run([join(folder, "không-có.txt")])).rejects.toMatchObject({ exitCode: EXIT.usage, code: "unreadable" });
});
