/** Numbers of ordered lists in HTML. */
import type { DefaultTreeAdapterTypes as Tree } from "parse5";
import { formatNumber } from "./numbering.ts";

/** Numbers of ordered lists, which a browser prints: a column of ordinals may hold nothing else. */
export class ListNumbers {
  private readonly counts = new Map<Tree.ParentNode, number>();

  labelOf(item: Tree.Element): string {
    const list = item.parentNode;
    if (!list || !("tagName" in list) || list.tagName !== "ol") return "";
    const own =
      wholeAttribute(item, "value") ?? (this.counts.get(list) ?? (wholeAttribute(list, "start") ?? 1) - 1) + 1;
    this.counts.set(list, own);
    const type = list.attrs.find(({ name }) => name === "type")?.value ?? "1";
    return own > 0 ? `${formatNumber(own, listFormats[type] ?? "decimal")}.` : "";
  }
}

const listFormats: Record<string, string> = {
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
};

function wholeAttribute(element: Tree.Element, name: string): number | undefined {
  const value = element.attrs.find((attribute) => attribute.name === name)?.value ?? "";
  return /^\d{1,6}$/.test(value) ? Number(value) : undefined;
}
