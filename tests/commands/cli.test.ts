import { spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";
import { incarnationOf } from "../../pipelines/run/lock.ts";

const root = mkdtempSync(join(tmpdir(), "kichban-cli-"));
const data = join(root, "dữ liệu 1");
const sample = join(projectFolder, "data", "inbox", "bao-cao-103.txt");
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** The command as people start it. */
function kichban(...words: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const environment = { ...process.env, KICHBAN_DATA: data, NO_COLOR: "1" };
    const started = spawn(process.execPath, [join(projectFolder, "pipelines", "kichban.mjs"), ...words], {
      cwd: root,
      env: environment,
    });
    let [out, err] = ["", ""];
    started.stdout.on("data", (chunk: Buffer) => (out += chunk.toString("utf8")));
    started.stderr.on("data", (chunk: Buffer) => (err += chunk.toString("utf8")));
    started.on("exit", (code) => resolve({ code, out, err }));
  });
}

describe("the command line, from an empty folder on", () => {
  it("helps, and refuses wrong usage with exit code 2", async () => {
    const help = await kichban("--help");
    expect(help.code).toBe(0);
    for (const name of ["ingest", "model", "publish", "nightly", "query", "trace", "status", "serve", "rebuild"])
      expect(help.out).toContain(name);
    expect((await kichban("nightly", "--help")).code).toBe(0);
    for (const words of [
      ["nonsense"],
      ["nightly", "--nonsense"],
      ["query"],
      ["query", "select 1", "--format", "xml"],
      ["serve", "--port", "x"],
    ]) {
      const { code, err } = await kichban(...words);
      expect([words, code]).toEqual([words, 2]);
      expect(err).not.toBe("");
      expect(err).not.toMatch(/^\s+at /m);
    }
  });

  it("says in one sentence that there is no warehouse yet", async () => {
    const { code, err } = await kichban("query", "select 1");
    expect([code, err.trim().split("\n").length]).toEqual([1, 1]);
    expect(err).toContain("npx kichban nightly");
  });

  it("names a file that is not there", async () => {
    const { code, err } = await kichban("ingest", "không-có.txt");
    expect([code, err]).toEqual([2, expect.stringContaining("không-có.txt")]);
  });

  it("ingests a file from elsewhere, which stays; after `model` the marts can be asked", async () => {
    const elsewhere = join(root, "báo cáo.txt");
    copyFileSync(sample, elsewhere);
    expect((await kichban("ingest", elsewhere)).code).toBe(0);
    expect(existsSync(elsewhere)).toBe(true);
    expect((await kichban("model")).code).toBe(0);
    const { out } = await kichban(
      "query",
      "select count(*) as tasks, max(deadline_end_date) as last, max(progress_done) as done from marts.tasks",
      "--format",
      "json",
    );
    const [row] = JSON.parse(out) as [{ tasks: number; last: string; done: number }];
    expect(row.tasks).toBe(52);
    expect(row.last).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(typeof row.done).toBe("number");
  }, 120_000);

  it("publishes, sets a bad file aside with exit code 3, and takes the rest in", async () => {
    mkdirSync(join(data, "inbox"), { recursive: true });
    copyFileSync(sample, join(data, "inbox", "lần nữa.txt"));
    writeFileSync(join(data, "inbox", "rỗng.docx"), "");
    const night = await kichban("nightly");
    expect([night.code, night.err.match(/ {4}at /)]).toEqual([3, null]);
    expect(readdirSync(join(data, "inbox"))).toEqual([]);
    expect(readdirSync(join(data, "quarantine")).sort()).toEqual(["rỗng.docx", "rỗng.docx.reason.json"]);
    const reason = JSON.parse(readFileSync(join(data, "quarantine", "rỗng.docx.reason.json"), "utf8")) as Record<
      string,
      string
    >;
    expect(reason.message_vi).toContain("rỗng.docx");
    for (const place of [
      "warehouse.duckdb",
      "exports/datapackage.json",
      "site/current/index.html",
      "site/current/en/index.html",
    ]) {
      expect(existsSync(join(data, place)), place).toBe(true);
    }
  }, 240_000);

  it("does nothing when nothing has changed, and says so", async () => {
    const generations = readdirSync(join(data, "generations"));
    const { code, out } = await kichban("nightly", "--lang", "en");
    expect([code, out]).toEqual([0, expect.stringContaining("Nothing has changed")]);
    expect(readdirSync(join(data, "generations"))).toEqual(generations);
  });

  it("is refused while another run holds the lock, with exit code 4, and says who and since when", async () => {
    const lock = join(data, "kichban.lock");
    const holder = {
      token: "t",
      pid: process.pid,
      host: hostname(),
      incarnation: incarnationOf(process.pid),
      command: "nightly",
      since: "2026-04-01T19:00:00.000Z",
    };
    writeFileSync(lock, JSON.stringify(holder));
    const { code, err } = await kichban("nightly");
    rmSync(lock);
    expect([code, err]).toEqual([4, expect.stringMatching(new RegExp(`${process.pid}.*2026-04-01T19:00:00`))]);
  });

  it("tells how things stand, in lines and in JSON", async () => {
    const { out } = await kichban("status");
    expect(out).toContain("rỗng.docx");
    expect(out).toContain("Báo cáo đang giữ: 1");
    expect(out.trim().split("\n").length).toBeLessThanOrEqual(12);
    const status = JSON.parse((await kichban("status", "--json")).out) as {
      quarantine: unknown[];
      last_runs: { outcome: string }[];
    };
    expect(status.quarantine).toHaveLength(1);
    expect(status.last_runs.map(({ outcome }) => outcome)).toContain("unchanged");
  });

  it("answers a query as a table, CSV or JSON, and changes and reads nothing else", async () => {
    const csv = await kichban("query", "select '=1+1' as formula, null as nothing, 1.5 as number", "--format", "csv");
    expect(csv.out.trim().split("\n")).toEqual(["formula,nothing,number", "'=1+1,,1.5"]);
    for (const sql of [
      "drop table marts.tasks",
      "select * from read_text('/etc/hostname')",
      "select * from read_csv('https://example.org/x.csv')",
      "attach 'x.db'",
      "copy (select 1) to 'x.csv'",
      "set enable_external_access = true",
      "install httpfs",
    ]) {
      const { code, err } = await kichban("query", sql);
      expect([sql, code]).toEqual([sql, 1]);
      expect(err.trim().split("\n").length).toBe(1);
    }
  }, 120_000);

  it("traces a figure to its cell with the raw text", async () => {
    const [finding] = JSON.parse(
      (
        await kichban(
          "query",
          "select finding_id, source_ref from marts.findings where source_ref is not null limit 1",
          "--json",
        )
      ).out,
    ) as [{ finding_id: string; source_ref: string }];
    const trace = await kichban("trace", finding.finding_id);
    expect([trace.code, trace.out]).toEqual([0, expect.stringContaining(finding.source_ref)]);
    expect((await kichban("trace", "nothing")).code).toBe(2);
  });

  it("explains how a file was understood", async () => {
    const { code, out } = await kichban("explain", sample, "--json");
    expect(code).toBe(0);
    expect((JSON.parse(out) as { tables: unknown[] }).tables.length).toBeGreaterThan(2);
  });

  it("goes back to the generation before, and the next night leaves it there", async () => {
    const before = JSON.parse((await kichban("status", "--json")).out) as { run_id: string };
    expect((await kichban("rollback")).code).toBe(0);
    const after = JSON.parse((await kichban("status", "--json")).out) as { run_id: string };
    expect(after.run_id < before.run_id).toBe(true);
    expect((await kichban("nightly")).out).toContain("Không có gì thay đổi");
    const still = JSON.parse((await kichban("status", "--json")).out) as { run_id: string };
    expect(still.run_id).toBe(after.run_id);
  });

  it("makes an equal warehouse from the archive alone", async () => {
    await kichban("rebuild");
    const { code, err } = await kichban("rebuild");
    expect([code, err]).toEqual([0, expect.stringContaining("Bằng kho cũ")]);
    const { out } = await kichban("query", "select count(distinct run_id) as runs from ops.runs", "--json");
    expect((JSON.parse(out) as [{ runs: number }])[0].runs).toBeGreaterThan(5);
  }, 240_000);
});
