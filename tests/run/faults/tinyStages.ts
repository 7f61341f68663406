/**
 * Stages that stand in for the real ones where thousands of runs are wanted: the warehouse is a JSON file, written and read
 * through the same counted file system, with a numbered call for each thing that a database would do. What the run does
 * around them is the real thing.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { RefusedFile } from "../../../pipelines/errors.ts";
import type { ParsedSource } from "../../../pipelines/rows.ts";
import { emptySnapshot, type Snapshot } from "../../../pipelines/run/changes.ts";
import type { RunFiles } from "../../../pipelines/run/files.ts";
import type { RunRecord } from "../../../pipelines/run/record.ts";
import type { OpenWarehouse, Stages } from "../../../pipelines/run/stages.ts";

interface TinyWarehouse {
  sources: Record<string, { text: string; receivedAt: string }>;
  marts: { id: string; text: string }[] | null;
  runs: RunRecord[];
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Parsed rows: only what the run itself looks at, and the text. */
function parsedText(sha256: string, name: string, text: string): ParsedSource {
  const source = { source_id: sha256.slice(0, 12), source_sha256: sha256, source_name: name };
  return { source, tasks: [{ task: text }], project_lines: [], indicators: [] } as unknown as ParsedSource;
}

/** `step` is called at each thing a database would do; it may throw. */
export function tinyStages(files: RunFiles, step: (what: string) => void): Stages {
  return {
    parallel: 2,
    async parse(file) {
      step("parse");
      const text = Buffer.from(file.bytes).toString("utf8");
      if (text.startsWith("BAD")) throw new RefusedFile("bad", `${file.name}: hỏng`, `${file.name}: bad`);
      return parsedText(file.sha256, file.name, text);
    },
    refuseBySize: (name, bytes) =>
      bytes > 10_000 ? new RefusedFile("too_large", `${name}: quá lớn`, `${name}: too large`) : null,
    async openWarehouse(file) {
      step("open");
      return open(files, file, step);
    },
    async snapshotOf(file) {
      return snapshot(JSON.parse((await files.read(file)).toString("utf8")) as TinyWarehouse);
    },
    async buildSite({ exportsFolder, outputFolder, workFolder }) {
      await files.makeFolder(workFolder);
      const data = (await files.read(join(exportsFolder, "tasks.json"))).toString("utf8");
      const hash = digest(data).slice(0, 16);
      await files.makeFolder(join(outputFolder, "assets"));
      await files.write(join(outputFolder, "assets", `data.${hash}.json`), data);
      await files.write(join(outputFolder, "index.html"), `<!doctype html><title>${hash}</title>\n`);
      await files.removeFolder(workFolder);
    },
    async close() {},
  };
}

async function open(files: RunFiles, file: string, step: (what: string) => void): Promise<OpenWarehouse> {
  const empty: TinyWarehouse = { sources: {}, marts: null, runs: [] };
  const state = (await files.facts(file))
    ? (JSON.parse((await files.read(file)).toString("utf8")) as TinyWarehouse)
    : empty;
  const save = async (what: string) => {
    step(what);
    await files.write(file, JSON.stringify(state));
  };
  await save("schema");
  return {
    async load(deliveries) {
      for (const { parsed, receivedAt } of deliveries) {
        const id = parsed.source.source_id;
        state.sources[id] = { text: parsed.tasks[0]!.task, receivedAt: state.sources[id]?.receivedAt ?? receivedAt };
      }
      await save("load");
    },
    async remove(sourceId) {
      delete state.sources[sourceId];
      await save("remove");
    },
    async runModels() {
      state.marts = Object.entries(state.sources)
        .map(([id, { text }]) => ({ id, text: text.toUpperCase() }))
        .sort((one, other) => (one.id < other.id ? -1 : 1));
      await save("models");
      return { localities: null };
    },
    async recordRuns(records) {
      state.runs = records;
      await save("runs");
    },
    async exportTo(folder) {
      step("export");
      await files.write(join(folder, "tasks.json"), JSON.stringify(state.marts));
      await files.write(join(folder, "datapackage.json"), JSON.stringify({ rows: state.marts?.length }));
    },
    async counts() {
      return { "raw.sources": Object.keys(state.sources).length, "marts.tasks": state.marts?.length ?? 0 };
    },
    snapshot: async () => snapshot(state),
    async close() {
      step("close");
    },
  };
}

function snapshot(state: TinyWarehouse): Snapshot {
  const reports = (state.marts ?? []).map(({ id, text }) => ({ key: id, state: null, vi: text, en: text }));
  return { ...emptySnapshot, reports };
}
