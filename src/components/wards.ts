import { type WardWord, wardWords } from "../i18n/wards.ts";
import { formatMonth, formatNumber, formatPercent, formatQuantity, missing, unitName } from "../lib/format.ts";
import { type Child, type Html, html } from "../lib/html.ts";
import { link, type Page } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { patterns, planBar } from "./bars.ts";
import { emptyNote, figure } from "./figure.ts";
import { dataTable, rowsLink } from "./table.ts";

/** Where the rows are that a sum or a count is over: a page, and a view of its table. */
const lists: Record<string, [string, string | null]> = {
  total_investment: ["disbursement", "projects"],
  planned: ["disbursement", "projects"],
  actual: ["disbursement", "projects"],
  gap: ["disbursement", "compared"],
  actual_of_planned: ["disbursement", "compared"],
  line_count: ["disbursement", "projects"],
  task_count: ["tasks", null],
  done_count: ["tasks", "done"],
  overdue_count: ["tasks", "late"],
  done_of_all: ["tasks", null],
};

/** A locality of the comparison, with the month that it is compared by. */
interface Ward {
  id: string;
  name: string;
  /** Null where it has no report of the month compared. */
  period: string | null;
}

/** More localities than this don't fit side by side: then each is a row, and of an indicator the outermost are shown. */
const mostSideBySide = 12;
/** Shown at each end of an indicator. */
const extremes = 3;
/** What the table of many localities shows: with all their figures it would be too long for a slow line. */
const mainFigures = ["planned", "actual", "actual_of_planned", "gap", "done_of_all", "overdue_count"];
/** So many earlier months have their totals in the page where the localities are many. */
const mostEarlier = 2;

/** One thing that is compared: an indicator's figure, or a figure of money or tasks. */
interface Item {
  name: string;
  unit: string | null;
  /** `actual_to_date` or `actual_month` of an indicator; else the figure itself. */
  figure: string;
  subject: string;
  values: Map<string, Row>;
  targets: Map<string, number>;
}

const order = ["indicator", "disbursement", "task"];
/** The target that stands beside an actual figure, and the column of the mart that a figure was read into. */
const targetOf: Record<string, string> = { actual_to_date: "target_to_date", actual_month: "plan_month" };
const columnOf: Record<string, string> = {
  actual_to_date: "estimate_to_date",
  actual_month: "estimate_month",
  plan_month: "plan_month",
  plan_year: "plan_year",
};

function say(page: Page, key: WardWord, values: Record<string, string> = {}): string {
  return wardWords[key][page.lang].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}

/**
 * Localities side by side: a panel an indicator, all on one scale, then the table of everything that is compared.
 * @param rows rows of marts.rollup_parts of the months compared
 * @param wards locality_id, locality and the month compared (null where it has no report)
 */
export function wardComparison(page: Page, rows: Row[], wards: Row[]): Html {
  const all = wards.map(
    (row): Ward => ({
      id: String(row.locality_id),
      name: String(row.locality),
      period: row.period === null || row.period === undefined ? null : String(row.period),
    }),
  );
  const list = all.filter((ward) => ward.period !== null);
  const absent = all.filter((ward) => ward.period === null).map((ward) => ward.name);
  const months = [...new Set(list.map((ward) => ward.period).filter((period) => period !== null))];
  const items = toItems(page, rows);
  if (items.length === 0) return emptyNote(page);
  const isOneMonth = months.length === 1;
  const label = (ward: Ward) => (isOneMonth ? ward.name : `${ward.name}, ${formatMonth(ward.period, page.lang)}`);
  const note = isOneMonth
    ? say(page, "sameMonth", { month: formatMonth(months[0], page.lang) })
    : say(page, "otherMonths");
  const panels = items.filter((item) => item.subject === "indicator" && item.values.size > 1);
  const isMany = list.length > mostSideBySide;
  const isFew = absent.length > 0 && absent.length <= mostSideBySide;
  return html`<p class="note">${note}${isFew ? ` ${say(page, "noReport", { names: absent.join(", ") })}` : ""}</p>${absent.length > mostSideBySide ? foldedNames(page, absent) : ""}
<h2 id="panels">${say(page, "panels")}</h2>
${patterns}<ul class="legend"><li><span class="key plan"></span>${say(page, "legendTarget")}</li><li><span class="key estimate"></span>${say(page, "legendEstimate")}</li><li><span class="key missing"></span>${say(page, "legendGap")}</li></ul>
${isMany ? html`<p class="note">${say(page, "extremesNote", { count: String(extremes), all: formatNumber(list.length, page.lang) })}</p>` : ""}
<div class="wards">${panels.map((item) => panel(page, item, isMany ? outermost(item, list) : list, label, isMany ? list.length : null))}</div>
<h2 id="table">${say(page, "table")}</h2>
${items.some((item) => item.figure === "actual_of_planned") ? html`<p class="note">${say(page, "shareNote")}</p>` : ""}
${isMany ? manyTable(page, items, list, label) : fewTable(page, items, list, label)}`;
}

