import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Ledger } from "../../pipelines/ledger.ts";
import { normaliseContext } from "../../pipelines/normalise/context.ts";
import { extractFacts } from "../../pipelines/normalise/facts.ts";
import { normaliseTasks } from "../../pipelines/normalise/tasks.ts";
import { projectFolder } from "../../pipelines/paths.ts";
import { readDocument } from "../../pipelines/read/index.ts";
import { recogniseDocument } from "../../pipelines/recognise/index.ts";
import { type FactRow, factRow, type TaskRow, taskRow } from "../../pipelines/rows.ts";
import { shippedCatalogue } from "./wordings.ts";

// The sample report, read by eye line by line: what stands here was taken from the printed page, not from a run.
let tasks: TaskRow[];
let facts: FactRow[];
let ledger: Ledger;

beforeAll(async () => {
  const name = "bao-cao-103.txt";
  const bytes = readFileSync(join(projectFolder, "data", "inbox", name));
  const sourceId = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  ledger = new Ledger(sourceId);
  const catalogue = shippedCatalogue();
  const { identity, tables } = recogniseDocument(
    await readDocument({ name, bytes }),
    sourceId,
    ledger,
    catalogue,
    name,
  );
  const context = normaliseContext(ledger, identity, catalogue);
  tasks = tables.filter((table) => table.appendix === "tasks").flatMap((table) => normaliseTasks(table, context));
  facts = tables.flatMap((table) => extractFacts(table, () => null, context));
});

const task = (ordinal: string) => tasks.find((row) => row.ordinal === ordinal);

describe("the sample's tasks", () => {
  it("are 52 in 8 offices, all good rows with keys of their own", () => {
    for (const row of tasks) taskRow.parse(row);
    const perOffice = new Map<string, number>();
    for (const row of tasks) perOffice.set(row.unit_ordinal ?? "", (perOffice.get(row.unit_ordinal ?? "") ?? 0) + 1);
    expect([...perOffice]).toEqual([
      ["1", 12],
      ["2", 13],
      ["3", 6],
      ["4", 5],
      ["5", 4],
      ["6", 3],
      ["7", 3],
      ["8", 6],
    ]);
    expect(new Set(tasks.map((row) => row.row_key)).size).toBe(52);
  });

  it("have these statuses", () => {
    const counts: Record<string, number> = {};
    for (const { status } of tasks) counts[status] = (counts[status] ?? 0) + 1;
    expect(counts).toEqual({
      completed: 43,
      expected_on_time: 2,
      in_progress: 4,
      operating: 1,
      on_track: 1,
      exceeded: 1,
    });
  });

  it("have the misread number mended and the skipped one left out", () => {
    expect(task("5.2")).toMatchObject({ ordinal_text: "52", unit: "Trung tâm Dịch vụ sự nghiệp công" });
    expect(task("1.6")).toBeUndefined();
    expect(task("1.10")?.task).toContain("ISO");
  });

  it.each([
    ["1.3", null, "2026-03-09"],
    ["1.13", "2027-01-01", "2027-03-31"],
    ["2.1", "2025-02-01", "2025-02-28"],
    ["2.6", null, null],
    ["2.8", "2026-01-01", "2026-03-31"],
    ["2.13", null, "2026-03-31"],
    ["5.3", "2026-02-01", "2026-02-28"],
    ["6.2", "2026-03-04", "2026-03-04"],
    ["7.3", null, null],
  ])("task %s runs from %s to %s", (ordinal, start, end) => {
    expect(task(ordinal)).toMatchObject({ deadline_start_date: start, deadline_end_date: end });
  });

  it.each([
    ["1.2", 18, 37],
    ["2.13", 10, 14],
    ["3.1", 2760, 2760],
    ["4.4", 3, 4],
    ["7.1", 12, 12],
    ["7.2", 28, 28],
  ])("task %s is %i of %i done", (ordinal, done, total) => {
    expect(task(ordinal)).toMatchObject({ progress_done: done, progress_total: total });
  });

  it("count no other progress", () => {
    expect(tasks.filter((row) => row.progress_total !== null)).toHaveLength(6);
  });

  it("cite all decisions of a list", () => {
    const list = task("2.1")?.cited_documents ?? [];
    expect(list.map((one) => one.number)).toEqual("178 179 180 181 182 183 184 185 186 187 364 165 166 167".split(" "));
    expect(new Set(list.map((one) => one.type))).toEqual(new Set(["Quyết định"]));
    expect(list.map((one) => one.date).filter((date) => date === "2026-01-30")).toHaveLength(1);
    expect(task("3.3")?.cited_documents.map((one) => `${one.type} ${one.number}`)).toEqual([
      "Kế hoạch 77/KH-UBND",
      "Kế hoạch 93/KH-UBND",
      "Công văn 571/UBND-VP",
      "Công văn 600/UBND-VP",
    ]);
  });

  it("have texts without markup", () => {
    for (const row of tasks) expect(`${row.task} ${row.result}`).not.toMatch(/<\/?\w|&\w+;|\s{2}/u);
  });

  it("leave exactly these doubts", () => {
    const own = ledger.doubts.filter((doubt) => doubt.appendix === "tasks");
    expect(own.map((doubt) => [doubt.rule, doubt.subject_key])).toEqual([
      ["deadline_year", "1.13/deadline"],
      ["deadline_year", "2.1/deadline"],
      ["citations_left_out", "2.1/result"],
      ["ordinal_misread", "5.2/ordinal"],
    ]);
  });
});

describe("the sample's facts", () => {
  it("pass their schema and have keys of their own", () => {
    for (const fact of facts) factRow.parse(fact);
    expect(new Set(facts.map((fact) => fact.fact_id)).size).toBe(facts.length);
  });

  it("hold what the sentences claim against the scenario", () => {
    const excess = facts.filter((fact) => fact.role === "excess_over_scenario").map((fact) => fact.value);
    expect(excess).toEqual([45.27, 0.2, 4.33, 1.51, 2.68]);
    const attained = facts.filter((fact) => fact.role === "attainment_of_year_plan").map((fact) => fact.value);
    expect(attained).toEqual([29.6, 24.6, 28.1, 25, 26.9]);
    const estimates = facts
      .filter((fact) => fact.role === "estimate" && fact.kind === "money")
      .map((fact) => fact.value);
    expect(estimates).toEqual([105_879e6, 86_450e6, 38_210e6, 702_855.52e6, 573_580.65e6]);
  });

  it("hold what the sentences say of projects", () => {
    const of = (role: string) => facts.filter((fact) => fact.role === role);
    expect(of("disbursed").map((fact) => fact.value)).toEqual(Array(7).fill(95));
    expect(of("physical_progress").map((fact) => fact.value)).toEqual([97, 95, 95]);
    expect(of("announced_count").map((fact) => fact.value)).toEqual([8, 6]);
    const months = of("expected_completion").filter((fact) => fact.appendix === "projects");
    expect(months.map((fact) => fact.date_start)).toEqual(
      ["04", "03", "03", "04", "04", "03", "03"].map((month) => `2026-${month}-01`),
    );
  });
});
