import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";
import { datesIn, isSameDate, readings, shownNumber, withinPrinting } from "./tracing.ts";

/** The report of data/inbox and an invented one of the month after, published as people do it. */
const data = mkdtempSync(join(tmpdir(), "kichban-trace-"));
const site = join(data, "site", "current");
const documents = new Map<string, Document>();

beforeAll(() => {
  mkdirSync(join(data, "inbox"), { recursive: true });
  copyFileSync(join(projectFolder, "data", "inbox", "bao-cao-103.txt"), join(data, "inbox", "103.txt"));
  const april = join(projectFolder, "tests", "fixtures", "reports", "bao-cao-168-thang-4.txt");
  copyFileSync(april, join(data, "inbox", "168.txt"));
  const command = join(projectFolder, "pipelines", "kichban.mjs");
  const run = spawnSync(process.execPath, [command, "--data", data, "nightly"], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stdout + run.stderr);
}, 400_000);

afterAll(() => rmSync(data, { recursive: true, force: true }));

function open(path: string): Document {
  const known = documents.get(path);
  if (known) return known;
  const { document } = parseHTML(readFileSync(join(site, path), "utf8"));
  documents.set(path, document as unknown as Document);
  return document as unknown as Document;
}

interface Figure {
  page: string;
  shown: string;
  target: string;
  id: string;
}

/** Numbers, days and months; names lead to their cells too, but say more than a cell where a page adds to them. */
const isFigure = (text: string) => /^[^\p{L}]*\d|^VND|^tháng\s\d|^[A-Z][a-z]+\s\d{4}$/u.test(text);

function figures(): Figure[] {
  const pages = (readdirSync(site, { recursive: true }) as string[])
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".html") && !path.includes("sources/"))
    .sort();
  return pages.flatMap((page) =>
    [...open(page).querySelectorAll("a.fig:not(.rows)")]
      .filter((link) => isFigure((link.textContent ?? "").trim()))
      .map((link) => {
        const [path = "", id = ""] = (link.getAttribute("href") ?? "").split("#");
        const target = path ? normalize(join(dirname(page), path)).replaceAll("\\", "/") : page;
        return { page, shown: (link.textContent ?? "").trim(), target, id };
      }),
  );
}

/** The same fifty each time: mulberry32. */
function sample<T>(from: readonly T[], count: number, seed: number): T[] {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
  return Array.from({ length: count }, () => from[Math.floor(next() * from.length)] as T);
}

/** What a cell says: as printed, and as mended where a mend stands under it. */
function textsOf(cell: Element): string[] {
  const copy = cell.cloneNode(true) as Element;
  const mended = [...copy.querySelectorAll(".mend ins")].map((item) => item.textContent ?? "");
  for (const extra of [...copy.querySelectorAll(".mend, .mark")]) extra.remove();
  return [copy.textContent ?? "", ...mended].map((text) => text.replace(/\s+/g, " ").trim());
}

/** Why a figure is not what its cell says; null where it is. */
function faultInCell({ page, shown }: Figure, cell: Element): string | null {
  const lang = page.startsWith("en/") ? "en" : "vi";
  const texts = textsOf(cell);
  const plain = shown.replace(/\s+/g, " ");
  if (texts.some((text) => text === plain || text.includes(plain))) return null;
  const days = datesIn(plain, lang);
  if (days.length > 0 && texts.some((text) => datesIn(text, "vi").some((day) => isSameDate(days[0] ?? "", day))))
    return null;
  const number = shownNumber(plain, lang);
  if (number && texts.some((text) => readings(text).some((value) => withinPrinting(number, value)))) return null;
  return `shows "${shown}", its cell says "${texts.join(" / ")}"`;
}

/** Why a computed figure is not what its formula gives, with the numbers that stand in it. */
function faultInFormula(figure: Figure, line: Element): string | null {
  const lang = figure.page.startsWith("en/") ? "en" : "vi";
  const full = /[−+]?[\d.,]*\d/.exec(line.querySelector("output")?.textContent ?? "");
  const output = shownNumber(full?.[0] ?? "", lang);
  const shown = shownNumber(figure.shown, lang);
  if (!output || !shown || !withinPrinting(shown, output.value)) {
    return `shows "${figure.shown}", its formula "${line.textContent}"`;
  }
  const asRead = line.querySelectorAll("a").length === 1 && !/[−×÷+]/.test(withoutNames(line));
  if (asRead) return null;
  const text = withoutNames(line).split("=")[1] ?? "";
  const arithmetic = text
    .replace(/[\d.,]*\d/g, (digits) => String(shownNumber(digits, lang)?.value))
    .replaceAll("−", "-")
    .replaceAll("×", "*")
    .replaceAll("÷", "/");
  if (!/^[-+*/().\d\se]+$/.test(arithmetic)) return `its formula can't be computed: "${arithmetic}"`;
  // biome-ignore lint/security/noGlobalEval: only digits, signs and brackets, by the line above
  const computed = Number(globalThis.eval(arithmetic));
  const isClose = Math.abs(computed - output.value) <= 0.51 + 0.000002 * Math.abs(output.value);
  return isClose ? null : `its formula "${line.textContent}" gives ${computed}`;
}

