/**
 * Decides between the two readings of a printed number (31,250 is 31250 or 31.25) by what stands around it.
 * The order of evidence, the first that speaks decides:
 *  1. only one reading exists (95,3; 2.345.678; a workbook's stored number);
 *  2. the unit: rates and points have decimals, counted things are whole;
 *  3. a sentence of the same row prints the same value in a way that can be read;
 *  4. the unambiguous figures of the same row and unit: a sign is not thousands here and decimals there;
 *  5. a percentage in the row's sentence that only one reading gives (estimate ÷ plan);
 *  6. the column's figures of the same unit, then the table's, then all of the table;
 *  7. the size that such a column has (a project costs billions of đồng, not millions), and what follows for its neighbours;
 *  8. size: one reading stands a thousand times nearer to the row's other figures;
 *  9. the Vietnamese standard, for dots only: a dot parts thousands. A comma alone proves nothing.
 * What no evidence settles has no value.
 */
import type { UnitKind } from "../reference/units.ts";
import type { NumberCandidate, NumberForm, NumberToken } from "./numbers.ts";

export interface JointCell {
  key: string;
  row: string;
  column: string;
  /** Code of the unit, or "" where none is known. */
  unit: string;
  unitKind: UnitKind | null;
  token: NumberToken;
}

/** A figure of a row's sentence, in the row's unit. */
export interface SentenceFigure {
  value: number;
  halfStep: number;
}

export interface RowEvidence {
  figures: SentenceFigure[];
  percentages: SentenceFigure[];
}

export type Basis =
  | "printed"
  | "unit"
  | "sentence"
  | "row"
  | "percentage"
  | "column"
  | "table_unit"
  | "table"
  | "column_size"
  | "size"
  | "standard"
  | "none";

export interface JointReading {
  candidate: NumberCandidate | null;
  basis: Basis;
  /** Evidence of the row speaks against the reading taken. */
  isContested: boolean;
}

/** The pairs of columns whose ratio a sentence states as a percentage: part, whole. */
export type RatioColumns = [part: string, whole: string][];

/** Whether a number can be the middle one of the cell's column; null where nobody knows. */
export type TypicalSize = (cell: JointCell, median: number) => boolean | null;

export function resolveJointly(
  cells: JointCell[],
  evidence: Map<string, RowEvidence> = new Map(),
  ratios: RatioColumns = [],
  isTypical: TypicalSize = () => null,
): Map<string, JointReading> {
  const readings = new Map<string, JointReading>();
  const settle = (basis: Basis, choose: (cell: JointCell) => NumberCandidate | null) => {
    // Of one pass all are decided by what stood before it, so the order of the cells can't matter.
    const found = cells
      .filter((cell) => !readings.has(cell.key))
      .map((cell) => [cell.key, choose(cell)] as const)
      .filter((entry): entry is [string, NumberCandidate] => entry[1] !== null);
    for (const [key, candidate] of found) readings.set(key, { candidate, basis, isContested: false });
  };
  const settled = (test: (cell: JointCell) => boolean) =>
    cells
      .filter((cell) => readings.has(cell.key) && test(cell))
      .map((cell) => readings.get(cell.key)?.candidate ?? null);
  const isSpacingHabit = partsThousandsBySpaces(cells);

  settle("printed", (cell) => (cell.token.isAmbiguous ? null : (cell.token.candidates[0] ?? null)));
  settle("unit", (cell) => byUnit(cell));
  const plainReadings = new Map(readings);
  settle("sentence", (cell) => bySentence(cell, evidence.get(cell.row)));
  const sameRow = (cell: JointCell) => (other: JointCell) => other.row === cell.row && other.unit === cell.unit;
  settle("row", (cell) => byVotes(cell, settled(sameRow(cell)), isSpacingHabit));
  settle("percentage", (cell) => byPercentage(cell, cells, readings, evidence.get(cell.row), ratios));
  settle("row", (cell) => byVotes(cell, settled(sameRow(cell)), isSpacingHabit));
  settle("column", (cell) =>
    byVotes(
      cell,
      settled((other) => other.column === cell.column && other.unit === cell.unit),
      isSpacingHabit,
    ),
  );
  settle("table_unit", (cell) =>
    byVotes(
      cell,
      settled((other) => other.unit === cell.unit),
      isSpacingHabit,
    ),
  );
  settle("table", (cell) =>
    byVotes(
      cell,
      settled(() => true),
      isSpacingHabit,
    ),
  );
  settle("column_size", (cell) => byColumnSize(cell, cells, isTypical));
  for (const basis of ["table_unit", "table"] as const) {
    settle(basis, (cell) =>
      byVotes(
        cell,
        settled((other) => basis === "table" || other.unit === cell.unit),
        isSpacingHabit,
      ),
    );
  }
  settle("size", (cell) => bySize(cell, settled(sameRow(cell))));
  settle("standard", (cell) => cell.token.candidates.find((one) => one.form === "thousands_dot") ?? null);
  for (const cell of cells) {
    const reading = readings.get(cell.key);
    if (!reading) readings.set(cell.key, { candidate: null, basis: "none", isContested: false });
    else if (reading.basis === "sentence") {
      const row = cells
        .filter((other) => sameRow(cell)(other) && plainReadings.has(other.key))
        .map((other) => plainReadings.get(other.key)?.candidate ?? null);
      const other = byVotes(cell, row, isSpacingHabit);
      reading.isContested = other !== null && other.form !== reading.candidate?.form;
    }
  }
  return readings;
}

function byUnit(cell: JointCell): NumberCandidate | null {
  if (cell.unitKind === "rate" || cell.unitKind === "index") return ofRole(cell.token, "decimal");
  if (cell.unitKind === "count") return ofRole(cell.token, "thousands");
  return null;
}

