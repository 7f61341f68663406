import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";
import { fixtures } from "../generator/fixtures.ts";
import { type PrintedReport, printedFromText } from "../generator/printed.ts";
import { generateReport } from "../generator/report.ts";
import { writeText } from "../generator/writers/text.ts";
import { parseBytes } from "../reports/parse.ts";
import { browserFormats, type Format, officeFormats, ownFormats } from "./formats.ts";
import { rowsOf } from "./rows.ts";

/** A minute a rendering: LibreOffice and browsers start slowly on busy machines. */
const patience = 240_000;

const sampleText = readFileSync(join(projectFolder, "data/inbox/bao-cao-103.txt"), "utf8");

interface Subject {
  subject: string;
  text: string;
  printed: PrintedReport;
  formats: Format[];
}

const everywhere = [...ownFormats, ...officeFormats, ...browserFormats];

const subjects: Subject[] = [
  { subject: "the sample", text: sampleText, printed: printedFromText(sampleText), formats: everywhere },
  ...fixtures().map(({ file, generated }) => ({
    subject: file,
    text: writeText(generated.printed),
    printed: generated.printed,
    formats: everywhere,
  })),
  ...[3, 8, 21].map((seed) => {
    const { printed } = generateReport(seed);
    return { subject: `seed ${seed}`, text: writeText(printed), printed, formats: ownFormats };
  }),
];

describe.each(subjects)("$subject", ({ text, printed, formats }) => {
  let expected: ReturnType<typeof rowsOf>;

  beforeAll(async () => {
    expected = rowsOf(await parseBytes("report.txt", text));
  }, patience);

  it.each(formats)(
    "says the same as $name",
    async ({ file, write }) => {
      const rows = rowsOf(await parseBytes(file, await write(printed)));
      expect(rows).toEqual(expected);
    },
    patience,
  );
});
