import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  anchorOf,
  at,
  comparisons,
  fault,
  headlines,
  leaderCounts,
  lineKeys,
  type Published,
  publishReports,
  type Report,
  type Row,
  refIn,
  refOfName,
  sumsOf,
  type TableFigures,
  tableFaults,
  taskLines,
  textOf,
} from "./published.ts";

let site: Published;

beforeAll(() => {
  site = publishReports();
}, 400_000);

afterAll(() => site?.close());

describe("the figures on the pages are those of `kichban query`", () => {
  test("the table of payments, line by line", () => {
    for (const report of site.reports) {
      const rows = site.query(`select * from marts.disbursement_gaps where report_id = '${report.id}'`);
      const table = at(site.page(report, "disbursement").querySelector("#table-1"), "table of projects");
      const unit = 1e6;
      const columns = {
        "Tổng mức đầu tư": { column: "total_investment_vnd", unit },
        "Dự kiến giải ngân": { column: "planned_vnd", unit },
        "Đã giải ngân": { column: "actual_vnd", unit },
        "Còn thiếu": { column: "gap_vnd", unit },
      };
      expect(tableFaults(table, rows, { columns, ...lineKeys })).toEqual([]);
    }
  }, 120_000);

  test("the list of projects and the sums of its groups", () => {
    for (const report of site.reports) {
      const projects = site.query(
        `select * from marts.disbursement_gaps where report_id = '${report.id}' and level = 'project'`,
      );
      const byRef = new Map(projects.map((row) => [refIn(row), row]));
      const document = site.page(report, "disbursement");
      const items = [...document.querySelectorAll(".projects > li > .line")];
      expect(items.map((item) => anchorOf(item.querySelector("a.fig"))).sort()).toEqual([...byRef.keys()].sort());
      const faults = items.flatMap((item) => {
        const row = byRef.get(anchorOf(item.querySelector("a.fig"))) as Row;
        const planned = textOf(item.querySelector(".how small"));
        const investment = textOf(item.querySelector(".what small")).split("·")[0] ?? "";
        const hasNone = row.planned_vnd === null && row.actual_vnd === null;
        return [fault(planned, hasNone ? null : row.planned_vnd), fault(investment, row.total_investment_vnd)];
      });
      expect(faults.filter(Boolean)).toEqual([]);
      const groups = site.query(`select coalesce(group_code, '') as code, count(*) as projects,
        coalesce(sum(total_investment_vnd), 0) as investment from marts.disbursement_gaps
        where report_id = '${report.id}' and level = 'project' group by all`);
      const sections = [...document.querySelectorAll("section.group")];
      expect(groups.length).toBeGreaterThan(1);
      for (const { code, projects: count, investment } of groups) {
        const own = sections.find((section) => textOf(section.querySelector(".code")) === code);
        const [of = "", total = ""] = textOf(at(own ?? null, `group ${code}`).querySelector(".sums")).split(", ");
        expect(fault(of, count) ?? fault(total, investment), `${report.id} group ${code}`).toBeNull();
      }
    }
  }, 120_000);

  test("the sums of the portfolio, in figures and in sentences", () => {
    for (const report of site.reports) {
      const sums = sumsOf(site, report);
      for (const lang of ["vi", "en"] as const) {
        const links = ["index", "disbursement"].flatMap((name) => [
          ...site.page(report, name, lang).querySelectorAll("main a.fig[href*='#sum.']"),
        ]);
        expect(links.length).toBeGreaterThan(6);
        const faults = links.map((link) => {
          const sum = anchorOf(link).slice("sum.".length);
          return sum in sums
            ? fault(textOf(link), sums[sum], "as said", lang)
            : `${sum}: a sum that this test doesn't know`;
        });
        expect(faults.filter(Boolean), `${report.id} ${lang}`).toEqual([]);
      }
    }
  }, 120_000);

  test("the comparisons with the scenario, and the indicators' verdicts", () => {
    for (const report of site.reports) {
      const document = site.page(report, "scenario");
      const scopes = {
        to_date: ["Kịch bản", "Ước lũy kế"],
        month: ["Kịch bản", "Ước tháng"],
        year: ["Kế hoạch năm", "Ước lũy kế"],
      };
      for (const [index, [scope, [target = "", actual = ""]]] of Object.entries(scopes).entries()) {
        const table = at(document.querySelector(`#table-${index + 1}`), `table of ${scope}`);
        const columns = {
          "Đạt, % kịch bản": { column: "reached_pct", unit: 1 },
          [target]: { column: "target", unit: 1 },
          [actual]: { column: "actual", unit: 1 },
        };
        const rows = comparisons(site, report).filter((row) => row.scope === scope);
        expect(tableFaults(table, rows, { columns, keyOf: refOfName, keyIn: refIn }), `${report.id} ${scope}`).toEqual(
          [],
        );
      }
      const columns = { "Kịch bản": { column: "target", unit: 1 }, "Ước thực hiện": { column: "actual", unit: 1 } };
      const verdicts = at(document.querySelector("#headlines"), "table of verdicts");
      expect(tableFaults(verdicts, headlines(site, report), { columns, keyOf: refOfName, keyIn: refIn })).toEqual([]);
    }
  }, 120_000);

  test("every computed figure, wherever it stands, in both languages", () => {
    for (const report of site.reports) {
      const of = (mart: string) => site.query(`select * from marts.${mart} where report_id = '${report.id}'`);
      const compared = new Map(comparisons(site, report).map((row) => [`${refIn(row)}.${row.scope}`, row]));
      const lines = new Map(of("disbursement_gaps").map((row) => [refIn(row), row]));
      const reported = of("run_rates").filter((row) => row.scenario_id === "reported");
      const rates = new Map(reported.map((row) => [refIn(row), row]));
      let count = 0;
      for (const lang of ["vi", "en"] as const) {
        const faults = ["index", "scenario", "disbursement", "cash"].flatMap((name) =>
          [
            ...(name === "cash" && report.folder ? [] : site.page(report, name, lang).querySelectorAll("main a.fig")),
          ].flatMap((link) => {
            const [ref = "", ...path] = anchorOf(link).split(".");
            const column = path.pop();
            if (!column || ref === "sum") return [];
            const row = path[0] ? compared.get(`${ref}.${path[0]}`) : (lines.get(ref) ?? rates.get(ref));
            count++;
            const isMoney = column.endsWith("_vnd");
            // The full table says in its caption that it is in millions; elsewhere each sum of money says its unit.
            const unit = isMoney ? (link.closest("#table-1") && name === "disbursement" ? 1e6 : "as said") : 1;
            const own = row ? fault(textOf(link), row[column], unit, lang) : "is of no row";
            return own ? [`${report.id} ${lang} ${name} ${anchorOf(link)}: ${own}`] : [];
          }),
        );
        expect(faults).toEqual([]);
      }
      expect(count).toBeGreaterThan(100);
    }
  }, 120_000);

  test("the counts of the leader's page, in the tiles and in the sentences", () => {
    for (const report of site.reports) {
      const rowsOf = leaderCounts(site, report);
      for (const lang of ["vi", "en"] as const) {
        const links = [...site.page(report, "index", lang).querySelectorAll("main a.fig.rows")].filter(
          // What changed since the month before is counted on its own page, by tests/site/trace.test.ts.
          (link) => !(link.getAttribute("href") ?? "").includes("changes.html"),
        );
        expect(links.length).toBeGreaterThan(12);
        for (const link of links) {
          const [, name, view, id] =
            /^\.\/(\w+)\.html(?:\?[\w-]+\.g=(\w+))?#(.+)$/.exec(link.getAttribute("href") ?? "") ?? [];
          const key = `${name}${view ? `:${view}` : ""}#${id}`;
          expect([key, textOf(link)]).toEqual([key, String(rowsOf.get(key))]);
        }
      }
    }
  }, 120_000);

  test("each task, and what each office has done, has to do and is late with", () => {
    for (const report of site.reports) {
      const rows = site.query(`select *, regexp_replace(source_ref, '-c\\d+$', '') as line,
        is_overdue as late, status in ('completed', 'exceeded') as done from marts.tasks where report_id = '${report.id}'`);
      const document = site.page(report, "tasks");
      const told = taskLines(document);
      const expected = rows.map((row) => [
        row.line,
        row.ordinal,
        row.unit ?? "",
        row.is_overdue === true,
        row.deadline_end_date ?? "9999",
        row.progress_done === null || row.progress_total === null
          ? ""
          : [row.progress_done, row.progress_total].map((part) => Number(part).toLocaleString("vi")).join("/"),
      ]);
      const sorted = (list: unknown[][]) => list.map((each) => JSON.stringify(each)).sort();
      expect(sorted(told)).toEqual(sorted(expected));
      const count = (office: string, has: (row: Row) => boolean) => {
        const found = rows.filter((row) => (row.unit ?? "–") === office && has(row)).length;
        return found === 0 ? "–" : String(found);
      };
      const offices = [...document.querySelectorAll("table.offices tbody tr")];
      expect(offices.map((line) => textOf(line.querySelector("th"))).sort()).toEqual(
        [...new Set(rows.map((row) => row.unit ?? "–"))].sort(),
      );
      for (const line of offices) {
        const office = textOf(line.querySelector("th"));
        const shown = [...line.querySelectorAll("td.number")].map(textOf);
        expect([office, ...shown]).toEqual([
          office,
          count(office, (row) => row.done === true && row.late !== true),
          count(office, (row) => row.done !== true && row.late !== true),
          count(office, (row) => row.late === true),
        ]);
      }
    }
  }, 120_000);

  test("the points to question: which, how many of each kind, and what each says", () => {
    for (const report of site.reports) {
      const rows = site.query(
        `select finding_id, severity, message_vi from marts.findings where report_id = '${report.id}'`,
      );
      const document = site.page(report, "findings");
      const entries = [...document.querySelectorAll("article.finding")].map((entry) => [
        (entry.getAttribute("id") ?? "").slice(2),
        ["error", "warning", "info"].find((severity) => entry.classList.contains(severity)),
      ]);
      expect(entries.sort()).toEqual(rows.map((row) => [row.finding_id, row.severity]).sort());
      const faults = rows.filter(
        (row) =>
          !textOf(document.getElementById(`f-${row.finding_id}`)?.querySelector(".message")).includes(
            String(row.message_vi).replace(/\s+/g, " ").trim(),
          ),
      );
      expect(faults).toEqual([]);
      const of = (severity: string) => rows.filter((row) => row.severity === severity).length;
      const told = [rows.length, of("error"), of("warning"), of("info")];
      expect(textOf(document.querySelector("p.lead")).match(/\d+/g)?.map(Number)).toEqual(told);
      for (const severity of ["error", "warning"]) {
        const badge = textOf(document.querySelector(`#${severity}s > h2 .badge`));
        expect([severity, badge || "0"]).toEqual([severity, String(of(severity))]);
      }
    }
  }, 120_000);

  test("the year's cash: the curve, what each month needs, and where the gap lies", () => {
    const newest = site.reports[0] as Report;
    const document = site.page(newest, "cash");
    const withHeading = (heading: string) =>
      [...document.querySelectorAll("table[id^='table-']")].filter((table) =>
        [...table.querySelectorAll("thead th")].some((cell) => textOf(cell) === heading),
      );
    const series: Record<string, string> = { "Dự kiến": "planned", "Đã giải ngân": "paid", "Khối lượng": "physical" };
    const curve = site.query("select * from marts.disbursement_curves where level = 'portfolio'");
    const curveColumns = {
      "Cộng dồn": { column: "value_vnd" },
      "Ít nhất": { column: "low_vnd" },
      "Nhiều nhất": { column: "high_vnd" },
      "Dự án có số": { column: "known_projects" },
    };
    const [curves] = withHeading("Cộng dồn");
    expect(
      tableFaults(at(curves ?? null, "table of the curve"), curve, {
        columns: curveColumns,
        keyOf: (line) => {
          const [month, kind] = [...line.children].map((cell) => cell.getAttribute("data-v") ?? "");
          return `${month} ${series[kind ?? ""] ?? kind}`;
        },
        keyIn: (row) => `${row.month} ${row.series}`,
      }),
    ).toEqual([]);

    const lists: { mart: string; columns: TableFigures["columns"] }[] = [
      {
        mart: "funding_needs",
        columns: {
          "Còn phải giải ngân": { column: "remaining_vnd" },
          "Mỗi tháng": { column: "needed_per_month_vnd" },
          "Đã giải ngân / tổng mức đầu tư": { column: "paid_of_total_investment_pct" },
        },
      },
      {
        mart: "gap_contributions",
        columns: {
          "Khoảng cách": { column: "gap_vnd" },
          Phần: { column: "share_pct" },
          "Cộng dồn": { column: "cumulative_share_pct" },
        },
      },
    ];
    for (const { mart, columns } of lists) {
      const rows = site.query(`select * from marts.${mart} where report_id = '${newest.id}'`);
      const table = withHeading(Object.keys(columns)[0] ?? "").at(0);
      expect(tableFaults(at(table ?? null, mart), rows, { columns, keyOf: refOfName, keyIn: refIn }), mart).toEqual([]);
    }

    const parts = site.query(
      `select source_ref, contribution from marts.indicator_contributions where report_id = '${newest.id}'`,
    );
    const lines = withHeading("Phần trong khoảng cách").flatMap((table) => [...table.querySelectorAll("tbody tr")]);
    const told = lines.map((line) => [refOfName(line), line.lastElementChild?.getAttribute("data-v")]);
    expect(told.sort()).toEqual(parts.map((row) => [row.source_ref, String(row.contribution)]).sort());
    const faults = lines.map((line) =>
      fault(textOf(line.lastElementChild), Number(line.lastElementChild?.getAttribute("data-v")), 1),
    );
    expect(faults.filter(Boolean)).toEqual([]);
  }, 120_000);
});
