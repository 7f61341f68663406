/** What each segment is: a known appendix, the next page of one, a letterhead, or a table nobody knows. */
import { RefusedFile } from "../errors.ts";
import type { Place } from "../read/document.ts";
import type { KeptTable } from "../reference/headers.ts";
import type { AppendixKind } from "../values.ts";
import { type NamedColumn, nameColumns, type ReportTime } from "./columns.ts";
import type { ContentJudge } from "./contents.ts";
import { filled } from "./grid.ts";
import type { Matchers } from "./headerBlock.ts";
import { keptTable } from "./keptTables.ts";
import type { LineReader } from "./lines.ts";
import type { Segment, TextLine } from "./segments.ts";
import type { UnitFinder } from "./units.ts";
import type { HeadingMatcher } from "./wordings.ts";

export type SegmentRole = "data" | "continued" | "letterhead" | "kept" | "other_month" | "unknown" | "nested";

export interface RecognisedSegment {
  segment: Segment;
  role: SegmentRole;
  appendix: AppendixKind | null;
  /** Of data and continued segments: the columns, named. */
  columns: NamedColumn[];
  /** Of a continued segment: the one whose columns it goes on with. */
  leader: RecognisedSegment | null;
  /** Of a kept table: the catalogue's name for it. */
  keptAs?: string;
  /** One sentence: why the role. */
  why: string;
}

export interface RoleSetting {
  matchers: Matchers;
  required: Map<AppendixKind, string[][]>;
  keptTables: readonly KeptTable[];
  units: UnitFinder;
  lines: LineReader;
  judge: ContentJudge;
  sourceName: string;
}

/**
 * Decides the role of each segment.
 * @throws RefusedFile `columns_unrecognised` when a title names an appendix whose columns can't be told;
 * `no_known_appendix` when nothing in the file is known.
 */
export function giveRoles(segments: Segment[], setting: RoleSetting): RecognisedSegment[] {
  const given: RecognisedSegment[] = [];
  let leader: RecognisedSegment | null = null;
  for (const segment of segments) {
    const role = roleOf(segment, leader, setting);
    if (role.role === "data") leader = role;
    given.push(role);
  }
  if (!leader) throw noKnownAppendix(segments, setting.sourceName);
  return given;
}

function roleOf(segment: Segment, leader: RecognisedSegment | null, setting: RoleSetting): RecognisedSegment {
  const base = { segment, columns: [], leader: null };
  const titles = ownTitles(segment.titles, setting.lines);
  const titled = isUnderAppendixTitle(titles, setting.lines) ? titleAppendix(titles, setting.lines) : null;
  if (segment.header) {
    const chosen = chooseAppendix(segment, titleAppendix(titles, setting.lines), setting);
    if (chosen) return { ...base, role: "data", ...chosen };
  }
  const kept = keptTable(segment, setting.keptTables);
  if (kept) {
    const why = `its headings are those of ${kept.entry.id} in kept_tables`;
    return { ...base, role: "kept", appendix: null, columns: kept.columns, keptAs: kept.entry.id, why };
  }
  if (!segment.header && leader) {
    const going = continues(segment, leader, titled, titles, setting);
    if (going) return { ...base, role: "continued", appendix: leader.appendix, leader, why: going };
    if (segment.isNested) return { ...base, role: "nested", appendix: null, why: "stands inside a cell" };
  }
  if (isLetterhead(segment, setting.lines, leader === null)) {
    return { ...base, role: "letterhead", appendix: null, why: "holds letterhead or signatures only" };
  }
  if (titled && segment.grid.columnCount > 2 && segment.body.length > 0) {
    throw columnsUnrecognised(segment, titled, setting);
  }
  return { ...base, role: "unknown", appendix: null, why: "no appendix of the catalogue has such headings" };
}

