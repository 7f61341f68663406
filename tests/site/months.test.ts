import { describe, expect, test } from "vitest";
import { monthSentence, monthTable, planNote } from "../../src/components/months.ts";
import { changedSentence } from "../../src/components/sentences.ts";
import type { Lang } from "../../src/lib/format.ts";
import type { Page } from "../../src/lib/page.ts";
import { Places } from "../../src/lib/places.ts";
import type { Row } from "../../src/site-tables.ts";

const scopeOf = (period: string) => ({
  localityId: "w",
  locality: "phường Mẫu",
  period,
  reports: [],
  folder: "",
});

function pageIn(lang: Lang, periods: readonly string[]): Page {
  const ids = new Map<string, number>();
  return {
    lang,
    path: "index",
    scope: scopeOf(periods.at(-1) as string),
    scopes: periods.map(scopeOf),
    places: new Places([], [{ report_id: "r", appendix: "tasks", table_key: "r-t1" }], []),
    nextId: (prefix) => {
      ids.set(prefix, (ids.get(prefix) ?? 0) + 1);
      return `${prefix}-${ids.get(prefix)}`;
    },
  };
}

const change = (appendix: string, kind: string, outlook: string, other: Row = {}): Row => ({
  appendix,
  name: "Một dòng",
  row_key: "1",
  source_ref: "r-t1-r2-c1",
  previous_period: "2027-03-01",
  change: kind,
  outlook,
  ...other,
});

const plain = (text: string) => text.replace(/<[^>]+>/g, "").replaceAll("\u00a0", " ");
const both = ["2027-03-01", "2027-04-01"];

const rows: Row[] = [
  change("indicators", "verdict_turned", "worse", { text_before: "met", text_after: "missed" }),
  change("indicators", "verdict_turned", "neutral", { text_before: "met", text_after: "exceeded" }),
  change("indicators", "lead_moved", "worse", { unit: "percentage_point", value_before: 2, value_after: -1.5 }),
  change("projects", "paid", "better", { unit: "vnd", value_before: 1e9, value_after: 3.5e9, value_change: 2.5e9 }),
  change("projects", "paid", "better", { unit: "vnd", value_before: 0, value_after: 1e9, value_change: 1e9 }),
  change("tasks", "completed", "better", { text_before: "in_progress", text_after: "completed" }),
  change("tasks", "dropped", "neutral", { text_before: "completed", previous_source_ref: "r-t1-r9-c1" }),
];

describe("what changed since the month before is one sentence", () => {
  test("that counts what matters, adds up the money, and leaves out what has nothing to say", () => {
    expect(plain(monthSentence(pageIn("vi", both), rows)?.text ?? "")).toBe(
      "So với tháng 3/2027: 1 chỉ tiêu chuyển sang không đạt; giải ngân thêm 3,5 tỷ đồng ở 2 dự án; 1 nhiệm vụ hoàn thành thêm.",
    );
    expect(plain(monthSentence(pageIn("en", both), rows)?.text ?? "")).toBe(
      "Since March 2027: verdicts turned to missed: 1; VND 3.5 billion more paid (projects: 2); tasks newly done: 1.",
    );
  });

  test("whose every count leads to the rows it counts", () => {
    const text = monthSentence(pageIn("vi", both), rows)?.text ?? "";
    const views = [...text.matchAll(/href="[^"]*changes\.html\?table-1\.g=([\w-]+)#/g)].map(([, view]) => view);
    expect(views).toEqual(["verdict_turned-worse", "paid", "paid", "completed"]);
    const table = monthTable(pageIn("vi", both), rows).text;
    const counts = views.map((view) => [...table.matchAll(new RegExp(`<tr[^>]* data-g="${view}"`, "g"))].length);
    expect(counts).toEqual([1, 2, 2, 1]);
  });

  test("that says so where nothing differs, where only little does, and where no month is before", () => {
    expect(plain(monthSentence(pageIn("vi", both), [])?.text ?? "")).toBe("Không có gì khác tháng 3/2027.");
    expect(plain(monthSentence(pageIn("vi", both), rows.slice(2, 3))?.text ?? "")).toContain("chỉ có thay đổi nhỏ");
    expect(monthSentence(pageIn("vi", ["2027-04-01"]), [])).toBeNull();
    expect(plain(changedSentence(pageIn("vi", ["2027-04-01"]), [], []).text)).toContain("kỳ đầu tiên của phường Mẫu");
  });

  test("that names the month of an appendix which the month before lacks, and says that a new year counts anew", () => {
    const older = rows.map((row) => (row.change === "paid" ? { ...row, previous_period: "2027-02-01" } : row));
    expect(plain(monthSentence(pageIn("vi", both), older)?.text ?? "")).toBe(
      "So với tháng 3/2027: 1 chỉ tiêu chuyển sang không đạt; giải ngân thêm 3,5 tỷ đồng ở 2 dự án (so với tháng 2/2027); 1 nhiệm vụ hoàn thành thêm.",
    );
    const newYear = [change("tasks", "added", "neutral", { previous_period: "2026-12-01" })];
    expect(plain(monthSentence(pageIn("vi", ["2026-12-01", "2027-01-01"]), newYear)?.text ?? "")).toBe(
      "So với tháng 12/2026: chỉ có thay đổi nhỏ. Sang năm mới, chỉ tiêu tính lũy kế lại từ đầu theo kế hoạch mới nên chỉ so được theo tháng.",
    );
  });

  test("that tells an unfinished task from a project behind its plan, where neither is named any more", () => {
    const dropped = [change("tasks", "dropped", "worse"), change("projects", "dropped", "worse")];
    const text = monthSentence(pageIn("vi", both), dropped)?.text ?? "";
    expect(plain(text)).toBe(
      "So với tháng 3/2027: 1 nhiệm vụ chưa xong không còn được nêu; 1 dự án còn thiếu so với dự kiến không còn được nêu.",
    );
    expect([...text.matchAll(/table-1\.g=([\w-]+)#/g)].map(([, view]) => view)).toEqual([
      "dropped-worse",
      "dropped_projects",
    ]);
  });

  test("beside what a later issue of this month's report restated", () => {
    const text = plain(changedSentence(pageIn("vi", both), rows, [{ change: "restated" }]).text);
    expect(text).toMatch(/^So với tháng 3\/2027: .* Báo cáo kỳ này được phát hành lại: 1 số liệu được sửa lại/);
  });
});

test("a plan of the year that moved is told on the scenario's page, and nothing where none did", () => {
  const moved = change("indicators", "plan_moved", "neutral", { unit: "percent", value_before: 90, value_after: 92 });
  const text = plain(planNote(pageIn("vi", both), [moved, ...rows]).text);
  expect(text).toBe("Kế hoạch năm khác tháng 3/2027: Một dòng: 90 % → 92 %. Phần nào do kế hoạch, phần nào do kết quả");
  expect(planNote(pageIn("vi", both), rows).text).toBe("");
});

test("the table shows verdicts, money and points as readers write them, and leads back to the month before", () => {
  const table = monthTable(pageIn("vi", both), rows).text.replaceAll("\u00a0", " ");
  expect(table).toContain(">Không đạt<");
  expect(table).toContain("3,5 tỷ đồng");
  expect(table).toContain("−1,5 điểm %");
  expect(table).toContain("#r-t1-r9-c1");
});
