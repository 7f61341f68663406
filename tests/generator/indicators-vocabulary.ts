/** Indicators that every locality follows, with what the generator needs to invent a plausible year of them. */
import type { IndicatorRow } from "../../pipelines/rows.ts";

export interface IndicatorTemplate {
  key: string;
  name: string;
  unit: string;
  unitText: string;
  measure: IndicatorRow["measure"];
  direction: IndicatorRow["direction"];
  cadence: string;
  /** Level of the year's plan, drawn between. */
  level: [number, number];
  decimals: number;
  /** Reported each month; a yearly one shows a plan and dashes. */
  isMonthly: boolean;
  /** The year's plan is a threshold. */
  operator?: ">" | ">=";
  /** The rate moves up with the year from here to its plan (a share of the plan in January). */
  startShare?: number;
  /** Name in a sentence. */
  said?: string;
  /** Only where hamlets are called so. */
  kind?: "phường";
  section: "economic" | "social" | "security" | "administration";
}

const base = { direction: "higher", isMonthly: true } as const;
const flow = { ...base, measure: "flow", unit: "million_vnd", unitText: "triệu đồng", decimals: 0 } as const;
const rate = { ...base, measure: "rate", unit: "percent", unitText: "%", decimals: 1 } as const;
const often = "Tháng, quý, năm";

