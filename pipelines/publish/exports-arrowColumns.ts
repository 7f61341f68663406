/** Columns of a query's result on their way to Arrow: values are added one by one, and kept in the form in which Arrow has them. */
import {
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
  type Data,
  type DataType,
  DateDay,
  Dictionary,
  Field,
  Float64,
  Int32,
  Int64,
  List,
  makeData,
  Struct,
  TimestampMillisecond,
  Utf8,
  Vector,
  vectorFromArray,
} from "apache-arrow";

export interface ColumnBuilder {
  add(value: DuckDBValue): void;
  /** Everything added, as Arrow has it. */
  finish(): Data;
}

/**
 * @param column the column's number: the dictionary of repeated texts is named after it, so that it does not depend on what
 *   was written before
 */
export function columnBuilder(type: DuckDBType, column: number): ColumnBuilder {
  const arrow = scalarType(type);
  if (arrow instanceof Utf8) return new TextColumn(column);
  if (arrow instanceof Bool) return new BooleanColumn();
  if (arrow instanceof Float64) return new NumberColumn(arrow, Float64Array, (value) => value as number);
  if (arrow instanceof Int32) return new NumberColumn(arrow, Int32Array, (value) => value as number);
  if (arrow instanceof DateDay) return new NumberColumn(arrow, Int32Array, (value) => (value as DuckDBDateValue).days);
  if (arrow instanceof Int64) return new NumberColumn(arrow, BigInt64Array, (value) => BigInt(value as bigint));
  if (arrow instanceof TimestampMillisecond) {
    return new NumberColumn(arrow, BigInt64Array, (value) => (value as DuckDBTimestampValue).micros / 1000n);
  }
  return new NestedColumn(arrow);
}

type Numbers = Float64Array | Int32Array | BigInt64Array;

/** Twice the room, with what is there. */
function grown<Room extends Numbers | Uint8Array>(room: Room): Room {
  const larger = new (room.constructor as new (length: number) => Room)(room.length * 2);
  larger.set(room as never);
  return larger;
}

const firstRoom = 2048;

/** Which rows have a value: a bit each. */
class Validity {
  #bits = new Uint8Array(firstRoom / 8);
  #length = 0;
  missing = 0;

