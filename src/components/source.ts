import { formatDate, formatNumber } from "../lib/format.ts";
import { type Html, html, join, raw } from "../lib/html.ts";
import { link, type Page, say, sayText } from "../lib/page.ts";
import { sourcePath } from "../lib/places.ts";
import type { DictionaryTable, Row } from "../site-tables.ts";
import { calculations, type MartRows, rowOf } from "./calculation.ts";
import { emptyNote, findingMark, messageOf, severitySign } from "./figure.ts";
import { appendixName } from "./findings.ts";

/**
 * The tables of an appendix as the file prints them, with an address for each cell. A mend stands under its cell, a finding beside it;
 * what was read from a row and is computed of it stands under the row, and shows when the address names one of its cells or figures.
 * @param cells rows of ledger.cells, by table, row and column
 * @param repairs rows of ledger.repairs
 * @param marts the marts' rows of this appendix, by name
 */
export function printedTables(
  page: Page,
  cells: Row[],
  repairs: Row[],
  marts: MartRows = {},
  dictionary: readonly DictionaryTable[] = [],
): Html {
  if (cells.length === 0) return emptyNote(page);
  const mends = new Map<string, Row[]>();
  for (const repair of repairs) {
    const key = String(repair.cell_ref);
    mends.set(key, [...(mends.get(key) ?? []), repair]);
  }
  const { panelOf } = calculations(page, dictionary, marts);
  const tables = groupBy(cells, "table_number");
  return html`${[...tables].map(([number, own]) => printedTable(page, number, own, mends, panelOf))}`;
}

function printedTable(
  page: Page,
  number: number,
  cells: Row[],
  mends: Map<string, Row[]>,
  panelOf: (rowRef: string) => Html | null,
): Html {
  const label = sayText(page, "printedTable", { number: formatNumber(number, page.lang) });
  const width = Math.max(
    ...cells.map((cell) => Number(cell.column_number) + Math.max(Number(cell.column_span) || 1, 1) - 1),
  );
  const groups = rowGroups(cells).map((rows) => {
    const panels = rows.map((row) => {
      const rowRef = rowOf(String(row[0]?.cell_ref));
      const panel = panelOf(rowRef);
      return panel
        ? html`<tr class="calculation"><td colspan="${width}"><div id="${rowRef}.all">${panel}</div></td></tr>\n`
        : "";
    });
    return html`<tbody>${rows.map(
      (row) => html`<tr>${row.map((cell) => printedCell(page, cell, mends))}</tr>\n`,
    )}${panels}</tbody>\n`;
  });
  return html`<h2 id="t${number}">${label}</h2>
<div class="scroll breakout" tabindex="0" role="region" aria-label="${label}"><table class="printed-table">
${groups}</table></div>`;
}

/** Rows that a cell over several of them keeps together. */
function rowGroups(cells: Row[]): Row[][][] {
  const groups: Row[][][] = [];
  let end = 0;
  for (const [number, row] of groupBy(cells, "row_number")) {
    if (number > end) groups.push([]);
    groups.at(-1)?.push(row);
    end = Math.max(end, ...row.map((cell) => number + Math.max(Number(cell.row_span) || 1, 1) - 1));
  }
  return groups;
}

