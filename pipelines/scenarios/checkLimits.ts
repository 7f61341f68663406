/** A target beyond what its indicator can be is a slip of the pen: a share above its whole, a count below none. */
import type { PlacedYaml } from "../reference/yaml.ts";
import type { KnownIndicator } from "./read.ts";
import type { IndicatorTarget } from "./schema.ts";

/**
 * The year's target and every month that is given lie within the indicator's limits; a limit that a report held has passed is
 * none (see `knownIndicators`).
 * @param path where the target stands in its file
 * @throws UserError with file, line and mend at the first figure beyond
 */
export function checkLimits(
  target: IndicatorTarget,
  { lower_limit: lower, upper_limit: upper }: KnownIndicator,
  path: readonly PropertyKey[],
  errorAt: PlacedYaml<unknown>["errorAt"],
): void {
  for (const [place, value] of figuresOf(target)) {
    const isBelow = typeof lower === "number" && value < lower;
    const isAbove = typeof upper === "number" && value > upper;
    if (!isBelow && !isAbove) continue;
    const limit = isBelow ? lower : (upper as number);
    const { indicator, unit } = target;
    throw errorAt([...path, ...place], {
      vi: `${value} ${isBelow ? "dưới" : "trên"} ${limit}, mức ${isBelow ? "thấp" : "cao"} nhất mà "${indicator}" (${unit}) có thể đạt; hãy sửa số này`,
      en: `${value} is ${isBelow ? "below" : "above"} ${limit}, the ${isBelow ? "least" : "most"} that "${indicator}" (${unit}) can be; mend this figure`,
    });
  }
}

function figuresOf({ year_target: yearTarget, phasing }: IndicatorTarget): [PropertyKey[], number][] {
  const figures: [PropertyKey[], number][] = yearTarget === undefined ? [] : [[["year_target"], yearTarget]];
  if (!("months" in phasing)) return figures;
  for (const key of ["months", "to_date"] as const) {
    for (const [month, value] of Object.entries(phasing[key] ?? {}))
      figures.push([["phasing", key, Number(month)], value]);
  }
  return figures;
}
