/** The economic indicators of the second month. */
import { printNumber, round, vietnamese } from "./numbers.ts";
import { always, culture, economy, type Line, million, percent } from "./second-month-line.ts";

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

/** @param rate share of the year's plan that the projects of appendix 2 have been paid, in per cent */
export const economicLines = (rate: number): Line[] => [
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
];
