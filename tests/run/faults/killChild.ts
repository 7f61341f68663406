/**
 * A run with the real stages (but for the site, which is one page) that ends itself by SIGKILL at a numbered file or
 * database call, or at a random moment when told so from outside.
 * Arguments: the data folder, the number of the call (0: none).
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { workplacePaths } from "../../../pipelines/paths.ts";
import { type RunFiles, realFiles } from "../../../pipelines/run/files.ts";
import { realContext } from "../../../pipelines/run/realContext.ts";
import { performRun } from "../../../pipelines/run/run.ts";
import type { OpenWarehouse, Stages } from "../../../pipelines/run/stages.ts";

const [folder = "", at = "0"] = process.argv.slice(2);
let calls = 0;

function counted<Thing extends object>(thing: Thing): Thing {
  return new Proxy(thing, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (typeof member !== "function") return member;
      return (...parameters: unknown[]) => {
        calls++;
        if (calls === Number(at)) process.kill(process.pid, "SIGKILL");
        return member.apply(target, parameters);
      };
    },
  });
}

/** One page that names the exports it was made from. */
function onePage({ exportsFolder, outputFolder }: { exportsFolder: string; outputFolder: string }): void {
  const hash = createHash("sha256")
    .update(readFileSync(join(exportsFolder, "tasks.parquet")))
    .digest("hex");
  mkdirSync(outputFolder, { recursive: true });
  writeFileSync(join(outputFolder, "index.html"), `<!doctype html><title>${hash.slice(0, 16)}</title>\n`);
}

const context = realContext(workplacePaths(folder), { stage() {}, progress() {}, note() {} });
const real = context.stages;
const stages: Stages = {
  ...real,
  openWarehouse: async (...given) => counted<OpenWarehouse>(await real.openWarehouse(...given)),
  buildSite: async (request) => onePage(request),
};
const files: RunFiles = counted(realFiles);
try {
  const { record } = await performRun(
    { ...context, files, stages, settleMs: 0 },
    { goal: "nightly", command: "nightly" },
  );
  process.stdout.write(JSON.stringify({ outcome: record.outcome, calls }));
} finally {
  await real.close();
}
