import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";
import { parsePage } from "../../pipelines/publish/site-page.ts";
import { createComponents } from "../../src/components/index.ts";
import type { Page } from "../../src/lib/page.ts";

const file = join(projectFolder, "src", "pages", "gallery.md");
const gallery = parsePage("gallery", file, readFileSync(file, "utf8"));
const page = { lang: "vi", scopes: [], nextId: (prefix: string) => prefix } as unknown as Page;
/** Those whose script belongs to the page of theirs: named there, and led to. */
const onOwnPages = ["searchBox", "sqlNotebook", "explorer", "gapsAtDate"];

/** Code blocks of text, and the calls, in the page's order. */
const texts = gallery.segments.flatMap((segment) => (segment.kind === "text" ? [segment.text] : []));
const shown = texts.flatMap((text) => [...text.matchAll(/```text\n([\s\S]*?)\n```/g)].map((match) => match[1] ?? ""));
const calls = gallery.segments.flatMap((segment) => (segment.kind === "call" ? [segment.expression.trim()] : []));
const queries = gallery.segments.flatMap((segment) => (segment.kind === "sql" ? [segment] : []));

describe("the gallery", () => {
  test("shows every component that a page may call, under its name", () => {
    const names = Object.keys(createComponents(page, []));
    const called = new Set(calls.map((call) => /^\w+/.exec(call)?.[0]));
    expect(names.filter((name) => !called.has(name)).sort()).toEqual([...onOwnPages].sort());
    const headings =
      texts
        .join("\n")
        .match(/^## .*$/gm)
        ?.join("\n") ?? "";
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(headings))).toEqual([]);
    for (const name of onOwnPages) expect(shown.join("\n")).toContain(`${name}(`);
  });

  test("shows as code just what it calls and asks", () => {
    expect(calls.filter((call) => !shown.includes(call))).toEqual([]);
    expect(queries.filter((query) => !shown.includes(query.sql)).map((query) => query.name)).toEqual([]);
  });
});
