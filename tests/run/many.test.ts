import { expect, test } from "vitest";
import { changesText, compareSnapshots, emptySnapshot, type SnapshotItem } from "../../pipelines/run/changes.ts";

/** Invented: so many findings of so many places, the first place with most. */
const findings = (places: number, each: (place: number) => number): SnapshotItem[] =>
  Array.from({ length: places }, (_, place) =>
    Array.from({ length: each(place) }, (_, index) => ({
      key: `${place}-${index}`,
      state: "warning",
      vi: `xã ${place}: điểm ${index}`,
      en: `xã ${place}: point ${index}`,
      place: `xã ${place}`,
    })),
  ).flat();

const textOf = (items: SnapshotItem[], language: "vi" | "en") =>
  changesText(compareSnapshots(emptySnapshot, { ...emptySnapshot, findings: items }), language, 2);

test("of what a hundred places bring in a night a few are named, the rest is counted by place", () => {
  expect(
    textOf(
      findings(100, (place) => (place === 7 ? 30 : 3)),
      "vi",
    ),
  ).toEqual([
    "Điểm cần xem lại, mới: 327",
    "  - xã 0: điểm 0",
    "  - xã 0: điểm 1",
    "  … và 325 mục khác, của 100 địa phương; nhiều nhất: xã 7 (30), xã 1 (3), xã 10 (3)",
  ]);
});

test("no place is said to have most where each has one, and none is named where all are of one", () => {
  expect(
    textOf(
      findings(5, () => 1),
      "en",
    ).at(-1),
  ).toBe("  … and 3 more, of 3 places");
  expect(
    textOf(
      findings(1, () => 4),
      "vi",
    ).at(-1),
  ).toBe("  … và 2 mục khác");
});
