/** How well a cell's text suits a column's type: used to align shifted rows and to accept pages without a header. */
import type { Catalogue } from "../reference/catalogue.ts";
import type { ColumnType } from "../reference/headers.ts";
import { remembered } from "../remember.ts";
import { fold, foldTight } from "./fold.ts";
import { filled, type GridRow } from "./grid.ts";

const NOTHING = /^[\s\-–—−_.…xX]*$/u;
const NUMBER = /^[<>=≥≤~≈+\-−–\s]*[(]?[\d][\d\s.,]*[)]?\s*%?$/u;
const ORDINAL = /^\(?(?:\d{1,3}(?:[.,]\d{1,3}){0,4}|[ivxl]{1,6}|[a-zđ]{1,2}|\*|-|\+)\)?[.):]?\s*\.?$/iu;

/** Texts remembered for each type of column. */
const MOST_REMEMBERED = 2_000;

export class ContentJudge {
  private readonly units: Set<string>;
  private readonly verdicts: string[];
  private readonly statuses: string[];
  private readonly deadline: RegExp;
  /** Each cell is judged for several columns, and short texts come again and again. */
  private readonly judges = new Map<ColumnType, (text: string) => number>();

  constructor(catalogue: Catalogue) {
    this.units = new Set(catalogue.units.units.flatMap((unit) => unit.wordings.map(foldTight)));
    this.verdicts = catalogue.verdicts.verdicts.flatMap((entry) => entry.wordings.map(fold));
    this.statuses = catalogue.statuses.statuses.flatMap((entry) => entry.wordings.map(fold));
    const { recurring, spans, words } = catalogue.deadlines;
    const phrases = [...recurring, ...spans.flatMap((span) => span.phrases), ...words.quarter, ...words.month]
      .filter((phrase) => !phrase.includes("{"))
      .map(fold);
    this.deadline = new RegExp(`(?<!\\p{L})(?:${phrases.join("|")})(?!\\p{L})`, "u");
  }

  /** 0 suits, 1 can't be. Blank suits everything. */
  misfit(type: ColumnType, text: string): number {
    let judge = this.judges.get(type);
    if (!judge) {
      judge = remembered((each) => this.judge(type, each), MOST_REMEMBERED);
      this.judges.set(type, judge);
    }
    return judge(text);
  }

  private judge(type: ColumnType, text: string): number {
    const trimmed = text.trim();
    if (trimmed === "" || NOTHING.test(trimmed)) return type === "name" && trimmed !== "" ? 0.5 : 0;
    const isNumber = NUMBER.test(trimmed);
    switch (type) {
      case "ordinal":
        return ORDINAL.test(trimmed) ? 0 : 1;
      case "number":
      case "money":
      case "percent":
        return isNumber ? 0 : this.misfitOfWordsAsNumber(trimmed);
      case "unit":
        return this.misfitOfUnit(trimmed, isNumber);
      case "verdict":
        if (this.isVerdict(trimmed)) return 0;
        return isNumber || trimmed.length > 40 ? 1 : 0.6;
      case "cadence":
        return isNumber || this.isVerdict(trimmed) ? 0.8 : trimmed.length > 60 ? 0.7 : 0;
      case "deadline":
        return this.misfitOfDeadline(trimmed, isNumber);
      case "status":
        if (this.isStatus(trimmed)) return 0;
        return isNumber ? 0.6 : this.isDeadline(trimmed) ? 0.5 : trimmed.length > 120 ? 0.5 : 0.3;
      case "name":
        return isNumber || this.isVerdict(trimmed) ? 1 : this.isDeadline(trimmed) ? 0.6 : 0;
      default:
        return this.misfitOfText(type, trimmed, isNumber);
    }
  }

  /** Mean misfit of the cells under a heading that say something. */
  misfitOfColumn(rows: GridRow[], column: number, type: ColumnType): number {
    const texts = rows.flatMap((row) =>
      filled(row).filter((cell) => cell.column === column && !NOTHING.test(cell.text)),
    );
    return texts.reduce((sum, cell) => sum + this.misfit(type, cell.text), 0) / Math.max(1, texts.length);
  }

  private misfitOfText(type: ColumnType, text: string, isNumber: boolean): number {
    if (isNumber) return 0.6;
    if (this.isDeadline(text)) return 0.5;
    if (this.verdicts.includes(fold(text))) return type === "agency" ? 0.8 : 0.5;
    return type === "agency" && this.isStatus(text) ? 0.5 : 0;
  }

  private misfitOfDeadline(text: string, isNumber: boolean): number {
    if (isNumber) return 0.8;
    if (text.length > 80) return 0.8;
    return this.isDeadline(text) || /\d/.test(text) ? 0 : 0.5;
  }

  private misfitOfWordsAsNumber(text: string): number {
    if (this.isVerdict(text)) return 0.9;
    // "Thuộc top 30", "khoảng 5 trường": words around a number.
    if (/\d/.test(text) && text.length <= 40) return 0.2;
    return text.length > 40 ? 1 : 0.7;
  }

  private misfitOfUnit(text: string, isNumber: boolean): number {
    if (this.units.has(foldTight(text))) return 0;
    if (isNumber || text.length > 40 || this.isVerdict(text)) return 1;
    return 0.3;
  }

  /** Begins with the words of a verdict and says little else. */
  isVerdict(text: string): boolean {
    const key = fold(text);
    return (
      key.length <= 40 &&
      this.verdicts.some(
        (verdict) => key === verdict || (key.startsWith(`${verdict} `) && key.length <= verdict.length + 12),
      )
    );
  }

  /** Says in a few words how far a task is. */
  private isStatus(text: string): boolean {
    const key = fold(text);
    return key.length <= 60 && this.statuses.some((status) => ` ${key} `.includes(` ${status} `));
  }

  /** Short, and nothing but a date, a period or how often. */
  private isDeadline(text: string): boolean {
    if (text.length > 40) return false;
    return (
      /^\D{0,16}\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?$/.test(text) ||
      (text.length <= 30 && this.deadline.test(fold(text)) && text.split(/\s+/).length <= 6)
    );
  }
}
