/** The disbursement gaps of a day as a table for the terminal: what a planner reads; programs ask for `--json`. */
import { gapText } from "../../src/i18n/gaps.ts";
import { formatMoney, type Lang } from "../../src/lib/format.ts";
import type { JsonRow } from "../warehouse/query.ts";
import { tableLines } from "./query.ts";

const heads = {
  planned: { vi: "Dự kiến", en: "Planned" },
  paid: { vi: "Đã giải ngân", en: "Paid" },
  gap: { vi: "Còn thiếu", en: "Gap" },
  basis: { vi: "Căn cứ", en: "Basis" },
  portfolio: { vi: "Toàn danh mục", en: "Portfolio" },
};

const signs: Record<string, string> = { project: "· ", component: "– " };
const bases = ["reported", "interpolated", "bounded", "unknown"] as const;

/**
 * @param rows as the command gives them to programs: money in whole VND
 * @returns lines with money in its largest unit; the first three columns of money as reported by then, the last two of the very day
 */
export function gapLines(rows: readonly JsonRow[], lang: Lang): string[] {
  const money = (value: unknown) =>
    (value === null ? "" : formatMoney(Number(value), lang, { short: true })).replaceAll("\u00a0", " ");
  const columns: [string, (row: JsonRow) => string][] = [
    [heads.planned[lang], (row) => money(row.known_planned_vnd)],
    [heads.paid[lang], (row) => money(row.known_actual_vnd)],
    [heads.gap[lang], (row) => money(row.known_gap_vnd)],
    [gapText("onDay", lang), (row) => money(row.gap_vnd)],
    [gapText("range", lang), (row) => rangeText(row)],
  ];
  // A gap that is known has no room.
  const rangeText = (row: JsonRow) =>
    row.gap_low_vnd === row.gap_high_vnd
      ? ""
      : [money(row.gap_low_vnd), money(row.gap_high_vnd)].filter(Boolean).join(" – ");
  const first = gapText("thing", lang);
  const table = rows.map(
    (row): JsonRow => ({
      [first]: nameOf(row, lang),
      ...Object.fromEntries(columns.map(([head, text]) => [head, text(row)])),
      [heads.basis[lang]]: basisText(row, lang),
    }),
  );
  const amounts = columns.map(([head]) => head);
  return tableLines([first, ...amounts, heads.basis[lang]], table, amounts);
}

function nameOf(row: JsonRow, lang: Lang): string {
  if (row.level === "portfolio") return heads.portfolio[lang];
  if (row.level === "group")
    return row.key === null ? gapText("noGroup", lang) : gapText("group", lang, { code: String(row.key) });
  return `${signs[String(row.level)] ?? ""}${row.name ?? gapText("rest", lang)}`;
}

/** A sum says of how many projects it is; a line how its gap is known. */
function basisText(row: JsonRow, lang: Lang): string {
  const basis = bases.find((one) => one === row.basis);
  if (basis) return gapText(basis, lang);
  const counted = /^known (\d+), .* of (\d+)$/.exec(String(row.basis ?? ""));
  return counted ? gapText("ofProjects", lang, { known: counted[1] ?? "", all: counted[2] ?? "" }) : "";
}
