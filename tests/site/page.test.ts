import { describe, expect, test } from "vitest";
import { UserError } from "../../pipelines/errors.ts";
import { contentSecurityPolicy, fillSlots, takeApart } from "../../pipelines/publish/site-finish.ts";
import { createEvaluator, parsePage } from "../../pipelines/publish/site-page.ts";
import { html, raw } from "../../src/lib/html.ts";

const head = "---\ntitle: {vi: Trang, en: Page}\n---\n";

describe("a page is Markdown, queries, calls and text for one language", () => {
  test("in their order, with lines", () => {
    const page = parsePage(
      "x",
      "x.md",
      `${head}Hello \${a({b: "}"})} there\n\n\`\`\`sql rows\nselect 1\n\`\`\`\n\n::: vi\nChào \${b()}\n:::\n`,
    );
    expect(page.segments.map((segment) => [segment.kind, "lang" in segment ? segment.lang : null])).toEqual([
      ["text", null],
      ["call", null],
      ["text", null],
      ["sql", null],
      ["text", null],
      ["text", "vi"],
      ["call", "vi"],
      ["text", "vi"],
      ["text", null],
    ]);
    expect(page.segments[1]).toMatchObject({ expression: 'a({b: "}"})', line: 4 });
    expect(page.segments[3]).toMatchObject({ name: "rows", sql: "select 1", line: 6 });
  });

  test.each([
    ["no front matter", "# Title", "line 1"],
    ["a title in one language", "---\ntitle: {vi: Trang}\n---\n", "title.en"],
    ["broken YAML", "---\ntitle:\nvi: a\nvi: b\n---\n", "front matter: not valid YAML"],
    ["an unknown key", "---\ntitle: {vi: a, en: b}\nscoop: site\n---\n", "scoop"],
    ["an open query", `${head}\n\`\`\`sql x\nselect 1\n`, "line 5"],
    ["an open language", `${head}::: vi\nA\n`, "::: vi"],
    ["a call that can't be read", `${head}\n\${a(\n`, "line 5"],
  ])("%s is told with its place", (_name, source, place) => {
    expect(() => parsePage("x", "x.md", source)).toThrow(UserError);
    expect(() => parsePage("x", "x.md", source)).toThrow(place);
  });
});

describe("calls see components and answers, and nothing else", () => {
  const page = parsePage("x", "x.md", head);
  const evaluate = createEvaluator({ rows: [{ n: 2 }], double: (value: number) => html`<b>${value * 2}</b>` });
  const run = (expression: string) => evaluate(page, { expression, line: 7 }).text;

  test("a component's HTML goes in, a string is escaped", () => {
    expect(run("double(rows[0].n)")).toBe("<b>4</b>");
    expect(run('"<i>"')).toBe("&lt;i&gt;");
  });

  test.each(["process.exit()", "require('fs')", "new Date()", "Math.random()", "fetch('x')", "eval('1')", "nobody()"])(
    "%s",
    (expression) => {
      expect(() => run(expression)).toThrow(/x\.md, line 7/);
    },
  );
});

describe("what Framework built is taken apart", () => {
  const built =
    '<!DOCTYPE html><html><head><link rel="modulepreload" href="./_observablehq/client.js"><script type="module">import "./a.js"; registerFile("x", {"name":"x","lastModified":1750000000000.5,"size":1});</script></head><body><div id="observablehq-center"><main id="observablehq-main" class="observablehq"><h2 id="a">A</h2><kb-slot n="0"></kb-slot></main></div></body></html>';

  test("a reading page keeps nothing that runs", () => {
    expect(takeApart(built, false)).toEqual({ main: '<h2 id="a">A</h2><kb-slot n="0"></kb-slot>', runtime: null });
  });

  test("a page with cells keeps its module, without the times of files", () => {
    const { runtime } = takeApart(built, true);
    expect(runtime?.tags).toContain('href="./_observablehq/client.js"');
    expect(runtime?.scripts[0]).toBe(' import "./a.js"; registerFile("x", {"name":"x","size":1});'.trim());
  });

  test("slots are filled by number, and a missing one is an error", () => {
    expect(fillSlots('<kb-slot n="1"></kb-slot>', [raw("a"), raw("$& b")])).toBe("$& b");
    expect(() => fillSlots('<kb-slot n="1"></kb-slot>', [raw("a")])).toThrow("slot 1");
  });

  test("the policy allows the site's own files and the inline scripts by hash", () => {
    const policy = contentSecurityPolicy(["alert(1)"], false);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='");
    expect(policy).not.toContain("unsafe");
  });
});