/** The appendix whose required fields the header has; where several do, the title decides, then the number of fields. */
function chooseAppendix(segment: Segment, titled: AppendixKind | null, setting: RoleSetting) {
  const unknownTime: ReportTime = { year: null, month: null };
  let best: { appendix: AppendixKind; columns: NamedColumn[]; score: number } | null = null;
  for (const [appendix, matcher] of setting.matchers) {
    if (!segment.header) continue;
    const columns = nameColumns(segment.header, matcher, setting.units, unknownTime);
    const fields = new Set(columns.map((column) => column.field ?? column.partOf));
    const isComplete = setting.required.get(appendix)?.every((options) => options.some((field) => fields.has(field)));
    if (!isComplete) continue;
    const matched = columns.reduce(
      (sum, column) => sum + (column.field !== null ? column.score : column.headerText === "" ? 0 : -0.5),
      0,
    );
    const score = matched + (titled === appendix ? 3 : 0);
    if (!best || score > best.score) best = { appendix, columns, score };
  }
  if (!best) return null;
  const named = best.columns.filter((column) => column.field !== null).length;
  const byTitle = titled === best.appendix ? ", and the title names it" : "";
  return {
    appendix: best.appendix,
    columns: best.columns,
    why: `${named} of ${best.columns.length} headings are those of ${best.appendix}${byTitle}`,
  };
}

/** Rows without a header go on with the table before when no other title stands between and their cells suit its columns. */
function continues(
  segment: Segment,
  leader: RecognisedSegment,
  titled: AppendixKind | null,
  titles: TextLine[],
  { lines, judge, matchers }: RoleSetting,
): string | null {
  if (segment.isNested) return null;
  if (titled !== null && titled !== leader.appendix) return null;
  if (titled === null && titles.some((line) => lines.kind(line.text) === "appendix_label")) return null;
  const matcher = leader.appendix && matchers.get(leader.appendix);
  const width = leader.columns.length;
  const rows = segment.body.filter((row) => filled(row).length > 0);
  if (!matcher || rows.length === 0) return null;
  const widest = Math.max(...rows.map((row) => filled(row).at(-1)?.column ?? 0));
  if (widest > width + 1 || (segment.grid.columnCount < width - 2 && segment.grid.columnCount < width * 0.6))
    return null;
  let cells = 0;
  let misfits = 0;
  for (const row of rows) {
    for (const cell of filled(row)) {
      const type = typeOf(leader.columns, matcher, cell.column);
      cells += 1;
      if (type) misfits += cell.columnSpan > 1 ? 0 : judge.misfit(type, cell.text);
    }
  }
  if (misfits / cells > 0.3) return null;
  return `has no header, and its cells suit the columns of table ${leader.segment.grid.table.number}`;
}

function typeOf(columns: NamedColumn[], matcher: HeadingMatcher, column: number) {
  const found = columns.find((each) => each.column === column);
  const field = found?.field ?? found?.partOf;
  return field ? (matcher.fields.get(field)?.type ?? null) : null;
}

/** Before the first table names and values may stand side by side: who reports, of which month. One cell that says so is enough. */
function isLetterhead(
  { grid, header, body, titleRows, layoutRows }: Segment,
  lines: LineReader,
  isFirst: boolean,
): boolean {
  if (header) return false;
  const rows = [...titleRows, ...body, ...layoutRows].filter((row) => filled(row).length > 0);
  if (rows.length === 0) return true;
  if (rows.length > 8 || grid.columnCount > 4) return false;
  const cells = rows.flatMap(filled);
  const isLayout = (text: string) => text.split(/\r?\n/).some((line) => line.trim() !== "" && lines.isLayout(line));
  const layout = cells.filter((cell) => isLayout(cell.text)).length;
  return layout * 2 >= cells.length || (isFirst && layout > 0 && rows.every((row) => filled(row).length <= 2));
}

/** The lines above a table that are its own: from the last "Phụ lục …" on, else the last few. */
export function ownTitles(titles: TextLine[], lines: LineReader): TextLine[] {
  for (let index = titles.length - 1; index >= 0; index--) {
    if (lines.kind(titles[index]?.text ?? "") === "appendix_label") return titles.slice(index);
  }
  return titles.slice(-6);
}

function titleAppendix(titles: TextLine[], lines: LineReader): AppendixKind | null {
  const texts = titles.map((line) => line.text).filter((text) => lines.looksLikeTitle(text));
  return texts.length === 0 ? null : lines.appendixOf(texts);
}

