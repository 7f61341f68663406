/** Query results as Arrow files. The database's own Arrow writer is an extension that would have to be downloaded. */
import {
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBListValue,
  DuckDBStructValue,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from "@duckdb/node-api";
import {
  Bool,
  type DataType,
  DateDay,
  Dictionary,
  Field,
  Float64,
  Int32,
  Int64,
  List,
  Struct,
  Table,
  TimestampMillisecond,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";

/** The result of a SELECT as the bytes of an Arrow file (IPC file format). Equal rows give equal bytes. */
export async function writeArrow(connection: DuckDBConnection, select: string): Promise<Uint8Array> {
  const reader = await connection.runAndReadAll(select);
  const names = reader.deduplicatedColumnNames();
  const types = reader.columnTypes();
  const columns = reader.getColumns();
  const vectors: Record<string, Vector> = {};
  for (const [index, name] of names.entries()) {
    const values = (columns[index] ?? []).map(plain);
    vectors[name] = vectorFromArray(values, arrowType(types[index]!, values, index));
  }
  return tableToIPC(new Table(vectors), "file");
}

/** Text that repeats becomes a dictionary, whose number is the column's, so that it does not depend on what was written before. */
function arrowType(type: DuckDBType, values: readonly unknown[], column: number): DataType {
  const plainType = scalarType(type);
  if (!(plainType instanceof Utf8) || values.length < 16) return plainType;
  const distinct = new Set(values).size;
  return distinct * 2 <= values.length ? new Dictionary(new Utf8(), new Int32(), column) : plainType;
}

function scalarType(type: DuckDBType): DataType {
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return new Bool();
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
      return new Int32();
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UINTEGER:
      return new Int64();
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return new Float64();
    case DuckDBTypeId.DATE:
      return new DateDay();
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_TZ:
      return new TimestampMillisecond();
    case DuckDBTypeId.VARCHAR:
    case DuckDBTypeId.ENUM:
      return new Utf8();
    case DuckDBTypeId.LIST:
      return new List(new Field("item", scalarType((type as { valueType: DuckDBType }).valueType), true));
    case DuckDBTypeId.STRUCT: {
      const struct = type as unknown as { entryNames: string[]; entryTypes: DuckDBType[] };
      return new Struct(
        struct.entryNames.map((name, index) => new Field(name, scalarType(struct.entryTypes[index]!), true)),
      );
    }
    default:
      throw new Error(`no Arrow type is known for ${type.toString()}: cast it in the model, or say here what it is`);
  }
}

function plain(value: DuckDBValue): unknown {
  if (value instanceof DuckDBDateValue) return new Date(value.days * 86_400_000);
  if (value instanceof DuckDBTimestampValue) return Number(value.micros / 1000n);
  if (value instanceof DuckDBListValue) return value.items.map(plain);
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([name, entry]) => [name, plain(entry)]));
  }
  return value;
}
