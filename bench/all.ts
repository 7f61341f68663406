/**
 * Runs every benchmark beside this file, one after another, each in a process of its own: each prints its figures and the
 * machine's. Run: npm run bench [name …]      (`npm run bench readers` runs one)
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const self = fileURLToPath(import.meta.url);
const folder = join(self, "..");
const asked = process.argv.slice(2);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".ts") && file !== basename(self))
  .map((file) => file.slice(0, -3))
  .sort();
const unknown = asked.find((name) => !names.includes(name));
if (unknown !== undefined) {
  console.error(`bench/ has no ${unknown}; there are: ${names.join(", ")}`);
  process.exit(2);
}
let failed = 0;
for (const name of asked.length > 0 ? asked : names) {
  console.log(`\n## ${name}`);
  const run = spawnSync(process.execPath, ["--import", "tsx", join(folder, `${name}.ts`)], { stdio: "inherit" });
  if (run.status !== 0) failed++;
}
process.exit(failed === 0 ? 0 : 1);
