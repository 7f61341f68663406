/**
 * Reports of invented offices, damaged on purpose: no crash, no hang, and no wrong value that nothing warns of. More of
 * them where somebody wants: KICHBAN_MUTATIONS=20 seeds for each change and format.
 */
import { afterAll, describe, expect, it } from "vitest";
import { RefusedFile } from "../../pipelines/errors.ts";
import type { ParsedSource } from "../../pipelines/rows.ts";
import type { PrintedReport } from "../generator/printed.ts";
import { type GeneratedReport, generateReport } from "../generator/report.ts";
import { Rng } from "../generator/rng.ts";
import { writeCsv } from "../generator/writers/csv.ts";
import { writeDocx } from "../generator/writers/docx.ts";
import { writeHtml } from "../generator/writers/html.ts";
import { writeMarkdown } from "../generator/writers/markdown.ts";
import { writeOds, writeOdt } from "../generator/writers/odf.ts";
import { writePdf } from "../generator/writers/pdf.ts";
import { writeText } from "../generator/writers/text.ts";
import { writeXlsx } from "../generator/writers/xlsx.ts";
import type { Difference } from "../reports/compare.ts";
import { parseBytes } from "../reports/parse.ts";
import { byteMutations } from "./byteMutations.ts";
import { judge } from "./judge.ts";
import type { Label } from "./printed/mutation.ts";
import { mutate, printedMutations } from "./printedMutations.ts";

const writers: Record<string, (report: PrintedReport) => Promise<Uint8Array>> = {
  txt: async (report) => Buffer.from(writeText(report)),
  csv: async (report) => Buffer.from(writeCsv(report)),
  html: async (report) => Buffer.from(writeHtml(report)),
  md: async (report) => Buffer.from(writeMarkdown(report)),
  docx: (report) => writeDocx(report),
  xlsx: (report) => writeXlsx(report, { storesNumbers: true }),
  odt: writeOdt,
  ods: writeOds,
  pdf: writePdf,
};

const seeds = Array.from({ length: Number(process.env.KICHBAN_MUTATIONS ?? 2) }, (_, seed) => seed + 1);
const size = { offices: 3, tasksEach: 3, groups: 2, projectsEach: 2 };
const reports = new Map<string, { report: GeneratedReport; clean: Promise<ParsedSource> }>();

/** The report of a seed, and what is read of it unchanged. */
function subject(seed: number, format: string) {
  const key = `${seed} ${format}`;
  const known = reports.get(key);
  if (known) return known;
  const report = generateReport(`mutations ${seed}`, { size });
  const write = writers[format] as (report: PrintedReport) => Promise<Uint8Array>;
  const made = { report, clean: write(report.printed).then((bytes) => parseBytes(`report.${format}`, bytes)) };
  reports.set(key, made);
  return made;
}

/** How the cases ended, for who runs them: `refused: refused`, `flagged: read with doubts` … */
const tally = new Map<string, number>();
afterAll(() => {
  const counts = [...tally].sort().map(([ended, count]) => `${count} ${ended}`);
  console.log(`mutated reports, ended as their labels say: ${counts.join(", ")}`);
});
const count = (ended: string) => tally.set(ended, (tally.get(ended) ?? 0) + 1);

async function check(
  seed: number,
  format: string,
  label: Label,
  bytes: Uint8Array,
  excuse: (difference: Difference) => boolean,
): Promise<void> {
  const { report, clean } = subject(seed, format);
  const parsed = await parseBytes(`report.${format}`, bytes).catch((cause: unknown) => {
    // Any other failure is a crash.
    if (!(cause instanceof RefusedFile)) throw cause;
    return cause;
  });
  if (parsed instanceof RefusedFile) {
    expect(label, parsed.message).not.toBe("harmless");
    count(`${label} → refused`);
    return;
  }
  expect(label, "it should have been refused").not.toBe("refused");
  const verdict = judge(parsed, await clean, report);
  const left = (differences: Difference[]) => differences.filter((one) => !excuse(one)).map(show);
  expect(left(verdict.silent)).toEqual([]);
  if (label === "harmless") expect(left(verdict.all)).toEqual([]);
  else expect(verdict.all.length === 0 || verdict.notices.length > 0, "nothing says so").toBe(true);
  count(`${label} → read, ${verdict.all.length === 0 ? "as it was" : "with doubts"}`);
}

const show = ({ table, row, column, expected, read }: Difference) =>
  `${table} ${row} ${column}: ${JSON.stringify(expected)} -> ${JSON.stringify(read)}`;

/** On paper these are not what they were: words that may not be broken run over the next cell, fonts lack the letters. */
const lostOnPaper = new Set([
  "no-break spaces between words",
  "invisible signs in headers and figures",
  "full-width digits",
]);

describe.each(Object.keys(writers))("%s", (format) => {
  // Formats that share a reader's shape with another one get one seed, the others each.
  const ownSeeds = ["csv", "html", "md", "odt", "ods", "pdf"].includes(format)
    ? seeds.slice(0, Math.ceil(seeds.length / 2))
    : seeds;
  const own = printedMutations
    .filter((one) => one.formats?.includes(format) ?? true)
    .map((one) => (format === "pdf" && lostOnPaper.has(one.name) ? { ...one, label: "flagged" as const } : one));
  const cases = own.flatMap((mutation) => ownSeeds.map((seed) => ({ ...mutation, mutation, seed })));

  it.each(cases)("$name, seed $seed: $label", async ({ mutation, seed, name, label }) => {
    const { report } = subject(seed, format);
    const { changed, excuse } = mutate(report.printed, new Rng(`${name} ${seed}`), mutation);
    const write = writers[format] as (report: PrintedReport) => Promise<Uint8Array>;
    await check(seed, format, label, await write(changed), excuse);
  });

  const byBytes = byteMutations.flatMap((mutation) =>
    mutation.labels[format] ? seeds.map((seed) => ({ mutation, seed, name: mutation.name })) : [],
  );

  it.each(byBytes)("$name, seed $seed", async ({ mutation, seed, name }) => {
    const { report } = subject(seed, format);
    const write = writers[format] as (report: PrintedReport) => Promise<Uint8Array>;
    const bytes = mutation.change(Buffer.from(await write(report.printed)), new Rng(`${name} ${seed} ${format}`));
    await check(seed, format, mutation.labels[format] as Label, bytes, () => false);
  });
});
