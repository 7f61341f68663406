/** The kit to extend: each kind's working start. Nothing that stands is written over. */
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { fold } from "../../src/lib/fold.ts";
import { EXIT, UserError } from "../errors.ts";
import { projectFolder, shippedDataFolder } from "../paths.ts";
import { type IndicatorEntry, indicatorEntry, indicatorsSchema } from "../reference/indicators.ts";
import { readYaml } from "../reference/load.ts";
import { localitiesSchema } from "../reference/localities.ts";
import { scenarioSchema } from "../scenarios/schema.ts";

export interface KitFolders {
  reference: string;
  scenarios: string;
  /** The project's own `src/pages` unless told. */
  pages?: string;
}

export interface Written {
  file: string;
  /** What to do next. */
  vi: string;
  en: string;
}

type Kit = (name: string, folders: KitFolders) => Written;

const kits: Record<string, Kit> = {
  page: newPage,
  indicator: newIndicator,
  scenario: newScenario,
  locality: newLocality,
};

export function kitOf(kind: string): Kit | undefined {
  return Object.hasOwn(kits, kind) ? kits[kind] : undefined;
}

/** A page with a query, a table and text in both languages. */
export function newPage(name: string, folders: KitFolders): Written {
  const slug = slugOf(name, "-");
  const file = join(folders.pages ?? join(projectFolder, "src", "pages"), `${slug}.md`);
  refuseExisting(file);
  const title = JSON.stringify(name.trim());
  write(
    file,
    `---
title:
  vi: ${title}
  en: ${title}
summary:
  vi: Một câu nói trang này trả lời câu hỏi gì.
  en: One sentence that says which question this page answers.
nav: {vi: ${title}, en: ${title}}
order: 50
---

\`\`\`sql rows
-- Tên bảng trần (tasks, indicators, …) là số liệu của kỳ đang xem; marts.tasks là của mọi kỳ.
select unit, count(*) as task_count, count(*) filter (where is_overdue) as overdue_count
from tasks
group by unit
order by task_count desc, unit
\`\`\`

::: vi
## Nhiệm vụ theo đơn vị {#by-office}

Viết lời dẫn ở đây, bằng Markdown.
:::
::: en
## Tasks by office {#by-office}

Write the text here, in Markdown.
:::

\${barChart(rows, {title: lang === "vi" ? "Số nhiệm vụ theo đơn vị" : "Tasks by office", label: "unit", value: "task_count"})}

\${table(rows, {
  caption: lang === "vi" ? "Nhiệm vụ theo đơn vị" : "Tasks by office",
  rowHeader: "unit",
  columns: [
    {key: "unit", label: lang === "vi" ? "Đơn vị" : "Office"},
    {key: "task_count", label: lang === "vi" ? "Nhiệm vụ" : "Tasks", kind: "number"},
    {key: "overdue_count", label: lang === "vi" ? "Quá hạn" : "Overdue", kind: "number"},
  ],
})}
`,
  );
  return {
    file,
    vi: "Sửa câu SQL và lời, rồi chạy: npx kichban publish",
    en: "Change the query and the text, then run: npx kichban publish",
  };
}

/** An entry in the catalogue, the workplace's own: the shipped one is copied there first, comments and all. */
export function newIndicator(name: string, folders: KitFolders): Written {
  const file = ownReference("indicators", folders);
  const id = slugOf(name, "_").replace(/^(?=\d)/, "i_");
  const entry: IndicatorEntry = indicatorEntry.parse({
    id,
    name_vi: name.trim(),
    name_en: name.trim(),
    unit: "percent",
    measure: "rate",
    direction: "higher",
    topic: "other",
  });
  const known = readYaml(file, indicatorsSchema).indicators;
  if (known.some((each) => each.id === id)) throw exists(`${file}: ${id}`);
  appendTo(file, "indicators", stringify([entry]), (content) => indicatorsSchema.safeParse(content).success);
  return {
    file,
    vi: `Mục ${id} ở cuối danh sách: sửa đơn vị, loại (flow, stock, rate, rank), chiều và các tên gọi khác.`,
    en: `The entry ${id} stands at the end of the list: set its unit, measure, direction and synonyms.`,
  };
}

/** An entry in the list of localities, the workplace's own. */
export function newLocality(name: string, folders: KitFolders): Written {
  const file = ownReference("localities", folders);
  const content = readYaml(file, localitiesSchema);
  const kind = content.kinds.find((each) => fold(name).startsWith(`${fold(each.kind)} `))?.kind;
  if (!kind) {
    const kinds = content.kinds.map((each) => each.kind).join(", ");
    throw new UserError(
      `${name}: begin with the kind of locality (${kinds}), such as "${content.kinds[0]?.kind} ${name}".`,
      {
        code: "usage",
        exitCode: EXIT.usage,
        vi: `${name}: hãy viết cả loại địa phương ở đầu (${kinds}), như "${content.kinds[0]?.kind} ${name}".`,
      },
    );
  }
  const rest = name.trim().split(/\s+/).slice(kind.split(" ").length).join(" ");
  const id = slugOf(rest, "-");
  if (content.localities.some((each) => each.locality_id === id)) throw exists(`${file}: ${id}`);
  const entry = stringify([{ locality_id: id, name: `${kind} ${rest}` }]);
  appendTo(file, "localities", entry, (value) => localitiesSchema.safeParse(value).success);
  return {
    file,
    vi: `Mục ${id} ở cuối danh sách; thêm tỉnh, thành phố nếu cần.`,
    en: `The entry ${id} stands at the end of the list; add its province.`,
  };
}