/** Where many have no report, their names are folded. */
function foldedNames(page: Page, names: readonly string[]): Html {
  const count = formatNumber(names.length, page.lang);
  return html`
<details class="rest"><summary>${say(page, "noReportCount", { count })}</summary><p>${names.join(", ")}.</p></details>`;
}

/** A row an item, a column a locality. */
function fewTable(page: Page, items: Item[], list: readonly Ward[], label: (ward: Ward) => string): Html {
  return html`${dataTable(page, items as unknown as Row[], {
    caption: say(page, "tableCaption"),
    rowHeader: "name",
    fileName: "cac-dia-phuong",
    columns: [
      { key: "name", label: say(page, "item") },
      { key: "unit", label: say(page, "unit"), show: (row) => unitName(toItem(row).unit, page.lang) || missing },
      {
        key: "figure",
        label: say(page, "time"),
        kind: "filter",
        show: (row) => timeOf(page, toItem(row)),
        value: (row) => timeOf(page, toItem(row)),
      },
      ...list.map((ward) => ({
        key: ward.id,
        label: label(ward),
        kind: "number" as const,
        value: (row: Row) => toItem(row).values.get(ward.id)?.value ?? null,
        show: (row: Row) => valueShown(page, toItem(row), toItem(row).values.get(ward.id)),
      })),
    ],
  })}`;
}

/** A row a locality, a column a figure of money or tasks; indicators have their panels. */
function manyTable(page: Page, items: readonly Item[], list: readonly Ward[], label: (ward: Ward) => string): Html {
  const columns = mainFigures.flatMap((figure) => items.filter((item) => item.figure === figure));
  const wards = list.map((ward) => ({ id: ward.id, ward: label(ward) }));
  const overview = (id: unknown) =>
    page.scopes.find(
      (scope) =>
        scope.localityId === id &&
        list.some((ward) => ward.id === id && ward.period?.startsWith(scope.period.slice(0, 7))),
    );
  return html`<p class="note">${say(page, "manyNote")}</p>${dataTable(page, wards, {
    caption: say(page, "tableCaption"),
    rowHeader: "ward",
    fileName: "cac-dia-phuong",
    columns: [
      {
        key: "ward",
        label: say(page, "locality"),
        show: (row) => {
          const scope = overview(row.id);
          return scope
            ? html`<a href="${link(page, `${scope.folder}index`)}">${String(row.ward)}</a>`
            : String(row.ward);
        },
      },
      ...columns.map((item, index) => ({
        key: `item-${index}`,
        label: item.name,
        kind: "number" as const,
        value: (row: Row) => item.values.get(String(row.id))?.value ?? null,
        show: (row: Row) => valueShown(page, item, item.values.get(String(row.id))),
      })),
    ],
  })}`;
}

const toItem = (row: Row): Item => row as unknown as Item;

