/** What a file is, by its first bytes. */
import { sniffDelimiter } from "./delimiter.ts";
import { findAlignedTables } from "./textAligned.ts";

export type Container = "zip" | "ole" | "pdf" | "rtf" | "text" | "binary";

/** The kind of container; `text` where nothing else is recognised and there is no sign of binary data. */
export function detectContainer(bytes: Uint8Array): Container {
  const start = (...codes: number[]) => codes.every((code, index) => bytes[index] === code);
  if (start(0x50, 0x4b, 3, 4) || start(0x50, 0x4b, 5, 6) || start(0x50, 0x4b, 7, 8)) return "zip";
  if (start(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return "ole";
  const head = String.fromCharCode(...bytes.subarray(0, 1024));
  // Readers of PDF accept rubbish of up to a kilobyte before the header.
  if (/^[\s\S]{0,1010}%PDF-\d/.test(head)) return "pdf";
  if (head.startsWith("{\\rtf")) return "rtf";
  return isBinary(bytes) ? "binary" : "text";
}

/** Control characters that no text has; zero bytes only where the file is no UTF-16. */
function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 65_536);
  let zeros = 0;
  let controls = 0;
  for (const byte of sample) {
    if (byte === 0) zeros += 1;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) controls += 1;
  }
  if (zeros > 0) return !looksUtf16(sample);
  return controls > Math.max(2, sample.length / 1000);
}

/** UTF-16 by its mark, or by zero bytes at one parity only, as Latin letters have them. */
export function looksUtf16(sample: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (sample[0] === 0xff && sample[1] === 0xfe) return "utf-16le";
  if (sample[0] === 0xfe && sample[1] === 0xff) return "utf-16be";
  let even = 0;
  let odd = 0;
  const pairs = Math.floor(Math.min(sample.length, 65_536) / 2);
  for (let index = 0; index < pairs; index += 1) {
    if (sample[2 * index] === 0) even += 1;
    if (sample[2 * index + 1] === 0) odd += 1;
  }
  if (odd > pairs * 0.4 && even <= pairs * 0.01) return "utf-16le";
  if (even > pairs * 0.4 && odd <= pairs * 0.01) return "utf-16be";
  return undefined;
}

/** Does decoded text open as a page? HTML inside the cells of a text report does not make it one. */
function isHtml(text: string): boolean {
  const head = text.slice(0, 4096).replace(/^(?:\s|<!--[\s\S]*?-->|<\?xml[^>]*\?>)+/, "");
  if (/^<(?:!doctype\s+html|html|head|body|table|meta|title)\b/i.test(head)) return true;
  // A piece of a page, as converters and editors give it: its paragraphs are marked up as well, and its tables.
  const isPiece = /^<(?:p|div|section|article|center|h[1-6])\b[^<>]*>/i.test(head) && /<table\b[^<>]*>/i.test(text);
  return isPiece && !text.includes("\t") && !hasPipeTable(text.split(/\r\n|\n|\r/));
}

export type TextKind =
  | { format: "text" | "html" | "flat-odf" | "markdown" }
  | { format: "csv"; delimiter: string }
  /** A text format that is no report, by the name for the message. */
  | { format: "other"; name: string };

/** Which format decoded text is in. */
export function detectText(text: string): TextKind {
  const head = text.slice(0, 65_536);
  if (/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<office:document[\s>]/.test(head)) return { format: "flat-odf" };
  if (isHtml(head)) return { format: "html" };
  if (/^\s*<\?xml/.test(head)) return { format: "other", name: "XML" };
  if (/^(?:[\w-]+:[^\n]*\n)*MIME-Version:/i.test(head)) {
    const isPage = /^Content-Type:\s*multipart\/related/im.test(head) && !/^(?:To|Received):/im.test(head);
    return { format: "other", name: isPage ? "MHTML (.mht)" : "thư điện tử/e-mail (.eml)" };
  }
  const lines = text.split(/\r\n|\n|\r/);
  const isTabbed = lines.some((line) => line.includes("\t"));
  if (isTabbed && !hasTabsInHeadOnly(lines)) {
    return isPadded(lines) || isQuoted(text) ? { format: "csv", delimiter: "\t" } : { format: "text" };
  }
  if (hasPipeTable(lines) || hasHtmlTable(lines)) return { format: "markdown" };
  // Before commas are counted: those of the numbers would look like a delimiter.
  if (findAlignedTables(lines).size > 0) return { format: "text" };
  const delimiter = sniffDelimiter(text);
  return delimiter ? { format: "csv", delimiter } : { format: "text" };
}

/** Lines with a tab that a letterhead may have: its two sides. A table has more tabs on a line, or more such lines. */
const mostTabbedLines = 6;

function hasTabsInHeadOnly(lines: string[]): boolean {
  const tabbed = lines.filter((line) => line.trim().includes("\t"));
  return tabbed.length <= mostTabbedLines && tabbed.every((line) => /^[^\t]*\t+[^\t]*$/.test(line.trim()));
}

/** A spreadsheet saved as tab-separated text pads every line to the same number of fields, titles and blank rows too. */
function isPadded(lines: string[]): boolean {
  const full = lines.filter((line) => line !== "");
  const tabs = (line: string) => line.split("\t").length - 1;
  const first = tabs(full[0] ?? "");
  return (
    first >= 2 &&
    full.length >= 3 &&
    full.every((line) => tabs(line) === first) &&
    full.some((line) => /^[^\t]*\t+$/.test(line))
  );
}

/**
 * Fields in quotes, as programs write those that hold a tab, a line's end or a quote: each that begins with a quote ends with
 * one, and some hold what only quotes can keep together.
 */
function isQuoted(text: string): boolean {
  let holds = 0;
  const rest = text.replace(/(?<=^|[\t\n\r])"((?:[^"]|"")*)"(?=[\t\n\r]|$)/g, (_, field: string) => {
    if (/[\t\n]|""/.test(field)) holds += 1;
    return "";
  });
  return holds > 0 && !/(?:^|[\t\n\r])"/.test(rest);
}

/** Two lines in a row, or one and a rule of dashes, that begin and end with a bar. */
function hasPipeTable(lines: string[]): boolean {
  return lines.some((line, index) => isPipeLine(line) && isPipeLine(lines[index + 1] ?? "")) || lines.some(isPipeRule);
}

/** A table written as HTML on lines of its own. */
function hasHtmlTable(lines: string[]): boolean {
  return lines.some(isHtmlTableLine) && lines.some((line) => /<\/table\s*>\s*$/i.test(line));
}

/** Does a line begin with a table in HTML? */
export function isHtmlTableLine(line: string): boolean {
  return /^\s{0,3}<table(?:\s[^<>]*)?>/i.test(line);
}

/** `| a | b |`, also in box-drawing characters, and the rules between. */
export function isPipeLine(line: string): boolean {
  return /^\s*(?:[|│┃║].*[|│┃║]|\+[-=+:]+\+|[┌├└╔╠╚┏┣┗][─-╿]+)\s*$/.test(line);
}

/** `|---|:--:|`, with or without bars at the ends. */
export function isPipeRule(line: string): boolean {
  // At least two signs a column: a dash alone is how tables say "not reported".
  return /^\s*\|?\s*(?::-+:?|-+:|--+)\s*(?:\|\s*(?::-+:?|-+:|--+)\s*)+\|?\s*$/.test(line);
}
