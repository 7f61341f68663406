import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { shippedDataFolder } from "../../pipelines/paths.ts";
import { newIndicator, newLocality, newPage, newScenario } from "../../pipelines/publish/kit.ts";
import { compilePages, markdownOf } from "../../pipelines/publish/site-compile.ts";
import { openSiteDatabase } from "../../pipelines/publish/site-database.ts";
import { parsePage } from "../../pipelines/publish/site-page.ts";
import { indicatorsSchema } from "../../pipelines/reference/indicators.ts";
import { readYaml } from "../../pipelines/reference/load.ts";
import { localitiesSchema } from "../../pipelines/reference/localities.ts";
import { scenarioSchema } from "../../pipelines/scenarios/schema.ts";
import { writeExportsFixture } from "../site/exports-fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "kichban-kit-"));
const folders = {
  reference: join(folder, "reference"),
  scenarios: join(folder, "scenarios"),
  pages: join(folder, "pages"),
};
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the kit to extend", () => {
  test("a new page builds as it is, with chart, table and both languages", async () => {
    const { file } = newPage("Việc của từng đơn vị", folders);
    expect(file).toMatch(/viec-cua-tung-don-vi\.md$/);
    await writeExportsFixture(join(folder, "exports"));
    const database = await openSiteDatabase(join(folder, "exports"));
    const source = parsePage("viec", file, readFileSync(file, "utf8"));
    const pages = await compilePages(database, [source]);
    database.close();
    const first = pages.find((page) => page.page.lang === "vi");
    const drawn = first?.slots.map((slot) => slot.text).join("") ?? "";
    expect(drawn).toContain("<svg");
    expect(drawn).toContain("<caption>Nhiệm vụ theo đơn vị</caption>");
    expect(markdownOf(source, "vi").markdown).toContain("Nhiệm vụ theo đơn vị");
    expect(pages.some((page) => page.page.lang === "en")).toBe(true);
  });

  test("a new indicator and locality stand at the end of lists that are still valid, every other line as it was", () => {
    const { file } = newIndicator("Số cây xanh trồng mới", folders);
    const before = readFileSync(join(shippedDataFolder, "reference", "indicators.yaml"), "utf8");
    expect(readYaml(file, indicatorsSchema).indicators.at(-1)).toMatchObject({
      id: "so_cay_xanh_trong_moi",
      name_vi: "Số cây xanh trồng mới",
    });
    const kept = new Set(readFileSync(file, "utf8").split("\n"));
    expect(before.split("\n").filter((line) => !kept.has(line))).toEqual([]);
    const { file: places } = newLocality("xã Tưởng Tượng", folders);
    expect(readYaml(places, localitiesSchema).localities.at(-1)).toMatchObject({
      locality_id: "tuong-tuong",
      name: "xã Tưởng Tượng",
    });
  });

  test("a new scenario is valid, and the shipped ones stay beside it", () => {
    const { file } = newScenario("Phấn đấu thêm", folders);
    expect(readYaml(file, scenarioSchema).id).toBe("phan-dau-them");
    expect(existsSync(join(folders.scenarios, "phan-dau-10.yaml"))).toBe(true);
  });

  test("nothing that stands is written over", () => {
    const file = join(folders.pages, "viec-cua-tung-don-vi.md");
    writeFileSync(file, "mine");
    expect(() => newPage("Việc của từng đơn vị", folders)).toThrow(/is there already/);
    expect(readFileSync(file, "utf8")).toBe("mine");
    expect(() => newIndicator("Số cây xanh trồng mới", folders)).toThrow(/is there already/);
    expect(() => newScenario("Phấn đấu thêm", folders)).toThrow(/is there already/);
    expect(() => newLocality("xã Tưởng Tượng", folders)).toThrow(/is there already/);
  });

  test("a name that can't be used is told with the mend", () => {
    expect(() => newLocality("Tưởng Tượng", folders)).toThrow(/begin with the kind of locality/);
    expect(() => newPage("…", folders)).toThrow(/needs a letter/);
  });
});
