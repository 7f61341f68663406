/** What a line outside the data is: a title, a citation, a unit line, a signature … */
import type { Catalogue } from "../reference/catalogue.ts";
import type { AppendixKind } from "../values.ts";
import { fold } from "./fold.ts";
import type { UnitFinder } from "./units.ts";

export type LineKind = "appendix_label" | "appendix_title" | "report_citation" | "unit_line" | "signature" | "other";

export class LineReader {
  private readonly units: UnitFinder;
  private readonly labels: string[];
  private readonly citations: string[];
  private readonly layout: string[];
  private readonly notes: string[];
  private readonly titles: [AppendixKind, string[]][];

  constructor(catalogue: Catalogue, units: UnitFinder) {
    const { reports, headers } = catalogue;
    this.units = units;
    this.labels = reports.appendix_labels.map(fold);
    this.citations = reports.citation_labels.map(fold);
    this.layout = reports.layout_phrases.map(fold);
    this.notes = reports.note_labels.map(fold);
    this.titles = Object.entries(headers.appendices).map(([appendix, entry]) => [
      appendix as AppendixKind,
      entry.titles.map(fold),
    ]);
  }

  kind(text: string): LineKind {
    const key = fold(text);
    if (this.isAppendixLabel(key)) return "appendix_label";
    if (this.isCitation(key)) return "report_citation";
    if (this.units.inLine(text) !== null) return "unit_line";
    if (this.isLayout(text)) return "signature";
    return this.looksLikeTitle(text) && this.appendixOf([text]) ? "appendix_title" : "other";
  }

  /** The appendix that the lines' wordings name, or null; the wording that stands higher in the catalogue counts. */
  appendixOf(texts: string[]): AppendixKind | null {
    const key = texts.map(fold).join(" ");
    let best: { appendix: AppendixKind; rank: number } | null = null;
    for (const [appendix, wordings] of this.titles) {
      const rank = wordings.findIndex((wording) => ` ${key} `.includes(` ${wording} `));
      if (rank >= 0 && (!best || rank < best.rank)) best = { appendix, rank };
    }
    return best?.appendix ?? null;
  }

  /** "PHỤ LỤC 2", "Phụ lục II: …", "Biểu số 03". */
  isAppendixLabel(key: string): boolean {
    return this.labels.some((label) =>
      new RegExp(`^${label}(?: (?:so )?(?:\\d{1,2}|[ivx]{1,4}|[a-d])\\b|$)`).test(key),
    );
  }

  /** A line that stands over a table, not in it. */
  isTitleLine(text: string): boolean {
    const kind = this.kind(text);
    return kind !== "other" && kind !== "signature";
  }

  /** In capitals, or short and not a sentence. */
  looksLikeTitle(text: string): boolean {
    const letters = text.replace(/[^\p{L}]/gu, "");
    if (letters === "" || text.length > 300) return false;
    const capitals = letters.replace(/[^\p{Lu}]/gu, "").length;
    return capitals / letters.length > 0.7 || (text.length <= 160 && !/[.;:]\s*$/.test(text));
  }

  /** "Ghi chú: …". */
  isNote(text: string): boolean {
    const key = fold(text);
    return this.notes.some((label) => key.startsWith(`${label} `)) && /^[^\p{L}]*[\p{L} ]+:/u.test(text);
  }

  private isCitation(key: string): boolean {
    return this.citations.some((label) => key.startsWith(label)) && /\d|\bso\b/.test(key);
  }

  /** Letterhead, signature, place and date of signing, or a note under the table. */
  isLayout(text: string): boolean {
    const key = fold(text);
    if (key === "") return true;
    if (/^[\p{L} ]{0,60}\bngay(?: \d{1,2})? thang(?: \d{1,2})? nam(?: \d{4})?$/u.test(key)) return true;
    if (this.isNote(text)) return true;
    return this.layout.some((phrase) => key === phrase || key.startsWith(`${phrase} `));
  }
}
