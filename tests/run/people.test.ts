/** A person's word brings a quarantined file in: override, release, and what of it shows. All data is invented. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";
import { tablesOf } from "../generator/printed.ts";
import { generateReport } from "../generator/report.ts";
import { writeText } from "../generator/writers/text.ts";
import { windows1258 } from "../read/build.ts";

const root = mkdtempSync(join(tmpdir(), "kichban-people-"));
const other = mkdtempSync(join(tmpdir(), "kichban-people-"));
afterAll(() => {
  for (const folder of [root, other]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const kichban = (...words: string[]) => kichbanIn(root, ...words);

function kichbanIn(data: string, ...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const program = join(projectFolder, "pipelines", "kichban.mjs");
  const env = { ...process.env, KICHBAN_DATA: data, NO_COLOR: "1" };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...words], { env, maxBuffer: 64 * 1024 * 1024 }, (error, out, err) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, out, err });
    });
  });
}

it("a file whose letters can't be told is held, and released by a person's word on its encoding", {
  timeout: 600_000,
}, async () => {
  const { printed, truth } = generateReport("old letters", {
    size: { offices: 2, tasksEach: 2, groups: 1, projectsEach: 2 },
  });
  // So many words that are no Vietnamese that no encoding explains them all.
  const guests = "Hélène Müller, François Lefèvre, José Núñez, Zoë Brontë, Jürgen Größe\n".repeat(60);
  const bytes = windows1258(`${writeText(printed)}\n\n${guests}`);
  const name = "mã cũ.txt";
  for (const folder of ["inbox", "overrides"]) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "inbox", name), bytes);
  writeFileSync(join(root, "overrides", "hỏng.yaml"), "identities: [{source: x}]\n");
  symlinkSync(join(projectFolder, "package.json"), join(root, "inbox", "liên kết.txt"));

  const night = await kichban("ingest");
  expect(night.code).not.toBe(0);
  expect(`${night.out}${night.err}`).toContain("hỏng.yaml");
  expect(readdirSync(join(root, "quarantine"))).toContain(name);
  const reason = JSON.parse(readFileSync(join(root, "quarantine", `${name}.reason.json`), "utf8")) as { code: string };
  expect(reason.code).toBe("encoding_unknown");
  // What a link points to is somebody else's.
  const link = readdirSync(join(root, "quarantine")).find((one) =>
    /liên kết.*\.reason\.json$/.test(one.normalize("NFC")),
  );
  expect(JSON.parse(readFileSync(join(root, "quarantine", link as string), "utf8"))).toMatchObject({
    code: "not_a_file",
  });

  const source = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  writeFileSync(
    join(root, "overrides", "mã.yaml"),
    `identities:\n  - {source: "${source}", encoding: windows-1258, reason: đã hỏi nơi gửi, by: Nguyễn An, date: 2026-11-20}\n`,
  );
  const released = await kichban("release", name);
  expect(`${released.out}${released.err}`).not.toContain("encoding_unknown");
  expect(readdirSync(join(root, "quarantine"))).not.toContain(name);
  const query = await kichban(
    "query",
    "select (select count(*) from marts.tasks) as tasks, (select count(*) from ledger.repairs where rule = 'identified_by_person') as said",
    "--format",
    "json",
  );
  expect(JSON.parse(query.out)).toEqual([{ tasks: truth.tasks.length, said: 1 }]);
});

it("a corrected cell counts from the next run on, in the ledger and on the site; one that no longer fits fails loudly", {
  timeout: 900_000,
}, async () => {
  const { printed, truth } = generateReport("corrected", {
    size: { offices: 2, tasksEach: 2, groups: 1, projectsEach: 2 },
  });
  const wrong = "chưa rõ số";
  const cells = tablesOf(printed).flatMap((table) => table.rows.slice(table.headerRows).flat());
  const cell = cells.find((one) => one.field === "plan_month" && one.rowKey && /^\d+(,\d+)?$/.test(one.text));
  if (!cell) throw new Error("the generator printed no plain figure");
  const right = cell.text;
  const key = cell.rowKey as string;
  const value = truth.indicators.find((row) => row.row_key === key)?.plan_month;
  cell.text = wrong;
  for (const folder of ["inbox", "overrides"]) mkdirSync(join(other, folder), { recursive: true });
  writeFileSync(join(other, "inbox", "báo cáo.txt"), writeText(printed));
  const ask = async (sql: string) => {
    const { out, err } = await kichbanIn(other, "query", sql, "--format", "json");
    if (err) throw new Error(err);
    return JSON.parse(out);
  };
  const load = async () => {
    for (const command of ["ingest", "model"]) expect((await kichbanIn(other, command)).code).toBe(0);
  };
  const figure = () => ask(`select plan_month from marts.indicators where indicator_id = '${key}'`);
  const correct = (entries: { cell: string; expect: string }[]) =>
    writeFileSync(
      join(other, "overrides", "sửa.yaml"),
      `corrections:\n${entries.map((one) => `  - {cell: ${one.cell}, expect: "${one.expect}", value: "${right}", reason: theo bản ký, by: Phạm Thị Sửa, date: 2026-11-20}\n`).join("")}`,
    );

  await load();
  expect(await figure()).toEqual([{ plan_month: null }]);
  const [{ cell_ref }] = await ask(`select cell_ref from ledger.cells where raw_text = '${wrong}'`);
  const source = cell_ref.slice(0, 12);

  correct([
    { cell: cell_ref, expect: wrong },
    { cell: `${source}-t1-r999-c1`, expect: "x" },
    { cell: "0123456789ab-t1-r1-c1", expect: "x" },
  ]);
  const night = await kichbanIn(other, "nightly");
  expect(night.code).toBe(0);
  expect(await figure()).toEqual([{ plan_month: value }]);
  expect(await ask("select before, after, reason from ledger.repairs where rule = 'corrected_by_person'")).toEqual([
    { before: wrong, after: right, reason: "Phạm Thị Sửa, 2026-11-20: theo bản ký" },
  ]);
  const errors = "select rule, severity from marts.findings where rule like 'correction%'";
  expect(await ask(errors)).toEqual([{ rule: "correction_without_cell", severity: "error" }]);
  expect(`${night.out}${night.err}`).toContain("0123456789ab-t1-r1-c1");
  const page = readFileSync(join(other, "site", "current", "findings.html"), "utf8");
  expect(page).toContain("Phạm Thị Sửa");
  expect(page).toContain("theo bản ký");
  expect(page).toContain("-t1-r999-c1");

  correct([{ cell: cell_ref, expect: "chữ khác" }]);
  await load();
  expect(await figure()).toEqual([{ plan_month: null }]);
  expect(await ask(errors)).toEqual([{ rule: "correction_stale", severity: "error" }]);
  expect(await ask("select count(*) as applied from ledger.repairs where rule = 'corrected_by_person'")).toEqual([
    { applied: 0 },
  ]);
});
