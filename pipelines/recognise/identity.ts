/** Which report a file is: who reports, under which number and date, on which month and quarter. */
import { RefusedFile } from "../errors.ts";
import type { Ledger } from "../ledger.ts";
import type { Catalogue } from "../reference/catalogue.ts";
import type { AppendixKind } from "../rows.ts";
import type { CitationReader, LocalityMention } from "./citations.ts";
import { firstMonth } from "./columns.ts";
import { fold, slug } from "./fold.ts";
import type { FoundPeriod, PeriodReader } from "./periods.ts";
import type { TextLine } from "./segments.ts";
import type { ReportIdentity } from "./types.ts";

/** A piece of the file that says something of the report. */
export interface IdentityLine extends TextLine {
  /** `title`: right above a recognised table. `head`: elsewhere outside the data. */
  where: "title" | "head";
  appendix: AppendixKind | null;
}

/** A period that a column's heading names. */
export interface ColumnPeriod {
  found: FoundPeriod;
  /** The column reports on it; other columns may plan for it. */
  isReported: boolean;
  /** It is the year's plan. */
  isYearPlan: boolean;
  appendix: AppendixKind;
  ref: string;
  text: string;
}

interface Vote<Value> {
  value: Value;
  ref: string;
  text: string;
  appendix: AppendixKind | null;
}

export interface IdentityEvidence {
  lines: IdentityLine[];
  columnPeriods: ColumnPeriod[];
  /** Texts of the data itself, asked only when nothing else names the locality. */
  bodyTexts: () => Iterable<{ text: string; ref: string }>;
  /** Where a doubt goes that belongs to no cell. */
  anyRef: string;
  sourceName: string;
}

/**
 * Reads the identity from titles, headings and citations.
 * @throws RefusedFile when month or locality can't be told.
 */
export function readIdentity(
  evidence: IdentityEvidence,
  citations: CitationReader,
  periods: PeriodReader,
  catalogue: Catalogue,
  ledger: Ledger,
): ReportIdentity {
  const numbers: Vote<string>[] = [];
  const dates: Vote<string>[] = [];
  const localities: Vote<LocalityMention>[] = [];
  const lesserLocalities: Vote<LocalityMention>[] = [];
  const titlePeriods: Vote<FoundPeriod>[] = [];
  evidence.lines.forEach((line, index) => {
    const vote = <Value>(value: Value): Vote<Value> => ({
      value,
      ref: line.ref,
      text: line.text,
      appendix: line.appendix,
    });
    const citation = citations.citation(line.text);
    if (citation) {
      if (citation.number) numbers.push(vote(citation.number));
      if (citation.date) dates.push(vote(citation.date));
      localities.push(...citations.localities(line.text).slice(0, 1).map(vote));
      return;
    }
    const number = citations.letterheadNumber(line.text);
    if (number) numbers.push(vote(number));
    const signed = citations.placeAndDate(line.text);
    if (signed) dates.push(vote(signed.date));
    // The issuer's name may stand on the line below "Ủy ban nhân dân".
    const isIssuer = namesIssuer(line.text, catalogue) || namesIssuer(evidence.lines[index - 1]?.text ?? "", catalogue);
    const named = citations.localities(line.text).map(vote);
    if (isIssuer && line.text.length <= 120) localities.push(...named.slice(0, 1));
    else if (line.where === "title") lesserLocalities.push(...named.slice(0, 1));
    const readsPeriod = line.where === "title" || (line.text.length <= 160 && !signed && !number);
    if (readsPeriod) titlePeriods.push(...titlePeriodsOf(line.text, periods).map(vote));
  });

  const doubt = doubter(ledger);
  const issuedDate = agreed(dates, (value) => value, "report_date_conflict", doubt);
  const reportNumber = agreed(numbers, (value) => value.toUpperCase(), "report_number_conflict", doubt);
  noteMissing(reportNumber, issuedDate, evidence, ledger);
  const locality =
    agreed(localities, (value) => localityKey(value, catalogue).id, "locality_conflict", doubt) ??
    lesserLocalities[0]?.value ??
    null;
  const named = nameLocality(locality, evidence, citations, catalogue, ledger);
  const time = readPeriod(titlePeriods, evidence, issuedDate, doubt);
  return { ...named, reportNumber, issuedDate, ...time };
}

/** Without a number or date of issue, re-issues are hard to tell and nothing can be called overdue. */
function noteMissing(number: string | null, date: string | null, { anyRef }: IdentityEvidence, ledger: Ledger): void {
  const doubt = { cellRef: anyRef, appendix: null, subjectKey: "report" };
  if (number === null) ledger.doubt({ ...doubt, rule: "report_number_missing", severity: "info" });
  if (date === null) ledger.doubt({ ...doubt, rule: "issued_date_missing", severity: "warning" });
}

/** Of several months in a title the first is reported; the tasks and plans behind it are of a later one. */
function titlePeriodsOf(text: string, periods: PeriodReader): FoundPeriod[] {
  const found = periods.find(fold(text));
  const first = firstMonth(found);
  return found.filter((period) => period.month === undefined || period.month === first?.month);
}

