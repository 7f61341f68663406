/**
 * The cap on all the memory of a reading child. The heap's own cap is V8's; buffers, strings handed over and the PDF library's
 * typed arrays lie outside that heap, so the parent looks at what the process takes as a whole.
 */
import { readFileSync } from "node:fs";

/** Milliseconds between two looks. */
const interval = 25;

/**
 * The most memory that a process has held at once so far, in bytes; null where the system does not tell. It is the peak and
 * not the present, so that a burst between two looks is seen too.
 */
export function peakMemory(pid: number): number | null {
  if (process.platform !== "linux") return null;
  try {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return peak === undefined ? null : Number(peak) * 1024;
  } catch {
    // It has ended.
    return null;
  }
}

/** Tells the peak of a process, in bytes, at each look. Returns what ends the watch. */
export function watchMemory(pid: number, onLook: (peak: number) => void): () => void {
  const timer = setInterval(() => {
    const peak = peakMemory(pid);
    if (peak !== null) onLook(peak);
  }, interval);
  return () => clearInterval(timer);
}

/** The child's side on systems whose parent can't look: it tells its memory, in bytes, while it works on a file. */
export function reportMemory(send: (bytes: number) => void): () => void {
  if (process.platform === "linux") return () => undefined;
  const timer = setInterval(() => send(process.memoryUsage.rss()), interval);
  return () => clearInterval(timer);
}