/** The line without the names of its operands and what stands before the first `=`. */
function withoutNames(line: Element): string {
  const copy = line.cloneNode(true) as Element;
  for (const name of [...copy.querySelectorAll("small, b")]) name.remove();
  const text = copy.textContent ?? "";
  const start = text.indexOf(":");
  return start >= 0 && !text.slice(0, start).includes("=") ? `=${text.slice(start + 1)}` : text;
}

/** Why a count is not that of the rows it leads to; null where it is. */
function faultInCount(page: string, link: Element): string | null {
  const shown = (link.textContent ?? "").trim();
  const [address = "", id = ""] = (link.getAttribute("href") ?? "").split("#");
  const [path, query] = address.split("?");
  const target = open(path ? normalize(join(dirname(page), path)).replaceAll("\\", "/") : page).getElementById(id);
  if (!target) return `${page}: ${shown} leads nowhere (${link.getAttribute("href")})`;
  const count = target.tagName === "TABLE" ? rowsOf(target, id, query) : findingsOf(target);
  return String(count) === shown.replace(/[.,]/g, "")
    ? null
    : `${page}: ${shown}, but ${count} rows at ${address}#${id}`;
}

/** Rows that a table shows at such an address, by what stands in the page. */
function rowsOf(table: Element, id: string, query = ""): number {
  const asked = [...new URLSearchParams(query)];
  return [...table.querySelectorAll("tbody tr")].filter((row) =>
    asked.every(([key, value]) => {
      if (key === `${id}.g`) return (row.getAttribute("data-g") ?? "").split(" ").includes(value);
      const cell = row.children[Number(key.slice(`${id}.f`.length))];
      return (cell?.getAttribute("data-v") ?? cell?.textContent?.trim()) === value;
    }),
  ).length;
}

const findingsOf = (section: Element) =>
  section.querySelectorAll("article.finding.error:not(.explained), article.finding.warning:not(.explained)").length;

describe("from a figure to its cell", () => {
  test("every count leads to a list of just so many rows", () => {
    const counts = (readdirSync(site, { recursive: true }) as string[])
      .map((path) => path.replaceAll("\\", "/"))
      // The gallery shows components by a few rows.
      .filter((path) => path.endsWith(".html") && !path.endsWith("gallery.html"))
      .flatMap((page) => [...open(page).querySelectorAll("a.fig.rows")].map((link) => ({ page, link })))
      // A sum of such rows leads to them too.
      .filter(({ link }) => /^[\d.,]+$/.test((link.textContent ?? "").trim()));
    expect(counts.length).toBeGreaterThan(60);
    expect(counts.map(({ page, link }) => faultInCount(page, link)).filter(Boolean)).toEqual([]);
  });

  test("fifty figures, taken over all pages, lead to a cell or a formula that says the same", () => {
    const all = figures();
    expect(all.length).toBeGreaterThan(500);
    const kinds = { cell: 0, formula: 0 };
    const faults: string[] = [];
    for (const figure of sample(all, 50, 20_260_312)) {
      const element = open(figure.target).getElementById(figure.id);
      const where = `${figure.page} → ${figure.target}#${figure.id}`;
      if (!element) {
        faults.push(`${where}: no such place`);
        continue;
      }
      const isCell = element.tagName === "TD";
      kinds[isCell ? "cell" : "formula"]++;
      const fault = isCell ? faultInCell(figure, element) : faultInFormula(figure, element);
      if (fault) faults.push(`${where}: ${fault}`);
    }
    expect(faults).toEqual([]);
    expect(kinds.cell).toBeGreaterThan(15);
    expect(kinds.formula).toBeGreaterThan(5);
  });

  test("every figure leads to a place that is there", () => {
    const missing = figures().filter(({ target, id }) => !open(target).getElementById(id));
    expect(missing).toEqual([]);
  });

  test("every number that a formula names leads on to its cell or to its own formula", () => {
    const source = readdirSync(join(site, "sources")).filter((path) => path.endsWith(".html"));
    let count = 0;
    for (const path of source) {
      const page = open(`sources/${path}`);
      for (const link of page.querySelectorAll(".calculation li a[href^='#'], .sums-list a")) {
        const target = page.getElementById((link.getAttribute("href") ?? "").slice(1));
        expect(target, `${path} ${link.getAttribute("href")}`).not.toBeNull();
        if (target?.tagName !== "TD") continue;
        const number = shownNumber(link.textContent ?? "", "vi");
        if (!number) continue;
        count++;
        const texts = textsOf(target as unknown as Element);
        expect(
          texts.some((text) => readings(text).some((value) => withinPrinting(number, value))),
          `${path} ${link.getAttribute("href")}: ${link.textContent} in "${texts.join(" / ")}"`,
        ).toBe(true);
      }
    }
    expect(count).toBeGreaterThan(100);
  });
});
