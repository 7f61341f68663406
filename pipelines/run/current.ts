/** For those who only read: where the generation that counts keeps its things. */
import { join } from "node:path";
import { UserError } from "../errors.ts";
import type { WorkplacePaths } from "../paths.ts";
import { type Changes, noChanges } from "./changes.ts";
import type { RunFiles } from "./files.ts";
import { findCurrent } from "./generation.ts";
import { generationFolder } from "./pointer.ts";

/**
 * The warehouse file that counts, by its real name: a switch during a long query does not pull it away.
 * @throws UserError when there is none yet.
 */
export async function currentWarehouse(files: RunFiles, paths: WorkplacePaths): Promise<string> {
  const current = await findCurrent(files, paths);
  const file = current ? join(generationFolder(paths, current.runId), "warehouse.duckdb") : null;
  if (file && (await files.facts(file))) return file;
  throw new UserError(`${paths.data}: there is no warehouse yet; run: npx kichban nightly`, {
    code: "no_warehouse",
    vi: `${paths.data}: chưa có kho dữ liệu; hãy chạy: npx kichban nightly`,
  });
}

/** What had changed in a generation; null where it does not say. */
export async function readChanges(files: RunFiles, paths: WorkplacePaths, runId: string): Promise<Changes | null> {
  const path = join(generationFolder(paths, runId), "changes.json");
  if (!(await files.facts(path))) return null;
  try {
    return { ...noChanges(), ...(JSON.parse((await files.read(path)).toString("utf8")) as Changes) };
  } catch {
    return null;
  }
}
