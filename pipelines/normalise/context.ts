import type { Ledger } from "../ledger.ts";
import type { ReportIdentity } from "../recognise/types.ts";
import type { Catalogue } from "../reference/catalogue.ts";

/** Tables of typed rows that have keys and positions. */
export type KeyedTable = "tasks" | "project_lines" | "indicators";

/** What every normaliser needs beside its table. One a source file, shared by all its tables. */
export interface NormaliseContext {
  ledger: Ledger;
  identity: ReportIdentity;
  catalogue: Catalogue;
  sourceId: string;
  /** The key wanted, or with `~2`, `~3` … behind it where it is taken: an appendix may come in several tables. */
  uniqueKey(table: KeyedTable, wanted: string): string;
  /** Order of the next row in the report, from 1, over all tables of the appendix. */
  nextPosition(table: KeyedTable): number;
}

/** A context for one source file. */
export function normaliseContext(ledger: Ledger, identity: ReportIdentity, catalogue: Catalogue): NormaliseContext {
  const taken = new Set<string>();
  const positions = new Map<KeyedTable, number>();
  return {
    ledger,
    identity,
    catalogue,
    sourceId: ledger.sourceId,
    uniqueKey(table, wanted) {
      let key = wanted;
      for (let copy = 2; taken.has(`${table} ${key}`); copy++) key = `${wanted}~${copy}`;
      taken.add(`${table} ${key}`);
      return key;
    },
    nextPosition(table) {
      const position = (positions.get(table) ?? 0) + 1;
      positions.set(table, position);
      return position;
    },
  };
}
