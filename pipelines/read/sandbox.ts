/**
 * Reading in child processes with a cap on time and memory: whatever a file does to its reader, the batch goes on. A child
 * serves one file after the other; after a failure of its own it is replaced. The child's own guard holds the caps (see
 * guard.ts); here only the clock is looked at, for a child that is beyond that.
 */
import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { RefusedFile } from "../errors.ts";
import { withChildCode } from "./childBundle.ts";
import type { Document, SourceFile } from "./document.ts";
import type { TextEncoding } from "./encoding.ts";
import { lastWords, type Taken } from "./guard.ts";
import { convertLegacy, type LegacyFormat } from "./libreOffice.ts";
import type { ReadLimits } from "./limits.ts";
import { refusal } from "./refusals.ts";

export interface SandboxLimits {
  /** The processor's time for one file, without the child's start; by default it grows with what there is to read. */
  milliseconds?: number;
  /** Caps on the structure. */
  read?: Partial<ReadLimits>;
  /** The encoding of a plain text, where a person has said which it is. */
  encoding?: TextEncoding;
}

/** What a child answers, with what that took. */
export type SandboxAnswer = Taken &
  (
    | { kind: "ready" }
    | { kind: "document"; document: Document }
    | { kind: "convert"; format: LegacyFormat }
    | { kind: "refused"; code: string; messageVi: string; message: string }
    | { kind: "failed"; message: string; stack: string }
  );

export interface SandboxRequest {
  source: SourceFile;
  limits: Partial<ReadLimits>;
  /** Memory that the child may take as a whole. */
  bytes: number;
  /** The processor's time, where it does not grow with the file. */
  milliseconds?: number;
  /** The format that the bytes were converted from. */
  convertedFrom?: LegacyFormat;
  encoding?: TextEncoding;
}

const defaultMegabytes = 160;
/** Memory that no child may pass, and where it is stopped: a child takes some 10 MB more between two looks, or while it dies. */
export const maxChildMegabytes = 256;
const stopMegabytes = 224;
const megabyte = 1024 * 1024;
/** By the clock, for a child whose guard is gone too. */
const lastResortMilliseconds = 300_000;

/** Children that read files, at most `size` at once. */
export class ReadPool {
  private readonly idle: ChildProcess[] = [];
  private readonly waiting: (() => void)[] = [];
  private busy = 0;
  /** The most memory that one child has held, in bytes. */
  peakBytes = 0;
  /** The processor's time for the last file, in milliseconds; a child's start is not in it. */
  milliseconds = 0;

  constructor(
    private readonly size = Math.max(1, Math.min(2, availableParallelism())),
    /** Heap of a child. All that a child takes is kept below `maxChildMegabytes`. */
    private readonly megabytes = defaultMegabytes,
  ) {}

  /**
   * Reads one file in a child.
   * @throws RefusedFile for all that is wrong with the file, `reader_failed` (its cause has the stack) for a bug of ours.
   */
  async read(source: SourceFile, limits: SandboxLimits = {}): Promise<Document> {
    const { encoding, milliseconds, read = {} } = limits;
    const common = {
      limits: read,
      bytes: stopMegabytes * megabyte,
      ...(milliseconds !== undefined && { milliseconds }),
    };
    const answer = await this.ask({ ...common, source, ...(encoding && { encoding }) });
    if (answer.kind !== "convert") return this.result(source, answer);
    const converted = await convertLegacy(source, answer.format);
    return this.result(source, await this.ask({ ...common, source: converted, convertedFrom: answer.format }));
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

  private async ask(request: SandboxRequest): Promise<SandboxAnswer> {
    while (this.busy >= this.size) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.busy += 1;
    try {
      const child = this.idle.pop() ?? (await startChild(this.megabytes));
      return await this.converse(child, request);
    } finally {
      this.busy -= 1;
      this.waiting.shift()?.();
    }
  }

  private converse(child: ChildProcess, request: SandboxRequest): Promise<SandboxAnswer> {
    return new Promise((resolve, reject) => {
      child.ref();
      let said = "";
      const hear = (words: Buffer) => {
        said += words.toString("latin1");
      };
      child.stdout?.on("data", hear);
      const timer = setTimeout(() => child.kill("SIGKILL"), lastResortMilliseconds);
      const settle = ({ peakBytes, milliseconds }: Taken) => {
        this.peakBytes = Math.max(this.peakBytes, peakBytes);
        this.milliseconds = milliseconds;
        clearTimeout(timer);
        child.stdout?.off("data", hear);
        for (const event of ["message", "close", "error"]) child.removeAllListeners(event);
      };
      child.on("message", (answer: SandboxAnswer) => {
        settle(answer);
        // A child that failed may hold broken state, and what one file left in memory must not count for the next.
        if (answer.kind === "failed" || answer.peakBytes > request.bytes / 2) child.kill("SIGKILL");
        else this.rest(child);
        resolve(answer);
      });
      // Not `exit`: what it said last may come after that.
      child.once("close", (code, signal) => {
        const [, reason, peak = 0, time = 0] = lastWords.exec(said) ?? [];
        settle({ peakBytes: Number(peak), milliseconds: Number(time) });
        reject(this.endOf(request.source.name, { reason, code, signal }));
      });
      child.once("error", (cause) => {
        settle({ peakBytes: 0, milliseconds: 0 });
        child.kill("SIGKILL");
        reject(cause);
      });
      child.send(request);
    });
  }

  /** Why a child has ended in the middle of a file. */
  private endOf(
    name: string,
    end: { reason: string | undefined; code: number | null; signal: NodeJS.Signals | null },
  ): RefusedFile {
    const { reason, code, signal } = end;
    if (reason === "memory") return refusal("out_of_memory", name, { megabytes: stopMegabytes });
    if (reason === "time" || reason === "stuck" || signal === "SIGKILL") return refusal("took_too_long", name);
    // So ends V8 when its heap is full.
    const isHeapFull = signal === "SIGABRT" || signal === "SIGTRAP" || code === 134 || code === 5;
    if (isHeapFull) return refusal("out_of_memory", name, { megabytes: this.megabytes });
    return refusal("reader_failed", name, { why: `exit ${code ?? signal}` });
  }

  /** An idle child does not keep the process alive, and is replaced when it ends by itself. */
  private rest(child: ChildProcess): void {
    child.unref();
    child.channel?.unref();
    (child.stdout as { unref?(): void } | null)?.unref?.();
    child.once("close", () => {
      const index = this.idle.indexOf(child);
      if (index >= 0) this.idle.splice(index, 1);
    });
    this.idle.push(child);
  }
}

function startChild(megabytes: number): Promise<ChildProcess> {
  return withChildCode((path) => forkReader(path, megabytes));
}

async function forkReader(path: string, megabytes: number): Promise<ChildProcess> {
  const child = fork(path, [], {
    execArgv: [`--max-old-space-size=${megabytes}`, "--max-semi-space-size=8"],
    serialization: "advanced",
    // The guard's last words come over standard output; what V8 prints when memory runs out is no message for users.
    stdio: ["ignore", "pipe", "ignore", "ipc"],
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