/** The figure that tells most of an indicator: what has come since 1 January for a flow, the latest level for the rest. */
function toItems(page: Page, rows: Row[]): Item[] {
  const items = new Map<string, Item>();
  for (const row of rows) {
    const isIndicator = row.subject === "indicator";
    const shown = !isIndicator ? row.figure : row.measure === "flow" ? "actual_to_date" : "actual_month";
    const key = `${row.subject}/${row.item_id}`;
    const item = items.get(key) ?? {
      name: isIndicator ? String(row.item_name ?? row.item_id) : say(page, row.figure as WardWord),
      unit: row.unit === null ? null : String(row.unit),
      figure: String(shown),
      subject: String(row.subject),
      values: new Map<string, Row>(),
      targets: new Map<string, number>(),
    };
    if (row.figure === shown) item.values.set(String(row.locality_id), row);
    if (row.figure === targetOf[String(shown)]) item.targets.set(String(row.locality_id), Number(row.value));
    items.set(key, item);
  }
  return [...items.values()]
    .filter((item) => item.values.size > 0)
    .sort((a, b) => order.indexOf(a.subject) - order.indexOf(b.subject));
}

function timeOf(page: Page, item: Item): string {
  if (item.subject !== "indicator") return say(page, item.subject === "task" ? "inMonth" : "toDate");
  return say(page, item.figure === "actual_to_date" ? "toDate" : "inMonth");
}

function valueShown(page: Page, item: Item, row: Row | undefined): Child {
  if (!row) return missing;
  const text =
    item.unit === "percent"
      ? formatPercent(Number(row.value), page.lang, { decimals: 2 })
      : formatNumber(Number(row.value), page.lang);
  const list = lists[item.figure];
  return list ? summedRows(page, text, row, list) : figure(page, text, row, columnOf[item.figure]);
}

/** A figure over rows of a month: it leads to them, in the pages of that month. */
function summedRows(page: Page, text: string, row: Row, [name, view]: [string, string | null]): Child {
  const scope = page.scopes.find(
    (other) => other.localityId === row.locality_id && String(row.period).startsWith(other.period.slice(0, 7)),
  );
  if (!scope || Number(row.value) === 0) return text;
  return html`<a class="fig rows" href="${rowsLink({ ...page, scope }, name, view)}">${text}</a>`;
}

/** The localities with the highest and the lowest figures: by the share of the target where all of them have one. */
function outermost(item: Item, wards: readonly Ward[]): Ward[] {
  const measured = (ward: Ward): number => {
    const value = Number(item.values.get(ward.id)?.value);
    const target = item.targets.get(ward.id);
    return item.targets.size === item.values.size && target ? value / target : value;
  };
  const sorted = wards.filter((ward) => item.values.has(ward.id)).sort((a, b) => measured(b) - measured(a));
  return sorted.length <= 2 * extremes ? sorted : [...sorted.slice(0, extremes), ...sorted.slice(-extremes)];
}

/**
 * One indicator of all localities on one scale, which begins at nought and ends at its largest figure or target.
 * @param all how many localities there are where only some are shown
 */
function panel(
  page: Page,
  item: Item,
  wards: readonly Ward[],
  label: (ward: Ward) => string,
  all: number | null,
): Html {
  const numbers = [...[...item.values.values()].map((row) => Number(row.value)), ...item.targets.values()];
  const end = Math.max(...numbers);
  const hasBars = end > 0 && numbers.every((value) => value >= 0);
  return html`<section class="ward-panel"><h3>${item.name}</h3><p class="unit">${unitName(item.unit, page.lang)} · ${timeOf(page, item)}</p>
<ul>${wards.map((ward) => {
    const row = item.values.get(ward.id);
    const target = item.targets.get(ward.id) ?? null;
    const value = row ? Number(row.value) : null;
    const share =
      value !== null && target !== null && target > 0 && row?.measure === "flow"
        ? html` <small>${say(page, "ofTarget", { pct: formatPercent((100 * value) / target, page.lang, { decimals: 0 }) })}</small>`
        : "";
    const shown = row
      ? html`${valueShown(page, item, row)}${share}`
      : html`<span class="none">${say(page, "none")}</span>`;
    return html`<li><span class="what">${label(ward)}</span><span class="how">${shown}</span>${hasBars && row ? planBar(target, value, end, true) : ""}</li>`;
  })}</ul>${all === null ? "" : html`<p class="more"><a href="${allOf(page, item)}">${say(page, "allOfThem", { count: formatNumber(item.values.size, page.lang) })}</a></p>`}</section>`;
}

