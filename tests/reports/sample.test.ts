import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";
import type { ParsedSource } from "../../pipelines/rows.ts";
import { goldenOf, renderGolden } from "./golden.ts";
import { parseBytes } from "./parse.ts";

describe("the sample report", () => {
  let parsed: ParsedSource;

  beforeAll(async () => {
    parsed = await parseBytes("bao-cao-103.txt", readFileSync(join(projectFolder, "data/inbox/bao-cao-103.txt")));
  });

  it("has 8 offices and 52 tasks, 41 printed lines and an inferred group, 23 indicators", () => {
    expect(new Set(parsed.tasks.map((task) => task.unit)).size).toBe(8);
    expect(parsed.tasks).toHaveLength(52);
    const inferred = parsed.project_lines.filter((line) => line.is_group_inferred && line.level === "group");
    expect(inferred).toHaveLength(1);
    const printed = parsed.project_lines.filter((line) => !inferred.includes(line));
    const levels = printed.map((line) => line.level);
    expect(printed).toHaveLength(41);
    expect(levels.filter((level) => level === "group")).toHaveLength(2);
    expect(levels.filter((level) => level === "project")).toHaveLength(19);
    expect(levels.filter((level) => level === "component")).toHaveLength(20);
    expect(parsed.indicators).toHaveLength(23);
  });

  it("gives each cell of the file exactly one disposition", () => {
    const text = readFileSync(join(projectFolder, "data/inbox/bao-cao-103.txt"), "utf8");
    const cells = text
      .split("\n")
      .filter((line) => line.includes("\t"))
      .reduce((sum, line) => sum + line.split("\t").length, 0);
    expect(parsed.cells).toHaveLength(cells);
    expect(new Set(parsed.cells.map((cell) => cell.cell_ref)).size).toBe(cells);
  });

  it("is read as the golden says, which was read line by line against the source", () => {
    const actual = renderGolden(parsed);
    expect(actual).toBe(goldenOf("sample.golden", actual));
  });
});
