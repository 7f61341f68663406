import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";
import { compressedFor } from "../../pipelines/publish/site-compress.ts";
import { selfContained } from "../../pipelines/publish/site-keys.ts";
import { parsePage } from "../../pipelines/publish/site-page.ts";
import { scopesToPick } from "../../pipelines/publish/site-scopes.ts";
import { picker } from "../../src/components/picker.ts";
import { reportList } from "../../src/components/source.ts";
import { wardComparison } from "../../src/components/wards.ts";
import { folderOf, monthToGo } from "../../src/lib/monthsFile.ts";
import type { Page, Scope } from "../../src/lib/page.ts";
import { Places } from "../../src/lib/places.ts";
import type { Row } from "../../src/site-tables.ts";

/** Invented localities, each with some months, the newest first. */
const scopesOf = (localities: number, months: number): Scope[] =>
  Array.from({ length: localities }, (_, place) =>
    Array.from({ length: months }, (_, month): Scope => {
      const period = `2026-${String(months - month).padStart(2, "0")}-01`;
      const id = `bia-${place}`;
      return {
        localityId: id,
        locality: `phường Bịa ${place}`,
        period,
        reports: [{ report_id: `${id}-${period}`, locality_id: id, locality: `phường Bịa ${place}`, period }],
        folder: place + month === 0 ? "" : `months/${id}-${period.slice(0, 7)}/`,
      };
    }),
  ).flat();

function pageOf(scopes: readonly Scope[], scope: Scope | null = scopes[0] ?? null): Page {
  let id = 0;
  const nextId = (prefix: string) => `${prefix}-${++id}`;
  return { lang: "vi", path: "tasks", scope, scopes, places: new Places([], [], []), nextId };
}
const domOf = (html: { text: string }) => parseHTML(`<body>${html.text}</body>`).document;

describe("a site of many localities and months", () => {
  const scopes = scopesOf(120, 12);

  test("a page names its own locality's months, so that a neighbour's new report changes nothing in it", () => {
    const own = scopes[12 * 5] as Scope;
    const near = scopesToPick(scopes, own);
    expect(near).toHaveLength(12);
    expect(new Set(near.map((scope) => scope.localityId))).toEqual(new Set([own.localityId]));
    const grown = [...scopesOf(121, 12)];
    expect(JSON.stringify(scopesToPick(grown, grown[12 * 5] as Scope))).toBe(JSON.stringify(near));
  });

  test("its list leads to all others, by the script or without", () => {
    const parts = { name: "tasks", navigation: [], months: "./tables/months.json" };
    const menu = domOf(picker(pageOf(scopes.slice(0, 12)), parts)).querySelector(".menu");
    expect(menu?.getAttribute("data-months")).toBe("./tables/months.json");
    expect(menu?.querySelectorAll("li")).toHaveLength(12);
    expect(menu?.querySelector(".pick-all a")?.getAttribute("href")).toBe("./reports.html");
  });

  test.each([
    // A page of each month: the same month where it is held, else the newest.
    [["2026-03", "2026-02"], "2026-02", "report", "2026-02"],
    [["2026-03", "2026-02"], "2025-12", "report", "2026-03"],
    // A page of the year: the newest month of that year, which holds it.
    [["2026-03", "2025-12", "2025-11"], "2025-11", "year", "2025-12"],
    [["2026-03", "2025-12"], "2025-12", "site", "2026-03"],
    [[], "2025-12", "report", undefined],
  ])("from months %j a reader of %s (%s) goes to %s", (months, own, scope, expected) => {
    expect(monthToGo(months, own, scope)).toBe(expected);
  });

  test("the folder of a month is the one that its pages are in", () => {
    const first = scopes[0] as Scope;
    const file = { first: `${first.localityId}-${first.period.slice(0, 7)}`, localities: [] };
    for (const scope of scopes) expect(folderOf(file, scope.localityId, scope.period.slice(0, 7))).toBe(scope.folder);
  });

  test("a thousand reports are a line a place, each month leading to its page", () => {
    const reports = scopes.flatMap((scope) => scope.reports);
    const list = domOf(reportList(pageOf(scopes), reports, []));
    expect(list.querySelectorAll(".by-place > div")).toHaveLength(120);
    const [first] = list.querySelectorAll(".by-place dd");
    expect(first?.querySelectorAll("a")).toHaveLength(12);
    expect(list.querySelector('a[href="./months/bia-7-2026-03/index.html"]')?.textContent).toBe("3/2026");
  });

  test("many localities are rows, and of an indicator the highest and lowest are shown", () => {
    const newest = scopes.filter((scope) => scope.period === "2026-12-01");
    const wards = newest.map(({ localityId, locality, period }) => ({ locality_id: localityId, locality, period }));
    const row = (scope: Scope, more: Row): Row => ({ locality_id: scope.localityId, period: scope.period, ...more });
    const parts = newest.flatMap((scope, index) => [
      row(scope, {
        subject: "indicator",
        item_id: "x",
        item_name: "Bịa",
        figure: "actual_month",
        measure: "stock",
        unit: "household",
        value: index,
      }),
      row(scope, { subject: "task", item_id: "task_count", figure: "task_count", unit: "task", value: 5 }),
      row(scope, { subject: "task", item_id: "overdue_count", figure: "overdue_count", unit: "task", value: index }),
    ]);
    const shown = domOf(wardComparison(pageOf(scopes), parts, wards));
    expect(shown.querySelectorAll("tbody tr")).toHaveLength(120);
    const panels = [...shown.querySelectorAll(".ward-panel")].map((panel) =>
      [...panel.querySelectorAll("li .what")].map((name) => name.textContent),
    );
    expect(panels).toEqual([[119, 118, 117, 2, 1, 0].map((place) => `phường Bịa ${place}`)]);
    expect(shown.querySelector(".ward-panel .more a")?.getAttribute("href")).toContain("item_id+%3D+%27x%27");
  });
});

describe("what is made again", () => {
  test("whether a month's or a printed table's page is still right is known without asking its queries", async () => {
    const folder = join(projectFolder, "src", "pages");
    const sources = readdirSync(folder)
      .filter((file) => file.endsWith(".md"))
      .map((file) => parsePage(file.slice(0, -3), file, readFileSync(join(folder, file), "utf8")));
    const known = await selfContained(sources);
    const asked = sources.filter(({ meta }) => meta.scope === "report" || meta.scope === "source");
    expect(asked.filter((source) => !known.has(source)).map(({ name }) => name)).toEqual([]);
    // One that looks at every month is not.
    expect(known.has(sources.find(({ name }) => name === "wards") as (typeof sources)[number])).toBe(false);
  });

  test("a page that grows old only loses its better compression, and one that lacks it is made again", () => {
    const files = ["a.html", "a.html.br", "a.html.gz"];
    expect(compressedFor("old", files)).toEqual(["a.html", "a.html.gz"]);
    expect(compressedFor("current", files)).toEqual(files);
    expect(compressedFor("current", ["a.html", "a.html.gz"])).toBe(null);
    expect(compressedFor("current", ["tiny.html"])).toEqual(["tiny.html"]);
  });
});