/** Titles that announce an appendix, not sentences of the report that speak of one. */
function isUnderAppendixTitle(titles: TextLine[], lines: LineReader): boolean {
  return titles.some((line) => {
    const kind = lines.kind(line.text);
    return kind === "appendix_label" || (kind === "appendix_title" && line.text === line.text.toUpperCase());
  });
}

/** Where a segment stands, for messages: the table's number and line, page or sheet. */
export function placeText(place: Place, vi: boolean): string {
  if (place.sheet !== undefined) return vi ? `trang tính ${place.sheet}` : `sheet ${place.sheet}`;
  if (place.page !== undefined) return vi ? `trang ${place.page}` : `page ${place.page}`;
  if (place.line !== undefined) return vi ? `dòng ${place.line}` : `line ${place.line}`;
  return "";
}

function tableText(segment: Segment, vi: boolean): string {
  const row = segment.header ? segment.grid.rows[segment.header.firstRow - 1] : segment.body[0];
  const place = placeText(row?.cells[0]?.place ?? segment.grid.table.place, vi);
  const number = segment.grid.table.number;
  return `${vi ? "bảng" : "table"} ${number}${place ? ` (${place})` : ""}`;
}

/** The heading texts of a table that is not known: its header's, else its first row's. */
export function headingTexts(segment: Segment): string[] {
  const texts = segment.header
    ? segment.header.columns.map((column) => column.cells.map((cell) => cell.text.trim()).join(" / "))
    : filled(segment.body.find((row) => filled(row).length > 1) ?? segment.body[0] ?? { number: 0, cells: [] }).map(
        (cell) => cell.text.trim(),
      );
  return texts.filter((text) => text !== "").map((text) => (text.length > 60 ? `${text.slice(0, 57)}…` : text));
}

function columnsUnrecognised(segment: Segment, titled: AppendixKind, setting: RoleSetting): RefusedFile {
  const headings = headingTexts(segment).slice(0, 14).join(" | ");
  const nearest = segment.header ? chooseMissing(segment, titled, setting) : [];
  const missing = nearest.length > 0 ? ` (${nearest.join(", ")})` : "";
  return new RefusedFile(
    "columns_unrecognised",
    `${setting.sourceName}: ${tableText(segment, true)}: không nhận ra cột của phụ lục "${titled}"${missing}; tiêu đề đọc được: ${headings}. Hãy sửa tiêu đề cột hoặc thêm cách ghi này vào data/reference/headers.yaml.`,
    `${setting.sourceName}: ${tableText(segment, false)}: the columns of the appendix "${titled}" can't be recognised${missing}; headings read: ${headings}. Mend the headings or add these wordings to data/reference/headers.yaml.`,
  );
}

/** Fields that the appendix must have and this header has not. */
function chooseMissing(segment: Segment, appendix: AppendixKind, setting: RoleSetting): string[] {
  const matcher = setting.matchers.get(appendix);
  if (!matcher || !segment.header) return [];
  const columns = nameColumns(segment.header, matcher, setting.units, { year: null, month: null });
  const fields = new Set(columns.map((column) => column.field));
  return (setting.required.get(appendix) ?? [])
    .filter((options) => !options.some((field) => fields.has(field)))
    .map((options) => options.join("/"));
}

function noKnownAppendix(segments: Segment[], sourceName: string): RefusedFile {
  const first = segments.find((segment) => headingTexts(segment).length > 1);
  const seenVi = first
    ? `; ${tableText(first, true)} có tiêu đề: ${headingTexts(first).slice(0, 10).join(" | ")}`
    : "; không có bảng nào";
  const seenEn = first
    ? `; ${tableText(first, false)} has the headings: ${headingTexts(first).slice(0, 10).join(" | ")}`
    : "; it has no table";
  return new RefusedFile(
    "no_known_appendix",
    `${sourceName}: không thấy phụ lục nào đã biết (nhiệm vụ, dự án, chỉ tiêu)${seenVi}. Hãy kiểm tra tệp, hoặc thêm cách ghi tiêu đề vào data/reference/headers.yaml.`,
    `${sourceName}: no known appendix (tasks, projects, indicators) in it${seenEn}. Check the file, or add its headings to data/reference/headers.yaml.`,
  );
}
