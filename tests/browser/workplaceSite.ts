import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { projectFolder, workplacePaths } from "../../pipelines/paths.ts";
import { exportMarts } from "../../pipelines/publish/exports.ts";
import { buildSite } from "../../pipelines/publish/site.ts";
import { pointerPath, releaseFolder } from "../../pipelines/run/pointer.ts";
import { startServer } from "../../pipelines/run/serve.ts";
import { withWarehouse } from "../../pipelines/warehouse/open.ts";
import { generatedWorkplace, type Workplace } from "../scenario/workplace.ts";
import { launchBrowser } from "./browser.ts";

const runId = "000001-20270930T190000Z";

/** An invented ward's nine months, some pages of its site on kichban's own server, and a browser to read them with. */
export interface WorkplaceSite {
  /** A folder of its own, gone at the end. */
  folder: string;
  /** The pages' files. */
  release: string;
  workplace: Workplace;
  browser: Browser;
  url: string;
  close(): Promise<void>;
}

/** @param pages names of files in src/pages, beside the first: the others are left out, as they take their time. */
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
  for (const name of ["index.md", ...pages])
    copyFileSync(join(projectFolder, "src", "pages", name), join(folder, "pages", name));
  const paths = workplacePaths(folder);
  const release = releaseFolder(paths, runId);
  mkdirSync(paths.generations, { recursive: true });
  writeFileSync(pointerPath(paths), `${runId}\n`);
  await buildSite({
    exportsFolder: join(folder, "exports"),
    outputFolder: release,
    workFolder: join(folder, "work"),
    pagesFolder: join(folder, "pages"),
    runId,
  });
  const { server, address } = await startServer(paths, 0);
  const browser = await launchBrowser();
  return {
    folder,
    release,
    workplace,
    browser,
    url: address.replace(/\/$/, ""),
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
      workplace.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
