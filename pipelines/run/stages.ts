/** The stages as a run calls them: what they take and give, without saying how. `realStages.ts` binds the real ones. */
import type { RefusedFile } from "../errors.ts";
import type { ParsedSource } from "../rows.ts";
import type { Changes, Snapshot } from "./changes.ts";
import type { RunRecord } from "./record.ts";

export interface IncomingFile {
  name: string;
  sha256: string;
  bytes: Uint8Array;
}

export interface Delivered {
  parsed: ParsedSource;
  receivedAt: string;
  receivedOrder: number;
}

/** A warehouse file that is open for writing. */
export interface OpenWarehouse {
  load(deliveries: Delivered[]): Promise<void>;
  remove(sourceId: string): Promise<void>;
  /**
   * Builds the tables; where they were built from the same version before, only what has changed since.
   * @param version of the models and all that they take from people and reference data
   * @param isWhole build everything again
   * @returns of how many localities the rows were built, null for all
   * @throws UserError that names the model and the failing rows.
   */
  runModels(version: string, isWhole: boolean): Promise<{ localities: number | null }>;
  recordRuns(records: RunRecord[]): Promise<void>;
  /** Writes the marts and their data package. Equal marts give equal bytes. */
  exportTo(folder: string): Promise<void>;
  /** Rows by table. */
  counts(): Promise<Record<string, number>>;
  /** What the comparison of two nights needs. */
  snapshot(): Promise<Snapshot>;
  /** Checkpoints and lets go: no log is left beside the file. */
  close(): Promise<void>;
}

export interface SiteRequest {
  exportsFolder: string;
  outputFolder: string;
  /** For what is made on the way; removed afterwards. */
  workFolder: string;
  runId: string;
  /** What changed since the generation before, for the page that says so. */
  changes: Changes;
  /** Where the site's notes go: what each part was made from. */
  notesFile: string;
  /** The site before, every byte of it looked at, and its notes; null where there is none to build on. */
  earlier: { folder: string; notesFile: string } | null;
}

export interface Stages {
  /**
   * One file's bytes → its typed rows.
   * @throws RefusedFile when the file can't be taken in.
   */
  parse(file: IncomingFile): Promise<ParsedSource>;
  /** The refusal of a file that is too large to be read at all; null for any other. */
  refuseBySize(name: string, bytes: number): RefusedFile | null;
  /** Opens, or makes, the warehouse file of the new generation. `exportsFolder` is the only place SQL may write to. */
  openWarehouse(file: string, exportsFolder: string): Promise<OpenWarehouse>;
  /** What the comparison needs of an older generation, without changing its file. */
  snapshotOf(warehouseFile: string): Promise<Snapshot>;
  buildSite(request: SiteRequest): Promise<void>;
  /** How many files may be parsed at once. */
  parallel: number;
  /** Ends helper processes, if any. */
  close(): Promise<void>;
}
