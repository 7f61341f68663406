import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BuiltSite, buildSite } from "../../pipelines/publish/site.ts";
import type { EarlierRelease } from "../../pipelines/publish/site-reuse.ts";
import { writeExportsFixture } from "./exports-fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "kichban-reuse-"));
const exportsFolder = join(folder, "exports");
const pagesFolder = join(folder, "pages");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Three pages are enough: one of plain tables, one that looks at every month, one of the whole site. Invented. */
const pages = {
  "index.md": [
    "title: {vi: Việc, en: Tasks}",
    "nav: {vi: Việc, en: Tasks}",
    "```sql task_rows\nselect * from tasks order by source_ref\n```\n\n${taskTable(task_rows)}",
  ],
  "count.md": [
    "title: {vi: Đếm, en: Count}",
    "nav: {vi: Đếm, en: Count}",
    "```sql counted\nselect count(*)::integer as row_count from marts.tasks\n```\n\n${String(counted[0].row_count)}",
  ],
  "source.md": [
    "title: {vi: Bảng gốc, en: Source}",
    "scope: source",
    "```sql rows\nselect * from cells where coalesce(appendix, '') = $appendix order by cell_ref\n```\n\n${printedTables(rows, [])}",
  ],
};

async function build(name: string, earlier: EarlierRelease | null): Promise<BuiltSite & EarlierRelease> {
  const [outputFolder, notesFile] = [join(folder, name), join(folder, `${name}.json`)];
  const workFolder = join(folder, "work");
  const given = { exportsFolder, outputFolder, workFolder, pagesFolder, earlier, notesFile };
  const built = await buildSite({ ...given, runId: "any", code: "as it is" });
  return { ...built, folder: outputFolder, notesFile };
}

const contents = (root: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((path) => statSync(join(root, path)).isFile())
      .sort()
      .map((path) => [path, readFileSync(join(root, path)).toString("base64")]),
  );

describe("a site after an earlier one", () => {
  let first: BuiltSite & EarlierRelease;
  beforeAll(async () => {
    await writeExportsFixture(exportsFolder);
    mkdirSync(pagesFolder);
    for (const [name, [one, two, body]] of Object.entries(pages)) {
      writeFileSync(join(pagesFolder, name), `---\n${one}\n${two}\n---\n\n${body}\n`);
    }
    first = await build("first", null);
  }, 300_000);

  test("makes nothing where nothing has changed, and is the same to the byte", async () => {
    expect(first.reused).toBe(0);
    const second = await build("second", first);
    expect(second.made).toBe(0);
    expect(second.reused).toBe(first.made);
    expect(contents(second.folder)).toEqual(contents(first.folder));
    expect(readFileSync(second.notesFile, "utf8")).toBe(readFileSync(first.notesFile, "utf8"));
  }, 300_000);

  test("makes what has changed and no more, and is what a site without an earlier one is", async () => {
    await changeTask("mau-don-2026-02-7");
    const linked = await build("linked", first);
    const whole = await build("whole", null);
    expect(contents(linked.folder)).toEqual(contents(whole.folder));
    expect(contents(linked.folder)).not.toEqual(contents(first.folder));
    // The month's own page and brief in two languages, its printed tables, and no other month's.
    const notes = JSON.parse(readFileSync(first.notesFile, "utf8")).parts;
    const now = JSON.parse(readFileSync(linked.notesFile, "utf8")).parts;
    const changed = Object.keys(now).filter((name) => now[name].key !== notes[name]?.key);
    expect(changed.filter((name) => name.endsWith("index.html"))).toEqual([
      "en/months/mau-don-2026-02/index.html",
      "months/mau-don-2026-02/index.html",
    ]);
    expect(changed.filter((name) => name.includes("thu-nghiem"))).toEqual([]);
    expect(linked.made).toBe(changed.length);
  }, 300_000);

  test("makes everything again where the notes can't be read or a file is gone", async () => {
    const { earlier, whole } = { earlier: await build("other", null), whole: contents(join(folder, "other")) };
    writeFileSync(earlier.notesFile, "{");
    const again = await build("again", earlier);
    expect(again.reused).toBe(0);
    expect(contents(again.folder)).toEqual(whole);
    rmSync(join(again.folder, "index.html"));
    const mended = await build("mended", again);
    expect(existsSync(join(mended.folder, "index.html"))).toBe(true);
    expect(mended.made).toBe(1);
    expect(contents(mended.folder)).toEqual(whole);
  }, 300_000);
});

/** Another wording in one task of a month. */
async function changeTask(report: string): Promise<void> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const file = join(exportsFolder, "tasks.parquet");
  await connection.run(`create table tasks as select * from read_parquet('${file}')`);
  await connection.run(`update tasks set task = task || ' (sửa)' where report_id = '${report}'`);
  await connection.run(`copy tasks to '${file}' (format parquet)`);
  connection.closeSync();
  instance.closeSync();
}
