/** Which of the indicators held projects move, and how, by the reference data. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { foldWords, hasWords } from "../normalise/slug.ts";
import type { IndicatorMoverRow } from "../peopleRows.ts";
import type { Catalogue } from "../reference/catalogue.ts";
import type { MovedBy } from "../reference/indicators.ts";
import { type PrintedIndicator, printedIndicators } from "./indicatorLimits.ts";

/** A row an indicator that the reports held print and that projects move. */
export async function indicatorMovers(
  connection: DuckDBConnection,
  catalogue: Catalogue,
): Promise<IndicatorMoverRow[]> {
  const printed = await printedIndicators(connection);
  return printed.map((indicator) => moverOf(indicator, catalogue)).filter((row) => row !== null);
}

/**
 * How projects move one indicator: its entry in the catalogue decides, else the words of its name with its measure and unit.
 * @returns null where no project does, or its unit is not of the kind that the way needs
 */
export function moverOf(printed: PrintedIndicator, catalogue: Catalogue): IndicatorMoverRow | null {
  const entry = catalogue.indicators.indicators.find(({ id }) => id === printed.indicator_id);
  const way = entry?.moved_by ?? derived(printed, catalogue);
  const unit = catalogue.units.units.find(({ code }) => code === printed.unit);
  if (way === null || way === "none" || !unit) return null;
  const isShare = way.projects === "paid_share";
  const scale = isShare ? unit.whole : unit.factor;
  if (scale === undefined) return null;
  return {
    indicator_id: printed.indicator_id,
    moved_by: way.projects,
    denominators: isShare ? way.of.join(",") : null,
    scale,
  };
}

function derived({ name, unit, measure }: PrintedIndicator, catalogue: Catalogue): MovedBy | null {
  const folded = foldWords(name);
  const has = (words: readonly string[]) => words.some((word) => hasWords(folded, foldWords(word)));
  const kind = catalogue.units.units.find(({ code }) => code === unit)?.kind;
  const rule = catalogue.indicators.derive.moved_by.find(
    (each) => each.measure === measure && each.unit_kind === kind && has(each.words) && !has(each.not_words),
  );
  return rule?.moved_by ?? null;
}
