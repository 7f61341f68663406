/** Automatic numbers of OpenDocument lists, as they are printed: an ordinal column is often numbered this way and holds no text. */
import { formatNumber } from "./numbering.ts";
import type { Attributes } from "./xml.ts";

interface Level {
  /** As numbering.ts names formats; `bullet` and `none` too. */
  format: string;
  prefix: string;
  suffix: string;
  start: number;
  /** How many levels the label shows. */
  shown: number;
  /** `%1%.%2%`, where the writer gives it. */
  pattern?: string;
  bullet?: string;
}

interface OpenList {
  style: string;
  counts: number[];
  /** An item is open whose first paragraph is still to come: it counts then, and where it starts anew. */
  pending?: { start: string | undefined };
}

const formats: Record<string, string> = {
  "1": "decimal",
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
};

export class OdfLists {
  private readonly styles = new Map<string, Map<number, Level>>();
  private readonly open: OpenList[] = [];
  /** Counts of finished lists, by their id and by their style: later ones may go on with them. */
  private readonly byId = new Map<string, number[]>();
  private readonly byStyle = new Map<string, number[]>();
  private style: Map<number, Level> | undefined;
  /** The style of headings outside lists, and their counts. */
  private outline: Map<number, Level> | undefined;
  private readonly outlineCounts: number[] = [];

  openElement(name: string, attributes: Attributes): void {
    if (name === "text:list-style" || name === "text:outline-style") {
      this.style = new Map();
      this.styles.set(attributes["style:name"] ?? "", this.style);
      if (name === "text:outline-style") this.outline = this.style;
    } else if (name.startsWith("text:list-level-style-") || name === "text:outline-level-style")
      this.defineLevel(name, attributes);
    else if (name === "text:list") this.openList(attributes);
    else if (name === "text:list-item") this.openItem(attributes);
    else if (name === "text:list-header" && this.open.length > 0) delete (this.open.at(-1) as OpenList).pending;
  }

  closeElement(name: string): void {
    if (name === "text:list-style" || name === "text:outline-style") this.style = undefined;
    else if (name === "text:list") this.open.pop();
    else if (name === "text:list-item") delete this.open.at(-1)?.pending;
  }

  /**
   * Counts the item whose first paragraph begins now; "" where there is none, or it shows no label. An item that holds
   * nothing but a list of the next level is not counted: that is how writers say on which level they are.
   */
  take(): string {
    const list = this.open.at(-1);
    const pending = list?.pending;
    if (!list || !pending) return "";
    delete list.pending;
    const depth = this.open.length;
    const levels = this.styles.get(list.style);
    const own = levels?.get(depth);
    const before = list.counts[depth - 1] ?? (own?.start ?? 1) - 1;
    list.counts[depth - 1] = pending.start === undefined ? before + 1 : whole(pending.start, 1);
    list.counts.length = depth;
    return own ? labelOf(own, depth, list.counts, levels) : "";
  }

  /** The number of a heading of a level (from 1) that stands in no list; "" where the outline shows none. */
  takeHeading(attributes: Attributes): string {
    const depth = Number(attributes["text:outline-level"]) || 1;
    const own = this.outline?.get(depth);
    if (this.open.length > 0) return this.take();
    if (!own || own.format === "none" || attributes["text:is-list-header"] === "true") return "";
    const restart = attributes["text:restart-numbering"] === "true" || attributes["text:start-value"] !== undefined;
    const before = this.outlineCounts[depth - 1] ?? own.start - 1;
    this.outlineCounts[depth - 1] = restart ? whole(attributes["text:start-value"], own.start) : before + 1;
    this.outlineCounts.length = depth;
    return labelOf(own, depth, this.outlineCounts, this.outline);
  }

  private defineLevel(name: string, attributes: Attributes): void {
    const number = Number(attributes["text:level"]);
    if (!this.style || !Number.isInteger(number) || number < 1 || number > 10) return;
    const isBullet = name !== "text:list-level-style-number" && name !== "text:outline-level-style";
    const pattern = attributes["loext:num-list-format"] ?? attributes["style:num-list-format"];
    this.style.set(number, {
      format: isBullet ? "bullet" : (formats[attributes["style:num-format"] ?? ""] ?? "none"),
      prefix: attributes["style:num-prefix"] ?? "",
      suffix: attributes["style:num-suffix"] ?? "",
      start: whole(attributes["text:start-value"], 1),
      shown: Math.max(1, Math.min(number, whole(attributes["text:display-levels"], 1))),
      ...(pattern === undefined ? {} : { pattern }),
      ...(isBullet ? { bullet: attributes["text:bullet-char"] ?? "-" } : {}),
    });
  }

  private openList(attributes: Attributes): void {
    const outer = this.open.at(-1);
    const style = attributes["text:style-name"] ?? outer?.style ?? "";
    const continued =
      this.byId.get(attributes["text:continue-list"] ?? "") ??
      (attributes["text:continue-numbering"] === "true" ? this.byStyle.get(style) : undefined);
    const counts = outer?.counts ?? continued ?? [];
    this.open.push({ style, counts });
    const id = attributes["xml:id"];
    if (id !== undefined) this.byId.set(id, counts);
    this.byStyle.set(style, counts);
  }

  private openItem(attributes: Attributes): void {
    const list = this.open.at(-1);
    if (list) list.pending = { start: attributes["text:start-value"] };
  }
}

function labelOf(own: Level, depth: number, counts: number[], levels: Map<number, Level> | undefined): string {
  if (own.format === "bullet") return /^[-–—+*]/.test(own.bullet ?? "") ? (own.bullet ?? "-") : "-";
  if (own.format === "none") return "";
  const shown = (level: number) => {
    const format = levels?.get(level)?.format ?? "decimal";
    return formatNumber(
      counts[level - 1] ?? levels?.get(level)?.start ?? 1,
      format === "bullet" || format === "none" ? "decimal" : format,
    );
  };
  if (own.pattern !== undefined) return own.pattern.replace(/%(\d+)%/g, (_, level: string) => shown(Number(level)));
  const parts = Array.from({ length: own.shown }, (_, index) => shown(depth - own.shown + 1 + index));
  return `${own.prefix}${parts.join(".")}${own.suffix}`;
}

function whole(value: string | undefined, fallback: number): number {
  const count = Number(value ?? fallback);
  return Number.isInteger(count) && count >= 0 ? count : fallback;
}
