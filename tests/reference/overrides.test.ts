import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Ledger } from "../../pipelines/ledger.ts";
import { applyCorrections } from "../../pipelines/normalise/corrections.ts";
import type { Document } from "../../pipelines/read/document.ts";
import { readOverrides } from "../../pipelines/reference/overrides.ts";

const source = "0123456789ab";
const cell = `${source}-t1-r2-c2`;

function overridesFrom(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), "kichban-overrides-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return readOverrides(folder);
}

const correction = (fields: string) => `corrections:
  - cell: ${cell}
${fields}
    reason: misprint, the signed copy has 95,3
    by: Trần Thị Mai
    date: 2027-02-03
`;

function documentWith(text: string): Document {
  return {
    format: "text",
    notes: [],
    blocks: [
      {
        kind: "table",
        number: 1,
        rowCount: 2,
        columnCount: 2,
        place: { line: 1 },
        cells: ["STT", "Số liệu", "1", text].map((value, index) => ({
          row: Math.floor(index / 2) + 1,
          column: (index % 2) + 1,
          rowSpan: 1,
          columnSpan: 1,
          text: value,
          place: { line: Math.floor(index / 2) + 1 },
        })),
      },
    ],
  };
}

function textOf(document: Document): string | undefined {
  const table = document.blocks[0];
  return table?.kind === "table" ? table.cells[3]?.text : undefined;
}

describe("corrections by people", () => {
  const { corrections } = overridesFrom({ "mai.yaml": correction("    expect: '953'\n    value: '95,3'") });

  it("replace the cell and stand in the ledger with the person's name", () => {
    const ledger = new Ledger(source);
    expect(textOf(applyCorrections(documentWith("953"), ledger, corrections))).toBe("95,3");
    expect(ledger.repairs).toEqual([
      {
        source_id: source,
        cell_ref: cell,
        rule: "corrected_by_person",
        before: "953",
        after: "95,3",
        reason: "Trần Thị Mai, 2027-02-03: misprint, the signed copy has 95,3",
        reason_vi: null,
      },
    ]);
  });

  it("are not applied, and say so loudly, when the source no longer says what was expected", () => {
    const ledger = new Ledger(source);
    expect(textOf(applyCorrections(documentWith("96,1"), ledger, corrections))).toBe("96,1");
    expect(ledger.repairs).toEqual([]);
    expect(ledger.doubts).toMatchObject([
      { rule: "correction_stale", severity: "error", raw_value: "96,1", arguments: { expected: "953" } },
    ]);
  });

  it("of a cell that is not there are reported too", () => {
    const ledger = new Ledger(source);
    applyCorrections({ format: "text", notes: [], blocks: [] }, ledger, corrections);
    expect(ledger.doubts).toMatchObject([{ rule: "correction_without_cell", raw_value: null }]);
  });

  it("leave other files alone", () => {
    const ledger = new Ledger("ffffffffffff");
    const document = documentWith("953");
    expect(applyCorrections(document, ledger, corrections)).toBe(document);
    expect(ledger.doubts).toEqual([]);
  });
});

describe("override files", () => {
  it("that are wrong are refused by file and line, and the others apply", () => {
    const { corrections, refused } = overridesFrom({
      "a.yaml": correction("    expect: '1'\n    value: '1'"),
      "b.yaml": correction("    expect: '1'\n    value: '2'"),
    });
    expect(corrections).toHaveLength(1);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.message).toMatch(/a\.yaml, line \d+: .*nothing to mend/);
  });

  it("may not correct one cell twice", () => {
    const { corrections, refused } = overridesFrom({
      "a.yaml": correction("    expect: '1'\n    value: '2'"),
      "b.yaml": correction("    expect: '1'\n    value: '3'"),
    });
    expect(corrections.map((entry) => entry.value)).toEqual(["2"]);
    expect(refused[0]?.message).toMatch(/b\.yaml, line 2: a\.yaml corrects this cell already/);
  });

  it("need not be there", () => {
    expect(readOverrides(join(tmpdir(), "no-such-folder")).corrections).toEqual([]);
  });
});
