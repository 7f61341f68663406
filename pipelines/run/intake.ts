/** From files that wait to rows in the new warehouse: each is read once, hashed, kept, parsed and loaded, or refused. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { RefusedFile } from "../errors.ts";
import type { ParsedSource } from "../rows.ts";
import { archivedFile, listArchive, readArchived, readReceipt } from "./archive.ts";
import { verifyBase } from "./base.ts";
import type { Generation } from "./build.ts";
import type { RunContext, Said } from "./context.ts";
import { errorCode } from "./files.ts";
import { sequenceOf } from "./generation.ts";
import { isSame, stillArriving, takeOut, tidyInbox, type WaitingFile } from "./inbox.ts";
import { listQuarantine, putInQuarantine, removeFromQuarantine } from "./quarantine.ts";
import type { RunRecord } from "./record.ts";

export interface Intake {
  taken: { file: WaitingFile; sha256: string }[];
  duplicates: { file: WaitingFile; sha256: string }[];
  refused: { file: WaitingFile; sha256: string | null; refusal: RefusedFile }[];
  /** Hashes whose rows are in now: a copy in quarantine is no longer needed. */
  loaded: Set<string>;
}

/** A file after reading and parsing, whatever came of it. */
type Outcome =
  | { kind: "parsed"; sha256: string; parsed: ParsedSource; bytes: Uint8Array }
  | { kind: "duplicate"; sha256: string }
  | { kind: "refused"; sha256: string | null; refusal: RefusedFile }
  | { kind: "left"; said: Said };

/**
 * Reads again from the archive what the base does not hold (all of it, when readers or reference data have changed), then
 * takes in what waits. The generation is begun only if there is something to load.
 */
export async function takeIn(
  context: RunContext,
  generation: Generation,
  waiting: WaitingFile[],
  options: { fresh: boolean },
): Promise<Intake> {
  const start = context.stopwatch();
  const intake: Intake = { taken: [], duplicates: [], refused: [], loaded: new Set() };
  const hasReaderChanged =
    generation.base.manifest !== null && generation.base.manifest.readers !== generation.fingerprints.readers;
  generation.base = await verifyBase(context, generation.base, generation.fingerprints);
  if (options.fresh) generation.base = { ...generation.base, isWarehouseUsable: false };
  await readAgain(context, generation, intake);
  const retried = hasReaderChanged && !options.fresh ? await quarantined(context) : [];
  const all = [...retried.filter((file) => !waiting.some((other) => other.path === file.path)), ...waiting];
  if (all.length > 0) await readWaiting(context, generation, intake, all);
  generation.record.files_ingested = intake.taken.length;
  generation.record.files_quarantined = intake.refused.length;
  generation.record.timings.ingest = Math.round(context.stopwatch() - start);
  return intake;
}

async function readAgain(context: RunContext, generation: Generation, intake: Intake): Promise<void> {
  const { base } = generation;
  const held = new Set(base.isWarehouseUsable ? base.manifest?.sources.map((source) => source.sha256) : []);
  const due = (await listArchive(context.files, context.paths)).filter((sha256) => !held.has(sha256));
  if (due.length === 0) return;
  await generation.begin();
  context.reporter.stage({
    code: "reread",
    vi: `Đọc lại ${due.length} báo cáo từ kho lưu trữ`,
    en: `Reading ${due.length} reports again from the archive`,
  });
  let done = 0;
  const work = async (sha256: string) => {
    const receipt = await readReceipt(context.files, context.paths, sha256);
    const bytes = await readArchived(context.files, context.paths, sha256);
    return { receipt, outcome: await parse(context, receipt.name, sha256, bytes) };
  };
  for await (const { receipt, outcome } of inOrder(due, context.stages.parallel, work)) {
    context.reporter.progress(++done, due.length);
    const { sha256 } = receipt;
    if (outcome.kind === "parsed") {
      await generation.add(sha256, {
        parsed: outcome.parsed,
        receivedAt: receipt.received_at,
        receivedOrder: receipt.received_order,
      });
      intake.loaded.add(sha256);
    } else if (outcome.kind === "refused") {
      generation.sources.set(sha256, false);
      const path = archivedFile(context.paths, sha256);
      const facts = await context.files.facts(path);
      if (facts)
        intake.refused.push({
          file: { path, name: receipt.name, facts, origin: "named" },
          sha256,
          refusal: outcome.refusal,
        });
    }
  }
}

