/** A line of the second month's appendix 3, and what many of them share. */
import type { IndicatorRow } from "../../pipelines/rows.ts";

export interface Line {
  id: string;
  name: string;
  unit: [code: string, text: string];
  measure?: IndicatorRow["measure"];
  direction?: IndicatorRow["direction"];
  cadence: string;
  prior?: number;
  plan: number;
  operator?: ">" | "=";
  /** April's plan, April's estimate, the estimate since January; all missing where the year alone is followed. */
  figures?: [planMonth: number, month: number, toDate: number];
  verdict?: "exceeded" | "met" | "missed";
  narrative?: string;
  agencies: string[];
  ordinal: string;
}

export const economy = "Phòng Kinh tế, Hạ tầng và Đô thị";
export const culture = "Phòng Văn hóa - Xã hội";
export const service = "Trung tâm Phục vụ hành chính công";
export const million: [string, string] = ["million_vnd", "triệu đồng"];
export const percent: [string, string] = ["percent", "%"];
export const always = "month,quarter,year";
