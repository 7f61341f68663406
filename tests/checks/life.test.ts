import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runModels } from "../../pipelines/models/run.ts";
import { loadSources, loadWorkplaceRows } from "../../pipelines/warehouse/load.ts";
import { openWarehouse, type Warehouse } from "../../pipelines/warehouse/open.ts";
import { readRows } from "../../pipelines/warehouse/query.ts";
import { addCells, emptySource, indicatorRow } from "../warehouse/parsed.ts";

/** Invented: one verdict that the figures contradict, mended in the second issue, where another one is wrong. */
function issue(letter: string, day: string, estimates: [number, number], order: number) {
  const parsed = emptySource(letter, {
    appendices: ["indicators"],
    issued_date: day,
    report_number: `${order}/BC-UBND`,
  });
  const cells = addCells(parsed, ["Thu ngân sách", "Chi ngân sách"], "indicators");
  ["revenue", "expenditure"].forEach((id, index) => {
    parsed.indicators.push(
      indicatorRow(parsed.source.source_id, cells[index]!, {
        row_key: id,
        indicator_id: id,
        ordinal: String(index + 1),
        position: index + 1,
        plan_month: 10,
        plan_month_operator: "=",
        estimate_month: estimates[index]!,
        estimate_month_operator: "=",
        verdict_reported: "exceeded",
      }),
    );
  });
  return { parsed, receipt: { received_at: `${day}T02:00:00Z`, received_order: order } };
}

const first = () => issue("a", "2026-04-14", [9, 12], 1);
const second = () => issue("b", "2026-04-24", [12, 9], 2);
const third = () => issue("c", "2026-04-28", [12, 9], 3);

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await openWarehouse(":memory:");
});
afterEach(() => warehouse.close());

async function verdicts(mart: string, columns: string) {
  const sql = `select ${columns} from marts.${mart} where rule = 'verdict_against_figures' order by subject_key`;
  return (await readRows(warehouse.connection, sql)).rows;
}

describe("the life of a finding", () => {
  it("begins with the first file that has it and goes on with every later one", async () => {
    await loadSources(warehouse.connection, [first(), second(), third()]);
    await runModels(warehouse.connection);
    expect(
      await verdicts("findings", "subject_key, status, first_seen_at::varchar as first, last_seen_at::varchar as last"),
    ).toEqual([
      { subject_key: "expenditure/month", status: "open", first: "2026-04-24 02:00:00", last: "2026-04-28 02:00:00" },
    ]);
  });

  it("ends with the file that puts it right, and stays listed", async () => {
    await loadSources(warehouse.connection, [first(), second(), third()]);
    await runModels(warehouse.connection);
    expect(
      await verdicts(
        "findings_resolved",
        "subject_key, status, source_ref, last_seen_at::varchar as last, resolved_at::varchar as resolved, resolved_by_report_id as by",
      ),
    ).toEqual([
      {
        subject_key: "revenue/month",
        status: "resolved",
        source_ref: "aaaaaaaaaaaa-t1-r1-c1",
        last: "2026-04-14 02:00:00",
        resolved: "2026-04-24 02:00:00",
        by: "an-dong-2026-04-2",
      },
    ]);
  });

  it("is the same whether the files came in one run or in three", async () => {
    const lives = async () => [
      await verdicts("findings", "finding_id, first_seen_at::varchar, last_seen_at::varchar"),
      await verdicts("findings_resolved", "finding_id, first_seen_at::varchar, resolved_at::varchar"),
    ];
    for (const delivery of [first(), second(), third()]) {
      await loadSources(warehouse.connection, [delivery]);
      await runModels(warehouse.connection);
    }
    const nightByNight = await lives();
    await warehouse.close();
    warehouse = await openWarehouse(":memory:");
    await loadSources(warehouse.connection, [third(), first(), second()]);
    await runModels(warehouse.connection);
    expect(await lives()).toEqual(nightByNight);
  });

  it("is closed by a person's answer, which stays with name and day", async () => {
    await loadSources(warehouse.connection, [first()]);
    await runModels(warehouse.connection);
    const [open] = await verdicts("findings", "finding_id");
    await loadWorkplaceRows(warehouse.connection, {
      scenarios: [],
      scenario_points: [],
      scenario_rules: [],
      scenario_disbursement_targets: [],
      indicator_limits: [],
      indicator_movers: [],
      explanations: [
        { finding_id: String(open!.finding_id), reason: "Số ước", explained_by: "Lan", explained_date: "2026-04-20" },
      ],
    });
    await runModels(warehouse.connection);
    expect(await verdicts("findings", "status, explained_by, explained_date::varchar as day, explanation")).toEqual([
      { status: "explained", explained_by: "Lan", day: "2026-04-20", explanation: "Số ước" },
    ]);
  });
});

/** The file as it came, of which a person has corrected the first estimate (the paper said 12, the file says 9). */
function corrected() {
  const plain = first();
  const { parsed, receipt } = issue("a", "2026-04-14", [12, 12], 1);
  const { source_id } = parsed.source;
  parsed.repairs.push({
    source_id,
    cell_ref: "aaaaaaaaaaaa-t1-r1-c1",
    rule: "corrected_by_person",
    before: "9",
    after: "12",
    reason: "Nguyễn Thị Lan, Văn phòng, 2026-04-20: Bản giấy ghi 12",
    reason_vi: null,
  });
  parsed.uncorrected.push({ source_id, rows_json: JSON.stringify(plain.parsed) });
  return { parsed, receipt };
}

describe("a finding that a person's correction settles", () => {
  const columns =
    "subject_key, status, resolved_by, corrected_by, corrected_date::varchar as day, corrected_cell_ref, correction_reason, resolved_by_report_id";
  const settled = {
    subject_key: "revenue/month",
    status: "resolved",
    resolved_by: "correction",
    corrected_by: "Nguyễn Thị Lan, Văn phòng",
    day: "2026-04-20",
    corrected_cell_ref: "aaaaaaaaaaaa-t1-r1-c1",
    correction_reason: "Bản giấy ghi 12",
    resolved_by_report_id: null,
  };

  it("is listed as resolved, with the name, the day and the reason", async () => {
    await loadSources(warehouse.connection, [corrected()]);
    await runModels(warehouse.connection);
    expect(await verdicts("findings", "subject_key")).toEqual([]);
    expect(await verdicts("findings_resolved", columns)).toEqual([settled]);
  });

  it("is new to nobody where it stays, and the life of others goes on as if nothing had been corrected", async () => {
    await loadSources(warehouse.connection, [corrected(), second()]);
    await runModels(warehouse.connection);
    expect(await verdicts("findings", "subject_key, is_new")).toEqual([
      { subject_key: "expenditure/month", is_new: true },
    ]);
    expect(await verdicts("findings_resolved", "subject_key, resolved_by")).toEqual([]);
  });
});
