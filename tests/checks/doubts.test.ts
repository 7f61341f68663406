import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fillMessage, placeholdersOf } from "../../pipelines/models/messages.ts";
import { loadModels } from "../../pipelines/models/twin.ts";
import { projectFolder } from "../../pipelines/paths.ts";
import { generateReport } from "../generator/report.ts";
import { Rng } from "../generator/rng.ts";
import { writeText } from "../generator/writers/text.ts";
import { planters } from "../plants/index.ts";
import { parseBytes } from "../reports/parse.ts";

const { rules } = loadModels();
const files = ["read", "recognise", "normalise"].flatMap((stage) => {
  const folder = join(projectFolder, "pipelines", stage);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => ({ name: `${stage}/${name}`, code: readFileSync(join(folder, name), "utf8") }));
});
const doubtFolder = join(projectFolder, "pipelines/models/checks/doubts");
const doubtRules = readdirSync(doubtFolder).map((name) => name.replace(/\.yaml$/, ""));

describe("the words of doubts", () => {
  it.each(doubtRules)("%s asks for nothing that the code which doubts doesn't give", (name) => {
    const givers = files.filter(({ code }) => code.includes(`"${name}"`));
    expect(
      givers.map((file) => file.name),
      "no code has such a doubt: delete the yaml",
    ).not.toEqual([]);
    const code = givers.map((file) => file.code).join("\n");
    const { message } = rules.get(name)!;
    const asked = [...placeholdersOf(message.vi), ...placeholdersOf(message.en)];
    const unknown = asked.filter(
      (placeholder) =>
        !["raw_value", "read_value", "subject_key"].includes(placeholder) &&
        !new RegExp(`\\b${placeholder}\\b`).test(code),
    );
    expect(unknown).toEqual([]);
  });

  it("can be filled in for every doubt of reports with planted errors, in both languages", async () => {
    const failed: string[] = [];
    for (const [index, [kind, plant]] of Object.entries(planters).entries()) {
      const report = generateReport(index, { size: { offices: 2, tasksEach: 3, groups: 2, projectsEach: 2 } });
      const printed = plant(report, new Rng(kind))?.printed ?? report.printed;
      const { doubts } = await parseBytes(`${kind}.txt`, writeText(printed));
      for (const { rule, raw_value, read_value, subject_key, arguments: values } of doubts) {
        const known = rules.get(rule);
        try {
          for (const language of ["vi", "en"] as const) {
            fillMessage(known!.message[language], { raw_value, read_value, subject_key, ...values }, language);
          }
        } catch (error) {
          // The check of that name asks the same with words of its own.
          if (!known || doubtRules.includes(rule)) failed.push(`${kind}: ${rule}: ${String(error)}`);
        }
      }
    }
    expect([...new Set(failed)]).toEqual([]);
  }, 120_000);
});
