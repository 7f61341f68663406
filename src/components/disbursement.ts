import { formatMoney, formatMonth, formatNumber, formatPercent, missing } from "../lib/format.ts";
import { type Html, html } from "../lib/html.ts";
import { type Page, say, sayText } from "../lib/page.ts";
import type { DictionarySum, Row } from "../site-tables.ts";
import { patterns, planBar, shareBar } from "./bars.ts";
import { derived, emptyNote, figure, findingMark, rowMark, rowName } from "./figure.ts";
import { number } from "./indicators.ts";
import { moneyFacts, moneyFigure, paidShare } from "./sentences.ts";
import { summed } from "./sums.ts";
import { dataTable } from "./table.ts";
import { projectViews } from "./views.ts";

/** The portfolio in four figures, each with what it is a share of. */
export function portfolio(page: Page, projects: Row[], rates: Row[], sums: Record<string, DictionarySum> = {}): Html {
  if (projects.length === 0) return emptyNote(page);
  const facts = moneyFacts(projects, sums);
  const total = projects.reduce((sum, row) => sum + (number(row.total_investment_vnd) ?? 0), 0);
  const rate = rates[0];
  const n = (value: number) => formatNumber(value, page.lang);
  const cell = (label: Html, value: unknown, note: Html | string) =>
    html`<li><div><span class="label">${label}</span><span class="value">${value as Html}</span><span class="under">${note}</span></div></li>`;
  return html`${patterns}<ul class="score money">
${cell(say(page, "totalInvestment"), summed(page, formatMoney(total, page.lang), total, "project_investment_vnd", projects, sums), say(page, "projectCount", { count: n(projects.length) }))}
${cell(
  say(page, "planned"),
  facts.compared.length > 0 ? moneyFigure(page, facts, "planned") : missing,
  say(page, "comparedCount", { count: n(facts.compared.length) }),
)}
${cell(
  say(page, "paid"),
  facts.compared.length > 0 ? moneyFigure(page, facts, "paid") : missing,
  facts.planned > 0 ? say(page, "paidOfPlanned", { pct: paidShare(page, facts) }) : "",
)}
${cell(say(page, "gap"), facts.compared.length > 0 ? moneyFigure(page, facts, "gap") : missing, say(page, "gapNote"))}
</ul>
${
  rate
    ? html`<p>${say(page, "yearRate", {
        name: String(rate.name),
        rate: figure(
          page,
          formatPercent(number(rate.estimate_to_date), page.lang, { decimals: 2 }),
          rate,
          "estimate_to_date",
        ),
      })}</p>`
    : ""
}${unplanned(page, facts.unknown)}<p class="note">${say(page, "denominators")}</p>`;
}

/** Money paid by projects that have no plan to compare with: real money, but in none of the sums above. */
function unplanned(page: Page, projects: Row[]): Html {
  const paid = projects.filter((row) => (number(row.actual_vnd) ?? 0) > 0);
  if (paid.length === 0) return html``;
  return html`<p>${say(page, "paidUnplanned", {
    count: formatNumber(paid.length, page.lang),
    paid: formatMoney(
      paid.reduce((sum, row) => sum + (number(row.actual_vnd) ?? 0), 0),
      page.lang,
    ),
  })}</p>`;
}

