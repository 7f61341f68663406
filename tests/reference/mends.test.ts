import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";
import { mendInVietnamese, mendsSchema } from "../../pipelines/reference/mends.ts";
import { generateReport } from "../generator/report.ts";
import { Rng } from "../generator/rng.ts";
import { writeText } from "../generator/writers/text.ts";
import { planters } from "../plants/index.ts";
import { parseBytes, shippedCatalogue } from "../reports/parse.ts";

const { mends } = shippedCatalogue().mends;
const code = ["read", "recognise", "normalise"]
  .flatMap((stage) => {
    const folder = join(projectFolder, "pipelines", stage);
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(join(folder, name), "utf8"));
  })
  .join("\n");

describe("what mends did, in Vietnamese", () => {
  it("has words for every mend that the code can make", () => {
    const made = new Set(
      [
        ...code.matchAll(/\.repair\(\s*[\w.!]+,\s*"([a-z_]+)"/g),
        ...code.matchAll(/notes\.push\(\{\s*rule: "([a-z_]+)"/g),
        ...code.matchAll(/rule: ((?:"[a-z_]+"(?: \| )?)+);\s*\n\s*before: string/g),
      ].flatMap((match) => (match[1] ?? "").match(/[a-z_]+/g) ?? []),
    );
    expect(made.size).toBeGreaterThan(15);
    const known = new Set(mends.map(({ rule }) => rule));
    expect([...made].filter((rule) => !known.has(rule))).toEqual([]);
  });

  it.each(mends)("$rule is a mend that some code makes", ({ rule }) => {
    expect(code).toContain(`"${rule}"`);
  });

  it("stands beside every mend of reports with planted errors", async () => {
    for (const [index, [kind, plant]] of Object.entries(planters).entries()) {
      const report = generateReport(index, { size: { offices: 2, tasksEach: 3, groups: 2, projectsEach: 2 } });
      const printed = plant(report, new Rng(kind))?.printed ?? report.printed;
      const { repairs } = await parseBytes(`${kind}.txt`, writeText(printed));
      expect(repairs.filter(({ reason_vi }) => reason_vi === null)).toEqual([]);
    }
  }, 120_000);

  it("fills in what was mended, and says nothing of rules it does not know", () => {
    const reference = mendsSchema.parse({ mends: [{ rule: "a", vi: "“{before}” là {after}" }] });
    const mend = { before: "1O", after: "10", reason: "x" };
    expect(mendInVietnamese(reference, { rule: "a", ...mend })).toBe("“1O” là 10");
    expect(mendInVietnamese(reference, { rule: "b", ...mend })).toBeNull();
  });

  it("refuses what can't be filled in", () => {
    expect(mendsSchema.safeParse({ mends: [{ rule: "a", vi: "{cell}" }] }).success).toBe(false);
  });
});
