import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NumberForm, readNumberCandidates, readNumberToken } from "../../pipelines/normalise/numbers.ts";

const one = (value: number, halfStep: number, form: NumberForm) => [{ value, halfStep, form }];

describe("a printed number", () => {
  it.each<[string, ReturnType<typeof readNumberCandidates>]>([
    ["0", one(0, 0.5, "plain")],
    ["01", one(1, 0.5, "plain")],
    ["105879", one(105879, 0.5, "plain")],
    ["95,3", one(95.3, 0.05, "decimal_comma")],
    ["95.1", one(95.1, 0.05, "decimal_dot")],
    ["27.68", one(27.68, 0.005, "decimal_dot")],
    ["0,123", one(0.123, 0.0005, "decimal_comma")],
    [",5", one(0.5, 0.05, "decimal_comma")],
    ["1234,567", one(1234.567, 0.0005, "decimal_comma")],
    ["1.212.180", one(1212180, 0.5, "thousands_dot")],
    ["69,917,954,000", one(69917954000, 0.5, "thousands_comma")],
    ["1 212 180", one(1212180, 0.5, "thousands_space")],
    ["1\u00a0212\u202f180", one(1212180, 0.5, "thousands_space")],
    ["33.120,5", one(33120.5, 0.05, "dot_comma")],
    ["702.855,52", one(702855.52, 0.005, "dot_comma")],
    ["33,120.5", one(33120.5, 0.05, "comma_dot")],
    ["1.212,180", one(1212.18, 0.0005, "dot_comma")],
    ["12 110,5", one(12110.5, 0.05, "space_comma")],
    ["-5,2", one(-5.2, 0.05, "decimal_comma")],
    ["− 5", one(-5, 0.5, "plain")],
    ["(5,2)", one(-5.2, 0.05, "decimal_comma")],
    ["+3", one(3, 0.5, "plain")],
    ["１２", one(12, 0.5, "plain")],
  ])("%s has one reading", (text, expected) => {
    expect(readNumberCandidates(text)).toEqual(expected);
    expect(readNumberToken(text)?.isAmbiguous).toBe(false);
  });

  it.each([
    ["26,405", 26405, 26.405],
    ["12.110", 12110, 12.11],
    ["105.879", 105879, 105.879],
    ["-1,250", -1250, -1.25],
  ])("%s has two readings: %d and %d", (text, thousands, decimal) => {
    expect(readNumberCandidates(text).map((candidate) => candidate.value)).toEqual([thousands, decimal]);
    expect(readNumberToken(text)?.isAmbiguous).toBe(true);
  });

  it.each([
    "",
    "-",
    ".000",
    "x",
    "…",
    "10/3/2026",
    "1.2.2026",
    "10/14",
    "12,34,56",
    "1,,5",
    "năm 2026",
    "I",
    "l",
    "O",
    "5 %",
    "1 2",
  ])("%j is not one number", (text) => expect(readNumberToken(text)).toBeNull());

  it.each([
    ["1O5", 105, "ocr_digit"],
    ["l2,5", 12.5, "ocr_digit"],
    ["1.212. 180", 1212180, "space_in_number"],
    ["27 ,68", 27.68, "space_in_number"],
    ["69.917,954,000", 69917954000, "mixed_separators"],
    ["55.", 55, "stray_sign"],
  ])("the slip in %s is mended and told", (text, value, rule) => {
    const token = readNumberToken(text);
    expect(token?.candidates[0]?.value).toBe(value);
    expect(token?.mends.map((mend) => mend.rule)).toContain(rule);
  });
});

describe("print and read", () => {
  const forms: { form: string; thousands: string; decimal: string }[] = [
    { form: "dots and commas", thousands: ".", decimal: "," },
    { form: "commas and dots", thousands: ",", decimal: "." },
    { form: "spaces and commas", thousands: " ", decimal: "," },
    { form: "no thousands, commas", thousands: "", decimal: "," },
    { form: "no thousands, dots", thousands: "", decimal: "." },
  ];
  it.each(forms)(
    "any number printed with $form is among its readings, with its precision",
    ({ thousands, decimal }) => {
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: 9e11 }),
          fc.integer({ min: 0, max: 4 }),
          fc.nat(9999),
          (whole, places, tail) => {
            const fraction = places === 0 ? "" : String(tail).padStart(4, "0").slice(0, places);
            const printed = String(whole).replace(/\B(?=(\d{3})+$)/g, thousands) + (fraction ? decimal + fraction : "");
            const value = Number(fraction ? `${whole}.${fraction}` : whole);
            const found = readNumberCandidates(printed).find((candidate) => candidate.value === value);
            expect(found?.halfStep).toBe(Number(`5e-${fraction.length + 1}`));
          },
        ),
      );
    },
  );

  it("never gives more than two readings, and two only where they differ by a thousand", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9., ]{1,14}$/), (text) => {
        const values = readNumberCandidates(text).map((candidate) => candidate.value);
        expect(values.length).toBeLessThanOrEqual(2);
        if (values.length === 2) expect(values[0]! / 1000).toBeCloseTo(values[1]!, 9);
      }),
    );
  });
});
