import { evaluate, tokens } from "../lib/expression.ts";
import { formatNumber } from "../lib/format.ts";
import { type Child, type Html, html, join } from "../lib/html.ts";
import { link, type Page, say } from "../lib/page.ts";
import type { DictionarySum, DictionaryTable, Row } from "../site-tables.ts";
import { cellOf, formulaOf, type MartRows, withUnit } from "./calculation.ts";
import { calculationAnchor, placeLink } from "./figure.ts";
import { number } from "./indicators.ts";

/** The rows that a sum of the yaml twin is over. */
function addends(sum: DictionarySum, rows: readonly Row[]): Row[] {
  const column = sum.column ?? "";
  return rows.filter(
    (row) =>
      Object.entries(sum.where).every(([name, value]) => row[name] === value) &&
      [column, ...sum.known].every((name) => number(row[name]) !== null),
  );
}

/** A sum's value over a report's rows; null where it is of nothing. */
export function sumOf(name: string, sums: Record<string, DictionarySum>, rows: readonly Row[]): number | null {
  const sum = sums[name];
  if (!sum) return null;
  if (sum.formula) return evaluate(sum.formula, (other) => sumOf(other, sums, rows));
  const parts = addends(sum, rows);
  if (parts.length === 0) return null;
  return parts.reduce((total, row) => total + (number(row[sum.column ?? ""]) ?? 0), 0);
}

/** Each sum that a table's yaml twin names, with its addends and a link to each of their cells; at an address of its own. */
export function sumPanels(page: Page, dictionary: readonly DictionaryTable[], marts: MartRows): Html {
  const lines = Object.entries(marts).flatMap(([name, rows]) => {
    const table = dictionary.find((item) => item.name === `marts.${name}`);
    const sums = table?.sums ?? {};
    return Object.keys(sums).flatMap((key) => {
      const value = sumOf(key, sums, rows);
      return value === null || !table ? [] : [line(page, table, key, rows, value)];
    });
  });
  if (lines.length === 0) return html``;
  return html`<section><h2 id="sums">${say(page, "sumsTitle")}</h2><ul class="sums-list">${lines}</ul></section>`;
}

function line(page: Page, table: DictionaryTable, key: string, rows: Row[], value: number): Html {
  const sums = table.sums ?? {};
  const sum = sums[key] as DictionarySum;
  const shown = html`<output>${withUnit(page, value, sum.unit.toLowerCase())}</output>`;
  if (sum.formula) {
    const parts = tokens(sum.formula).map((token): Child => {
      if (token.kind === "number") return formatNumber(Number(token.text), page.lang);
      if (token.kind === "sign") return { "-": " − ", "+": " + ", "*": " × ", "/": " ÷ " }[token.text] ?? token.text;
      const other = sums[token.text];
      const text = formatNumber(sumOf(token.text, sums, rows), page.lang, { decimals: 6 });
      return html`<a href="#sum.${token.text}">${text}</a> <small>(${other?.[page.lang] ?? token.text})</small>`;
    });
    return html`<li id="sum.${key}"><b>${sum[page.lang]}</b> = ${parts} = ${shown}</li>`;
  }
  const column = sum.column ?? "";
  const added = addends(sum, rows);
  const parts = added.map((row) => {
    const own = formulaOf(page, table, row, column) === null ? cellOf(page, row, column) : null;
    const ref = String(row.source_ref);
    const target = own ? placeLink(page, own) : placeLink(page, ref, calculationAnchor(ref, column, row.scope));
    return html`<a href="${target}" title="${String(row.name ?? "")}">${formatNumber(number(row[column]), page.lang, { decimals: 6 })}</a>`;
  });
  return html`<li id="sum.${key}"><b>${sum[page.lang]}</b>, ${say(page, "sumOf", { count: formatNumber(added.length, page.lang) })}: ${join(parts, " + ")} = ${shown}</li>`;
}

/**
 * A sum over rows of one report: it leads to its addends. The text alone where the rows come from several reports or the sum isn't
 * theirs, as when a page shows a part of them.
 * @throws Error where the figure on the page isn't the sum that the twin defines: one of the two is wrong.
 */
export function summed(
  page: Page,
  text: Child,
  value: number | null,
  name: string,
  rows: readonly Row[],
  sums: Record<string, DictionarySum>,
): Html {
  const reports = new Set(rows.map((row) => row.report_id));
  const computed = sumOf(name, sums, rows);
  if (reports.size !== 1 || computed === null || value === null) return html`${text}`;
  if (Math.abs(computed - value) > 0.5) {
    throw new Error(`the page shows ${value} for ${name}, which the table's twin makes ${computed}`);
  }
  const target = page.places.pageOf(String(rows[0]?.source_ref))?.split("#")[0];
  return target ? html`<a class="fig" href="${link(page, `${target}#sum.${name}`)}">${text}</a>` : html`${text}`;
}
