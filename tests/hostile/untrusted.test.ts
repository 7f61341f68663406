/**
 * What a report's author writes stays text on the whole way: file → nightly run → page in a browser → CSV and XLSX download
 * → query on the command line. The report is invented.
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Download, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";
import { readDocument } from "../../pipelines/read/index.ts";
import { launchBrowser, type ServedFolder, serveFolder, watchedPage } from "../browser/browser.ts";
import { docx, wc, wp, wr, wt } from "../read/build.ts";

const root = mkdtempSync(join(tmpdir(), "kichban-untrusted-"));
const data = join(root, "data");
let browser: Browser;
let server: ServedFolder;

/** Each would run, or count, if it were taken for more than text. `ran` is looked for in every page. */
const hostile = [
  "<script>window.ran=1</script>",
  "<img src=x onerror=window.ran=2>",
  '"><svg onload=window.ran=3>',
  "</td></tr></table><script>window.ran=4</script>",
  "[bấm](javascript:window.ran=5)",
  "$" + "{window.ran=6}",
  '=HYPERLINK("http://evil.invalid","xem")',
  "+cmd|'/C calc'!A0",
  "-2+3+cmd|'/C calc'!A0",
  "@SUM(1+1)",
  "＝1+1",
  "＋1+1",
  "－1+1",
  "＠SUM(1)",
  "\t=1+1",
  "\r=1+1",
];
/** What a spreadsheet would reckon: by its first sign, also a wide one, and behind blanks that it skips. */
const formula = /^[\s"]*[=+\-@＝＋－＠]\s*[\p{L}\d(]/u;

const escaped = (text: string) =>
  text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/"/g, "&quot;")
    .replace(/\r/g, "&#13;")
    .replace(/\t/g, "&#9;");
const row = (...cells: string[]) => wr(...cells.map((text) => wc(escaped(text))));
const citation = wp("(Ban hành kèm theo Báo cáo số 31/BC-UBND ngày 12/5/2027 của UBND xã Thử Chữ)");

const report = () =>
  docx(
    [
      wp("PHỤ LỤC 1"),
      wp("NHIỆM VỤ TRỌNG TÂM THÁNG 5 NĂM 2027"),
      citation,
      wt(
        row("STT", "Nhiệm vụ trọng tâm", "Thời hạn", "Đơn vị phối hợp", "Kết quả thực hiện", "Dự báo"),
        row("1", "Phòng <b onclick=window.ran=7>Kinh tế</b>", "", "", "", ""),
        ...hostile.map((text, index) => row(`1.${index + 1}`, text, "Quý II", text, text, "Hoàn thành")),
      ),
      wp("PHỤ LỤC 2"),
      wp("TIẾN ĐỘ CÁC DỰ ÁN TRỌNG ĐIỂM NĂM 2027"),
      wp("Đơn vị tính: triệu đồng"),
      citation,
      wt(
        row(
          "STT",
          "Tên dự án",
          "Địa điểm",
          "Tổng mức đầu tư",
          "Kế hoạch vốn năm 2027",
          "Giải ngân đến hết tháng 5",
          "Ghi chú",
        ),
        ...hostile.map((text, index) => row(String(index + 1), `${text} ${index}`, text, "1.200", "900", "450", text)),
      ),
      wp(""),
    ].join(""),
  );

function kichban(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const started = spawn(process.execPath, [join(projectFolder, "pipelines", "kichban.mjs"), ...words], {
      cwd: root,
      env: { ...process.env, KICHBAN_DATA: data, NO_COLOR: "1" },
    });
    let [out, err] = ["", ""];
    started.stdout.on("data", (chunk: Buffer) => (out += chunk.toString("utf8")));
    started.stderr.on("data", (chunk: Buffer) => (err += chunk.toString("utf8")));
    started.on("exit", (code) => resolve({ code, out, err }));
  });
}

beforeAll(async () => {
  mkdirSync(join(data, "inbox"), { recursive: true });
  writeFileSync(join(data, "inbox", "bao-cao.docx"), await report());
  const { code, err } = await kichban("nightly");
  if (code !== 0) throw new Error(`nightly ended with ${code}: ${err}`);
  browser = await launchBrowser();
  server = await serveFolder(join(data, "site", "current"));
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(root, { recursive: true, force: true });
});

async function open(path: string) {
  const context = await browser.newContext({ locale: "vi-VN", acceptDownloads: true });
  const watched = await watchedPage(context, server.url);
  watched.page.on("dialog", (dialog) => {
    watched.complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await watched.page.goto(`${server.url}/${path}`);
  return { ...watched, context };
}

async function downloaded(page: Page, name: string): Promise<Buffer> {
  const [download] = (await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name, exact: true }).first().click(),
  ])) as [Download, unknown];
  return readFileSync((await download.path()) as string);
}

test("on no page does anything run, and what was written is seen as it was written", async () => {
  const pages = readdirSync(join(data, "site", "current")).filter((name) => name.endsWith(".html"));
  expect(pages.length).toBeGreaterThan(5);
  for (const path of pages) {
    const { page, complaints, context } = await open(path);
    expect([path, await page.evaluate(() => (window as { ran?: number }).ran ?? null)]).toEqual([path, null]);
    expect([path, await page.locator("[onclick], [onerror], [onload], a[href^='javascript:']").count()]).toEqual([
      path,
      0,
    ]);
    expect([path, complaints]).toEqual([path, []]);
    if (path === "tasks.html") {
      const text = await page.locator("#table-1").textContent();
      // Tags that writers' programs leave behind are taken out, each with a repair row; all else is shown as it is.
      const shown = hostile.filter((words) => !/<img|<\/td>/.test(words)).slice(0, 8);
      for (const words of shown) expect(text).toContain(words);
    }
    await context.close();
  }
}, 240_000);

test.each(["tasks.html", "disbursement.html"])(
  "no cell of what is downloaded from %s is a formula",
  async (path) => {
    const { page, context } = await open(path);
    const csv = (await downloaded(page, "Tải CSV")).toString("utf8").replace(/^\ufeff/, "");
    expect(csv).toContain("HYPERLINK");
    expect(csv.match(/(?:^|,)"?[\t\r]*[=+@＝＋－＠]|(?:^|,)"?-\d+\+/gmu)).toBe(null);
    const document = await readDocument({ name: "a.xlsx", bytes: await downloaded(page, "Tải XLSX") });
    // A cell with a formula says so in the reader's notes, or holds a number; these hold the text.
    const cells = document.blocks.flatMap((block) => (block.kind === "table" ? block.cells : []));
    expect(cells.some((cell) => cell.text.includes("HYPERLINK"))).toBe(true);
    expect(cells.filter((cell) => formula.test(cell.text) && cell.stored !== undefined)).toEqual([]);
    expect(document.notes.filter((note) => note.rule === "formula_without_value")).toEqual([]);
    await context.close();
  },
  120_000,
);

test("nor is one of a query's answer", async () => {
  const { out } = await kichban("query", "select task, result from staging.tasks order by position", "--format", "csv");
  expect(out).toContain("HYPERLINK");
  expect(out.match(/(?:^|,)"?[\t\r]*[=+@＝＋－＠]|(?:^|,)"?-\d+\+/gmu)).toBe(null);
}, 60_000);
