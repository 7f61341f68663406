/** The explorer's script: controls in, the answer drawn anew, everything in the address. */
import type { ExplorerData } from "../explorer/data.ts";
import { clean, controls, type ExplorerState, initialState, readState, writeState } from "../explorer/state.ts";
import { answerSide } from "../explorer/view.ts";
import { type ExplorerText, explorerText } from "../i18n/explorer.ts";
import type { Lang } from "../lib/format.ts";
import { scenarioYaml } from "../scenario/export.ts";
import { Board } from "./explorerBoard.ts";

const form = document.querySelector<HTMLFormElement>("#explorer");
const results = document.querySelector<HTMLElement>("#explorer-results");
const source = document.querySelector<HTMLScriptElement>("#explorer-data");
if (form && results && source) start(form, results, JSON.parse(source.textContent ?? "{}") as ExplorerData);

function start(form: HTMLFormElement, results: HTMLElement, data: ExplorerData): void {
  const lang: Lang = document.documentElement.lang === "en" ? "en" : "vi";
  let state = readState(data, location.search);
  const input = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[name="i"]')];

  /** Sets every control to the state. */
  const show = () => {
    set(input("m"), String(state.month));
    input("second").checked = state.b !== null;
    const second = form.querySelector<HTMLElement>(".side-b .controls-of-side");
    if (second && second.hidden !== (state.b === null)) second.hidden = state.b === null;
    for (const box of boxes) box.checked = state.indicators.includes(box.value);
    set(form.elements.namedItem("count") as HTMLOutputElement, String(state.indicators.length));
    for (const [name, side] of Object.entries({ a: state.a, b: state.b })) {
      if (!side) continue;
      set(input(name), side.scenario);
      for (const { key, delta } of controls) {
        set(input(name + key), String(side.deltas[delta]));
        const number = input(`${name}${key}-number`);
        // A number that is being typed is left as it is.
        if (number !== document.activeElement) set(number, String(side.deltas[delta]));
      }
    }
  };
  let unsaved = 0;
  /** Browsers allow few changes of the address: one when the hand rests, or leaves. */
  const remember = () => {
    clearTimeout(unsaved);
    const text = writeState(data, state);
    for (const link of document.querySelectorAll<HTMLAnchorElement>("a.tool[hreflang]")) link.search = text;
    if (location.search.slice(1) === text) return;
    history.replaceState(null, "", `${location.pathname}${text ? `?${text}` : ""}${location.hash}`);
  };
  const board = new Board(results, data, lang, initialState(data), show);
  const change = (next: ExplorerState) => {
    state = next;
    board.show(state);
    clearTimeout(unsaved);
    unsaved = window.setTimeout(remember, 150);
  };
  form.addEventListener("change", remember);
  document.addEventListener("click", () => remember(), true);
  window.addEventListener("pagehide", remember);

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    change(initialState(data));
  });
  form.addEventListener("input", (event) => {
    const target = event.target as HTMLInputElement;
    if (target.name === "m") return change({ ...state, month: Number(target.value) });
    if (target.name === "i") {
      return change({ ...state, indicators: boxes.filter((box) => box.checked).map((box) => box.value) });
    }
    if (target.name === "second") {
      const last = data.scenarios.at(-1)?.id ?? state.a.scenario;
      return change({
        ...state,
        b: target.checked ? { scenario: last, deltas: { ...initialState(data).a.deltas } } : null,
      });
    }
    const name = target.name[0] === "b" ? "b" : "a";
    const side = state[name];
    if (!side) return;
    if (target.name === name) return change({ ...state, [name]: { ...side, scenario: target.value } });
    const control = controls.find(({ key }) => target.name === name + key || target.name === `${name}${key}-number`);
    if (!control || target.value === "") return;
    const value = clean(control.delta, Number(target.value));
    change({ ...state, [name]: { ...side, deltas: { ...side.deltas, [control.delta]: value } } });
  });
  form.addEventListener("focusout", show);
  input("all").addEventListener("click", () => change({ ...state, indicators: data.indicators.map(({ id }) => id) }));
  input("export").addEventListener("click", () => exportA(form, data, state, lang));
  window.addEventListener("popstate", () => change(readState(data, location.search)));
  change(state);
}

/** A control that is as it should be is not touched. */
function set(control: HTMLInputElement | HTMLOutputElement, value: string): void {
  if (control.value !== value) control.value = value;
}

/** Downloads scenario A with all its indicators, and says what the file could not hold. */
function exportA(form: HTMLFormElement, data: ExplorerData, state: ExplorerState, lang: Lang): void {
  const { scenario, deltas } = state.a;
  const parts = controls.filter(({ delta }) => delta !== "pace_pct").map(({ key, delta }) => `${key}${deltas[delta]}`);
  const id = ["thu", scenario, ...parts]
    .join("-")
    .replaceAll("-g-", "-gm")
    .replaceAll("-t-", "-tm")
    .replace(/[^a-z0-9]+/g, "-");
  const title = data.scenarios.find((each) => each.id === scenario)?.title ?? { vi: scenario, en: scenario };
  const change = `${deltas.growth_pct} %, ${deltas.tilt_pct} %, ${deltas.slippage_months}`;
  const file = scenarioYaml(answerSide(data, state.a, state.month).indicators, {
    id,
    titleVi: `${title.vi} (${change} tháng)`,
    titleEn: `${title.en} (${change} months)`,
    year: data.year,
    localityId: data.locality_id,
    decided: data.issued,
    note: `${scenario}: growth_pct ${deltas.growth_pct}, tilt_pct ${deltas.tilt_pct}, slippage_months ${deltas.slippage_months}`,
  });
  const status = form.querySelector(".left-out");
  if (status) {
    const names = file.leftOut.map(({ indicator_id, reason }) => {
      const name = data.indicators.find((each) => each.id === indicator_id)?.name ?? indicator_id;
      return `${name} (${explorerText(reason as ExplorerText, lang)})`;
    });
    status.textContent = names.length > 0 ? `${explorerText("leftOut", lang)}: ${names.join("; ")}` : "";
  }
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(new Blob([file.yaml], { type: "application/yaml;charset=utf-8" }));
  anchor.download = `${id}.yaml`;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
}
