import { describe, expect, test } from "vitest";
import { cellEntries, foldIndex, type SearchIndex, search } from "../../src/search/index.ts";

const index: SearchIndex = {
  months: [
    { locality: "phường Mẫu Đơn", period: "2026-03" },
    { locality: "xã Khác", period: "2026-03" },
  ],
  entries: [
    { kind: "task", month: 0, path: "a", text: ["Họp bàn", "tại Trạm Phù Liễn"] },
    { kind: "project", month: 0, path: "b", text: ["Xây đường Phù Liễn", ""] },
    { kind: "finding", month: 0, path: "c", text: ["Tổng không khớp"], en: "The sum doesn't hold" },
  ],
};

describe("search over everything", () => {
  test.each([
    ["phu lien", ["b", "a"]],
    ["Phù Liễn", ["b", "a"]],
    ["  DUONG  phu ", ["b"]],
    ["mau don 2026-03", ["a", "b", "c"]],
    ["sum hold", ["c"]],
    ["không có gì như thế", []],
    ["   ", []],
  ])("%j finds %j", (query, paths) => {
    expect(search(foldIndex(index), query).map((entry) => entry.path)).toEqual(paths);
  });

  test("the only locality's own name finds what names it, not every row", () => {
    const alone = { ...index, months: index.months.slice(0, 1) };
    expect(search(foldIndex(alone), "mau don")).toEqual([]);
  });

  test("the letter đ is found as d, in a name of either form of Unicode", () => {
    expect(search(foldIndex(index), "Đường".normalize("NFD")).map((entry) => entry.path)).toEqual(["b"]);
  });

  test("printed cells are found by what they say, and lead to their place", () => {
    const cells = {
      month: 0,
      pages: [{ path: "sources/r-projects", cells: [["s-t1-r2-c3", "10,000,000,000"]] as [string, string][] }],
    };
    const found = search(foldIndex({ ...index, entries: cellEntries(cells) }), "10,000");
    expect(found.map(({ kind, path }) => [kind, path])).toEqual([["cell", "sources/r-projects#s-t1-r2-c3"]]);
  });
});
