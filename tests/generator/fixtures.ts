/** The committed fixtures and how they are made; `npx tsx tests/generator/write-fixtures.ts` writes them again. */
import { vietnamese } from "./numbers.ts";
import { type GeneratedReport, generateReport } from "./report.ts";
import { secondMonth } from "./second-month.ts";

export interface Fixture {
  file: string;
  generated: GeneratedReport;
}

/** A shorter report of another locality: TT, Roman groups, millions in a line above the table, commas for decimals. */
function otherCommune(): GeneratedReport {
  return generateReport("xa-khac-3", {
    year: 2026,
    month: 5,
    locality: { kind: "xã", name: "Thạch Điền", printed: "xã Thạch Điền" },
    size: { offices: 4, tasksEach: 3, groups: 2, projectsEach: 2 },
    indicators: {
      noise: 0.03,
      keys: [
        "local_budget_revenue",
        "agriculture_output",
        "services_output",
        "public_investment_disbursement_rate",
        "new_enterprises",
        "poor_households",
        "cultural_family_rate",
        "health_insurance_rate",
        "files_on_time_rate",
      ],
    },
    habits: {
      columnNumbers: vietnamese,
      moneyUnit: "triệu đồng",
      moneyUnitPlace: "line",
      groupCodes: "roman",
      wordings: {
        ordinal: 1,
        total_investment: 1,
        actual: 1,
        plan_year: 1,
        plan_month: 1,
        plan_to_date: 1,
        estimate_month: 1,
        estimate_to_date: 2,
        verdict: 1,
        estimate_prior_year: 1,
        unit: 1,
      },
      headerRows: 1,
      pageRows: null,
      actual: "money",
      announcesCounts: false,
      componentDash: true,
      mergesCells: false,
      indicatorSections: true,
      toDateByMonths: true,
      thresholds: "words",
      dash: "…",
      dateStyle: "long",
      columns: {
        tasks: ["ordinal", "task", "deadline", "deliverable", "coordinating_units", "result", "forecast"],
        projects: [
          "ordinal",
          "name",
          "location",
          "total_investment",
          "year_plan",
          "planned",
          "actual",
          "result",
          "note",
        ],
        indicators: [
          "ordinal",
          "name",
          "unit",
          "estimate_prior_year",
          "plan_year",
          "plan_month",
          "plan_to_date",
          "estimate_month",
          "estimate_to_date",
          "verdict",
          "narrative",
        ],
      },
    },
  });
}

export const fixtures = (): Fixture[] => [
  { file: "bao-cao-168-thang-4.txt", generated: secondMonth() },
  { file: "bao-cao-xa-thach-dien-thang-5.txt", generated: otherCommune() },
];
