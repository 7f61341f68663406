/** Between what the figures of the indicators held lie, by the reference data: a share can't pass its whole, a count has no less than none. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { foldWords, hasWords } from "../normalise/slug.ts";
import type { IndicatorLimitRow } from "../peopleRows.ts";
import type { Catalogue } from "../reference/catalogue.ts";
import { readRows } from "../warehouse/query.ts";

/** A printed indicator, as far as its limits depend on it. */
export interface PrintedIndicator {
  indicator_id: string;
  name: string;
  unit: string | null;
  measure: string;
}

/** The indicators that the reports held print, each by its first name, unit and measure. */
export async function printedIndicators(connection: DuckDBConnection): Promise<PrintedIndicator[]> {
  const { rows } = await readRows(
    connection,
    `select
       indicator_id,
       any_value(name order by source_id, position) as name,
       any_value(unit order by source_id, position) as unit,
       any_value(measure order by source_id, position) as measure
     from raw.indicators group by indicator_id order by indicator_id`,
  );
  return rows as unknown as PrintedIndicator[];
}

/** A row an indicator that the reports held print; those that nothing bounds have none. */
export async function indicatorLimits(
  connection: DuckDBConnection,
  catalogue: Catalogue,
): Promise<IndicatorLimitRow[]> {
  const printed = await printedIndicators(connection);
  return printed
    .map((indicator) => limitsOf(indicator, catalogue))
    .filter(({ lower_limit, upper_limit }) => lower_limit !== null || upper_limit !== null);
}

/** The limits of one indicator: its entry in the catalogue decides, else the words of its name and its unit. */
export function limitsOf(
  { indicator_id, name, unit, measure }: PrintedIndicator,
  catalogue: Catalogue,
): IndicatorLimitRow {
  const found = catalogue.units.units.find(({ code }) => code === unit);
  const entry = catalogue.indicators.indicators.find(({ id }) => id === indicator_id);
  const { share_words, not_share_words, signed_words } = catalogue.indicators.derive;
  const folded = foldWords(entry?.name_vi ?? name);
  const has = (words: readonly string[]) => words.some((word) => hasWords(folded, foldWords(word)));
  const isShare = measure === "rate" && (entry?.is_share ?? (has(share_words) && !has(not_share_words)));
  if (isShare && found?.whole !== undefined) return { indicator_id, lower_limit: 0, upper_limit: found.whole };
  const isCount = found?.kind === "count" && measure !== "rank";
  const isUnsignedFlow =
    (found?.kind === "money" || found?.kind === "amount") && measure === "flow" && !has(signed_words);
  return { indicator_id, lower_limit: isCount || isUnsignedFlow ? 0 : null, upper_limit: null };
}
