import { describe, expect, it } from "vitest";
import { generateReport } from "../generator/report.ts";
import { attribute } from "./attribute.ts";
import { planters } from "./index.ts";
import { packPlants } from "./pack.ts";
import type { Label } from "./plant.ts";
import type { Found } from "./run.ts";

const label = (
  kind: string,
  families: string[],
  places: string[],
  appendix: Label["appendix"] = "projects",
): Label => ({
  kind,
  families,
  places,
  appendix,
  rowKey: null,
  field: null,
  before: "1",
  after: "2",
  provable: true,
});
const found = (family: string, place: string, appendix = "projects"): Found => ({
  rule: "a rule",
  family,
  severity: "error",
  appendix,
  place,
  subject: "",
  message: "",
});

describe("a finding is laid at one plant's door", () => {
  const sum = label("sum", ["sums"], ["t2-r4"]);
  const date = label("date", ["dates"], ["t2-r7"]);

  it.each([
    { name: "at its row", one: found("sums", "t2-r4"), owner: "sum" },
    { name: "at its row, whatever it says", one: found("dates", "t2-r4"), owner: "sum" },
    { name: "about the file: at the kind that it answers", one: found("dates", ""), owner: "date" },
    { name: "astray: at the first of the appendix", one: found("dates", "t2-r9"), owner: "sum" },
  ])("$name", ({ one, owner }) => {
    const given = attribute([sum, date], [one]);
    expect(given.filter(({ fresh }) => fresh.length > 0).map((each) => each.label.kind)).toEqual([owner]);
  });

  it("and answers one plant only, where two would be answered by it", () => {
    const twins = [label("first", ["sums"], []), label("second", ["sums"], [], "tasks")];
    const given = attribute(twins, [found("sums", "", "")]);
    expect(given.map(({ fresh }) => fresh.length)).toEqual([1, 0]);
  });
});

describe("packing", () => {
  it("plants every kind that has a place once, no two at one place", () => {
    for (let seed = 0; seed < 6; seed++) {
      const kinds = Object.keys(planters);
      const packed = packPlants(seed, kinds, () => generateReport(seed));
      const planted = packed.flatMap(({ labels }) => labels.map(({ kind }) => kind));
      expect(new Set(planted).size).toBe(planted.length);
      expect(planted.length).toBeGreaterThan(30);
      for (const { labels } of packed) {
        const places = labels.flatMap((one) => one.places.map((place) => `${one.appendix} ${place}`));
        expect(new Set(places).size).toBe(places.length);
      }
    }
  });
});
