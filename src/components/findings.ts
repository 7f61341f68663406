import { formatDate, formatNumber } from "../lib/format.ts";
import { type Html, html, raw } from "../lib/html.ts";
import { link, type Page, say, sayText } from "../lib/page.ts";
import type { Finding } from "../lib/places.ts";
import type { Row } from "../site-tables.ts";
import { badge, emptyNote, messageOf, rank, severitySign } from "./figure.ts";

/** Counts by severity, in words. */
export function findingCounts(page: Page, all: Row[]): Html {
  const rows = all.filter((row) => row.status !== "explained");
  const explained = all.length - rows.length;
  const besides = explained > 0 ? say(page, "findingsExplained", { count: formatNumber(explained, page.lang) }) : "";
  if (rows.length === 0) return html`<p>${say(page, "doubtNone")} ${besides}</p>`;
  const count = (severity: string) => formatNumber(rows.filter((row) => row.severity === severity).length, page.lang);
  return html`<p class="lead">${say(page, "findingCounts", {
    total: formatNumber(rows.length, page.lang),
    errors: count("error"),
    warnings: count("warning"),
    notes: count("info"),
  })} ${besides}</p>`;
}

/**
 * Findings by appendix and rule, the gravest first, each with the row of the report in which it stands and the cell marked; after the
 * open ones those that a person has explained, then, folded, what a later file has put right.
 * @param rows rows of findings
 * @param resolved rows of findings_resolved
 * @param cells cells of the rows that findings point at: cell_ref, row_key, column_number, raw_text
 */
export function findingList(page: Page, rows: Row[], cells: Row[], resolved: Row[] = []): Html {
  if (rows.length + resolved.length === 0) return emptyNote(page);
  const ids = new Set(rows.map((row) => String(row.finding_id)));
  const here = page.places.findings.filter((finding) => ids.has(finding.id));
  const findings = here.filter((finding) => !finding.explanation);
  const explained = here.filter((finding) => finding.explanation).sort((a, b) => rank(a) - rank(b) || byPlace(a, b));
  const context: EntryContext = { byRow: new Map(), fresh: newOnes(rows), read: readOnes(rows) };
  const { byRow } = context;
  for (const cell of cells) {
    const key = String(cell.row_key);
    byRow.set(key, [...(byRow.get(key) ?? []), cell]);
  }
  const keyOf = (finding: Finding) => `${finding.severity}/${finding.rule}/${finding.appendix ?? ""}`;
  const groups = [...new Set(findings.map(keyOf))]
    .map((key) => findings.filter((finding) => keyOf(finding) === key))
    .sort(
      (a, b) =>
        Math.min(...a.map(rank)) - Math.min(...b.map(rank)) ||
        a.length - b.length ||
        (a[0]?.rule ?? "").localeCompare(b[0]?.rule ?? "", "en"),
    );
  const of = (severity: string) => groups.filter((group) => group[0]?.severity === severity);
  const notes = of("info");
  return html`${(["error", "warning"] as const).map((severity) => severitySection(page, severity, of(severity), context))}${
    notes.length > 0
      ? html`<details class="rest notes"><summary>${say(page, "notes", { count: formatNumber(notes.flat().length, page.lang) })}</summary>${notes.map((group) => ruleSection(page, group, context, "h2"))}</details>`
      : ""
  }${explainedSection(page, explained, context)}${resolvedSection(page, resolved)}`;
}

/** All of one severity, at an address of its own: the leader's page counts them. */
function severitySection(page: Page, severity: "error" | "warning", groups: Finding[][], context: EntryContext): Html {
  if (groups.length === 0) return html``;
  return html`<section class="severity" id="${severity}s"><h2>${say(page, severity === "error" ? "sectionErrors" : "sectionWarnings")} ${badge(
    "count",
    formatNumber(groups.flat().length, page.lang),
  )}</h2>${groups.map((group) => ruleSection(page, group, context))}</section>`;
}

/** What each entry needs: the printed rows, and which findings are new. */
interface EntryContext {
  byRow: Map<string, Row[]>;
  fresh: ReadonlySet<string>;
  read: ReadonlySet<string>;
}

/** Findings that no earlier file of the month had. */
function newOnes(rows: Row[]): Set<string> {
  return new Set(rows.filter((row) => row.is_new === true).map((row) => String(row.finding_id)));
}

/** Findings about how a text was read. Of all others the message holds the arithmetic, and what is expected was not read. */
function readOnes(rows: Row[]): Set<string> {
  const families = new Set(["reading", "units"]);
  return new Set(rows.filter((row) => families.has(String(row.family))).map((row) => String(row.finding_id)));
}

function explainedSection(page: Page, findings: Finding[], context: EntryContext): Html {
  if (findings.length === 0) return html``;
  return html`<section class="rule explained" id="explained"><h2>${say(page, "explainedTitle")} ${badge("count", formatNumber(findings.length, page.lang))}</h2>
<p class="where-from">${say(page, "explainedNote")}</p>
${findings.map((finding) => entry(page, finding, context))}</section>`;
}

/** What was asked, and is no longer since a later file came or a person corrected a cell. */
function resolvedSection(page: Page, rows: Row[]): Html {
  if (rows.length === 0) return html``;
  return html`<details class="rest resolved"><summary>${say(page, "resolvedTitle", { count: formatNumber(rows.length, page.lang) })}</summary><ul class="resolved-list">${rows.map(
    (row) =>
      html`<li><s>${(page.lang === "en" && (row.message_en as string | null)) || (row.message_vi as string)}</s> <small>${settledBy(page, row)}</small></li>`,
  )}</ul></details>`;
}

