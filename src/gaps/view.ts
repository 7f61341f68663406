/** What the page says of one day, part by part: publishing writes the parts, the page's script those that change. */
import { gapText } from "../i18n/gaps.ts";
import { formatDate, formatMoney, type Lang, missing } from "../lib/format.ts";
import { html, raw, render } from "../lib/html.ts";
import type { GapAt, GapSum } from "./at.ts";
import type { GapData, PackedTold } from "./data.ts";
import { gapsOn, type LineGap } from "./rows.ts";

/** By printed row: the address of its gap's formula, and the mark of what is asked of it. */
export type Places = Record<string, { href: string | null; mark: string }>;

/** The HTML of each part of the page, by its `data-part`. */
export function gapParts(data: GapData, places: Places, day: string, lang: Lang): Record<string, string> {
  const { day: within, portfolio, groups } = gapsOn(data, day);
  const parts: Record<string, string> = {
    caption: gapText("caption", lang, { day: formatDate(within, lang) }),
    told: toldSentence(data, portfolio, within, lang),
    day: daySentence(portfolio, within, lang),
  };
  for (const { group, sum, projects } of groups) {
    putSum(parts, `group/${group ?? ""}`, sum, lang);
    for (const project of projects) {
      putLine(parts, project, places, lang);
      for (const component of project.components) putLine(parts, component, places, lang);
      parts[`${project.line.key}/rest value`] = project.rest === null ? missing : money(project.rest, lang);
    }
  }
  return parts;
}

function toldSentence(data: GapData, sum: GapSum, day: string, lang: Lang): string {
  const values = { day: formatDate(day, lang) };
  if (sum.told === 0) return render(gapText("toldNone", lang, values));
  const issued = data.lines.flatMap(({ told }) => told.map((each) => each.day)).filter((each) => each <= day);
  return render(
    gapText("toldSentence", lang, {
      ...values,
      issued: formatDate(issued.sort().at(-1), lang),
      known: String(sum.told),
      all: String(sum.lines),
      planned: formatMoney(sum.toldPlanned, lang),
      paid: formatMoney(sum.toldPaid, lang),
      gap: formatMoney(sum.toldGap, lang),
    }),
  );
}

function daySentence(sum: GapSum, day: string, lang: Lang): string {
  const key = sum.valued > 0 ? "daySentence" : sum.bounded > 0 ? "dayBounds" : "dayUnknown";
  return render(
    gapText(key, lang, {
      day: formatDate(day, lang),
      gap: formatMoney(sum.value, lang),
      known: String(sum.valued),
      all: String(sum.lines),
      bounded: String(sum.bounded),
      low: formatMoney(sum.low, lang),
      high: formatMoney(sum.high, lang),
    }),
  );
}

function putSum(parts: Record<string, string>, key: string, sum: GapSum, lang: Lang): void {
  const of = (known: number) =>
    known === 0
      ? ""
      : html`<small>${gapText("ofProjects", lang, { known: String(known), all: String(sum.lines) })}</small>`;
  parts[`${key} told`] = render(html`${money(sum.toldGap, lang)}${of(sum.told)}`);
  parts[`${key} value`] = render(html`${money(sum.value, lang)}${of(sum.valued)}`);
  parts[`${key} range`] = render(html`${range(sum.low, sum.high, lang)}${of(sum.bounded)}`);
}

function putLine(parts: Record<string, string>, { line, gap }: LineGap, places: Places, lang: Lang): void {
  parts[`${line.key} told`] = told(gap, places, lang);
  parts[`${line.key} value`] = render(
    gap.basis === "unknown"
      ? html`${missing}<small>${gapText("unknown", lang)}</small>`
      : html`${money(gap.gap.value, lang)}<small>${gapText(gap.basis, lang)}</small>`,
  );
  parts[`${line.key} range`] = render(range(gap.gap.low, gap.gap.high, lang));
}

function told({ told: report, toldGap }: GapAt<PackedTold>, places: Places, lang: Lang): string {
  if (!report) return missing;
  const place = places[report.sourceRef];
  const text = money(toldGap, lang);
  const linked =
    toldGap !== null && place?.href ? html`<a class="fig" href="${place.href}">${text}</a>` : html`${text}`;
  const until = (day: string | null) => (day === null ? "" : gapText("to", lang, { day: formatDate(day, lang) }));
  const parts = report.planned === null ? "onlyPaid" : report.paid === null ? "onlyPlanned" : "toldParts";
  const sides =
    report.planned === null && report.paid === null
      ? ""
      : html`<small>${gapText(parts, lang, {
          planned: money(report.planned, lang),
          until: until(report.plannedUntil),
          paid: money(report.paid, lang),
          to: until(report.paidUntil),
        })}</small>`;
  return render(html`${linked}${raw(place?.mark ?? "")}${sides}`);
}

function range(low: number | null, high: number | null, lang: Lang): string {
  if (low === null && high === null) return missing;
  if (low === high) return money(low, lang);
  return `${money(low, lang)} – ${high === null ? gapText("noCeiling", lang) : money(high, lang)}`;
}

function money(vnd: number | null, lang: Lang): string {
  return formatMoney(vnd, lang, { short: true });
}
