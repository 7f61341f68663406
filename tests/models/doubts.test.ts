import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadModels } from "../../pipelines/models/twin.ts";
import { projectFolder } from "../../pipelines/paths.ts";

/** Rules that reading gives to `doubt(…)`, in either form: `doubt("rule"` or `rule: … "rule"` in the call's object. */
function rulesOfDoubts(): string[] {
  const rules = new Set<string>();
  for (const stage of ["read", "recognise", "normalise"]) {
    const folder = join(projectFolder, "pipelines", stage);
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".ts")) continue;
      const code = readFileSync(join(folder, name), "utf8");
      for (const [, rule] of code.matchAll(/\b(?:doubt|refuse)\(\s*"([a-z_]+)"/g)) rules.add(rule!);
      for (const [, body] of code.matchAll(/\bdoubt\(\{(.*?)\}\)/gs)) {
        const line = /\brule:([^\n]*)/.exec(body!)?.[1] ?? "";
        for (const [, rule] of line.matchAll(/"([a-z]+_[a-z_]+)"/g)) rules.add(rule!);
      }
    }
  }
  return [...rules].sort();
}

it("every doubt that reading can have is put into words in checks/doubts/, or is asked by a check of its own", () => {
  const { rules } = loadModels();
  const found = rulesOfDoubts();
  expect(found.length).toBeGreaterThan(20);
  expect(found.filter((rule) => !rules.has(rule))).toEqual([]);
});
