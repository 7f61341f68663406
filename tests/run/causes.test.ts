import { describe, expect, it } from "vitest";
import { UserError } from "../../pipelines/errors.ts";
import { explainFailure } from "../../pipelines/run/causes.ts";
import { changesText, compareSnapshots, emptySnapshot, hasNews } from "../../pipelines/run/changes.ts";

describe("failures of the system", () => {
  it.each([
    [{ code: "ENOSPC" }, /disk is full.*free/],
    [{ code: "EROFS" }, /read-only.*mount/],
    [{ code: "EACCES" }, /permission.*give/],
    [{ code: "EIO" }, /disk reports.*check/],
    [{ code: "ENOENT" }, /went away.*connect/],
    [{ code: "ESTALE" }, /network share.*connect/],
    [{ message: 'IO Error: Could not write file "w.duckdb": No space left on device' }, /disk is full/],
    [{ message: "Out of Memory Error: failed to allocate data of size 16.0 MiB" }, /memory.*close/],
  ])("are said with the cause and the mend: %j", (given, sentence) => {
    const error = explainFailure(Object.assign(new Error("x"), given), "/du-lieu") as UserError;
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toMatch(sentence);
    expect(error.messageVi).toMatch(/hãy/);
  });

  it("leaves bugs and sentences of others as they are", () => {
    for (const error of [new TypeError("x is not a function"), new UserError("file: mend")]) {
      expect(explainFailure(error, "/du-lieu")).toBe(error);
    }
  });
});

describe("what changed since last night", () => {
  const item = (key: string, state: string | number | null = null) => ({
    key,
    state,
    vi: `${key} vi`,
    en: `${key} en`,
  });

  it("is what came, what went and what turned, each by its key", () => {
    const changes = compareSnapshots(
      {
        ...emptySnapshot,
        reports: [item("a")],
        verdicts: [item("x", "met"), item("y", "met")],
        findings: [item("f1")],
        gaps: [item("g", 5)],
      },
      {
        ...emptySnapshot,
        reports: [item("a"), item("b")],
        verdicts: [item("x", "missed"), item("y", "met"), item("z", "met")],
        findings: [item("f2")],
        gaps: [item("g", 9)],
      },
    );
    expect(changes.new_reports.map(({ key }) => key)).toEqual(["b"]);
    expect(changes.verdicts_turned).toEqual([{ key: "x", vi: "x vi", en: "x en", before: "met", after: "missed" }]);
    expect([changes.findings_new.length, changes.findings_resolved.length]).toEqual([1, 1]);
    expect([changes.gaps_opened, changes.gaps_closed]).toEqual([[], []]);
    expect(hasNews(changes)).toBe(true);
  });

  it("is a gap closed only where the project is still named, and no report gone where a later issue took its place", () => {
    const changes = compareSnapshots(
      {
        ...emptySnapshot,
        reports: [{ ...item("first"), slot: "w|2026-10" }, item("lost")],
        gaps: [item("caught up", 5), item("not named", 5), item("still", 5), item("late now", 0)],
      },
      {
        ...emptySnapshot,
        reports: [{ ...item("again"), slot: "w|2026-10" }],
        gaps: [item("caught up", -1), item("still", 6), item("late now", 2), item("new and late", 3)],
      },
    );
    expect(changes.new_reports.map(({ key }) => key)).toEqual(["again"]);
    expect(changes.reports_gone.map(({ key }) => key)).toEqual(["lost"]);
    expect(changes.gaps_opened.map(({ key }) => key)).toEqual(["late now", "new and late"]);
    expect(changes.gaps_closed.map(({ key }) => key)).toEqual(["caught up"]);
  });

  it("is nothing between equals, and says nothing", () => {
    const same = { ...emptySnapshot, reports: [item("a")] };
    const changes = compareSnapshots(same, same);
    expect([hasNews(changes), changesText(changes, "vi", 5)]).toEqual([false, []]);
  });

  it("counts what it does not list", () => {
    const findings = Array.from({ length: 12 }, (_, index) => item(`f${index}`));
    const lines = changesText(compareSnapshots(emptySnapshot, { ...emptySnapshot, findings }), "en", 3);
    expect(lines).toEqual(["New findings: 12", "  - f0 en", "  - f1 en", "  - f2 en", "  … and 9 more"]);
  });
});
