/** The structured log: a line of JSON for each event, in a file for each month. */

import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { WorkplacePaths } from "../paths.ts";
import type { RunLog } from "./context.ts";

type Pino = typeof import("pino");

/**
 * Opens the log at the first event. A log that can't be written (a full disk) never stops a run: what matters of a failure
 * is in its message and in the record.
 */
export function fileLog(paths: WorkplacePaths, now: () => Date): RunLog {
  let logger: import("pino").Logger | null | undefined;
  const open = (): import("pino").Logger | null => {
    if (logger !== undefined) return logger;
    try {
      const pino = createRequire(import.meta.url)("pino") as Pino;
      mkdirSync(paths.logs, { recursive: true });
      const file = join(paths.logs, `kichban-${now().toISOString().slice(0, 7)}.jsonl`);
      const destination = pino.destination({ dest: file, sync: true, append: true });
      destination.on("error", () => {
        logger = null;
      });
      logger = pino({ timestamp: () => `,"time":"${now().toISOString()}"` }, destination);
    } catch {
      logger = null;
    }
    return logger;
  };
  const write = (level: "info" | "warn" | "error") => (fields: Record<string, unknown>, message: string) => {
    try {
      open()?.[level](fields, message);
    } catch {
      logger = null;
    }
  };
  return { info: write("info"), warn: write("warn"), error: write("error"), async close() {} };
}
