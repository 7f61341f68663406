/** What a planner should know of a scenario that is right, but can't be set beside any report yet. */
import type { Fault } from "../reference/faults.ts";
import type { Scenario } from "./schema.ts";

/** A year of a locality of which a report is held. */
export interface HeldYear {
  locality_id: string;
  year: number;
}

export function scenarioNotices({ id, year, locality }: Scenario, held: readonly HeldYear[]): Fault[] {
  const here = held.filter(({ locality_id }) => !locality || locality_id === locality);
  if (here.some((each) => each.year === year)) return [];
  const years = [...new Set(here.map((each) => each.year))].sort().join(", ");
  const whereVi = locality ? ` của ${locality}` : "";
  const whereEn = locality ? ` of ${locality}` : "";
  return [
    {
      vi: `${id}: kịch bản lập cho năm ${year}, nhưng chưa có báo cáo nào${whereVi} trong năm ấy (${years ? `hiện có: ${years}` : "hiện chưa có báo cáo nào"}); chưa so sánh được gì cho đến khi có báo cáo`,
      en: `${id}: the scenario is for ${year}, but no report${whereEn} of that year is held (${years ? `there is: ${years}` : "there is none at all"}); nothing can be compared until one comes`,
    },
  ];
}
