/** A generation in the making: its folder, its warehouse, and the stages that have to run for it. */
import { join } from "node:path";
import { type ArchiveReceipt, listArchive } from "./archive.ts";
import type { Base } from "./base.ts";
import { type Changes, compareSnapshots, emptySnapshot, hasNews, noChanges } from "./changes.ts";
import type { RunContext } from "./context.ts";
import { cloneFolder } from "./files.ts";
import type { Fingerprints } from "./fingerprint.ts";
import { partialSuffix } from "./generation.ts";
import { exportsKey, modelsKey, rawKey, siteKey } from "./keys.ts";
import { describeFiles, type ManifestFile, noKeys, type StageKeys } from "./manifest.ts";
import { generationFolder, releaseFolder } from "./pointer.ts";
import type { RunRecord } from "./record.ts";
import type { Goal } from "./run.ts";
import type { Delivered, OpenWarehouse } from "./stages.ts";

/** Files that go into the warehouse in one transaction. */
const batchSize = 32;

/** What each part of the site was made from, for the next night. */
const siteNotes = "site-parts.json";

export class Generation {
  readonly folder: string;
  readonly release: string;
  /** Bytes as received, synced, until they move to the archive. */
  readonly received: string;
  /** New files and their receipts. */
  readonly arrivals: { path: string; receipt: ArchiveReceipt }[] = [];
  /** Every archived file that this generation knows, and whether its rows are in. */
  readonly sources = new Map<string, boolean>();
  readonly tables: Record<string, number> = {};
  keys: StageKeys;
  /** The run whose changes these are: an earlier one where nothing shown has changed since. */
  changesOf: string;
  /** Set by intake once every byte of it has been looked at. */
  base: Base;
  files: ManifestFile[] = [];
  readonly record: RunRecord;
  readonly fingerprints: Fingerprints;
  readonly #context: RunContext;
  #warehouse: OpenWarehouse | null = null;
  #isCopied = false;
  #isModelled = false;
  #isExported = false;
  #batch: Delivered[] = [];

  constructor(context: RunContext, record: RunRecord, base: Base, fingerprints: Fingerprints) {
    this.#context = context;
    this.record = record;
    this.base = base;
    this.fingerprints = fingerprints;
    this.folder = generationFolder(context.paths, record.run_id) + partialSuffix;
    this.release = releaseFolder(context.paths, record.run_id) + partialSuffix;
    this.received = join(this.folder, "received");
    this.keys = base.manifest?.keys ?? noKeys;
    this.changesOf = record.run_id;
  }

  get isBegun(): boolean {
    return this.#warehouse !== null;
  }

