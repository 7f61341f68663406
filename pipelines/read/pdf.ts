/** PDF with a text layer: tables by their ruled lines, else by alignment; rows broken by the end of a page joined again. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { DocumentBuilder } from "./builder.ts";
import { compactCells, splitByEdges } from "./compact.ts";
import type { Document, SourceFile } from "./document.ts";
import type { ReadLimits } from "./limits.ts";
import { findTables, isInside, type RuledTable } from "./pdfGrid.ts";
import { operatorsOf } from "./pdfOperators.ts";
import { addPdfBlocks, type PdfBlock } from "./pdfPages.ts";
import { findRegions } from "./pdfRegions.ts";
import { apply, collectRules, type Matrix, multiply } from "./pdfRules.ts";
import { runningLines } from "./pdfRunning.ts";
import { collectRuns, trustedRuns } from "./pdfRuns.ts";
import { alignTables, type OpenBlock } from "./pdfTables.ts";
import { findTaggedTables, type TagNode } from "./pdfTags.ts";
import { linesOf, lineText, type TextItem, type TextLine, textOf, withMarksOnLine, withoutSides } from "./pdfText.ts";
import { type PdfWeight, weighPdf } from "./pdfWeigh.ts";
import { refusal } from "./refusals.ts";
import type { DeclareWork } from "./work.ts";

type Library = typeof import("pdfjs-dist/legacy/build/pdf.mjs");
type Page = Awaited<ReturnType<Awaited<ReturnType<Library["getDocument"]>["promise"]>["getPage"]>>;

/**
 * Reads a PDF.
 * @throws RefusedFile `scan_without_text`, `page_without_text`, `encrypted`, `too_many_pages` or `damaged`.
 */
export async function readPdf(source: SourceFile, limits: ReadLimits, declareWork?: DeclareWork): Promise<Document> {
  const { name } = source;
  checkEnd(source);
  const weight = weighPdf(source, limits);
  const library = await loadLibrary();
  declareWork?.(millisecondsFor(weight));
  const folder = dirname(dirname(dirname(createRequire(import.meta.url).resolve("pdfjs-dist/legacy/build/pdf.mjs"))));
  const task = library.getDocument({
    data: weight.bytes,
    verbosity: 0,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    stopAtErrors: true,
    // Pictures are blanked already; this is for those inside of contents, which printing programs make of stamps.
    maxImageSize: 1_000_000,
    cMapUrl: `${join(folder, "cmaps")}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(folder, "standard_fonts")}/`,
  });
  try {
    const pdf = await task.promise;
    if (pdf.numPages > limits.maxPages) {
      throw refusal("too_many_pages", name, { count: pdf.numPages, limit: limits.maxPages });
    }
    const pages: PageParts[] = [];
    const withoutText: number[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const content = await readPage(library, page, number, (count) => {
        const limit = limits.maxPageParts;
        if (count > limit) throw refusal("page_too_dense", name, { limit, where: `trang/page ${number}` });
      });
      if (content.isEmpty && weight.lostStreams > 0) {
        throw refusal("damaged", name, { where: `trang/page ${number}`, why: "its drawing can't be found" });
      }
      if (content.isPicture || (content.isEmpty && weight.hasUntracedPictures)) withoutText.push(number);
      pages.push(content);
      page.cleanup();
      // Fonts of pages gone by would fill the memory of a long file.
      if (number % 16 === 0) await pdf.cleanup();
    }
    if (withoutText.length === pdf.numPages) throw refusal("scan_without_text", name, { pages: pdf.numPages });
    if (withoutText.length > 0) {
      throw refusal("page_without_text", name, { where: `trang/page ${withoutText.slice(0, 10).join(", ")}` });
    }
    const builder = new DocumentBuilder(name, limits);
    addPdfBlocks(builder, alignTables(blocksOf(pages)));
    return builder.build("pdf");
  } catch (cause) {
    throw translate(cause, name);
  } finally {
    await task.destroy();
  }
}

/** Some three times what a usual machine needs for a dense report, at 50 ms a page or 1.5 s a megabyte of content. */
function millisecondsFor({ pages, contentBytes }: PdfWeight): number {
  return 800 + Math.min(pages * 250, 10 * pages + contentBytes * 0.005);
}

/** A file that was cut off would be read in part, and nobody would know. */
function checkEnd(source: SourceFile): void {
  const end = Buffer.from(source.bytes.subarray(-4096)).toString("latin1");
  if (!end.includes("%%EOF")) throw refusal("damaged", source.name, { where: "EOF", why: "the end is missing" });
}

