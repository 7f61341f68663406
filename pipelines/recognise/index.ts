/** The one entry of recognise/: a document in, the report's identity and its appendices out. */
import type { Ledger } from "../ledger.ts";
import type { Document } from "../read/document.ts";
import type { Catalogue } from "../reference/catalogue.ts";
import type { AppendixHeaders, ColumnType } from "../reference/headers.ts";
import type { IdentityOverride } from "../reference/overrides.ts";
import type { AppendixKind } from "../values.ts";
import { CitationReader } from "./citations.ts";
import { firstMonth, nameColumns } from "./columns.ts";
import { ContentJudge } from "./contents.ts";
import { cellRefOf, filled, type GridRow, paragraphRefOf } from "./grid.ts";
import { HeaderFinder, type Matchers } from "./headerBlock.ts";
import { type IdentityLine, readIdentity } from "./identity.ts";
import { LineReader } from "./lines.ts";
import { setAsideOtherMonths } from "./otherMonths.ts";
import { PeriodReader } from "./periods.ts";
import type { ColumnPeriod } from "./reportPeriod.ts";
import { giveRoles, ownTitles, type RecognisedSegment } from "./roles.ts";
import { cellLines, cutSegments, type TextLine } from "./segments.ts";
import { joinTables, settleOutsideRows } from "./tables.ts";
import type { RecognisedTable, ReportIdentity } from "./types.ts";
import { UnitFinder } from "./units.ts";
import { HeadingMatcher } from "./wordings.ts";

export interface Recognition {
  identity: ReportIdentity;
  tables: RecognisedTable[];
  /** Every segment of every table with its role, for `explain` and the raw tables. */
  segments: RecognisedSegment[];
  /** Every paragraph and what it was read as. */
  paragraphs: (TextLine & { field: string })[];
}

/** How far down the file its letterhead and title reach. */
const HEAD_LINES = 25;

function readersOf(catalogue: Catalogue) {
  const periods = new PeriodReader(catalogue.placeholders);
  const units = new UnitFinder(catalogue);
  const appendices = Object.entries(catalogue.headers.appendices) as [AppendixKind, AppendixHeaders][];
  const matchers: Matchers = new Map(
    appendices.map(([kind, headers]) => [
      kind,
      new HeadingMatcher(headers, { wholes: catalogue.headers.whole_headings, sources: catalogue.headers.sources }),
    ]),
  );
  return {
    periods,
    units,
    lines: new LineReader(catalogue, units),
    judge: new ContentJudge(catalogue),
    citations: new CitationReader(catalogue),
    matchers,
    required: new Map(appendices.map(([kind, headers]) => [kind, headers.required])),
    finder: new HeaderFinder(matchers, periods),
  };
}

/** Made once a catalogue: a batch has many files. */
const readers = new WeakMap<Catalogue, ReturnType<typeof readersOf>>();

/** The readers of a catalogue, and the document cut into segments. */
export function prepare(document: Document, sourceId: string, catalogue: Catalogue) {
  let own = readers.get(catalogue);
  if (!own) {
    own = readersOf(catalogue);
    readers.set(catalogue, own);
  }
  return { ...own, ...cutSegments(document, sourceId, own.finder, own.lines) };
}

/**
 * Recognises a document: settles every cell that is no data in the ledger and names those that are.
 * @param sourceId first 12 hexadecimal digits of the file's SHA-256
 * @param sourceName for messages
 * @param given what a person says of the file
 * @throws RefusedFile when no appendix is known, a titled one's columns can't be told, or month or locality can't.
 */
