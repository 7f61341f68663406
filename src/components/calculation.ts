import { evaluate, isSame, operands, tokens } from "../lib/expression.ts";
import { formatDate, formatMonth, formatNumber, formatPercent, formatPoints, unitName } from "../lib/format.ts";
import { type Child, type Html, html, join } from "../lib/html.ts";
import { type Page, say, sayText, sibling } from "../lib/page.ts";
import type { DictionaryColumn, DictionaryTable, Row } from "../site-tables.ts";
import { calculationAnchor, messageOf, severitySign } from "./figure.ts";
import { number, sourceColumns } from "./indicators.ts";

/** Rows of a report's marts, by the mart's name without schema: what was read from its printed rows and computed of it. */
export type MartRows = Record<string, Row[]>;

/** One printed row's figures: what was read from which cell, what is computed of it and how, and what is asked about it. */
export interface Calculations {
  /** By the printed row (`<source_id>-t1-r2`): the panel's content. */
  panelOf(rowRef: string): Html | null;
}

export function calculations(page: Page, dictionary: readonly DictionaryTable[], marts: MartRows): Calculations {
  const byRow = new Map<string, { table: DictionaryTable; row: Row }[]>();
  for (const [name, rows] of Object.entries(marts)) {
    const table = dictionary.find((item) => item.name === `marts.${name}`);
    if (!table) continue;
    for (const row of rows) {
      if (!row.source_ref || (row.scenario_id ?? "reported") !== "reported") continue;
      const key = rowOf(String(row.source_ref));
      byRow.set(key, [...(byRow.get(key) ?? []), { table, row }]);
    }
  }
  return {
    panelOf(rowRef) {
      const entries = byRow.get(rowRef);
      if (!entries) return null;
      const read = entries.flatMap(({ table, row }) => readings(page, table, row));
      const blocks = entries.flatMap(({ table, row }) => {
        const lines = computedColumns(table)
          .filter((column) => number(row[column.name]) !== null)
          .map((column) => line(page, table, row, column));
        const scope = row.scope as "month" | "to_date" | "year" | undefined;
        return lines.length > 0
          ? [html`${scope ? html`<p>${sayText(page, `${scope}Caption`)}</p>` : ""}<ul>${lines}</ul>`]
          : [];
      });
      const findings = page.places.findingsAtRow(`${rowRef}-c1`);
      return html`${read.length > 0 ? html`<p><b>${say(page, "readFromRow")}</b> ${join(read, " · ")}</p>` : ""}${
        blocks.length > 0 ? html`<p><b>${say(page, "computedFromRow")}</b></p>${blocks}` : ""
      }${
        findings.length > 0
          ? html`<p><b>${say(page, "askedOfRow")}</b></p><ul class="doubts">${findings.map(
              (finding) =>
                html`<li><span class="mark ${finding.severity}">${severitySign(finding.severity)}</span><a href="${sibling(page, `findings#f-${finding.id}`)}">${messageOf(page, finding)}</a></li>`,
            )}</ul>`
          : ""
      }`;
    },
  };
}

function computedColumns(table: DictionaryTable): DictionaryColumn[] {
  return table.columns.filter((column) => (column.formula?.expressions.length ?? 0) > 0);
}

/** Figures and days that stand in cells of this row, as they were read; longer texts are just as printed. */
function readings(page: Page, table: DictionaryTable, row: Row): Html[] {
  const ref = String(row.source_ref);
  if (row.scope || row.as_of_month) return [];
  const computed = new Set(computedColumns(table).map((column) => column.name));
  return table.columns.flatMap((column) => {
    const value = row[column.name];
    if (value === null || value === undefined || computed.has(column.name)) return [];
    if (!page.places.hasCell(ref, column.name)) return [];
    const cell = page.places.cellOf(ref, column.name);
    const text =
      typeof value === "number"
        ? withUnit(page, value, unitOf(column, row))
        : /^\d{4}-\d\d-\d\d$/.test(String(value))
          ? formatDate(String(value), page.lang)
          : /^\d{4}-\d\d$/.test(String(value))
            ? formatMonth(String(value), page.lang)
            : null;
    return text === null ? [] : [html`${capitalised(nameOf(page, column))}: <a href="#${cell}">${text}</a>`];
  });
}