function bySentence(cell: JointCell, evidence: RowEvidence | undefined): NumberCandidate | null {
  // The "7" of "7 tháng" is near 7.212 by chance: only a figure with digits enough speaks for a value.
  const figures = (evidence?.figures ?? []).filter((figure) => figure.halfStep <= Math.abs(figure.value) * 0.01);
  const fitting = cell.token.candidates.filter((candidate) =>
    figures.some(
      (figure) => Math.abs(figure.value - candidate.value) <= Math.max(figure.halfStep, candidate.halfStep) * 1.001,
    ),
  );
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function byPercentage(
  cell: JointCell,
  cells: JointCell[],
  readings: Map<string, JointReading>,
  evidence: RowEvidence | undefined,
  ratios: RatioColumns,
): NumberCandidate | null {
  if (!evidence?.percentages.length) return null;
  const valueAt = (column: string) => {
    const other = cells.find((one) => one.row === cell.row && one.column === column && one.unit === cell.unit);
    return other ? (readings.get(other.key)?.candidate?.value ?? null) : null;
  };
  const fitting = cell.token.candidates.filter((candidate) =>
    ratios.some(([part, whole]) => {
      const partValue = cell.column === part ? candidate.value : valueAt(part);
      const wholeValue = cell.column === whole ? candidate.value : valueAt(whole);
      if ((cell.column !== part && cell.column !== whole) || partValue === null || !wholeValue) return false;
      const ratio = (partValue / wholeValue) * 100;
      // Authors cut digits off as often as they round, so a whole printed step is allowed.
      return evidence.percentages.some((stated) => Math.abs(stated.value - ratio) <= stated.halfStep * 2.001);
    }),
  );
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/**
 * Where a space parts thousands, dots and commas don't: but only who does so as a rule has told something of the signs. One
 * number with a space among many with dots is a slip.
 */
function partsThousandsBySpaces(cells: JointCell[]): boolean {
  const isSpaced = ({ token }: JointCell) => token.candidates.some((one) => signRoles(one.form).thousands === " ");
  return cells.filter(isSpaced).length >= cells.filter(({ token }) => token.isAmbiguous).length;
}

/** What the neighbours use the signs for, where they agree. */
function byVotes(
  cell: JointCell,
  neighbours: (NumberCandidate | null)[],
  isSpacingHabit: boolean,
): NumberCandidate | null {
  const sign = ofRole(cell.token, "thousands")?.form === "thousands_comma" ? "," : ".";
  let thousands = 0;
  let decimals = 0;
  for (const neighbour of neighbours) {
    if (!neighbour) continue;
    const roles = signRoles(neighbour.form);
    if (roles.thousands === " " && roles.decimal === null && !isSpacingHabit) continue;
    if (roles.thousands === sign || (roles.decimal !== null && roles.decimal !== sign)) thousands++;
    if (roles.decimal === sign || (roles.thousands !== null && roles.thousands !== sign)) decimals++;
  }
  if (thousands > 0 && decimals > 0) return null;
  if (thousands > 0) return ofRole(cell.token, "thousands");
  return decimals > 0 ? ofRole(cell.token, "decimal") : null;
}

/** Reads the whole column both ways; where only one gives a column of the size that such a column has, that one. */
function byColumnSize(cell: JointCell, cells: JointCell[], isTypical: TypicalSize): NumberCandidate | null {
  const column = cells.filter((other) => other.column === cell.column && other.unit === cell.unit);
  const fitting = (["thousands", "decimal"] as const).filter((role) => {
    const values = column
      .flatMap(({ token }) => ofRole(token, role)?.value ?? token.candidates[0]?.value ?? [])
      .filter((value) => value > 0)
      .sort((one, other) => one - other);
    const median = values[Math.floor(values.length / 2)];
    return median !== undefined && isTypical(cell, median) === true;
  });
  return fitting.length === 1 && fitting[0] ? ofRole(cell.token, fitting[0]) : null;
}

/** Takes the reading whose size is within a factor of thirty of the row's others, where the other reading is far off. */
function bySize(cell: JointCell, neighbours: (NumberCandidate | null)[]): NumberCandidate | null {
  const sizes = neighbours.flatMap((one) => (one && one.value !== 0 ? [Math.log10(Math.abs(one.value))] : []));
  if (sizes.length === 0) return null;
  const far = (candidate: NumberCandidate) =>
    Math.min(...sizes.map((size) => Math.abs(size - Math.log10(Math.abs(candidate.value)))));
  const near = cell.token.candidates.filter((candidate) => candidate.value !== 0 && far(candidate) < 1.2);
  return near.length === 1 ? (near[0] ?? null) : null;
}

function ofRole(token: NumberToken, role: "thousands" | "decimal"): NumberCandidate | null {
  return token.candidates.find((candidate) => candidate.form.startsWith(role)) ?? null;
}

/** Which sign parts thousands and which decimals in a form. */
export function signRoles(form: NumberForm): { thousands: "." | "," | " " | null; decimal: "." | "," | null } {
  switch (form) {
    case "plain":
      return { thousands: null, decimal: null };
    case "thousands_dot":
      return { thousands: ".", decimal: null };
    case "thousands_comma":
      return { thousands: ",", decimal: null };
    case "thousands_space":
      return { thousands: " ", decimal: null };
    case "decimal_comma":
      return { thousands: null, decimal: "," };
    case "decimal_dot":
      return { thousands: null, decimal: "." };
    case "dot_comma":
      return { thousands: ".", decimal: "," };
    case "comma_dot":
      return { thousands: ",", decimal: "." };
    case "space_comma":
      return { thousands: " ", decimal: "," };
    case "space_dot":
      return { thousands: " ", decimal: "." };
  }
}