/** A scenario: the reports' own, 5 % above. */
export function newScenario(name: string, folders: KitFolders): Written {
  const id = slugOf(name, "-");
  const file = join(folders.scenarios, `${id}.yaml`);
  refuseExisting(file);
  const shipped = join(shippedDataFolder, "scenarios");
  // A folder of its own replaces the shipped one: it has to hold those as well.
  if (!existsSync(folders.scenarios)) cpSync(shipped, folders.scenarios, { recursive: true });
  const indicators = readYaml(referenceFile("indicators", folders), indicatorsSchema).indicators.filter(
    (each) => each.measure === "flow" && each.unit === "million_vnd",
  );
  const first = readFirstScenario(shipped);
  const scenario = {
    id,
    title: { vi: name.trim(), en: name.trim() },
    year: first.year,
    versions: [
      {
        version: 1,
        decided: first.decided,
        indicators: indicators.slice(0, 3).map((each) => ({
          indicator: each.id,
          unit: each.unit,
          phasing: { rule: { on: "reported", growth_pct: 5 } },
        })),
      },
    ],
  };
  scenarioSchema.parse(scenario);
  write(
    file,
    `# Kịch bản: theo kịch bản của báo cáo, cao hơn 5 %. Sửa năm, ngày quyết định, chỉ tiêu; rồi chạy: npx kichban scenario check
${stringify(scenario)}`,
  );
  return {
    file,
    vi: "Sửa mục tiêu, rồi chạy: npx kichban scenario check",
    en: "Set the targets, then run: npx kichban scenario check",
  };
}

/** Year and day of the shipped example: the kit has no clock. */
function readFirstScenario(folder: string): { year: number; decided: string } {
  const name = readdirSync(folder)
    .sort()
    .find((each) => each.endsWith(".yaml"));
  if (!name) throw new Error(`${folder}: no scenario to take as an example`);
  const { year, versions } = readYaml(join(folder, name), scenarioSchema);
  return { year, decided: versions[0]?.decided ?? `${year}-01-01` };
}

function referenceFile(name: string, folders: KitFolders): string {
  const own = join(folders.reference, `${name}.yaml`);
  return existsSync(own) ? own : join(shippedDataFolder, "reference", `${name}.yaml`);
}

function ownReference(name: string, folders: KitFolders): string {
  const own = join(folders.reference, `${name}.yaml`);
  if (!existsSync(own)) {
    mkdirSync(folders.reference, { recursive: true });
    copyFileSync(join(shippedDataFolder, "reference", `${name}.yaml`), own);
  }
  return own;
}

/** Adds an entry at the end of a top-level list, leaving every other byte as it is. */
function appendTo(file: string, list: string, entry: string, isRight: (content: unknown) => boolean): void {
  const text = readFileSync(file, "utf8");
  const lines = text.split("\n");
  const start = lines.indexOf(`${list}:`);
  if (start < 0) throw new UserError(`${file}: there is no list "${list}:" to add to.`, { code: "kit_list" });
  let end = start + 1;
  for (let index = start + 1; index < lines.length && !/^\S/.test(lines[index] as string); index++) {
    if ((lines[index] as string).trim() !== "") end = index + 1;
  }
  const indented = entry
    .trimEnd()
    .split("\n")
    .map((line) => `  ${line}`);
  const changed = [...lines.slice(0, end), ...indented, ...lines.slice(end)].join("\n");
  if (!isRight(parse(changed))) {
    throw new UserError(`${file}: the entry would not be valid there; add it by hand:\n${entry}`, {
      code: "kit_entry",
    });
  }
  writeFileSync(file, changed);
}

function slugOf(name: string, separator: "-" | "_"): string {
  const slug = fold(name)
    .replace(/[^a-z0-9]+/g, separator)
    .replace(new RegExp(`^${separator}+|${separator}+$`, "g"), "");
  if (slug) return slug;
  throw new UserError(`"${name}": a name needs a letter or a digit.`, {
    code: "usage",
    exitCode: EXIT.usage,
    vi: `"${name}": tên cần có chữ hoặc số.`,
  });
}

function refuseExisting(file: string): void {
  if (existsSync(file)) throw exists(file);
}

function exists(what: string): UserError {
  return new UserError(`${what} is there already; choose another name.`, {
    code: "exists",
    vi: `${what} đã có; hãy chọn tên khác.`,
  });
}

function write(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content, { flag: "wx" });
}
