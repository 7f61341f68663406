/**
 * An invented April 2026 for the ward of the sample report, in the sample's own layout: the same offices, projects and
 * indicators, a heading for the third group, and figures that hang together with the sample's first quarter.
 */
import type { IndicatorRow } from "../../pipelines/rows.ts";
import { plainHabits } from "./habits.ts";
import { halfStep, printNumber, round, vietnamese } from "./numbers.ts";
import { printReport } from "./print.ts";
import type { GeneratedReport } from "./report.ts";
import { secondMonthProjects } from "./second-month-projects.ts";
import { secondMonthTasks } from "./second-month-tasks.ts";
import type { IndicatorTruth } from "./truth.ts";

const at = { year: 2026, month: 4 };
const habits = { ...plainHabits, pageRows: 7, toDateByMonths: true, wordings: { estimate_to_date: 2 } };

interface Line {
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

const economy = "Phòng Kinh tế, Hạ tầng và Đô thị";
const culture = "Phòng Văn hóa - Xã hội";
const service = "Trung tâm Phục vụ hành chính công";
const million: [string, string] = ["million_vnd", "triệu đồng"];
const percent: [string, string] = ["percent", "%"];
const always = "month,quarter,year";

/** A flow of money: since January, share of the year's plan, and excess over a scenario that no column gives. */
function money(
  said: string,
  plan: number,
  figures: [number, number, number],
  scenarioToDate: number,
): Pick<Line, "plan" | "figures" | "verdict" | "narrative"> {
  const show = (value: number, decimals: number) => printNumber(value, decimals, vietnamese);
  const excess = round((figures[2] / scenarioToDate - 1) * 100, 2);
  const attained = show(round((figures[2] / plan) * 100, 1), 1);
  const compared = `${excess > 0 ? "vượt" : "thấp hơn"} kịch bản ${show(Math.abs(excess), 2)}%`;
  return {
    plan,
    figures,
    verdict: excess > 0 ? "exceeded" : "missed",
    narrative: `4 tháng năm 2026, ${said} ước thực hiện ${show(figures[2], 0)} triệu đồng, đạt ${attained}% kế hoạch giao; ${compared}`,
  };
}

const disbursed = secondMonthProjects(habits);
const rate = round((disbursed.paidVnd / disbursed.planVnd) * 100, 2);

const lines: Line[] = [
  {
    ordinal: "1",
    id: "local_budget_revenue",
    name: "Thu ngân sách nhà nước trên địa bàn theo phân cấp nguồn thu",
    unit: million,
    cadence: always,
    prior: 26_405,
    ...money("thu ngân sách theo phân cấp nguồn thu", 357_450, [28_500, 29_120, 134_999], 101_385),
    agencies: [economy, "Thuế Cơ sở 5 Hải Phòng"],
  },
  {
    ordinal: "2",
    id: "local_budget_expenditure",
    name: "Tổng chi ngân sách (đã trừ tiết kiệm 10% chi thường xuyên)",
    unit: million,
    cadence: always,
    prior: 238_202,
    ...money("chi ngân sách", 351_147, [26_800, 26_350, 112_800], 113_250),
    agencies: [economy, "Kho bạc Nhà nước Khu vực III", "các đơn vị dự toán thuộc phường"],
  },
  {
    ordinal: "3",
    id: "agriculture_output",
    name: "Giá trị sản phẩm ngành nông, lâm nghiệp và thủy sản",
    unit: million,
    cadence: always,
    prior: 63_800,
    ...money("giá trị sản phẩm ngành nông, lâm nghiệp và thủy sản", 135_800, [10_450, 10_720, 48_930], 48_584),
    agencies: [economy, "Thống kê Cơ sở An Lão"],
  },
  {
    ordinal: "4",
    id: "industry_construction_output",
    name: "Giá trị sản phẩm ngành công nghiệp - xây dựng",
    unit: million,
    cadence: always,
    prior: 452_000,
    ...money("giá trị sản phẩm ngành công nghiệp - xây dựng", 2_810_000, [229_800, 241_300, 944_156], 903_486),
    agencies: [economy, "Thống kê Cơ sở An Lão"],
  },
  {
    ordinal: "5",
    id: "services_output",
    name: "Giá trị sản phẩm ngành dịch vụ",
    unit: million,
    cadence: always,
    prior: 1_666_000,
    ...money("giá trị sản phẩm ngành dịch vụ", 2_130_000, [168_400, 171_950, 745_531], 733_449),
    agencies: [economy, "Thống kê Cơ sở An Lão"],
  },
  {
    ordinal: "6",
    id: "public_investment_disbursement_rate",
    name: "Tỷ lệ giải ngân vốn đầu tư công",
    unit: percent,
    cadence: always,
    plan: 100,
    figures: [20, rate, rate],
    verdict: rate > 20 ? "exceeded" : "missed",
    narrative: `4 tháng năm 2026, giải ngân vốn đầu tư công ước thực hiện ${printNumber(rate, 2, vietnamese)}% kế hoạch giao, ${rate > 20 ? "vượt" : "thấp hơn"} kịch bản ${printNumber(Math.abs(round(rate - 20, 2)), 2, vietnamese)} điểm phần trăm`,
    agencies: [economy],
  },
  {
    ordinal: "7",
    id: "new_enterprises",
    name: "Doanh nghiệp thành lập mới trên địa bàn",
    unit: ["enterprise", "Doanh nghiệp"],
    measure: "flow",
    cadence: always,
    plan: 55,
    operator: ">",
    figures: [4, 6, 11],
    verdict: "exceeded",
    narrative: "4 tháng năm 2026, số doanh nghiệp thành lập mới là 11 doanh nghiệp; vượt kịch bản 22,22%",
    agencies: [economy, "Thuế Cơ sở 5 Hải Phòng"],
  },
  {
    ordinal: "8",
    id: "innovative_enterprises_rate",
    name: "Số doanh nghiệp có hoạt động đổi mới sáng tạo",
    unit: percent,
    cadence: "year",
    plan: 20,
    figures: [3, 3, 3],
    verdict: "met",
    narrative: "4 tháng năm 2026, tỷ lệ doanh nghiệp có hoạt động đổi mới sáng tạo đạt 3%",
    agencies: [economy, culture, "Thuế Cơ sở 5 Hải Phòng"],
  },
  {
    ordinal: "9",
    id: "income_per_capita_growth",
    name: "Thu nhập bình quân đầu người tăng",
    unit: percent,
    cadence: "year",
    plan: 10,
    agencies: [economy, "Thống kê Cơ sở An Lão"],
  },
  {
    ordinal: "10",
    id: "poor_households",
    name: "Hộ nghèo theo chuẩn nghèo quốc gia áp dụng giai đoạn 2022 - 2025",
    unit: ["household", "Hộ"],
    measure: "stock",
    direction: "lower",
    cadence: "year",
    prior: 0,
    plan: 0,
    figures: [0, 0, 0],
    verdict: "met",
    narrative: "Tính đến ngày 10/4/2026, trên địa bàn không có hộ nghèo",
    agencies: [culture],
  },
  {
    ordinal: "11",
    id: "cultural_family_rate",
    name: "Tỷ lệ gia đình văn hóa",
    unit: percent,
    cadence: "year",
    prior: 95.3,
    plan: 95,
    operator: ">",
    agencies: [culture],
  },
  {
    ordinal: "12",
    id: "national_standard_schools",
    name: "Trường học các cấp đạt chuẩn Quốc gia",
    unit: ["school", "Trường"],
    measure: "flow",
    cadence: "year",
    plan: 1,
    operator: ">",
    agencies: [culture],
  },
  {
    ordinal: "13",
    id: "smart_classrooms",
    name: "Đầu tư cho 05 trường mỗi trường có 01 phòng học thông minh",
    unit: ["room", "Phòng"],
    measure: "flow",
    cadence: "quarter,year",
    plan: 5,
    agencies: [economy],
  },
  {
    ordinal: "14",
    id: "health_insurance_rate",
    name: "Tỷ lệ dân số tham gia bảo hiểm y tế",
    unit: percent,
    cadence: "quarter,year",
    plan: 95.5,
    figures: [95.2, 95.3, 95.3],
    verdict: "exceeded",
    narrative: "Số người tham gia BHYT đạt 95,3% dân số",
    agencies: [culture, "Bảo hiểm xã hội Cơ sở Kiến An"],
  },
  {
    ordinal: "15",
    id: "social_insurance_rate",
    name: "Tỷ lệ lao động trong độ tuổi tham gia bảo hiểm xã hội",
    unit: percent,
    cadence: "quarter,year",
    prior: 51,
    plan: 56.8,
    figures: [55.6, 55.6, 55.6],
    verdict: "met",
    narrative: "Số người tham gia BHXH đạt 55,6% lực lượng lao động",
    agencies: [culture, "Bảo hiểm xã hội Cơ sở Kiến An"],
  },
  {
    ordinal: "16",
    id: "waste_sorting_collection_rate",
    name: "Tỷ lệ phân loại rác thải tại nguồn, tỷ lệ thu gom chất thải rắn sinh hoạt",
    unit: percent,
    cadence: "year",
    prior: 100,
    plan: 100,
    figures: [100, 100, 100],
    verdict: "met",
    narrative: "100% rác thải được phân loại tại nguồn, chất thải rắn sinh hoạt được thu gom đúng quy định",
    agencies: [economy],
  },
  {
    ordinal: "17",
    id: "military_recruitment_rate",
    name: "Chỉ tiêu giao quân năm 2026 và công tác động viên, tuyển quân năm 2027",
    unit: percent,
    cadence: "year",
    prior: 100,
    plan: 100,
    figures: [100, 100, 100],
    verdict: "met",
    narrative: "Đã hoàn thành 100% chỉ tiêu giao quân năm 2026",
    agencies: ["Ban Chỉ huy Quân sự phường"],
  },
  {
    ordinal: "18",
    id: "drug_free_neighbourhood_rate",
    name: "Tổ dân phố không có tội phạm ma túy",
    unit: percent,
    cadence: "year",
    prior: 20,
    plan: 80,
    agencies: ["Công an phường"],
  },
  {
    ordinal: "18b",
    id: "crime_clearance_rate",
    name: "Tỷ lệ điều tra khám phá các loại tội phạm",
    unit: percent,
    cadence: "year",
    prior: 100,
    plan: 80,
    operator: ">",
    figures: [90, 92.3, 92.3],
    verdict: "exceeded",
    narrative: "Tỷ lệ điều tra khám phá các loại tội phạm trong 4 tháng đạt 92,3%",
    agencies: ["Công an phường"],
  },
  {
    ordinal: "19",
    id: "serious_crime_clearance_rate",
    name: "Tỷ lệ điều tra khám phá các loại tội phạm rất nghiêm trọng và đặc biệt nghiêm trọng",
    unit: percent,
    cadence: "year",
    prior: 100,
    plan: 100,
    figures: [100, 100, 100],
    verdict: "met",
    narrative: "Tỷ lệ điều tra khám phá các loại tội phạm rất nghiêm trọng và đặc biệt nghiêm trọng đạt 100%",
    agencies: ["Công an phường"],
  },
  {
    ordinal: "20",
    id: "files_on_time_rate",
    name: "Tỷ lệ hồ sơ giải quyết thủ tục hành chính xử lý đúng hạn",
    unit: percent,
    cadence: always,
    prior: 99.9,
    plan: 95,
    operator: ">",
    figures: [99.9, 99.9, 99.9],
    verdict: "met",
    narrative: "Tổng số hồ sơ giải quyết thủ tục hành chính xử lý đúng hạn trong 4 tháng là 5.512/5.516 hồ sơ = 99,93%",
    agencies: [service, economy, culture, "Văn phòng HĐND và UBND phường"],
  },
  {
    ordinal: "21",
    id: "full_online_files_rate",
    name: "Tỷ lệ hồ sơ trực tuyến toàn trình trên tổng hồ sơ giải quyết thủ tục hành chính toàn trình",
    unit: percent,
    cadence: always,
    prior: 100,
    plan: 98,
    operator: ">",
    figures: [100, 100, 100],
    verdict: "met",
    narrative: "Tổng số hồ sơ trực tuyến toàn trình trong 4 tháng là 1.902/1.902 hồ sơ = 100%",
    agencies: [service],
  },
];

function indicator(line: Line, index: number): IndicatorTruth {
  const step = (value: number | undefined) => (value === undefined ? null : halfStep(value, 2));
  const [planMonth, month, toDate] = line.figures ?? [];
  const operatorOf = (value: number | undefined) => (value === undefined ? null : ("=" as const));
  return {
    row_key: line.id,
    indicator_id: line.id,
    position: index + 1,
    ordinal: line.ordinal,
    ordinal_text: /^\d+$/.test(line.ordinal) ? line.ordinal : null,
    name: line.name,
    unit: line.unit[0],
    unit_text: line.unit[1],
    measure: line.measure ?? (line.unit[0] === "percent" ? "rate" : "flow"),
    direction: line.direction ?? "higher",
    cadence: line.cadence,
    estimate_prior_year: line.prior ?? null,
    estimate_prior_year_half_step: step(line.prior),
    plan_year: line.plan,
    plan_year_operator: line.operator ?? "=",
    plan_year_half_step: step(line.plan),
    plan_month: planMonth ?? null,
    plan_month_operator: operatorOf(planMonth),
    plan_month_half_step: step(planMonth),
    plan_to_date: null,
    plan_to_date_operator: null,
    plan_to_date_half_step: null,
    estimate_month: month ?? null,
    estimate_month_operator: operatorOf(month),
    estimate_month_half_step: step(month),
    estimate_to_date: toDate ?? null,
    estimate_to_date_operator: operatorOf(toDate),
    estimate_to_date_half_step: step(toDate),
    to_date_until: "2026-04-30",
    verdict_reported: line.verdict ?? null,
    verdict_text: line.verdict ? { exceeded: "Vượt", met: "Đạt", missed: "Không đạt" }[line.verdict] : null,
    narrative: line.narrative ?? null,
    agencies: line.agencies,
  };
}

/** The report, its truth beside it. */
export function secondMonth(): GeneratedReport {
  const truth = {
    locality: "phường Phù Liễn",
    report_number: "168/BC-UBND",
    issued_date: "2026-04-14",
    period: "2026-04-01",
    quarter: 2,
    appendices: habits.appendices,
    tasks: secondMonthTasks(),
    project_lines: disbursed.lines,
    indicators: lines.map(indicator),
  };
  const locality = { kind: "phường" as const, name: "Phù Liễn", printed: "phường Phù Liễn" };
  return { truth, printed: printReport(truth, at, habits), habits, locality, at };
}