  /** Makes the folders and the warehouse: a copy of the base's where its rows can be built on, else an empty one. */
  async begin(): Promise<void> {
    if (this.#warehouse) return;
    const { files, paths, stages } = this.#context;
    await files.makeFolder(this.received);
    await files.makeFolder(join(this.folder, "exports"));
    const file = join(this.folder, "warehouse.duckdb");
    const { base } = this;
    if (base.isWarehouseUsable && base.runId !== null) {
      await files.copy(join(generationFolder(paths, base.runId), "warehouse.duckdb"), file);
      this.#isCopied = true;
      this.#isModelled = base.manifest?.keys.models !== "";
      for (const source of base.manifest?.sources ?? []) this.sources.set(source.sha256, source.loaded);
    }
    this.#warehouse = await stages.openWarehouse(file, join(this.folder, "exports"));
  }

  /** Adds one file's rows; they are loaded some files at a time. */
  async add(sha256: string, delivered: Delivered): Promise<void> {
    this.sources.set(sha256, true);
    this.#batch.push(delivered);
    const { tasks, project_lines, indicators } = delivered.parsed;
    this.record.rows_loaded += tasks.length + project_lines.length + indicators.length;
    if (this.#batch.length >= batchSize) await this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#batch.length > 0) await this.#warehouse!.load(this.#batch);
    this.#batch = [];
  }

  /** Runs the stages that the goal needs and whose inputs have changed. Afterwards the warehouse is closed. */
  async build(goal: Goal, options: { force: boolean; records: RunRecord[] }): Promise<Changes> {
    const { reporter } = this.#context;
    await this.begin();
    await this.#flush();
    const warehouse = this.#warehouse!;
    for (const sha256 of await listArchive(this.#context.files, this.#context.paths)) {
      if (!this.sources.has(sha256)) this.sources.set(sha256, false);
    }
    this.keys = { ...this.keys, raw: rawKey(this.fingerprints.readers, [...this.sources.keys()]) };
    let changes = noChanges();
    const ranModels = await this.#models(goal, options.force, warehouse);
    if (ranModels) changes = await this.#compare(warehouse);
    Object.assign(this.tables, await warehouse.counts());
    this.record.findings = this.tables["marts.findings"] ?? null;
    this.record.outcome = goal === "ingest" ? "loaded" : goal === "model" ? "modelled" : "published";
    this.record.release = this.record.run_id;
    await warehouse.recordRuns([
      ...options.records,
      { ...this.record, finished_at: this.#context.now().toISOString() },
    ]);
    const publishes = goal === "publish" || goal === "nightly";
    await this.#exports(publishes, options.force, warehouse);
    await this.#close();
    changes = await this.#writeChanges(changes, ranModels);
    await this.#site(publishes, options.force, changes);
    reporter.stage({ code: "seal", vi: "Kiểm tra và niêm phong", en: "Checking and sealing" });
    return changes;
  }

  async #models(goal: Goal, force: boolean, warehouse: OpenWarehouse): Promise<boolean> {
    const key = modelsKey(this.keys.raw, this.fingerprints);
    const isDue = key !== this.keys.models || !this.#isModelled;
    if (goal === "ingest") {
      if (!this.#isCopied) this.keys = { ...this.keys, models: "" };
      return false;
    }
    if (goal === "publish" ? this.#isModelled : !isDue && !force) return false;
    this.#context.reporter.stage({ code: "model", vi: "Tính các bảng", en: "Running the models" });
    await this.#timed("model", async () => {
      const { localities } = await warehouse.runModels(this.fingerprints.models, force);
      this.#context.log.info({ run: this.record.run_id, localities: localities ?? "all" }, "models built");
    });
    this.#isModelled = true;
    this.keys = { ...this.keys, models: key };
    return true;
  }

  async #compare(warehouse: OpenWarehouse): Promise<Changes> {
    const { base } = this;
    const isReadable = !base.doubts.some(
      (doubt) => doubt.path === "warehouse.duckdb" || doubt.path === "manifest.json",
    );
    if (base.runId === null || !isReadable || !base.manifest?.keys.models) {
      // Nothing to compare with: the reports are new, and what is in them is not a change.
      const { reports } = await warehouse.snapshot();
      return { ...compareSnapshots(emptySnapshot, { ...emptySnapshot, reports }), is_compared: false };
    }
    const file = join(generationFolder(this.#context.paths, base.runId), "warehouse.duckdb");
    const before = await this.#context.stages.snapshotOf(file);
    return compareSnapshots(before, await warehouse.snapshot());
  }

  async #exports(publishes: boolean, force: boolean, warehouse: OpenWarehouse): Promise<void> {
    const key = exportsKey(this.keys.models, this.fingerprints);
    const canCarry = this.#canCarry("exports/");
    const isDue = publishes && (force || key !== this.keys.exports);
    if (!isDue && canCarry) return this.#carry("exports", join(this.folder, "exports"));
    if (!this.#isModelled || (!isDue && !this.keys.exports)) {
      this.keys = { ...this.keys, exports: "" };
      return;
    }
    this.#context.reporter.stage({ code: "export", vi: "Xuất dữ liệu", en: "Exporting" });
    await this.#timed("export", () => warehouse.exportTo(join(this.folder, "exports")));
    this.#isExported = true;
    this.keys = { ...this.keys, exports: key };
  }

  /** Where the exported files are what they were, what changed last is what it was, too. */
  async #writeChanges(changes: Changes, isFresh: boolean): Promise<Changes> {
    const { files, paths } = this.#context;
    const { base } = this;
    const target = join(this.folder, "changes.json");
    const old = base.runId === null ? null : join(generationFolder(paths, base.runId), "changes.json");
    const canKeep = this.#canCarry("changes.json") && old !== null && (await files.facts(old)) !== null;
    // Where nothing was exported, the files say nothing of what the models gave.
    const showsTheSame = this.#isExported ? await this.#hasSameExports() : !hasNews(changes);
    if (canKeep && (!isFresh || showsTheSame)) {
      await files.copy(old!, target);
      this.changesOf = base.manifest?.changes_of ?? this.changesOf;
      return JSON.parse((await files.read(target)).toString("utf8")) as Changes;
    }
    await files.write(target, `${JSON.stringify(changes, null, 1)}\n`);
    return changes;
  }

  async #hasSameExports(): Promise<boolean> {
    const of = (list: readonly ManifestFile[]) =>
      list
        .filter((file) => file.path.startsWith("exports/"))
        .map((file) => `${file.path} ${file.sha256}`)
        .sort()
        .join("\n");
    return of(await this.#described()) === of(this.base.manifest?.files ?? []);
  }

  async #site(publishes: boolean, force: boolean, changes: Changes): Promise<void> {
    const { files, stages } = this.#context;
    const key = siteKey(await this.#described(), this.fingerprints);
    const isDue = publishes && (force || key !== this.keys.site);
    await files.makeFolder(this.release);
    if (!isDue && this.#canCarry("site/")) {
      await this.#carryNotes();
      return this.#carry("site", this.release);
    }
    if (!this.keys.exports || (!isDue && !this.keys.site)) {
      this.keys = { ...this.keys, site: "" };
      return;
    }
    this.#context.reporter.stage({ code: "site", vi: "Dựng trang", en: "Building the site" });
    await this.#timed("site", () =>
      stages.buildSite({
        exportsFolder: join(this.folder, "exports"),
        outputFolder: this.release,
        workFolder: `${this.folder}.site${partialSuffix}`,
        runId: this.record.run_id,
        changes,
        notesFile: join(this.folder, siteNotes),
        earlier: this.#earlierSite(),
      }),
    );
    this.keys = { ...this.keys, site: key };
  }

  /** The base's release, where it and its notes are whole: what has not changed since is linked over. */
  #earlierSite(): { folder: string; notesFile: string } | null {
    const { paths } = this.#context;
    const { runId } = this.base;
    if (runId === null || !this.#canCarry("site/") || !this.#canCarry(siteNotes)) return null;
    return { folder: releaseFolder(paths, runId), notesFile: join(generationFolder(paths, runId), siteNotes) };
  }

  async #carryNotes(): Promise<void> {
    if (!this.#canCarry(siteNotes)) return;
    const from = join(generationFolder(this.#context.paths, this.base.runId!), siteNotes);
    await this.#context.files.copy(from, join(this.folder, siteNotes));
  }

  /** Whether the base has such files, all of them whole. */
  #canCarry(prefix: string): boolean {
    const { manifest, doubts } = this.base;
    if (!manifest || doubts.some((doubt) => doubt.path.startsWith(prefix))) return false;
    return manifest.files.some((file) => file.path.startsWith(prefix));
  }

  async #carry(what: "exports" | "site", target: string): Promise<void> {
    const { paths, files } = this.#context;
    const runId = this.base.runId!;
    const from = what === "site" ? releaseFolder(paths, runId) : join(generationFolder(paths, runId), what);
    await cloneFolder(files, from, target);
  }

  /** All files as they are now. Neither what is linked over from the base is hashed again, nor what was hashed a moment ago. */
  async #described(): Promise<ManifestFile[]> {
    const known = new Map([...(this.base.manifest?.files ?? []), ...this.files].map((file) => [file.path, file]));
    this.files = await describeFiles(this.#context.files, this.folder, this.release, known);
    return this.files;
  }

  /** Vouches for all files. The warehouse has to be closed. */
  async describe(): Promise<void> {
    await this.#described();
  }

  async #close(): Promise<void> {
    const warehouse = this.#warehouse;
    this.#warehouse = null;
    await warehouse?.close();
  }

  /** Lets go of the warehouse file, whatever happened. What is left on disk is removed by the next run. */
  async letGo(): Promise<void> {
    await this.#close().catch((error: unknown) => {
      this.#context.log.warn(
        { run: this.record.run_id, error: String(error) },
        "the warehouse of the failed run did not close",
      );
    });
  }

  async #timed(stage: string, work: () => Promise<void>): Promise<void> {
    const start = this.#context.stopwatch();
    await work();
    this.record.timings[stage] = Math.round(this.#context.stopwatch() - start);
    this.#context.log.info({ run: this.record.run_id, stage, ms: this.record.timings[stage] }, "stage done");
  }
}