/** Groups, each with its projects on one scale; components open under their project. */
export function projectGroups(page: Page, lines: Row[]): Html {
  const projects = lines.filter((row) => row.level === "project");
  if (projects.length === 0) return html``;
  const isCompared = (row: Row) => number(row.planned_vnd) !== null && number(row.actual_vnd) !== null;
  const scale = Math.max(
    ...projects.filter(isCompared).flatMap((row) => [number(row.planned_vnd) ?? 0, number(row.actual_vnd) ?? 0]),
    1,
  );
  const codes = [...new Set(lines.map((row) => String(row.group_code ?? "")))];
  return html`${codes.map((code) => {
    const inGroup = lines.filter((row) => String(row.group_code ?? "") === code);
    const heading = inGroup.find((row) => row.level === "group");
    const name = heading?.name ? String(heading.name) : sayText(page, "unnamedGroup");
    const isInferred = heading?.is_group_inferred === true || inGroup.some((row) => row.is_group_inferred === true);
    // Where no project of the group has both plan and payment, what was paid is drawn as a share of its total investment.
    const groupScale = inGroup.some((row) => row.level === "project" && isCompared(row)) ? scale : null;
    return html`<section class="group"><h3>${code && html`<span class="code">${code}</span> `}${heading ? rowName(page, name, heading, ["total_investment_vnd"]) : name}</h3>
${isInferred ? html`<p class="note">${say(page, "inferredGroup")}</p>` : ""}
${groupSums(page, heading, inGroup)}
<p class="note">${say(page, groupScale === null ? "barsOfInvestment" : "barsOfPlan")}</p>
<ul class="projects">${inGroup.filter((row) => row.level === "project").map((row) => project(page, row, lines, groupScale))}</ul></section>`;
  })}`;
}

function groupSums(page: Page, heading: Row | undefined, lines: Row[]): Html {
  const projects = lines.filter((row) => row.level === "project");
  const sum = (column: string) => projects.reduce((total, row) => total + (number(row[column]) ?? 0), 0);
  const printed = number(heading?.total_investment_vnd);
  const added = sum("total_investment_vnd");
  return html`<p class="sums">${say(page, "groupSums", {
    count: formatNumber(projects.length, page.lang),
    total: formatMoney(added, page.lang),
  })}${
    printed !== null && heading && Math.abs(printed - added) > 0.5
      ? html` ${say(page, "groupPrinted", {
          printed: figure(page, formatMoney(printed, page.lang), heading, "total_investment_vnd"),
          difference: formatMoney(printed - added, page.lang, { sign: true }),
        })}`
      : ""
  }</p>`;
}

/** Columns whose figures stand at a project, each with its own mark. */
const projectColumns = [
  "total_investment_vnd",
  "planned_vnd",
  "actual_pct",
  "physical_progress_pct",
  "expected_completion_month",
];

function project(page: Page, row: Row, lines: Row[], scale: number | null): Html {
  const parts = lines.filter(
    (line) =>
      line.level === "component" && line.group_code === row.group_code && line.project_ordinal === row.project_ordinal,
  );
  const planned = number(row.planned_vnd);
  const actual = number(row.actual_vnd);
  return html`<li><div class="line"><span class="what">${rowName(page, String(row.name ?? missing), row, projectColumns)}<small>${say(
    page,
    "investmentOf",
    {
      amount: figure(page, formatMoney(number(row.total_investment_vnd), page.lang), row, "total_investment_vnd"),
    },
  )}${progress(page, row)}</small></span>
<span class="how">${planned === null && actual === null ? html`<small>${say(page, "noFigures")}</small>` : amounts(page, row, planned, actual)}</span>
${scale === null ? shareBar(number(row.actual_vnd), number(row.total_investment_vnd)) : planBar(planned, actual, scale)}</div>${
    parts.length === 0
      ? ""
      : html`<details><summary>${say(page, "components", { count: formatNumber(parts.length, page.lang) })}</summary>${componentTable(page, row, parts)}</details>`
  }</li>`;
}

function amounts(page: Page, row: Row, planned: number | null, actual: number | null): Html {
  return html`${say(page, "paidShort")} ${actual === null ? missing : derived(page, formatMoney(actual, page.lang), row, "actual_vnd")}${
    actual === 0 && row.source_ref
      ? findingMark(page, page.places.findingsAtCell(page.places.cellOf(String(row.source_ref), "actual_pct")))
      : ""
  }<small>${say(page, "plannedShort")} ${figure(page, formatMoney(planned, page.lang), row, "planned_vnd")}</small>`;
}

