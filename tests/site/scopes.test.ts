import { expect, test } from "vitest";
import { currentScopes } from "../../pipelines/publish/site-scopes.ts";
import type { Scope } from "../../src/lib/page.ts";

const scope = (localityId: string, period: string): Scope => ({
  localityId,
  locality: localityId,
  period,
  reports: [],
  folder: "",
});

test("the two newest months of each locality are compressed best, however far another's are ahead", () => {
  const scopes = [
    scope("slow", "2026-03-01"),
    scope("slow", "2026-02-01"),
    scope("slow", "2026-01-01"),
    scope("ahead", "2027-08-01"),
    scope("ahead", "2027-07-01"),
    scope("ahead", "2027-06-01"),
    scope("new", "2025-12-01"),
  ];
  expect(currentScopes(scopes).map(({ localityId, period }) => `${localityId} ${period.slice(0, 7)}`)).toEqual([
    "slow 2026-03",
    "slow 2026-02",
    "ahead 2027-08",
    "ahead 2027-07",
    "new 2025-12",
  ]);
});
