/** Invented: some wards of a province and their reports, one of them issued twice, one with a cell that a person corrected. */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseSource } from "../../pipelines/normalise/parse.ts";
import { readDocument } from "../../pipelines/read/index.ts";
import { readOverrides } from "../../pipelines/reference/overrides.ts";
import type { ParsedSource } from "../../pipelines/rows.ts";
import { drawLocality } from "../generator/names.ts";
import { generateYear } from "../generator/report.ts";
import { Rng } from "../generator/rng.ts";
import { writeText } from "../generator/writers/text.ts";
import { shippedCatalogue } from "../reports/parse.ts";

const size = { offices: 2, tasksEach: 2, groups: 2, projectsEach: 2 };

export interface WardReport {
  /** A number from 0. */
  ward: number;
  month: number;
  /** The second issue of a month puts the first one's slips right; later ones say other things. */
  issue?: number;
  year?: number;
}

/** A ward's report as text. The same seed and report, the same bytes. */
export function reportText(seed: string, { ward, month, issue = 1, year = 2026 }: WardReport): string {
  const names = new Set<string>();
  let locality = drawLocality(new Rng(`${seed} place 0`));
  for (let draw = 0; names.size <= ward; draw++) {
    locality = drawLocality(new Rng(`${seed} place ${draw}`));
    names.add(locality.name);
  }
  const { reports } = generateYear(`${seed} ward ${ward} ${year} issue ${issue > 2 ? issue : 1}`, {
    locality,
    year,
    months: [month],
    size,
  });
  const { printed, truth } = reports[0]!;
  const project = truth.project_lines.find(({ level }) => level === "project");
  // A task that names a project, and slips that the next issue puts right.
  const text = writeText(printed).replace(truth.tasks[0]?.task ?? "\0", project?.name ?? "Xây dựng");
  return issue === 2 ? text : text.replace(/đạt \d+(,\d+)?% kế hoạch/g, "đạt 991,7% kế hoạch");
}

/** A planners' file over such reports, of all wards: growth, decided twice, and money to be paid. */
export function writeScenarios(folder: string, growth: number): void {
  const version = (number: number, percent: number) => `
  - version: ${number}
    decided: 2026-0${number}-05
    indicators:
${["local_budget_revenue", "agriculture_output", "services_output"]
  .map((id) => `      - {indicator: ${id}, unit: million_vnd, phasing: {rule: {on: reported, growth_pct: ${percent}}}}`)
  .join("\n")}
    disbursement:
      - {portfolio: true, targets: [{by: 2026-06-30, pct: 40, of: total_investment}, {by: 2026-12-31, vnd: 90000000000}]}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "phan-dau.yaml"),
    `id: phan-dau
title: {vi: Phấn đấu, en: Stretch}
year: 2026
author: kiểm thử
versions:${version(1, growth)}${version(2, growth + 5)}
`,
  );
}

/** Parses one text with the shipped catalogue and, where given, people's files of a folder. */
export async function parsedReport(name: string, content: string, overridesFolder?: string): Promise<ParsedSource> {
  const bytes = new TextEncoder().encode(content);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const people = overridesFolder === undefined ? undefined : readOverrides(overridesFolder);
  return parseSource(await readDocument({ name, bytes }), { name, sha256 }, shippedCatalogue(), people);
}

/** An override that corrects a printed figure of the file. */
export function correctionOf(parsed: ParsedSource): string {
  const cell = parsed.cells.find(
    ({ disposition, raw_text }) => disposition === "loaded" && /^\d+(,\d+)?$/.test(raw_text.trim()),
  )!;
  const expected = cell.raw_text.trim();
  const people = { reason: "giấy ghi khác", by: "Lan", date: "2026-11-20" };
  const corrections = [{ cell: cell.cell_ref, expect: expected, value: `${expected}1`, ...people }];
  return `corrections: ${JSON.stringify(corrections)}\n`;
}
