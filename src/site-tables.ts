import { ledgerTables } from "./tables/ledger.ts";
import { reportTables } from "./tables/reports.ts";
import { scenarioTables } from "./tables/scenarios.ts";

/**
 * The exported tables that pages may read, with the columns that they count on. An export that lacks one (an older run,
 * an empty warehouse) still gives a site: the table is empty, the column is null. Types are DuckDB's.
 */
export const siteTables: Record<string, Record<string, string>> = {
  ...reportTables,
  ...scenarioTables,
  ...ledgerTables,
};

/** A value of a query's answer: dates are `YYYY-MM-DD`, whole numbers are numbers. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };
export type Row = Record<string, Value>;

/** One column of the data dictionary. */
export interface DictionaryColumn {
  name: string;
  description?: string;
  description_vi?: string;
  unit?: string;
  type?: string;
}

/** One table of the data dictionary, from the model's yaml twin. */
export interface DictionaryTable {
  name: string;
  description?: string;
  description_vi?: string;
  grain?: string;
  grain_vi?: string;
  key?: string[];
  columns: DictionaryColumn[];
  /** The bare SELECT that makes the table. */
  sql?: string;
  /** Tables that the SELECT reads. */
  parents?: string[];
}