export const indicatorTemplates: IndicatorTemplate[] = [
  {
    ...flow,
    key: "local_budget_revenue",
    name: "Thu ngân sách nhà nước trên địa bàn theo phân cấp nguồn thu",
    said: "thu ngân sách theo phân cấp nguồn thu",
    cadence: often,
    level: [40_000, 400_000],
    section: "economic",
  },
  {
    ...flow,
    key: "agriculture_output",
    name: "Giá trị sản phẩm ngành nông, lâm nghiệp và thủy sản",
    cadence: often,
    level: [60_000, 300_000],
    section: "economic",
  },
  {
    ...flow,
    key: "industry_construction_output",
    name: "Giá trị sản phẩm ngành công nghiệp - xây dựng",
    cadence: often,
    level: [400_000, 3_000_000],
    section: "economic",
  },
  {
    ...flow,
    key: "services_output",
    name: "Giá trị sản phẩm ngành dịch vụ",
    cadence: often,
    level: [300_000, 2_500_000],
    section: "economic",
  },
  {
    ...rate,
    key: "public_investment_disbursement_rate",
    name: "Tỷ lệ giải ngân vốn đầu tư công",
    said: "giải ngân vốn đầu tư công",
    cadence: often,
    level: [100, 100],
    decimals: 2,
    startShare: 0.02,
    section: "economic",
  },
  {
    ...base,
    key: "new_enterprises",
    name: "Doanh nghiệp thành lập mới trên địa bàn",
    said: "số doanh nghiệp thành lập mới",
    measure: "flow",
    unit: "enterprise",
    unitText: "Doanh nghiệp",
    cadence: often,
    level: [30, 110],
    decimals: 0,
    operator: ">",
    section: "economic",
  },
  {
    ...base,
    key: "poor_households",
    name: "Hộ nghèo theo chuẩn nghèo quốc gia áp dụng giai đoạn 2022 - 2025",
    said: "số hộ nghèo",
    measure: "stock",
    direction: "lower",
    unit: "household",
    unitText: "Hộ",
    cadence: "Quý, năm",
    level: [12, 90],
    decimals: 0,
    section: "social",
  },
  {
    ...rate,
    key: "cultural_family_rate",
    name: "Tỷ lệ gia đình văn hóa",
    cadence: "Năm",
    level: [93, 97],
    isMonthly: false,
    operator: ">",
    section: "social",
  },
  {
    ...rate,
    key: "health_insurance_rate",
    name: "Tỷ lệ dân số tham gia bảo hiểm y tế",
    cadence: "Tháng, quý, năm",
    level: [94, 97],
    startShare: 0.985,
    section: "social",
  },
  {
    ...rate,
    key: "social_insurance_rate",
    name: "Tỷ lệ lao động trong độ tuổi tham gia bảo hiểm xã hội",
    cadence: "Tháng, quý, năm",
    level: [48, 60],
    startShare: 0.95,
    section: "social",
  },
  {
    ...rate,
    key: "waste_collection_rate",
    name: "Tỷ lệ thu gom chất thải rắn sinh hoạt",
    cadence: "Năm",
    level: [95, 98],
    startShare: 0.985,
    section: "social",
  },
  {
    ...rate,
    key: "crime_clearance_rate",
    name: "Tỷ lệ điều tra khám phá các loại tội phạm",
    cadence: "Tháng, quý, năm",
    level: [80, 85],
    startShare: 1.02,
    operator: ">",
    section: "security",
  },
  {
    ...rate,
    key: "files_on_time_rate",
    name: "Tỷ lệ hồ sơ giải quyết thủ tục hành chính xử lý đúng hạn",
    cadence: "Tháng, quý, năm",
    level: [95, 97],
    startShare: 1.01,
    operator: ">=",
    section: "administration",
  },
  {
    ...flow,
    key: "local_budget_expenditure",
    name: "Tổng chi ngân sách (đã trừ tiết kiệm 10% chi thường xuyên)",
    said: "chi ngân sách",
    cadence: often,
    level: [90_000, 400_000],
    section: "economic",
  },
  {
    ...rate,
    key: "innovative_enterprises_rate",
    name: "Số doanh nghiệp có hoạt động đổi mới sáng tạo",
    said: "Tỷ lệ doanh nghiệp có hoạt động đổi mới sáng tạo",
    cadence: "Năm",
    level: [15, 25],
    startShare: 0.1,
    section: "economic",
  },
  {
    ...base,
    key: "national_standard_schools",
    name: "Trường học các cấp đạt chuẩn Quốc gia",
    measure: "flow",
    unit: "school",
    unitText: "Trường",
    cadence: "Năm",
    level: [1, 4],
    decimals: 0,
    isMonthly: false,
    operator: ">",
    section: "social",
  },
  {
    ...base,
    key: "smart_classrooms",
    name: "Đầu tư cho 05 trường mỗi trường có 01 phòng học thông minh",
    measure: "flow",
    unit: "room",
    unitText: "Phòng",
    cadence: "Quý, năm",
    level: [5, 5],
    decimals: 0,
    isMonthly: false,
    section: "social",
  },
  {
    ...rate,
    key: "military_recruitment_rate",
    name: "Chỉ tiêu giao quân năm 2026 và công tác động viên, tuyển quân năm 2027",
    cadence: "Năm",
    level: [100, 100],
    section: "security",
  },
  {
    ...rate,
    key: "drug_free_neighbourhood_rate",
    name: "Tổ dân phố không có tội phạm ma túy",
    kind: "phường",
    cadence: "Năm",
    level: [60, 80],
    isMonthly: false,
    section: "security",
  },
  {
    ...rate,
    key: "serious_crime_clearance_rate",
    name: "Tỷ lệ điều tra khám phá các loại tội phạm rất nghiêm trọng và đặc biệt nghiêm trọng",
    cadence: "Tháng, quý, năm",
    level: [100, 100],
    section: "security",
  },
  {
    ...rate,
    key: "full_online_files_rate",
    name: "Tỷ lệ hồ sơ trực tuyến toàn trình trên tổng hồ sơ giải quyết thủ tục hành chính toàn trình",
    cadence: "Tháng, quý, năm",
    level: [94, 97],
    startShare: 1.01,
    operator: ">",
    section: "administration",
  },
  {
    ...rate,
    key: "income_per_capita_growth",
    name: "Thu nhập bình quân đầu người tăng",
    cadence: "Năm",
    level: [8, 12],
    decimals: 0,
    isMonthly: false,
    section: "economic",
  },
];

export const sectionTitles = {
  economic: "CHỈ TIÊU KINH TẾ",
  social: "CHỈ TIÊU VĂN HÓA - XÃ HỘI",
  security: "CHỈ TIÊU QUỐC PHÒNG - AN NINH",
  administration: "CHỈ TIÊU CẢI CÁCH HÀNH CHÍNH",
} as const;
