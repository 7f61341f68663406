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
  formula?: DictionaryFormula;
}

/** How a column is computed from others of its row: the first expression whose columns are all known. */
export interface DictionaryFormula {
  name: { vi: string; en: string };
  /** Arithmetic over column names. Empty for a column that is only read. */
  expressions: string[];
  /** Whether it gives every value; else it is shown where it does. */
  isAlways: boolean;
}

/** A sum over rows of one report, or a figure made of such sums. */
export interface DictionarySum {
  vi: string;
  en: string;
  unit: string;
  /** Summed over the rows whose columns equal `where` and whose `known` columns are not empty. */
  column?: string;
  where: Record<string, string>;
  known: string[];
  /** Arithmetic over other sums. */
  formula?: string;
}

/** A page that reads a table. */
export interface PageUse {
  name: string;
  label: { vi: string; en: string };
  /** As in the page's front matter. */
  scope: "report" | "year" | "site" | "source";
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
  sums?: Record<string, DictionarySum>;
  /** The bare SELECT that makes the table. */
  sql?: string;
  /** Tables that the SELECT reads. */
  parents?: string[];
  /** Pages whose queries read it. */
  pages?: PageUse[];
}
