/** Which models look at one locality at a time, and how the rows of some localities are found in their tables. */
import { quoteIdentifier, quoteText } from "../warehouse/quote.ts";
import { ModelError } from "./error.ts";
import { findingsTable, type Parents, pastFindingsTable } from "./order.ts";
import type { Model } from "./twin.ts";

/**
 * Holds the models to their scopes: a model of one locality at a time may not read one that compares localities, and its rows have
 * to say whose they are.
 * @throws ModelError that names both models, or the columns that are missing
 */
export function requireScopes(models: readonly Model[], parents: Parents): void {
  const whole = new Set(models.filter(({ scope }) => scope === "all").map(({ name }) => name));
  for (const model of models) {
    if (model.scope === "all") continue;
    const parent = parents.get(model.name)?.find((name) => whole.has(name));
    if (parent) {
      const mend = model.rule ? "a check asks one locality at a time" : "say `scope: all` here, too";
      throw new ModelError("order", model.name, `reads ${parent}, which compares localities: ${mend}`);
    }
  }
}

/** What tells the rows of some localities: their ids, those of their reports, those of their files. */
export interface Owners {
  localities: readonly string[];
  reports: readonly string[];
  sources: readonly string[];
}

/**
 * The condition that a row of the table is one of theirs.
 * @param columns of the table
 * @throws ModelError where no column says whose a row is
 */
export function ownedBy(model: Model | null, columns: readonly string[], owners: Owners): string {
  const ids = { locality_id: owners.localities, report_id: owners.reports, source_id: owners.sources };
  const names = ["locality_id", "report_id", "source_id"] as const;
  // A column of the key is never empty.
  const name =
    names.find((column) => columns.includes(column) && (model?.key.includes(column) ?? true)) ??
    names.find((column) => columns.includes(column));
  if (!name) {
    throw new ModelError(
      "columns",
      model?.name ?? findingsTable,
      "has no locality_id, report_id or source_id that says whose a row is: give one, or say `scope: all`",
    );
  }
  const list = ids[name].map(quoteText).join(", ");
  return list ? `${quoteIdentifier(name)} in (${list})` : "false";
}

/** A table that is built locality by locality: a model's, or, without one, of those that the runner makes of the checks. */
export interface OwnedTable {
  name: string;
  model: Model | null;
}

/** All of them, in the order in which they are built. */
export function ownedTables(models: readonly Model[], order: readonly string[]): OwnedTable[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  return order
    .map((name): OwnedTable => ({ name, model: byName.get(name) ?? null }))
    .filter(({ name, model }) =>
      model
        ? model.scope === "locality" && model.materialized === "table"
        : name === findingsTable || name === pastFindingsTable,
    );
}
