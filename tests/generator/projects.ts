/**
 * A year of a locality's projects, and appendix 2 of one month of it. Money is whole multiples of what the office's
 * unit can print, so that every printed sum holds to the last digit.
 */
import type { ProjectLineRow } from "../../pipelines/rows.ts";
import { lastDay, type Month, quarterOf } from "./dates.ts";
import type { Habits, MoneyUnit } from "./habits.ts";
import { drawProjectName, type Locality } from "./names.ts";
import { printNumber, round } from "./numbers.ts";
import type { Rng } from "./rng.ts";
import type { ProjectLineTruth } from "./truth.ts";

type Component = NonNullable<ProjectLineRow["component"]>;

interface Part {
  component: Component;
  total: number;
  yearPlan: number;
}

export interface ProjectYear {
  name: string;
  total: number;
  yearPlan: number;
  parts: Part[];
  /** Share of the year's plan that is planned to be paid by the end of each quarter. */
  plannedShares: number[];
  /** Share that is paid by the end of each month; never falls. */
  paidShares: number[];
  /** Older projects are told of in sentences alone: percentages by month, and the month of completion. */
  sentence?: { paidPct: number[]; physicalPct: number[]; completion: string };
  /** Nothing is planned yet: the papers are being made. */
  isPreparing?: boolean;
}

export interface GroupYear {
  title: string;
  projects: ProjectYear[];
}

/** Name of a component as printed; `- ` before it is a habit of the office. */
export const componentNames: Record<Component, string> = {
  construction_equipment: "Xây lắp + Thiết bị",
  construction: "Xây lắp",
  equipment: "Thiết bị",
  consulting: "Tư vấn",
  site_clearance: "Giải phóng mặt bằng",
  management: "Quản lý dự án",
  other: "Chi phí khác",
  contingency: "Dự phòng",
};

/** Units in which money is printed: VND in one, decimals printed, and the step that they allow. */
export const moneyUnits: Record<MoneyUnit, { vnd: number; decimals: number; step: number; short: string }> = {
  đồng: { vnd: 1, decimals: 0, step: 1000, short: "đ" },
  "triệu đồng": { vnd: 1_000_000, decimals: 0, step: 1_000_000, short: "Trđ" },
  "tỷ đồng": { vnd: 1_000_000_000, decimals: 2, step: 10_000_000, short: "tỷ đồng" },
};

export function generateProjectYear(
  rng: Rng,
  locality: Locality,
  year: number,
  habits: Habits,
  size: { groups: number; projectsEach: number },
): GroupYear[] {
  const used = new Set<string>();
  const titles = [`CÁC DỰ ÁN XÂY DỰNG NĂM ${year}`, "DỰ ÁN ĐẤU GIÁ QUYỀN SỬ DỤNG ĐẤT", "DỰ ÁN CHUYỂN TIẾP"].slice(
    0,
    size.groups,
  );
  return titles.map((title, groupIndex) => {
    const stream = rng.fork(`group ${groupIndex}`);
    const count = Math.max(1, size.projectsEach + stream.int(-1, 1));
    return {
      title,
      projects: Array.from({ length: count }, (_, index) => {
        const own = stream.fork(`project ${index}`);
        return drawProject(own, uniqueName(own, locality, used), year, habits, groupIndex);
      }),
    };
  });
}

function uniqueName(rng: Rng, locality: Locality, used: Set<string>): string {
  for (;;) {
    const name = drawProjectName(rng, locality);
    if (!used.has(name)) {
      used.add(name);
      return name;
    }
  }
}

