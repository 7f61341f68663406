import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readOperator } from "../../pipelines/normalise/operators.ts";
import { cleanOrdinal } from "../../pipelines/normalise/ordinals.ts";
import { foldLetters, foldWords, likeness, slugOf } from "../../pipelines/normalise/slug.ts";
import { findUnit } from "../../pipelines/normalise/units.ts";
import { catalogue } from "./tables.ts";

describe("a unit", () => {
  it.each([
    ["Trđ", "million_vnd"],
    ["(Trđ)", "million_vnd"],
    ["tr.đ", "million_vnd"],
    ["Trđ\u200b", "million_vnd"],
    ["tỷ\u00ad đồng\ufeff", "billion_vnd"],
    ["TRIỆU ĐỒNG", "million_vnd"],
    ["Đơn vị tính: triệu đồng", "million_vnd"],
    ["ĐVT: Tỷ đồng", "billion_vnd"],
    ["tỉ đồng", "billion_vnd"],
    ["đồng", "vnd"],
    ["1.000 đồng", "thousand_vnd"],
    ["triệu đồng/người/năm", "million_vnd_per_person"],
    ["%", "percent"],
    ["‰", "per_mille"],
    ["Doanh nghiệp", "enterprise"],
    ["Hộ", "household"],
    ["Điểm", "point"],
    ["Nghìn lượt", "thousand_person_visit"],
    ["triệu lượt khách", "million_person_visit"],
    ["nghìn con", "thousand_animal"],
    ["m²", "square_metre"],
    ["thùng", undefined],
    ["", undefined],
  ])("printed %j is %s", (text, code) => expect(findUnit(catalogue.units, text)?.code).toBe(code));

  it("has no wording that two units claim", () => {
    for (const unit of catalogue.units.units) {
      for (const wording of unit.wordings) {
        expect([wording, findUnit(catalogue.units, wording)?.code]).toEqual([wording, unit.code]);
      }
    }
  });

  it("of each indicator of the catalogue is known", () => {
    const codes = new Set(catalogue.units.units.map((unit) => unit.code));
    expect(catalogue.indicators.indicators.filter((entry) => !codes.has(entry.unit))).toEqual([]);
  });
});

describe("words around a number", () => {
  it("are taken off in every wording of the reference data, in any case", () => {
    const all = [...catalogue.operators.operators, ...catalogue.operators.ranks];
    for (const { operator, wordings } of all) {
      for (const wording of wordings) {
        for (const text of [wording, wording.toUpperCase().replace("{N}", "{n}")]) {
          expect([text, readOperator(catalogue.operators, text.replace("{n}", "95"))]).toEqual([
            text,
            expect.objectContaining({ operator, rest: "95" }),
          ]);
        }
      }
    }
  });
});

describe("keys of names", () => {
  it.each([
    ["Cải tạo, nâng cấp ngõ 26", "cai_tao_nang_cap_ngo_26"],
    ["  CẢI TẠO  nâng-cấp ngõ 26 ", "cai_tao_nang_cap_ngo_26"],
    ["Đường Đồng Quy", "duong_dong_quy"],
  ])("%j is %s", (name, slug) => expect(slugOf(name)).toBe(slug));

  it("are equal for composed and decomposed letters, and keep their offsets", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạ ]{0,30}$/), (name) => {
        expect(slugOf(name.normalize("NFD"))).toBe(slugOf(name.normalize("NFC")));
        expect(foldLetters(name.normalize("NFC"))).toHaveLength(name.normalize("NFC").length);
        expect(foldWords(foldWords(name))).toBe(foldWords(name));
        expect(likeness(name, name)).toBe(1);
      }),
    );
  });
});

it.each([
  ["01.", "1"],
  ["1.2)", "1.2"],
  ["(a)", "a"],
  ["II", "II"],
  ["-", null],
  ["", null],
])("the number %j of a row is %s", (text, expected) => expect(cleanOrdinal(text)).toBe(expected));
