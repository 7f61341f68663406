/** The explorer's answer as HTML: what publishing writes, and what a page's script begins a card with. */
import { explorerText } from "../i18n/explorer.ts";
import type { Lang } from "../lib/format.ts";
import { type Html, html, raw } from "../lib/html.ts";
import { answerScenario, type ScenarioAnswer } from "../scenario/answer.ts";
import { drawChart } from "./chart.ts";
import { type ExplorerData, pathsOf } from "./data.ts";
import { type CardModel, cardModel, figures, sideName } from "./model.ts";
import type { ExplorerState, Side } from "./state.ts";

/** A side of the page by the arithmetic of the command. */
export function answerSide(data: ExplorerData, side: Side, month: number): ScenarioAnswer {
  const about = { scenario_id: side.scenario, locality_id: data.locality_id, year: data.year };
  return answerScenario({ ...about, indicators: [...pathsOf(data, side.scenario).values()] }, side.deltas, month);
}

/** All cards of a state, each with its table month by month. */
export function renderResults(data: ExplorerData, state: ExplorerState, lang: Lang): Html {
  const cards = state.indicators.flatMap((id) => {
    const model = cardModel(data, state, id, lang, true);
    return model
      ? [
          html`<li class="panel${model.sides.length > 1 ? " two" : ""}" data-indicator="${id}">${cardContent(model, lang)}</li>`,
        ]
      : [];
  });
  return html`<p class="empty"${raw(cards.length > 0 ? " hidden" : "")}>${explorerText("none", lang)}</p><ul class="panels">${cards}</ul>`;
}

/** What stands in a card. A script finds each part again by `data-part`, `data-note` and `data-months`. */
export function cardContent(model: CardModel, lang: Lang): Html {
  const t = (key: Parameters<typeof explorerText>[0]) => explorerText(key, lang);
  const label = explorerText("chartOf", lang, { name: model.name });
  return html`<h3>${model.name}${model.mark && html` ${raw(model.mark)}`}</h3><p class="unit">${model.unit}</p>${model.chart && drawChart(model.chart, label)}
<table class="figures"><caption class="sr">${model.name}</caption><thead><tr><th scope="col"><span class="sr">${t("figure")}</span></th>${model.sides.map(
    (side) => html`<th scope="col">${sideName(side, lang)}</th>`,
  )}</tr></thead><tbody>${figures.map(
    (figure) => html`<tr><th scope="row">${t(figure)}</th>${model.sides.map((side) => cell(model, side, figure))}</tr>`,
  )}</tbody></table>
${model.sides.map((side) => {
  const { value, html: text } = model.notes[side] ?? { value: "", html: "" };
  return html`<p class="${value}" data-note="${side}">${raw(text)}</p>`;
})}
<details><summary>${t("monthTable")}</summary><div data-months>${model.months !== null && raw(model.months)}</div></details>`;
}

function cell(model: CardModel, side: string, figure: string): Html {
  const part = model.cells[`${side} ${figure}`] ?? { html: "", value: "" };
  return html`<td data-part="${side} ${figure}" data-side="${side}" data-figure="${figure}" data-v="${part.value}">${raw(part.html)}</td>`;
}
