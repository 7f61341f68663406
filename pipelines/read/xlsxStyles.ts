/** Shared strings and number formats of a workbook. */
import { builtinFormats } from "./numberFormat.ts";
import { refusal } from "./refusals.ts";
import { parseXml } from "./xml.ts";
import type { ZipContainer } from "./zip.ts";

/** The shared strings, runs joined, phonetic readings left out. */
export async function readSharedStrings(zip: ZipContainer, path: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (!path || !zip.has(path)) return strings;
  let text = "";
  let isText = false;
  let phonetic = 0;
  await parseXml(
    zip.chunks(path),
    {
      open(name) {
        if (name === "x:si") text = "";
        else if (name === "x:rPh") phonetic += 1;
        else if (name === "x:t") isText = phonetic === 0;
      },
      text(part) {
        if (isText) text += part;
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
