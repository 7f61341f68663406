/** What a table shows, in the page's address: `table-1.q`, `.g` (view), `.f2` (filter of a column), `.s` (order), `.h` (columns left out). */

export interface Order {
  column: number;
  isDescending: boolean;
}

/** Parameters that the address does not hold yet; an empty one is taken out. */
const waiting = new Map<string, string>();
let timer: ReturnType<typeof setTimeout> | undefined;
/** Past the frame that shows a key press: browsers take milliseconds over an address, and allow few changes a second. */
const delay = 120;

export function readState(id: string): Map<string, string> {
  const state = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(location.search)) {
    if (key.startsWith(`${id}.`)) state.set(key.slice(id.length + 1), value);
  }
  return state;
}

export function writeState(id: string, values: Record<string, string>): void {
  for (const [key, value] of Object.entries(values)) waiting.set(`${id}.${key}`, value);
  clearTimeout(timer);
  timer = setTimeout(flushState, delay);
}

/** Writes at once what waits; before the address is read, or the page is left. */
export function flushState(): void {
  clearTimeout(timer);
  if (waiting.size === 0) return;
  const parameters = new URLSearchParams(location.search);
  for (const [key, value] of waiting) {
    if (value) parameters.set(key, value);
    else parameters.delete(key);
  }
  waiting.clear();
  const text = parameters.toString();
  const url = `${location.pathname}${text ? `?${text}` : ""}${location.hash}`;
  if (url !== `${location.pathname}${location.search}${location.hash}`) history.replaceState(null, "", url);
}

/** `4` and `-4`: the column, the greatest first with a minus. */
export function readOrder(text: string | undefined): Order | null {
  const parts = /^(-?)(\d+)$/.exec(text ?? "");
  return parts ? { column: Number(parts[2]), isDescending: parts[1] === "-" } : null;
}

export function orderText(order: Order | null): string {
  return order ? `${order.isDescending ? "-" : ""}${order.column}` : "";
}
