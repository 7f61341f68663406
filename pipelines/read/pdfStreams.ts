/**
 * The streams of a PDF as they lie in the file, found without its tables of places: every stream that a reader can reach
 * must stand there as `… obj << … >> stream`, and what is found so can't be hidden by a forged table.
 */

export interface PdfStream {
  /** The dictionary's text, with `#6C` in names resolved. */
  dictionary: string;
  /** Where the dictionary's text lies: from the object's head to the keyword. */
  head: number;
  keyword: number;
  /** Where the data begins. */
  start: number;
}

const [lineFeed, carriageReturn] = [10, 13];
/** No writer's dictionary is longer. */
const longestDictionary = 16_384;
const pieceLength = 1_000_000;

/**
 * Walks through a file. Whoever gets a stream answers where to go on: behind its data, as far as that is known.
 * @returns how many streams end that nowhere began: the word at their beginning is damaged, and no reader finds them
 */
export function walkPdf(bytes: Buffer, visit: { stream(stream: PdfStream): number; text(text: string): void }): number {
  let from = 0;
  let search = 0;
  let streams = 0;
  let ends = 0;
  for (;;) {
    const at = bytes.indexOf("stream", search);
    const end = at < 0 ? bytes.length : at;
    const isEnd = at >= 3 && bytes.toString("latin1", at - 3, at) === "end";
    const stream = at < 0 || isEnd ? undefined : streamAt(bytes, Math.max(from, at - longestDictionary), at);
    if (at >= 0 && !stream) {
      search = at + 6;
      continue;
    }
    for (let place = from; place < end; place += pieceLength) {
      visit.text(bytes.toString("latin1", place, Math.min(end, place + pieceLength + 64)));
    }
    for (let place = bytes.indexOf("endstream", from); place >= 0 && place < end; ) {
      ends += 1;
      place = bytes.indexOf("endstream", place + 1);
    }
    if (!stream) return Math.max(0, ends - streams);
    streams += 1;
    from = Math.max(visit.stream(stream), stream.start);
    search = from;
  }
}

function streamAt(bytes: Buffer, from: number, at: number): PdfStream | undefined {
  const before = bytes.toString("latin1", from, at);
  if (!/>>\s*$/.test(before)) return undefined;
  const object = before.lastIndexOf(" obj");
  if (object < 0) return undefined;
  let start = bytes.indexOf(lineFeed, at);
  const back = bytes.indexOf(carriageReturn, at);
  // A line may end by a carriage return alone.
  if (back >= 0 && (start < 0 || back < start - 1)) start = back;
  if (start < 0) return undefined;
  const text = before.slice(object + 4);
  const dictionary = text.replace(/#([0-9A-Fa-f]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  return { dictionary, head: from + object + 4, keyword: at, start: start + 1 };
}

/** Behind the data of a stream: by its length, where that leads to the end's keyword, else by that keyword. */
export function endOfStream(bytes: Buffer, { dictionary, start }: PdfStream): number {
  const length = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1];
  if (length !== undefined) {
    const end = start + Number(length);
    if (
      end <= bytes.length &&
      bytes
        .toString("latin1", end, end + 16)
        .trimStart()
        .startsWith("endstream")
    )
      return end;
  }
  const end = bytes.indexOf("endstream", start);
  return end < 0 ? bytes.length : end;
}

/** The filters of a stream by name, in the order of their application. */
export function filtersOf(dictionary: string): string[] {
  const value = /\/Filter\s*(\[[^\]]*\]|\/[^\s/<>[\]()]+)/.exec(dictionary)?.[1] ?? "";
  return value.match(/\/[^\s/<>[\]()]+/g)?.map((name) => name.slice(1)) ?? [];
}
