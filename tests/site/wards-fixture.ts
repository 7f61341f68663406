import type { Row } from "../../src/site-tables.ts";

/** What two invented wards' February has in common, as the roll-up models give it. Every figure is made up. */
export function addRollup(tables: Record<string, Row[]>): void {
  const period = "2026-02-01";
  const wards = [
    {
      locality_id: "mau-don",
      locality: "phường Mẫu Đơn",
      report_id: "mau-don-2026-02-7",
      source_ref: "aaaaaaaaaaaa-t3-r2-c2",
    },
    {
      locality_id: "thu-nghiem",
      locality: "xã Thử Nghiệm",
      report_id: "thu-nghiem-2026-02-3",
      source_ref: "cccccccccccc-t3-r2-c2",
    },
  ];
  const items = [
    {
      subject: "indicator",
      item_id: "chi-tieu-1",
      figure: "actual_to_date",
      item_name: "Thu ngân sách tưởng tượng",
      unit: "million_vnd",
      measure: "flow",
      values: [1200, 960],
    },
    {
      subject: "indicator",
      item_id: "chi-tieu-1",
      figure: "target_to_date",
      item_name: "Thu ngân sách tưởng tượng",
      unit: "million_vnd",
      measure: "flow",
      values: [1000, 1000],
    },
    {
      subject: "indicator",
      item_id: "chi-tieu-3",
      figure: "actual_month",
      item_name: "Tỷ lệ không có thật",
      unit: "percent",
      measure: "rate",
      values: [97.68, null],
      reason_not_added: "rate",
    },
    {
      subject: "task",
      item_id: "task_count",
      figure: "task_count",
      item_name: null,
      unit: "task",
      measure: "flow",
      values: [14, 14],
    },
  ];
  for (const { values, reason_not_added = null, ...item } of items) {
    wards.forEach((ward, index) => {
      const value = values[index] ?? null;
      if (value === null) return;
      tables["marts.rollup_parts"]?.push({
        ...ward,
        ...item,
        period,
        value,
        row_count: 1,
        known_count: 1,
        reason_not_added,
      });
    });
    const known = (values as (number | null)[]).filter((value): value is number => value !== null);
    tables["marts.rollup_totals"]?.push({
      ...item,
      report_id: wards[0]?.report_id ?? null,
      source_ref: wards[0]?.source_ref ?? null,
      period,
      total: reason_not_added ? null : known.reduce((sum, value) => sum + value, 0),
      basis: reason_not_added ? null : "sum",
      reason_not_added,
      locality_count: known.length,
      reporting_count: 2,
      missing_locality_ids: wards.filter((_, index) => values[index] === null).map((ward) => ward.locality_id),
      row_count: known.length,
      known_count: known.length,
    });
  }
}
