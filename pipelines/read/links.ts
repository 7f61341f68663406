/** Links out of the inbox: what they point to is somebody else's, and may change after it was checked. */
import { lstat, readlink } from "node:fs/promises";
import { basename } from "node:path";
import { refusal } from "./refusals.ts";

/** Refuses a path that is a symbolic link (or, on Windows, a junction), or no plain file. @throws RefusedFile `link_refused`. */
export async function refuseLink(path: string): Promise<void> {
  const status = await lstat(path);
  if (status.isFile()) return;
  const where = status.isSymbolicLink() ? await readlink(path) : "không phải tệp thường; no plain file";
  throw refusal("link_refused", basename(path), { where });
}
