import {
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
} from "@duckdb/node-api";
import { UserError } from "../errors.ts";
import { withWarehouse } from "./open.ts";

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonRow = Record<string, JsonValue>;

export interface QueryResult {
  /** In the order of the SELECT; two columns of one name get `_1`, `_2`. */
  columns: { name: string; type: string }[];
  rows: JsonRow[];
}

/** Runs one statement read-only on a warehouse file. Errors in the SQL are UserErrors. */
export async function queryRows(databaseFile: string, sql: string): Promise<QueryResult> {
  return withWarehouse(databaseFile, { readOnly: true }, async (connection) => {
    const count = await statementCount(connection, sql);
    if (count !== 1) {
      throw new UserError(
        count === 0 ? "There is no SQL to run: give one SELECT." : `Give one statement, not ${count}.`,
        { code: "sql_statements" },
      );
    }
    return readRows(connection, sql);
  });
}

/** Runs SQL on an open connection and gives JSON rows. Errors in the SQL are UserErrors. */
export async function readRows(
  connection: DuckDBConnection,
  sql: string,
  values: DuckDBValue[] = [],
): Promise<QueryResult> {
  try {
    const reader = await connection.runAndReadAll(sql, values.length ? values : undefined);
    const names = reader.deduplicatedColumnNames();
    const types = reader.columnTypes();
    const rows = reader
      .getRows()
      .map((row) => Object.fromEntries(row.map((value, index) => [names[index]!, toJson(value, types[index]!)])));
    return { columns: names.map((name, index) => ({ name, type: typeName(types[index]!) })), rows };
  } catch (error) {
    throw asSqlError(error, sql);
  }
}

async function statementCount(connection: DuckDBConnection, sql: string): Promise<number> {
  try {
    return (await connection.extractStatements(sql)).count;
  } catch (error) {
    // What the driver says when the text holds comments or nothing at all.
    if (error instanceof Error && error.message === "Error in native callback") return 0;
    throw asSqlError(error, sql);
  }
}

function typeName(type: DuckDBType): string {
  return type.alias ?? type.toString();
}

/**
 * A DuckDB value as JSON: whole numbers and decimals as numbers while those are exact (else as text), days as YYYY-MM-DD,
 * instants as ISO 8601, lists as arrays, structs and JSON as objects, anything else as DuckDB writes it.
 */
function toJson(value: DuckDBValue, type?: DuckDBType): JsonValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return type?.alias === "JSON" ? (JSON.parse(value) as JsonValue) : value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  if (value instanceof DuckDBDecimalValue) {
    const number = value.toDouble();
    return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : value.toString();
  }
  if (value instanceof DuckDBDateValue) return value.toString();
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) {
    return new Date(Number(value.micros / 1000n)).toISOString();
  }
  if (value instanceof DuckDBListValue) return value.items.map((item) => toJson(item));
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([name, entry]) => [name, toJson(entry)]));
  }
  if (value instanceof DuckDBMapValue) {
    return value.entries.map((entry) => ({ key: toJson(entry.key), value: toJson(entry.value) }));
  }
  return value.toString();
}

/** DuckDB's message in one sentence with the line of SQL that it speaks of. */
function asSqlError(error: unknown, sql: string): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  const match = /^(?:Failed to [a-z ]+: )?(\w[\w -]*? Error): (.*)$/s.exec(error.message);
  if (!match) return error;
  const [what = "", ...rest] = (match[2] ?? "").split("\n").filter((line) => line.trim() !== "");
  const candidates = rest.find((line) => /^(candidate|did you mean)/i.test(line.trim()));
  const marked = /LINE (\d+): (.*)\n(\s*)\^/.exec(error.message);
  const place = marked
    ? { vi: `dòng ${marked[1]}: ${marked[2]?.trim()}`, en: `line ${marked[1]}: ${marked[2]?.trim()}` }
    : { vi: `trong: ${shorten(sql)}`, en: `in: ${shorten(sql)}` };
  const hint = candidates ? ` ${candidates.trim()}` : "";
  const why = explain(match[1] ?? "", what);
  return new UserError(`The SQL can't be run: ${why.en} (${place.en}).${hint}`, {
    code: "sql",
    cause: error,
    vi: `Không chạy được câu SQL: ${why.vi} (${place.vi}).${hint}`,
  });
}

/** DuckDB's own words stay English, and name what they are about. */
function explain(kind: string, what: string): { vi: string; en: string } {
  if (/read-only/i.test(what)) {
    return {
      vi: "kho dữ liệu chỉ mở để đọc, câu lệnh này lại làm thay đổi kho",
      en: "the warehouse is open for reading only, and this statement would change it",
    };
  }
  // What an extension would reach is no file of the warehouse either.
  if (
    /disabled|external access|configuration has been locked|Permission|requires the extension/i.test(`${kind} ${what}`)
  ) {
    return {
      vi: "SQL ở đây không đọc được tệp hay mạng và không đổi được cài đặt",
      en: "SQL here can reach neither files nor the network, and can't change settings",
    };
  }
  const own = what.replace(/[.!]+$/, "");
  return { vi: own, en: own };
}

function shorten(sql: string): string {
  const flat = sql.replace(/\s+/g, " ").trim();
  return flat.length > 120 ? `${flat.slice(0, 117)}…` : flat;
}