  add(isThere: boolean): void {
    if (this.#length >> 3 === this.#bits.length) this.#bits = grown(this.#bits);
    if (isThere) this.#bits[this.#length >> 3]! |= 1 << (this.#length & 7);
    else this.missing++;
    this.#length++;
  }

  finish(): { nullCount: number; nullBitmap?: Uint8Array } {
    return { nullCount: this.missing, ...(this.missing > 0 && { nullBitmap: bytesOfBits(this.#bits, this.#length) }) };
  }
}

const bytesOfBits = (bits: Uint8Array, length: number): Uint8Array => bits.slice(0, (length + 7) >> 3);

class NumberColumn<Room extends Numbers> implements ColumnBuilder {
  readonly #type: DataType;
  readonly #read: (value: DuckDBValue) => Room[number];
  readonly #validity = new Validity();
  #values: Room;
  #length = 0;

  constructor(type: DataType, room: new (length: number) => Room, read: (value: DuckDBValue) => Room[number]) {
    this.#type = type;
    this.#read = read;
    this.#values = new room(firstRoom);
  }

  add(value: DuckDBValue): void {
    if (this.#length === this.#values.length) this.#values = grown(this.#values);
    this.#validity.add(value !== null);
    if (value !== null) this.#values[this.#length] = this.#read(value);
    this.#length++;
  }

  finish(): Data {
    const data = this.#values.subarray(0, this.#length);
    return makeData({
      type: this.#type as Int32,
      length: this.#length,
      data: data as Int32Array,
      ...this.#validity.finish(),
    });
  }
}

class BooleanColumn implements ColumnBuilder {
  readonly #validity = new Validity();
  #bits = new Uint8Array(firstRoom / 8);
  #length = 0;

  add(value: DuckDBValue): void {
    if (this.#length >> 3 === this.#bits.length) this.#bits = grown(this.#bits);
    this.#validity.add(value !== null);
    if (value === true) this.#bits[this.#length >> 3]! |= 1 << (this.#length & 7);
    this.#length++;
  }

  finish(): Data {
    const data = bytesOfBits(this.#bits, this.#length);
    return makeData({ type: new Bool(), length: this.#length, data, ...this.#validity.finish() });
  }
}

/** Texts, each kept once. Where they repeat, Arrow gets them so too, as a dictionary. */
class TextColumn implements ColumnBuilder {
  readonly #column: number;
  readonly #codes = new Map<string, number>();
  readonly #rows = new NumberColumn(new Int32(), Int32Array, (value) => value as number);
  #length = 0;
  #hasMissing = false;
  #codeOfRow = new Int32Array(firstRoom);
  #lastText: string | null = null;
  #lastCode = -1;

  constructor(column: number) {
    this.#column = column;
  }

  add(value: DuckDBValue): void {
    if (this.#length === this.#codeOfRow.length) this.#codeOfRow = grown(this.#codeOfRow);
    if (value === null) {
      this.#hasMissing = true;
      this.#codeOfRow[this.#length++] = -1;
      return;
    }
    const text = value as string;
    // Rows are in order: a text often repeats the one above, and comparing is cheaper than looking up.
    if (text !== this.#lastText) {
      let code = this.#codes.get(text);
      if (code === undefined) {
        code = this.#codes.size;
        this.#codes.set(text, code);
      }
      this.#lastText = text;
      this.#lastCode = code;
    }
    this.#codeOfRow[this.#length++] = this.#lastCode;
  }

  finish(): Data {
    const codes = this.#codeOfRow.subarray(0, this.#length);
    const distinct = this.#codes.size + (this.#hasMissing ? 1 : 0);
    if (this.#length < 16 || distinct * 2 > this.#length) return textData(codes, [...this.#codes.keys()]);
    for (const code of codes) this.#rows.add(code < 0 ? null : code);
    const rows = this.#rows.finish();
    const dictionary = new Vector([
      textData(
        new Int32Array(this.#codes.size).map((_, code) => code),
        [...this.#codes.keys()],
      ),
    ]);
    return makeData({
      type: new Dictionary(new Utf8(), new Int32(), this.#column),
      length: this.#length,
      data: rows.values as Int32Array,
      nullCount: rows.nullCount,
      ...(rows.nullCount > 0 && { nullBitmap: rows.nullBitmap }),
      dictionary,
    });
  }
}

/** Texts one after another; `codes` say which of them each row has, -1 where it has none. */
function textData(codes: Int32Array, texts: readonly string[]): Data<Utf8> {
  const encoded = texts.map((text) => Buffer.from(text));
  const valueOffsets = new Int32Array(codes.length + 1);
  const validity = new Validity();
  let end = 0;
  for (const [row, code] of codes.entries()) {
    validity.add(code >= 0);
    end += code < 0 ? 0 : encoded[code]!.length;
    valueOffsets[row + 1] = end;
  }
  const data = new Uint8Array(end);
  for (const [row, code] of codes.entries()) if (code >= 0) data.set(encoded[code]!, valueOffsets[row]!);
  return makeData({ type: new Utf8(), length: codes.length, valueOffsets, data, ...validity.finish() });
}

/** Lists and structs: few, and left to Arrow's own builders. */
class NestedColumn implements ColumnBuilder {
  readonly #type: DataType;
  readonly #values: unknown[] = [];

  constructor(type: DataType) {
    this.#type = type;
  }

  add(value: DuckDBValue): void {
    this.#values.push(plain(value));
  }

  finish(): Data {
    const { data } = vectorFromArray(this.#values, this.#type);
    return data[0] ?? makeData({ type: this.#type as Utf8, length: 0 });
  }
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