function drawProject(rng: Rng, name: string, year: number, habits: Habits, groupIndex: number): ProjectYear {
  const { step } = moneyUnits[habits.moneyUnit];
  const steps = (amount: number) => Math.round(amount / step) * step;
  const total = steps(rng.between(2e9, 24e9));
  if (groupIndex === 2) {
    const [from, ahead] = [rng.int(50, 80), rng.int(1, 6)];
    const months = Array.from({ length: 12 }, (_, index) => from + index);
    const completion = rng.pick([`${year}-12`, `${year + 1}-03`, `${year + 1}-06`]);
    const sentence = { paidPct: months, physicalPct: months.map((pct) => pct + ahead), completion };
    return { name, total, yearPlan: 0, parts: [], plannedShares: [], paidShares: [], sentence };
  }
  if (groupIndex === 1 && rng.chance(0.25)) {
    return { name, total, yearPlan: 0, parts: [], plannedShares: [], paidShares: [], isPreparing: true };
  }
  const hasYearPlan = habits.columns.projects.includes("year_plan");
  const planShare = hasYearPlan ? rng.between(0.6, 0.95) : 1;
  const shares: [Component, number][] = rng.pick<[Component, number][]>([
    [
      ["construction_equipment", 0.86],
      ["consulting", 0.07],
    ],
    [
      ["construction", 0.88],
      ["consulting", 0.06],
    ],
    [
      ["construction", 0.7],
      ["equipment", 0.12],
      ["consulting", 0.08],
      ["management", 0.03],
      ["contingency", -1],
    ],
    [
      ["site_clearance", 0.35],
      ["construction", 0.5],
      ["consulting", 0.06],
      ["other", -1],
    ],
  ]);
  const parts: Part[] = [];
  let left = total;
  for (const [component, share] of shares) {
    const amount = share < 0 ? left : steps(total * share * rng.between(0.97, 1.03));
    left -= amount;
    parts.push({ component, total: amount, yearPlan: hasYearPlan ? steps(amount * planShare) : amount });
  }
  const itemisedPlan = parts.reduce((sum, part) => sum + part.yearPlan, 0);
  const pace = rng.between(0.75, 1.1);
  const plannedShares = [0.2, 0.45, 0.72, 0.95].map((share) => round(share * rng.between(0.92, 1.04), 3));
  const paidShares: number[] = [];
  for (let month = 1; month <= 12; month++) {
    const before = paidShares.at(-1) ?? 0;
    const aim = Math.min(0.99, 0.95 * (month / 12) ** 1.4 * pace * rng.between(0.95, 1.05));
    paidShares.push(Math.max(before, aim));
  }
  const yearPlan = hasYearPlan ? (left > 0 ? itemisedPlan + steps(left * planShare) : itemisedPlan) : total;
  return { name, total, yearPlan, parts, plannedShares, paidShares };
}

interface Money {
  total: number | null;
  yearPlan: number | null;
  planned: number | null;
  paid: number | null;
}

/** Appendix 2 as it stands at the end of the month. `paidVnd` and `planVnd` are what the year's rate is made of. */
export function projectLines(
  groups: GroupYear[],
  year: number,
  month: number,
  locality: Locality,
  habits: Habits,
): { lines: ProjectLineTruth[]; paidVnd: number; planVnd: number; projectCount: number } {
  const { step } = moneyUnits[habits.moneyUnit];
  const steps = (amount: number) => Math.round(amount / step) * step;
  const lines: ProjectLineTruth[] = [];
  let [paidVnd, planVnd, projectCount] = [0, 0, 0];
  const add = (line: Omit<ProjectLineTruth, "position">) => lines.push({ ...line, position: lines.length + 1 });
  groups.forEach((group, groupIndex) => {
    const code = groupCode(groupIndex, habits);
    const projects = group.projects.map((project) => {
      const parts = project.parts.map((part) => ({
        part,
        planned: steps(part.yearPlan * (project.plannedShares[quarterOf(month) - 1] as number)),
        paid: steps(part.yearPlan * (project.paidShares[month - 1] as number)),
      }));
      const isCounted = parts.length > 0;
      const money: Money = {
        total: project.total,
        yearPlan: isCounted ? project.yearPlan : null,
        planned: isCounted ? sum(parts.map((p) => p.planned)) : null,
        paid: isCounted ? sum(parts.map((p) => p.paid)) : null,
      };
      if (isCounted) {
        paidVnd += money.paid as number;
        planVnd += money.yearPlan as number;
      }
      return { project, parts, money };
    });
    projectCount += projects.length;
    const groupMoney: Money = {
      total: sum(projects.map((p) => p.project.total)),
      yearPlan: sumOrNull(projects.map((p) => p.money.yearPlan)),
      planned: sumOrNull(projects.map((p) => p.money.planned)),
      paid: sumOrNull(projects.map((p) => p.money.paid)),
    };
    const announced = habits.announcesCounts ? projects.length : null;
    const counted = announced === null ? "" : ` (${String(announced).padStart(2, "0")} DỰ ÁN)`;
    add({
      ...blank(year, month),
      row_key: code,
      group_code: code,
      level: "group",
      ordinal_text: code,
      name: group.title + counted,
      announced_project_count: announced,
      ...amounts(groupMoney, { year, month }, habits),
    });
    projects.forEach(({ project, parts, money }, index) => {
      const ordinal = String(index + 1);
      const key = `${code}/${ordinal}`;
      add({
        ...blank(year, month),
        row_key: key,
        group_code: code,
        level: "project",
        ordinal_text: ordinal,
        project_ordinal: ordinal,
        name: project.name,
        location: habits.columns.projects.includes("location") ? place(locality) : null,
        ...amounts(money, { year, month }, habits),
        ...told(project, month, habits),
      });
      for (const { part, planned, paid } of parts) {
        add({
          ...blank(year, month),
          row_key: `${key}/${part.component}`,
          group_code: code,
          level: "component",
          project_ordinal: ordinal,
          component: part.component,
          name: componentNames[part.component],
          ...amounts({ total: part.total, yearPlan: part.yearPlan, planned, paid }, { year, month }, habits),
        });
      }
    });
  });
  return { lines, paidVnd, planVnd, projectCount };
}

