import { beforeAll, describe, expect, it } from "vitest";
import { runModels } from "../../pipelines/models/run.ts";
import { loadSources } from "../../pipelines/warehouse/load.ts";
import { withWarehouse } from "../../pipelines/warehouse/open.ts";
import { readRows } from "../../pipelines/warehouse/query.ts";
import { generateReport } from "../generator/report.ts";
import { writeText } from "../generator/writers/text.ts";
import { parseBytes } from "../reports/parse.ts";

/** More seeds where somebody wants them: KICHBAN_SEEDS=500. */
const seeds = Array.from({ length: Number(process.env.KICHBAN_SEEDS ?? 12) }, (_, seed) => 1000 + seed);

describe("clean reports of any office", () => {
  let findings: Record<string, unknown>[];

  beforeAll(async () => {
    const deliveries: Parameters<typeof loadSources>[1] = [];
    for (const seed of seeds) {
      const parsed = await parseBytes(`seed-${seed}.txt`, writeText(generateReport(seed).printed));
      // Two offices with one name and one month would be issues of one report.
      parsed.source.locality_id = `office-${seed}`;
      deliveries.push({
        parsed,
        receipt: { received_at: "2026-01-01T00:00:00Z", received_order: deliveries.length + 1 },
      });
    }
    findings = await withWarehouse(":memory:", {}, async (connection) => {
      await loadSources(connection, deliveries);
      await runModels(connection);
      return (
        await readRows(connection, "select report_id, rule, severity, message_en from marts.findings order by all")
      ).rows;
    });
  }, 600_000);

  it("hold no error at all", () => {
    expect(findings.filter((finding) => finding.severity === "error")).toEqual([]);
  });

  it("are asked little: fewer than three questions a report, in the mean", () => {
    const asked = findings.filter((finding) => finding.severity === "warning");
    expect(asked.length / seeds.length, JSON.stringify(asked, null, 1)).toBeLessThan(3);
  });
});
