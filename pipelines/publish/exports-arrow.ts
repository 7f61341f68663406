/** Query results as Arrow files. The database's own Arrow writer is an extension that would have to be downloaded. */
import { createHash } from "node:crypto";
import { closeSync, openSync, writeSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { Field, makeData, RecordBatch, RecordBatchFileWriter, Schema, Struct } from "apache-arrow";
import { columnBuilder } from "./exports-arrowColumns.ts";

/**
 * Writes the result of a SELECT to an Arrow file (IPC file format, one batch). Equal rows give equal bytes. Rows are taken as
 * the database gives them, so that what is held is a column's numbers and its distinct texts, not every value as an object.
 * @returns the file's size and SHA-256
 */
export async function writeArrow(
  connection: DuckDBConnection,
  select: string,
  path: string,
): Promise<{ bytes: number; sha256: string }> {
  const result = await connection.stream(select);
  const names = result.deduplicatedColumnNames();
  const builders = result.columnTypes().map((type, index) => columnBuilder(type, index));
  let rows = 0;
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const { rowCount } = chunk;
    rows += rowCount;
    for (const [index, builder] of builders.entries()) {
      const vector = chunk.getColumnVector(index);
      for (let row = 0; row < rowCount; row++) builder.add(vector.getItem(row));
    }
  }
  const children = builders.map((builder) => builder.finish());
  const schema = new Schema(children.map((data, index) => new Field(names[index]!, data.type, true)));
  const batch = new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length: rows, children }));
  const writer = RecordBatchFileWriter.writeAll([batch]);
  const hash = createHash("sha256");
  let bytes = 0;
  const file = openSync(path, "wx");
  try {
    for await (const part of writer) {
      hash.update(part);
      for (let written = 0; written < part.length; ) written += writeSync(file, part, written);
      bytes += part.length;
    }
  } finally {
    closeSync(file);
  }
  return { bytes, sha256: hash.digest("hex") };
}
