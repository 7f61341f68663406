/** Where the SQL page's files stand in the site. */
export const sqlFiles = {
  engine: "assets/sql-engine.js",
  worker: "assets/duckdb-eh.worker.js",
  wasm: "assets/duckdb-eh.wasm",
  tables: "tables/index.json",
} as const;
