/** Which column is which field. */
import type { ColumnType, HeaderField } from "../reference/headers.ts";
import type { HeaderBlock } from "./headerBlock.ts";
import { type FoundPeriod, toPeriod } from "./periods.ts";
import { type Parts, partsOf } from "./sources.ts";
import type { RecognisedColumn } from "./types.ts";
import type { UnitFinder } from "./units.ts";
import type { FieldMatch, HeadingMatcher } from "./wordings.ts";

/** What is known of the report when columns are named; a year or month not known yet excludes nothing. */
export interface ReportTime {
  year: number | null;
  month: number | null;
}

/** Scores that differ by less fit alike. */
const ALIKE = 0.01;

/** What fits this much worse than the best field is not taken instead, where time or another column rules that one out. */
const FAR = 0.1;

interface Candidate extends FieldMatch {
  columnIndex: number;
}

/** A column, its field, and the fields that it fits but may not be, with the reason. */
export interface NamedColumn extends RecognisedColumn {
  /** A heading fitted this field, but another column fitted it better. */
  duplicateOf?: string;
  /** A heading fitted a field, but names another time than the report's. */
  isOtherTime?: boolean;
}

/**
 * Names the columns of a header: each field at most once, best matches first.
 * @param misfit how badly the cells under a column suit a type, 0 to 1: it decides where a heading fits several fields alike
 */
export function nameColumns(
  block: HeaderBlock,
  matcher: HeadingMatcher,
  units: UnitFinder,
  time: ReportTime,
  misfit?: (column: number, type: ColumnType) => number,
): NamedColumn[] {
  const month = newestMonth(block, matcher, time) ?? time.month;
  const refused = new Map<number, string>();
  const candidates: Candidate[] = [];
  block.columns.forEach((column, columnIndex) => {
    const matches = matcher
      .match(column.key)
      .map((match) => ({ ...match, field: fieldAtItsTime(match.field, matcher, column.key.periods, time) }));
    const best = matches[0]?.score ?? 0;
    for (const match of misfit ? byContent(matches, matcher, (type) => misfit(column.column, type)) : matches) {
      const reason = excluded(matcher, match.field, column.key.periods, { year: time.year, month });
      if (reason) refused.set(columnIndex, reason);
      // "Thực hiện 11 tháng" in a December is of another time: that makes it no plan of eleven months.
      else if (match.score >= best - FAR) {
        const rules = matcher.fields.get(match.field);
        // Where both years' plans stand in a January's table, its own year's counts.
        const behind = isBudgetBefore(rules, printedYearOf(column.key.periods), { year: time.year, month })
          ? ALIKE * 2
          : 0;
        candidates.push({ ...match, score: match.score - behind, columnIndex });
      }
    }
  });
  candidates.sort((a, b) => b.score - a.score || a.columnIndex - b.columnIndex);
  const families = familiesOf(block, candidates, refused, matcher, units);
  const familyOf = (columnIndex: number) => families.find(({ members }) => members.includes(columnIndex));
  const fieldOf = new Map<number, Candidate>();
  const taken = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const family = familyOf(candidate.columnIndex);
    // Nothing but the whole is the field; else the first part stands for all, or, where they don't add up, none.
    const standsFor = family && (family.whole ?? (family.areSources ? family.members[0] : null));
    if (family && (candidate.field !== family.field || candidate.columnIndex !== standsFor)) continue;
    if (fieldOf.has(candidate.columnIndex) || taken.has(candidate.field)) continue;
    fieldOf.set(candidate.columnIndex, candidate);
    taken.set(candidate.field, candidate);
  }
  for (const candidate of fieldOf.values()) {
    const other = matcher.fields.get(candidate.field)?.stands_in_for;
    if (other === undefined || taken.has(other)) continue;
    candidate.field = other;
    taken.set(other, candidate);
  }
  return block.columns.map((column, columnIndex) => {
    const chosen = fieldOf.get(columnIndex);
    const named: NamedColumn = {
      column: column.column,
      field: chosen?.field ?? null,
      headerText: column.cells.map((cell) => cell.text.trim()).join(" / "),
      headerRefs: column.cells.map((cell) => cell.ref),
      score: chosen?.score ?? 0,
      why: chosen ? whyChosen(chosen) : "",
    };
    const family = familyOf(columnIndex);
    if (family && family.whole === null) {
      named.partOf = family.field;
      named.why = family.areSources
        ? `is a part of ${family.field}, which is printed by its sources only`
        : `is a part of ${family.field}, and not all columns beside it are known sources of money`;
    } else if (!chosen) {
      const wanted = candidates.find((candidate) => candidate.columnIndex === columnIndex);
      if (wanted) named.duplicateOf = wanted.field;
      else if (refused.has(columnIndex)) named.isOtherTime = true;
      named.why = whyNot(column.cells.length === 0, refused.get(columnIndex), wanted, matcher.all(column.key)[0]);
      named.score = matcher.all(column.key)[0]?.score ?? 0;
    }
    const period = firstPeriod(column.key.periods, time.year);
    // A caption's year over "Lũy kế" is not the span that the column covers.
    const isOwn = period?.kind !== "year" || (chosen && matcher.fields.get(chosen.field)?.year !== undefined);
    if (period && isOwn) named.period = period;
    const type = chosen && matcher.fields.get(chosen.field)?.type;
    const isCounted = !type || type === "number" || type === "money" || type === "percent";
    for (const cell of isCounted ? [...column.cells].reverse() : []) {
      const isAlone = column.cells.length > 1 && units.isUnit(cell.text);
      const unit = units.inHeading(cell.text) ?? (isAlone ? cell.text.trim() : null);
      if (unit === null) continue;
      named.unitText = unit;
      named.unitRef = cell.ref;
      break;
    }
    return named;
  });
}