async function readWaiting(
  context: RunContext,
  generation: Generation,
  intake: Intake,
  waiting: WaitingFile[],
): Promise<void> {
  const known = new Set(await listArchive(context.files, context.paths));
  context.reporter.stage({ code: "ingest", vi: `Đọc ${waiting.length} tệp`, en: `Reading ${waiting.length} files` });
  let done = 0;
  const work = async (file: WaitingFile) => ({ file, outcome: await readOne(context, file, known) });
  for await (const { file, outcome } of inOrder(waiting, context.stages.parallel, work)) {
    context.reporter.progress(++done, waiting.length);
    if (outcome.kind === "left") {
      context.reporter.note(outcome.said);
      generation.record.notes.push(outcome.said);
    } else if (outcome.kind === "refused") {
      intake.refused.push({ file, sha256: outcome.sha256, refusal: outcome.refusal });
    } else if (outcome.kind === "duplicate" || known.has(outcome.sha256)) {
      intake.duplicates.push({ file, sha256: outcome.sha256 });
    } else {
      known.add(outcome.sha256);
      await keep(context, generation, file, outcome);
      intake.taken.push({ file, sha256: outcome.sha256 });
      intake.loaded.add(outcome.sha256);
    }
  }
}

/** Keeps the bytes, synced, and hands the rows to the generation. */
async function keep(
  context: RunContext,
  generation: Generation,
  file: WaitingFile,
  { sha256, parsed, bytes }: Outcome & { kind: "parsed" },
): Promise<void> {
  await generation.begin();
  const path = join(generation.received, sha256);
  await context.files.write(path, bytes);
  const received_at = generation.record.started_at;
  const received_order = sequenceOf(generation.record.run_id);
  generation.arrivals.push({
    path,
    receipt: { sha256, name: file.name, bytes: bytes.length, received_at, received_order },
  });
  await generation.add(sha256, { parsed, receivedAt: received_at, receivedOrder: received_order });
}

async function readOne(context: RunContext, file: WaitingFile, known: ReadonlySet<string>): Promise<Outcome> {
  if (file.facts.kind !== "file") return { kind: "refused", sha256: null, refusal: notAFile(file.name) };
  const tooLarge = context.stages.refuseBySize(file.name, file.facts.bytes);
  if (tooLarge) return { kind: "refused", sha256: null, refusal: tooLarge };
  let bytes: Buffer;
  try {
    bytes = await context.files.read(file.path);
  } catch (error) {
    const code = errorCode(error);
    if (code === "EBUSY" || code === "ENOENT") return { kind: "left", said: stillArriving(file.name) };
    if (code === "EACCES" || code === "EPERM") return { kind: "left", said: unreadable(file.name) };
    throw error;
  }
  const isStill = async () => {
    const facts = await context.files.facts(file.path);
    return facts !== null && isSame(facts, file.facts);
  };
  if (bytes.length !== file.facts.bytes || !(await isStill())) return { kind: "left", said: stillArriving(file.name) };
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (known.has(sha256)) return { kind: "duplicate", sha256 };
  const outcome = await parse(context, file.name, sha256, bytes);
  // What looks cut off may just not have arrived whole.
  if (outcome.kind === "refused" && !(await isStill())) return { kind: "left", said: stillArriving(file.name) };
  return outcome;
}