function translate(cause: unknown, name: string): unknown {
  if (!(cause instanceof Error)) return cause;
  if (cause.name === "PasswordException") return refusal("encrypted", name, { where: "PDF" }, cause);
  // The library's own names for what is wrong with a file.
  const isAboutFile =
    /^(InvalidPDF|MissingPDF|Format|UnknownError|XRefParse|ParserEOF|Abort)(Exception|Error)?|^UnknownErrorException$/;
  if (isAboutFile.test(cause.name)) {
    return refusal("damaged", name, { where: "PDF", why: cause.message.slice(0, 120) }, cause);
  }
  return cause;
}

let library: Promise<Library> | undefined;

/** The library warns about a canvas that reading text does not need; it would write that to standard output. */
async function loadLibrary(): Promise<Library> {
  library ??= (async () => {
    const { log, warn } = console;
    console.log = () => {};
    console.warn = () => {};
    try {
      // The small builds, by their place: the child's bundle has no packages beside it.
      const { resolve } = createRequire(import.meta.url);
      const at = (name: string) => pathToFileURL(resolve(`pdfjs-dist/legacy/build/${name}`)).href;
      const loaded = (await import(at("pdf.min.mjs"))) as Library;
      loaded.GlobalWorkerOptions.workerSrc = at("pdf.worker.min.mjs");
      return loaded;
    } finally {
      console.log = log;
      console.warn = warn;
    }
  })();
  return library;
}

/** What a page holds: tables that are drawn or tagged, and the lines outside of them. */
interface PageParts {
  number: number;
  height: number;
  blocks: OpenBlock[];
  lines: TextLine[];
  isPicture: boolean;
  isEmpty: boolean;
}

type Item = Awaited<ReturnType<Page["getTextContent"]>>["items"][number];

type Text = Extract<Item, { str: string }>;

/** The page turned so that most of its words stand upright: landscape tables are printed sideways on upright pages. */
function uprightViewport(page: Page, items: Text[]): ReturnType<Page["getViewport"]> {
  const viewport = page.getViewport({ scale: 1 });
  const lengths = [0, 0, 0, 0];
  for (const { str, transform } of items) {
    const [right, down] = multiply(viewport.transform as Matrix, transform as Matrix);
    const quarters = Math.round(Math.atan2(down, right) / (Math.PI / 2)) & 3;
    lengths[quarters] = (lengths[quarters] ?? 0) + str.length;
  }
  const turned = lengths.indexOf(Math.max(...lengths));
  if (turned === 0) return viewport;
  return page.getViewport({ scale: 1, rotation: (page.rotate + 360 - turned * 90) % 360 });
}

/** Piece by piece, so that a page made to fill the memory is left in time. */
async function textItems(page: Page, checkParts: (count: number) => void): Promise<Item[]> {
  const reader = page.streamTextContent({ disableNormalization: true }).getReader();
  const items: Item[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return items;
    for (const item of value.items as Item[]) items.push(item);
    try {
      checkParts(items.length);
    } catch (cause) {
      await reader.cancel(cause);
      throw cause;
    }
  }
}

async function readPage(
  library: Library,
  page: Page,
  number: number,
  checkParts: (count: number) => void,
): Promise<PageParts> {
  const content = (await textItems(page, checkParts)).filter(
    (item): item is Text => "str" in item && item.str.trim() !== "",
  );
  const viewport = uprightViewport(page, content);
  const base = viewport.transform as Matrix;
  const items: TextItem[] = content.map((item) => {
    const matrix = multiply(base, item.transform as Matrix);
    const [x, y] = apply(base, item.transform[4], item.transform[5]);
    return { text: item.str, x, y, width: item.width, height: Math.hypot(matrix[2], matrix[3]) || item.height };
  });
  const list = await operatorsOf(page, checkParts);
  if (items.length === 0) {
    const { OPS } = library;
    const images = new Set<number>([OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject]);
    return {
      number,
      height: viewport.height,
      blocks: [],
      lines: [],
      isPicture: list.fnArray.some((operator) => images.has(operator)),
      isEmpty: true,
    };
  }
  const rules = collectRules(list, library.OPS, base);
  const { tables, rest } = findTables(rules, withMarksOnLine(items));
  const blocks: OpenBlock[] = tables.flatMap((table) => tableBlocks(table, number));
  const runs = withMarksOnLine(collectRuns(list, library.OPS, base)).filter((run) => !isInside(tables, run));
  const words = trustedRuns(runs, rest);
  const tagged = findTaggedTables(words === runs ? await tagsOf(page) : null, runs);
  for (const rows of tagged) {
    const [top, bottom] = [rows[0]?.[0]?.top ?? 0, rows.at(-1)?.[0]?.bottom ?? 0];
    blocks.push({ kind: "tagged", page: number, top, bottom, rows });
  }
  const inTables = new Set(tagged.flat(2).flatMap((cell) => cell.items));
  const lines = linesOf(words.filter((word) => !inTables.has(word))).filter(
    (line) => !isPageNumber(line, viewport.height),
  );
  return { number, height: viewport.height, blocks, lines, isPicture: false, isEmpty: false };
}

