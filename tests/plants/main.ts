/**
 * The whole proof: plants errors from seeds, in several processes, and prints what was found, by kind, and what was not.
 * Run: npx tsx tests/plants/main.ts [plants] [processes]      (20000 plants unless told)
 */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { planters } from "./index.ts";
import { monthsPlanters } from "./kinds/months.ts";
import type { PlantRun } from "./run.ts";
import { printTally } from "./tally.ts";

const self = fileURLToPath(import.meta.url);
/** Bases in one warehouse, and one delivery of a process. */
const perBatch = 30;

/** In a process of its own: bases from `first` on, the result as JSON on standard output. */
async function plantHere(first: number, count: number): Promise<void> {
  const { runPlants } = await import("./run.ts");
  const bases = Array.from({ length: count }, (_, index) => first + index);
  process.stdout.write(JSON.stringify(await runPlants(bases, undefined, perBatch)));
}

function plantThere(first: number, count: number): Promise<PlantRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", self, "--batch", String(first), String(count)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => void chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(JSON.parse(Buffer.concat(chunks).toString("utf8")) as PlantRun);
      else reject(new Error(`the batch from base ${first} ended with ${code}`));
    });
  });
}

async function main(wanted: number, processes: number): Promise<void> {
  const whole: PlantRun = { results: [], cleanErrors: [], cleanReports: 0, plantedReports: 0 };
  let next = 0;
  const work = async () => {
    while (whole.results.length < wanted) {
      const first = next;
      next += perBatch;
      const run = await plantThere(first, perBatch);
      whole.results.push(...run.results);
      whole.cleanErrors.push(...run.cleanErrors);
      whole.cleanReports += run.cleanReports;
      whole.plantedReports += run.plantedReports;
      console.error(`${whole.results.length} of ${wanted} planted`);
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
  whole.results.sort((a, b) => a.seed - b.seed || a.label.kind.localeCompare(b.label.kind));
  console.log(`${Object.keys({ ...planters, ...monthsPlanters }).length} kinds`);
  console.log(printTally(whole));
}

const [first, ...rest] = process.argv.slice(2);
if (first === "--batch") await plantHere(Number(rest[0]), Number(rest[1]));
else await main(Number(first ?? 20_000), Number(rest[0] ?? availableParallelism()));