function progress(page: Page, row: Row): Html {
  const physical = number(row.physical_progress_pct);
  const paid = number(row.actual_pct);
  const month = row.expected_completion_month as string | null;
  const denominator = row.actual_denominator as "total_investment" | "year_plan" | "planned" | null;
  return html`${paid !== null && paid > 0 && denominator ? html` · ${say(page, "paidShare", { pct: figure(page, formatPercent(paid, page.lang), row, "actual_pct"), of: sayText(page, denominator) })}` : ""}${
    physical === null
      ? ""
      : html` · ${say(page, "physical", { pct: figure(page, formatPercent(physical, page.lang), row, "physical_progress_pct") })}`
  }${month ? html` · ${say(page, "expected", { month: figure(page, formatMonth(month, page.lang), row, "expected_completion_month") })}` : ""}`;
}

/** What the components don't account for is shown as such. */
function componentTable(page: Page, projectRow: Row, parts: Row[]): Html {
  const sum = (column: string) => parts.reduce((total, row) => total + (number(row[column]) ?? 0), 0);
  const total = number(projectRow.total_investment_vnd);
  const rest = total === null ? null : total - sum("total_investment_vnd");
  const money = (row: Row, column: string) => figure(page, formatMoney(number(row[column]), page.lang), row, column);
  return html`<table class="small"><caption class="sr">${String(projectRow.name ?? "")}</caption><thead><tr><th scope="col">${say(page, "component")}</th><th scope="col" class="number">${say(page, "totalInvestment")}</th><th scope="col" class="number">${say(page, "planned")}</th></tr></thead><tbody>${parts.map(
    (row) =>
      html`<tr><th scope="row">${String(row.name ?? "")} ${rowMark(page, row, ["total_investment_vnd", "planned_vnd"])}</th><td class="number">${money(row, "total_investment_vnd")}</td><td class="number">${money(row, "planned_vnd")}</td></tr>`,
  )}${
    rest !== null && rest > 0.5
      ? html`<tr class="rest"><th scope="row">${say(page, "notItemised")}</th><td class="number">${formatMoney(rest, page.lang)}</td><td class="number">${missing}</td></tr>`
      : ""
  }</tbody></table>`;
}

/** All printed lines, to sort, search and take along. */
export function projectTable(page: Page, lines: Row[]): Html {
  if (lines.length === 0) return emptyNote(page);
  const money = (key: string, label: string) => ({
    key,
    label,
    kind: "number" as const,
    show: (row: Row) => {
      const text = formatNumber((number(row[key]) ?? Number.NaN) / 1e6, page.lang, { decimals: 1 });
      if (number(row[key]) === null) return text;
      return key === "gap_vnd" || key === "actual_vnd" ? derived(page, text, row, key) : figure(page, text, row, key);
    },
  });
  return dataTable(page, lines, {
    caption: sayText(page, "projectCaption"),
    fileName: page.lang === "vi" ? "giai-ngan" : "disbursement",
    rowHeader: "name",
    views: projectViews(page, lines),
    rowClass: (row) => `level-${row.level}`,
    columns: [
      { key: "group_code", label: sayText(page, "groupCode"), kind: "filter" },
      {
        key: "level",
        label: sayText(page, "level"),
        kind: "filter",
        value: (row) => levelName(page, row),
        show: (row) => levelName(page, row),
      },
      {
        key: "name",
        label: sayText(page, "projectName"),
        value: (row) => nameOf(page, row),
        show: (row) => rowName(page, nameOf(page, row), row),
      },
      money("total_investment_vnd", sayText(page, "totalInvestment")),
      money("planned_vnd", sayText(page, "planned")),
      money("actual_vnd", sayText(page, "paid")),
      money("gap_vnd", sayText(page, "gap")),
    ],
  });
}

function nameOf(page: Page, row: Row): string {
  return row.name ? String(row.name) : row.level === "group" ? sayText(page, "unnamedGroup") : missing;
}

function levelName(page: Page, row: Row): string {
  const level = row.level;
  return level === "group" || level === "project" || level === "component" ? sayText(page, `level_${level}`) : "";
}
