import { type MessageKey, messages } from "../i18n/messages.ts";
import type { Row } from "../site-tables.ts";
import type { Lang } from "./format.ts";
import { type Child, Html, render } from "./html.ts";
import type { Places } from "./places.ts";

/** One locality's month: what a report page is about. */
export interface Scope {
  localityId: string;
  locality: string;
  /** YYYY-MM-01. */
  period: string;
  /** The reports that hold it, the newest first. */
  reports: Row[];
  /** Folder of its pages: empty for the one shown first. */
  folder: string;
}

/** Where a page stands, and what all components need of it. */
export interface Page {
  lang: Lang;
  /** Output path without language and extension: `scenario`, `months/x-2026-02/tasks`. */
  path: string;
  scope: Scope | null;
  scopes: readonly Scope[];
  places: Places;
  /** Id counter, so that ids are the same from build to build. */
  nextId(prefix: string): string;
}

/** A message in the page's language, with its placeholders filled. A placeholder without a value is a bug. */
export function say(page: Page, key: MessageKey, values: Record<string, Child> = {}): Html {
  return fill(messages[key][page.lang], values, key);
}

/** The same as plain text, for attributes and charts. */
export function sayText(page: Page, key: MessageKey, values: Record<string, string | number> = {}): string {
  return messages[key][page.lang].replace(/\{(\w+)\}/g, (_, name: string) => {
    if (!(name in values)) throw new Error(`the message ${key} needs a value for {${name}}`);
    return String(values[name]);
  });
}

function fill(text: string, values: Record<string, Child>, key: string): Html {
  const parts = text.split(/\{(\w+)\}/);
  return new Html(
    parts
      .map((part, index) => {
        if (index % 2 === 0) return render(part);
        if (!(part in values)) throw new Error(`the message ${key} needs a value for {${part}}`);
        return render(values[part]);
      })
      .join(""),
  );
}

/** Whether two months are of one locality and year. */
export function isSameYear(one: Scope, other: Scope): boolean {
  return one.localityId === other.localityId && one.period.slice(0, 4) === other.period.slice(0, 4);
}

/** The newest month of each locality and year: the one whose folder holds the pages of the year. */
export function newestOfYears(scopes: readonly Scope[]): Scope[] {
  const newest = new Map<string, string>();
  const yearOf = (scope: Scope) => `${scope.localityId} ${scope.period.slice(0, 4)}`;
  for (const scope of scopes) {
    if ((newest.get(yearOf(scope)) ?? "") < scope.period) newest.set(yearOf(scope), scope.period);
  }
  return scopes.filter((scope) => newest.get(yearOf(scope)) === scope.period);
}

/** A page of this page's own year and locality. */
export function yearSibling(page: Page, name: string): string {
  const { scope } = page;
  const newest = scope ? newestOfYears(page.scopes).find((other) => isSameYear(other, scope)) : null;
  return link(page, `${newest?.folder ?? ""}${name}`);
}

/** A relative link from this page to another of the same language; `target` may have a `#part`. */
export function link(page: Page, target: string): string {
  return relativeLink(outputPath(page.lang, page.path), outputPath(page.lang, target));
}

/** The same page in the other language. */
export function otherLanguage(page: Page): string {
  const other: Lang = page.lang === "vi" ? "en" : "vi";
  return relativeLink(outputPath(page.lang, page.path), outputPath(other, page.path));
}

/** A page of this page's own month and locality. */
export function sibling(page: Page, name: string): string {
  return link(page, `${page.scope?.folder ?? ""}${name}`);
}

/** `scenario#x` → `en/scenario.html#x`. */
export function outputPath(lang: Lang, target: string): string {
  const [path = "", part] = target.split("#");
  return `${lang === "en" ? "en/" : ""}${path}.html${part === undefined ? "" : `#${part}`}`;
}

/** From one file of the site to another, so that the site works in any folder of any server. */
export function relativeLink(from: string, to: string): string {
  const [path = "", part] = to.split("#");
  const anchor = part === undefined ? "" : `#${part}`;
  if (path === from && anchor) return anchor;
  const source = from.split("/").slice(0, -1);
  const target = path.split("/");
  let shared = 0;
  while (shared < source.length && shared < target.length - 1 && source[shared] === target[shared]) shared++;
  const up = "../".repeat(source.length - shared);
  return `${up || "./"}${target.slice(shared).join("/")}${anchor}`;
}
