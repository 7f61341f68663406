/**
 * Plants errors by the thousand and runs the checks over them. Each planted report stands beside its clean twin; what the
 * checks say of it and not of the twin is what they say of its errors.
 */
import { runModels } from "../../pipelines/models/run.ts";
import { loadModels, type Models } from "../../pipelines/models/twin.ts";
import { referenceRowsOf } from "../../pipelines/run/workplaceRows.ts";
import { loadSources, loadWorkplaceRows } from "../../pipelines/warehouse/load.ts";
import { openWarehouse } from "../../pipelines/warehouse/open.ts";
import { readRows } from "../../pipelines/warehouse/query.ts";
import type { Locality } from "../generator/names.ts";
import { type GeneratedReport, generateReport, generateYear, type ReportOptions } from "../generator/report.ts";
import { Rng } from "../generator/rng.ts";
import { writeText } from "../generator/writers/text.ts";
import { parseBytes, shippedCatalogue } from "../reports/parse.ts";
import { attribute } from "./attribute.ts";
import { planters } from "./index.ts";
import { monthsPlanters } from "./kinds/months.ts";
import { packPlants } from "./pack.ts";
import type { Label } from "./plant.ts";

export interface Found {
  rule: string;
  family: string;
  severity: string;
  /** Empty where it is about the whole file. */
  appendix: string;
  /** `t3-r5`, where it stands; empty where a finding is about the whole file. */
  place: string;
  subject: string;
  message: string;
}

export interface PlantResult {
  seed: number;
  label: Label;
  /** What is said of the planted report and not of its clean twin, as far as it is about this plant. */
  fresh: Found[];
}

export interface PlantRun {
  results: PlantResult[];
  /** Errors on clean reports: there should be none. */
  cleanErrors: (Found & { seed: number })[];
  cleanReports: number;
  plantedReports: number;
}

/** Reports small enough to be read by the thousand, with every kind of row. */
const small: ReportOptions = {
  size: { offices: 3, tasksEach: 4, groups: 3, projectsEach: 2 },
  indicators: {
    noise: 0.03,
    keys: [
      "local_budget_revenue",
      "agriculture_output",
      "services_output",
      "public_investment_disbursement_rate",
      "new_enterprises",
      "poor_households",
      "health_insurance_rate",
      "social_insurance_rate",
      "files_on_time_rate",
    ],
  },
};

const allKinds = [...Object.keys(planters), ...Object.keys(monthsPlanters)];

/**
 * @param bases clean reports, each planted once with every kind of error that it has a place for
 * @param perBatch bases whose reports stand in one warehouse
 */
export async function runPlants(bases: number[], kinds = allKinds, perBatch = 30): Promise<PlantRun> {
  const run: PlantRun = { results: [], cleanErrors: [], cleanReports: 0, plantedReports: 0 };
  const models = loadModels();
  for (let start = 0; start < bases.length; start += perBatch) {
    await runBatch(bases.slice(start, start + perBatch), kinds, models, run);
  }
  return run;
}

type Delivery = Parameters<typeof loadSources>[1][number];

async function runBatch(bases: number[], kinds: string[], models: Models, run: PlantRun): Promise<void> {
  const deliveries: Delivery[] = [];
  const byLocality = new Map<string, Told>();
  /** Months of one locality in their order; what is asked for is what the checks say of the newest. */
  const deliver = async (key: string, months: GeneratedReport["printed"][]) => {
    for (const [index, printed] of months.entries()) {
      const parsed = await parseBytes(`${key} ${index}.txt`, writeText(printed));
      const { locality_id, locality, period } = parsed.source;
      const known = byLocality.get(locality_id);
      if (known && (index === 0 || known.key !== key)) throw new Error(`${key} would be an issue of ${known.key}`);
      byLocality.set(locality_id, { key, names: [locality, locality_id], period });
      deliveries.push({
        parsed,
        receipt: { received_at: "2026-01-01T00:00:00Z", received_order: deliveries.length + 1 },
      });
    }
  };
  const planted: { key: string; clean: string; seed: number; labels: Label[] }[] = [];
  const clean: { key: string; seed: number }[] = [];
  let number = 0;
  for (const seed of bases) {
    const { locality, at } = generateReport(seed, small);
    // The same report of another invented locality each time: nothing of it may be mistaken for a re-issue.
    const another = () => ({ ...small, locality: numbered(locality.kind, number++) });
    const draw = () => generateReport(seed, another());
    await deliver(`clean ${seed}`, [draw().printed]);
    clean.push({ key: `clean ${seed}`, seed });
    for (const [copy, packed] of packPlants(seed, kinds, draw).entries()) {
      const key = `planted ${seed}/${copy}`;
      await deliver(key, [packed.printed]);
      planted.push({ key, clean: `clean ${seed}`, seed, labels: packed.labels });
    }
    const newest = Math.max(3, at.month);
    const drawMonths = () => generateYear(seed, { ...another(), months: [newest - 2, newest - 1, newest] }).reports;
    const wanted = kinds.filter((each) => each in monthsPlanters);
    if (wanted.length === 0) continue;
    const cleanMonths = `clean months ${seed}`;
    await deliver(
      cleanMonths,
      drawMonths().map((month) => month.printed),
    );
    clean.push({ key: cleanMonths, seed });
    for (const each of wanted) {
      const months = monthsPlanters[each]?.(drawMonths(), new Rng(`${seed}/${each}`));
      if (!months) continue;
      const key = `planted ${seed} ${each}`;
      await deliver(key, months.printed);
      planted.push({ key, clean: cleanMonths, seed, labels: [months.label] });
    }
  }
  const found = await findingsOf(deliveries, byLocality, models);
  for (const { key, seed } of clean) {
    run.cleanReports++;
    const errors = (found.get(key) ?? []).filter(({ severity }) => severity === "error");
    run.cleanErrors.push(...errors.map((one) => ({ ...one, seed })));
  }
  for (const { key, clean: twin, seed, labels } of planted) {
    run.plantedReports++;
    const fresh = freshOf(found.get(key) ?? [], found.get(twin) ?? []);
    run.results.push(...attribute(labels, fresh).map((each) => ({ seed, ...each })));
  }
}

