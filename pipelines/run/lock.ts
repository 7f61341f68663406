/**
 * One run at a time in a data folder. The lock is a file that names its holder; a holder that is gone (killed, machine
 * switched off) is recognised by its process, so that the next run starts at once and without a person. Lock libraries
 * that go by age alone refuse a new run for a while after each crash, and can take a lock from a run that is merely slow.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { EXIT, UserError } from "../errors.ts";
import type { RunFiles } from "./files.ts";

export interface LockHolder {
  token: string;
  pid: number;
  host: string;
  /** What tells this start of the machine and process from others with the same number; null where unknown. */
  incarnation: string | null;
  command: string;
  /** ISO, UTC. */
  since: string;
}

export interface Lock {
  holder: LockHolder;
  /** @throws UserError when somebody has taken the lock meanwhile: then nothing more may be switched. */
  confirm(): Promise<void>;
  release(): Promise<void>;
}

/** A holder on another machine (a shared folder) shows that it lives by touching the file this often. */
const heartbeatMs = 5_000;
/** Without a sign for so long, a holder whose process can't be looked at counts as gone. */
const silentMs = 15 * 60_000;
/** Taking over is a matter of milliseconds; a taker that left its mark for so long has crashed. */
const takeoverMs = 30_000;

/** The start of the machine and of the process, from the system; null where it does not tell. */
export function incarnationOf(pid: number): string | null {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold anything; the start time is the 20th field after it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return `${boot}/${fields[19]}`;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function parseHolder(text: string): LockHolder | null {
  try {
    const value = JSON.parse(text) as LockHolder;
    return typeof value.token === "string" && typeof value.pid === "number" ? value : null;
  } catch {
    return null;
  }
}

export interface LockOptions {
  files: RunFiles;
  /** The lock's file. */
  path: string;
  command: string;
  now: () => Date;
  /** For tests: another machine or process. */
  self?: { pid: number; host: string; incarnation: string | null };
  isAlive?: (pid: number) => boolean;
  incarnationOf?: (pid: number) => string | null;
}

/**
 * Takes the lock, from a dead holder if need be.
 * @throws UserError with exit code 4 that names the holder and since when.
 */
export async function takeLock(options: LockOptions): Promise<Lock> {
  const { files, path } = options;
  const self = options.self ?? { pid: process.pid, host: hostname(), incarnation: incarnationOf(process.pid) };
  const since = options.now().toISOString();
  const holder: LockHolder = {
    token: `${self.host}/${self.pid}/${self.incarnation ?? ""}/${since}/${Math.random().toString(36).slice(2)}`,
    ...self,
    command: options.command,
    since,
  };
  const content = `${JSON.stringify(holder)}\n`;
  if (!(await files.createNew(path, content))) {
    await removeDeadHolder(options, content);
    if (!(await files.createNew(path, content))) throw held(await readHolder(files, path));
  }
  await removeTakeovers(files, path);
  const heartbeat = setInterval(() => {
    files.touch(path).catch(() => {
      // The folder may be gone for a while (a network share); `confirm` decides before anything is switched.
    });
  }, heartbeatMs);
  heartbeat.unref();
  const owns = async () => (await readHolder(files, path))?.token === holder.token;
  return {
    holder,
    async confirm() {
      if (await owns()) return;
      throw new UserError(
        `${path}: another run has taken the lock, so this one stops before the switch; run it again.`,
        {
          code: "lock_lost",
          exitCode: EXIT.locked,
          vi: `${path}: một lần chạy khác đã chiếm khóa nên lần này dừng lại trước khi chuyển; hãy chạy lại.`,
        },
      );
    },
    async release() {
      clearInterval(heartbeat);
      if (await owns()) await files.remove(path);
    },
  };
}

/** Who holds the lock now; null when nobody does, or when the file can't be understood. */
export async function readHolder(files: RunFiles, path: string): Promise<LockHolder | null> {
  const text = await files.read(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return text === null ? null : parseHolder(text.toString("utf8"));
}

/** Whether the holder still runs, as far as this machine can tell. */
export async function isHeld(options: Pick<LockOptions, "files" | "path">): Promise<boolean> {
  return (await lookAt(options, options.path, silentMs)).state === "held";
}

type Sight =
  | { state: "free" }
  | { state: "held"; holder: LockHolder | null }
  /** `identity` never comes again: whoever sees it later sees the same file. */
  | { state: "dead"; identity: string };

type Judge = Pick<LockOptions, "files" | "path" | "self" | "isAlive" | "incarnationOf">;

/** How the holder that a file names stands; one whose process can't be looked at is gone after `limitMs` of silence. */
async function lookAt(judge: Judge, path: string, limitMs: number): Promise<Sight> {
  const { files } = judge;
  const holder = await readHolder(files, path);
  const facts = await files.facts(path);
  if (!facts) return { state: "free" };
  // The time must be that of the file that was read, not of one that came after it.
  const again = await readHolder(files, path);
  if (again?.token !== holder?.token) return { state: "held", holder: again };
  const dead: Sight = { state: "dead", identity: holder?.token ?? `unreadable/${facts.identity}/${facts.changedAt}` };
  const bySilence = async (limit: number): Promise<Sight> =>
    (await fileSystemNow(judge)) - facts.changedAt > limit ? dead : { state: "held", holder };
  // Written whole or not at all but for a power cut: an unreadable lock of this moment is one being written.
  if (!holder) return bySilence(takeoverMs);
  if (holder.host !== (judge.self?.host ?? hostname())) return bySilence(limitMs);
  if (!(judge.isAlive ?? isAlive)(holder.pid)) return dead;
  const incarnation = (judge.incarnationOf ?? incarnationOf)(holder.pid);
  if (incarnation === null || holder.incarnation === null) return bySilence(limitMs);
  return incarnation === holder.incarnation ? { state: "held", holder } : dead;
}

let probeNumber = 0;

/** The time by the clock of the file system that holds the lock, which may be another machine's. */
async function fileSystemNow({ files, path }: Pick<LockOptions, "files" | "path">): Promise<number> {
  const probe = `${path}.${process.pid}-${++probeNumber}.now`;
  await files.write(probe, "");
  const facts = await files.facts(probe);
  await files.remove(probe);
  return facts?.changedAt ?? 0;
}

/**
 * Removes the lock if its holder is gone. Many starters may find that at once, and one that is slow must not remove the
 * lock that a quick one has just taken. So each dead holder has one heir: whoever creates the file that is named after it.
 * Where the heir died too, its own heir goes on, and so forth. Heirs' files are removed only when the dead lock is, and
 * an heir looks again before it removes: as a dead holder's token never comes back, what it sees then is its to remove.
 */
async function removeDeadHolder(options: LockOptions, claim: string): Promise<void> {
  const { files, path } = options;
  const seen = await lookAt(options, path, silentMs);
  if (seen.state === "free") return;
  if (seen.state === "held") throw held(seen.holder);
  const claims: string[] = [];
  let dead = seen.identity;
  for (;;) {
    const ofHeir = takeoverPath(path, dead);
    claims.push(ofHeir);
    if (await files.createNew(ofHeir, claim)) break;
    const heir = await lookAt(options, ofHeir, takeoverMs);
    if (heir.state !== "dead") throw held(heir.state === "held" ? heir.holder : await readHolder(files, path));
    dead = heir.identity;
  }
  try {
    const now = await lookAt(options, path, silentMs);
    if (now.state === "dead" && now.identity === seen.identity) await files.remove(path);
  } finally {
    for (const each of claims) await files.remove(each);
  }
}

function takeoverPath(path: string, deadToken: string): string {
  return `${path}.takeover-${createHash("sha256").update(deadToken).digest("hex").slice(0, 16)}`;
}

/** What heirs that crashed have left. Their dead holders' lock is gone, so that nobody can inherit by these files now. */
async function removeTakeovers(files: RunFiles, path: string): Promise<void> {
  const prefix = `${basename(path)}.takeover-`;
  for (const name of await files.list(dirname(path)))
    if (name.startsWith(prefix) && /^[0-9a-f]{16}$/.test(name.slice(prefix.length)))
      await files.remove(join(dirname(path), name));
}

function held(holder: LockHolder | null): UserError {
  const who = holder ? `kichban ${holder.command} (process ${holder.pid} on ${holder.host})` : "another run";
  const vi = holder
    ? `kichban ${holder.command} (tiến trình ${holder.pid} trên máy ${holder.host})`
    : "một lần chạy khác";
  const since = holder ? `, since ${holder.since}` : "";
  const viSince = holder ? `, từ ${holder.since}` : "";
  return new UserError(`The lock is held by ${who}${since}; wait until it has finished, then run again.`, {
    code: "locked",
    exitCode: EXIT.locked,
    vi: `Khóa đang do ${vi} giữ${viSince}; hãy chờ chạy xong rồi chạy lại.`,
  });
}
