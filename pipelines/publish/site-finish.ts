import { createHash } from "node:crypto";
import { type DefaultTreeAdapterMap, parse, serialize } from "parse5";
import { type DocumentParts, renderDocument } from "../../src/components/shell.ts";
import type { Html } from "../../src/lib/html.ts";

type Node = DefaultTreeAdapterMap["node"];
type Element = DefaultTreeAdapterMap["element"];

/** What the built page brings: its content, and Framework's own head where the page has cells. */
export interface BuiltPage {
  main: string;
  /** Style sheets, module preloads and the module that runs the cells; empty for a page without cells. */
  runtime: { tags: string; scripts: string[] } | null;
}

/**
 * Takes the content out of a page that Framework built. The runtime (client module, preloads) stays only where the page has cells of
 * its own: a reading page runs nothing of it.
 */
export function takeApart(builtHtml: string, hasCells: boolean): BuiltPage {
  const document = parse(builtHtml);
  const main = find(document, (element) => attribute(element, "id") === "observablehq-main");
  if (!main) throw new Error("the built page has no main part");
  if (!hasCells) return { main: serialize(main), runtime: null };
  const head = find(document, (element) => element.tagName === "head");
  const kept: string[] = [];
  const scripts: string[] = [];
  for (const node of head?.childNodes ?? []) {
    if (!("tagName" in node)) continue;
    if (node.tagName === "link") {
      kept.push(`<link${node.attrs.map(({ name, value }) => ` ${name}="${value}"`).join("")}>`);
    } else if (node.tagName === "script") {
      // Times of files differ from build to build and nothing in the page needs them.
      const code = serialize(node).replace(/,"lastModified":\d+(\.\d+)?/g, "");
      scripts.push(code);
      kept.push(`<script type="module">${code}</script>`);
    }
  }
  return { main: serialize(main), runtime: { tags: kept.join("\n"), scripts } };
}

const slotTag = /<kb-slot n="(\d+)"><\/kb-slot>/g;
const blockStart =
  /^\s*<(article|aside|blockquote|details|div|dl|figure|footer|form|h[1-6]|header|hr|nav|ol|p|pre|section|table|ul)[\s>]/;

/** Puts what the components drew into its slots. Only here: text from reports never passes through Framework. */
export function fillSlots(main: string, slots: readonly Html[]): string {
  const slotOf = (number: string): string => {
    const slot = slots[Number(number)];
    if (!slot) throw new Error(`the page has no slot ${number}`);
    return slot.text;
  };
  // Markdown makes a paragraph of a call on a line of its own. A browser would end that before the first block in it, and so set
  // an empty paragraph between a heading and its table.
  const withoutParagraphs = main.replace(
    /<p>((?:\s*<kb-slot n="\d+"><\/kb-slot>)+\s*)<\/p>/g,
    (paragraph, inner: string) => {
      const contents = [...inner.matchAll(slotTag)].map(([, number]) => slotOf(number as string));
      return contents.every((text) => text === "" || blockStart.test(text)) ? inner : paragraph;
    },
  );
  const filled = withoutParagraphs.replace(slotTag, (_, number: string) => slotOf(number));
  if (filled.includes("<kb-slot")) throw new Error("a slot of the page was not filled");
  return filled;
}

/** The whole document, with a content security policy that names its own inline scripts by hash. */
export function finishPage(
  built: BuiltPage,
  slots: readonly Html[],
  parts: Omit<DocumentParts, "main" | "policy" | "runtime">,
  runsWasm = false,
): string {
  const inline = [...parts.inlineScripts, ...(built.runtime?.scripts ?? [])];
  return renderDocument({
    ...parts,
    main: fillSlots(built.main, slots),
    runtime: built.runtime?.tags ?? "",
    policy: contentSecurityPolicy(inline, built.runtime !== null, runsWasm),
  });
}

/** Nothing from elsewhere, no inline style, and no script but the site's own. Cells may start a worker and WebAssembly. */
export function contentSecurityPolicy(
  inlineScripts: readonly string[],
  hasCells: boolean,
  runsWasm = hasCells,
): string {
  const hashes = inlineScripts.map((code) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`);
  return [
    "default-src 'none'",
    ["script-src 'self'", ...(hasCells || runsWasm ? ["'wasm-unsafe-eval'"] : []), ...hashes].join(" "),
    hasCells ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    ...(hasCells ? ["worker-src 'self' blob:"] : runsWasm ? ["worker-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function find(node: Node, test: (element: Element) => boolean): Element | undefined {
  if ("tagName" in node && test(node)) return node;
  for (const child of "childNodes" in node ? node.childNodes : []) {
    const found = find(child, test);
    if (found) return found;
  }
  return undefined;
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((item) => item.name === name)?.value;
}
