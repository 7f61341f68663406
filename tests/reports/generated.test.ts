import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { fixtures } from "../generator/fixtures.ts";
import { generateReport } from "../generator/report.ts";
import { writeText } from "../generator/writers/text.ts";
import { compareWithTruth } from "./compare.ts";
import { parseBytes } from "./parse.ts";

const folder = new URL("../fixtures/reports/", import.meta.url);

describe.each(fixtures())("the invented report $file", ({ file, generated }) => {
  it("is the file that the generator writes", () => {
    const committed = readFileSync(fileURLToPath(new URL(file, folder)), "utf8").replaceAll("\r\n", "\n");
    expect(committed).toBe(writeText(generated.printed));
  });

  it("is read cell by cell as it was meant", async () => {
    const bytes = readFileSync(fileURLToPath(new URL(file, folder)));
    expect(compareWithTruth(await parseBytes(file, bytes), generated)).toEqual([]);
  });
});

/** More seeds where somebody wants them: KICHBAN_SEEDS=500. */
const seeds = Array.from({ length: Number(process.env.KICHBAN_SEEDS ?? 24) }, (_, seed) => seed);

describe("reports of any office", () => {
  it.each(seeds)(
    "seed %i is read cell by cell as it was meant",
    async (seed) => {
      const generated = generateReport(seed);
      const parsed = await parseBytes(`seed-${seed}.txt`, writeText(generated.printed));
      expect(compareWithTruth(parsed, generated)).toEqual([]);
      const wrong = parsed.doubts.filter((doubt) => doubt.severity === "error");
      expect(wrong).toEqual([]);
    },
    60_000,
  );
});
