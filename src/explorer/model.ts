/**
 * A card of the explorer as parts: what publishing writes once and a page's script compares with what it shows, so that a
 * move of a control touches only what is another than before.
 */
import { type ExplorerText, explorerText } from "../i18n/explorer.ts";
import { formatNumber, formatPercent, formatPoints, type Lang, missing, unitName } from "../lib/format.ts";
import { type Child, type Html, html, raw, render } from "../lib/html.ts";
import { answerIndicator, type IndicatorAnswer } from "../scenario/answer.ts";
import type { Standing } from "../scenario/standing.ts";
import { type ChartState, chartState } from "./chart.ts";
import { type ExplorerData, type PackedIndicator, type PackedPlace, pathsOf } from "./data.ts";
import type { ExplorerState } from "./state.ts";

export type SideName = "a" | "b";
export type Figure = keyof Standing & ExplorerText;

export const figures: Figure[] = [
  "target_to_date",
  "actual_to_date",
  "variance",
  "variance_pct",
  "year_target",
  "required_monthly_run_rate",
  "average_month",
  "best_month",
  "projected_year_end",
];

/** One place of a card that can change: its HTML, and the figure as it is computed. */
export interface Part {
  html: string;
  value: string;
}

export interface CardModel {
  id: string;
  name: string;
  unit: string;
  /** What is asked of the indicator's newest printed row, HTML. */
  mark: string;
  sides: SideName[];
  chart: ChartState | null;
  /** By side and figure: `a variance`. */
  cells: Record<string, Part>;
  /** By side: how feasible the year is; `value` is the class. */
  notes: Record<string, Part>;
  /** The table month by month; null while it is closed, for it costs as much as the rest. */
  months: string | null;
  /** Two models of one shape differ in the contents of their parts only. */
  shape: string;
}

/** @returns null where neither scenario has the indicator */
export function cardModel(
  data: ExplorerData,
  state: ExplorerState,
  id: string,
  lang: Lang,
  hasMonths: boolean,
): CardModel | null {
  const sides: [SideName, IndicatorAnswer][] = [];
  for (const name of ["a", "b"] as const) {
    const side = state[name];
    const path = side && pathsOf(data, side.scenario).get(id);
    if (side && path) sides.push([name, answerIndicator(path, side.deltas, state.month)]);
  }
  const main = sides[0]?.[1];
  if (!main) return null;
  const chart = chartState(main, sides[1]?.[1] ?? null, state.month, (value) => formatNumber(value, lang));
  const indicator = data.indicators.find((each) => each.id === id);
  const cells: CardModel["cells"] = {};
  const notes: CardModel["notes"] = {};
  for (const [name, answer] of sides) {
    for (const figure of figures) {
      const value = answer.standing[figure] as number | null;
      const text = placed(render(shown(answer, figure, value, lang)), value, placeOf(indicator, state, name, figure));
      cells[`${name} ${figure}`] = { html: text, value: String(value ?? "") };
    }
    notes[name] = note(answer, sides.length > 1 ? sideName(name, lang) : null, lang);
  }
  const names = sides.map(([name]) => name);
  return {
    id,
    name: main.name,
    unit: unitName(main.unit, lang),
    mark: indicator?.mark ?? "",
    sides: names,
    chart,
    cells,
    notes,
    months: hasMonths ? monthTable(sides, lang).text : null,
    shape: `${names.join("")}${chart === null ? "" : " chart"}`,
  };
}

/** Where a figure was printed: an estimate to date as of its month, and the year's plan of the reports' own scenario. */
function placeOf(
  indicator: PackedIndicator | undefined,
  state: ExplorerState,
  side: SideName,
  figure: Figure,
): PackedPlace | null {
  if (figure === "actual_to_date") return indicator?.places?.[state.month - 1] ?? null;
  const { scenario, deltas } = state[side] ?? {};
  const isPrinted = scenario === "reported" && deltas?.growth_pct === 0 && deltas.slippage_months === 0;
  return figure === "year_target" && isPrinted ? (indicator?.yearPlace ?? null) : null;
}

