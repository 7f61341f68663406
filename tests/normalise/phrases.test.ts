import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { phraseSet } from "../../pipelines/normalise/phrases.ts";

const found = (phrases: string[], text: string) =>
  phraseSet(phrases)
    .findAll(text)
    .map((hit) => hit.phrase);

describe("wordings in a text", () => {
  it.each([
    { phrases: ["kế hoạch", "kế hoạch năm"], text: "đạt 40% kế hoạch năm", expected: ["kế hoạch năm"] },
    { phrases: ["đạt"], text: "chưa đất, ĐẠT", expected: ["đạt"] },
    { phrases: ["khối lượng"], text: "Khôi  lượng", expected: ["khối lượng"] },
    { phrases: ["kế hoạch"], text: "kế hoạchx và xkế hoạch", expected: [] },
    { phrases: ["%", "% kế hoạch"], text: "40% kế hoạch, 3%", expected: ["% kế hoạch", "%"] },
    { phrases: ["triệu", "tr.đồng"], text: "5 tr.đồng 6 triệu", expected: ["tr.đồng", "triệu"] },
  ])("$phrases in $text: $expected", ({ phrases, text, expected }) => {
    expect(found(phrases, text)).toEqual(expected);
  });

  it("finds from left to right the longest wording at each place, as trying all of them everywhere does", () => {
    const word = fc.constantFrom("ab", "cd", "e", "x1", "%", "(c)", "-");
    const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
    const text = fc
      .array(fc.tuple(word, fc.constantFrom(" ", "  ", "", ", ")), { maxLength: 9 })
      .map((parts) => parts.flat().join(""));
    const isWord = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
    fc.assert(
      fc.property(fc.uniqueArray(phrase, { minLength: 1, maxLength: 6 }), text, (phrases, printed) => {
        const hits: [number, string][] = [];
        const ending: string[] = [];
        const opening: string[] = [];
        let from = 0;
        for (let at = 0; at < printed.length; at++) {
          const here = phrases
            .map((each) => {
              const body = each.split(" ").map((part) => part.replace(/[()]/g, "\\$&"));
              const match = new RegExp(body.join("\\s+"), "uy");
              match.lastIndex = at;
              return { each, text: match.exec(printed)?.[0] ?? null };
            })
            .filter(({ each, text: own }) => {
              if (own === null) return false;
              const opens = !isWord(each[0]) || !isWord(printed[at - 1]);
              return opens && (!isWord(each.at(-1)) || !isWord(printed[at + own.length]));
            })
            .sort((a, b) => b.each.length - a.each.length);
          for (const { each, text: own } of here) {
            if (at + (own as string).length === printed.trimEnd().length) ending.push(each);
            if (printed.slice(0, at).trim() === "") opening.push(each);
          }
          const best = here[0];
          if (!best || at < from) continue;
          hits.push([at, best.each]);
          from = at + (best.text as string).length;
        }
        const set = phraseSet(phrases);
        expect(set.findAll(printed).map((hit) => [hit.start, hit.phrase])).toEqual(hits);
        expect(set.atEnd(printed)?.phrase ?? null).toBe(ending[0] ?? null);
        expect(set.atStart(printed)?.phrase ?? null).toBe(opening[0] ?? null);
      }),
      { numRuns: 1000 },
    );
  });
});