/** The blocks of all pages in order. Where a table goes on over pages is known only without what each page repeats. */
function blocksOf(pages: PageParts[]): OpenBlock[] {
  const running = runningLines(pages.map(({ number, height, lines }) => ({ number, height, lines })));
  const out: OpenBlock[] = [];
  let last: OpenBlock | undefined;
  for (const { number, blocks, lines } of pages) {
    const carried = last?.kind === "region" && last.page === number - 1 ? last.region : undefined;
    const own = lines.filter((line) => !running.has(line));
    for (const part of findRegions(own, blocks.length === 0 ? carried : undefined)) {
      if ("columns" in part) {
        const ys = part.lines.map(({ y }) => y);
        blocks.push({ kind: "region", page: number, top: ys[0] ?? 0, bottom: ys.at(-1) ?? 0, region: part });
      } else blocks.push({ kind: "line", page: number, top: part.y, line: part, text: lineText(part.items) });
    }
    blocks.sort((a, b) => a.top - b.top);
    const sided = partSides(blocks, number);
    last = sided.at(-1) ?? last;
    for (const line of lines.filter((each) => running.has(each))) {
      const block = {
        kind: "line",
        page: number,
        top: line.y,
        line,
        text: lineText(line.items),
        isRunning: true,
      } as const;
      const next = sided.findIndex(({ top }) => top > line.y);
      sided.splice(next < 0 ? sided.length : next, 0, block);
    }
    out.push(...sided);
  }
  return out;
}

/** What the file says of the page's build; a tree that can't be read says nothing. */
async function tagsOf(page: Page): Promise<TagNode | null> {
  try {
    return (await page.getStructTree()) as TagNode | null;
  } catch {
    return null;
  }
}

/** Lines between two tables, those that stand side by side one after the other. */
function partSides(blocks: OpenBlock[], page: number): OpenBlock[] {
  const out: OpenBlock[] = [];
  let lines: TextLine[] = [];
  const flush = () => {
    for (const line of withoutSides(lines)) {
      out.push({ kind: "line", page, top: line.y, line, text: lineText(line.items) });
    }
    lines = [];
  };
  for (const block of blocks) {
    if (block.kind === "line") lines.push(block.line);
    else {
      flush();
      out.push(block);
    }
  }
  flush();
  return out;
}

/** The tables that one group of lines holds: those that touch come apart here. */
function tableBlocks(table: RuledTable, page: number): PdfBlock[] {
  const starts = splitByEdges(table.cells);
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? table.ys.length;
    const inside = table.cells.filter((cell) => cell.row >= start && cell.row < end);
    const xs = [...new Set(inside.flatMap((cell) => [cell.column, cell.column + cell.columnSpan]))]
      .sort((a, b) => a - b)
      .map((line) => table.xs[line - 1] as number);
    const cells = inside.map(({ items, ...cell }) => {
      const left = table.xs[cell.column - 1] as number;
      const right = table.xs[cell.column + cell.columnSpan - 1] as number;
      return { ...cell, row: cell.row - start + 1, text: textOf(items, { left, right }) };
    });
    compactCells(cells);
    return { kind: "table", page, top: table.ys[start - 1] as number, bottom: table.ys[end - 1] as number, xs, cells };
  });
}

/** A page's number at its edge is no paragraph. */
function isPageNumber({ items, y }: TextLine, height: number): boolean {
  const isAtEdge = y <= height * 0.08 || y >= height * 0.92;
  return isAtEdge && /^(?:(?:trang|page)\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*\/\s*\d{1,4})?$/i.test(lineText(items));
}