/** `Chênh lệch = 105.879 (ước thực hiện) − 72.884,28 (kịch bản) = 32.994,72 triệu đồng`, at an address of its own. */
function line(page: Page, table: DictionaryTable, row: Row, column: DictionaryColumn): Html {
  const value = row[column.name] as number;
  const id = calculationAnchor(String(row.source_ref), column.name, row.scope);
  const name = capitalised(nameOf(page, column));
  const fitting = formulaOf(page, table, row, column.name);
  const shown = html`<output>${withUnit(page, value, unitOf(column, row))}</output>`;
  if (!fitting) {
    const cell = cellOf(page, row, column.name);
    return html`<li id="${id}"><b>${name}</b> = ${shown} ${cell ? html`<a href="#${cell}">${say(page, "asRead")}</a>` : say(page, "asRead")}</li>`;
  }
  const parts = tokens(fitting).map((token): Child => {
    if (token.kind === "number") return formatNumber(Number(token.text), page.lang);
    if (token.kind === "sign") return sign(token.text);
    const operand = table.columns.find((item) => item.name === token.text);
    const text = formatNumber(number(row[token.text]), page.lang, { decimals: 6 });
    const cell = formulaOf(page, table, row, token.text)
      ? calculationAnchor(String(row.source_ref), token.text, row.scope)
      : cellOf(page, row, token.text);
    return html`${cell ? html`<a href="#${cell}">${text}</a>` : text} <small>(${operand ? nameOf(page, operand) : token.text})</small>`;
  });
  return html`<li id="${id}"><b>${name}</b> = ${parts} = ${shown}</li>`;
}

/** The formula that gave a column of this row; null where the column was read from a cell of its own. */
export function formulaOf(page: Page, table: DictionaryTable, row: Row, name: string): string | null {
  const value = number(row[name]);
  const column = table.columns.find((item) => item.name === name);
  if (value === null || !column?.formula) return null;
  const cell = cellOf(page, row, name);
  const fitting = column.formula.expressions.find((expression) => {
    const result = evaluate(expression, (operand) => number(row[operand]));
    return result !== null && isSame(value, result);
  });
  const isShared = cell === null || operands(fitting ?? "").some((operand) => cellOf(page, row, operand) === cell);
  return fitting && isShared ? fitting : null;
}

/** The cell that a column of a mart's row was read from, or null. */
export function cellOf(page: Page, row: Row, column: string): string | null {
  const ref = String(row.source_ref);
  const isImplied = column.startsWith("excess_") || (column === "target" && row.target_basis === "implied");
  if (isImplied) return row.target_ref ? String(row.target_ref) : null;
  const candidates = [
    column,
    ...(row.scope ? scopeColumns(String(row.scope), column) : []),
    ...(column === "year_target"
      ? ["plan_year"]
      : column === "actual_to_date"
        ? ["estimate_to_date", "estimate_month"]
        : []),
  ];
  const found = candidates.find((name) => page.places.hasCell(ref, name));
  return found ? page.places.cellOf(ref, found) : null;
}

/** In January the month's columns are those to date, in December the year's plan is the plan to date. */
function scopeColumns(scope: string, column: string): string[] {
  const own = sourceColumns[scope];
  if (column === "target") return [own?.target ?? "", ...(scope === "to_date" ? ["plan_month", "plan_year"] : [])];
  if (column === "actual") return [own?.actual ?? "", "estimate_month"];
  return [];
}

function sign(text: string): string {
  if (text === "(") return "(";
  if (text === ")") return ")";
  return ({ "-": " − ", "+": " + ", "*": " × ", "/": " ÷ " } as Record<string, string>)[text] ?? text;
}

/** The figure in full: a rounded one could not be computed again. */
export function withUnit(page: Page, value: number, unit: string | null): string {
  if (unit === "percent") return formatPercent(value, page.lang, { decimals: 6 });
  if (unit === "points") return formatPoints(value, page.lang, { decimals: 6 });
  const text = formatNumber(value, page.lang, { decimals: 6 });
  if (!unit) return text;
  return `${text}\u00a0${unit === "month" ? sayText(page, "months") : unitName(unit, page.lang)}`;
}

function unitOf(column: DictionaryColumn, row: Row): string | null {
  if (!column.unit) return null;
  if (column.unit !== "in column unit") return column.unit.toLowerCase();
  if (column.name === "variance" && row.measure === "rate") return "points";
  return row.unit === null || row.unit === undefined ? null : String(row.unit);
}

function nameOf(page: Page, column: DictionaryColumn): string {
  const text = (page.lang === "vi" && column.description_vi) || column.description || column.name;
  return column.formula?.name[page.lang] ?? text;
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase("vi") + text.slice(1);
}

/** The row of a cell. */
export function rowOf(cell: string): string {
  return cell.replace(/-c\d+$/, "");
}
