/**
 * Plants errors by the thousand, runs the checks over them, and counts what was found. Each planted report stands beside
 * its clean twin; what the checks say of it and not of the twin is what they say of the error.
 */
import { runModels } from "../../pipelines/models/run.ts";
import { loadModels, type Models } from "../../pipelines/models/twin.ts";
import { loadSources } from "../../pipelines/warehouse/load.ts";
import { openWarehouse } from "../../pipelines/warehouse/open.ts";
import { readRows } from "../../pipelines/warehouse/query.ts";
import type { Locality } from "../generator/names.ts";
import { type GeneratedReport, generateReport, type ReportOptions } from "../generator/report.ts";
import { Rng } from "../generator/rng.ts";
import { writeText } from "../generator/writers/text.ts";
import { parseBytes } from "../reports/parse.ts";
import { planters } from "./index.ts";
import type { Label } from "./plant.ts";

export interface Found {
  rule: string;
  family: string;
  severity: string;
  /** `t3-r5`, where it stands; empty where a finding is about the whole file. */
  place: string;
  subject: string;
  message: string;
}

export interface PlantResult {
  seed: number;
  label: Label;
  /** What is said of the planted report and not of its clean twin. */
  fresh: Found[];
}

export interface PlantRun {
  results: PlantResult[];
  /** Errors on clean reports: there should be none. */
  cleanErrors: (Found & { seed: number })[];
  cleanReports: number;
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

/** @param bases clean reports, each planted once with every kind of error that it has a place for */
export async function runPlants(bases: number[], kinds: string[] = Object.keys(planters)): Promise<PlantRun> {
  const run: PlantRun = { results: [], cleanErrors: [], cleanReports: 0 };
  const models = loadModels();
  const perBatch = 8;
  for (let start = 0; start < bases.length; start += perBatch) {
    await runBatch(bases.slice(start, start + perBatch), kinds, models, run);
  }
  return run;
}

async function runBatch(bases: number[], kinds: string[], models: Models, run: PlantRun): Promise<void> {
  const warehouse = await openWarehouse(":memory:");
  try {
    const planted: { key: string; seed: number; label: Label }[] = [];
    const deliveries: Parameters<typeof loadSources>[1] = [];
    const keyOfLocality = new Map<string, { key: string; names: string[] }>();
    const deliver = async (key: string, printed: GeneratedReport["printed"]) => {
      const parsed = await parseBytes(`${key}.txt`, writeText(printed));
      keyOfLocality.set(parsed.source.locality_id, {
        key,
        names: [parsed.source.locality, parsed.source.locality_id],
      });
      deliveries.push({
        parsed,
        receipt: { received_at: "2026-01-01T00:00:00Z", received_order: deliveries.length + 1 },
      });
    };
    let number = 0;
    for (const seed of bases) {
      const kind = generateReport(seed, small).locality.kind;
      const clean = generateReport(seed, { ...small, locality: numbered(kind, number++) });
      await deliver(`clean ${seed}`, clean.printed);
      for (const name of kinds) {
        // The same report of another invented locality: nothing of it may be mistaken for a re-issue.
        const twin = generateReport(seed, { ...small, locality: numbered(kind, number++) });
        const result = planters[name]?.(twin, new Rng(`${seed}/${name}`));
        if (!result) continue;
        const key = `${name} ${seed}`;
        await deliver(key, result.printed);
        planted.push({ key, seed, label: result.label });
      }
    }
    await loadSources(warehouse.connection, deliveries);
    await runModels(warehouse.connection, { models });
    const { rows } = await readRows(
      warehouse.connection,
      "select locality_id, rule, family, severity, source_ref, subject_key, message_en from marts.findings order by finding_id",
    );
    const byKey = new Map<string, Found[]>();
    for (const row of rows as Record<string, string | null>[]) {
      const { key, names } = keyOfLocality.get(row.locality_id ?? "") ?? { key: "", names: [] };
      const place = /-(t\d+-r\d+)-c\d+$/.exec(row.source_ref ?? "")?.[1] ?? "";
      const found: Found = {
        rule: row.rule ?? "",
        family: row.family ?? "",
        severity: row.severity ?? "",
        place,
        subject: row.subject_key ?? "",
        message: names.reduce((text, name) => text.replaceAll(name, "…"), row.message_en ?? ""),
      };
      byKey.set(key, [...(byKey.get(key) ?? []), found]);
    }
    for (const seed of bases) {
      run.cleanReports++;
      const errors = (byKey.get(`clean ${seed}`) ?? []).filter(({ severity }) => severity === "error");
      run.cleanErrors.push(...errors.map((found) => ({ ...found, seed })));
    }
    for (const { key, seed, label } of planted) {
      const before = new Map<string, number>();
      // The same question with another figure in it is another thing to say.
      const identity = (found: Found) => [found.rule, found.subject, found.message].join("\n");
      for (const found of byKey.get(`clean ${seed}`) ?? []) {
        before.set(identity(found), (before.get(identity(found)) ?? 0) + 1);
      }
      const fresh = (byKey.get(key) ?? []).filter((found) => {
        const left = before.get(identity(found)) ?? 0;
        before.set(identity(found), left - 1);
        return left <= 0;
      });
      run.results.push({ seed, label, fresh });
    }
  } finally {
    await warehouse.close();
  }
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