async function parse(context: RunContext, name: string, sha256: string, bytes: Buffer): Promise<Outcome> {
  try {
    return { kind: "parsed", sha256, parsed: await context.stages.parse({ name, sha256, bytes }), bytes };
  } catch (error) {
    if (error instanceof RefusedFile) return { kind: "refused", sha256, refusal: error };
    // A file that the program itself stumbles over must not stop the others; the trace is in the log.
    if (!(error instanceof Error) || isOfTheRun(error)) throw error;
    context.log.error({ file: name, sha256, error: error.stack }, "a file broke the reader");
    return { kind: "refused", sha256, refusal: broke(name, error) };
  }
}

/** Failures that are not the file's: wrong reference data, a system that can't go on. */
function isOfTheRun(error: Error): boolean {
  return error.name === "UserError" || error.name === "SimulatedStop" || errorCode(error) !== undefined;
}

/** Files in quarantine as files that wait: another reader, or an entry in overrides/, may understand them now. */
export async function quarantined(context: RunContext, only?: string): Promise<WaitingFile[]> {
  const found: WaitingFile[] = [];
  for (const { name } of await listQuarantine(context.files, context.paths)) {
    if (only !== undefined && name !== only) continue;
    const path = join(context.paths.quarantine, name);
    const facts = await context.files.facts(path);
    if (facts) found.push({ path, name, facts, origin: "quarantine" });
  }
  return found;
}

/** What becomes of the files once the run is safe: taken and known ones leave, refused ones go to quarantine. */
export async function settleIntake(context: RunContext, intake: Intake, record: RunRecord): Promise<void> {
  const { files, paths } = context;
  for (const { file, sha256, refusal } of intake.refused) {
    await putInQuarantine(files, paths, file, {
      file: file.name,
      code: refusal.code,
      message_vi: refusal.messageVi,
      message_en: refusal.message,
      sha256,
      quarantined_at: record.started_at,
      run_id: record.run_id,
    });
  }
  for (const { file, sha256 } of [...intake.taken, ...intake.duplicates]) {
    if (file.origin === "inbox") await takeOut(files, paths, file, sha256);
    if (file.origin === "quarantine") await removeFromQuarantine(files, paths, file.name);
  }
  if (intake.loaded.size > 0) {
    for (const { name, reason } of await listQuarantine(files, paths)) {
      if (reason?.sha256 && intake.loaded.has(reason.sha256)) await removeFromQuarantine(files, paths, name);
    }
  }
  await tidyInbox(
    files,
    paths,
    [...intake.taken, ...intake.duplicates, ...intake.refused].map(({ file }) => file.name),
  );
}

/** Works on several items at once and gives the results in the order of the items. */
async function* inOrder<Item, Result>(
  items: readonly Item[],
  parallel: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  let next = 0;
  while (next < items.length || running.length > 0) {
    while (next < items.length && running.length < parallel) {
      const promise = work(items[next++]!);
      // It is awaited below; until then a failure must not count as unhandled.
      promise.catch(() => {});
      running.push(promise);
    }
    yield await running.shift()!;
  }
}

const notAFile = (name: string): RefusedFile =>
  new RefusedFile(
    "not_a_file",
    `${name}: đây là liên kết hoặc không phải tệp thường; hãy đặt chính tệp báo cáo vào inbox/.`,
    `${name}: this is a link or no regular file; put the report's own file into inbox/.`,
  );

/** It stays in the inbox: nothing is wrong with the file itself, and once it may be read the next run takes it in. */
const unreadable = (name: string): Said => ({
  code: "unreadable",
  vi: `${name}: không có quyền đọc tệp; hãy cấp quyền đọc cho tài khoản chạy kichban, lần chạy sau sẽ nhận.`,
  en: `${name}: no permission to read the file; give it to the account that runs kichban, and the next run takes it in.`,
});

const broke = (name: string, error: Error): RefusedFile =>
  new RefusedFile(
    "reader_failed",
    `${name}: chương trình gặp lỗi khi đọc tệp này (${error.message}); hãy lưu lại tệp ở định dạng khác hoặc báo cho người phát triển.`,
    `${name}: the program itself failed on this file (${error.message}); save it in another format, or report it to the developers.`,
    { cause: error },
  );
