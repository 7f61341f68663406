/** Which words of an OpenDocument body are shown: hidden and crossed-out ones are set aside and told of. */
import { SetAside, type WordProperties } from "./setAside.ts";
import { raisedText } from "./symbols.ts";
import type { Attributes } from "./xml.ts";

/** Elements that say something of all words inside them. */
export const wordElements = new Set([
  "text:span",
  "text:section",
  "text:hidden-text",
  "text:placeholder",
  "loext:content-control",
]);

/** The styles of a file by family and name. Those of content.xml come after those of styles.xml, and replace them. */
export class OdfStyles {
  private readonly styles = new Map<string, { parent?: string | undefined; own: WordProperties }>();
  private open: { own: WordProperties } | undefined;

  openElement(name: string, attributes: Attributes): void {
    if (name === "style:style") {
      const family = attributes["style:family"];
      const parent = attributes["style:parent-style-name"];
      this.open = { own: {} };
      this.styles.set(`${family} ${attributes["style:name"]}`, {
        ...this.open,
        parent: parent === undefined ? undefined : `${family} ${parent}`,
      });
    } else if (name === "style:text-properties" && this.open) Object.assign(this.open.own, wordProperties(attributes));
  }

  closeElement(name: string): void {
    if (name === "style:style") this.open = undefined;
  }

  /** What one of `wordElements` says of the words inside it. */
  ofElement(name: string, attributes: Attributes): WordProperties {
    if (name === "text:span") return this.of("text", attributes["text:style-name"]);
    if (name === "text:section") return attributes["text:display"] === "none" ? { isHidden: true } : {};
    if (name === "text:hidden-text") return attributes["text:is-hidden"] === "true" ? { isHidden: true } : {};
    const isFilled = name !== "text:placeholder" && attributes["loext:showing-place-holder"] !== "true";
    return isFilled ? {} : { isPlaceholder: true };
  }

  of(family: "text" | "paragraph" | "table-cell", name: string | undefined): WordProperties {
    const chain: WordProperties[] = [];
    let style = this.styles.get(`${family} ${name}`);
    // A chain that bites its own tail ends here.
    for (let steps = 0; style && steps < 20; steps += 1) {
      chain.unshift(style.own);
      style = style.parent === undefined ? undefined : this.styles.get(style.parent);
    }
    return Object.assign({}, ...chain);
  }
}

function wordProperties(attributes: Attributes): WordProperties {
  const { "style:text-line-through-style": line, "style:text-line-through-type": type } = attributes;
  const { "style:text-position": position, "text:display": display } = attributes;
  return {
    ...(line || type ? { isStruck: (line ?? type) !== "none" && type !== "none" } : {}),
    ...(position ? { isRaised: /^(?:super|[1-9])/.test(position) } : {}),
    ...(display ? { isHidden: display === "none" } : {}),
  };
}

/** The words that are being read, and what holds for them at this place. */
export class OdfWords {
  private readonly open: WordProperties[] = [];
  readonly aside = new SetAside();

  push(properties: WordProperties): void {
    this.open.push({ ...this.open.at(-1), ...properties });
  }

  /** Hides the rest of what is open. */
  hide(): void {
    Object.assign(this.open.at(-1) ?? {}, { isHidden: true });
  }

  pop(): void {
    this.open.pop();
  }

  /** What of a part of the text is read behind `before`. */
  shown(text: string, before: string): string {
    const now = this.open.at(-1) ?? {};
    if (!this.aside.passes(text, now)) return "";
    return now.isRaised ? raisedText(text, before) : text;
  }
}