export const groupCode = (index: number, habits: Habits) =>
  (habits.groupCodes === "letters" ? ["A", "B", "C"] : ["I", "II", "III"])[index] as string;

const place = (locality: Locality) => `${locality.printed[0]?.toUpperCase()}${locality.printed.slice(1)}`;
const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
const sumOrNull = (values: (number | null)[]) => {
  const known = values.filter((value) => value !== null);
  return known.length ? sum(known) : null;
};

function blank(year: number, month: number): Omit<ProjectLineTruth, "position" | "row_key" | "level"> {
  return {
    group_code: null,
    is_group_inferred: false,
    ordinal_text: null,
    project_ordinal: null,
    component: null,
    name: null,
    location: null,
    area_text: null,
    announced_project_count: null,
    total_investment_vnd: null,
    year_plan_vnd: null,
    planned_vnd: null,
    planned_until_date: lastDay({ year, month: quarterOf(month) * 3 }),
    actual_pct: null,
    actual_vnd: null,
    actual_until_date: null,
    actual_denominator: null,
    actual_basis: null,
    physical_progress_pct: null,
    expected_completion_month: null,
    result: null,
    forecast: null,
    recommendation: null,
    note: null,
  };
}

/** Money as printed: where disbursement is a percentage, it is of the line's total investment. */
function amounts(money: Money, at: Month, habits: Habits) {
  const shown = {
    total_investment_vnd: money.total,
    year_plan_vnd: habits.columns.projects.includes("year_plan") ? money.yearPlan : null,
    planned_vnd: money.planned,
  };
  if (money.paid === null || !money.total) return shown;
  const reported = { actual_until_date: lastDay(at), actual_basis: "reported" as const };
  if (habits.actual === "money") return { ...shown, ...reported, actual_vnd: money.paid };
  const pct = round((money.paid / money.total) * 100, 2);
  return {
    ...shown,
    ...reported,
    actual_pct: pct,
    actual_vnd: Math.round((money.total * pct) / 100),
    actual_denominator: "total_investment" as const,
  };
}

function told(project: ProjectYear, reported: number, habits: Habits) {
  if (project.isPreparing) return { result: "Đang hoàn thiện các thủ tục về đầu tư" };
  if (!project.sentence) return {};
  const { completion } = project.sentence;
  const paidPct = project.sentence.paidPct[reported - 1] as number;
  const physicalPct = project.sentence.physicalPct[reported - 1] as number;
  const [year, month] = completion.split("-") as [string, string];
  const show = (n: number) => printNumber(n, 1, habits.sentenceNumbers);
  return {
    result: `Dự án đã giải ngân đến ${show(paidPct)}%`,
    forecast: `Khối lượng đạt ${show(physicalPct)}%. Thời gian dự kiến hoàn thành dự án tháng ${Number(month)}/${year}`,
    actual_pct: paidPct,
    actual_vnd: Math.round((project.total * paidPct) / 100),
    actual_denominator: "total_investment" as const,
    actual_basis: "narrative" as const,
    physical_progress_pct: physicalPct,
    expected_completion_month: completion,
  };
}
