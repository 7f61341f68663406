/**
 * The child's own guard: a thread that looks at what the whole process takes while the main thread is busy with a file,
 * and ends it beyond. It works alike on every system, and no loop of a reader can keep it from looking. Time is time of the
 * processor, so that a machine busy with other things costs no good report.
 */
import { Worker } from "node:worker_threads";
import type { DeclareWork } from "./work.ts";

/** What a file took: the most memory that the child has held so far, in bytes, and the processor's time for this file. */
export interface Taken {
  peakBytes: number;
  milliseconds: number;
}

export interface Guard {
  /** A file begins. @param bytes memory of the process @param milliseconds fixed; else it grows with `declareWork` */
  begin(bytes: number, milliseconds?: number): void;
  declareWork: DeclareWork;
  /** The file is done. */
  end(): Taken;
}

/** What a child that ends itself writes last: the reason, its peak of memory in bytes and the time in milliseconds. */
export const lastWords = /^(time|memory|stuck) (\d+) (\d+)$/m;

/** Until a reader has declared its work: opening, weighing, loading the PDF library. */
const openingMilliseconds = 1_500;
/** What a child's start took where the budgets were measured; a slower machine gets more in the same measure. */
const usualStartMilliseconds = 150;
const mostFactor = 6;

// Places in the shared memory.
const [deadlineAt, memoryAt, workingAt, startAt, peakAt] = [0, 1, 2, 3, 4];

/**
 * What is held now, look by look, and not what the system calls the peak: on Linux that begins with what the parent held
 * when it started the child. In plain JavaScript: it runs from this text, as the child is a single file.
 */
const code = `
const { workerData: shared } = require("node:worker_threads");
const { writeSync } = require("node:fs");
const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
let idleSince = Date.now();
let usedThen = used();
const end = (reason, peak) => {
  try { writeSync(1, reason + " " + peak + " " + Math.round(used() - shared[${startAt}]) + "\\n"); } finally { process.kill(process.pid, "SIGKILL"); }
};
setInterval(() => {
  const peak = Math.max(shared[${peakAt}], process.memoryUsage.rss());
  shared[${peakAt}] = peak;
  const now = used();
  if (!shared[${workingAt}] || now - usedThen > 200) { idleSince = Date.now(); usedThen = now; }
  if (!shared[${workingAt}]) return;
  if (peak > shared[${memoryAt}]) end("memory", peak);
  else if (now > shared[${deadlineAt}]) end("time", peak);
  else if (Date.now() - idleSince > 20000) end("stuck", peak);
}, 15);
`;

/** Starts the guard of this process. */
export function startGuard(): Guard {
  const shared = new Float64Array(new SharedArrayBuffer(5 * Float64Array.BYTES_PER_ELEMENT));
  const worker = new Worker(code, {
    eval: true,
    workerData: shared,
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 },
  });
  worker.unref();
  const factor = Math.min(mostFactor, Math.max(1, used() / usualStartMilliseconds));
  let isFixed = false;
  const allow = (milliseconds: number) => {
    shared[deadlineAt] = used() + milliseconds;
  };
  return {
    begin(bytes, milliseconds) {
      isFixed = milliseconds !== undefined;
      shared[memoryAt] = bytes;
      shared[startAt] = used();
      allow(milliseconds ?? openingMilliseconds * factor);
      shared[workingAt] = 1;
    },
    declareWork(milliseconds) {
      if (!isFixed) allow(milliseconds * factor);
    },
    end() {
      shared[workingAt] = 0;
      const milliseconds = used() - (shared[startAt] as number);
      return { peakBytes: Math.max(shared[peakAt] as number, process.memoryUsage.rss()), milliseconds };
    },
  };
}

/** Time that the processors have spent on this process, in milliseconds. */
function used(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
