import { expect, it } from "vitest";
import { RefusedFile } from "../../pipelines/errors.ts";
import type { ParsedSource } from "../../pipelines/rows.ts";
import { requireConsistent } from "../../pipelines/warehouse/integrity.ts";
import { addCells, emptySource, taskRow } from "./parsed.ts";

function sound(): ParsedSource {
  const parsed = emptySource("a", { appendices: ["tasks"] });
  const [first, second] = addCells(parsed, ["Một", "Hai"], "tasks");
  parsed.tasks.push(
    taskRow(parsed.source.source_id, first!, { row_key: "1.1" }),
    taskRow(parsed.source.source_id, second!, { row_key: "1.2" }),
  );
  parsed.repairs.push({
    source_id: parsed.source.source_id,
    cell_ref: first!,
    rule: "x",
    before: "a",
    after: "b",
    reason: "c",
    reason_vi: "c",
  });
  return parsed;
}

it("lets a sound file pass", () => {
  expect(() => requireConsistent(sound())).not.toThrow();
});

it.each<[string, (parsed: ParsedSource) => unknown, RegExp]>([
  ["a cell twice", (parsed) => parsed.cells.push(parsed.cells[0]!), /the cell a{12}-t1-r1-c1 is there twice/],
  [
    "a row key twice",
    (parsed) => Object.assign(parsed.tasks[1]!, { row_key: "1.1" }),
    /the row 1\.1 of tasks is there twice/,
  ],
  [
    "a row in no cell",
    (parsed) => Object.assign(parsed.tasks[1]!, { source_ref: "aaaaaaaaaaaa-t9-r1-c1" }),
    /the row 1\.2 of tasks stands in no cell/,
  ],
  [
    "rows of an appendix that is not named",
    (parsed) => Object.assign(parsed.source, { appendices: [] }),
    /tasks has rows, and the appendix tasks is not named/,
  ],
  [
    "a mend of nothing",
    (parsed) => Object.assign(parsed.repairs[0]!, { cell_ref: "aaaaaaaaaaaa-p7" }),
    /repairs speak of aaaaaaaaaaaa-p7/,
  ],
  [
    "a row of another file",
    (parsed) => Object.assign(parsed.tasks[0]!, { source_id: "b".repeat(12) }),
    /tasks has a row of another file/,
  ],
])("refuses %s by itself", (_what, breakIt, sentence) => {
  const parsed = sound();
  breakIt(parsed);
  expect(() => requireConsistent(parsed)).toThrow(sentence);
  expect(() => requireConsistent(parsed)).toThrow(RefusedFile);
});
