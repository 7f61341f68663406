/** The rows of a table: which are shown, in which order, and how they come into the page without holding up a key press. */
import { fold } from "../lib/fold.ts";
import { afterFrame } from "./afterFrame.ts";
import { type Order, orderText } from "./tableState.ts";

export interface Wanted {
  /** Words that a row's text must have, folded. */
  words: readonly string[];
  /** A view's key, or nothing. */
  view: string;
  /** By column: the value that its cells must have. */
  values: ReadonlyMap<number, string>;
  order: Order | null;
}

export interface TableRows {
  /** Rows that are wanted, in their order. */
  shown(): readonly HTMLTableRowElement[];
  total: number;
  /** Works out what is wanted and puts it into the page, what is in view at once. */
  show(wanted: Wanted): void;
  /** Makes a change that touches each row, and lays them out anew, what is in view first. */
  layOut(change: () => void): void;
  /** All rows now: what is printed must not wait. */
  finish(): void;
}

/** Rows of a frame, where it isn't known how many fill the window. */
const batch = 12;

interface Entry {
  row: HTMLTableRowElement;
  index: number;
  text: string | null;
  keys: (string | undefined)[];
}

/**
 * @param frame what holds the table; it keeps its height while rows are under way, and is no longer busy when all have come
 * @param isNumber whether a column sorts by value
 */
export function tableRows(
  frame: HTMLElement,
  body: HTMLTableSectionElement,
  isNumber: (column: number) => boolean,
): TableRows {
  const entries: Entry[] = [...body.rows].map((row, index) => ({ row, index, text: null, keys: [] }));
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const painter = rowPainter(frame, body);
  let current = entries;
  let orderedBy = "";

  const compare = ({ column, isDescending }: Order) => {
    const sign = isDescending ? -1 : 1;
    const order = isNumber(column)
      ? (left: string, right: string) => Number(left) - Number(right)
      : (left: string, right: string) => collator.compare(left, right);
    return (a: Entry, b: Entry) => {
      const [left, right] = [keyOf(a, column), keyOf(b, column)];
      // Rows without a value stay last, whichever way is up.
      if (left === "" || right === "") return Number(left === "") - Number(right === "") || a.index - b.index;
      return sign * order(left, right) || a.index - b.index;
    };
  };

  return {
    total: entries.length,
    shown: () => current.map(({ row }) => row),
    show({ words, view, values, order }) {
      current = entries.filter(
        (entry) =>
          words.every((word) => textOf(entry).includes(word)) &&
          (!view || (entry.row.dataset.g ?? "").split(" ").includes(view)) &&
          [...values].every(([column, value]) => keyOf(entry, column) === value),
      );
      if (order) current.sort(compare(order));
      const shown = new Set(current);
      const isMoved = orderedBy !== orderText(order);
      orderedBy = orderText(order);
      painter.paint(
        current.map(({ row }) => row),
        entries.filter((entry) => !shown.has(entry)).map(({ row }) => row),
        isMoved,
      );
    },
    layOut(change) {
      const rows = current.map(({ row }) => row);
      painter.paint(rows, [], true, change);
    },
    finish: painter.finish,
  };
}

function textOf(entry: Entry): string {
  entry.text ??= fold(entry.row.textContent ?? "");
  return entry.text;
}

function keyOf(entry: Entry, column: number): string {
  const cell = entry.row.cells[column];
  entry.keys[column] ??= cell?.dataset.v ?? cell?.textContent?.trim() ?? "";
  return entry.keys[column] as string;
}

/** Touches only what changes: a row that is moved or shown again is laid out anew, and that is what takes time. */
function rowPainter(frame: HTMLElement, body: HTMLTableSectionElement) {
  let wanted: readonly HTMLTableRowElement[] = [];
  let next = 0;
  let cursor: Element | null = null;

  const place = (count: number) => {
    for (const end = Math.min(wanted.length, next + count); next < end; next++) {
      const row = wanted[next] as HTMLTableRowElement;
      while (cursor instanceof HTMLElement && cursor.hidden && cursor !== row) cursor = cursor.nextElementSibling;
      if (cursor === row) cursor = cursor.nextElementSibling;
      else body.insertBefore(row, cursor);
      if (row.hidden) row.hidden = false;
    }
    if (next < wanted.length) return;
    frame.style.removeProperty("min-height");
    frame.removeAttribute("aria-busy");
  };
  // After the frame, so that each batch is a short task of its own.
  const more = afterFrame(() => {
    place(batch);
    wait();
  });
  const wait = () => {
    if (next < wanted.length) more.ask();
  };
  /** Rows that fill the window below the table's head, by the height that rows have. Nothing has changed yet, so this is known. */
  const inView = () => {
    const { top, height } = body.getBoundingClientRect();
    const shown = wanted.reduce((count, row) => count + Number(!row.hidden), 0);
    if (height === 0 || shown === 0) return batch;
    return Math.max(3, Math.ceil((innerHeight - Math.max(top, 0)) / (height / shown)) + 1);
  };
  return {
    finish: () => place(Number.POSITIVE_INFINITY),
    /** @param isEach whether each row changes: then those below the window wait outside the page for their turn */
    paint(
      rows: readonly HTMLTableRowElement[],
      others: readonly HTMLTableRowElement[],
      isEach: boolean,
      change: () => void = () => {},
    ) {
      const first = inView();
      if (isEach && rows.length > first) frame.style.minHeight = `${frame.offsetHeight}px`;
      for (const row of others) if (!row.hidden) row.hidden = true;
      if (isEach) for (const row of rows.slice(first)) row.hidden = true;
      change();
      [wanted, next, cursor] = [rows, 0, body.firstElementChild];
      place(first);
      wait();
    },
  };
}
