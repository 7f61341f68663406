/** The context of a real run: the machine's clock, its files, the real stages. */
import { setTimeout as wait } from "node:timers/promises";
import type { WorkplacePaths } from "../paths.ts";
import type { Reporter, RunContext } from "./context.ts";
import { realFiles } from "./files.ts";
import { fingerprintsOf } from "./fingerprint.ts";
import { fileLog } from "./log.ts";
import { realStages } from "./realStages.ts";

export function realContext(paths: WorkplacePaths, reporter: Reporter): RunContext {
  const now = () => new Date();
  return {
    paths,
    files: realFiles,
    now,
    stopwatch: () => performance.now(),
    sleep: async (milliseconds) => void (await wait(milliseconds)),
    fingerprints: async () => fingerprintsOf(paths),
    stages: realStages({
      paths,
      onNote: (said) => reporter.note(said),
      onProgress: (done, total) => reporter.progress(done, total),
    }),
    reporter,
    log: fileLog(paths, now),
    linkMode: null,
    keepGenerations: 5,
    settleMs: 3_000,
  };
}