/** What is to be paid by the end of next month is expected, not paid; what a December expects of the year is the year to date. */
function fieldAtItsTime(field: string, matcher: HeadingMatcher, periods: FoundPeriod[], time: ReportTime): string {
  const rules = matcher.fields.get(field);
  if (rules?.at_year_end !== undefined && time.month === 12) return rules.at_year_end;
  const month = firstMonth(periods);
  if (rules?.later === undefined || month?.month === undefined || time.year === null || time.month === null)
    return field;
  return (month.year ?? time.year) * 12 + month.month > time.year * 12 + time.month ? rules.later : field;
}

/** Fields whose wordings fit as well as the best one's are told apart by what stands under the heading. */
function byContent(matches: FieldMatch[], matcher: HeadingMatcher, misfit: (type: ColumnType) => number): FieldMatch[] {
  const best = matches[0]?.score ?? 0;
  const isTied = (match: FieldMatch) => match.score >= best - ALIKE;
  if (matches.filter(isTied).length < 2) return matches;
  return matches.map((match) => {
    const type = matcher.fields.get(match.field)?.type;
    return type && isTied(match) ? { ...match, score: match.score - misfit(type) * ALIKE } : match;
  });
}

/** Columns that are parts of a sum: each by the field that it fits best, before another column may have taken that. */
function familiesOf(
  block: HeaderBlock,
  candidates: Candidate[],
  refused: Map<number, string>,
  matcher: HeadingMatcher,
  units: UnitFinder,
): Parts[] {
  const claims = block.columns.map(({ key, cells }, columnIndex) => {
    const best = candidates.find((candidate) => candidate.columnIndex === columnIndex);
    const isOtherTime = !best && refused.has(columnIndex);
    const isShare = cells.some((cell) => units.isRate(cell.text));
    return {
      key,
      field: best?.field ?? null,
      wording: best?.wording ?? null,
      isAmount: !isOtherTime && !isShare,
    };
  });
  return partsOf(claims, matcher, (text) => units.withoutMoney(text));
}

/** The latest month of the report's year that a column reports on. */
function newestMonth(block: HeaderBlock, matcher: HeadingMatcher, time: ReportTime): number | null {
  const months: number[] = [];
  for (const column of block.columns) {
    const best = matcher
      .match(column.key)
      .filter((match) => !excluded(matcher, match.field, column.key.periods, { ...time, month: null }))[0];
    if (!best || !matcher.fields.get(best.field)?.tells_month) continue;
    const period = firstMonth(column.key.periods);
    const inYear = period?.year === undefined || time.year === null || period.year === time.year;
    if (period?.month !== undefined && inYear) months.push(period.month);
  }
  return months.length === 0 ? null : Math.max(...months);
}

/** The first period with a month: behind "Kết quả tháng 3, kế hoạch tháng 4" stands what comes next. */
export function firstMonth(periods: FoundPeriod[]): FoundPeriod | undefined {
  return periods.find((period) => period.kind !== "ignored" && period.month !== undefined);
}

function printedYearOf(periods: FoundPeriod[]): number | undefined {
  return periods.find((period) => period.year !== undefined && period.kind !== "ignored")?.year;
}

/** The plan of last year, whose payments run to 31 January, in a report on January. */
function isBudgetBefore(rules: HeaderField | undefined, printedYear: number | undefined, time: ReportTime): boolean {
  return rules?.year === "budget" && time.year !== null && time.month === 1 && printedYear === time.year - 1;
}

/** Why a field can't be this column although its wording fits, or null. */
function excluded(matcher: HeadingMatcher, field: string, periods: FoundPeriod[], time: ReportTime): string | null {
  const rules = matcher.fields.get(field);
  const printedYear = printedYearOf(periods);
  if (rules?.year && printedYear !== undefined && time.year !== null) {
    const isPrior = printedYear < time.year;
    const isStillPaid = isBudgetBefore(rules, printedYear, time);
    if ((rules.year === "prior") !== isPrior && !isStillPaid)
      return `names ${printedYear}, the report is of ${time.year}`;
  }
  if (rules?.year === "prior" && printedYear === undefined) return "names no year";
  if (rules?.month === "current" && printedYear !== undefined && time.year !== null && printedYear !== time.year) {
    return `names ${printedYear}, the report is of ${time.year}`;
  }
  const printedMonth = firstMonth(periods)?.month;
  if (rules?.month === "current" && printedMonth !== undefined && time.month !== null && printedMonth !== time.month) {
    return `names month ${printedMonth}, the report is of month ${time.month}`;
  }
  return null;
}

function firstPeriod(periods: FoundPeriod[], year: number | null) {
  for (const found of periods) {
    const inYear = found.year ?? year;
    const period = inYear === null ? null : toPeriod(found, inYear);
    if (period) return period;
  }
  return null;
}

function whyChosen({ wording, how, score }: FieldMatch): string {
  if (how === "exact") return `reads as the wording "${wording}"`;
  if (how === "spacing") return `reads as the wording "${wording}" but for spaces`;
  if (how === "within") return `holds the wording "${wording}" (likeness ${score.toFixed(2)})`;
  return `is near the wording "${wording}" (likeness ${score.toFixed(2)})`;
}

function whyNot(
  isBlank: boolean,
  refused: string | undefined,
  wanted: FieldMatch | undefined,
  nearest: FieldMatch | undefined,
): string {
  if (isBlank) return "has no heading";
  if (wanted) return `fits ${wanted.field} ("${wanted.wording}"), which another column fits better`;
  if (refused) return `is left out: it ${refused}`;
  if (!nearest) return "no wording of the catalogue comes near";
  return `nearest is ${nearest.field} ("${nearest.wording}", likeness ${nearest.score.toFixed(2)}), too far`;
}
