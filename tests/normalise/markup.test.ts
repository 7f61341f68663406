import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText, rawSpan } from "../../pipelines/normalise/markup.ts";
import { findLookAlikes, foldAligned, stripAccents } from "../../pipelines/normalise/names.ts";

describe("cleaning a cell's text", () => {
  it.each([
    ['<ul style="list-style-type: none"> - Một; - Hai', "- Một; - Hai", ["html_removed"]],
    ["<p>Một</p> <p>Hai</p>", "Một\nHai", ["html_removed"]],
    ["<ul><li>Một</li><li>Hai</li></ul>", "Một\nHai", ["html_removed"]],
    ["Hồ sơ (<i>trình Công an</i>)", "Hồ sơ (trình Công an)", ["html_removed"]],
    ["Một&nbsp;&amp; hai &ndash; ba", "Một & hai – ba", ["html_removed"]],
    ["Một  hai", "Một hai", ["spaces_collapsed"]],
    ["Mộ\u200bt", "Một", ["invisible_removed"]],
    ["Một".normalize("NFD"), "Một", ["unicode_composed"]],
    ["  Một  ", "Một", []],
    ["tỷ lệ <5 % và > 55", "tỷ lệ <5 % và > 55", []],
    ["a <b và c> d & e", "a <b và c> d & e", []],
    ["Một\nhai", "Một\nhai", []],
    ['<ul style="cắt ngang', "", ["html_removed"]],
  ])("%j", (raw, text, rules) => {
    const clean = cleanText(raw);
    expect([clean.text, clean.mends.map((mend) => mend.rule)]).toEqual([text, rules]);
  });

  const piece = fc.constantFrom(
    "<p>",
    "</p>",
    "<i>",
    "&nbsp;",
    "ế",
    "é".normalize("NFD"),
    " ",
    "\n",
    "\u00a0",
    "a",
    "5%",
    "\u200b",
    "<li>",
    "<",
    "&",
  );

  it("notes every change but that of the ends, and is content with its own result", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const raw = pieces.join("");
        const { text, mends } = cleanText(raw);
        expect(mends.length > 0).toBe(text !== raw.trim());
        for (const mend of mends) expect(mend.before).not.toBe(mend.after);
        const letters = (one: string) => one.replace(/\s/gu, "").length;
        expect(letters(cleanText(text).text)).toBeLessThanOrEqual(letters(text));
      }),
    );
  });

  it("knows where each letter stood", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const raw = pieces.join("");
        const clean = cleanText(raw);
        for (let index = 0; index < clean.text.length; index++) {
          const { start, end } = rawSpan(clean, index, index + 1);
          expect(end).toBeGreaterThan(start);
          if (clean.text[index] === "5") expect(raw.slice(start, end)).toBe("5");
        }
      }),
    );
  });
});

describe("folding", () => {
  it("keeps every offset", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const composed = text.normalize("NFC");
        expect(foldAligned(composed)).toHaveLength(composed.length);
        expect(stripAccents(foldAligned(composed))).toHaveLength(composed.length);
      }),
    );
  });

  it.each([
    ["hòa", "hoà"],
    ["Ủy ban", "Uỷ ban"],
    ["QUÝ I", "quí i"],
    ["топ 30", "top 30"],
  ])("%s and %s are one", (one, other) => {
    expect(foldAligned(one)).toBe(foldAligned(other));
  });

  it("finds words with letters of another alphabet", () => {
    expect(findLookAlikes("Thuộc топ 30, top 7")).toEqual([{ word: "топ", meant: "top" }]);
    expect(findLookAlikes("Россия")).toEqual([]);
  });
});
