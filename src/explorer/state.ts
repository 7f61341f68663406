/** What the reader chose, and its place in the address: a link shows the same view. */
import { type Deltas, noDeltas } from "../scenario/types.ts";
import type { ExplorerData } from "./data.ts";

export interface Side {
  scenario: string;
  deltas: Deltas;
}

export interface ExplorerState {
  /** As of the end of this month, 1 to 12. */
  month: number;
  /** Indicators shown, in the page's order. */
  indicators: string[];
  a: Side;
  /** A second scenario beside the first. */
  b: Side | null;
}

/** The controls of a scenario: key in the address, what they change, bounds of the slider and of the number beside it. */
export const controls = [
  { key: "g", delta: "growth_pct", low: -30, high: 30, step: 0.5, lowest: -100, highest: 1000 },
  { key: "t", delta: "tilt_pct", low: -100, high: 100, step: 5, lowest: -100, highest: 100 },
  { key: "l", delta: "slippage_months", low: 0, high: 11, step: 1, lowest: 0, highest: 11 },
  { key: "p", delta: "pace_pct", low: 0, high: 200, step: 1, lowest: 0, highest: 1000 },
] as const satisfies readonly { key: string; delta: keyof Deltas; [bound: string]: unknown }[];

/** How many indicators are shown to begin with: those that can be compared. */
const firstShown = 6;

export function initialState(data: ExplorerData): ExplorerState {
  const first = data.scenarios[0]?.id ?? "reported";
  const paths = data.scenarios[0]?.paths ?? {};
  const comparable = data.indicators.filter(
    ({ id, actual_to_date }) =>
      paths[id]?.anchored[data.month - 1] === true && (actual_to_date[data.month - 1] ?? null) !== null,
  );
  const shown = (comparable.length > 0 ? comparable : data.indicators).slice(0, firstShown);
  return {
    month: data.month,
    indicators: shown.map(({ id }) => id),
    a: { scenario: first, deltas: { ...noDeltas } },
    b: null,
  };
}

/** Reads the address; what isn't there, or isn't possible, is as at the beginning. */
export function readState(data: ExplorerData, address: string): ExplorerState {
  const parameters = new URLSearchParams(address);
  const state = initialState(data);
  const month = Number(parameters.get("m"));
  if (Number.isInteger(month) && month >= 1 && month <= 12) state.month = month;
  const asked = parameters.get("i")?.split(",");
  if (asked) state.indicators = data.indicators.map(({ id }) => id).filter((id) => asked.includes(id));
  state.a = readSide(data, parameters, "a") ?? state.a;
  state.b = readSide(data, parameters, "b");
  return state;
}

function readSide(data: ExplorerData, parameters: URLSearchParams, side: "a" | "b"): Side | null {
  const named = parameters.get(side);
  const scenario = data.scenarios.find(({ id }) => id === named)?.id;
  if (!scenario && (side === "b" || named !== null)) return null;
  const deltas = { ...noDeltas };
  for (const control of controls) {
    const text = parameters.get(side + control.key);
    if (text) deltas[control.delta] = clean(control.delta, Number(text));
  }
  return { scenario: scenario ?? data.scenarios[0]?.id ?? "reported", deltas };
}

/** A value within what the arithmetic and the command take; what is no number changes nothing. */
export function clean(delta: keyof Deltas, value: number): number {
  const control = controls.find((each) => each.delta === delta);
  if (!control || !Number.isFinite(value)) return noDeltas[delta];
  const within = Math.max(control.lowest, Math.min(control.highest, value));
  return delta === "slippage_months" ? Math.trunc(within) : within;
}

/** The address of a state, without what is as at the beginning. */
export function writeState(data: ExplorerData, state: ExplorerState): string {
  const initial = initialState(data);
  const parameters = new URLSearchParams();
  if (state.month !== initial.month) parameters.set("m", String(state.month));
  if (state.indicators.join() !== initial.indicators.join()) parameters.set("i", state.indicators.join(","));
  for (const [name, side] of [["a", state.a] as const, ["b", state.b] as const]) {
    if (!side) continue;
    const changed = controls.filter(({ delta }) => side.deltas[delta] !== noDeltas[delta]);
    if (name === "b" || side.scenario !== initial.a.scenario) parameters.set(name, side.scenario);
    for (const { key, delta } of changed) parameters.set(name + key, String(side.deltas[delta]));
  }
  return parameters.toString().replaceAll("%2C", ",");
}
