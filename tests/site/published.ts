import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { expect } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";
import { shownNumber } from "./tracing.ts";

export type Row = Record<string, string | number | boolean | null>;
export type Lang = "vi" | "en";

export interface Report {
  id: string;
  /** Folder of its pages, of Vietnamese ones: empty for the newest. */
  folder: string;
}

/** What was published, and what `kichban query` says of it. */
export interface Published {
  reports: Report[];
  query(sql: string): Row[];
  page(report: Report, name: string, lang?: Lang): Document;
  close(): void;
}

/** The report of data/inbox and an invented one of the month after, published as people do it. */
export function publishReports(): Published {
  const data = mkdtempSync(join(tmpdir(), "kichban-figures-"));
  const close = () => rmSync(data, { recursive: true, force: true });
  const kichban = (...words: string[]): string => {
    const command = [join(projectFolder, "pipelines", "kichban.mjs"), "--data", data, ...words];
    const run = spawnSync(process.execPath, command, { encoding: "utf8", maxBuffer: 2 ** 28 });
    if (run.status === 0) return run.stdout;
    close();
    throw new Error(run.stdout + run.stderr);
  };
  const query = kept((sql) => JSON.parse(kichban("query", "--json", sql)) as Row[]);
  mkdirSync(join(data, "inbox"), { recursive: true });
  copyFileSync(join(projectFolder, "data", "inbox", "bao-cao-103.txt"), join(data, "inbox", "103.txt"));
  const april = join(projectFolder, "tests", "fixtures", "reports", "bao-cao-168-thang-4.txt");
  copyFileSync(april, join(data, "inbox", "168.txt"));
  kichban("nightly");
  const reports = query("select report_id, locality_id, period from marts.reports order by period desc").map(
    ({ report_id, locality_id, period }, index) => ({
      id: String(report_id),
      folder: index === 0 ? "" : `months/${locality_id}-${String(period).slice(0, 7)}/`,
    }),
  );
  const open = kept((path) => {
    const { document } = parseHTML(readFileSync(join(data, "site", "current", path), "utf8"));
    return document as unknown as Document;
  });
  const page = ({ folder }: Report, name: string, lang: Lang = "vi") =>
    open(`${lang === "en" ? "en/" : ""}${folder}${name}.html`);
  return { reports, query, page, close };
}

/** Asks each thing once. */
function kept<T>(ask: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const value = known.get(key) ?? ask(key);
    known.set(key, value);
    return value;
  };
}

export const textOf = (element: Element | null | undefined) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
export const anchorOf = (element: Element | null | undefined) =>
  (element?.getAttribute("href") ?? "").split("#")[1] ?? "";

/** Why a text doesn't show a value at the precision in which it is printed; null where it does. */
export function fault(
  text: string,
  value: unknown,
  unit: number | "as said" = "as said",
  lang: Lang = "vi",
): string | null {
  if (value === null || value === undefined) return /\d/.test(text) ? `shows ${text}, but there is no value` : null;
  const shown = shownNumber(unit === "as said" ? text : (/[−+-]?\s*\d[\d.,]*/.exec(text)?.[0] ?? ""), lang);
  if (!shown) return `shows "${text}" for ${value}`;
  const factor = unit === "as said" ? 1 : unit;
  const distance = Math.abs(shown.value * factor - Number(value));
  return distance <= shown.halfStep * factor * 1.0001 ? null : `shows "${text}" for ${value}`;
}

export interface TableFigures {
  /** Heading → column of the mart, and the unit of the figures shown: 1 where they stand in the column's own. */
  columns: Record<string, { column: string; unit?: number }>;
  /** What names a row on the page, and in the mart. */
  keyOf: (row: Element) => string;
  keyIn: (row: Row) => string;
}

/** Every row of the mart is on the page and the other way round; each cell holds the row's value and shows it. */
export function tableFaults(table: Element, rows: Row[], { columns, keyOf, keyIn }: TableFigures): string[] {
  const headings = [...table.querySelectorAll("thead th")].map(textOf);
  const lines = [...table.querySelectorAll("tbody tr")];
  expect(lines.length, textOf(table.querySelector("caption"))).toBe(rows.length);
  expect(rows.length).toBeGreaterThan(0);
  expect(lines.map(keyOf).sort()).toEqual(rows.map(keyIn).sort());
  const byKey = new Map(rows.map((row) => [keyIn(row), row]));
  expect(byKey.size).toBe(rows.length);
  return lines.flatMap((line) =>
    Object.entries(columns).flatMap(([heading, { column, unit }]) => {
      const place = headings.indexOf(heading);
      expect(place, `${heading} among ${headings.join(", ")}`).toBeGreaterThanOrEqual(0);
      const cell = line.children[place];
      const value = (byKey.get(keyOf(line)) as Row)[column] ?? null;
      const held = cell?.getAttribute("data-v") ?? "";
      const isHeld = value === null ? held === "" : held !== "" && Number(held) === Number(value);
      return [isHeld ? null : `holds ${held} for ${value}`, fault(textOf(cell), value, unit ?? "as said")].flatMap(
        (each) => (each ? [`${heading} of ${keyOf(line)}: ${each}`] : []),
      );
    }),
  );
}

