/** A quick look at an answer: bars of its first number by its first column that is none. */
import type { Answer } from "./types.ts";

export interface QuickChart {
  label: string;
  value: string;
  bars: { label: string; value: number }[];
}

const most = 30;

/** @returns null where there is nothing to draw: no number, nothing to name it by, or a single row. */
export function quickChart({ columns, rows }: Answer): QuickChart | null {
  const valueAt = columns.findIndex((column) => column.kind === "number");
  const labelAt = columns.findIndex((column) => column.kind !== "number");
  const value = columns[valueAt];
  const label = columns[labelAt];
  if (!value || !label || rows.length < 2) return null;
  const bars = rows
    .slice(0, most)
    .filter((row) => typeof row[valueAt] === "number")
    .map((row) => ({ label: String(row[labelAt] ?? "–"), value: row[valueAt] as number }));
  return bars.length < 2 ? null : { label: label.name, value: value.name, bars };
}

/** Where the bars stand, on a line from 0 to 100: the scale always has zero in it. */
export function layout(bars: readonly { value: number }[]): {
  zero: number;
  bars: { start: number; length: number }[];
} {
  const low = Math.min(0, ...bars.map((bar) => bar.value));
  const high = Math.max(0, ...bars.map((bar) => bar.value));
  const scale = high === low ? 0 : 100 / (high - low);
  const at = (value: number) => (value - low) * scale;
  return {
    zero: at(0),
    bars: bars.map(({ value }) => ({ start: Math.min(at(0), at(value)), length: Math.abs(value) * scale })),
  };
}
