/** A value of an answer; days are `YYYY-MM-DD`. */
export type AnswerValue = string | number | boolean | null;

export interface AnswerColumn {
  name: string;
  kind: "number" | "day" | "boolean" | "text";
}

export interface Answer {
  columns: AnswerColumn[];
  rows: AnswerValue[][];
}

export interface Engine {
  query(sql: string): Promise<Answer>;
}

/** Addresses of what the engine is made of. */
export interface EngineFiles {
  wasm: string;
  worker: string;
  /** The list of tables, a JSON file; its files stand beside it. */
  tables: string;
}
