import { z } from "zod";

const phrases = z.array(z.string().min(1)).min(1);

/** `data/reference/reports.yaml`: by which words a report says who reports, under which number, and what is not data. */
export const reportsSchema = z.strictObject({
  /** Words before a report's number, as in "Báo cáo số 12/BC-UBND". */
  number_labels: phrases,
  /** Codes of document types that are reports, as in 103/**BC**-UBND: a bare "Số: …" line must have one. */
  report_codes: phrases,
  /** Words that say an appendix belongs to the document named behind them. */
  earlier_labels: phrases,
  citation_labels: phrases,
  /** Words right before the issuer's name. */
  issuer_labels: phrases,
  /** Words that begin an appendix title, before its number. */
  appendix_labels: phrases,
  /** Words that begin a unit line above a table. */
  unit_line_labels: phrases,
  /** A row or small table with only such texts is a letterhead, a signature block or a note: layout, not data. */
  layout_phrases: phrases,
  /** A note below a table begins with one of these. */
  note_labels: phrases,
});
export type Reports = z.infer<typeof reportsSchema>;
