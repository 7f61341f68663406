/** Tables of tasks with other columns than those of the sample: the office in its own column, no forecast. */
import { describe, expect, it } from "vitest";
import { normaliseTasks } from "../../pipelines/normalise/tasks.ts";
import { contextOf, repairsOf, type TestCell, tableOf } from "./tables.ts";

function read(columns: string[], ...rows: TestCell[][]) {
  const context = contextOf();
  const table = tableOf("tasks", columns, rows);
  const tasks = normaliseTasks(table, context);
  const cells = table.rows.flatMap((row) => row.all);
  expect(cells.filter((cell) => !context.ledger.fates.has(cell.ref))).toEqual([]);
  return { tasks, context };
}

describe("an office in its own column", () => {
  const columns = ["ordinal", "lead_unit", "task", "result"];

  it("is the task's, and of those below that leave it blank", () => {
    const { tasks, context } = read(
      columns,
      ["1", "Phòng Kinh tế", "Kiểm tra hồ chứa", "Đang thực hiện"],
      ["2", "", "Rà soát đất công", "Đang thực hiện"],
      ["3", "Công an xã", "Tuần tra ban đêm", "Đang thực hiện"],
    );
    expect(tasks.map((task) => task.unit)).toEqual(["Phòng Kinh tế", "Phòng Kinh tế", "Công an xã"]);
    expect(tasks.map((task) => task.coordinating_units)).toEqual([[], [], []]);
    expect(context.ledger.lineage.filter((one) => one.column_name === "unit").map((one) => one.role)).toEqual([
      "value",
      "carried",
      "value",
    ]);
    expect(repairsOf(context)).toContain("carried_down:  → Phòng Kinh tế");
  });

  it("is kept as printed under a heading that names one", () => {
    const { tasks } = read(
      columns,
      ["I", "", "VĂN PHÒNG", ""],
      ["1", "Tổ một cửa", "Tiếp công dân định kỳ", "Đang thực hiện"],
    );
    expect(tasks.map((task) => task.unit)).toEqual(["VĂN PHÒNG"]);
  });
});

describe("a result in a table without a forecast", () => {
  const status = (task: string, deliverable: string, result: string) =>
    read(["ordinal", "task", "deliverable", "result"], ["1", task, deliverable, result]).tasks[0]?.status;

  it.each([
    ["Xây dựng chương trình công tác năm", "", "Đã ban hành Quyết định số 19/QĐ-UBND ngày 13/01/2026"],
    ["Chăm lo hộ nghèo", "Kế hoạch", "Đã ban hành Kế hoạch số 7/KH-UBND ngày 06/02/2026"],
    ["Tổng kết thi đua", "", "Đã hoàn thành, gửi báo cáo về tỉnh"],
    ["Tổng kết thi đua", "", "Đã hoàn thành 5/5 hội nghị"],
  ])("says that it is done: %s / %s / %s", (task, deliverable, result) => {
    expect(status(task, deliverable, result)).toBe("completed");
  });

  it.each([
    ["Sửa chữa cầu treo", "", "Đã ban hành Quyết định số 19/QĐ-UBND ngày 13/01/2026"],
    ["Sửa chữa cầu treo", "Biên bản nghiệm thu", "Đã ban hành Quyết định số 19/QĐ-UBND"],
    ["Ban hành quy chế", "", "Đã ban hành Kế hoạch, đang xin ý kiến quy chế"],
    ["Phân bổ dự toán", "", "Đã hoàn thành 98%"],
    ["Phân bổ dự toán", "", "Đã hoàn thành 3/5 đơn vị"],
    ["Phân bổ dự toán", "", "Đã phân bổ cho các trường"],
    ["Phân bổ dự toán", "", "Chưa hoàn thành do chờ hướng dẫn"],
  ])("doesn't say so: %s / %s / %s", (task, deliverable, result) => {
    expect(status(task, deliverable, result)).toBe("unknown");
  });
});
