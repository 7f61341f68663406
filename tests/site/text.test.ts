import fc from "fast-check";
import { parseFragment } from "parse5";
import { describe, expect, test } from "vitest";
import { messages } from "../../src/i18n/messages.ts";
import { toCsv } from "../../src/lib/csv.ts";
import { fold } from "../../src/lib/fold.ts";
import { withoutFormula } from "../../src/lib/formula.ts";
import { html, raw } from "../../src/lib/html.ts";
import { relativeLink } from "../../src/lib/page.ts";

describe("text from reports can't become markup", () => {
  test("whatever is put into a template comes back as one text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const fragment = parseFragment(html`<p title="${text}">${text}</p>`.text);
        expect(fragment.childNodes).toHaveLength(1);
        const paragraph = fragment.childNodes[0] as { childNodes: { nodeName: string }[]; attrs: { name: string }[] };
        expect(paragraph.childNodes.every((node) => node.nodeName === "#text")).toBe(true);
        expect(paragraph.attrs.map((attribute) => attribute.name)).toEqual(["title"]);
      }),
    );
  });

  test("only what is marked as HTML is left alone", () => {
    expect(html`${["<b>", raw("<i>x</i>"), null, false, 3]}`.text).toBe("&lt;b&gt;<i>x</i>3");
  });
});

test.each([
  ["Phù Liễn", "phu lien"],
  ["ĐẦU TƯ  công", "dau tu cong"],
  ["đường Đẩu Phụng", "duong dau phung"],
  ["Phu\u0300 Lie\u0302\u0303n", "phu lien"],
])("%s is found as %s", (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test("a CSV cell never runs as a formula, and numbers stay numbers", () => {
  const csv = toCsv([["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-3,5", "−3,5", 'a "b", c', "＝1"]]);
  expect(csv).toBe(`\ufeff'=1+1,'+cmd|' /C calc'!A0,'@SUM(A1),"-3,5","−3,5","a ""b"", c",'＝1\r\n`);
});

test.each(["  =1+1", "\u00a0=1+1", "\u200b=1+1", "\ufeff@x", "\t1", "\r1", "\n=1", " -x", "＋x"])(
  "%j behind blanks is no formula",
  (text) => {
    expect(withoutFormula(text)).toBe(`'${text}`);
  },
);

test.each(["-3,5", " −12%", "+5", "a=1", "", "  bình thường", "1-2"])("%j stays as it is", (text) => {
  expect(withoutFormula(text)).toBe(text);
});

describe("both languages say everything", () => {
  test.each(Object.entries(messages))("%s", (_key, message) => {
    const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    expect(message.vi.trim()).not.toBe("");
    expect(message.en.trim()).not.toBe("");
    expect(placeholders(message.en)).toEqual(placeholders(message.vi));
  });
});

test.each([
  ["index.html", "scenario.html", "./scenario.html"],
  ["en/index.html", "scenario.html", "../scenario.html"],
  ["en/months/a/tasks.html", "en/sources/x.html#c", "../../sources/x.html#c"],
  ["sources/x.html", "sources/x.html#c", "#c"],
  ["months/a/index.html", "months/a/tasks.html", "./tasks.html"],
])("from %s to %s", (from, to, link) => {
  expect(relativeLink(from, to)).toBe(link);
});
