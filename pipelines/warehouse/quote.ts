/** Quoting for the few statements whose names or values can't be bound as parameters. */

/** `"a ""name"""`. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `"schema"."table"` from `schema.table`. */
export function quoteRelation(name: string): string {
  return name.split(".").map(quoteIdentifier).join(".");
}

/** `'it''s'`. */
export function quoteText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
