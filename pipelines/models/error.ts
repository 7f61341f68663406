import { UserError } from "../errors.ts";

export type ModelErrorKind =
  | "twin" // a .sql without .yaml, or the other way round
  | "order" // a cycle, an unknown parent, a model without parents
  | "sql" // DuckDB refused the SELECT
  | "columns" // the twin and the SELECT disagree on columns
  | "test" // a test found rows
  | "message" // a finding's message can't be filled in
  | "example"; // given rows don't give the expected ones

/** A model that can't be built or whose test failed: which model, why, the rows that show it, and the SQL. */
export class ModelError extends UserError {
  readonly kind: ModelErrorKind;
  readonly model: string;
  readonly sql: string | null;
  readonly rows: readonly Record<string, unknown>[];

  constructor(
    kind: ModelErrorKind,
    model: string,
    sentence: string,
    details: { sql?: string; rows?: readonly Record<string, unknown>[]; cause?: unknown } = {},
  ) {
    const rows = details.rows ?? [];
    const parts = [`${model}: ${sentence}`];
    if (rows.length) parts.push("rows:", ...rows.slice(0, 10).map((row) => `  ${JSON.stringify(row)}`));
    if (details.sql)
      parts.push(
        "sql:",
        ...details.sql
          .trim()
          .split("\n")
          .map((line) => `  ${line}`),
      );
    super(parts.join("\n"), { code: `model_${kind}`, cause: details.cause });
    this.name = "ModelError";
    this.kind = kind;
    this.model = model;
    this.sql = details.sql ?? null;
    this.rows = rows;
  }
}
