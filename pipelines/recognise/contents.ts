/** How well a cell's text suits a column's type: used to align shifted rows and to accept pages without a header. */
import type { Catalogue } from "../reference/catalogue.ts";
import type { ColumnType } from "../reference/headers.ts";
import { fold, foldTight } from "./fold.ts";

const NOTHING = /^[\s\-–—−_.…xX]*$/u;
const NUMBER = /^[<>=≥≤~≈+\-−–\s]*[(]?[\d][\d\s.,]*[)]?\s*%?$/u;
const ORDINAL = /^\(?(?:\d{1,3}(?:[.,]\d{1,3}){0,4}|[ivxl]{1,6}|[a-zđ]{1,2}|\*|-|\+)\)?[.):]?\s*\.?$/iu;

export class ContentJudge {
  private readonly units: Set<string>;
  private readonly verdicts: string[];

  constructor(catalogue: Catalogue) {
    this.units = new Set(catalogue.units.units.flatMap((unit) => unit.wordings.map(foldTight)));
    this.verdicts = catalogue.verdicts.verdicts.flatMap((entry) => entry.wordings.map(fold));
  }

  /** 0 suits, 1 can't be. Blank suits everything. */
  misfit(type: ColumnType, text: string): number {
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
      case "deadline":
        if (isNumber && !/[./]\d+[./]/.test(trimmed)) return 0.8;
        return trimmed.length > 80 || this.isVerdict(trimmed) ? 0.7 : 0;
      case "name":
        return isNumber || this.isVerdict(trimmed) ? 1 : 0;
      default:
        return isNumber
          ? 0.6
          : this.isVerdict(trimmed) && trimmed.length < 12 && type === "agency"
            ? 0.8
            : this.isBareVerdict(trimmed)
              ? 0.5
              : 0;
    }
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

  private isBareVerdict(text: string): boolean {
    return this.verdicts.includes(fold(text));
  }
}
