/** What an HTML page's styles say of elements, inline or by class as Excel and Word write them: crossed out, hidden. */
import type { DefaultTreeAdapterTypes as Tree } from "parse5";

const struckRule = /text-decoration[^;]*line-through/i;
const hiddenRule = /display\s*:\s*none|mso-hide\s*:\s*all/i;

export class HtmlStyles {
  private readonly struck = new Set<string>();
  private readonly hidden = new Set<string>();

  constructor(page: string) {
    for (const sheet of sheetsOf(page)) {
      for (const rule of sheet.split("}")) {
        const brace = rule.lastIndexOf("{");
        if (brace < 0) continue;
        const body = rule.slice(brace + 1);
        const isStruck = struckRule.test(body);
        const isHidden = hiddenRule.test(body);
        if (!isStruck && !isHidden) continue;
        for (const name of classesOf(rule.slice(0, brace))) {
          if (isStruck) this.struck.add(name);
          if (isHidden) this.hidden.add(name);
        }
      }
    }
  }

  isStruck({ attrs, tagName }: Tree.Element): boolean {
    if (tagName === "s" || tagName === "strike" || tagName === "del") return true;
    return attrs.some(
      ({ name, value }) => (name === "style" && struckRule.test(value)) || has(this.struck, name, value),
    );
  }

  isHidden({ attrs }: Tree.Element): boolean {
    return attrs.some(
      ({ name, value }) =>
        name === "hidden" || (name === "style" && hiddenRule.test(value)) || has(this.hidden, name, value),
    );
  }
}

function has(classes: Set<string>, attribute: string, value: string): boolean {
  return attribute === "class" && classes.size > 0 && value.split(/\s+/).some((name) => classes.has(name));
}

/** The classes that a rule is for; of elements inside others the inner one's. */
function classesOf(selectors: string): string[] {
  return selectors.split(",").flatMap((selector) => /\.([\w-]+)$/.exec(selector.trim())?.[1] ?? []);
}

function* sheetsOf(page: string): Generator<string> {
  const opening = /<style\b/gi;
  for (let found = opening.exec(page); found; found = opening.exec(page)) {
    const end = page.indexOf("</", found.index);
    if (end < 0) return;
    yield page.slice(found.index, end);
    opening.lastIndex = end;
  }
}