/** A later file, or the person who corrected a cell, when and why. */
function settledBy(page: Page, row: Row): Html {
  if (row.resolved_by === "correction") {
    return say(page, "resolvedByCorrection", {
      name: html`<b>${(row.corrected_by as string | null) ?? "—"}</b>`,
      date: formatDate((row.corrected_date as string | null) ?? null, page.lang),
      reason: html`<q>${(row.correction_reason as string | null) ?? ""}</q>`,
    });
  }
  return say(page, "resolvedBy", {
    file: (row.resolved_by_source_name ?? row.resolved_by_report_id ?? "") as string,
    date: formatDate((row.resolved_by_issued_date as string | null) ?? null, page.lang),
  });
}

/** More than this many of one rule are folded. */
const openAtMost = 3;

function ruleSection(page: Page, group: Finding[], context: EntryContext, level: "h2" | "h3" = "h3"): Html {
  const first = group[0] as Finding;
  const sorted = [...group].sort((a, b) => rank(a) - rank(b) || byPlace(a, b));
  const open = sorted.slice(0, openAtMost);
  const folded = sorted.slice(openAtMost);
  return html`<section class="rule">${raw(`<${level}>`)}${ruleTitle(page, first)} ${badge("count", formatNumber(group.length, page.lang))}${raw(`</${level}>`)}
<p class="where-from">${appendixName(page, first.appendix)}</p>
${open.map((finding) => entry(page, finding, context))}
${
  folded.length > 0
    ? html`<details class="rest"><summary>${say(page, "moreFindings", { count: formatNumber(folded.length, page.lang) })}</summary>${folded.map((finding) => entry(page, finding, context))}</details>`
    : ""
}</section>`;
}

function entry(page: Page, finding: Finding, context: EntryContext): Html {
  const target = finding.sourceRef ? page.places.pageOf(finding.sourceRef) : null;
  const reading =
    context.read.has(finding.id) && finding.readValue !== null && finding.readValue !== finding.rawValue
      ? html`<p class="reading">${say(page, "rawAndRead", { raw: quoted(finding.rawValue), read: quoted(finding.readValue) })}</p>`
      : "";
  return html`<article class="finding ${finding.severity}${finding.explanation ? " explained" : ""}" id="f-${finding.id}">
<p class="message"><span class="mark ${finding.severity}">${severitySign(finding.severity)}<span class="sr">${say(page, severityKey(finding.severity))}: </span></span>${messageOf(page, finding)}${
    context.fresh.has(finding.id)
      ? html` <span class="badge new" title="${sayText(page, "isNewHint")}">${say(page, "isNew")}</span>`
      : ""
  }</p>
${explanation(page, finding)}${reading}${sourceRow(page, finding, context.byRow)}
${target ? html`<p class="to-source"><a href="${link(page, target)}">${say(page, finding.sourceLine === null ? "toSource" : "toSourceLine", finding.sourceLine === null ? {} : { line: String(finding.sourceLine) })}</a></p>` : ""}
</article>`;
}

/** Who answered, when and what. */
function explanation(page: Page, finding: Finding): Html {
  if (!finding.explanation) return html``;
  const { by, date, reason } = finding.explanation;
  return html`<p class="answer">${badge("done", say(page, "explainedTitle"))} ${say(page, "explainedBy", {
    name: html`<b>${by ?? "—"}</b>`,
    date: formatDate(date, page.lang),
    reason: html`<q>${reason ?? ""}</q>`,
  })}</p>
`;
}

/** The printed row, with the cell marked; long texts are cut, the source page has all of it. */
function sourceRow(page: Page, finding: Finding, byRow: Map<string, Row[]>): Html {
  const cells = byRow.get((finding.sourceRef ?? "").replace(/-c\d+$/, ""));
  if (!cells || cells.length === 0) return html``;
  const filled = cells.filter((cell) => String(cell.raw_text ?? "").trim() !== "");
  return html`<p class="printed"><span class="sr">${say(page, "printedRow")}: </span>${filled.map((cell) => {
    const text = cut(String(cell.raw_text));
    return cell.cell_ref === finding.sourceRef ? html`<mark>${text}</mark> ` : html`<span>${text}</span> `;
  })}</p>`;
}

function cut(text: string): string {
  return text.length > 90 ? `${text.slice(0, 88)}…` : text;
}

function quoted(text: string | null): string {
  return text === null || text === "" ? "∅" : `“${cut(text)}”`;
}

function byPlace(a: Finding, b: Finding): number {
  return (a.sourceLine ?? 0) - (b.sourceLine ?? 0) || (a.id < b.id ? -1 : 1);
}

function severityKey(severity: string): "severity_error" | "severity_warning" | "severity_info" {
  return severity === "error" ? "severity_error" : severity === "warning" ? "severity_warning" : "severity_info";
}

/** A rule's name in words; one whose yaml gives none shows its key, readable enough. */
function ruleTitle(page: Page, finding: Finding): string {
  const title = (page.lang === "vi" ? finding.titleVi : finding.titleEn) ?? finding.rule.replaceAll("_", " ");
  return title.charAt(0).toUpperCase() + title.slice(1);
}

export function appendixName(page: Page, appendix: string | null): string {
  return appendix === "tasks" || appendix === "projects" || appendix === "indicators"
    ? sayText(page, `appendix_${appendix}`)
    : sayText(page, "appendix_other");
}
