import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { projectFolder } from "../../pipelines/paths.ts";
import { exportMarts } from "../../pipelines/publish/exports.ts";
import { buildSite } from "../../pipelines/publish/site.ts";
import { withWarehouse } from "../../pipelines/warehouse/open.ts";
import { generatedWorkplace, type Workplace } from "../scenario/workplace.ts";
import { launchBrowser, serveFolder } from "./browser.ts";

/** An invented ward's nine months, some pages of its site on a server, and a browser to read them with. */
export interface WorkplaceSite {
  /** A folder of its own, gone at the end. */
  folder: string;
  workplace: Workplace;
  browser: Browser;
  url: string;
  close(): Promise<void>;
}

/** @param pages names of files in src/pages: the others are left out, as they take their time. */
export async function openWorkplaceSite(seed: string, pages: string[]): Promise<WorkplaceSite> {
  const folder = mkdtempSync(join(tmpdir(), `kichban-${seed}-`));
  const workplace = generatedWorkplace(seed);
  const copy = join(folder, "warehouse.duckdb");
  copyFileSync(realpathSync(join(workplace.data, "warehouse.duckdb")), copy);
  mkdirSync(join(folder, "exports"));
  mkdirSync(join(folder, "pages"));
  await withWarehouse(copy, { allowedFolders: [join(folder, "exports")] }, (connection) =>
    exportMarts(connection, join(folder, "exports")),
  );
  for (const name of pages) copyFileSync(join(projectFolder, "src", "pages", name), join(folder, "pages", name));
  await buildSite({
    exportsFolder: join(folder, "exports"),
    outputFolder: join(folder, "site"),
    workFolder: join(folder, "work"),
    pagesFolder: join(folder, "pages"),
    runId: "any",
  });
  const server = await serveFolder(join(folder, "site"));
  const browser = await launchBrowser();
  return {
    folder,
    workplace,
    browser,
    url: server.url,
    async close() {
      await browser.close();
      await server.close();
      workplace.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
