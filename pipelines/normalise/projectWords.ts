import type { z } from "zod";
import type { Components } from "../reference/components.ts";
import { remembered } from "../remember.ts";
import type { ProjectLineRow } from "../rows.ts";
import type { componentKind } from "../values.ts";
import { foldWords, hasWords, likeness } from "./slug.ts";

export type ComponentKind = z.infer<typeof componentKind>;
export type Denominator = NonNullable<ProjectLineRow["actual_denominator"]>;

/** A share of letters that bridges a slip of a scan in a short wording. */
const ENOUGH = 0.84;

/**
 * The part of a project's cost that a line's name says, or null. Every word must be of one wording ("Tư vấn giám sát"
 * begins with one); the longest wording that fits wins, so that construction with equipment is not construction.
 */
export function componentOf(name: string, components: Components): { kind: ComponentKind; isExact: boolean } | null {
  let reader = readers.get(components);
  if (!reader) {
    reader = componentReader(components);
    readers.set(components, reader);
  }
  return reader(name).found;
}

type Found = ReturnType<typeof componentOf>;
const readers = new WeakMap<Components, (name: string) => { found: Found }>();

/** One for each reference file: its wordings are folded once, and a name that was asked for is known. */
function componentReader({ components }: Components): (name: string) => { found: Found } {
  const keys = components.flatMap(({ component, wordings }) =>
    wordings.map((wording) => ({ component, key: foldWords(wording).replace(/^chi phi (?=.)/, "") })),
  );
  return remembered((name) => ({ found: nearestComponent(name, keys) }));
}

function nearestComponent(name: string, keys: { component: ComponentKind; key: string }[]): Found {
  const folded = foldWords(name).replace(/^(chi phi|cp|goi thau|hang muc) (?=.)/, "");
  if (folded === "") return null;
  let best: { component: ComponentKind; score: number; length: number } | null = null;
  for (const { component, key } of keys) {
    const score = key === folded ? 1 : nearness(folded, key);
    if (score === 0) continue;
    if (!best || score > best.score || (score === best.score && key.length > best.length)) {
      best = { component, score, length: key.length };
    }
  }
  return best ? { kind: best.component, isExact: best.score === 1 } : null;
}

function nearness(folded: string, key: string): number {
  if (key.length >= 5) {
    const score = likeness(folded, key, ENOUGH);
    if (score > 0) return score;
  }
  // "Tư vấn giám sát, thẩm tra": the wording first, and few words behind it.
  const extra = folded.split(" ").length - key.split(" ").length;
  return key.length >= 4 && extra > 0 && extra <= 4 && folded.startsWith(`${key} `) ? 0.8 : 0;
}

/** Whether a line sums up the table. */
export function isTotal(name: string, components: Components): boolean {
  const folded = foldWords(name.replace(/\([^()]*\)/g, " "));
  if (components.totals.some((wording) => foldWords(wording.replace(/\([^()]*\)/g, " ")) === folded)) return true;
  const printed = `${name.normalize("NFC").toLowerCase().trim()} `;
  const isAccented = /[^\p{ASCII}]/u.test(printed);
  return components.totals_leading.some((wording) =>
    isAccented
      ? printed.startsWith(`${wording.normalize("NFC").toLowerCase()} `)
      : `${folded} `.startsWith(`${foldWords(wording)} `),
  );
}

/** The number of projects that a group's heading announces: 8 of "(08 DỰ ÁN)". */
export function announcedCount(name: string, components: Components): number | null {
  const folded = foldWords(name);
  for (const wording of components.announced_count) {
    const [before = "", after = ""] = wording.split("{n}").map(foldWords);
    const pattern = new RegExp(`(?:^|\\s)${before ? `${before} ` : ""}(\\d{1,4}) ${after}(?:\\s|$)`, "u");
    const found = pattern.exec(folded)?.[1];
    if (found) return Number(found);
  }
  return null;
}

/** What a percentage is of, by the words of its heading or sentence; null where they don't say. */
export function denominatorIn(text: string, components: Components): Denominator | null {
  const folded = foldWords(text);
  let best: { kind: Denominator; length: number } | null = null;
  for (const kind of ["total_investment", "year_plan", "planned"] as const) {
    for (const wording of components.denominators[kind]) {
      const key = foldWords(wording);
      if (hasWords(folded, key) && key.length > (best?.length ?? 0)) best = { kind, length: key.length };
    }
  }
  return best?.kind ?? null;
}
