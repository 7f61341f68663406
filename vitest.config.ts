import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // Days and hours must not depend on the machine: some tests fail on purpose if code reads the local zone.
    env: { TZ: "Asia/Ho_Chi_Minh" },
    testTimeout: 120_000,
    hookTimeout: 300_000,
    // Native DuckDB handles and child processes do not mix well with worker threads.
    pool: "forks",
    maxWorkers: 2,
  },
});
