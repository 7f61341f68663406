/**
 * A PDF, weighed before the library sees it: how many pages it has and how much its streams inflate to. The library would
 * only find out by doing the work, and then it is too late for the memory and the time.
 */
import { inflateSync } from "node:zlib";
import type { SourceFile } from "./document.ts";
import type { ReadLimits } from "./limits.ts";
import { endOfStream, filtersOf, type PdfStream, walkPdf } from "./pdfStreams.ts";
import { refusal } from "./refusals.ts";

export interface PdfWeight {
  /** Page objects; those of earlier versions that lie in the file count too. */
  pages: number;
  /** Bytes to interpret: contents, forms, tables of the file itself, not fonts. What can't be inflated here counts as packed. */
  contentBytes: number;
  /** The bytes for the library: pictures blanked, see `blank`. */
  bytes: Uint8Array<ArrayBuffer>;
  /** In a protected file a blanked picture leaves no trace on its page. */
  hasUntracedPictures: boolean;
  /** Streams without a beginning, whose page would come out blank. */
  lostStreams: number;
}

/** Filters that make more of less. */
const expanding = /^(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)$/;
/** Drawn in place of a picture: a single dot, by which the page is known to show one. */
const dot = "q BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q ";

/**
 * Weighs a PDF.
 * @throws RefusedFile `zip_bomb` where streams inflate to too much or are packed twice, `too_many_pages`
 */
export function weighPdf({ name, bytes }: SourceFile, limits: ReadLimits): PdfWeight {
  const copy = Uint8Array.from(bytes);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const target = Buffer.from(copy.buffer);
  const weight: PdfWeight = { pages: 0, contentBytes: 0, bytes: copy, hasUntracedPictures: false, lostStreams: 0 };
  const pictures: PdfStream[] = [];
  let isProtected = false;
  let garbled: { where: string; why: string } | undefined;
  let inflated = 0;
  const countPages = (text: string) => {
    weight.pages += text.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0;
    if (/\/Encrypt\b/.test(text)) isProtected = true;
    if (weight.pages > limits.maxPages) {
      throw refusal("too_many_pages", name, { count: `${limits.maxPages}+`, limit: limits.maxPages });
    }
  };
  weight.lostStreams = walkPdf(buffer, {
    text: countPages,
    stream(stream) {
      const { dictionary, start } = stream;
      if (/\/Encrypt\b/.test(dictionary)) isProtected = true;
      const where = `PDF, byte ${start}`;
      const packings = filtersOf(dictionary).filter((filter) => expanding.test(filter)).length;
      if (packings > 1)
        throw refusal("zip_bomb", name, { where, why: `nén ${packings} lần; packed ${packings} times` });
      if (isPicture(dictionary)) {
        pictures.push(stream);
        return endOfStream(buffer, stream);
      }
      const content = inflate(buffer.subarray(start), limits.maxPdfStreamBytes, (cause) => {
        if (cause instanceof RangeError) {
          return refusal("zip_bomb", name, { where, why: `> ${limits.maxPdfStreamBytes} byte` });
        }
        // The library does not look at the sums that tell garbled data from whole. What is packed so alone has one.
        const isPlainlyPacked = /\/Filter\s*(?:\/FlateDecode|\[\s*\/FlateDecode\s*\])/.test(dictionary);
        if (cause.code === "Z_DATA_ERROR" && isPlainlyPacked) garbled ??= { where, why: cause.message };
        return undefined;
      });
      if (content && content.bytes.length > limits.maxPdfDrawingBytes && isDrawing(dictionary)) {
        throw refusal("zip_bomb", name, { where, why: `> ${limits.maxPdfDrawingBytes} byte` });
      }
      const end = content ? start + content.packed : endOfStream(buffer, stream);
      const length = content ? content.bytes.length : end - start;
      inflated += length;
      if (inflated > limits.maxPdfBytes)
        throw refusal("zip_bomb", name, { where, why: `> ${limits.maxPdfBytes} byte` });
      if (!isFont(dictionary)) weight.contentBytes += length;
      if (content && /\/ObjStm\b/.test(dictionary)) countPages(content.bytes.toString("latin1"));
      return end;
    },
  });
  // Whether it is protected, and its data garbled for everybody without the key, stands at the end.
  if (garbled && !isProtected) throw refusal("damaged", name, garbled);
  for (const picture of pictures) blank(target, picture, endOfStream(buffer, picture), isProtected);
  weight.hasUntracedPictures = isProtected && pictures.length > 0;
  return weight;
}

const isPicture = (dictionary: string) => /\/Subtype\s*\/Image\b/.test(dictionary) && /\/Width\b/.test(dictionary);
/** What pages draw has no type of its own; fonts, tables of places, profiles of colours and enclosed files have. */
const isDrawing = (dictionary: string) =>
  !/\/(?:Type|N|Length1|FunctionType|ShadingType)\b/.test(dictionary) && !isFont(dictionary);
const isFont = (dictionary: string) => /\/Length1\b|\/Subtype\s*\/(?:Type1C|CIDFontType0C|OpenType)\b/.test(dictionary);

/** Undefined where the bytes are no deflate data from their start, or break off. @throws what `refuse` makes of a failure */
function inflate(
  packed: Buffer,
  most: number,
  refuse: (cause: NodeJS.ErrnoException) => Error | undefined,
): { bytes: Buffer; packed: number } | undefined {
  try {
    // With `info` comes how much of the input was used, which the types don't know.
    const result = inflateSync(packed, { maxOutputLength: most, info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return { bytes: result.buffer, packed: result.engine.bytesWritten };
  } catch (cause) {
    const refused = refuse(cause as NodeJS.ErrnoException);
    if (refused) throw refused;
    return undefined;
  }
}

/**
 * Takes a picture's data out of the way: nothing of it is read, and to decode it would cost seconds and the memory. It
 * becomes a drawing of a single dot, of the same length in bytes, so that no other place in the file moves.
 */
function blank(bytes: Buffer, { head, keyword, start }: PdfStream, end: number, isProtected: boolean): void {
  const dictionary = bytes.toString("latin1", head, keyword);
  // In a protected file any data would be deciphered: there it becomes a thing that is never drawn.
  const kind = isProtected ? "PS" : "Form";
  let changed = dictionary.replace(/(\/Subtype\s*\/)Image\b/, (_, key) => key + kind.padEnd("Image".length));
  if (!isProtected) {
    changed = changed.replace(/\/Filter\s*(?:\[[^\]]*\]|\/[^\s/<>[\]()]+)/, (found) => " ".repeat(found.length));
    bytes.fill(" ", start, end);
    if (end - start >= dot.length) bytes.write(dot, start, "latin1");
  }
  bytes.write(changed, head, "latin1");
}
