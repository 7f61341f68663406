import type { GapLine } from "../gaps/at.ts";
import { type GapData, type PackedLine, packGaps } from "../gaps/data.ts";
import { gapsOn } from "../gaps/rows.ts";
import { gapParts, type Places } from "../gaps/view.ts";
import { type GapText, gapText } from "../i18n/gaps.ts";
import { formatDate } from "../lib/format.ts";
import { type Html, html, raw } from "../lib/html.ts";
import { link, type Page } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { calculationAnchor, figure, rowMark } from "./figure.ts";

/**
 * The gap of each group, project and component on a day that the reader chooses; without a script, on the day of the newest
 * report.
 * @param rows rows of disbursement_spans of one locality and budget year
 */
export function gapsAtDate(page: Page, rows: Row[]): Html {
  const t = (key: GapText, values?: Record<string, string>) => gapText(key, page.lang, values);
  const data = packGaps(rows);
  if (!data) return html`<p class="empty">${t("empty")}</p>`;
  const day =
    data.lines
      .flatMap(({ told }) => told.map((each) => each.day))
      .sort()
      .at(-1) ?? data.first;
  const places = placesOf(page, data);
  const parts = gapParts(data, places, day, page.lang);
  const part = (key: string) => raw(parts[key] ?? "");
  const cells = (key: string) =>
    html`<td class="number" data-l="${t("told")}"><span data-part="${key} told">${part(`${key} told`)}</span></td><td class="number" data-l="${t("onDay")}"><span data-part="${key} value">${part(`${key} value`)}</span></td><td class="number" data-l="${t("range")}"><span data-part="${key} range">${part(`${key} range`)}</span></td>`;
  const line = ({ key, level, name, sourceRef }: PackedLine) =>
    html`<tr class="level-${level}"><th scope="row">${plainName(page, name, sourceRef)}</th>${cells(key)}</tr>`;
  return html`<form class="gap-day" id="gap-day"><label>${t("day")} <input type="date" name="d" min="${data.first}" max="${data.last}" value="${day}"></label>
<label class="parts"><input type="checkbox" name="c"> ${t("withComponents")}</label>
<label>${t("moments")} <select name="moment"><option value="">${t("choose")}</option>${moments(data).map(
    ([each, key]) => html`<option value="${each}">${t(key, { day: formatDate(each, page.lang) })}</option>`,
  )}</select></label></form>
<div id="gap-answer"><p data-part="told" role="status">${part("told")}</p><p data-part="day">${part("day")}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${t("thing")}"><table class="data cards gaps"><caption data-part="caption">${part("caption")}</caption><thead><tr><th scope="col">${t("thing")}</th><th scope="col" class="number">${t("told")}</th><th scope="col" class="number">${t("onDay")}</th><th scope="col" class="number">${t("range")}</th></tr></thead><tbody>${gapsOn(
    data,
    day,
  ).groups.map(
    ({ group, projects }) =>
      html`<tr class="level-group"><th scope="row">${group === null ? t("noGroup") : t("group", { code: group })}</th>${cells(`group/${group ?? ""}`)}</tr>${projects.map(
        (project) =>
          html`${line(project.line)}${project.components.map((each) => line(each.line))}${
            project.components.length === 0
              ? ""
              : html`<tr class="level-component"><th scope="row">${t("rest")}</th><td></td><td class="number" data-l="${t("onDay")}" data-part="${project.line.key}/rest value">${part(`${project.line.key}/rest value`)}</td><td></td></tr>`
          }`,
      )}`,
  )}</tbody></table></div><p class="note">${t("note")}</p></div>
<script type="application/json" id="gap-data">${raw(JSON.stringify({ data, places }).replaceAll("<", "\\u003c"))}</script>`;
}

/** The name leads to its cell; the mark stands at the figure of the report that is told of. */
function plainName(page: Page, name: string, sourceRef: string): Html {
  const target = page.places.pageOf(sourceRef);
  return target ? html`<a class="fig" href="${link(page, target)}">${name}</a>` : figure(page, name, {});
}

function placesOf(page: Page, { lines }: GapData): Places {
  const places: Places = {};
  for (const { told } of lines) {
    for (const { sourceRef } of told) {
      const target = page.places.pageOf(sourceRef);
      places[sourceRef] = {
        href: target === null ? null : link(page, calculationAnchor(target, "gap_vnd")),
        mark: rowMark(page, { source_ref: sourceRef }).text,
      };
    }
  }
  return places;
}

/** Days of issue, days to which plans reach, and the day on which the budget year closes. */
function moments({ lines, last }: GapData): [string, GapText][] {
  const days = (of: (line: GapLine) => readonly string[]) => lines.flatMap((line) => of(line));
  const found = new Map<string, GapText>();
  for (const day of days(({ planned }) => planned.map(([each]) => each))) found.set(day, "planOf");
  for (const day of days(({ told }) => told.map((each) => each.day))) found.set(day, "reportOf");
  if (!found.has(last)) found.set(last, "yearEnd");
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1));
}
