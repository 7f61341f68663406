/** The description of the exported files, by the Data Package standard, version 2. */
import type { Model } from "../models/twin.ts";
import type { ExportedColumn } from "./exports.ts";

export interface ExportedFile {
  model: Model;
  /** The file's name in the exports folder. */
  name: string;
  rows: number;
  columns: ExportedColumn[];
  bytes: number;
  sha256: string;
}

/** The content of `datapackage.json`: a resource for each file, with its schema in words of both languages. */
export function dataPackage(files: readonly ExportedFile[]) {
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: "kichban",
    title: "Kịch bản: số liệu báo cáo của phường, xã, đặc khu",
    description:
      "Figures of the monthly reports of Vietnamese wards, communes and special zones: tasks, investment projects and indicators against the growth scenario, with every figure's source cell.",
    resources: files.map(resource),
  };
}

function resource(file: ExportedFile) {
  const extension = file.name.slice(file.name.lastIndexOf(".") + 1);
  const isArrow = extension === "arrow";
  return {
    name: file.name.replace(/\.(\w+)$/, isArrow ? "-arrow" : "").replaceAll(".", "-"),
    path: file.name,
    title: file.model.description.vi,
    description: `${file.model.description.en}. ${file.model.grain.en}.`,
    format: extension,
    mediatype: isArrow ? "application/vnd.apache.arrow.file" : "application/vnd.apache.parquet",
    bytes: file.bytes,
    hash: `sha256:${file.sha256}`,
    /** Rows, for people; not part of the standard. */
    rowCount: file.rows,
    schema: {
      $schema: "https://datapackage.org/profiles/2.0/tableschema.json",
      fields: file.columns.map((column) => field(file.model, column)),
      primaryKey: file.model.key,
      missingValues: [],
    },
  };
}

function field(model: Model, column: ExportedColumn) {
  const described = model.columns.find(({ name }) => name === column.name);
  const isRequired = described?.tests.includes("not_null") || model.key.includes(column.name);
  return {
    name: column.name,
    type: fieldType(column.type),
    ...(described ? { title: described.text.vi, description: described.text.en } : {}),
    ...(described?.unit ? { unit: described.unit } : {}),
    ...(isRequired ? { constraints: { required: true } } : {}),
  };
}

/** The standard's type for one of DuckDB's. */
function fieldType(type: string): string {
  if (type.endsWith("[]")) return "array";
  if (type.startsWith("STRUCT") || type.startsWith("MAP") || type === "JSON") return "object";
  if (type === "BOOLEAN") return "boolean";
  if (type === "DATE") return "date";
  if (type.startsWith("TIMESTAMP")) return "datetime";
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return "integer";
  if (/^(DOUBLE|FLOAT|DECIMAL)/.test(type)) return "number";
  return "string";
}
