import type { z } from "zod";
import type { Catalogue } from "../reference/catalogue.ts";
import type { IndicatorEntry } from "../reference/indicators.ts";
import type { UnitEntry } from "../reference/units.ts";
import { remembered } from "../remember.ts";
import type { IndicatorRow } from "../rows.ts";
import type { measure } from "../values.ts";
import { foldWords, hasWords, likeness, slugOf } from "./slug.ts";
import { findUnit, unitOfCode } from "./units.ts";

/** What an indicator is: out of the catalogue, or derived from its name and unit. */
export interface IndicatorNature {
  id: string;
  isInCatalogue: boolean;
  measure: z.infer<typeof measure>;
  direction: IndicatorRow["direction"];
  entry: IndicatorEntry | null;
}

/** Share of letters that must agree where a wording does not fit exactly: bridges slips of a scan, not other words. */
const ENOUGH = 0.92;

/** The catalogue's entry for a printed name, whose unit must be of the printed unit's kind. */
function findIndicator(catalogue: Catalogue, name: string, unit: UnitEntry | null): IndicatorEntry | null {
  let finders = known.get(catalogue);
  if (!finders) {
    finders = new Map();
    known.set(catalogue, finders);
  }
  // Of a unit only its kind counts.
  const kind = unit?.kind ?? "";
  let find = finders.get(kind);
  if (!find) {
    const entries = entriesOf(catalogue, unit);
    const keysOf = nameKeys(catalogue);
    find = remembered((asked) => ({ entry: nearestEntry(keysOf(asked), entries) }));
    finders.set(kind, find);
  }
  return find(name).entry;
}

const known = new WeakMap<Catalogue, Map<string, (name: string) => { entry: IndicatorEntry | null }>>();

type Wordings = { entry: IndicatorEntry; wordings: string[] };

function entriesOf(catalogue: Catalogue, unit: UnitEntry | null): Wordings[] {
  const keysOf = nameKeys(catalogue);
  return catalogue.indicators.indicators
    .filter((entry) => !unit || unitOfCode(catalogue.units, entry.unit).kind === unit.kind)
    .map((entry) => ({ entry, wordings: [entry.name_vi, ...entry.synonyms].flatMap(keysOf) }));
}

function nearestEntry(keys: string[], entries: Wordings[]): IndicatorEntry | null {
  let best = null as { entry: IndicatorEntry; score: number } | null;
  for (const { entry, wordings } of entries) {
    for (const key of keys) {
      for (const wording of wordings) {
        const score = key === wording ? 1 : isNear(key, wording) ? likeness(key, wording, ENOUGH) : 0;
        if (score >= ENOUGH && score > (best?.score ?? 0)) best = { entry, score };
      }
    }
    if (best?.score === 1) break;
  }
  return best?.entry ?? null;
}

/** The nature of a printed indicator. One that the catalogue lacks gets its name as key, so that months still compare. */
export function indicatorNature(catalogue: Catalogue, name: string, unit: UnitEntry | null): IndicatorNature {
  const entry = findIndicator(catalogue, name, unit);
  if (entry) {
    return { id: entry.id, isInCatalogue: true, measure: entry.measure, direction: entry.direction, entry };
  }
  const { lower_words, higher_words, rate_words } = catalogue.indicators.derive;
  const folded = foldWords(name);
  const has = (words: string[]) => words.some((word) => hasWords(folded, foldWords(word)));
  const isRate = unit?.kind === "rate" || (!unit && has(rate_words));
  return {
    id: slugOf(withoutYears(foldWords(withoutUnit(catalogue, name)))) || slugOf(name) || "indicator",
    isInCatalogue: false,
    measure: isRate ? "rate" : derivedMeasure(catalogue, folded, unit),
    direction: has(lower_words) && !has(higher_words) ? "lower" : "higher",
    entry: null,
  };
}

/** An entry for `indicators.yaml`, to be checked by a person and copied. */
export function suggestedEntry(name: string, nature: IndicatorNature, unit: string | null): string {
  return [
    `- id: ${nature.id}`,
    `  name_vi: ${JSON.stringify(name)}`,
    "  name_en: …",
    `  unit: ${unit ?? "…"}`,
    `  measure: ${nature.measure}`,
    `  direction: ${nature.direction}`,
    "  topic: other",
  ].join("\n");
}

function derivedMeasure(catalogue: Catalogue, folded: string, unit: UnitEntry | null): z.infer<typeof measure> {
  const { stock_words, flow_words } = catalogue.indicators.derive;
  const has = (words: string[]) => words.some((word) => hasWords(folded, foldWords(word)));
  if (unit?.kind === "index") return "stock";
  if (has(stock_words)) return "stock";
  if (has(flow_words) || unit?.kind === "money") return "flow";
  return "stock";
}

/** The unit that a name carries in brackets: "Thu ngân sách (triệu đồng)". */
export function unitInName(catalogue: Catalogue, name: string): UnitEntry | null {
  for (const match of name.matchAll(/\(([^()]+)\)/g)) {
    const unit = findUnit(catalogue.units, match[1]);
    if (unit) return unit;
  }
  return null;
}

/** "Thu ngân sách (triệu đồng)" is "Thu ngân sách" in a month that has a column of units. */
function withoutUnit(catalogue: Catalogue, name: string): string {
  return name.replace(/\(([^()]+)\)/g, (whole, inner: string) => (findUnit(catalogue.units, inner) ? " " : whole));
}

/** A name as compared: short forms in full, without years, and once more without what stands in brackets or before it. */
function nameKeys({ indicators }: Catalogue): (name: string) => string[] {
  const leading = indicators.derive.leading_words.map(foldWords);
  const full = Object.entries(indicators.derive.abbreviations).map(
    ([short, whole]) => [foldWords(short), foldWords(whole)] as const,
  );
  const keyOf = (text: string) => {
    let key = ` ${foldWords(text)} `;
    for (const [short, whole] of full) key = key.replaceAll(` ${short} `, ` ${whole} `);
    return withoutYears(key.trim());
  };
  return (name) => {
    const keys = [name, name.replace(/\([^()]*\)/g, " ")].map(keyOf);
    const bare = keys.flatMap((key) =>
      leading.filter((words) => key.startsWith(`${words} `)).map((words) => key.slice(words.length + 1)),
    );
    return [...new Set([...keys, ...bare])].filter((key) => key !== "");
  };
}

function withoutYears(folded: string): string {
  return folded
    .replace(/\b(giai doan|nam|nam hoc)? ?(19|20)\d\d( (19|20)\d\d)?\b/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Cheap checks before letters are counted: of like length, and with the same figures. */
function isNear(one: string, other: string): boolean {
  const longest = Math.max(one.length, other.length);
  if (longest < 10 || Math.abs(one.length - other.length) > longest * (1 - ENOUGH)) return false;
  return (one.match(/\d+/g) ?? []).join() === (other.match(/\d+/g) ?? []).join();
}
