/** The explorer's answer as HTML: the same when the site is published and when a control is moved. */
import { type ExplorerText, explorerText } from "../i18n/explorer.ts";
import { formatNumber, formatPercent, formatPoints, type Lang, missing, unitName } from "../lib/format.ts";
import { type Child, type Html, html, raw } from "../lib/html.ts";
import { answerScenario, type IndicatorAnswer, type ScenarioAnswer } from "../scenario/answer.ts";
import type { Standing } from "../scenario/standing.ts";
import { yearChart } from "./chart.ts";
import { type ExplorerData, unpackScenario } from "./data.ts";
import type { ExplorerState, Side } from "./state.ts";

/** A side of the page by the arithmetic of the command. */
export function answerSide(data: ExplorerData, side: Side, month: number): ScenarioAnswer {
  const about = { scenario_id: side.scenario, locality_id: data.locality_id, year: data.year };
  return answerScenario({ ...about, indicators: unpackScenario(data, side.scenario) }, side.deltas, month);
}

/** @param open indicators whose month by month table is drawn, for a closed one costs as much; all of them unless told */
export function renderResults(
  data: ExplorerData,
  state: ExplorerState,
  lang: Lang,
  open: ReadonlySet<string> | null = null,
): Html {
  const a = answerSide(data, state.a, state.month);
  const b = state.b ? answerSide(data, state.b, state.month) : null;
  const cards = state.indicators.flatMap((id) => {
    const one = a.indicators.find((answer) => answer.indicator_id === id) ?? null;
    const other = b?.indicators.find((answer) => answer.indicator_id === id) ?? null;
    return one || other ? [card(one, other, state, lang, open === null || open.has(id))] : [];
  });
  if (cards.length === 0) return html`<p class="empty">${explorerText("none", lang)}</p>`;
  return html`<ul class="panels">${cards}</ul>`;
}

type Figure = keyof Standing & ExplorerText;

const figures: Figure[] = [
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

function card(
  a: IndicatorAnswer | null,
  b: IndicatorAnswer | null,
  state: ExplorerState,
  lang: Lang,
  hasMonths: boolean,
): Html {
  const main = (a ?? b) as IndicatorAnswer;
  const t = (key: ExplorerText, values?: Record<string, string>) => explorerText(key, lang, values);
  const unit = unitName(main.unit, lang);
  const sides: ["a" | "b", IndicatorAnswer][] = [];
  if (a) sides.push(["a", a]);
  if (b) sides.push(["b", b]);
  const chart = yearChart(main, a ? b : null, state.month, {
    label: t("chartOf", { name: main.name }),
    format: (value) => formatNumber(value, lang),
  });
  const heading = (name: "a" | "b") => t(name === "a" ? "sideA" : "sideB");
  return html`<li class="panel" data-indicator="${main.indicator_id}"><h3>${main.name}</h3><p class="unit">${unit}</p>${chart}
<table class="figures"><caption class="sr">${main.name}</caption><thead><tr><th scope="col"><span class="sr">${t("figure")}</span></th>${sides.map(
    (side) => html`<th scope="col">${heading(side[0])}</th>`,
  )}</tr></thead><tbody>${figures.map(
    (figure) =>
      html`<tr><th scope="row">${t(figure)}</th>${sides.map((side) => cell(side[0], side[1], figure, lang))}</tr>`,
  )}</tbody></table>
${sides.map((side) => feasibilityNote(side[1], sides.length > 1 ? heading(side[0]) : null, lang))}
<details><summary>${t("monthTable")}</summary>${hasMonths && monthTable(sides, lang)}</details></li>`;
}

function cell(side: "a" | "b", answer: IndicatorAnswer, figure: Figure, lang: Lang): Html {
  const { standing } = answer;
  const value = standing[figure] as number | null;
  const data = raw(` data-side="${side}" data-figure="${figure}" data-v="${value === null ? "" : value}"`);
  return html`<td${data}>${shown(answer, figure, value, lang)}</td>`;
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
  if (
    figure === "year_target" &&
    value !== null &&
    standing.year_target_operator &&
    standing.year_target_operator !== "="
  ) {
    return html`${standing.year_target_operator} ${number}`;
  }
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
    return html`${number} <small>${explorerText(`method_${standing.projection_method}`, lang)}</small>`;
  }
  return number;
}

function sign(kind: "ahead" | "behind"): Html {
  const path = kind === "ahead" ? "M1 9 6 1l5 8z" : "M1 2h10L6 10z";
  return raw(
    `<svg class="sign" viewBox="0 0 12 11" width="10" height="10" aria-hidden="true"><path d="${path}"/></svg>`,
  );
}

function feasibilityNote(answer: IndicatorAnswer, side: string | null, lang: Lang): Html {
  const { feasibility, months_known: known } = answer.standing;
  if (!feasibility) return html``;
  return html`<p class="feasible ${feasibility}">${side && html`<b>${side}:</b> `}${explorerText(feasibility, lang, { known: String(known) })}</p>`;
}

function monthTable(sides: readonly (readonly ["a" | "b", IndicatorAnswer])[], lang: Lang): Html {
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
