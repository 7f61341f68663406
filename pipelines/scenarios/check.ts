/** What makes a scenario file wrong beyond its form: each fault names the place and the mend, Vietnamese first. */
import { basename } from "node:path";
import { monthsOfYear } from "../../src/scenario/phasing.ts";
import type { PlacedYaml } from "../reference/yaml.ts";
import { checkDisbursement } from "./checkDisbursement.ts";
import { checkLimits } from "./checkLimits.ts";
import { nearest } from "./nearest.ts";
import type { Known, KnownIndicator } from "./read.ts";
import type { IndicatorTarget, Scenario } from "./schema.ts";

type Placed = PlacedYaml<Scenario>;

/** @throws UserError with file, line and mend at the first fault */
export function checkScenario(placed: Placed, known: Known, fileOfId: ReadonlyMap<string, string>): void {
  const { value: scenario, errorAt } = placed;
  const other = fileOfId.get(scenario.id);
  if (other) {
    throw errorAt(["id"], {
      vi: `tệp ${basename(other)} đã có mã "${scenario.id}"; hãy đặt mã khác cho một trong hai`,
      en: `${basename(other)} has the id "${scenario.id}" already; give one of them another id`,
    });
  }
  const seen = new Set<number>();
  scenario.versions.forEach((version, v) => {
    const number = version.version;
    if (seen.has(number)) {
      throw errorAt(["versions", v, "version"], {
        vi: `phiên bản ${number} có hai lần; hãy đánh số 1, 2, 3 …`,
        en: `version ${number} stands twice; number them 1, 2, 3 …`,
      });
    }
    seen.add(number);
    const named = new Set<string>();
    version.indicators.forEach((target, i) => {
      const path = ["versions", v, "indicators", i];
      if (named.has(target.indicator)) {
        throw errorAt([...path, "indicator"], {
          vi: `"${target.indicator}" có hai lần trong phiên bản ${number}; hãy giữ một`,
          en: `"${target.indicator}" stands twice in version ${number}; keep one of them`,
        });
      }
      named.add(target.indicator);
      checkTarget(target, path, placed, known.indicators);
    });
    checkDisbursement(placed, v, known.projects);
  });
}

function checkTarget(
  target: IndicatorTarget,
  path: PropertyKey[],
  { errorAt }: Placed,
  known: ReadonlyMap<string, KnownIndicator>,
): void {
  const indicator = known.get(target.indicator);
  if (!indicator) {
    const near = nearest(target.indicator, [...known.keys()]);
    throw errorAt([...path, "indicator"], {
      vi: `không có chỉ tiêu nào mang mã "${target.indicator}"${near ? `; gần nhất là "${near}"` : "; hãy sửa mã"}`,
      en: `no indicator is called "${target.indicator}"${near ? `; the nearest known one is "${near}"` : "; mend the id"}`,
    });
  }
  if (indicator.unit !== null && target.unit !== indicator.unit) {
    const { unit } = indicator;
    throw errorAt([...path, "unit"], {
      vi: `"${target.indicator}" tính bằng ${unit}, không phải ${target.unit}; hãy quy đổi các số và ghi ${unit}`,
      en: `"${target.indicator}" is counted in ${unit}, not in ${target.unit}; convert the figures and write ${unit}`,
    });
  }
  checkLimits(target, indicator, path, errorAt);
  const { phasing } = target;
  if ("shares" in phasing) {
    const total = phasing.shares.reduce((sum, share) => sum + share, 0);
    if (Math.abs(total - 1) > 1e-9 && Math.abs(total - 100) > 1e-7) {
      throw errorAt([...path, "phasing", "shares"], {
        vi: `mười hai tỷ trọng cộng lại là ${print(total)}; phải bằng 1 hoặc 100`,
        en: `the twelve shares add up to ${print(total)}; they must make 1 or 100`,
      });
    }
  }
  if ("profile" in phasing && phasing.profile.every((weight) => weight === 0)) {
    throw errorAt([...path, "phasing", "profile"], {
      vi: "cả mười hai trọng số đều bằng 0; hãy cho ít nhất một tháng một trọng số",
      en: "all twelve weights are 0; give at least one month a weight",
    });
  }
  if ("months" in phasing && target.year_target !== undefined) checkMonths(target, indicator, path, errorAt);
}