export function recogniseDocument(
  document: Document,
  sourceId: string,
  ledger: Ledger,
  catalogue: Catalogue,
  sourceName = sourceId,
  given?: IdentityOverride,
): Recognition {
  const prepared = prepare(document, sourceId, catalogue);
  const { periods, units, lines, judge, citations, matchers, required, segments, paragraphs } = prepared;
  const keptTables = catalogue.headers.kept_tables;
  const roles = giveRoles(segments, { matchers, required, keptTables, units, lines, judge, sourceName });

  setAsideOtherMonths(roles, periods, lines, ledger);
  const identity = readIdentity(
    {
      lines: identityLines(roles, paragraphs, lines),
      columnPeriods: columnPeriods(roles, matchers),
      bodyTexts: () => roles.flatMap(({ segment }) => segment.body.flatMap((row) => row.cells)),
      anyRef: paragraphs.length > 0 ? paragraphRefOf(sourceId, 1) : cellRefOf(sourceId, 1, 1, 1),
      sourceName,
      ...(given && { given }),
    },
    citations,
    periods,
    catalogue,
    ledger,
  );
  const time = { year: Number(identity.period.slice(0, 4)), month: Number(identity.period.slice(5, 7)) };
  for (const role of roles) {
    const matcher = role.appendix && matchers.get(role.appendix);
    if (role.role === "data" && role.segment.header && matcher) {
      const misfit = (column: number, type: ColumnType) => judge.misfitOfColumn(role.segment.body, column, type);
      role.columns = nameColumns(role.segment.header, matcher, units, time, misfit);
    }
  }
  for (const role of roles) if (role.leader) role.columns = role.leader.columns;
  const tables = joinTables(roles, { matchers, units, lines, judge, ledger });
  settleOutsideRows(roles, ledger);
  return {
    identity,
    tables,
    segments: roles,
    paragraphs: paragraphs.map((line) => ({ ...line, field: lines.kind(line.text) })),
  };
}

/** Titles of the known tables, and the head of the file: its first lines and its letterhead. */
function identityLines(roles: RecognisedSegment[], paragraphs: TextLine[], lines: LineReader): IdentityLine[] {
  const titles: IdentityLine[] = [];
  const seen = new Set<TextLine>();
  const head: IdentityLine[] = [];
  for (const { role, segment, appendix } of roles) {
    if (role === "letterhead") {
      const rows = [...segment.titleRows, ...segment.body, ...segment.layoutRows];
      for (const line of rows.flatMap(letterheadLines)) head.push({ ...line, where: "head", appendix: null });
    }
    // What stands over a table of an earlier month is of the report of that month.
    if (role === "other_month") for (const line of ownTitles(segment.titles, lines)) seen.add(line);
    if (role !== "data") continue;
    for (const line of ownTitles(segment.titles, lines)) {
      seen.add(line);
      titles.push({ ...line, where: "title", appendix });
    }
    for (const line of segment.titles.filter((each) => !seen.has(each)).slice(0, HEAD_LINES)) {
      if (!paragraphs.includes(line)) head.push({ ...line, where: "head", appendix: null });
    }
  }
  for (const line of paragraphs.slice(0, HEAD_LINES)) {
    if (!seen.has(line)) head.push({ ...line, where: "head", appendix: null });
  }
  return [...head, ...titles];
}

/** The lines of a letterhead's row; a short name with its value beside it is one line. */
function letterheadLines(row: GridRow): TextLine[] {
  const cells = filled(row);
  const [name, value] = cells;
  const isPair = name && value && cells.length === 2 && /^[^\d\n]{1,30}$/.test(name.text) && !value.text.includes("\n");
  const pair = isPair
    ? [{ text: `${name.text.replace(/\s*:?\s*$/, "")}: ${value.text}`, ref: value.ref, place: value.place }]
    : [];
  return [...cells.flatMap(cellLines), ...pair];
}

function columnPeriods(roles: RecognisedSegment[], matchers: Matchers): ColumnPeriod[] {
  const found: ColumnPeriod[] = [];
  for (const { role, segment, appendix, columns } of roles) {
    if (role !== "data" || !segment.header || !appendix) continue;
    const fields = matchers.get(appendix)?.fields;
    segment.header.columns.forEach((heading, index) => {
      const column = columns[index];
      const rules = column?.field ? fields?.get(column.field) : undefined;
      for (const period of heading.key.periods) {
        found.push({
          found: period,
          isReported:
            (rules?.tells_month ?? false) && (period.month === undefined || period === firstMonth(heading.key.periods)),
          isYearPlan: rules?.year === "current" || rules?.year === "budget",
          appendix,
          ref: column?.headerRefs.at(-1) ?? "",
          text: column?.headerText ?? "",
        });
      }
    });
  }
  return found;
}
