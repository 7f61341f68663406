import { missing } from "../lib/format.ts";
import { type Child, Html, html, join, raw } from "../lib/html.ts";
import { link, type Page, say, sayText, sibling } from "../lib/page.ts";
import type { Finding } from "../lib/places.ts";
import type { Row } from "../site-tables.ts";

/**
 * A figure that leads to the cell it was read from, with a mark where somebody should question it.
 * @param column without one the text stands for its row, and the mark for all that is asked of the row
 */
export function figure(page: Page, text: Child, row: Row, column?: string): Html {
  const sourceRef = row.source_ref ? String(row.source_ref) : null;
  if (!sourceRef || text === missing) return html`${text}`;
  return column ? figureAt(page, text, page.places.cellOf(sourceRef, column)) : rowName(page, text, row);
}

/** The address of a computed figure in its row's panel, on the page of the printed table. */
export function calculationAnchor(sourceRef: string, column: string, scope: unknown = null): string {
  return `${sourceRef}.${scope ? `${scope}.` : ""}${column}`;
}

/** The way to a cell, or to the formula at it: a fragment where the page itself shows the cell's table. */
export function placeLink(page: Page, cell: string, anchor = cell): string {
  const path = page.places.pageOf(cell)?.split("#")[0];
  return path === undefined || path === page.path ? `#${anchor}` : link(page, `${path}#${anchor}`);
}

/**
 * A computed figure: it leads to its formula, which stands under the printed row with its own numbers filled in. The text alone where
 * the row is in no table that is shown.
 */
export function derived(page: Page, text: Child, row: Row, column: string): Html {
  const target = row.source_ref ? page.places.pageOf(String(row.source_ref)) : null;
  if (!target || row[column] === null || row[column] === undefined) return html`${text}`;
  return html`<a class="fig" href="${link(page, calculationAnchor(target, column, row.scope))}">${text}</a>`;
}

/** A row's name: it leads to its cell, and one mark stands for all findings of the row that no other figure shows. */
export function rowName(page: Page, text: Child, row: Row, shown: readonly string[] = []): Html {
  const target = row.source_ref ? page.places.pageOf(String(row.source_ref)) : null;
  const body = target ? html`<a class="fig" href="${link(page, target)}">${text}</a>` : html`${text}`;
  const mark = rowMark(page, row, shown);
  return mark.text === "" ? body : html`${body} ${mark}`;
}

/** The same for a cell that is known. */
export function figureAt(page: Page, text: Child, cell: string): Html {
  const target = page.places.pageOf(cell);
  const body = target ? html`<a class="fig" href="${link(page, target)}">${text}</a>` : html`${text}`;
  return html`${body}${findingMark(page, page.places.findingsAtCell(cell))}`;
}

/** The mark of the gravest open one (of an explained one where all are) of some findings: a link to it, named for those who can't see it. */
export function findingMark(page: Page, findings: readonly Finding[]): Html {
  const worst = gravest(findings);
  if (!worst) return html``;
  const label = sayText(page, worst.explanation ? "markExplained" : "markLabel", { message: messageOf(page, worst) });
  return html`<a class="mark ${worst.severity}${worst.explanation ? " explained" : ""}" href="${sibling(page, `findings#f-${worst.id}`)}" title="${messageOf(page, worst)}" aria-label="${label}">${severitySign(worst.severity)}</a>`;
}

/**
 * The findings of a printed row, as one mark.
 * @param shown columns whose figures stand in the same place and have marks of their own
 */
export function rowMark(page: Page, row: Row, shown: readonly string[] = []): Html {
  if (!row.source_ref) return html``;
  const ref = String(row.source_ref);
  const cells = new Set(shown.map((column) => page.places.cellOf(ref, column)));
  const findings = page.places.findingsAtRow(ref).filter((finding) => !cells.has(finding.sourceRef ?? ""));
  return findingMark(page, findings);
}

export function gravest(findings: readonly Finding[]): Finding | undefined {
  return [...findings].sort(
    (a, b) =>
      Number(a.explanation !== null) - Number(b.explanation !== null) || rank(a) - rank(b) || (a.id < b.id ? -1 : 1),
  )[0];
}

/** 0 for an error, 1 for a warning, 2 for a note. */
export function rank(finding: { severity: string }): number {
  return ["error", "warning"].indexOf(finding.severity) + 1 || 3;
}

export function messageOf(page: Page, finding: Finding): string {
  return page.lang === "vi" ? finding.messageVi : finding.messageEn || finding.messageVi;
}

/** The sign of a severity; the shape says it too. */
export function severitySign(severity: string): Html {
  const sign = severity === "error" ? "!" : severity === "warning" ? "?" : "i";
  return raw(`<span aria-hidden="true">${sign}</span>`);
}

/** Ahead, behind or even, by colour, by shape and by word. */
export function trend(page: Page, verdict: string | null | undefined, text: Child): Html {
  const kind = verdict === "exceeded" ? "ahead" : verdict === "missed" ? "behind" : verdict === "met" ? "even" : "none";
  return html`<span class="trend ${kind}">${trendSign(kind)}<span class="sr">${say(page, kind)}: </span>${text}</span>`;
}

const shapes: Record<string, string> = {
  ahead: '<path d="M1 9 6 1l5 8z"/>',
  behind: '<path d="M1 2h10L6 10z"/>',
  even: '<path d="M1 4.5h10v3H1z"/>',
  none: "",
};

function trendSign(kind: string): Html {
  if (!shapes[kind]) return html``;
  return new Html(
    `<svg class="sign" viewBox="0 0 12 11" width="10" height="10" aria-hidden="true">${shapes[kind]}</svg>`,
  );
}

/** A short text as a badge. */
export function badge(kind: string, text: Child): Html {
  return html`<span class="badge ${kind}">${text}</span>`;
}

/** What stands where a table has nothing to show. */
export function emptyNote(page: Page, key: "emptyTable" | "emptyWarehouse" = "emptyTable"): Html {
  return html`<p class="empty">${say(page, key)}</p>`;
}

/** A list in words: a, b và c. */
export function listing(page: Page, parts: readonly Child[]): Html {
  if (parts.length < 2) return html`${parts[0] ?? ""}`;
  return html`${join(parts.slice(0, -1), ", ")} ${say(page, "and")} ${parts[parts.length - 1]}`;
}
