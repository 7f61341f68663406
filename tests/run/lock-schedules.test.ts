/** The lock under every kind of interleaving: starters that are slow at any step, and starters that die at any step. */
import { describe, expect, it } from "vitest";
import { UserError } from "../../pipelines/errors.ts";
import type { RunFiles } from "../../pipelines/run/files.ts";
import { type Lock, takeLock } from "../../pipelines/run/lock.ts";
import { Rng } from "../generator/rng.ts";

const path = "/data/kichban.lock";
class Killed extends Error {}

/** A file system in memory: each call is one step, so that a schedule is a list of who steps next. */
class Office {
  readonly entries = new Map<string, { content: string; changedAt: number; number: number }>();
  readonly dead = new Set<number>();
  readonly waiting: { pid: number; go: () => void }[] = [];
  private created = 0;

  files(pid: number, diesAt: number): RunFiles {
    let step = 0;
    const at = async <Result>(work: () => Result): Promise<Result> => {
      await new Promise<void>((go) => {
        this.waiting.push({ pid, go });
      });
      if (++step === diesAt) this.dead.add(pid);
      if (this.dead.has(pid)) throw new Killed();
      return work();
    };
    const put = (name: string, content: string) =>
      this.entries.set(name, { content, changedAt: Date.now(), number: ++this.created });
    const calls: Partial<RunFiles> = {
      createNew: (name, content) => at(() => !this.entries.has(name) && Boolean(put(name, content))),
      write: (name, content) => at(() => void put(name, String(content))),
      remove: (name) => at(() => void this.entries.delete(name)),
      read: (name) =>
        at(() => {
          const entry = this.entries.get(name);
          if (!entry) throw Object.assign(new Error(name), { code: "ENOENT" });
          return Buffer.from(entry.content);
        }),
      facts: (name) =>
        at(() => {
          const entry = this.entries.get(name);
          return entry ? { kind: "file", bytes: 1, changedAt: entry.changedAt, identity: String(entry.number) } : null;
        }),
      list: () => at(() => [...this.entries.keys()].map((each) => each.slice(each.lastIndexOf("/") + 1)).sort()),
      touch: () => at(() => {}),
    };
    return calls as RunFiles;
  }

  start(pid: number, diesAt = Number.POSITIVE_INFINITY): Promise<Lock> {
    return takeLock({
      files: this.files(pid, diesAt),
      path,
      command: "nightly",
      now: () => new Date(),
      self: { pid, host: "office", incarnation: `boot/${pid}` },
      isAlive: (each) => !this.dead.has(each),
      incarnationOf: (each) => `boot/${each}`,
    });
  }
}

/** Lets whoever `pick` names step, until nobody has a step left. */
async function play(office: Office, pick: (count: number) => number): Promise<void> {
  for (;;) {
    await new Promise((done) => setImmediate(done));
    if (office.waiting.length === 0) return;
    office.waiting.splice(pick(office.waiting.length), 1)[0]?.go();
  }
}

describe("starters that meet at a dead holder's lock", () => {
  it("leave it to one at any time, whoever is slow and whoever dies on the way", async () => {
    let wonAfterDeaths = 0;
    for (let seed = 0; seed < 1_500; seed++) {
      const random = new Rng(`lock/${seed}`);
      const office = new Office();
      const holder = office.start(1);
      await play(office, () => 0);
      await holder;
      office.dead.add(1);
      const deaths = seed % 4;
      const outcomes = Array.from({ length: 5 }, (_, index) =>
        office
          .start(10 + index, index < deaths ? random.int(1, 14) : undefined)
          .then((lock) => ({ pid: 10 + index, lock, error: null }))
          .catch((error: unknown) => ({ pid: 10 + index, lock: null, error })),
      );
      await play(office, (count) => random.int(0, count - 1));
      const all = await Promise.all(outcomes);
      const owners = all.filter((each) => each.lock !== null && !office.dead.has(each.pid));
      expect(owners.length, `seed ${seed}`).toBeLessThanOrEqual(1);
      for (const { error } of all)
        if (error && !(error instanceof Killed)) expect(error, `seed ${seed}`).toBeInstanceOf(UserError);
      if (deaths === 0) expect(owners.length, `seed ${seed}`).toBe(1);
      // Whatever the dead have left, the next starter gets the lock if nobody living has it, and leaves no other file.
      const last = office.start(99).catch((error: unknown) => error);
      await play(office, () => 0);
      const got = !((await last) instanceof Error);
      expect(got, `seed ${seed}`).toBe(owners.length === 0);
      if (got && deaths > 0) wonAfterDeaths += 1;
      if (got) expect([...office.entries.keys()].filter((name) => name.includes("takeover"))).toEqual([]);
      const named = JSON.parse(office.entries.get(path)?.content ?? "{}") as { pid?: number };
      expect(named.pid, `seed ${seed}`).toBe(owners[0]?.pid ?? 99);
    }
    expect(wonAfterDeaths).toBeGreaterThan(0);
  });
});
