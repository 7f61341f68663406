import { mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, sep } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readDocument } from "../../pipelines/read/index.ts";
import { fold } from "../../src/lib/fold.ts";
import { type WardWorkplace, wards, workplaceOf } from "./wards.ts";

const own = "sao-khue-bia";
const other = "trang-luoi-liem-bia";
let both: WardWorkplace;
let alone: WardWorkplace;
let bundle: string;
/** Every file of the workplace but the bundles and the log, with where the pointer leads. */
let before: string[] = [];
let after: string[] = [];

/** A scenario without a locality, for everybody. */
function writeShared(data: string, id: string, title: string): void {
  writeFileSync(
    join(data, "scenarios", `${id}.yaml`),
    `id: ${id}
title: {vi: "${title}", en: Shared}
year: 2027
versions:
  - {version: 1, decided: 2027-01-05, indicators: [{indicator: local_budget_revenue, unit: million_vnd, year_target: 1000000, phasing: {profile: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}}]}
`,
  );
}

const rows = <Row>(place: WardWorkplace, sql: string): Row[] => {
  const { status, stdout, stderr } = place.kichban("query", sql, "--format", "json");
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Row[];
};

beforeAll(() => {
  both = workplaceOf(["first", "second"]);
  // Neither has the shipped scenarios: the other's own stands alone in its folder.
  alone = workplaceOf(["first"], (data) => {
    mkdirSync(join(data, "scenarios"));
    writeShared(data, "chung-cho-moi-noi", "Cho mọi nơi");
  });
  // What people wrote for the other ward must stay out as well: an answer to one of its findings, and a scenario of its own.
  const [finding] = rows<{ finding_id: string }>(
    both,
    `select finding_id from marts.findings where locality_id = '${other}' order by finding_id limit 1`,
  );
  mkdirSync(join(both.data, "overrides"), { recursive: true });
  mkdirSync(join(both.data, "scenarios"), { recursive: true });
  writeFileSync(
    join(both.data, "overrides", "answers.yaml"),
    `explanations:\n  - {finding: ${finding?.finding_id}, reason: Lời giải thích chỉ của xã bịa, by: Người Trả Lời Bịa, date: 2027-05-02}\n`,
  );
  writeFileSync(
    join(both.data, "scenarios", "own.yaml"),
    `id: rieng-cua-xa
title: {vi: Kịch bản chỉ của xã bịa, en: Of the other commune alone}
year: 2027
locality: ${other}
versions:
  - {version: 1, decided: 2027-01-05, indicators: [{indicator: local_budget_revenue, unit: million_vnd, year_target: 918273645, phasing: {profile: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}}]}
`,
  );
  writeShared(both.data, "chung-cho-moi-noi", "Cho mọi nơi");
  // Everybody's too, but it speaks of the other ward, as people write its name.
  writeShared(both.data, "chung-cho-ca-xa-ben", `Hai nơi cùng làm như XÃ ${wards.second.name.toUpperCase()}`);
  expect(both.kichban("model").status).toBe(0);
  before = stateOf(both.data);
  const { status, stdout, stderr } = both.kichban("publish", "--only", "Phường sao khuê Bịa", "--json");
  expect(status, stderr).toBe(0);
  after = stateOf(both.data);
  bundle = (JSON.parse(stdout) as { folder: string }).folder;
}, 600_000);

afterAll(() => {
  both?.remove();
  alone?.remove();
});

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

const stateOf = (data: string): string[] => [
  realpathSync(join(data, "generations", "current")),
  ...filesOf(data)
    .filter((file) => !file.startsWith(join(data, "bundles")) && !file.startsWith(join(data, "logs")))
    .map((file) => `${file} ${readFileSync(file).length}`),
];

/** The browser's database, byte for byte as its makers published it: 34 MB that no ward has touched. */
function isLibrary(file: string): boolean {
  const name = /^duckdb-(?:eh\.wasm|eh\.worker\.js)/.exec(file.split(sep).at(-1) ?? "")?.[0];
  if (!name) return false;
  const original = name === "duckdb-eh.wasm" ? name : "duckdb-browser-eh.worker.js";
  const bytes = readFileSync(file);
  const plain = file.endsWith(".br") ? brotliDecompressSync(bytes) : file.endsWith(".gz") ? gunzipSync(bytes) : bytes;
  return plain.equals(readFileSync(createRequire(import.meta.url).resolve(`@duckdb/duckdb-wasm/dist/${original}`)));
}

/** Everything that a file says, whatever it is packed in. */
async function textsOf(file: string): Promise<string[]> {
  const bytes = readFileSync(file);
  const texts = [bytes.toString("utf8"), bytes.toString("utf16le")];
  if (file.endsWith(".br")) texts.push(brotliDecompressSync(bytes).toString("utf8"));
  if (file.endsWith(".gz")) texts.push(gunzipSync(bytes).toString("utf8"));
  if (file.endsWith(".arrow")) texts.push(json(tableFromIPC(bytes).toArray()));
  if (/\.arrow\.(br|gz)$/.test(file)) {
    const plain = file.endsWith(".br") ? brotliDecompressSync(bytes) : gunzipSync(bytes);
    texts.push(json(tableFromIPC(plain).toArray()));
  }
  if (file.endsWith(".parquet")) {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    const reader = await connection.runAndReadAll(`select to_json(t)::varchar from read_parquet('${file}') as t`);
    texts.push(reader.getRows().flat().join("\n"));
    connection.closeSync();
    instance.closeSync();
  }
  if (/\.(pdf|docx)$/.test(file)) texts.push(json(await readDocument({ name: file, bytes })));
  return texts;
}

