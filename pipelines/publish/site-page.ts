import { createContext, Script } from "node:vm";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { Html, render } from "../../src/lib/html.ts";
import { UserError } from "../errors.ts";

const words = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });

/** The front matter of a page. */
const frontMatter = z.strictObject({
  title: words,
  /** One sentence under the title, and the page's description for search engines and links. */
  summary: words.optional(),
  /** Label in the navigation; a page without one is reached by links only. */
  nav: words.optional(),
  /** Place in the navigation, from 1. */
  order: z.number().optional(),
  /** Whether it always shows in the navigation; the others wait behind "more". */
  main: z.boolean().default(false),
  /** `report`: once for each locality and month; `year`: once for each locality and year; `site`: once; `source`: once for each report and appendix. */
  scope: z.enum(["report", "year", "site", "source"]).default("report"),
  /** `several`: the page is there only while the warehouse holds more than one locality. */
  localities: z.enum(["any", "several"]).default("any"),
  /** Whether its script runs WebAssembly in a worker: the page's policy then allows both, and nothing else. */
  wasm: z.boolean().default(false),
});
export type FrontMatter = z.infer<typeof frontMatter>;

export type Segment =
  | { kind: "text"; text: string; lang: "vi" | "en" | null }
  | { kind: "sql"; name: string; sql: string; line: number }
  | { kind: "call"; expression: string; lang: "vi" | "en" | null; line: number };

export interface PageSource {
  name: string;
  file: string;
  meta: FrontMatter;
  segments: Segment[];
}

/**
 * Reads a page: front matter, Markdown, fenced `sql <name>` blocks, `${calls}` and text for one language between `::: vi` (or `::: en`)
 * and `:::`.
 * @throws UserError with the file and line of what isn't as expected.
 */
export function parsePage(name: string, file: string, source: string): PageSource {
  const text = source.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
  const head = /^---\n([\s\S]*?)\n---\n/.exec(text);
  if (!head) throw new UserError(`${file}, line 1: a page starts with front matter between two lines of ---`);
  const meta = frontMatter.safeParse(readYaml(file, head[1] ?? ""));
  if (!meta.success) {
    const issue = meta.error.issues[0];
    throw new UserError(
      `${file}, front matter: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not as expected"}`,
    );
  }
  const segments = parseBody(file, text.slice(head[0].length), head[0].split("\n").length);
  return { name, file, meta: meta.data, segments };
}

function readYaml(file: string, text: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    throw new UserError(`${file}, front matter: not valid YAML (${(error as Error).message.split("\n")[0]})`, {
      cause: error,
    });
  }
}

function parseBody(file: string, body: string, firstLine: number): Segment[] {
  const segments: Segment[] = [];
  const lines = body.split("\n");
  let lang: "vi" | "en" | null = null;
  let buffer: string[] = [];
  let bufferLine = firstLine;
  const flush = () => {
    if (buffer.length > 0) segments.push(...splitCalls(file, `${buffer.join("\n")}\n`, lang, bufferLine));
    buffer = [];
  };
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as string;
    const sql = /^```sql\s+([a-z_][a-z0-9_]*)\s*$/i.exec(line);
    const fence = /^:::\s*(vi|en)?\s*$/.exec(line);
    if (sql) {
      flush();
      const end = lines.indexOf("```", index + 1);
      if (end < 0) throw new UserError(`${file}, line ${firstLine + index}: this sql block has no closing \`\`\``);
      segments.push({
        kind: "sql",
        name: sql[1] as string,
        sql: lines.slice(index + 1, end).join("\n"),
        line: firstLine + index,
      });
      index = end;
    } else if (fence) {
      flush();
      const opened = (fence[1] as "vi" | "en" | undefined) ?? null;
      if (opened && lang) throw new UserError(`${file}, line ${firstLine + index}: close the ::: ${lang} block first`);
      lang = opened;
    } else {
      if (buffer.length === 0) bufferLine = firstLine + index;
      buffer.push(line);
    }
  }
  flush();
  if (lang) throw new UserError(`${file}: the ::: ${lang} block has no closing :::`);
  return segments;
}

/** Text and `${calls}`. A call ends at the first brace where what stands before it is an expression. */
function splitCalls(file: string, text: string, lang: "vi" | "en" | null, firstLine: number): Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf("${", from);
    if (start < 0) break;
    const line = firstLine + text.slice(0, start).split("\n").length - 1;
    let end = text.indexOf("}", start);
    while (end >= 0 && !isExpression(text.slice(start + 2, end))) end = text.indexOf("}", end + 1);
    if (end < 0) throw new UserError(`${file}, line ${line}: this \${…} is not a call that can be read`);
    if (start > from) segments.push({ kind: "text", text: text.slice(from, start), lang });
    segments.push({ kind: "call", expression: text.slice(start + 2, end), lang, line });
    from = end + 1;
  }
  if (from < text.length) segments.push({ kind: "text", text: text.slice(from), lang });
  return segments;
}

function isExpression(code: string): boolean {
  try {
    new Script(`(${code}\n)`);
    return true;
  } catch {
    return false;
  }
}

/** What the calls of one page may name: components and the answers of its queries. No modules, clock, chance or files. */
export function createEvaluator(names: Record<string, unknown>) {
  const context = createContext(Object.assign(Object.create(null), names), {
    codeGeneration: { strings: false, wasm: false },
  });
  new Script("delete globalThis.Date; delete Math.random;").runInContext(context);
  return (page: PageSource, call: { expression: string; line: number }): Html => {
    try {
      const value: unknown = new Script(`(${call.expression}\n)`).runInContext(context, { timeout: 20_000 });
      if (value instanceof Html) return value;
      if (typeof value === "string" || typeof value === "number") return new Html(render(value));
      return new Html("");
    } catch (error) {
      const reason = error instanceof Error || (error as Error)?.message ? (error as Error).message : String(error);
      throw new UserError(`${page.file}, line ${call.line}: \${${call.expression.trim().slice(0, 80)}}: ${reason}`, {
        cause: error,
        code: "page_call",
      });
    }
  };
}