interface Told {
  key: string;
  names: string[];
  /** The newest that was delivered. */
  period: string;
}

/** What the checks say, by the key of each report. */
async function findingsOf(
  deliveries: Delivery[],
  byLocality: Map<string, Told>,
  models: Models,
): Promise<Map<string, Found[]>> {
  const warehouse = await openWarehouse(":memory:");
  try {
    await loadSources(warehouse.connection, deliveries);
    await loadWorkplaceRows(warehouse.connection, await referenceRowsOf(warehouse.connection, shippedCatalogue()));
    await runModels(warehouse.connection, { models });
    const { rows } = await readRows(
      warehouse.connection,
      "select locality_id, strftime(period, '%Y-%m-%d') as period, rule, family, severity, appendix, source_ref, subject_key, message_en from marts.findings order by finding_id",
    );
    const byKey = new Map<string, Found[]>();
    for (const row of rows as Record<string, string | null>[]) {
      const { key, names, period } = byLocality.get(row.locality_id ?? "") ?? { key: "", names: [], period: null };
      if (row.period !== period) continue;
      const found: Found = {
        rule: row.rule ?? "",
        family: row.family ?? "",
        severity: row.severity ?? "",
        appendix: row.appendix ?? "",
        place: /-(t\d+-r\d+)-c\d+$/.exec(row.source_ref ?? "")?.[1] ?? "",
        subject: row.subject_key ?? "",
        message: names.reduce((text, name) => text.replaceAll(name, "…"), row.message_en ?? ""),
      };
      byKey.set(key, [...(byKey.get(key) ?? []), found]);
    }
    return byKey;
  } finally {
    await warehouse.close();
  }
}

/** The same question with another figure in it is another thing to say. */
function freshOf(said: Found[], ofClean: Found[]): Found[] {
  const identity = (found: Found) => [found.rule, found.subject, found.message].join("\n");
  const before = new Map<string, number>();
  for (const found of ofClean) before.set(identity(found), (before.get(identity(found)) ?? 0) + 1);
  return said.filter((found) => {
    const left = before.get(identity(found)) ?? 0;
    before.set(identity(found), left - 1);
    return left <= 0;
  });
}

const syllables = [
  ["An", "Bình", "Cẩm", "Duy", "Gia", "Hải", "Khánh", "Lộc", "Minh", "Nghĩa", "Phúc", "Quang"],
  ["Sơn", "Thạch", "Vân", "Xuân", "Yên", "Đông", "Tây", "Nam", "Bắc", "Hòa", "Lạc", "Trà"],
  ["Khê", "Giang", "Điền", "Lĩnh", "Thủy", "Ngạn", "Hạc", "Mai", "Đường", "Phong", "Tân", "Phú"],
  ["Thượng", "Trung", "Hạ", "Đoài", "Nội", "Ngoại", "Cao", "Thanh", "Ngọc", "Kim", "Long", "Châu"],
];

/** The n-th invented name of four syllables, no two of them alike: 20,736 of them. */
function numbered(kind: Locality["kind"], n: number): Locality {
  const name = [1728, 144, 12, 1].map((unit, place) => syllables[place]?.[Math.floor(n / unit) % 12]).join(" ");
  return { kind, name, printed: `${kind} ${name}` };
}
