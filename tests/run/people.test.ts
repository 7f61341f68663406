/** A person's word brings a quarantined file in: override, release, and what of it shows. All data is invented. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";
import { generateReport } from "../generator/report.ts";
import { writeText } from "../generator/writers/text.ts";
import { windows1258 } from "../read/build.ts";

const root = mkdtempSync(join(tmpdir(), "kichban-people-"));
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

function kichban(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const program = join(projectFolder, "pipelines", "kichban.mjs");
  const env = { ...process.env, KICHBAN_DATA: root, NO_COLOR: "1" };
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
