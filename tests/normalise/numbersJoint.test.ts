import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNumberToken } from "../../pipelines/normalise/numbers.ts";
import { type JointCell, type RowEvidence, resolveJointly } from "../../pipelines/normalise/numbersJoint.ts";
import { sentenceEvidence } from "../../pipelines/normalise/numbersSentence.ts";
import { findUnit } from "../../pipelines/normalise/units.ts";
import { catalogue } from "./tables.ts";

/** Rows of printed figures; each row is one unit. */
function read(rows: { unit?: string; texts: string[]; sentence?: string }[]) {
  const cells: JointCell[] = [];
  const evidence = new Map<string, RowEvidence>();
  rows.forEach(({ unit: unitText, texts, sentence }, row) => {
    const unit = findUnit(catalogue.units, unitText ?? "triệu đồng");
    evidence.set(String(row), sentenceEvidence(sentence ?? null, catalogue.units, unit));
    texts.forEach((text, column) => {
      const token = readNumberToken(text);
      if (!token) return;
      const place = { row: String(row), column: `c${column}`, unit: unit?.code ?? "", unitKind: unit?.kind ?? null };
      cells.push({ key: `${row}.${column}`, ...place, token });
    });
  });
  const readings = resolveJointly(cells, evidence, [["c1", "c0"]]);
  return {
    values: rows.map(({ texts }, row) =>
      texts.map((_, column) => readings.get(`${row}.${column}`)?.candidate?.value ?? null),
    ),
    basis: (row: number, column: number) => readings.get(`${row}.${column}`)?.basis,
    isContested: (row: number, column: number) => readings.get(`${row}.${column}`)?.isContested,
  };
}

describe("a number with two readings", () => {
  it("is read by its unit: rates have decimals, counted things are whole", () => {
    const found = read([
      { unit: "%", texts: ["95,125"] },
      { unit: "Hộ", texts: ["1,250"] },
      { unit: "Điểm", texts: ["88,215"] },
    ]);
    expect(found.values).toEqual([[95.125], [1250], [88.215]]);
  });

  it("is read by the sentence of its row, whose own habit shows beside a decimal", () => {
    const found = read([{ texts: ["105,879"], sentence: "ước thực hiện 105.879 triệu đồng, đạt 29,6% dự toán" }]);
    expect(found.values).toEqual([[105879]]);
    expect(found.basis(0, 0)).toBe("sentence");
  });

  it("is read by a sum in another unit of money in the sentence", () => {
    expect(read([{ texts: ["105.879"], sentence: "ước đạt 105,9 tỷ đồng" }]).values).toEqual([[105879]]);
    expect(
      read([{ unit: "tỷ đồng", texts: ["105.879"], sentence: "ước đạt 105.879 triệu đồng, bằng 29,6%" }]).values,
    ).toEqual([[105.879]]);
  });

  it("follows the figures of its row that have one reading", () => {
    expect(read([{ texts: ["237,371", "2,810,000"] }]).values).toEqual([[237371, 2810000]]);
    expect(read([{ texts: ["237,371", "2.810,5"] }]).values).toEqual([[237.371, 2810.5]]);
  });

  it("is read by the percentage that its row's sentence states", () => {
    const found = read([{ unit: "tỷ đồng", texts: ["357,45", "105,879"], sentence: "đạt 29,6% kế hoạch" }]);
    expect(found.values).toEqual([[357.45, 105.879]]);
    const other = read([{ unit: "ha", texts: ["1000", "1,250"], sentence: "đạt 125% kế hoạch" }]);
    expect(other.values).toEqual([[1000, 1250]]);
    expect(other.basis(0, 1)).toBe("percentage");
  });

  it("follows its column, then figures of its unit anywhere, then the table", () => {
    expect(read([{ texts: ["26,405"] }, { texts: ["1,666,000"] }]).values).toEqual([[26405], [1666000]]);
    expect(read([{ texts: ["26,405", ""] }, { texts: ["", "1,666,000"] }]).values[0]?.[0]).toBe(26405);
    expect(read([{ texts: ["26,405"] }, { unit: "ha", texts: ["", "12.5"] }]).values[0]).toEqual([26405]);
  });

  it("is not read where its table uses the sign for both and nothing else speaks", () => {
    const found = read([
      { texts: ["26,405"] },
      { unit: "ha", texts: ["", "12,5"] },
      { unit: "tấn", texts: ["", "1,212,180"] },
    ]);
    expect(found.values[0]).toEqual([null]);
    expect(found.basis(0, 0)).toBe("none");
  });

  it("is read by the standard where it has a dot, and not at all where it has a comma", () => {
    expect(read([{ texts: ["26.405"] }]).values).toEqual([[26405]]);
    expect(read([{ texts: ["26,405"] }]).values).toEqual([[null]]);
  });

  it("learns from spaces between thousands only where they are the rule", () => {
    const slip = read([{ texts: ["12.073", "9.640", "4 203"] }, { texts: ["1.412", "2.027", "849"] }]);
    expect(slip.values).toEqual([
      [12073, 9640, 4203],
      [1412, 2027, 849],
    ]);
    const comma = read([{ texts: ["12,073", "9,640"] }, { unit: "ha", texts: ["", "4 203"] }]);
    expect(comma.values).toEqual([
      [null, null],
      [null, 4203],
    ]);
    expect(read([{ texts: ["12 073", "9 640", "31,250"] }]).values).toEqual([[12073, 9640, 31.25]]);
  });

  it("is contested where the row's other figures say otherwise than its sentence", () => {
    const found = read([{ texts: ["26,405", "1,666,000"], sentence: "đạt 26,4050 triệu đồng" }]);
    expect(found.values[0]?.[0]).toBe(26.405);
    expect(found.isContested(0, 0)).toBe(true);
  });
});

describe("a table printed in one habit", () => {
  const habits = [
    { name: "dots", thousands: ".", decimal: "," },
    { name: "commas", thousands: ",", decimal: "." },
  ];
  it.each(habits)(
    "is read back whole when thousands have $name and one figure of the unit is beyond doubt",
    (habit) => {
      const print = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, habit.thousands);
      fc.assert(
        fc.property(
          fc.array(fc.array(fc.integer({ min: 0, max: 999999 }), { minLength: 2, maxLength: 4 }), {
            minLength: 1,
            maxLength: 5,
          }),
          (table) => {
            const rows = [...table.map((row) => ({ texts: row.map(print) })), { texts: [print(1234567)] }];
            expect(read(rows).values).toEqual([...table, [1234567]]);
          },
        ),
      );
    },
  );

  it("never changes a figure that has one reading", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^\d{1,7}([.,]\d{1,2})?$/), { minLength: 1, maxLength: 8 }), (texts) => {
        const alone = texts.map((text) => readNumberToken(text)?.candidates[0]?.value ?? null);
        expect(read([{ texts }]).values[0]).toEqual(alone);
      }),
    );
  });
});
