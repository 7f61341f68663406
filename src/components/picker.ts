import { formatMonth } from "../lib/format.ts";
import { type Html, html, raw } from "../lib/html.ts";
import { kindOf, kinds } from "../lib/kinds.ts";
import {
  isSameYear,
  link,
  newestOfYears,
  outputPath,
  type Page,
  relativeLink,
  type Scope,
  say,
  sayText,
} from "../lib/page.ts";
import type { DocumentParts } from "./shell.ts";

/** With more localities than this, the others are a line each, by kind: their newest month, which leads on to their earlier ones. */
const fewLocalities = 6;
/** A list of more entries than this can be searched. */
const fewEntries = 10;

/** Which locality and month the page shows; each other one leads to the same page there. */
export function picker(page: Page, parts: Pick<DocumentParts, "name" | "navigation" | "months">): Html {
  const { scope, scopes } = page;
  if (!scope) return html`<p class="where">${say(page, "noData")}</p>`;
  const label = html`<b>${scope.locality}</b> <span>${formatMonth(scope.period, page.lang)}</span>`;
  if (scopes.length < 2 && !parts.months) return html`<p class="where">${label}</p>`;
  const localities = [...new Set(scopes.map((item) => item.localityId))];
  const entries = localities.length > fewLocalities || parts.months ? byKind(page, scope) : byLocality(scopes);
  const count = entries.flatMap((entry) => entry.scopes).length;
  return html`<details class="where picker menu-fold"><summary aria-label="${sayText(page, "pick", {
    locality: scope.locality,
    month: formatMonth(scope.period, page.lang),
  })}">${label}</summary>
<div class="menu"${parts.months ? lateList(page, parts, parts.months) : ""}>${
    count > fewEntries || parts.months
      ? html`<input type="search" class="pick-find" autocomplete="off" placeholder="${sayText(page, "pickFind")}" aria-label="${sayText(page, "pickFind")}"><p class="pick-none" hidden role="status">${say(page, "noneFound")}</p>`
      : ""
  }${entries.map(
    (entry) =>
      html`<section><p>${entry.heading}</p><ul>${entry.scopes.map((item) => {
        const month = formatMonth(item.period, page.lang);
        const at = raw(item === scope ? ' aria-current="true"' : "");
        const text = entry.isMixed ? html`${item.locality} <small>${month}</small>` : month;
        return html`<li data-find="${item.locality} ${month}"><a href="${link(page, pickTarget(page, parts, item))}" data-keep${at}>${text}</a></li>`;
      })}</ul></section>`,
  )}${parts.months ? html`<p class="pick-all"><a href="${link(page, "reports")}">${say(page, "pickAll")}</a></p>` : ""}</div></details>`;
}

/** What the script needs to list the other localities, once the menu is opened. */
function lateList(page: Page, { name, navigation }: Pick<DocumentParts, "name" | "navigation">, file: string): Html {
  const words = Object.fromEntries(kinds.map(({ label }) => [label, sayText(page, label)]));
  const own = {
    id: page.scope?.localityId,
    month: page.scope?.period.slice(0, 7),
    name,
    scope: scopeOf(name, navigation),
  };
  const root = relativeLink(outputPath(page.lang, page.path), outputPath(page.lang, "")).replace(/\.html$/, "");
  return html` data-months="${file}" data-root="${root}" data-own="${JSON.stringify(own)}" data-words="${JSON.stringify({ ...words, failed: sayText(page, "pickFailed"), none: sayText(page, "noneFound") })}"`;
}

interface Entry {
  heading: string;
  scopes: Scope[];
  /** Of several localities: then each line names its own. */
  isMixed: boolean;
}

function byLocality(scopes: readonly Scope[]): Entry[] {
  const names = [...new Set(scopes.map((item) => item.locality))];
  return names.map((heading) => ({
    heading,
    scopes: scopes.filter((item) => item.locality === heading),
    isMixed: false,
  }));
}

/** The own months first, then the others in the order of their names. */
function byKind(page: Page, own: Scope): Entry[] {
  const others = new Map<string, Scope>();
  for (const scope of page.scopes) {
    const known = others.get(scope.localityId);
    if (scope.localityId !== own.localityId && (!known || known.period < scope.period)) {
      others.set(scope.localityId, scope);
    }
  }
  const compare = new Intl.Collator(page.lang, { numeric: true }).compare;
  const sorted = [...others.values()].sort((a, b) => compare(a.locality, b.locality));
  return [
    {
      heading: own.locality,
      scopes: page.scopes.filter((item) => item.localityId === own.localityId),
      isMixed: false,
    },
    ...kinds
      .map(({ label }) => ({
        heading: sayText(page, label),
        scopes: sorted.filter((scope) => kindOf(scope.locality) === label),
        isMixed: true,
      }))
      .filter((entry) => entry.scopes.length > 0),
  ];
}

/** The page read, of another month or locality; from a page that all of them share, that month's first page. */
function pickTarget(
  page: Page,
  { name, navigation }: Pick<DocumentParts, "name" | "navigation">,
  target: Scope,
): string {
  const kind = scopeOf(name, navigation);
  if (kind === "report") return `${target.folder}${name}`;
  if (kind !== "year") return `${target.folder}index`;
  const newest = newestOfYears(page.scopes).find((item) => isSameYear(item, target));
  return `${newest?.folder ?? ""}${name}`;
}

/** Whether each month, or each year, has this page. */
const scopeOf = (name: string, navigation: DocumentParts["navigation"]): string | undefined =>
  navigation.find((item) => item.name === name)?.scope;
