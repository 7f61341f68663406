/** Shared strings and number formats of a workbook. */
import { builtinFormats } from "./numberFormat.ts";
import { refusal } from "./refusals.ts";
import { raisedText } from "./symbols.ts";
import { type Attributes, parseXml } from "./xml.ts";
import type { ZipContainer } from "./zip.ts";

/** A run of rich text: struck words are crossed out and left aside, raised ones may be marks of notes. */
export class RichRun {
  struckText = "";
  private kind: "plain" | "struck" | "raised" = "plain";

  open(name: string, attributes: Attributes): void {
    if (name === "x:r" || name === "x:si" || name === "x:c") this.kind = "plain";
    else if (name === "x:strike" && !/^(0|false)$/.test(attributes.val ?? "")) this.kind = "struck";
    else if (name === "x:vertAlign" && attributes.val === "superscript" && this.kind === "plain") this.kind = "raised";
  }

  /** What of a part of the run's text is read. */
  shown(part: string, before: string): string {
    if (this.kind === "struck") this.struckText += part;
    if (this.kind === "raised") return raisedText(part, before);
    return this.kind === "struck" ? "" : part;
  }
}

/** The shared strings, runs joined, phonetic readings left out. */
export async function readSharedStrings(zip: ZipContainer, path: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (!path || !zip.has(path)) return strings;
  let text = "";
  const run = new RichRun();
  let isText = false;
  let phonetic = 0;
  await parseXml(
    zip.chunks(path),
    {
      open(name, attributes) {
        run.open(name, attributes);
        if (name === "x:si") text = "";
        else if (name === "x:rPh") phonetic += 1;
        else if (name === "x:t") isText = phonetic === 0;
      },
      text(part) {
        if (isText) text += run.shown(part, text);
      },
      close(name) {
        if (name === "x:t") isText = false;
        else if (name === "x:rPh") phonetic -= 1;
        else if (name === "x:si") {
          strings.push(decodeEscapes(text));
          if (strings.length > zip.limits.maxCells) {
            throw refusal("too_many_cells", zip.name, { limit: zip.limits.maxCells, where: path });
          }
        }
      },
    },
    { name: zip.name, where: path, limits: zip.limits },
  );
  return strings;
}

/** `_x000D_` and its like are how the format writes characters that XML can't hold; CR LF becomes LF. */
export function decodeEscapes(text: string): string {
  const plain = text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
  return plain.includes("\r") ? plain.replace(/\r\n?/g, "\n") : plain;
}

/** The number format code of each cell style, by its index. */
export async function readNumberFormats(zip: ZipContainer, path: string | undefined): Promise<string[]> {
  const formats: string[] = [];
  if (!path || !zip.has(path)) return formats;
  const codes = new Map<number, string>(Object.entries(builtinFormats).map(([id, code]) => [Number(id), code]));
  let isCells = false;
  await parseXml(
    zip.chunks(path),
    {
      open(name, attributes) {
        if (name === "x:numFmt") codes.set(Number(attributes.numFmtId), attributes.formatCode ?? "General");
        else if (name === "x:cellXfs") isCells = true;
        else if (name === "x:xf" && isCells) formats.push(codes.get(Number(attributes.numFmtId ?? 0)) ?? "General");
      },
      close(name) {
        if (name === "x:cellXfs") isCells = false;
      },
    },
    { name: zip.name, where: path, limits: zip.limits },
  );
  return formats;
}
