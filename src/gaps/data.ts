/** A budget year of one locality as the gap of any day needs it: rows of marts.disbursement_spans, packed by line. */
import type { Row } from "../site-tables.ts";
import type { Anchor, GapLine, Told } from "./at.ts";

export interface PackedTold extends Told {
  reportId: string;
  /** The printed row. */
  sourceRef: string;
}

export interface PackedLine extends GapLine {
  key: string;
  level: "project" | "component";
  group: string | null;
  /** Key of a component's project. */
  project: string;
  name: string;
  /** The newest printed row. */
  sourceRef: string;
  told: PackedTold[];
}

export interface GapData {
  locality_id: string;
  year: number;
  /** First and last day of the budget year. */
  first: string;
  last: string;
  /** In the order of print, components after their project. */
  lines: PackedLine[];
}

/**
 * @param rows rows of one locality and budget year, in any order
 * @returns null where there are none
 */
export function packGaps(rows: readonly Row[]): GapData | null {
  const byKey = new Map<string, Row[]>();
  for (const row of rows) {
    const key = String(row.line_key);
    const group = byKey.get(key);
    if (group) group.push(row);
    else byKey.set(key, [row]);
  }
  const first = rows[0];
  if (!first) return null;
  const days = rows.flatMap((row) => [String(row.from_date), String(row.to_date)]).sort();
  const lines = [...byKey].map(([key, spans]) => ({
    position: Number(spans[0]?.position),
    line: packLine(key, spans),
  }));
  lines.sort((one, other) => one.position - other.position || (one.line.key < other.line.key ? -1 : 1));
  return {
    locality_id: String(first.locality_id),
    year: Number(first.budget_year),
    first: days[0] as string,
    last: days.at(-1) as string,
    lines: lines.map(({ line }) => line),
  };
}

function packLine(key: string, spans: readonly Row[]): PackedLine {
  const [planned, paid] = [new Map<string, number>(), new Map<string, number>()];
  const told = new Map<string, PackedTold>();
  for (const row of spans) {
    for (const side of ["before", "after"]) {
      for (const [name, anchors] of [["planned", planned] as const, ["paid", paid] as const]) {
        const day = row[`${name}_${side}_date`];
        if (day) anchors.set(String(day), Number(row[`${name}_${side}_vnd`]));
      }
    }
    if (row.known_report_id === null || row.known_report_id === undefined) continue;
    told.set(String(row.known_issued_date), {
      day: String(row.known_issued_date),
      planned: numberOf(row.known_planned_vnd),
      plannedUntil: textOf(row.known_planned_until_date),
      paid: numberOf(row.known_actual_vnd),
      paidUntil: textOf(row.known_actual_until_date),
      reportId: String(row.known_report_id),
      sourceRef: String(row.known_source_ref),
    });
  }
  const row = spans[0] as Row;
  const tail = row.component ? `/${row.component}` : "";
  return {
    key,
    level: row.level === "component" ? "component" : "project",
    group: textOf(row.group_code),
    project: tail ? key.slice(0, key.lastIndexOf(tail)) : key,
    name: String(row.name ?? key),
    sourceRef: String([...spans].sort((a, b) => (String(a.from_date) < String(b.from_date) ? 1 : -1))[0]?.source_ref),
    ceiling: numberOf(row.ceiling_vnd),
    planned: inOrder(planned),
    paid: inOrder(paid),
    told: [...told.values()].sort((one, other) => (one.day < other.day ? -1 : 1)),
  };
}

function inOrder(anchors: ReadonlyMap<string, number>): Anchor[] {
  return [...anchors].sort(([one], [other]) => (one < other ? -1 : 1));
}

function numberOf(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
