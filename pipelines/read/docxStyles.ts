/** The parts of a Word file that say how paragraphs are numbered and which are headings. */

import { ListNumbering, type NumberLevel } from "./numbering.ts";
import type { Relation } from "./ooxml.ts";
import type { WordProperties } from "./setAside.ts";
import { parseXml } from "./xml.ts";
import type { ZipContainer } from "./zip.ts";

/** A style of paragraphs, or of runs, which has words only. */
export interface DocxStyle {
  basedOn?: string;
  list?: string;
  listLevel?: number;
  /** Heading level, from 1. */
  outline?: number;
  words: WordProperties;
}

/** Takes a property of words into `properties`, if this element is one. */
export function setProperty(properties: WordProperties, name: string, value: string | undefined): void {
  const isOn = value !== "0" && value !== "false";
  if (name === "w:vanish") properties.isHidden = isOn;
  else if (name === "w:strike") properties.isStruck = isOn;
  // Written beside w:strike, as a rule switched off.
  else if (name === "w:dstrike" && (isOn || properties.isStruck === undefined)) properties.isStruck = isOn;
  else if (name === "w:vertAlign") properties.isRaised = value === "superscript";
}

/** Styles by id, with what they inherit filled in. */
export async function readStyles(zip: ZipContainer, relations: Relation[]): Promise<Map<string, DocxStyle>> {
  const path = relations.find((relation) => relation.type === "styles")?.target;
  const styles = new Map<string, DocxStyle>();
  if (!path || !zip.has(path)) return styles;
  let style: DocxStyle | undefined;
  await parseXml(
    zip.chunks(path),
    {
      open(name, attributes) {
        if (name === "w:style" && /^(paragraph|character)$/.test(attributes["w:type"] ?? "")) {
          style = { words: {} };
          styles.set(attributes["w:styleId"] ?? "", style);
        } else if (!style) return;
        else if (name === "w:basedOn") style.basedOn = attributes["w:val"];
        else if (name === "w:numId") style.list = attributes["w:val"];
        else if (name === "w:ilvl") style.listLevel = Number(attributes["w:val"]);
        else if (name === "w:outlineLvl") style.outline = Number(attributes["w:val"]) + 1;
        else setProperty(style.words, name, attributes["w:val"]);
      },
      close(name) {
        if (name === "w:style") style = undefined;
      },
    },
    { name: zip.name, where: path, limits: zip.limits },
  );
  for (const own of styles.values()) inherit(own, styles);
  return styles;
}

function inherit(own: DocxStyle, styles: Map<string, DocxStyle>): void {
  let parent = own.basedOn ? styles.get(own.basedOn) : undefined;
  // A chain that bites its own tail ends here.
  for (let steps = 0; parent && steps < 20; steps += 1) {
    own.list ??= parent.list;
    own.listLevel ??= parent.listLevel;
    own.outline ??= parent.outline;
    own.words = { ...parent.words, ...own.words };
    parent = parent.basedOn ? styles.get(parent.basedOn) : undefined;
  }
}

/** The lists of numbering.xml, ready to count. */
export async function readNumbering(zip: ZipContainer, relations: Relation[]): Promise<ListNumbering> {
  const numbering = new ListNumbering();
  const path = relations.find((relation) => relation.type === "numbering")?.target;
  if (!path || !zip.has(path)) return numbering;
  const abstracts = new Map<string, Map<number, NumberLevel>>();
  const lists: { id: string; abstract: string; starts: Map<number, number> }[] = [];
  let levels: Map<number, NumberLevel> | undefined;
  let level: NumberLevel | undefined;
  let list: (typeof lists)[number] | undefined;
  let overridden = 0;
  await parseXml(
    zip.chunks(path),
    {
      open(name, attributes) {
        const value = attributes["w:val"] ?? "";
        if (name === "w:abstractNum") {
          levels = new Map();
          abstracts.set(attributes["w:abstractNumId"] ?? "", levels);
        } else if (name === "w:num") {
          list = { id: attributes["w:numId"] ?? "", abstract: "", starts: new Map() };
          lists.push(list);
        } else if (name === "w:lvl" && !list) {
          level = { format: "decimal", text: "", start: 1 };
          levels?.set(Number(attributes["w:ilvl"]), level);
        } else if (name === "w:abstractNumId" && list) list.abstract = value;
        else if (name === "w:lvlOverride") overridden = Number(attributes["w:ilvl"]);
        else if (name === "w:startOverride") list?.starts.set(overridden, Number(value));
        else if (!level) return;
        else if (name === "w:start") level.start = Number(value);
        else if (name === "w:numFmt") level.format = value;
        else if (name === "w:lvlText") level.text = value;
      },
      close(name) {
        if (name === "w:abstractNum") levels = undefined;
        if (name === "w:lvl") level = undefined;
        if (name === "w:num") list = undefined;
      },
    },
    { name: zip.name, where: path, limits: zip.limits },
  );
  for (const { id, abstract, starts } of lists) {
    const own = new Map([...(abstracts.get(abstract) ?? [])].map(([key, value]) => [key, { ...value }]));
    for (const [key, start] of starts) {
      const changed = own.get(key);
      if (changed) changed.start = start;
    }
    // Lists on the same definition continue one another unless one of them starts anew.
    numbering.define(id, starts.size > 0 ? `list ${id}` : `abstract ${abstract}`, own);
  }
  return numbering;
}
