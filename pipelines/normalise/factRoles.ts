/** What a sentence says its figures are: role, span of time and subject. */

import type { FactWords } from "../reference/facts.ts";
import type { FactToken } from "./factTokens.ts";
import type { FactContext, FactDraft } from "./factTypes.ts";
import { type PhraseSet, phraseSet } from "./phrases.ts";

interface Role {
  role: string;
  kinds: ReadonlySet<string>;
  before: PhraseSet<true> | null;
  after: PhraseSet<true> | null;
  context: PhraseSet<true> | null;
}
interface Compiled {
  roles: Role[];
  plan: PhraseSet<true>;
  scopes: Record<"month" | "to_date" | "year", PhraseSet<true>>;
  /** Every wording that leads to a role: it does not belong to what is spoken of. */
  cues: PhraseSet<true>;
  bounds: PhraseSet<true>;
  openers: PhraseSet<true>;
  prepositions: PhraseSet<true>;
  share: PhraseSet<true>;
}
const compiled = new WeakMap<FactWords, Compiled>();

function compile(words: FactWords): Compiled {
  const set = (phrases: string[]) => (phrases.length > 0 ? phraseSet(phrases) : null);
  return {
    roles: words.roles.map((entry) => ({
      role: entry.role,
      kinds: new Set(entry.kinds),
      before: set(entry.before),
      after: set(entry.after),
      context: set(entry.context),
    })),
    plan: phraseSet(words.plan_words),
    scopes: {
      month: phraseSet(words.scopes.month),
      to_date: phraseSet(words.scopes.to_date),
      year: phraseSet(words.scopes.year),
    },
    cues: phraseSet([...words.roles.flatMap((entry) => entry.before)]),
    bounds: phraseSet([...words.at_least, ...words.at_most, ...words.about]),
    openers: phraseSet(words.openers),
    prepositions: phraseSet(words.trailing_words),
    share: phraseSet(words.share_words),
  };
}

/** Marks the end of a clause: a stop that is not inside a number, a semicolon, a new line. */
const CLAUSE_END = /[;\n]|[.!?](?=\s|$)/gu;

interface Clause {
  start: number;
  end: number;
  /** What the clause before it speaks of holds here too: they are parted by a semicolon without a list sign. */
  continues: boolean;
}

function clausesOf(text: string, tokens: readonly FactToken[]): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  let continues = false;
  for (const match of text.matchAll(CLAUSE_END)) {
    if (tokens.some((token) => token.start < match.index && token.end > match.index)) continue;
    clauses.push({ start, end: match.index, continues });
    continues = match[0] === ";" && !/^\s*[-+•*–—]/u.test(text.slice(match.index + 1));
    start = match.index + match[0].length;
  }
  clauses.push({ start, end: text.length, continues });
  return clauses;
}

/** Gives each token its role, scope and subject. */
export function giveRoles(text: string, tokens: FactToken[], context: FactContext): FactDraft[] {
  let sets = compiled.get(context.facts);
  if (!sets) {
    sets = compile(context.facts);
    compiled.set(context.facts, sets);
  }
  const drafts: FactDraft[] = [];
  let subject: string | null = null;
  let scope: FactDraft["scope"] = null;
  for (const clause of clausesOf(text, tokens)) {
    if (!clause.continues) {
      subject = null;
      scope = null;
    }
    const inside = tokens.filter((token) => token.start >= clause.start && token.start < clause.end);
    for (const [index, token] of inside.entries()) {
      const surroundings = surround(text, clause, inside, index);
      if (token.kind === "document") {
        drafts.push({ ...token, role: null, scope: null, subject: null });
        continue;
      }
      const role = isShare(text, inside[index - 1], token, sets)
        ? { role: "share_of_fraction", cue: null }
        : roleOf(token, surroundings, sets);
      if (role?.role !== "share_of_fraction") subject = subjectOf(surroundings, role?.cue ?? null, sets) ?? subject;
      if (token.kind === "percent" && !role && text.slice(clause.start, token.start).trim().length < 2) {
        subject = tidy(surroundings.after.split(/\s(?:được|đã|là)\s/u)[0] ?? "", sets) ?? subject;
      }
      const isFigure = !isTime(token);
      if (isFigure) scope = scopeOf(text, clause, token, inside, context.year, sets) ?? scope;
      drafts.push({
        ...token,
        role: role?.role ?? announced(text, token),
        scope: isFigure ? scope : null,
        subject,
      });
    }
  }
  return drafts;
}

