import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { readYaml } from "../reference/load.ts";
import { severity } from "../values.ts";
import { readDictionary } from "../warehouse/schema.ts";
import { ModelError } from "./error.ts";
import { type Formula, formulaFault, formulaKeys, formulaOf, type Sums, sums } from "./formula.ts";

const words = z.object({ vi: z.string().min(1), en: z.string().min(1) });
export type Words = z.infer<typeof words>;

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const columnTest = z.union([
  z.enum(["not_null", "unique"]),
  z.strictObject({ accepted_values: z.array(scalar).min(1) }),
]);
const modelTest = z.union([
  z.strictObject({ unique: z.array(z.string()).min(1) }),
  z.strictObject({
    relationships: z.strictObject({ columns: z.array(z.string()), to: z.string(), fields: z.array(z.string()) }),
  }),
  /** True or NULL on every row. */
  z.strictObject({ name: z.string(), expression: z.string() }),
]);
export type ColumnTest = z.infer<typeof columnTest>;
export type ModelTest = z.infer<typeof modelTest>;

const row = z.record(z.string(), z.json());
const example = z.strictObject({
  name: z.string(),
  /** By table: rows of the tables that the SELECT names. Columns left out are NULL; tables left out are empty. */
  given: z.record(z.string(), z.array(row)),
  /** Each row must match one row of the result in the columns it names, and no row may be left over. */
  expect: z.array(row),
});
export type Example = z.infer<typeof example>;

const twinColumn = z
  .strictObject({
    vi: z.string().optional(),
    en: z.string().optional(),
    unit: z.string().optional(),
    type: z.string().optional(),
    tests: z.array(columnTest).default([]),
    ...formulaKeys,
  })
  .nullable();

/**
 * What a row depends on: `locality`, only on rows of its own locality, so that what a new file changes is worked out for its
 * locality alone; `all`, on other localities too.
 */
const scope = z.enum(["locality", "all"]).default("locality");
export type Scope = z.infer<typeof scope>;

const modelTwin = z.strictObject({
  description: words,
  grain: words,
  key: z.array(z.string()).min(1),
  materialized: z.enum(["table", "view"]),
  scope,
  columns: z.record(z.string(), twinColumn),
  tests: z.array(modelTest).default([]),
  examples: z.array(example).default([]),
  sums,
});

const ruleTwin = z.strictObject({
  title: words,
  asks: words,
  family: z.string(),
  /** The SELECT may give its own `severity` and `rule` columns (reading_doubts does). */
  severity: severity.optional(),
  message: words,
  examples: z.array(example).default([]),
});
const doubtTwin = ruleTwin.omit({ severity: true, examples: true });

/** What a rule says when it finds something. */
export interface Rule {
  name: string;
  title: Words;
  asks: Words;
  family: string;
  message: Words;
  severity: z.infer<typeof severity> | null;
}

export interface ModelColumn {
  name: string;
  text: Words;
  unit: string | null;
  type: string | null;
  tests: ColumnTest[];
  /** How it is computed from other columns of its row, where it is. */
  formula: Formula | null;
}

export interface Model {
  /** `marts.tasks`. */
  name: string;
  schema: string;
  sql: string;
  sqlFile: string;
  description: Words;
  grain: Words;
  key: string[];
  materialized: "table" | "view";
  /** A check's is always `locality`. */
  scope: Scope;
  columns: ModelColumn[];
  tests: ModelTest[];
  examples: Example[];
  sums: Sums;
  /** For a check. */
  rule: Rule | null;
}

export interface Models {
  models: Model[];
  /** Rules by name: the checks, and the doubts of reading. */
  rules: Map<string, Rule>;
}

const modelsFolder = dirname(fileURLToPath(import.meta.url));
const schemas = ["staging", "ledger", "marts", "checks"];
/** The columns of every check, in this order. */
export const checkColumns = [
  "report_id",
  "appendix",
  "source_ref",
  "subject_key",
  "raw_value",
  "read_value",
  "arguments",
] as const;

/** A check may say which field of which row it asks about: the finding then points at the very cell, as printed. */
export const placeColumns = ["row_key", "field"] as const;

let shipped: Models | undefined;

/** The project's own models, read once a process. */
export function shippedModels(): Models {
  shipped ??= loadModels();
  return shipped;
}

/**
 * Reads every model: `<schema>/…/<table>.sql` with `<table>.yaml` beside it.
 * @throws ModelError for a file without its twin, or a column that nobody describes; UserError for a yaml that is wrong.
 */
export function loadModels(folder: string = modelsFolder): Models {
  const dictionary = readDictionary();
  const models: Model[] = [];
  const rules = new Map<string, Rule>();
  for (const schema of schemas) {
    for (const file of filesUnder(join(folder, schema))) {
      const stem = basename(file).replace(/\.(sql|yaml)$/, "");
      const name = `${schema}.${stem}`;
      if (file.endsWith(".yaml")) {
        if (basename(dirname(file)) === "doubts") {
          rules.set(stem, { name: stem, severity: null, ...readYaml(file, doubtTwin) });
        } else if (!existsSync(file.replace(/yaml$/, "sql"))) {
          throw new ModelError("twin", name, `${file} has no .sql beside it: write the SELECT or delete the file`);
        }
        continue;
      }
      const twinFile = file.replace(/sql$/, "yaml");
      if (!existsSync(twinFile)) {
        throw new ModelError("twin", name, `${file} has no .yaml beside it: describe the model there`);
      }
      if (models.some((model) => model.name === name)) {
        throw new ModelError("twin", name, `${file} has the name of another model: rename one`);
      }
      const sql = readFileSync(file, "utf8").replace(/;\s*$/, "");
      if (schema === "checks") {
        const { examples, ...twin } = readYaml(twinFile, ruleTwin);
        const rule: Rule = { name: stem, ...twin, severity: twin.severity ?? null };
        rules.set(stem, rule);
        models.push(checkModel(name, sql, file, rule, examples));
      } else {
        const twin = readYaml(twinFile, modelTwin);
        const columns = Object.entries(twin.columns).map(([column, own]): ModelColumn => {
          const shared = dictionary.columns[column];
          const vi = own?.vi ?? shared?.vi;
          const en = own?.en ?? shared?.en;
          if (!vi || !en) {
            throw new ModelError(
              "twin",
              name,
              `${twinFile} doesn't say in both languages what the column ${column} is`,
            );
          }
          return {
            name: column,
            text: { vi, en },
            unit: own?.unit ?? shared?.unit ?? null,
            type: own?.type ?? null,
            tests: own?.tests ?? [],
            formula: formulaOf(own, { vi, en }),
          };
        });
        const wrong = formulaFault(columns, twin.sums);
        if (wrong) throw new ModelError("twin", name, `${twinFile}: ${wrong}`);
        models.push({ name, schema, sql, sqlFile: file, rule: null, ...twin, columns });
      }
    }
  }
  return { models, rules };
}

function checkModel(name: string, sql: string, sqlFile: string, rule: Rule, examples: Example[]): Model {
  return {
    name,
    schema: "checks",
    sql,
    sqlFile,
    description: rule.asks,
    grain: { vi: "Mỗi dòng một phát hiện", en: "A row a finding" },
    key: ["report_id", "subject_key", "source_ref"],
    materialized: "table",
    scope: "locality",
    columns: [],
    tests: [],
    examples,
    sums: {},
    rule,
  };
}

/** All .sql and .yaml files under a folder, in an order that does not depend on the file system. */
function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesUnder(path);
      return /\.(sql|yaml)$/.test(entry.name) ? [path] : [];
    })
    .sort();
}
