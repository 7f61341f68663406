import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packExplorer, unpackScenario } from "../../src/explorer/data.ts";
import { controls, type ExplorerState, initialState, readState, writeState } from "../../src/explorer/state.ts";
import { renderResults } from "../../src/explorer/view.ts";
import type { Row } from "../../src/site-tables.ts";

const months = Array.from({ length: 12 }, (_, index) => index + 1);
const hostile = '<script>alert("1")</script>';

function rowsOf(scenario: string, indicator: string, measure: string): Row[] {
  return months.map((month) => ({
    scenario_id: scenario,
    indicator_id: indicator,
    name: `${indicator} ${hostile}`,
    unit: "million_vnd",
    measure,
    direction: "higher",
    month: `2027-${String(month).padStart(2, "0")}-01`,
    target_month: 10,
    target_to_date: measure === "flow" ? 10 * month : 10,
    basis: month > 4 ? "interpolated" : "reported",
    is_anchored: true,
    year_target: measure === "flow" ? 120 : 10,
    year_target_operator: measure === "flow" ? "=" : ">",
    actual_month: month < 5 ? 11 : null,
    actual_to_date: month < 5 ? (measure === "flow" ? 11 * month : 9) : null,
  }));
}

const scenarioRows: Row[] = ["reported", "stretch"].map((id) => ({
  scenario_id: id,
  title_vi: `${id} ${hostile}`,
  title_en: id,
}));
const rows = scenarioRows.flatMap(({ scenario_id }) => [
  ...rowsOf(String(scenario_id), "revenue", "flow"),
  ...rowsOf(String(scenario_id), "share", "rate"),
]);
const data = packExplorer(rows, scenarioRows, { locality_id: "w", year: 2027, month: 4, issued: "2027-04-12" });

describe("what the page carries", () => {
  it("unpacks to the rows that were packed", () => {
    const [revenue] = unpackScenario(data, "stretch");
    expect(revenue?.rows).toEqual(
      rowsOf("stretch", "revenue", "flow").map(
        ({ scenario_id, indicator_id, name, unit, measure, direction, ...point }) => point,
      ),
    );
  });
});

describe("the address", () => {
  const side = fc.record({
    scenario: fc.constantFrom("reported", "stretch"),
    deltas: fc.record({
      growth_pct: fc.integer({ min: -200, max: 400 }).map((value) => value / 2),
      tilt_pct: fc.integer({ min: -100, max: 100 }),
      slippage_months: fc.integer({ min: 0, max: 11 }),
      pace_pct: fc.integer({ min: 0, max: 200 }),
    }),
  });
  const state: fc.Arbitrary<ExplorerState> = fc.record({
    month: fc.integer({ min: 1, max: 12 }),
    indicators: fc.subarray(["revenue", "share"]),
    a: side,
    b: fc.option(side, { nil: null }),
  });

  it("holds the whole state: a link shows the same view", () => {
    fc.assert(
      fc.property(state, (chosen) => {
        expect(readState(data, writeState(data, chosen))).toEqual(chosen);
      }),
    );
  });

  it("is empty for the page as it is first shown", () => {
    expect(writeState(data, initialState(data))).toBe("");
  });

  it("never breaks the page, whatever stands in it", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom("m", "i", "a", "b", ...controls.flatMap(({ key }) => [`a${key}`, `b${key}`])),
          fc.string(),
        ),
        (words) => {
          const read = readState(data, new URLSearchParams(words).toString());
          expect(read.month).toBeGreaterThanOrEqual(1);
          expect(read.month).toBeLessThanOrEqual(12);
          for (const each of [read.a, read.b]) {
            for (const { delta, lowest, highest } of controls) {
              if (!each) continue;
              expect(each.deltas[delta]).toBeGreaterThanOrEqual(lowest);
              expect(each.deltas[delta]).toBeLessThanOrEqual(highest);
            }
          }
          renderResults(data, read, "vi");
        },
      ),
    );
  });
});

describe("the answer as HTML", () => {
  const shown = renderResults(
    data,
    { ...initialState(data), b: { ...initialState(data).a, scenario: "stretch" } },
    "vi",
  ).text;

  it("escapes what reports say", () => {
    expect(shown).not.toContain("<script>");
    expect(shown).toContain("&lt;script&gt;");
  });

  it("draws estimates hatched, interpolated plans dotted, and says every figure as text", () => {
    expect(shown).toContain('fill="url(#hatch-ahead)"');
    expect(shown).toMatch(/class="plan-a interpolated" d="M/);
    expect(shown).toContain('data-side="a" data-figure="variance" data-v="4"');
    expect(shown).toContain('data-side="b" data-figure="variance" data-v="4"');
  });

  it("keeps a threshold's operator", () => {
    expect(shown).toContain("&gt; 10");
  });

  it("says that nothing is chosen", () => {
    expect(renderResults(data, { ...initialState(data), indicators: [] }, "en").text).toContain(
      "No indicator is chosen.",
    );
  });
});