const json = (value: unknown) => JSON.stringify(value, (_, each) => (typeof each === "bigint" ? String(each) : each));

/** What only the other ward has: names, ids, fingerprints, sentences and numbers that stand nowhere in the own ward's files. */
function secrets(): string[] {
  const list = (sql: string) => rows<{ value: string }>(both, sql).map(({ value }) => String(value));
  const cells = (locality: string) =>
    list(`select distinct cell.raw_text as value from raw.cells as cell
      join raw.sources as source on source.source_id = cell.source_id where source.locality_id = '${locality}'`);
  const known = cells(own).join("\n");
  const texts = cells(other).filter((text) => text.length >= 24 && !/^[\d.,%\s]+$/.test(text));
  const money = (locality: string) =>
    list(`select distinct unnest([total_investment_vnd, planned_vnd, actual_vnd, gap_vnd])::varchar as value
      from marts.disbursement_gaps where locality_id = '${locality}'`);
  const ownMoney = new Set(money(own));
  const numbers = money(other).filter((text) => /^\d{9,}$/.test(text) && !/0{8}$/.test(text) && !ownMoney.has(text));
  const grouped = (text: string, mark: string) => text.replace(/\B(?=(\d{3})+$)/g, mark);
  return [
    other,
    wards.second.name,
    fold(wards.second.name),
    ...list(
      `select distinct unnest([source_id, source_sha256, source_name]) as value from raw.sources where locality_id = '${other}'`,
    ),
    ...list(`select report_id as value from staging.reports where locality_id = '${other}'`),
    ...list(`select finding_id as value from marts.findings where locality_id = '${other}'`),
    "Lời giải thích chỉ của xã bịa",
    "Người Trả Lời Bịa",
    "rieng-cua-xa",
    "chung-cho-ca-xa-ben",
    "918273645",
    ...texts.filter((text) => !known.includes(text)),
    ...numbers.flatMap((text) => [text, grouped(text, "."), grouped(text, ",")]),
  ];
}

describe("a bundle for one ward", () => {
  test("holds nothing of the other, in whatever it is packed", async () => {
    const wanted = secrets();
    expect(wanted.length).toBeGreaterThan(150);
    const lowered = wanted.map((secret) => secret.toLowerCase());
    const found: string[] = [];
    let ownSeen = false;
    for (const file of filesOf(bundle)) {
      if (isLibrary(file)) continue;
      for (const text of await textsOf(file)) {
        const lower = text.toLowerCase();
        ownSeen ||= text.includes(wards.first.name);
        for (const secret of lowered) if (lower.includes(secret)) found.push(`${file}: ${secret}`);
      }
    }
    expect(found).toEqual([]);
    expect(ownSeen).toBe(true);
    // The same search finds them where they are: in the whole workplace's own files.
    const whole = (await textsOf(realpathSync(join(both.data, "warehouse.duckdb")))).join("\n");
    expect(wanted.filter((secret) => whole.includes(secret)).length).toBeGreaterThan(50);
  }, 300_000);

  test("is byte for byte the bundle of a workplace that never heard of the other", () => {
    const { status, stderr } = alone.kichban("publish", "--only", own, "--out", join(alone.data, "mine"));
    expect(status, stderr).toBe(0);
    expect(readFileSync(join(bundle, "bundle.json"), "utf8")).toBe(
      readFileSync(join(alone.data, "mine", "bundle.json"), "utf8"),
    );
    expect(filesOf(bundle).length).toBeGreaterThan(100);
  }, 300_000);

  test("leaves what is published, and every other file of the workplace, as it was", () => {
    expect(after).toEqual(before);
    expect(before.some((line) => line.includes("warehouse.duckdb"))).toBe(true);
    expect(readdirSync(join(both.data, "bundles"))).toEqual([own]);
  });

  test("refuses an unknown ward with those it knows, a folder of a person's, and --out alone", () => {
    const unknown = both.kichban("publish", "--only", "phường Không Có");
    expect(unknown.status).toBe(2);
    expect(unknown.stderr.trim().split("\n")).toHaveLength(1);
    for (const id of [own, other]) expect(unknown.stderr).toContain(id);
    const folder = join(both.data, "của tôi");
    mkdirSync(folder);
    writeFileSync(join(folder, "thư.txt"), "mine");
    const held = both.kichban("publish", "--only", own, "--out", folder);
    expect([held.status, held.stderr]).toEqual([2, expect.stringContaining("not a bundle")]);
    expect(readFileSync(join(folder, "thư.txt"), "utf8")).toBe("mine");
    expect(both.kichban("publish", "--out", folder).status).toBe(2);
  }, 60_000);
});
