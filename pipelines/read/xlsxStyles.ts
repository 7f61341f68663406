/** Shared strings and the styles of cells of a workbook. */
import { builtinFormats } from "./numberFormat.ts";
import { refusal } from "./refusals.ts";
import { raisedText } from "./symbols.ts";
import { type Attributes, parseXml } from "./xml.ts";
import type { ZipContainer } from "./zip.ts";

/** A text as it is shown, and what of it is crossed out. */
export interface ShownString {
  text: string;
  struck: string;
}

/** A text with runs: what it says depends on whether its cell's own style crosses out. A text without is a string. */
export interface RichString {
  plain: ShownString;
  inStruckCell: ShownString;
}

/** Gathers the runs of one rich text: struck words are crossed out and left aside, raised ones may be marks of notes. */
export class RichText {
  private rich: RichString = { plain: { text: "", struck: "" }, inStruckCell: { text: "", struck: "" } };
  private hasRuns = false;
  /** The open run has a font of its own, so that the cell's doesn't count. */
  private isOwn = false;
  private kind: "plain" | "struck" | "raised" = "plain";
  private phonetic = 0;
  private isText = false;

  open(name: string, attributes: Attributes): void {
    if (name === "x:r") {
      this.kind = "plain";
      this.isOwn = false;
      this.hasRuns = true;
    } else if (name === "x:rPr") this.isOwn = true;
    else if (name === "x:strike" && this.isOwn && isOn(attributes.val)) this.kind = "struck";
    else if (name === "x:vertAlign" && attributes.val === "superscript" && this.kind === "plain") this.kind = "raised";
    else if (name === "x:rPh") this.phonetic += 1;
    else if (name === "x:t") this.isText = this.phonetic === 0;
  }

  text(part: string): void {
    if (!this.isText) return;
    this.add(this.rich.plain, part, this.kind === "struck");
    this.add(this.rich.inStruckCell, part, this.kind === "struck" || !this.isOwn);
  }

  close(name: string): void {
    if (name === "x:t") this.isText = false;
    else if (name === "x:rPh") this.phonetic -= 1;
    else if (name === "x:r") {
      this.kind = "plain";
      this.isOwn = false;
    }
  }

  /** What was gathered; the next text begins. */
  take(): string | RichString {
    const { rich, hasRuns } = this;
    this.rich = { plain: { text: "", struck: "" }, inStruckCell: { text: "", struck: "" } };
    this.hasRuns = false;
    for (const shown of [rich.plain, rich.inStruckCell]) {
      shown.text = decodeEscapes(shown.text);
      shown.struck = decodeEscapes(shown.struck);
    }
    return hasRuns ? rich : rich.plain.text;
  }

  private add(to: ShownString, part: string, isStruck: boolean): void {
    if (isStruck) to.struck += part;
    else to.text += this.kind === "raised" ? raisedText(part, to.text) : part;
  }
}

/** What a cell shows of a text. */
export function shownIn(text: string | RichString, isStruckCell: boolean): ShownString {
  if (typeof text !== "string") return isStruckCell ? text.inStruckCell : text.plain;
  return isStruckCell ? { text: "", struck: text } : { text, struck: "" };
}

function isOn(value: string | undefined): boolean {
  return !/^(0|false)$/.test(value ?? "");
}

/** The shared strings, phonetic readings left out. */
export async function readSharedStrings(zip: ZipContainer, path: string | undefined): Promise<(string | RichString)[]> {
  const strings: (string | RichString)[] = [];
  if (!path || !zip.has(path)) return strings;
  const rich = new RichText();
  await parseXml(
    zip.chunks(path),
    {
      open: (name, attributes) => rich.open(name, attributes),
      text: (part) => rich.text(part),
      close(name) {
        rich.close(name);
        if (name !== "x:si") return;
        strings.push(rich.take());
        if (strings.length > zip.limits.maxCells) {
          throw refusal("too_many_cells", zip.name, { limit: zip.limits.maxCells, where: path });
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

/** What the style of a cell says of its content. */
export interface CellStyle {
  numberFormat: string;
  isStruck: boolean;
}

/** The styles of cells, by their index. */
export async function readCellStyles(zip: ZipContainer, path: string | undefined): Promise<CellStyle[]> {
  const styles: CellStyle[] = [];
  if (!path || !zip.has(path)) return styles;
  const codes = new Map<number, string>(Object.entries(builtinFormats).map(([id, code]) => [Number(id), code]));
  const struckFonts: boolean[] = [];
  let list: string | undefined;
  await parseXml(
    zip.chunks(path),
    {
      open(name, attributes) {
        if (name === "x:numFmt" && list === undefined) {
          codes.set(Number(attributes.numFmtId), attributes.formatCode ?? "General");
        } else if (name === "x:fonts" || name === "x:cellXfs" || name === "x:dxfs") list = name;
        else if (name === "x:font" && list === "x:fonts") struckFonts.push(false);
        else if (name === "x:strike" && list === "x:fonts") struckFonts[struckFonts.length - 1] = isOn(attributes.val);
        else if (name === "x:xf" && list === "x:cellXfs") {
          const numberFormat = codes.get(Number(attributes.numFmtId ?? 0)) ?? "General";
          styles.push({ numberFormat, isStruck: struckFonts[Number(attributes.fontId ?? 0)] ?? false });
        }
      },
      close(name) {
        if (name === list) list = undefined;
      },
    },
    { name: zip.name, where: path, limits: zip.limits },
  );
  return styles;
}
