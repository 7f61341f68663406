/**
 * Reading in child processes with a cap on time and memory: whatever a file does to its reader, the batch goes on. A child
 * serves one file after the other; after a failure of its own it is replaced.
 */
import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { RefusedFile } from "../errors.ts";
import { withChildCode } from "./childBundle.ts";
import type { Document, SourceFile } from "./document.ts";
import type { TextEncoding } from "./encoding.ts";
import { convertLegacy, type LegacyFormat } from "./libreOffice.ts";
import type { ReadLimits } from "./limits.ts";
import { peakMemory, watchMemory } from "./memoryWatch.ts";
import { refusal } from "./refusals.ts";

export interface SandboxLimits {
  /** Time for one file, without the child's start; by default it grows with the file (see `timeFor`). */
  milliseconds?: number;
  /** Heap of a child. All that a child takes is kept below `maxChildMegabytes`. */
  megabytes?: number;
  /** Caps on the structure. */
  read?: Partial<ReadLimits>;
  /** The encoding of a plain text, where a person has said which it is. */
  encoding?: TextEncoding;
}

/** What a child answers. */
export type SandboxAnswer =
  | { kind: "ready" }
  /** Bytes that the child holds, told while it works, where the parent can't see it. */
  | { kind: "memory"; bytes: number }
  | { kind: "document"; document: Document }
  | { kind: "convert"; format: LegacyFormat }
  | { kind: "refused"; code: string; messageVi: string; message: string }
  | { kind: "failed"; message: string; stack: string };

export interface SandboxRequest {
  source: SourceFile;
  limits: Partial<ReadLimits>;
  /** The format that the bytes were converted from. */
  convertedFrom?: LegacyFormat;
  encoding?: TextEncoding;
}

const defaultMegabytes = 160;
/** Memory that no child may pass, and where it is stopped: a child takes some 10 MB more between two looks, or while it dies. */
export const maxChildMegabytes = 256;
const stopMegabytes = 224;
const megabyte = 1024 * 1024;

/** Children that read files, at most `size` at once. */
export class ReadPool {
  private readonly idle: ChildProcess[] = [];
  private readonly waiting: (() => void)[] = [];
  private busy = 0;
  /** The most memory that one child was seen to hold, in bytes; 0 where the system does not tell. */
  peakBytes = 0;

  constructor(
    private readonly size = Math.max(1, Math.min(2, availableParallelism())),
    private readonly megabytes = defaultMegabytes,
  ) {}

  /**
   * Reads one file in a child.
   * @throws RefusedFile for all that is wrong with the file, `reader_failed` (its cause has the stack) for a bug of ours.
   */
  async read(source: SourceFile, limits: SandboxLimits = {}): Promise<Document> {
    const read = limits.read ?? {};
    const { encoding } = limits;
    const first = { source, limits: read, ...(encoding && { encoding }) };
    const answer = await this.ask(first, limits.milliseconds ?? timeFor(source));
    if (answer.kind !== "convert") return this.result(source, answer);
    const converted = await convertLegacy(source, answer.format);
    const request = { source: converted, limits: read, convertedFrom: answer.format };
    return this.result(source, await this.ask(request, limits.milliseconds ?? timeFor(converted)));
  }

  /** Ends the children that wait for work. */
  close(): void {
    for (const child of this.idle.splice(0)) child.kill("SIGKILL");
  }

  private result(source: SourceFile, answer: SandboxAnswer): Document {
    if (answer.kind === "document") return answer.document;
    if (answer.kind === "refused") throw new RefusedFile(answer.code, answer.messageVi, answer.message);
    const cause = new Error(answer.kind === "failed" ? answer.message : `unexpected answer ${answer.kind}`);
    if (answer.kind === "failed") cause.stack = answer.stack;
    throw refusal("reader_failed", source.name, { why: cause.message.slice(0, 160) }, cause);
  }

  private async ask(request: SandboxRequest, milliseconds: number): Promise<SandboxAnswer> {
    while (this.busy >= this.size) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.busy += 1;
    try {
      const child = this.idle.pop() ?? (await startChild(this.megabytes));
      return await this.converse(child, request, milliseconds);
    } finally {
      this.busy -= 1;
      this.waiting.shift()?.();
    }
  }

