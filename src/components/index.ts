import type { Html } from "../lib/html.ts";
import type { Page } from "../lib/page.ts";
import type { DictionaryTable, Row } from "../site-tables.ts";
import { briefLinks } from "./brief.ts";
import { changeTable } from "./changes.ts";
import { dataDictionary } from "./dictionary.ts";
import { portfolio, projectGroups, projectTable } from "./disbursement.ts";
import { explorer } from "./explorer.ts";
import { findingCounts, findingList } from "./findings.ts";
import { newsList } from "./news.ts";
import { type OverviewInput, overview } from "./overview.ts";
import { scenarioPaths } from "./paths.ts";
import { legend, varianceChart, varianceTable } from "./scenario.ts";
import { backLinks, dispositions, findingsHere, printedTables, reportList } from "./source.ts";
import { dataTable, type TableOptions } from "./table.ts";
import { deadlineChart, officeSummary, taskTable } from "./tasks.ts";

/** What a page's `${calls}` may name, bound to the page. A new component is one file and one line here. */
export function createComponents(page: Page, dictionary: readonly DictionaryTable[]) {
  return {
    overview: (input: OverviewInput): Html => overview(page, input),
    briefLinks: (): Html => briefLinks(page),
    legend: (): Html => legend(page),
    varianceChart: (rows: Row[]): Html => varianceChart(page, rows),
    scenarioPaths: (rows: Row[]): Html => scenarioPaths(page, rows),
    varianceTable: (rows: Row[], scope: "month" | "to_date" | "year"): Html => varianceTable(page, rows, scope),
    portfolio: (projects: Row[], rates: Row[]): Html => portfolio(page, projects, rates),
    projectGroups: (lines: Row[]): Html => projectGroups(page, lines),
    projectTable: (lines: Row[]): Html => projectTable(page, lines),
    officeSummary: (tasks: Row[]): Html => officeSummary(page, tasks),
    deadlineChart: (tasks: Row[]): Html => deadlineChart(page, tasks),
    taskTable: (tasks: Row[]): Html => taskTable(page, tasks),
    explorer: (rows: Row[], scenarios: Row[]): Html => explorer(page, rows, scenarios),
    findingCounts: (rows: Row[]): Html => findingCounts(page, rows),
    findingList: (rows: Row[], cells: Row[]): Html => findingList(page, rows, cells),
    printedTables: (cells: Row[], repairs: Row[]): Html => printedTables(page, cells, repairs),
    findingsHere: (rows: Row[]): Html => findingsHere(page, rows),
    dispositions: (counts: Row[]): Html => dispositions(page, counts),
    reportList: (reports: Row[], appendices: Row[]): Html => reportList(page, reports, appendices),
    backLinks: (): Html => backLinks(page),
    changeTable: (changes: Row[]): Html => changeTable(page, changes),
    newsList: (rows: Row[]): Html => newsList(page, rows),
    dataDictionary: (schemas: string[]): Html => dataDictionary(page, dictionary, schemas),
    /** Any query as a table: `${table(rows, {caption, columns: [{key, label, kind}]})}`. */
    table: (rows: Row[], options: TableOptions): Html => dataTable(page, rows, options),
  };
}
