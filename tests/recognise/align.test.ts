/** Rows that have lost a cell. Invented data. */
import { expect, test } from "vitest";
import { alignRow } from "../../pipelines/recognise/align.ts";
import { ContentJudge } from "../../pipelines/recognise/contents.ts";
import type { ColumnType } from "../../pipelines/reference/headers.ts";
import { catalogue } from "./helpers.ts";

const judge = new ContentJudge(catalogue);
const types: ColumnType[] = ["ordinal", "name", "text", "money", "money", "money", "percent", "text", "text"];

test("a row with a cell less is mended where its first figure stands under words", () => {
  const row = ["2", "Trường Mầm non", "31.250,0", "15.200,0", "7.500,0", "49,3", "Đang xây thô tầng 2", ""];
  expect(alignRow(row, types, judge)).toMatchObject({ cellOf: [0, 1, null, 2, 3, 4, 5, 6, 7], unsure: [] });
});

test("where any of the sums may be the lost one, none is taken", () => {
  const row = ["5", "Thoát nước", "Khu 2, 3", "18.000,0", "2.000,0", "12,5", "Đang lập hồ sơ", "Sớm phê duyệt"];
  expect(alignRow(row, types, judge)?.unsure.length).toBeGreaterThan(0);
});

test("a row whose last cells were left out stands right, with a figure for its place too", () => {
  expect(alignRow(["3", "Nhà văn hóa", "12", "5.000,0", "3.000,0"], types, judge)).toBeNull();
});
