/**
 * The explorer's cards in the page. A change is answered in one frame for what is on the screen: only the parts that are
 * another than before are written. What lies outside the screen follows in short slices, so that no slice holds up a control.
 */
import { looks, markNames } from "../explorer/chart.ts";
import type { ExplorerData } from "../explorer/data.ts";
import { type CardModel, cardModel } from "../explorer/model.ts";
import type { ExplorerState } from "../explorer/state.ts";
import { cardContent } from "../explorer/view.ts";
import type { Lang } from "../lib/format.ts";
import { rewrite, write } from "./rewrite.ts";

interface Card {
  element: HTMLElement;
  /** What it shows; null where it is empty still. */
  model: CardModel | null;
  places: Map<string, Element> | null;
  /** What of the state it shows: see `viewOf`. */
  view: string | null;
  /** Null until the observer has told. */
  isOnScreen: boolean | null;
  /** It came with this change: it keeps its place, and is drawn when the cards on the screen have been. */
  isLate: boolean;
}

/**
 * A slice of work in milliseconds, and how long nothing must have changed before the first outside the screen. On a fast machine
 * all cards on the screen fit into the first; on a slow one those that don't follow with the next frames.
 */
const slice = 4;
const rest = 60;
/** A frame that takes so many milliseconds, its layout and paint in it, is a slow machine's: there the control goes a frame ahead. */
const slowFrame = 24;

export class Board {
  private readonly cards = new Map<string, Card>();
  /** Cards that are not shown now, as they were. */
  private readonly spare = new Map<string, Card>();
  private readonly list: HTMLElement;
  private readonly empty: HTMLElement;
  private state: ExplorerState;
  private view: string;
  /** Asking where each card stands would lay the page out once more for every change. */
  private readonly observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const id = (target as HTMLElement).dataset.indicator ?? "";
      const card = this.cards.get(id);
      if (!card) continue;
      card.isOnScreen = isIntersecting;
      if (isIntersecting && this.frame === 0 && this.isStale(card)) this.update(id, card);
    }
  });
  private frame = 0;
  private timer = 0;
  private isArranged = true;
  private isSlow = false;
  /** The frame before showed the control alone; a hand that goes on moving must not keep the cards waiting for ever. */
  private isAhead = false;
  /** Which cards stand in the page: nothing is moved while it stays the same. */
  private order = "";

  /** @param published the state that the page was published with, whose cards stand in it */
  constructor(
    private readonly results: HTMLElement,
    private readonly data: ExplorerData,
    private readonly lang: Lang,
    published: ExplorerState,
    private readonly onDraw: (state: ExplorerState) => void,
  ) {
    this.list = results.querySelector(".panels") as HTMLElement;
    this.empty = results.querySelector(".empty") as HTMLElement;
    this.state = published;
    this.view = viewOf(published);
    for (const element of this.list.querySelectorAll<HTMLElement>("[data-indicator]")) {
      const id = element.dataset.indicator ?? "";
      this.cards.set(id, {
        element,
        model: cardModel(data, published, id, lang, true),
        places: null,
        view: this.view,
        isOnScreen: null,
        isLate: false,
      });
      this.observer.observe(element);
    }
    // A table that is opened is drawn then.
    results.addEventListener(
      "toggle",
      (event) => {
        const id = (event.target as Element).closest<HTMLElement>("[data-indicator]")?.dataset.indicator;
        const card = id === undefined ? undefined : this.cards.get(id);
        if (card && id !== undefined) this.update(id, card);
      },
      true,
    );
    window.addEventListener("beforeprint", () => this.finish());
  }

  /** Shows a state with the next frame; states that come faster than frames are passed over. */
  show(state: ExplorerState): void {
    this.state = state;
    this.view = viewOf(state);
    this.isArranged = false;
    clearTimeout(this.timer);
    if (this.frame !== 0) return;
    this.results.setAttribute("aria-busy", "true");
    this.frame = requestAnimationFrame(() => this.draw());
  }

  /** Everything now: what is printed must not wait. */
  finish(): void {
    clearTimeout(this.timer);
    if (this.frame !== 0) {
      cancelAnimationFrame(this.frame);
      this.draw();
      cancelAnimationFrame(this.frame);
      this.frame = 0;
      clearTimeout(this.timer);
    }
    for (const [id, card] of this.stale()) this.update(id, card);
    this.results.setAttribute("aria-busy", "false");
  }

  private draw(): void {
    this.frame = 0;
    const start = performance.now();
    clearTimeout(this.timer);
    if (!this.isArranged && (this.arrange() || (this.isSlow && !this.isAhead))) {
      this.onDraw(this.state);
      [this.isArranged, this.isAhead] = [true, true];
      this.frame = requestAnimationFrame(() => this.draw());
      return;
    }
    this.isAhead = false;
    // A timer comes after the frame's layout and paint.
    setTimeout(() => {
      const took = performance.now() - start;
      this.isSlow = took > (this.isSlow ? slowFrame / 2 : slowFrame);
    });
    // Places are read before anything is written.
    const seen = this.stale().filter(([, card]) => card.isOnScreen ?? isWithinWindow(card.element));
    if (!this.isArranged) this.onDraw(this.state);
    this.isArranged = true;
    for (const [id, card] of seen) {
      if (performance.now() - start > slice) {
        this.frame = requestAnimationFrame(() => this.draw());
        return;
      }
      this.update(id, card);
    }
    this.timer = window.setTimeout(() => this.goOn(), rest);
  }

  private goOn(): void {
    const start = performance.now();
    for (const [id, card] of this.stale()) {
      this.update(id, card);
      if (performance.now() - start <= slice) continue;
      this.timer = window.setTimeout(() => this.goOn(), 0);
      return;
    }
    this.results.setAttribute("aria-busy", "false");
  }

  private stale(): [string, Card][] {
    return [...this.cards].filter(([, card]) => this.isStale(card));
  }

  private isStale(card: Card): boolean {
    return card.isLate || card.view !== this.view;
  }

  /**
   * The cards of the state in its order; a new one is empty until it is drawn.
   * @returns whether other cards or scenarios are asked for: then cards are built anew, and the controls go a frame before them
   */
  private arrange(): boolean {
    const { indicators, a, b } = this.state;
    const order = [a.scenario, b?.scenario, ...indicators].join(" ");
    if (order === this.order) return false;
    this.order = order;
    const shown = indicators.filter((id) => cardExists(this.data, this.state, id));
    const wanted = new Set(shown);
    for (const [id, card] of this.cards) {
      if (wanted.has(id)) continue;
      card.element.remove();
      card.isOnScreen = null;
      this.observer.unobserve(card.element);
      this.cards.delete(id);
      this.spare.set(id, card);
    }
    let next = this.list.firstElementChild;
    for (const id of shown) {
      const card = this.cards.get(id) ??
        this.spare.get(id) ?? {
          element: newCard(id),
          model: null,
          places: null,
          view: null,
          isOnScreen: null,
          isLate: true,
        };
      if (!this.cards.has(id)) {
        card.isLate = true;
        card.element.classList.add("late");
        this.observer.observe(card.element);
      }
      this.cards.set(id, card);
      if (card.element === next) next = next.nextElementSibling;
      else this.list.insertBefore(card.element, next);
    }
    this.empty.hidden = shown.length > 0;
    return true;
  }

  private update(id: string, card: Card): void {
    const { element } = card;
    if (card.isLate) {
      element.classList.remove("late");
      card.isLate = false;
      if (card.view === this.view && card.model !== null) return;
    }
    const isOpen = element.querySelector("details")?.open === true;
    const model = cardModel(this.data, this.state, id, this.lang, isOpen);
    card.view = this.view;
    if (model === null) return;
    if (card.model?.shape === model.shape) {
      card.places ??= placesOf(element);
      patch(card.places, card.model, model);
    } else {
      element.classList.toggle("two", model.sides.length > 1);
      element.innerHTML = cardContent(model, this.lang).text;
      if (isOpen) element.querySelector("details")?.setAttribute("open", "");
      card.places = placesOf(element);
    }
    card.model = model;
  }
}

