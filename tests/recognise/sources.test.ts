/** Sums that are printed only by where the money comes from. */
import { describe, expect, it } from "vitest";
import { normaliseContext } from "../../pipelines/normalise/context.ts";
import { normaliseProjects } from "../../pipelines/normalise/projects.ts";
import { type CellSpec, catalogue, documentOf, recognise, table } from "./helpers.ts";

const CITATION = "(Ban hành kèm theo Báo cáo số 7/BC-UBND ngày 14/5/2026 của UBND xã Bình An)";

function linesOf(rows: CellSpec[][]) {
  const found = recognise(
    documentOf("PHỤ LỤC 2", "TIẾN ĐỘ CÁC DỰ ÁN THÁNG 5/2026", CITATION, "Đơn vị tính: triệu đồng", rows),
  );
  const context = normaliseContext(found.ledger, found.identity, catalogue);
  const lines = normaliseProjects(found.tables[0]!, context);
  const rules = found.ledger.doubts.map((doubt) => doubt.rule);
  const unsettled = rows.flatMap((row, index) =>
    row.flatMap((cell, column) => {
      const ref = `${found.ledger.sourceId}-t1-r${index + 1}-c${column + 1}`;
      return cell !== null && !found.ledger.fates.has(ref) ? [ref] : [];
    }),
  );
  expect(unsettled).toEqual([]);
  return { lines, rules, ledger: found.ledger, plans: lines.map((line) => line.year_plan_vnd) };
}

describe("a plan that is printed by its sources only", () => {
  const header =
    "TT|Tên dự án|Tổng mức đầu tư|Kế hoạch vốn năm 2026 - NSTW|Kế hoạch vốn năm 2026 - NS xã|Giải ngân đến hết tháng 5";

  it("is their sum, which comes from all their cells", () => {
    const { lines, rules, ledger } = linesOf(table(header, "1|Đường liên thôn|9.000|3.000|1.000|2.000"));
    expect(lines[0]).toMatchObject({ year_plan_vnd: 4e9, total_investment_vnd: 9e9, actual_vnd: 2e9 });
    const origins = ledger.lineage.filter((one) => one.column_name === "year_plan_vnd" && one.role === "value");
    expect(origins.map((one) => one.cell_ref)).toEqual(["0123456789ab-t1-r2-c4", "0123456789ab-t1-r2-c5"]);
    expect(rules).toContain("sources_summed");
    expect(rules).not.toContain("unknown_column");
  });

  it("has nothing from a blank source, is blank where all are, and is not known where one can't be read", () => {
    const { plans, rules } = linesOf(
      table(header, "1|Cầu Đá|9.000||1.000|2.000", "2|Cầu Gỗ|9.000||-|2.000", "3|Cầu Sắt|9.000|3.000|chờ giao|2.000"),
    );
    expect(plans).toEqual([1e9, null, null]);
    expect(rules).toContain("number_unreadable");
  });

  it("may stand under a caption, with its unit, and in other words", () => {
    const { plans } = linesOf([
      [
        { text: "TT", rows: 2 },
        { text: "Tên dự án", rows: 2 },
        { text: "Tổng mức đầu tư", rows: 2 },
        { text: "Kế hoạch vốn năm 2026 (triệu đồng)", columns: 3 },
        null,
        null,
        { text: "Giải ngân đến hết tháng 5", rows: 2 },
      ],
      [null, null, null, "Ngân sách tỉnh", "Nguồn thu tiền sử dụng đất", "Vốn khác", null],
      ["1", "Đường liên thôn", "9.000", "3.000", "1.000", "500", "2.000"],
    ]);
    expect(plans).toEqual([4.5e9]);
  });

  it("is left blank where not all parts are known sources, and says so", () => {
    const other = header.replace("- NS xã", "- còn thiếu");
    const { plans, rules } = linesOf(table(other, "1|Đường liên thôn|9.000|3.000|1.000|2.000"));
    expect(plans).toEqual([null]);
    expect(rules).toContain("sources_not_summed");
  });

  it.each(["Tổng số", "Tổng số (các nguồn vốn)"])("is the column of the whole where that is printed: %s", (whole) => {
    const other = header.replace("- NSTW", `- ${whole}`);
    const { plans, rules } = linesOf(table(other, "1|Đường liên thôn|9.000|3.000|1.000|2.000"));
    expect(plans).toEqual([3e9]);
    expect(rules).not.toContain("sources_summed");
  });
});