function namesIssuer(text: string, catalogue: Catalogue): boolean {
  const key = ` ${fold(text)} `;
  return catalogue.reports.issuer_labels.some((label) => key.includes(` ${fold(label)} `));
}

type Doubter = (rule: string, votes: Vote<unknown>[], raw: string, read: string) => void;

function doubter(ledger: Ledger): Doubter {
  return (rule, votes, raw, read) => {
    const vote = votes[0];
    if (!vote) return;
    ledger.doubt({
      cellRef: vote.ref,
      appendix: vote.appendix,
      rule,
      severity: "warning",
      subjectKey: `${vote.appendix ?? "report"} ${raw}`,
      rawValue: raw,
      readValue: read,
      arguments: { found: raw, used: read, line: vote.text.trim().slice(0, 200) },
    });
  };
}

/** The value most lines agree on, the first one of equals; another one anywhere is a doubt. */
function agreed<Value>(
  votes: Vote<Value>[],
  key: (value: Value) => string,
  rule: string,
  doubt: Doubter,
): Value | null {
  const counts = new Map<string, Vote<Value>[]>();
  for (const vote of votes) counts.set(key(vote.value), [...(counts.get(key(vote.value)) ?? []), vote]);
  const ranked = [...counts.values()].sort((a, b) => b.length - a.length);
  const winner = ranked[0]?.[0];
  if (!winner) return null;
  for (const others of ranked.slice(1)) {
    doubt(rule, others, show(others[0]?.value), show(winner.value));
  }
  return winner.value;
}

function show(value: unknown): string {
  return typeof value === "string" ? value : ((value as LocalityMention).name ?? String(value));
}

function localityKey(mention: LocalityMention, catalogue: Catalogue): { id: string; name: string; isKnown: boolean } {
  const key = fold(mention.bareName);
  for (const locality of catalogue.localities.localities) {
    const kind = catalogue.localities.kinds.find((each) => fold(locality.name).startsWith(`${fold(each.kind)} `));
    const bareName = kind ? locality.name.slice(kind.kind.length).trim() : locality.name;
    const spellings = [bareName, ...locality.also].map(fold);
    const isSameKind = !kind || kind.kind === mention.kind;
    if (isSameKind && spellings.includes(key)) return { id: locality.locality_id, name: locality.name, isKnown: true };
  }
  return { id: slug(mention.bareName), name: mention.name, isKnown: false };
}

function nameLocality(
  mention: LocalityMention | null,
  evidence: IdentityEvidence,
  citations: CitationReader,
  catalogue: Catalogue,
  ledger: Ledger,
): Pick<ReportIdentity, "localityId" | "locality"> {
  const found = mention ?? mostNamed(evidence, citations, catalogue);
  if (!found) {
    throw new RefusedFile(
      "no_locality",
      `${evidence.sourceName}: không tìm thấy tên phường, xã hay đặc khu ban hành báo cáo; hãy thêm dòng "(Ban hành kèm theo Báo cáo số … ngày … của UBND phường …)" dưới tên phụ lục.`,
      `${evidence.sourceName}: no ward, commune or special zone is named as the issuer; add the line "(Ban hành kèm theo Báo cáo số … ngày … của UBND phường …)" under an appendix title.`,
    );
  }
  const { id, name, isKnown } = localityKey(found, catalogue);
  const doubt = { cellRef: evidence.anyRef, appendix: null, subjectKey: id, rawValue: found.name, readValue: id };
  if (!mention) {
    ledger.doubt({ ...doubt, rule: "locality_from_data", severity: "warning", arguments: { locality: name } });
  }
  if (!isKnown) {
    ledger.doubt({
      ...doubt,
      rule: "unknown_locality",
      severity: "info",
      arguments: { locality: name, locality_id: id },
    });
  }
  return { localityId: id, locality: name };
}

/** A locality of the catalogue that the data names at least three times, and more often than any other. */
function mostNamed(
  evidence: IdentityEvidence,
  citations: CitationReader,
  catalogue: Catalogue,
): LocalityMention | null {
  const counts = new Map<string, { mention: LocalityMention; count: number }>();
  for (const { text } of evidence.bodyTexts()) {
    for (const mention of citations.localities(text)) {
      const { id } = localityKey(mention, catalogue);
      const entry = counts.get(id) ?? { mention, count: 0 };
      entry.count += 1;
      counts.set(id, entry);
    }
  }
  const [first, second] = [...counts.values()].sort((a, b) => b.count - a.count);
  if (!first || first.count < 3 || first.count === second?.count) return null;
  return localityKey(first.mention, catalogue).isKnown ? first.mention : null;
}

