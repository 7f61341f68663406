/** Which report a file is: who reports, under which number and date, on which month and quarter. */
import { RefusedFile } from "../errors.ts";
import type { Ledger } from "../ledger.ts";
import type { Catalogue } from "../reference/catalogue.ts";
import type { IdentityOverride } from "../reference/overrides.ts";
import type { AppendixKind } from "../values.ts";
import type { CitationReader, LocalityMention } from "./citations.ts";
import { firstMonth } from "./columns.ts";
import { fold, slug } from "./fold.ts";
import type { FoundPeriod, PeriodReader } from "./periods.ts";
import { type ColumnPeriod, type Doubter, readPeriod, type Vote } from "./reportPeriod.ts";
import type { TextLine } from "./segments.ts";
import type { ReportIdentity } from "./types.ts";

/** A piece of the file that says something of the report. */
export interface IdentityLine extends TextLine {
  /** `title`: right above a recognised table. `head`: elsewhere outside the data. */
  where: "title" | "head";
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
  /** What a person says of the file: it goes before what the file says of itself. */
  given?: IdentityOverride;
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
  const bareLocalities: Vote<LocalityMention>[] = [];
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
    const dated = citations.dateOfNumber(line.text);
    if (dated) dates.push(vote(dated));
    const signed = citations.placeAndDate(line.text);
    if (signed) dates.push(vote(signed.date));
    // The issuer's name may stand on the line below "Ủy ban nhân dân".
    const isIssuer = namesIssuer(line.text, catalogue) || namesIssuer(evidence.lines[index - 1]?.text ?? "", catalogue);
    const named = citations.localities(line.text).map(vote);
    if (isIssuer && line.text.length <= 120) localities.push(...named.slice(0, 1));
    else if (line.where === "title") lesserLocalities.push(...named.slice(0, 1));
    // A letterhead may say the name and nothing else.
    else if (named[0] && fold(named[0].value.name) === fold(line.text)) bareLocalities.push(named[0]);
    const readsPeriod = line.where === "title" || (line.text.length <= 160 && !signed && !number);
    if (readsPeriod) titlePeriods.push(...titlePeriodsOf(line.text, periods).map(vote));
  });

  const doubt = doubter(ledger);
  const { given } = evidence;
  const readDate = agreed(dates, (value) => value, "report_date_conflict", doubt);
  const readNumber = agreed(numbers, (value) => value.toUpperCase(), "report_number_conflict", doubt);
  const issuedDate = given?.issued_date ?? readDate;
  const reportNumber = given?.report_number ?? readNumber;
  noteMissing(reportNumber, issuedDate, evidence, ledger);
  noteGiven(evidence, ledger, { issued_date: readDate, report_number: readNumber });
  const locality =
    (given?.locality === undefined ? undefined : citations.localities(given.locality)[0]) ??
    agreed(localities, (value) => localityKey(value, catalogue).id, "locality_conflict", doubt) ??
    lesserLocalities[0]?.value ??
    agreed(bareLocalities, (value) => localityKey(value, catalogue).id, "locality_conflict", doubt) ??
    null;
  const named = nameLocality(locality, evidence, citations, catalogue, ledger);
  const time = readPeriod(titlePeriods, evidence, issuedDate, doubt);
  return { ...named, reportNumber, issuedDate, ...time };
}

/** A person's word on the file is a mend like any other: what was read before, what counts now, who said so. */
function noteGiven(
  { given, anyRef }: IdentityEvidence,
  ledger: Ledger,
  read: { issued_date: string | null; report_number: string | null },
): void {
  if (!given) return;
  for (const field of ["issued_date", "report_number", "locality", "period", "encoding"] as const) {
    const value = given[field];
    const before = (field === "issued_date" || field === "report_number" ? read[field] : null) ?? "";
    if (value === undefined || value === before) continue;
    ledger.repair(anyRef, "identified_by_person", before, value, `${given.by}, ${given.date}: ${given.reason}`);
  }
}

/** Without a number or date of issue, re-issues are hard to tell and nothing can be called overdue. */
function noteMissing(number: string | null, date: string | null, { anyRef }: IdentityEvidence, ledger: Ledger): void {
  const doubt = { cellRef: anyRef, appendix: null, subjectKey: "report" };
  if (number === null) ledger.doubt({ ...doubt, rule: "report_number_missing", severity: "info" });
  if (date === null) ledger.doubt({ ...doubt, rule: "issued_date_missing", severity: "warning" });
}

/** Of several months in a title the first is reported; the tasks and plans behind it are of a later one. */
function titlePeriodsOf(text: string, periods: PeriodReader): FoundPeriod[] {
  const found = periods.find(text);
  const first = firstMonth(found);
  return found.filter((period) => period.month === undefined || period.month === first?.month);
}

function namesIssuer(text: string, catalogue: Catalogue): boolean {
  const key = ` ${fold(text)} `;
  return catalogue.reports.issuer_labels.some((label) => key.includes(` ${fold(label)} `));
}

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