function placed(text: string, value: number | null, place: PackedPlace | null): string {
  if (value === null || !place) return text;
  return (place.href === null ? text : `<a class="fig" href="${place.href}">${text}</a>`) + place.mark;
}

export function sideName(name: SideName, lang: Lang): string {
  return explorerText(name === "a" ? "sideA" : "sideB", lang);
}

function shown(answer: IndicatorAnswer, figure: Figure, value: number | null, lang: Lang): Child {
  const { standing } = answer;
  if (figure === "variance_pct") return formatPercent(value, lang, { sign: true });
  if (figure === "variance") {
    const text =
      answer.measure === "rate" && answer.unit === "percent"
        ? formatPoints(value, lang)
        : formatNumber(value, lang, { sign: true });
    if (standing.is_ahead === null || value === 0) return text;
    const kind = standing.is_ahead ? "ahead" : "behind";
    return html`<span class="trend ${kind}">${sign(kind)}<span class="sr">${explorerText(kind, lang)}: </span>${text}</span>`;
  }
  const number = formatNumber(value, lang);
  if (figure === "target_to_date" && standing.basis === "interpolated") {
    return html`${number} <small>${explorerText("interpolated", lang)}</small>`;
  }
  const operator = standing.year_target_operator;
  if (figure === "year_target" && value !== null && operator && operator !== "=") return html`${operator} ${number}`;
  if (
    figure === "best_month" &&
    value !== null &&
    answer.measure === "flow" &&
    standing.months_known < standing.month
  ) {
    const known = { known: String(standing.months_known), all: String(standing.month) };
    return html`${number} <small>${explorerText("monthsKnown", lang, known)}</small>`;
  }
  if (figure === "projected_year_end" && standing.projection_method) {
    const limit = standing.projection_limit;
    const held = limit === null ? "" : `; ${explorerText("heldAt", lang, { limit: formatNumber(limit, lang) })}`;
    return html`${number} <small>${explorerText(`method_${standing.projection_method}`, lang)}${held}</small>`;
  }
  return number;
}

function sign(kind: "ahead" | "behind"): Html {
  const path = kind === "ahead" ? "M1 9 6 1l5 8z" : "M1 2h10L6 10z";
  return raw(
    `<svg class="sign" viewBox="0 0 12 11" width="10" height="10" aria-hidden="true"><path d="${path}"/></svg>`,
  );
}

function note(answer: IndicatorAnswer, side: string | null, lang: Lang): Part {
  const { feasibility, months_known: known } = answer.standing;
  if (!feasibility) return { html: "", value: "feasible none" };
  const text = explorerText(feasibility, lang, { known: String(known) });
  return { html: html`${side && html`<b>${side}:</b> `}${text}`.text, value: `feasible ${feasibility}` };
}

function monthTable(sides: readonly (readonly [SideName, IndicatorAnswer])[], lang: Lang): Html {
  const t = (key: ExplorerText) => explorerText(key, lang);
  const first = sides[0]?.[1];
  if (!first) return html``;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${`${t("monthTable")}: ${first.name}`}"><table class="months"><thead><tr><th scope="col">${t("month")}</th>${sides.map(
    ([side]) => {
      const tail = sides.length > 1 ? ` ${side.toUpperCase()}` : "";
      return html`<th scope="col">${t("target_month")}${tail}</th><th scope="col">${t("target_to_date")}${tail}</th><th scope="col">${t("basis")}${tail}</th>`;
    },
  )}<th scope="col">${t("actual_to_date")}</th></tr></thead><tbody>${first.path.map((point, index) => {
    const actual = first.actuals.find(({ month }) => month === point.month)?.actual_to_date ?? null;
    return html`<tr><th scope="row">${point.month}</th>${sides.map(([side, answer]) => {
      const here = answer.path[index];
      const value = here?.target_to_date ?? null;
      return html`<td>${formatNumber(here?.target_month ?? null, lang)}</td><td${raw(` data-side="${side}" data-month="${point.month}" data-v="${value ?? ""}"`)}>${formatNumber(value, lang)}</td><td>${here?.basis ? t(`basis_${here.basis}`) : missing}</td>`;
    })}<td>${formatNumber(actual, lang)}</td></tr>`;
  })}</tbody></table></div>`;
}