/** "3/4 PAKN (75%)", "4.031/4.032 hồ sơ = 99,99%": the percentage that is printed for the fraction before it. */
function isShare(text: string, previous: FactToken | undefined, token: FactToken, sets: Compiled): boolean {
  if (token.kind !== "percent" || previous?.kind !== "fraction") return false;
  const between = text
    .slice(previous.end, token.start)
    .replace(/[\s=(,:]+/gu, " ")
    .trim();
  if (between === "") return true;
  const word = sets.share.atEnd(between);
  // A noun of the fraction may stand before the word: "10/14 dự án đầu tư, đạt 71,4%".
  return word !== null && between.slice(0, word.start).trim().split(/\s+/u).length <= 6;
}

function isTime({ kind }: FactToken): boolean {
  return kind === "date" || kind === "month" || kind === "quarter";
}

interface Surroundings {
  /** From the last comma, colon, bracket or figure to the figure. */
  near: string;
  /** From the figure to the next comma, bracket or figure. */
  after: string;
  /** The rest of the clause on both sides, up to other figures. */
  around: string;
  /** From the last figure or time, or the clause's start, to the figure. */
  left: string;
  /** What stands before the time that stands before the figure. */
  beforeTime: string;
}

function surround(text: string, clause: Clause, tokens: FactToken[], index: number): Surroundings {
  const token = tokens[index] as FactToken;
  // Times are part of what is said ("kế hoạch năm 2026", "Quý I ước"): they don't cut what a cue is looked for in.
  const previous = tokens.slice(0, index).findLast((one) => !isTime(one));
  const next = tokens.slice(index + 1).find((one) => !isTime(one));
  const from = Math.max(clause.start, previous?.end ?? clause.start);
  const to = Math.min(clause.end, next?.start ?? clause.end);
  const wide = text.slice(from, token.start);
  const right = text.slice(token.end, Math.max(to, token.end));
  const time = tokens.slice(0, index).findLast((one) => isTime(one) && one.start >= from);
  // "đạt 25% kế hoạch giao, vượt …": up to the comma the words still belong to the figure before.
  const rest = previous && !time ? wide.replace(/^[^,:(]*,/u, "") : wide;
  const cut = (signs: string[], within: string) =>
    within.slice(Math.max(-1, ...signs.map((sign) => within.lastIndexOf(sign))) + 1);
  return {
    near: cut([",", ":", "("], wide),
    after: right.split(/[,()]/u)[0] ?? "",
    around: `${wide} | ${right.split(/[()]/u)[0] ?? ""}`,
    left: cut(["("], time ? text.slice(time.end, token.start) : rest),
    beforeTime: time ? cut(["("], text.slice(from, time.start)) : "",
  };
}

function roleOf(
  token: FactToken,
  { near, after, around }: Surroundings,
  sets: Compiled,
): { role: string; cue: string | null } | null {
  for (const role of sets.roles) {
    if (!role.kinds.has(token.kind)) continue;
    const cue = role.before?.findAll(near).at(-1);
    if (role.before && !cue) continue;
    if (role.after && !role.after.has(after)) continue;
    if (role.context && !role.context.has(around)) continue;
    return { role: role.role, cue: cue ? near.slice(cue.start) : null };
  }
  return null;
}

/** "CÁC DỰ ÁN XÂY DỰNG (08 DỰ ÁN)": a count in brackets at the end of a heading. */
function announced(text: string, token: FactToken): string | null {
  if (token.kind !== "count") return null;
  const isBracketed =
    /\([^()\d.;:,]{0,20}$/u.test(text.slice(0, token.start)) &&
    /^[^()\d.;:,]{0,30}\)\s*[:.]?\s*$/u.test(text.slice(token.end));
  return isBracketed ? "announced_count" : null;
}

/** The span that the clause speaks of: of its last time before the figure that is not a plan's. */
function scopeOf(
  text: string,
  clause: Clause,
  token: FactToken,
  inside: FactToken[],
  year: number,
  sets: Compiled,
): FactDraft["scope"] {
  const before = text.slice(clause.start, token.start);
  if (sets.scopes.to_date.has(before)) return "to_date";
  const last = inside.findLast(
    (one) =>
      (one.kind === "month" || one.kind === "quarter") &&
      one.start < token.start &&
      !sets.plan.atEnd(text.slice(clause.start, one.start)),
  );
  if (last?.date_start && last.date_end) {
    if (last.date_start.slice(0, 7) === last.date_end.slice(0, 7)) return "month";
    // From 1 January on it is cumulative, whatever it is called: "Quý I", "6 tháng".
    return last.date_start.slice(5) === "01-01" ? "to_date" : null;
  }
  const years = sets.scopes.year.findAll(before).filter((hit) => !sets.plan.atEnd(before.slice(0, hit.start)));
  // "Năm 2026, …" speaks of the year; "dịp Tết năm 2026" only names it.
  const opens = (hit: { start: number; end: number }) =>
    !/\p{L}/u.test(before.slice(0, hit.start)) && before.slice(hit.end).trimStart().startsWith(String(year));
  const isYear = years.some((hit) => hit.phrase !== "năm" || opens(hit));
  if (isYear) return "year";
  return sets.scopes.month.findAll(before).some((hit) => hit.phrase !== "tháng") ? "month" : null;
}

/** A subject is a few words; a longer stretch is cut back to what the nearest comma leaves. */
const LONGEST_SUBJECT = 120;

/** The words before the cue: "thu ngân sách … ước thực hiện" speaks of "thu ngân sách …". Null where none are left. */
function subjectOf({ near, left, beforeTime }: Surroundings, cue: string | null, sets: Compiled): string | null {
  const colon = /^(.*\p{L}[^:]*):\s*$/su.exec(left)?.[1];
  if (colon !== undefined && !cue) return tidy(colon.slice(colon.lastIndexOf(":") + 1), sets);
  const long = left.length > LONGEST_SUBJECT ? near : left;
  const own = tidy(cue && long.endsWith(cue) ? long.slice(0, -cue.length) : withoutCue(long, sets), sets);
  return own ?? (beforeTime.length <= LONGEST_SUBJECT ? tidy(withoutCue(beforeTime, sets), sets) : null);
}

/** Without a wording at the end that leads to a figure ("là", "đạt"). */
function withoutCue(words: string, sets: Compiled): string {
  const cue = sets.cues.atEnd(words);
  return cue ? words.slice(0, cue.start) : words;
}

function tidy(words: string, sets: Compiled): string | null {
  const edges = /^[\s,.;:()+–—•*"'-]+|[\s,.;:(=–—"'-]+$/gu;
  let kept = words.replace(edges, "");
  const bound = sets.bounds.atEnd(kept);
  if (bound) kept = kept.slice(0, bound.start).replace(edges, "");
  for (let opener = sets.openers.atStart(kept); opener; opener = sets.openers.atStart(kept))
    kept = kept.slice(opener.end).replace(edges, "");
  for (let last = sets.prepositions.atEnd(kept); last; last = sets.prepositions.atEnd(kept))
    kept = kept.slice(0, last.start).replace(edges, "");
  return /\p{L}{2}/u.test(kept) ? kept : null;
}