function checkMonths(
  target: IndicatorTarget,
  indicator: KnownIndicator,
  path: PropertyKey[],
  errorAt: Placed["errorAt"],
): void {
  if (!("months" in target.phasing) || target.year_target === undefined) return;
  const { months, to_date: toDates } = target.phasing;
  const yearTarget = target.year_target;
  const place = [...path, "phasing", "months"];
  if (indicator.measure !== "flow") {
    if (toDates) {
      throw errorAt([...path, "phasing", "to_date"], {
        vi: "chỉ tiêu này là một mức, không có lũy kế từ tháng 1; hãy bỏ to_date",
        en: "a level has no sum since January; leave to_date out",
      });
    }
    if (indicator.measure !== "rank" && months[12] !== undefined && months[12] !== yearTarget) {
      throw errorAt(place, {
        vi: `tháng 12 là ${print(months[12])}, mục tiêu cả năm là ${print(yearTarget)}; hai số phải là một, hãy sửa một số`,
        en: `December is ${print(months[12])}, the year's target ${print(yearTarget)}; they are the same level, mend one`,
      });
    }
    return;
  }
  const missing = monthsOfYear.filter((month) => months[month] === undefined && toDates?.[month] === undefined);
  if (missing.length > 0) {
    throw errorAt(place, {
      vi: `còn thiếu các tháng ${missing.join(", ")}; chỉ tiêu cộng dồn cần đủ mười hai tháng`,
      en: `months ${missing.join(", ")} are missing; a flow needs all twelve`,
    });
  }
  const total = Object.values(months).reduce((sum, value) => sum + value, 0);
  if (!toDates && Math.abs(total - yearTarget) > 1e-6 * Math.max(1, Math.abs(yearTarget))) {
    throw errorAt(place, {
      vi: `các tháng cộng lại là ${print(total)}, mục tiêu cả năm là ${print(yearTarget)}; hãy sửa một trong hai`,
      en: `the months add up to ${print(total)}, the year's target is ${print(yearTarget)}; mend one of them`,
    });
  }
  if (toDates) checkSums(months, toDates, yearTarget, [...path, "phasing", "to_date"], errorAt);
}

/** Sums that are given beside the months may differ from them by what a report's rounding allows, no more. */
function checkSums(
  months: Readonly<Record<number, number>>,
  toDates: Readonly<Record<number, number>>,
  yearTarget: number,
  place: PropertyKey[],
  errorAt: Placed["errorAt"],
): void {
  const allowed = 0.01 * Math.max(1, Math.abs(yearTarget));
  let sum: number | null = 0;
  for (const month of monthsOfYear) {
    const value = months[month];
    sum = sum === null || value === undefined ? null : sum + value;
    const stated = toDates[month];
    if (stated !== undefined && sum !== null && Math.abs(stated - sum) > allowed) {
      throw errorAt([...place, month], {
        vi: `các tháng đến tháng ${month} cộng lại là ${print(sum)}, to_date ghi ${print(stated)}; hãy sửa một trong hai`,
        en: `the months to ${month} add up to ${print(sum)}, to_date says ${print(stated)}; mend one of them`,
      });
    }
    if (stated !== undefined) sum = stated;
  }
  const end = toDates[12] ?? sum;
  if (end !== null && Math.abs(end - yearTarget) > 1e-6 * Math.max(1, Math.abs(yearTarget))) {
    throw errorAt(place, {
      vi: `lũy kế tháng 12 là ${print(end)}, mục tiêu cả năm là ${print(yearTarget)}; hãy sửa một trong hai`,
      en: `December's sum is ${print(end)}, the year's target is ${print(yearTarget)}; mend one of them`,
    });
  }
}

function print(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}
