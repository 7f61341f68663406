import type { Row } from "../../src/site-tables.ts";

/** A text that tries to be HTML and script. */
export const hostile = '<img src=x onerror="alert(1)"> ${alert(2)} </script><script>alert(3)</script> & "quoted"';

/** One report of an invented ward. */
export interface Month {
  source: string;
  report: string;
  locality: string;
  name: string;
  period: string;
  issued: string;
  factor: number;
}

/** Adds a row of the month's report to a table. */
export type Add = (table: string, row: Row) => void;
/** Adds a printed line, cell by cell; @returns the reference of the cell that names it. */
export type Line = (
  table: number,
  row: number,
  appendix: string,
  name: string,
  key: string,
  texts: Record<string, string>,
) => string;