/** Rows by a number, in the order in which it first appears. */
function groupBy(rows: Row[], column: string): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const key = Number(row[column]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function printedCell(page: Page, cell: Row, mends: Map<string, Row[]>): Html {
  const ref = String(cell.cell_ref);
  const span = (name: string, value: unknown) => (Number(value) > 1 ? html` ${raw(name)}="${Number(value)}"` : "");
  const disposition = String(cell.disposition ?? "");
  const isLong = String(cell.raw_text ?? "").length > 60;
  const title = cell.reason ? html` title="${cell.reason as string}"` : "";
  return html`<td id="${ref}" class="d-${disposition}${isLong ? " wide-text" : ""}"${span("rowspan", cell.row_span)}${span("colspan", cell.column_span)}${title}>${cell.raw_text as string}${findingMark(
    page,
    page.places.findingsAtCell(ref),
  )}${(mends.get(ref) ?? []).map(
    (mend) =>
      html`<small class="mend"><span class="sr">${say(page, "mend")}: </span><del>${mend.before as string}</del> → <ins>${mend.after as string}</ins> ${mendReason(page, mend)}</small>`,
  )}</td>`;
}

/** Findings of this appendix, in the order of the report. */
export function findingsHere(page: Page, findings: Row[]): Html {
  const ids = new Set(findings.map((row) => String(row.finding_id)));
  const here = page.places.findings.filter((finding) => ids.has(finding.id));
  if (here.length === 0) return html``;
  return html`<details class="rest"><summary>${say(page, "findingsHere", { count: formatNumber(here.length, page.lang) })}</summary><ul class="doubts">${here.map(
    (finding) => {
      const target = finding.sourceRef ? page.places.pageOf(finding.sourceRef) : null;
      return html`<li><span class="mark ${finding.severity}">${severitySign(finding.severity)}</span>${
        target ? html`<a href="${link(page, target)}">${messageOf(page, finding)}</a>` : messageOf(page, finding)
      }</li>`;
    },
  )}</ul></details>`;
}

/** What the cells of this appendix became; the counts add up to the cells of the file. */
export function dispositions(page: Page, counts: Row[]): Html {
  const total = counts.reduce((sum, row) => sum + Number(row.cells), 0);
  return html`<p class="note">${say(page, "dispositionsSentence", { total: formatNumber(total, page.lang) })} ${counts.map(
    (row, index) =>
      html`${index > 0 ? ", " : ""}${dispositionName(page, row.disposition)}: ${formatNumber(Number(row.cells), page.lang)}`,
  )}.</p>`;
}

function dispositionName(page: Page, disposition: unknown): string {
  const names = ["loaded", "header", "repeated_header", "layout", "blank", "ignored", "quarantined"] as const;
  const name = names.find((item) => item === disposition);
  return name ? sayText(page, `d_${name}`) : String(disposition);
}

/** All reports held, with their appendices as pages. */
export function reportList(page: Page, reports: Row[], appendices: Row[]): Html {
  if (reports.length === 0) return emptyNote(page, "emptyWarehouse");
  const printed = new Map<unknown, Row[]>();
  for (const row of appendices) printed.set(row.report_id, [...(printed.get(row.report_id) ?? []), row]);
  if (reports.length > mostReports) return reportsByPlace(page, reports, printed);
  return html`<ul class="reports">${reports.map(
    (
      report,
    ) => html`<li><h2>${report.locality as string} · ${report.report_number ? String(report.report_number) : String(report.report_id)}</h2>
<p>${say(page, "reportLine", {
      date: formatDate(report.issued_date as string | null, page.lang),
      file: String(report.source_name ?? ""),
      sha: String(report.source_sha256 ?? "").slice(0, 12),
    })}</p>
<ul>${(printed.get(report.report_id) ?? []).map(
      (row) =>
        html`<li><a href="${link(page, sourcePath(row.report_id, row.appendix))}">${appendixName(page, row.appendix as string | null)}</a> ${say(page, "cellCount", { count: formatNumber(Number(row.cells), page.lang) })}</li>`,
    )}</ul></li>`,
  )}</ul>`;
}

/** More reports than this are listed by place: a line each, with its months. */
const mostReports = 60;

/** So many months of a place are listed; its newest page before them lists its own year. */
const mostMonthsListed = 12;

function olderOf(page: Page, reports: readonly Row[], folders: ReadonlyMap<unknown, string>): Html {
  const older = reports.slice(mostMonthsListed);
  const folder = folders.get(older[0]?.report_id);
  if (folder === undefined) return html``;
  const text = say(page, "olderMonths", { count: formatNumber(older.length, page.lang) });
  return html` · <a href="${link(page, `${folder}index`)}">${text}</a>`;
}

/** Each place's months, the newest first: the month leads to its overview, the report's number to its first printed table. */
function reportsByPlace(page: Page, reports: readonly Row[], printed: ReadonlyMap<unknown, Row[]>): Html {
  const places = new Map<string, { name: string; reports: Row[] }>();
  for (const report of reports) {
    const id = String(report.locality_id);
    const place = places.get(id) ?? { name: String(report.locality), reports: [] };
    place.reports.push(report);
    places.set(id, place);
  }
  const folders = new Map(
    page.scopes.flatMap((scope) => scope.reports.map((report) => [report.report_id, scope.folder] as const)),
  );
  const compare = new Intl.Collator(page.lang, { numeric: true }).compare;
  const sorted = [...places.values()].sort((a, b) => compare(a.name, b.name));
  return html`<p class="note">${say(page, "reportsByPlace", {
    count: formatNumber(reports.length, page.lang),
    places: formatNumber(sorted.length, page.lang),
  })}</p>
<dl class="by-place">${sorted.map(
    (place) =>
      html`<div><dt>${place.name}</dt><dd>${join(
        place.reports.slice(0, mostMonthsListed).map((report) => {
          const period = String(report.period);
          const month = `${Number(period.slice(5, 7))}/${period.slice(0, 4)}`;
          const folder = folders.get(report.report_id);
          const [first] = printed.get(report.report_id) ?? [];
          const number = report.report_number ? String(report.report_number) : say(page, "printedTables");
          return html`${folder === undefined ? month : html`<a href="${link(page, `${folder}index`)}">${month}</a>`}${first ? html` (<a href="${link(page, sourcePath(first.report_id, first.appendix))}">${number}</a>)` : ""}`;
        }),
        " · ",
      )}${olderOf(page, place.reports, folders)}</dd></div>\n`,
  )}</dl>`;
}

/** The way back from a source page. */
export function backLinks(page: Page): Html {
  return html`<p class="more"><a href="${link(page, "reports")}">${say(page, "allReports")}</a></p>`;
}

/** Why, in the page's language where it is known. */
function mendReason(page: Page, mend: Row): Html {
  if (page.lang === "vi" && mend.reason_vi) return html`<i>${mend.reason_vi as string}</i>`;
  return html`<i lang="en">${mend.reason as string}</i>`;
}
