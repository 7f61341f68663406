import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fixtures } from "./fixtures.ts";
import { writeText } from "./writers/text.ts";

/** Writes the fixtures of tests/fixtures/reports again. Run it by hand, read the difference, commit it. */
for (const { file, generated } of fixtures()) {
  writeFileSync(fileURLToPath(new URL(`../fixtures/reports/${file}`, import.meta.url)), writeText(generated.printed));
}