  private converse(child: ChildProcess, request: SandboxRequest, milliseconds: number): Promise<SandboxAnswer> {
    const { name } = request.source;
    return new Promise((resolve, reject) => {
      child.ref();
      let isStopped = false;
      let isTooLarge = false;
      const stopTooLarge = () => {
        isTooLarge = true;
        child.kill("SIGKILL");
      };
      const limit = stopMegabytes * megabyte;
      const endWatch = watchMemory(child.pid as number, (peak) => {
        this.peakBytes = Math.max(this.peakBytes, peak);
        if (peak > limit) stopTooLarge();
      });
      const timer = setTimeout(() => {
        isStopped = true;
        child.kill("SIGKILL");
      }, milliseconds);
      const settle = () => {
        clearTimeout(timer);
        endWatch();
        child.removeAllListeners("message");
        child.removeAllListeners("exit");
        child.removeAllListeners("error");
      };
      child.on("message", (answer: SandboxAnswer) => {
        if (answer.kind === "memory") {
          if (answer.bytes > limit) stopTooLarge();
          return;
        }
        settle();
        // A child that failed may hold broken state, and what one file left in memory must not count for the next.
        const isFull = (peakMemory(child.pid as number) ?? 0) > limit / 2;
        if (answer.kind === "failed" || isFull) child.kill("SIGKILL");
        else this.rest(child);
        resolve(answer);
      });
      child.once("exit", (code, signal) => {
        settle();
        if (isTooLarge) reject(refusal("out_of_memory", name, { megabytes: stopMegabytes }));
        else if (isStopped) reject(refusal("took_too_long", name, { seconds: milliseconds / 1000 }));
        else if (signal === "SIGABRT" || code === 134 || signal === "SIGTRAP" || signal === "SIGKILL") {
          reject(refusal("out_of_memory", name, { megabytes: this.megabytes }));
        } else reject(refusal("reader_failed", name, { why: `exit ${code ?? signal}` }));
      });
      child.once("error", (cause) => {
        settle();
        child.kill("SIGKILL");
        reject(cause);
      });
      child.send(request);
    });
  }

  /** An idle child does not keep the process alive, and is replaced when it ends by itself. */
  private rest(child: ChildProcess): void {
    child.unref();
    child.channel?.unref();
    child.once("exit", () => {
      const index = this.idle.indexOf(child);
      if (index >= 0) this.idle.splice(index, 1);
    });
    this.idle.push(child);
  }
}

/** Wall time for a file: PDF is slow to read, and a busy machine must not cost a good report. */
function timeFor(source: SourceFile): number {
  const isPdf = Buffer.from(source.bytes.subarray(0, 1024)).includes("%PDF-");
  return (isPdf ? 20_000 : 5_000) + Math.ceil(source.bytes.length / 1_000_000) * 2_000;
}

let shared: ReadPool | undefined;

/** Reads one file in a child of the process's own pool. */
export function readDocumentSandboxed(source: SourceFile, limits: SandboxLimits = {}): Promise<Document> {
  if (limits.megabytes !== undefined) {
    const own = new ReadPool(1, limits.megabytes);
    return own.read(source, limits).finally(() => own.close());
  }
  shared ??= new ReadPool();
  return shared.read(source, limits);
}

/** Ends the shared children; the next read starts new ones. */
export function closeSandbox(): void {
  shared?.close();
  shared = undefined;
}

function startChild(megabytes: number): Promise<ChildProcess> {
  return withChildCode((path) => forkReader(path, megabytes));
}

async function forkReader(path: string, megabytes: number): Promise<ChildProcess> {
  const child = fork(path, [], {
    execArgv: [`--max-old-space-size=${megabytes}`, "--max-semi-space-size=8"],
    serialization: "advanced",
    // What V8 prints when memory runs out is no message for users.
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: {
      PATH: process.env.PATH,
      TMPDIR: process.env.TMPDIR,
      TEMP: process.env.TEMP,
      SystemRoot: process.env.SystemRoot,
    },
  });
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("error", reject);
    child.once("exit", (code, signal) => reject(new Error(`the reading process did not start: ${code ?? signal}`)));
  });
  child.removeAllListeners("exit");
  child.removeAllListeners("error");
  return child;
}
