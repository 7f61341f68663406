import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { goldenOf, renderGolden } from "./golden.ts";
import { parseBytes } from "./parse.ts";

const folder = new URL("../fixtures/reports/habits/", import.meta.url);
const files = readdirSync(fileURLToPath(folder)).filter((name) => name !== "README.md");

describe("an invented report with other habits", () => {
  it.each(files)("%s is read as the golden says, which was read by eye against the file", async (file) => {
    // A checkout may have changed the ends of lines; no figure hangs on them.
    const text = readFileSync(new URL(file, folder), "utf8").replaceAll("\r\n", "\n");
    const actual = renderGolden(await parseBytes(file, text));
    expect(actual).toBe(goldenOf(`habits/${file}.golden`, actual));
  });
});