function cardExists(data: ExplorerData, { a, b }: ExplorerState, id: string): boolean {
  return data.scenarios.some((each) => (each.id === a.scenario || each.id === b?.scenario) && each.paths[id]);
}

function isWithinWindow(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom >= 0 && top <= window.innerHeight;
}

function newCard(id: string): HTMLElement {
  const element = document.createElement("li");
  element.className = "panel";
  element.dataset.indicator = id;
  return element;
}

function placesOf(element: Element): Map<string, Element> {
  const places = new Map<string, Element>();
  for (const part of element.querySelectorAll<HTMLElement>("[data-part]")) places.set(part.dataset.part ?? "", part);
  for (const note of element.querySelectorAll<HTMLElement>("[data-note]"))
    places.set(`note ${note.dataset.note}`, note);
  for (const mark of element.querySelectorAll<SVGElement>("[data-mark]")) {
    places.set(`mark ${mark.dataset.mark}`, mark);
  }
  for (const tick of element.querySelectorAll<SVGElement>("[data-tick]")) {
    places.set(`tick ${tick.dataset.tick}`, tick);
  }
  for (const [key, selector] of [
    ["value", "svg.year .value"],
    ["months", "[data-months]"],
  ] as const) {
    const found = element.querySelector(selector);
    if (found) places.set(key, found);
  }
  return places;
}

/** Writes what differs between two models of one shape. */
function patch(places: Map<string, Element>, before: CardModel, after: CardModel): void {
  for (const [key, { html, value }] of Object.entries(after.cells)) {
    const was = before.cells[key];
    const place = places.get(key);
    if (!place) continue;
    if (was?.value !== value) place.setAttribute("data-v", value);
    if (was?.html !== html) rewrite(place, was?.html ?? "", html);
  }
  for (const [side, { html, value }] of Object.entries(after.notes)) {
    const was = before.notes[side];
    const place = places.get(`note ${side}`);
    if (!place) continue;
    if (was?.value !== value) place.setAttribute("class", value);
    if (was?.html !== html) rewrite(place, was?.html ?? "", html);
  }
  if (before.months !== after.months) {
    const place = places.get("months");
    if (place) place.innerHTML = after.months ?? "";
  }
  const [old, chart] = [before.chart, after.chart];
  if (!old || !chart) return;
  for (const name of markNames) {
    const place = places.get(`mark ${name}`);
    if (!place) continue;
    if (old.marks[name] !== chart.marks[name]) place.setAttribute("d", chart.marks[name]);
    if (old.tone === chart.tone) continue;
    const { className, fill } = looks(name, chart.tone);
    place.setAttribute("class", className);
    if (fill) place.setAttribute("fill", fill);
  }
  if (old.asOf !== chart.asOf) {
    places.get(`tick ${old.asOf}`)?.setAttribute("class", "tick");
    places.get(`tick ${chart.asOf}`)?.setAttribute("class", "tick now");
  }
  const value = places.get("value");
  if (old.value.text !== chart.value.text) write(value, chart.value.text);
  if (old.value.y !== chart.value.y) value?.setAttribute("y", chart.value.y);
}

/** What a card shows depends on: which other cards there are is none of it. */
function viewOf({ month, a, b }: ExplorerState): string {
  return JSON.stringify([month, a, b]);
}
