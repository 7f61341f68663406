/** Units named in headings and in lines above a table: only where they stand is decided here, not what they are worth. */
import type { Catalogue } from "../reference/catalogue.ts";
import { fold, foldTight } from "./fold.ts";

export class UnitFinder {
  private readonly wordings: Set<string>;
  private readonly rates: Set<string>;
  private readonly money: string[];
  private readonly labels: string[];
  private readonly lineLabels: string[];

  constructor(catalogue: Catalogue) {
    this.wordings = new Set(catalogue.units.units.flatMap((unit) => unit.wordings.map(foldTight)));
    const ofKind = (kind: string) => catalogue.units.units.filter((unit) => unit.kind === kind);
    this.rates = new Set(ofKind("rate").flatMap((unit) => unit.wordings.map(foldTight)));
    const longestFirst = (texts: string[]) => texts.map(fold).sort((a, b) => b.length - a.length);
    this.money = longestFirst(ofKind("money").flatMap((unit) => unit.wordings));
    this.labels = longestFirst(catalogue.placeholders.unit_labels);
    this.lineLabels = longestFirst(catalogue.reports.unit_line_labels);
  }

  /** The text is nothing but a unit: `Trđ`, `%`, `m²`. */
  isUnit(text: string): boolean {
    return this.wordings.has(foldTight(text));
  }

  /** The unit that a heading names in brackets, behind a comma or at its end: `Trđ` of "Tổng vốn (Trđ)". */
  inHeading(text: string): string | null {
    for (const [, inside = ""] of text.matchAll(/[([]([^()[\]]*)[)\]]/g)) {
      const unit = this.afterLabel(inside, this.labels) ?? inside.trim();
      if (this.isUnit(unit)) return unit;
    }
    const behind = /[,;:\-–]\s*([^,;:]+)$/.exec(text.trim())?.[1]?.trim();
    if (behind !== undefined && this.isUnit(behind)) return behind;
    return /%\s*$/.test(text) ? "%" : null;
  }

  /** A heading of percentages. */
  isRate(text: string): boolean {
    return this.rates.has(foldTight(this.inHeading(text) ?? text));
  }

  /** The folded rest of a heading without a unit of money at its begin. */
  withoutMoney(folded: string): string {
    const unit = this.money.find((one) => `${folded} `.startsWith(`${one} `));
    return unit === undefined ? folded : folded.slice(unit.length + 1);
  }

  /** The unit of a line such as "Đơn vị tính: triệu đồng"; null when the line is something else. */
  inLine(text: string): string | null {
    const bare = text.trim().replace(/^[([]\s*|\s*[)\]]$/g, "");
    const unit = this.afterLabel(bare, this.lineLabels);
    if (unit === null || unit.length > 60) return null;
    if (this.isUnit(unit)) return unit;
    return (
      unit
        .split(/[,;]/)
        .find((part) => this.isUnit(part))
        ?.trim() ?? null
    );
  }

  /** The unit that a title ends with in brackets: "TIẾN ĐỘ GIẢI NGÂN (triệu đồng)", "… (ĐVT: tỷ đồng)". */
  inTitle(text: string): string | null {
    const inside = /[([]([^()[\]]{2,60})[)\]]\s*[.:]?\s*$/.exec(text)?.[1]?.trim();
    if (inside === undefined) return null;
    const unit = this.inLine(inside) ?? inside;
    return this.isUnit(unit) ? unit : null;
  }

  /** What stands behind a label and its colon. */
  private afterLabel(text: string, labels: string[]): string | null {
    const at = text.indexOf(":");
    const key = fold(at >= 0 ? text.slice(0, at) : text);
    for (const label of labels) {
      if (at >= 0 && key === label)
        return text
          .slice(at + 1)
          .replace(/[.\s]+$/, "")
          .trim();
      if (at < 0 && key.startsWith(`${label} `)) {
        const words = text.trim().split(/\s+/);
        return words.slice(label.split(" ").length).join(" ");
      }
    }
    return null;
  }
}
