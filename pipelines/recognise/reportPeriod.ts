/** Month, quarter and year of a report, out of its titles and headings. */
import { RefusedFile } from "../errors.ts";
import type { AppendixKind } from "../values.ts";
import type { IdentityEvidence } from "./identity.ts";
import type { FoundPeriod } from "./periods.ts";
import type { ReportIdentity } from "./types.ts";

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

/** A value, and the line that says so. */
export interface Vote<Value> {
  value: Value;
  ref: string;
  text: string;
  appendix: AppendixKind | null;
}

/** Notes that lines disagree: what they say, and what is used. */
export type Doubter = (rule: string, votes: Vote<unknown>[], raw: string, read: string) => void;

/** Month, quarter and year: see the rules in each step. */
export function readPeriod(
  titles: Vote<FoundPeriod>[],
  evidence: IdentityEvidence,
  issuedDate: string | null,
  doubt: Doubter,
): Pick<ReportIdentity, "period" | "quarter"> {
  if (evidence.given?.period) {
    const month = Number(evidence.given.period.slice(5));
    return { period: `${evidence.given.period}-01`, quarter: Math.ceil(month / 3) };
  }
  const usable = titles.filter(
    ({ value }) => value.kind !== "ignored" && value.kind !== "day" && value.day === undefined,
  );
  const columns = evidence.columnPeriods.filter(({ found }) => found.kind !== "ignored");
  const year = readYear(usable, columns, issuedDate);
  const isOfYear = (found: FoundPeriod) => found.year === undefined || year === null || found.year === year;

  const reportedMonths: Vote<number>[] = columns
    .filter(({ found, isReported }) => isReported && found.month !== undefined && isOfYear(found))
    .map(({ found, ref, text, appendix }) => ({ value: found.month as number, ref, text, appendix }));
  const titleMonths: Vote<number>[] = usable
    .filter(({ value }) => value.month !== undefined && isOfYear(value))
    .map((vote) => ({ ...vote, value: vote.value.month as number }));
  // A column may say what is expected by a later month; only where nothing else names the month is it of the report.
  const isIssued = (vote: Vote<number>) => issuedDate === null || firstDay(year, vote.value) <= issuedDate;
  const hasIssued = [...reportedMonths, ...titleMonths].some(isIssued);
  const columnMonths = reportedMonths.filter((vote) => !hasIssued || isIssued(vote));
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
  const month =
    newest(columnMonths) ??
    newest(titleMonths) ??
    (namedQuarter === null ? monthOfWholeYear(usable, year, issuedDate) : namedQuarter * 3);
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
  const period = firstDay(year, month);
  if (issuedDate !== null && issuedDate < period) {
    const vote = evidence.lines.find((line) => line.text !== "");
    if (vote) doubt("issued_before_period", [{ ...vote, value: issuedDate }], issuedDate, period);
  }
  return { period, quarter };
}

/** "Kết quả năm 2026", issued at the year's end or later, is of its twelve months. */
function monthOfWholeYear(titles: Vote<FoundPeriod>[], year: number | null, issuedDate: string | null): number | null {
  const isOfYear = titles.some(({ value }) => value.kind === "year" && value.year === year);
  return isOfYear && issuedDate !== null && issuedDate >= firstDay(year, 12) ? 12 : null;
}

function firstDay(year: number | null, month: number): string {
  return `${year ?? ""}-${String(month).padStart(2, "0")}-01`;
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
  // A column may stand for comparison ("Thực hiện tháng 02/2025"): where title and columns differ, the date of issue decides.
  const named = [fromColumns, fromTitles].filter((each) => each !== null);
  if (named.length > 0) return issued !== null && named.includes(issued) ? issued : Math.max(...named);
  if (fromPlans !== null) return fromPlans;
  if (issued === null || issuedDate === null) return null;
  // A report on December is issued in January.
  const months = columns.filter(({ isReported }) => isReported).map(({ found }) => found.month ?? 0);
  return Math.max(0, ...months) - Number(issuedDate.slice(5, 7)) >= 6 ? issued - 1 : issued;
}
