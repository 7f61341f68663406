import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFolder } from "../../pipelines/paths.ts";
import { plainHabits } from "../generator/habits.ts";
import { type GeneratedYear, generateYear } from "../generator/report.ts";
import { writeText } from "../generator/writers/text.ts";

export interface Workplace {
  data: string;
  year: GeneratedYear;
  /** Runs a command in the workplace, in English. */
  kichban(...words: string[]): { status: number | null; stdout: string; stderr: string };
  remove(): void;
}

/** Two versions of a planner's scenario, with targets for disbursement. Invented, as the reports are. */
const scenario = (year: number) => `id: stretch
title: {vi: Phấn đấu, en: Stretch}
year: ${year}
versions:
  - version: 1
    decided: ${year}-01-05
    indicators:
      - indicator: local_budget_revenue
        unit: million_vnd
        phasing: {rule: {on: reported, growth_pct: 10}}
      - indicator: agriculture_output
        unit: million_vnd
        phasing: {rule: {on: reported, growth_pct: -5}}
  - version: 2
    decided: ${year}-04-05
    indicators:
      - indicator: local_budget_revenue
        unit: million_vnd
        phasing: {rule: {on: reported, growth_pct: 15}}
      - indicator: agriculture_output
        unit: million_vnd
        year_target: 240000
        phasing: {profile: [1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1]}
    disbursement:
      - portfolio: true
        targets: [{by: ${year}-12-31, pct: 80, of: total_investment}]
`;

/** A workplace with nine months of an invented ward, read and modelled by the command itself. */
export function generatedWorkplace(seed = "scenarios"): Workplace {
  const data = mkdtempSync(join(tmpdir(), "kichban-scenarios-"));
  mkdirSync(join(data, "inbox"));
  mkdirSync(join(data, "scenarios"));
  const year = generateYear(seed, {
    year: 2027,
    months: [1, 2, 3, 4, 5, 6, 7, 8, 9],
    habits: plainHabits,
    indicators: { noise: 0.04, revisions: 0.5, restatements: 0.2 },
  });
  for (const { at, printed } of year.reports) {
    writeFileSync(join(data, "inbox", `report-${at.year}-${at.month}.txt`), writeText(printed));
  }
  writeFileSync(join(data, "scenarios", "stretch.yaml"), scenario(2027));
  const kichban = (...words: string[]) => {
    const command = [join(projectFolder, "pipelines", "kichban.mjs"), ...words, "--data", data, "--lang", "en"];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
    return { status, stdout, stderr };
  };
  for (const stage of ["ingest", "model"]) {
    const { status, stderr } = kichban(stage);
    if (status !== 0) throw new Error(`kichban ${stage} ended with ${status}: ${stderr}`);
  }
  return { data, year, kichban, remove: () => rmSync(data, { recursive: true, force: true }) };
}