/** Month, quarter and year: see the rules in each step. */
function readPeriod(
  titles: Vote<FoundPeriod>[],
  evidence: IdentityEvidence,
  issuedDate: string | null,
  doubt: Doubter,
): Pick<ReportIdentity, "period" | "quarter"> {
  const usable = titles.filter(
    ({ value }) => value.kind !== "ignored" && value.kind !== "day" && value.day === undefined,
  );
  const columns = evidence.columnPeriods.filter(({ found }) => found.kind !== "ignored");
  const year = readYear(usable, columns, issuedDate);
  const isOfYear = (found: FoundPeriod) => found.year === undefined || year === null || found.year === year;

  const columnMonths: Vote<number>[] = columns
    .filter(({ found, isReported }) => isReported && found.month !== undefined && isOfYear(found))
    .map(({ found, ref, text, appendix }) => ({ value: found.month as number, ref, text, appendix }));
  const titleMonths: Vote<number>[] = usable
    .filter(({ value }) => value.month !== undefined && isOfYear(value))
    .map((vote) => ({ ...vote, value: vote.value.month as number }));
  const quarters: Vote<number>[] = [
    ...usable
      .filter(({ value }) => value.quarter !== undefined && isOfYear(value))
      .map((vote) => ({ ...vote, value: vote.value.quarter as number })),
    ...columns
      .filter(({ found }) => found.quarter !== undefined && isOfYear(found))
      .map(({ found, ref, text, appendix }) => ({ value: found.quarter as number, ref, text, appendix })),
  ];

  // The latest month that a column reports on; else the title's; else the last month of the quarter named.
  const newest = (votes: Vote<number>[]) => (votes.length === 0 ? null : Math.max(...votes.map((vote) => vote.value)));
  const namedQuarter =
    newest(quarters.filter((vote) => usable.some((title) => title.ref === vote.ref))) ?? newest(quarters);
  const month = newest(columnMonths) ?? newest(titleMonths) ?? (namedQuarter === null ? null : namedQuarter * 3);
  if (month === null || year === null) {
    throw new RefusedFile(
      "no_period",
      `${evidence.sourceName}: không xác định được tháng báo cáo; hãy ghi rõ "tháng …" hoặc "quý …" và năm trong tên phụ lục hay tiêu đề cột.`,
      `${evidence.sourceName}: the month reported can't be told; name "tháng …" or "quý …" and the year in an appendix title or a column heading.`,
    );
  }
  perAppendixConflicts(columnMonths, month, doubt);
  const otherTitle = titleMonths.filter((vote) => vote.value > month);
  if (otherTitle.length > 0) doubt("period_conflict", otherTitle, `tháng ${newest(otherTitle)}`, `tháng ${month}`);
  const containing = Math.ceil(month / 3);
  const quarter = quarters.some((vote) => vote.value === containing) ? containing : namedQuarter;
  if (quarter !== null && quarter !== containing) {
    doubt(
      "period_conflict",
      quarters.filter((vote) => vote.value === quarter),
      `quý ${quarter}`,
      `tháng ${month}`,
    );
  }
  const period = `${year}-${String(month).padStart(2, "0")}-01`;
  if (issuedDate !== null && issuedDate < period) {
    const vote = evidence.lines.find((line) => line.text !== "");
    if (vote) doubt("issued_before_period", [{ ...vote, value: issuedDate }], issuedDate, period);
  }
  return { period, quarter };
}

/** An appendix whose newest month is not the report's. */
function perAppendixConflicts(votes: Vote<number>[], month: number, doubt: Doubter): void {
  for (const appendix of new Set(votes.map((vote) => vote.appendix))) {
    const own = votes.filter((vote) => vote.appendix === appendix);
    const newest = Math.max(...own.map((vote) => vote.value));
    if (newest !== month)
      doubt(
        "period_conflict",
        own.filter((vote) => vote.value === newest),
        `tháng ${newest}`,
        `tháng ${month}`,
      );
  }
}

/** Printed beside a month or quarter; else the titles'; else that of the year's plan; else the date of issue. */
function readYear(titles: Vote<FoundPeriod>[], columns: ColumnPeriod[], issuedDate: string | null): number | null {
  const issued = issuedDate === null ? null : Number(issuedDate.slice(0, 4));
  const pick = (years: (number | undefined)[]): number | null => {
    const printed = years.filter((year) => year !== undefined);
    if (printed.length === 0) return null;
    return issued !== null && printed.includes(issued) ? issued : Math.max(...printed);
  };
  const isDated = (found: FoundPeriod) => found.month !== undefined || found.quarter !== undefined;
  const fromColumns = pick(
    columns.filter(({ found, isReported }) => isReported && isDated(found)).map(({ found }) => found.year),
  );
  const fromTitles =
    pick(titles.filter(({ value }) => isDated(value)).map(({ value }) => value.year)) ??
    pick(titles.filter(({ value }) => value.kind === "year").map(({ value }) => value.year));
  const fromPlans = pick(columns.filter(({ isYearPlan }) => isYearPlan).map(({ found }) => found.year));
  if (fromColumns !== null || fromTitles !== null || fromPlans !== null) return fromColumns ?? fromTitles ?? fromPlans;
  if (issued === null || issuedDate === null) return null;
  // A report on December is issued in January.
  const months = columns.filter(({ isReported }) => isReported).map(({ found }) => found.month ?? 0);
  return Math.max(0, ...months) - Number(issuedDate.slice(5, 7)) >= 6 ? issued - 1 : issued;
}
