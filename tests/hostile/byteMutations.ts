/** Changes of a file's bytes, whatever they mean: what disks, mail and transfers do. */
import type { Rng } from "../generator/rng.ts";
import type { Label } from "./printed/mutation.ts";

export interface ByteMutation {
  name: string;
  /** By format; a format without a label is left out. */
  labels: Record<string, Label>;
  change: (bytes: Buffer, rng: Rng) => Buffer;
}

const inText = (change: (text: string, rng: Rng) => string) => (bytes: Buffer, rng: Rng) =>
  Buffer.from(change(bytes.toString("utf8"), rng));
const packages: Record<string, Label> = { docx: "refused", xlsx: "refused", odt: "refused", ods: "refused" };
const packed: Record<string, Label> = { ...packages, pdf: "refused" };

/** The data of the largest part of a zip, between its header and the next, or of the largest drawing in a PDF. */
function insideLargest(bytes: Buffer): [number, number] {
  if (bytes.toString("latin1", 0, 5) === "%PDF-") return insidePdf(bytes);
  const mark = Buffer.from([0x50, 0x4b, 3, 4]);
  let best: [number, number] = [0, 0];
  for (let at = bytes.indexOf(mark); at >= 0; ) {
    const next = bytes.indexOf(mark, at + 4);
    const end = next < 0 ? bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) : next;
    if (end - at > best[1] - best[0]) best = [at + 100, end - 40];
    at = next;
  }
  return best;
}

function insidePdf(bytes: Buffer): [number, number] {
  let best: [number, number] = [0, 0];
  for (let at = bytes.indexOf(">>\nstream\n"); at >= 0; at = bytes.indexOf(">>\nstream\n", at + 1)) {
    const isFont = bytes.toString("latin1", bytes.lastIndexOf("<<", at), at).includes("/Length1");
    const end = bytes.indexOf("endstream", at);
    if (!isFont && end - at > best[1] - best[0]) best = [at + 40, end - 20];
  }
  return best;
}

export const byteMutations: ByteMutation[] = [
  {
    name: "bytes flipped inside a part",
    labels: packed,
    change: (bytes, rng) => {
      const out = Buffer.from(bytes);
      const [start, end] = insideLargest(bytes);
      for (let n = 0; n < 8; n += 1) {
        const at = rng.int(start, end);
        out[at] = (out[at] as number) ^ 0x5a;
      }
      return out;
    },
  },
  {
    name: "bytes taken out of a part",
    labels: packed,
    change: (bytes, rng) => {
      const [start, end] = insideLargest(bytes);
      const at = rng.int(start, end - 20);
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 7)]);
    },
  },
  {
    name: "bytes put into a part",
    labels: packed,
    change: (bytes, rng) => {
      const at = rng.int(...insideLargest(bytes));
      return Buffer.concat([bytes.subarray(0, at), Buffer.from("xyz"), bytes.subarray(at)]);
    },
  },
  {
    name: "the second half zeroed",
    labels: { ...packed, txt: "refused", csv: "refused", html: "refused" },
    change: (bytes) => {
      const out = Buffer.from(bytes);
      out.fill(0, Math.floor(bytes.length / 2));
      return out;
    },
  },
  {
    name: "cut in the middle",
    labels: packed,
    change: (bytes, rng) => bytes.subarray(0, rng.int(Math.floor(bytes.length * 0.2), Math.floor(bytes.length * 0.95))),
  },
  {
    name: "bytes that no encoding has",
    labels: { txt: "refused", csv: "refused", html: "refused" },
    change: (bytes, rng) => {
      const at = rng.int(10, bytes.length - 10);
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff, 0xfe, 0x80, 0xff]), bytes.subarray(at)]);
    },
  },
  {
    name: "a mark of byte order in front",
    labels: { txt: "harmless", csv: "harmless", html: "harmless" },
    change: inText((text) => `\ufeff${text}`),
  },
  {
    name: "as UTF-16",
    labels: { txt: "harmless", csv: "harmless" },
    change: (bytes) => Buffer.from(`\ufeff${bytes.toString("utf8")}`, "utf16le"),
  },
  {
    name: "lines of Windows",
    labels: { txt: "harmless", csv: "harmless", html: "harmless" },
    change: inText((text) => text.replace(/\r?\n/g, "\r\n")),
  },
  {
    name: "lines of an old Macintosh",
    labels: { txt: "harmless" },
    change: inText((text) => text.replace(/\n/g, "\r")),
  },
  {
    name: "tabs at the ends of lines",
    labels: { txt: "harmless" },
    change: inText((text) => text.replace(/(\t[^\n]*)\n/g, "$1\t\t\n")),
  },
  {
    name: "no blank cells at the ends of lines",
    labels: { txt: "harmless" },
    change: inText((text) => text.replace(/\t+\n/g, "\n")),
  },
  {
    name: "form feeds between the pages",
    labels: { txt: "harmless" },
    change: inText((text) => text.replace(/\n\n/g, "\n\f\n")),
  },
  {
    name: "a cell broken over two lines",
    labels: { txt: "flagged" },
    change: inText((text, rng) => {
      const lines = text.split("\n");
      const rows = lines.flatMap((line, index) => (/^\d[\d.]*\t[^\t]{40,}\t/.test(line) ? [index] : []));
      const at = rng.pick(rows);
      lines[at] = (lines[at] as string).replace(/^([^\t]*\t[^\t]{15,30}) /, "$1\n");
      return lines.join("\n");
    }),
  },
  {
    name: "the last lines lost",
    labels: { txt: "harmless" },
    change: inText((text) => text.trimEnd()),
  },
  {
    name: "a part taken out of the package's directory",
    labels: packages,
    change: (bytes) => {
      const out = Buffer.from(bytes);
      const at = out.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
      out[at + 46] = (out[at + 46] as number) ^ 1;
      return out;
    },
  },
  {
    name: "an unclosed comment in the page",
    labels: { html: "refused" },
    change: inText((text) => text.replace("<table>", "<!-- <table>")),
  },
  {
    name: "bytes behind the end",
    labels: { ...packages, txt: "harmless", csv: "harmless", html: "harmless", pdf: "harmless" },
    change: (bytes) => Buffer.concat([bytes, Buffer.from("\n")]),
  },
  {
    name: "the table of places lost",
    labels: { pdf: "harmless" },
    change: (bytes) => Buffer.from(bytes.toString("latin1").replace(/startxref\n\d+/, "startxref\n1"), "latin1"),
  },
  {
    name: "bytes garbled before and in the first page",
    labels: { pdf: "refused" },
    change: (bytes, rng) => {
      const out = Buffer.from(bytes);
      for (let n = 0; n < 8; n += 1) out[19 + rng.int(0, 2_000)] = rng.int(0, 255);
      return out;
    },
  },
  {
    name: "the first page's drawing not marked as such",
    labels: { pdf: "refused" },
    change: (bytes, rng) => {
      const out = Buffer.from(bytes);
      out.write(rng.pick([",", "S", "\0"]), out.indexOf("stream\n") + rng.int(0, 5));
      return out;
    },
  },
  {
    name: "a font garbled",
    labels: { pdf: "refused" },
    change: (bytes, rng) => {
      const out = Buffer.from(bytes);
      const font = /\/FontFile2 (\d+) 0 R/.exec(bytes.toString("latin1"))?.[1];
      const start = out.indexOf("stream\n", out.indexOf(`\n${font} 0 obj`)) + 20;
      for (let n = 0; n < 8; n += 1) out[start + rng.int(0, 2_000)] = rng.int(0, 255);
      return out;
    },
  },
];
