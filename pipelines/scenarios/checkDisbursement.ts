import type { PlacedYaml } from "../reference/yaml.ts";
import { nearest } from "./nearest.ts";
import type { KnownProject } from "./read.ts";
import type { Scenario } from "./schema.ts";

/**
 * Targets of disbursement name projects and groups that the reports held have, each date once and within the budget year, which
 * closes on 31 January. Where no report has told of
 * any project yet, no key can be judged.
 * @throws UserError with file, line and mend at the first fault
 */
export function checkDisbursement(
  { value: scenario, errorAt }: PlacedYaml<Scenario>,
  v: number,
  projects: readonly KnownProject[],
): void {
  const version = scenario.versions[v];
  if (!version) return;
  const here = projects.filter(({ locality_id }) => !scenario.locality || locality_id === scenario.locality);
  const seen = new Set<string>();
  version.disbursement.forEach((entry, d) => {
    const path = ["versions", v, "disbursement", d];
    const { project, group } = entry;
    if (project !== undefined && here.length > 0 && !here.some(({ project_id }) => project_id === project)) {
      const near = nearest(project, [...new Set(here.map(({ project_id }) => project_id))]);
      throw errorAt([...path, "project"], {
        vi: `không báo cáo nào có dự án "${project}"; ${near ? `gần nhất là "${near}"` : "hãy xem cột project_id trong marts.disbursement_gaps"}`,
        en: `no report has a project "${project}"; ${near ? `the nearest known one is "${near}"` : "see the column project_id of marts.disbursement_gaps"}`,
      });
    }
    if (group !== undefined && here.length > 0 && !here.some(({ group_code }) => group_code === group)) {
      const groups = [...new Set(here.flatMap(({ group_code }) => (group_code === null ? [] : [group_code])))].sort();
      throw errorAt([...path, "group"], {
        vi: `không báo cáo nào có nhóm dự án "${group}"; hiện có: ${groups.join(", ") || "không nhóm nào"}`,
        en: `no report has a group "${group}"; there is: ${groups.join(", ") || "none"}`,
      });
    }
    entry.targets.forEach((target, t) => {
      const [first, last] = [`${scenario.year}-01-01`, `${scenario.year + 1}-01-31`];
      if (target.by < first || target.by > last) {
        throw errorAt([...path, "targets", t, "by"], {
          vi: `ngày ${target.by} nằm ngoài niên độ ${scenario.year} (${first} đến ${last}); hãy sửa ngày hoặc lập kịch bản cho năm khác`,
          en: `${target.by} lies outside the budget year ${scenario.year} (${first} to ${last}); mend the date, or write a scenario for another year`,
        });
      }
      const key = [project ?? "", group ?? "", target.by].join("\n");
      if (seen.has(key)) {
        throw errorAt([...path, "targets", t, "by"], {
          vi: `mục tiêu đến ngày ${target.by} có hai lần cho cùng một đối tượng; hãy giữ một`,
          en: `the target by ${target.by} stands twice for the same thing; keep one of them`,
        });
      }
      seen.add(key);
    });
  });
}
