import { type ExplorerData, type Placing, packExplorer } from "../explorer/data.ts";
import { controls, initialState } from "../explorer/state.ts";
import { renderResults } from "../explorer/view.ts";
import { type ExplorerText, explorerText } from "../i18n/explorer.ts";
import { type Child, escapeHtml, type Html, html, raw } from "../lib/html.ts";
import { link, type Page } from "../lib/page.ts";
import { noDeltas } from "../scenario/types.ts";
import type { Row } from "../site-tables.ts";
import { patterns } from "./bars.ts";
import { emptyNote, findingMark, rowMark } from "./figure.ts";

/**
 * The explorer: its controls, the answer as it is before any of them is moved, and the data for the page's script.
 * @param rows rows of scenario_paths of the year with the indicator's `name`, in the order of indicators and months
 * @param scenarios rows of scenarios of the year, the first one chosen first
 * @param files rows of scenario_files: those for a year without a report can't be chosen, and the page says why
 */
export function explorer(page: Page, rows: Row[], scenarios: Row[], files: Row[] = []): Html {
  const { scope } = page;
  const report = scope?.reports[0];
  const notices = withoutReports(page, files);
  if (!scope || rows.length === 0 || scenarios.length === 0) return html`${notices}${emptyNote(page)}`;
  const data = packExplorer(
    rows,
    scenarios,
    {
      locality_id: scope.localityId,
      year: Number(scope.period.slice(0, 4)),
      month: Number(scope.period.slice(5, 7)),
      issued: String(report?.issued_date ?? scope.period),
    },
    placingOf(page),
  );
  const state = initialState(data);
  const t = (key: ExplorerText) => explorerText(key, page.lang);
  return html`${patterns}${notices}<form class="explorer" id="explorer">
<div class="sides">${side(page, data, "a")}${side(page, data, "b")}</div>
<div class="choice"><label class="month">${t("asOf")} <select name="m">${Array.from({ length: 12 }, (_, index) => {
    const month = index + 1;
    return html`<option value="${month}"${raw(month === state.month ? " selected" : "")}>${month}/${data.year}</option>`;
  })}</select></label>
<details class="which"><summary>${t("indicators")}: <output name="count">${state.indicators.length}</output>/${data.indicators.length}</summary><ul>${data.indicators.map(
    ({ id, name }) =>
      html`<li><label><input type="checkbox" name="i" value="${id}"${raw(state.indicators.includes(id) ? " checked" : "")}> ${name}</label></li>`,
  )}</ul><button type="button" name="all">${t("all")}</button></details>
<button type="button" name="export">${t("export")}</button> <button type="reset">${t("reset")}</button>
<p class="note">${t("exportNote")} <span role="status" class="left-out"></span></p></div>
</form>
<ul class="legend explorer-legend"><li><span class="key line-a"></span>${t("plan")}</li><li><span class="key line-i"></span>${t("interpolated")}</li><li><span class="key line-b"></span>${t("planOther")}</li><li><span class="key estimate"></span>${t("estimate")}</li><li><span class="key line-p"></span>${t("projected")}</li></ul>
<h2 id="answer">${t("answer")}</h2>
<div id="explorer-results" aria-live="off">${renderResults(data, state, page.lang)}</div>
<script type="application/json" id="explorer-data">${raw(JSON.stringify(data).replaceAll("<", "\\u003c"))}</script>`;
}

/** Figures lead to the cells that they were read from, with the marks that they have on every other page. */
function placingOf(page: Page): Placing {
  return {
    place(row, column) {
      const cell = page.places.cellOf(String(row.source_ref), column);
      const target = page.places.pageOf(cell);
      const mark = findingMark(page, page.places.findingsAtCell(cell)).text;
      return { href: target === null ? null : escapeHtml(link(page, target)), mark };
    },
    rowMark: (row, shown) => rowMark(page, row, shown).text,
  };
}

function withoutReports(page: Page, files: Row[]): Child {
  const waiting = files.filter((row) => row.is_latest && row.report_count === 0);
  if (waiting.length === 0) return "";
  return html`<ul class="notices">${waiting.map((row) => {
    const title = String(page.lang === "vi" ? row.title_vi : row.title_en);
    return html`<li>${explorerText("withoutReports", page.lang, { title, year: String(row.year) })}</li>`;
  })}</ul>`;
}

function side(page: Page, data: ExplorerData, name: "a" | "b"): Html {
  const t = (key: ExplorerText) => explorerText(key, page.lang);
  const title = t(name === "a" ? "sideA" : "sideB");
  return html`<fieldset class="side side-${name}"><legend>${
    name === "b" ? html`<label><input type="checkbox" name="second"> ${t("second")}</label>` : title
  }</legend><div class="controls-of-side"${raw(name === "b" ? " hidden" : "")}>
<label class="scenario">${name === "b" ? title : t("scenario")} <select name="${name}">${data.scenarios.map(
    (scenario) =>
      html`<option value="${scenario.id}">${scenario.title[page.lang]}${scenario.id.includes("@") ? ` (${scenario.id})` : ""}</option>`,
  )}</select></label>
${controls.map(({ key, delta, low, high, step, lowest, highest }) => {
  const id = `${name}${key}`;
  const value = noDeltas[delta];
  return html`<div class="slider"><label for="${id}">${t(delta)}</label><input type="range" id="${id}" name="${id}" min="${low}" max="${high}" step="${step}" value="${value}"><input type="number" name="${id}-number" aria-label="${`${t(delta)}, ${t("numberOf")}, ${title}`}" min="${lowest}" max="${highest}" step="any" value="${value}"></div>`;
})}</div></fieldset>`;
}