/** The figures of all localities, asked for in the notebook: they would make the page too long for a slow line. */
function allOf(page: Page, item: Item): string {
  const [row] = item.values.values();
  const text = (value: unknown) => `'${String(value).replaceAll("'", "''")}'`;
  const sql = `select parts.locality_id, any_value(reports.locality) as locality, any_value(parts.value) as value, any_value(parts.unit) as unit
from rollup_parts as parts
join reports on reports.locality_id = parts.locality_id
where parts.item_id = ${text(row?.item_id)} and parts.figure = ${text(item.figure)} and parts.period = ${text(row?.period)}
group by parts.locality_id
order by value desc`;
  return `${link(page, "sql")}?${new URLSearchParams({ q: sql })}`;
}

/**
 * Totals over localities, each with its parts counted and the reason where there is none.
 * @param rows rows of marts.rollup_totals
 * @param wards locality_id and locality of all
 */
export function rollup(page: Page, rows: Row[], wards: Row[]): Html {
  const newest = rows
    .map((row) => String(row.period))
    .sort()
    .at(-1);
  const months = [...new Set(rows.map((row) => String(row.period)))].sort().reverse();
  const kept = new Set(months.slice(1, wards.length > mostSideBySide ? 1 + mostEarlier : undefined));
  const [now, before] = [
    rows.filter((row) => row.period === newest),
    rows.filter((row) => kept.has(String(row.period))),
  ];
  if (now.length === 0) return html``;
  return html`<h2 id="rollup">${say(page, "rollup")}</h2>
<p class="note">${say(page, "rollupNote")}</p>
${totals(page, now, wards)}
${before.length > 0 ? html`<details class="rest"><summary>${say(page, "earlier")}</summary>${totals(page, before, wards)}</details>` : ""}`;
}

function totals(page: Page, rows: Row[], wards: Row[]): Html {
  const names = new Map(wards.map((row) => [String(row.locality_id), String(row.locality)]));
  const nameOf = (row: Row) =>
    row.subject === "indicator"
      ? `${row.item_name ?? row.item_id} – ${say(page, row.figure as WardWord)}`
      : say(page, row.figure as WardWord);
  const lacking = (row: Row) => ((row.missing_locality_ids ?? []) as string[]).map((id) => names.get(id) ?? id);
  const quantity = (value: unknown) => formatNumber(Number(value), page.lang);
  const how = (row: Row) =>
    row.basis === "share"
      ? say(page, "share", { a: quantity(row.numerator), b: quantity(row.denominator) })
      : say(page, (row.reason_not_added ?? "sum") as WardWord);
  return html`${dataTable(page, rows, {
    caption: say(page, "rollupCaption"),
    fileName: "cong-cac-dia-phuong",
    rowHeader: "item_name",
    columns: [
      {
        key: "period",
        label: say(page, "month"),
        kind: "filter",
        show: (row) => formatMonth(String(row.period), page.lang),
        value: (row) => String(row.period).slice(0, 7),
      },
      { key: "item_name", label: say(page, "item"), show: nameOf, value: nameOf },
      {
        key: "total",
        label: say(page, "total"),
        kind: "number",
        show: (row) =>
          row.total === null ? missing : formatQuantity(Number(row.total), row.unit as string | null, page.lang),
      },
      {
        key: "basis",
        label: say(page, "how"),
        kind: "filter",
        show: how,
        value: (row) => (row.basis === "share" ? "%" : how(row)),
      },
      {
        key: "locality_count",
        label: say(page, "parts"),
        kind: "number",
        show: (row) => {
          const without = lacking(row);
          const rest = Number(row.row_count) - Number(row.known_count);
          return html`${say(page, "partsOf", { count: String(row.locality_count), all: String(row.reporting_count) })}${without.length > 0 ? html`<small>${say(page, "lacking", { names: without.length > mostSideBySide ? say(page, "localities", { count: formatNumber(without.length, page.lang) }) : without.join(", ") })}</small>` : ""}${rest > 0 ? html`<small>${say(page, "known", { count: String(row.known_count), all: String(row.row_count) })}</small>` : ""}`;
        },
      },
    ],
  })}`;
}
