/** Ruled lines of a PDF page: strokes and thin filled boxes, as horizontal and vertical segments. */

/** A point's matrix [a, b, c, d, e, f]. */
export type Matrix = [number, number, number, number, number, number];

/** `at` is y of a horizontal segment, x of a vertical one; `from` < `to`. Points, y down from the page's top. */
export interface Segment {
  at: number;
  from: number;
  to: number;
}

export interface Rules {
  horizontal: Segment[];
  vertical: Segment[];
}

/** What is drawn as lines, and that with the edges of shaded areas, which may be cells or only stripes behind rows. */
export interface PageRules {
  drawn: Rules;
  shaded: Rules;
}

/** Numbers of the drawing operators, from the library. */
export interface DrawingOperators {
  save: number;
  restore: number;
  transform: number;
  constructPath: number;
  paintFormXObjectBegin: number;
  paintFormXObjectEnd: number;
  endPath: number;
  fill: number;
  eoFill: number;
  clip: number;
  eoClip: number;
}

/** Boxes thinner than this are lines; slanted lines beyond it are none. */
const thin = 3;
/** Two strokes of one border; lines further apart may belong to two tables, one under the other. */
const sameLine = 1.2;
/** Shorter marks are no borders of cells but parts of pictures and letters. */
const shortest = 4;
/** No page of a report has this many; a drawing has. */
const mostSegments = 60_000;

/** Collects the segments of a page from its operator list. */
export function collectRules(
  list: { fnArray: number[]; argsArray: unknown[] },
  operators: DrawingOperators,
  base: Matrix,
): PageRules {
  const rules: Rules = { horizontal: [], vertical: [] };
  const shades: Rules = { horizontal: [], vertical: [] };
  const fills = new Set<unknown>([operators.fill, operators.eoFill]);
  let matrix = base;
  const saved: Matrix[] = [];
  for (let index = 0; index < list.fnArray.length; index += 1) {
    const operator = list.fnArray[index];
    const args = list.argsArray[index] as unknown[] | null;
    if (operator === operators.save) saved.push(matrix);
    else if (operator === operators.restore) matrix = saved.pop() ?? base;
    else if (operator === operators.transform && args) matrix = multiply(matrix, args as unknown as Matrix);
    else if (operator === operators.paintFormXObjectBegin) {
      saved.push(matrix);
      if (args?.[0]) matrix = multiply(matrix, args[0] as Matrix);
    } else if (operator === operators.paintFormXObjectEnd) matrix = saved.pop() ?? base;
    else if (operator === operators.constructPath && args) {
      if (args[0] === operators.endPath) continue;
      for (const data of (args[1] as (ArrayLike<number> | null)[] | null) ?? []) {
        if (data) addPath(rules, data, matrix, fills.has(args[0]) ? shades : rules);
      }
    }
    const count = [rules, shades].reduce(
      (sum, { horizontal, vertical }) => sum + horizontal.length + vertical.length,
      0,
    );
    if (count > mostSegments) break;
  }
  return {
    drawn: joined(rules.horizontal, rules.vertical),
    shaded: joined([...rules.horizontal, ...shades.horizontal], [...rules.vertical, ...shades.vertical]),
  };
}

function joined(horizontal: Segment[], vertical: Segment[]): Rules {
  const copies = (segments: Segment[]) => segments.map((segment) => ({ ...segment }));
  return { horizontal: joinSegments(copies(horizontal)), vertical: joinSegments(copies(vertical)) };
}

/** Path data: 0 x y move, 1 x y line, 2 cubic curve (6 numbers), 3 quadratic curve (4), 4 close. */
function addPath(rules: Rules, data: ArrayLike<number>, matrix: Matrix, areas: Rules): void {
  let start: [number, number] = [0, 0];
  let point: [number, number] = [0, 0];
  let edges: [[number, number], [number, number]][] = [];
  const flush = () => {
    addShape(rules, edges, areas);
    edges = [];
  };
  for (let index = 0; index < data.length; ) {
    const kind = data[index];
    const at = (offset: number): [number, number] =>
      apply(matrix, data[index + offset] as number, data[index + offset + 1] as number);
    if (kind === 0) {
      flush();
      point = at(1);
      start = point;
      index += 3;
    } else if (kind === 1) {
      const next = at(1);
      edges.push([point, next]);
      point = next;
      index += 3;
    } else if (kind === 2) {
      point = at(5);
      index += 7;
    } else if (kind === 3) {
      point = at(3);
      index += 5;
    } else if (kind === 4) {
      edges.push([point, start]);
      point = start;
      index += 1;
    } else break;
  }
  flush();
}

/** A box thinner than a line's width is one line along its middle; anything else gives its straight edges. */
function addShape(rules: Rules, edges: [[number, number], [number, number]][], areas: Rules): void {
  if (edges.length === 0) return;
  const xs = edges.flatMap(([a, b]) => [a[0], b[0]]);
  const ys = edges.flatMap(([a, b]) => [a[1], b[1]]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  if (bottom - top <= thin || right - left <= thin) {
    if (bottom - top <= right - left) addSegment(rules.horizontal, (top + bottom) / 2, left, right);
    else addSegment(rules.vertical, (left + right) / 2, top, bottom);
    return;
  }
  for (const [a, b] of edges) {
    if (Math.abs(a[1] - b[1]) < 0.5)
      addSegment(areas.horizontal, (a[1] + b[1]) / 2, Math.min(a[0], b[0]), Math.max(a[0], b[0]));
    else if (Math.abs(a[0] - b[0]) < 0.5) {
      addSegment(areas.vertical, (a[0] + b[0]) / 2, Math.min(a[1], b[1]), Math.max(a[1], b[1]));
    }
  }
}

function addSegment(segments: Segment[], at: number, from: number, to: number): void {
  if (to - from >= shortest && Number.isFinite(at + from + to)) segments.push({ at, from, to });
}

/** Segments on one line (within a line's width) that touch become one. */
function joinSegments(segments: Segment[]): Segment[] {
  const sorted = [...segments].sort((a, b) => a.at - b.at);
  const groups: Segment[][] = [];
  for (const segment of sorted) {
    const group = groups.at(-1);
    if (group && segment.at - (group[0] as Segment).at <= sameLine) group.push(segment);
    else groups.push([segment]);
  }
  const joined: Segment[] = [];
  for (const group of groups) {
    const at = group.reduce((sum, segment) => sum + segment.at, 0) / group.length;
    let last: Segment | undefined;
    for (const { from, to } of group.sort((a, b) => a.from - b.from)) {
      if (last && from <= last.to + thin) last.to = Math.max(last.to, to);
      else {
        last = { at, from, to };
        joined.push(last);
      }
    }
  }
  return joined;
}

export function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

export function apply(m: Matrix, x: number, y: number): [number, number] {
  return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
}
