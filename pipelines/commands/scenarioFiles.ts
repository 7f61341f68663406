/** `kichban scenario list` and `check`: what planners wrote, and whether it can be used. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { EXIT, type ExitCode, UserError } from "../errors.ts";
import { folderWithFallback, shippedDataFolder } from "../paths.ts";
import { currentWarehouse } from "../run/current.ts";
import { realFiles } from "../run/files.ts";
import type { HeldYear } from "../scenarios/notices.ts";
import type { Known, ScenarioReading } from "../scenarios/read.ts";
import type { Invocation } from "./command.ts";

/** Every scenario: the reports' own, where a warehouse holds it, those in files, and the files that are refused. */
export async function listScenarios(invocation: Invocation): Promise<ExitCode | undefined> {
  const { output, words, language, options } = invocation;
  const reading = await readAll(invocation, []);
  const reported = await reportedScenarios(invocation);
  const files = reading.scenarios.map(({ file, scenario }) => ({
    scenario_id: scenario.id,
    title_vi: scenario.title.vi,
    title_en: scenario.title.en,
    year: scenario.year,
    locality_id: scenario.locality ?? null,
    versions: scenario.versions.length,
    indicators: Math.max(...scenario.versions.map((version) => version.indicators.length)),
    file,
  }));
  if (options.json) {
    output.json({ scenarios: [...reported, ...files], refused: reading.refused.map((error) => error.message) });
    return undefined;
  }
  for (const entry of [...reported, ...files]) {
    const title = language === "vi" ? entry.title_vi : entry.title_en;
    const count = words(`${entry.indicators} chỉ tiêu`, `${entry.indicators} indicators`);
    const version = words(`phiên bản ${entry.versions}`, `version ${entry.versions}`);
    output.line(`${entry.scenario_id}  ${entry.year}  ${entry.locality_id ?? "*"}  ${title} (${count}, ${version})`);
  }
  for (const error of reading.refused)
    output.line(`${words("Không dùng được", "Refused")}: ${sentence(invocation, error)}`);
  return undefined;
}

/** Reads the files named, or all of the workplace's. @returns 1 when any is refused. */
export async function checkScenarios(invocation: Invocation, files: string[]): Promise<ExitCode> {
  const { output, words, options } = invocation;
  const missing = files.find((file) => !existsSync(file));
  if (missing) {
    throw new UserError(`${missing}: there is no such file; give the path of a scenario file.`, {
      code: "file_missing",
      exitCode: EXIT.usage,
      vi: `${missing}: không có tệp này; hãy cho đường dẫn của một tệp kịch bản.`,
    });
  }
  const { scenarioNotices } = await import("../scenarios/notices.ts");
  const { scenarios, refused, held } = await readAll(invocation, files);
  if (options.json) {
    output.json({
      accepted: scenarios.map(({ file, scenario }) => ({
        file,
        scenario_id: scenario.id,
        notices: scenarioNotices(scenario, held),
      })),
      refused: refused.map((error) => error.message),
      refused_vi: refused.map((error) => error.messageVi ?? error.message),
    });
  } else {
    for (const { file, scenario } of scenarios) {
      output.line(`${words("Đúng", "Right")}: ${file} (${scenario.id})`);
      for (const { vi, en } of scenarioNotices(scenario, held))
        output.line(`${words("Lưu ý", "Note")}: ${words(vi, en)}`);
    }
    for (const error of refused) output.line(`${words("Sai", "Wrong")}: ${sentence(invocation, error)}`);
  }
  return refused.length > 0 ? EXIT.failed : EXIT.done;
}

const sentence = ({ language }: Invocation, error: UserError): string =>
  (language === "vi" ? error.messageVi : undefined) ?? error.message;

type Reading = ScenarioReading & { held: HeldYear[] };

async function readAll(invocation: Invocation, files: readonly string[]): Promise<Reading> {
  const { readScenarioFiles, scenarioFiles } = await import("../scenarios/read.ts");
  const all = scenarioFiles(folderWithFallback(invocation.paths.data, "scenarios"));
  const { indicators, projects, held } = await knownHere(invocation);
  if (files.length === 0) return { ...readScenarioFiles(all, indicators, projects), held };
  // Rules may stand on the workplace's other scenarios, so these are read along, but only the named files are answered for.
  const others = all.filter((file) => !files.some((named) => join(named) === join(file)));
  const reading = readScenarioFiles([...others, ...files], indicators, projects);
  const isNamed = (text: string) => files.some((file) => text.startsWith(file));
  return {
    scenarios: reading.scenarios.filter(({ file }) => files.includes(file)),
    refused: reading.refused.filter((error) => isNamed(error.message)),
    held,
  };
}

/** What scenarios may name: by the catalogue, and by the reports held where there is a warehouse. */
async function knownHere({ paths }: Invocation): Promise<Known & { held: HeldYear[] }> {
  const { loadCatalogue } = await import("../reference/catalogue.ts");
  const { heldYears, knownIndicators, knownProjects, withLimits } = await import("../run/workplaceRows.ts");
  const catalogue = loadCatalogue({ own: paths.reference, shipped: join(shippedDataFolder, "reference") });
  const warehouse = await currentWarehouse(realFiles, paths).catch(ifNoWarehouse);
  if (warehouse === null) {
    const entries = catalogue.indicators.indicators;
    const indicators = new Map(
      entries.map(({ id, name_vi: name, unit, measure }) => [
        id,
        withLimits({ indicator_id: id, name, unit, measure }, catalogue),
      ]),
    );
    return { indicators, projects: [], held: [] };
  }
  const { withWarehouse } = await import("../warehouse/open.ts");
  return withWarehouse(warehouse, { readOnly: true }, async (connection) => ({
    indicators: await knownIndicators(connection, catalogue),
    projects: await knownProjects(connection),
    held: await heldYears(connection),
  }));
}

async function reportedScenarios({ paths }: Invocation) {
  const warehouse = await currentWarehouse(realFiles, paths).catch(ifNoWarehouse);
  if (warehouse === null) return [];
  const { queryRows } = await import("../warehouse/query.ts");
  const { rows } = await queryRows(
    warehouse,
    `select scenario_id, title_vi, title_en, year, locality_id, version as versions, indicator_count as indicators, null as file
     from marts.scenarios where scenario_id = 'reported' order by year, locality_id`,
  );
  return rows as unknown as {
    scenario_id: string;
    title_vi: string;
    title_en: string;
    year: number;
    locality_id: string | null;
    versions: number;
    indicators: number;
    file: null;
  }[];
}

function ifNoWarehouse(error: unknown): null {
  if (error instanceof UserError && error.code === "no_warehouse") return null;
  throw error;
}
