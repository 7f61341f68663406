import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";
import { type AuditFinding, auditParsed } from "../../pipelines/run/audit.ts";
import { goldenOf } from "../reports/golden.ts";
import { parseBytes, shippedCatalogue } from "../reports/parse.ts";

const name = "bao-cao-103.txt";
const bytes = readFileSync(join(projectFolder, "data/inbox", name));
const lines = bytes.toString("utf8").split("\n");

describe("the sample report, read as a careful reader would", () => {
  let findings: AuditFinding[];

  beforeAll(async () => {
    findings = await auditParsed([await parseBytes(name, bytes)], shippedCatalogue());
  }, 120_000);

  it("gives the findings of the golden, each of which was read against its line", () => {
    const place = (finding: AuditFinding) => `${finding.source_line} c${finding.column}`;
    const sorted = [...findings].sort(
      (a, b) =>
        (a.source_line ?? 0) - (b.source_line ?? 0) ||
        (a.column ?? 0) - (b.column ?? 0) ||
        (`${a.rule} ${a.message_vi}` < `${b.rule} ${b.message_vi}` ? -1 : 1),
    );
    const actual = sorted
      .map((finding) => `${place(finding)} ${finding.severity} ${finding.rule}\n  ${finding.message_vi}\n`)
      .join("");
    expect(actual).toBe(goldenOf("../checks/sample.golden", actual));
  });

  it("points at cells that print what is quoted", () => {
    for (const finding of findings) {
      const cell = lines[(finding.source_line ?? 0) - 1]?.split("\t")[(finding.column ?? 0) - 1] ?? "";
      // A paragraph has no cells; a row put back, a column or a pair is quoted in its own form.
      if (/date_left_blank|row_shifted|mixed_number_forms|fraction_against_percent/.test(finding.rule)) continue;
      if (/group_heading_missing/.test(finding.rule)) continue;
      const flat = (text: string) => text.replace(/\s+/g, " ").trim().toLowerCase();
      expect(flat(cell), `${finding.rule}: ${finding.raw_value}`).toContain(flat(finding.raw_value ?? ""));
    }
  });

  it("asks nothing in words that are left open", () => {
    for (const { message_vi, message_en } of findings) {
      expect(`${message_vi} ${message_en}`).not.toMatch(/[{}]|undefined|null|NaN| {2}/);
      expect(message_vi.length).toBeLessThan(520);
    }
  });
});