export const refOfName = (line: Element) => anchorOf(line.querySelector("th a.fig"));
export const refIn = (row: Row) => String(row.source_ref);
export const at = (element: Element | null, what: string): Element => {
  if (!element) throw new Error(`no ${what} on the page`);
  return element;
};

/** One comparison for each indicator and scope, as the pages choose it: a scenario of the report before those of files. */
export function comparisons({ query }: Published, report: Report): Row[] {
  return query(`select *, coalesce(attainment_pct, 100.0 * actual / nullif(target, 0)) as reached_pct from (
    select * from marts.indicator_variance where report_id = '${report.id}' qualify row_number() over (
      partition by source_ref, scope order by target is null, scenario_id <> 'reported', scenario_id) = 1)
    where target is not null and actual is not null`);
}

/** Of each indicator the comparison that the author's verdict speaks of. */
export function headlines(site: Published, report: Report): Row[] {
  return comparisons(site, report).filter(
    (row) => row.is_verdict_scope === true && row.scope !== "year" && row.verdict_computed !== null,
  );
}

/** The sums over a report's projects, by the names under which figures lead to their addends. */
export function sumsOf({ query }: Published, report: Report): Row {
  const [sums] = query(`select *, compared_planned_vnd - compared_actual_vnd as compared_gap_vnd,
    100.0 * compared_actual_vnd / compared_planned_vnd as paid_of_planned_pct from (
    select sum(total_investment_vnd) as project_investment_vnd,
      sum(planned_vnd) filter (actual_vnd is not null) as compared_planned_vnd,
      sum(actual_vnd) filter (planned_vnd is not null) as compared_actual_vnd
    from marts.disbursement_gaps where report_id = '${report.id}' and level = 'project')`);
  return sums as Row;
}

/** How many rows the leader's page counts, by the page, the set of rows and the table that its figure leads to. */
export function leaderCounts(site: Published, report: Report): Map<string, number> {
  const projects = "from marts.disbursement_gaps where level = 'project' and";
  const both = "planned_vnd is not null and actual_vnd is not null";
  const pending = "not is_overdue and status not in ('completed', 'exceeded')";
  const asked = "from marts.findings where status <> 'explained' and severity";
  const counts: Record<string, string> = {
    "tasks#table-1": "from marts.tasks where true",
    "tasks:done#table-1": "from marts.tasks where status in ('completed', 'exceeded')",
    "tasks:late#table-1": "from marts.tasks where is_overdue",
    "tasks:open#table-1": `from marts.tasks where ${pending} and deadline_end_date is not null`,
    "tasks:undated#table-1": `from marts.tasks where ${pending} and deadline_end_date is null`,
    "disbursement:compared#table-1": `${projects} ${both}`,
    "disbursement:unknown#table-1": `${projects} not (${both})`,
    "disbursement:unpaid#table-1": `${projects} ${both} and actual_vnd = 0`,
    "findings#content": `${asked} <> 'info'`,
    "findings#errors": `${asked} = 'error'`,
    "findings#warnings": `${asked} = 'warning'`,
  };
  const verdicts = headlines(site, report).map((row) => row.verdict_computed);
  const known = site.query(
    Object.entries(counts)
      .map(([name, from]) => `select '${name}' as name, count(*) as rows ${from} and report_id = '${report.id}'`)
      .join(" union all "),
  );
  const rowsOf = new Map(known.map(({ name, rows }) => [String(name), Number(rows)]));
  rowsOf.set("scenario#headlines", verdicts.length);
  rowsOf.set("scenario:reached#headlines", verdicts.filter((verdict) => verdict !== "missed").length);
  for (const verdict of ["exceeded", "met", "missed"])
    rowsOf.set(`scenario:${verdict}#headlines`, verdicts.filter((each) => each === verdict).length);
  return rowsOf;
}

/** Of each task on its page: printed row, number, office, whether it is late, deadline and progress. */
export function taskLines(document: Document): unknown[][] {
  const lines = [...at(document.querySelector("#table-1"), "table of tasks").querySelectorAll("tbody tr")];
  return lines.map((line) => {
    const cells = [...line.children];
    return [
      anchorOf(line.querySelector("a.fig")).replace(/-c\d+$/, ""),
      textOf(cells[0]?.querySelector("a.fig")),
      cells[2]?.getAttribute("data-v"),
      cells[3]?.getAttribute("data-v") === "Quá hạn",
      cells[4]?.getAttribute("data-v"),
      textOf(cells[3]?.querySelector("small a.fig")),
    ];
  });
}

const levels: Record<string, string> = { group: "Nhóm", project: "Dự án", component: "Hạng mục" };

/** What names a line of the table of projects: a group that nothing names stands at its first project. */
export const lineKeys = {
  keyOf: (line: Element) => `${refOfName(line)} ${line.children[1]?.getAttribute("data-v")}`,
  keyIn: (row: Row) => `${refIn(row)} ${levels[String(row.level)]}`,
};
