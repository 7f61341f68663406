import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFolder } from "../../pipelines/paths.ts";
import { plainHabits } from "../generator/habits.ts";
import { generateYear } from "../generator/report.ts";
import { writeText } from "../generator/writers/text.ts";

/** Invented wards, each with its own months: nothing here was ever reported by anybody. */
export const wards = {
  first: { kind: "phường", name: "Sao Khuê Bịa", months: [3, 4] },
  second: { kind: "xã", name: "Trăng Lưỡi Liềm Bịa", months: [3, 4] },
} as const;

export type WardName = keyof typeof wards;

export interface WardWorkplace {
  data: string;
  kichban(...words: string[]): { status: number | null; stdout: string; stderr: string };
  remove(): void;
}

/** A workplace with the reports of these wards, read and modelled by the command itself. */
export function workplaceOf(names: readonly WardName[], prepare: (data: string) => void = () => {}): WardWorkplace {
  const data = mkdtempSync(join(tmpdir(), "kichban-wards-"));
  mkdirSync(join(data, "inbox"));
  for (const name of names) {
    const { kind, name: place, months } = wards[name];
    const year = generateYear(`wards ${name}`, {
      year: 2027,
      months: [...months],
      locality: { kind, name: place, printed: `${kind} ${place}` },
      habits: plainHabits,
      size: { offices: 3, tasksEach: 3, groups: 2, projectsEach: 2 },
    });
    for (const { at, printed } of year.reports) {
      writeFileSync(join(data, "inbox", `bia-${name}-${at.month}.txt`), writeText(printed));
    }
  }
  prepare(data);
  const kichban = (...words: string[]) => {
    const command = [join(projectFolder, "pipelines", "kichban.mjs"), ...words, "--data", data, "--lang", "en"];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
    return { status, stdout, stderr };
  };
  for (const stage of ["ingest", "model"]) {
    const { status, stderr } = kichban(stage);
    if (status !== 0) throw new Error(`kichban ${stage} ended with ${status}: ${stderr}`);
  }
  return { data, kichban, remove: () => rmSync(data, { recursive: true, force: true }) };
}
