/** HTML that is safe to put into a page. Everything else is escaped when it is put there. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

export type Child = Html | string | number | null | undefined | false | readonly Child[];

const replacements: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text from anywhere (reports are untrusted) as HTML text or attribute value. Control characters are dropped. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "")
    .replace(/[&<>"']/g, (character) => replacements[character] as string);
}

/** Marks a string as HTML that is already safe. Only for text that this project wrote itself. */
export function raw(text: string): Html {
  return new Html(text);
}

/** A template whose values are escaped, unless they are Html; lists are joined, null and false are nothing. */
export function html(strings: TemplateStringsArray, ...values: Child[]): Html {
  let text = strings[0] ?? "";
  values.forEach((value, index) => {
    text += render(value) + strings[index + 1];
  });
  return new Html(text);
}

/** One child as HTML text. */
export function render(child: Child): string {
  if (child === null || child === undefined || child === false) return "";
  if (child instanceof Html) return child.text;
  if (Array.isArray(child)) return (child as readonly Child[]).map(render).join("");
  return escapeHtml(String(child));
}

/** Children one after another. */
export function join(children: readonly Child[], separator: Child = ""): Html {
  return new Html(children.map(render).join(render(separator)));
}
