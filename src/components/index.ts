import type { Html } from "../lib/html.ts";
import type { Page } from "../lib/page.ts";
import type { DictionaryTable, Row } from "../site-tables.ts";
import { type BarChartOptions, barChart } from "./barChart.ts";
import { briefLinks } from "./brief.ts";
import type { MartRows } from "./calculation.ts";
import { changeTable } from "./changes.ts";
import { gapContributions, indicatorContributions, taskLinks } from "./contributions.ts";
import { curves, fundingNeeds } from "./curves.ts";
import { dataDictionary } from "./dictionary.ts";
import { portfolio, projectGroups, projectTable } from "./disbursement.ts";
import { explorer } from "./explorer.ts";
import { findingCounts, findingList } from "./findings.ts";
import { gapsAtDate } from "./gaps.ts";
import { headlineTable } from "./headlines.ts";
import { lineage } from "./lineage.ts";
import { monthTable, planNote } from "./months.ts";
import { newsLink, newsList } from "./news.ts";
import { projectionTable, runRateTable, trends } from "./outlook.ts";
import { type OverviewInput, overview } from "./overview.ts";
import { scenarioPaths } from "./paths.ts";
import { accuracyTable, revisionTable } from "./revisions.ts";
import { legend, varianceChart, varianceTable } from "./scenario.ts";
import { searchBox } from "./search.ts";
import { backLinks, dispositions, findingsHere, printedTables, reportList } from "./source.ts";
import { sqlNotebook } from "./sql.ts";
import { sumPanels } from "./sums.ts";
import { dataTable, type TableOptions } from "./table.ts";
import { disbursementTargets } from "./targets.ts";
import { deadlineCalendar, deadlineChart, officeSummary, taskTable } from "./tasks.ts";
import { rollup, wardComparison } from "./wards.ts";
import { warningList, warningTable } from "./warnings.ts";

/** What a page's `${calls}` may name, bound to the page. A new component is one file and one line here. */
export function createComponents(page: Page, dictionary: readonly DictionaryTable[]) {
  // Sums lead to their addends where a page says that it shows all rows (`isWhole`): a part has another sum.
  const projectSums = dictionary.find((table) => table.name === "marts.disbursement_gaps")?.sums ?? {};
  return {
    overview: (input: OverviewInput & { isWhole?: boolean }): Html =>
      overview(page, { ...input, sums: input.isWhole ? projectSums : {} }),
    searchBox: (): Html => searchBox(page),
    sqlNotebook: (): Html => sqlNotebook(page, dictionary),
    briefLinks: (): Html => briefLinks(page),
    legend: (): Html => legend(page),
    varianceChart: (rows: Row[]): Html => varianceChart(page, rows),
    scenarioPaths: (rows: Row[]): Html => scenarioPaths(page, rows),
    varianceTable: (rows: Row[], scope: "month" | "to_date" | "year"): Html => varianceTable(page, rows, scope),
    portfolio: (projects: Row[], rates: Row[], options: { isWhole?: boolean } = {}): Html =>
      portfolio(page, projects, rates, options.isWhole ? projectSums : {}),
    projectGroups: (lines: Row[]): Html => projectGroups(page, lines),
    projectTable: (lines: Row[]): Html => projectTable(page, lines),
    officeSummary: (tasks: Row[]): Html => officeSummary(page, tasks),
    deadlineChart: (tasks: Row[]): Html => deadlineChart(page, tasks),
    deadlineCalendar: (tasks: Row[]): Html => deadlineCalendar(page, tasks),
    taskTable: (tasks: Row[]): Html => taskTable(page, tasks),
    explorer: (rows: Row[], scenarios: Row[], files: Row[] = []): Html => explorer(page, rows, scenarios, files),
    headlineTable: (rows: Row[]): Html => headlineTable(page, rows),
    curves: (rows: Row[]): Html => curves(page, rows),
    gapsAtDate: (rows: Row[]): Html => gapsAtDate(page, rows),
    fundingNeeds: (rows: Row[]): Html => fundingNeeds(page, rows),
    gapContributions: (rows: Row[]): Html => gapContributions(page, rows),
    indicatorContributions: (rows: Row[]): Html => indicatorContributions(page, rows),
    disbursementTargets: (rows: Row[]): Html => disbursementTargets(page, rows),
    taskLinks: (rows: Row[]): Html => taskLinks(page, rows),
    trends: (rows: Row[]): Html => trends(page, rows),
    runRateTable: (rows: Row[]): Html => runRateTable(page, rows),
    projectionTable: (rows: Row[]): Html => projectionTable(page, rows),
    revisionTable: (rows: Row[]): Html => revisionTable(page, rows),
    accuracyTable: (rows: Row[]): Html => accuracyTable(page, rows),
    warningList: (rows: Row[]): Html => warningList(page, rows),
    warningTable: (rows: Row[]): Html => warningTable(page, rows),
    findingCounts: (rows: Row[]): Html => findingCounts(page, rows),
    findingList: (rows: Row[], cells: Row[], resolved: Row[] = []): Html => findingList(page, rows, cells, resolved),
    printedTables: (cells: Row[], repairs: Row[], marts: MartRows = {}): Html =>
      printedTables(page, cells, repairs, marts, dictionary),
    sumPanels: (marts: MartRows): Html => sumPanels(page, dictionary, marts),
    findingsHere: (rows: Row[]): Html => findingsHere(page, rows),
    dispositions: (counts: Row[]): Html => dispositions(page, counts),
    reportList: (reports: Row[], appendices: Row[]): Html => reportList(page, reports, appendices),
    backLinks: (): Html => backLinks(page),
    monthTable: (rows: Row[]): Html => monthTable(page, rows),
    planNote: (rows: Row[]): Html => planNote(page, rows),
    changeTable: (changes: Row[]): Html => changeTable(page, changes, dictionary),
    newsLink: (): Html => newsLink(page),
    newsList: (rows: Row[]): Html => newsList(page, rows),
    wardComparison: (rows: Row[], wards: Row[]): Html => wardComparison(page, rows, wards),
    rollup: (rows: Row[], wards: Row[]): Html => rollup(page, rows, wards),
    lineage: (): Html => lineage(page, dictionary),
    /** Any query as bars: `${barChart(rows, {title, label, value})}`. */
    barChart: (rows: Row[], options: BarChartOptions): Html => barChart(page, rows, options),
    dataDictionary: (schemas: string[]): Html => dataDictionary(page, dictionary, schemas),
    /** Any query as a table: `${table(rows, {caption, columns: [{key, label, kind}]})}`. */
    table: (rows: Row[], options: TableOptions): Html => dataTable(page, rows, options),
  };
}
