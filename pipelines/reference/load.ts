import { existsSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { readPlacedYaml } from "./yaml.ts";

/** Where reference data is looked for: the workplace's own folder first, then the one that ships with the project. */
export interface ReferenceFolders {
  own: string;
  shipped: string;
}

/**
 * Reads one YAML file, checks it against its schema and returns the value.
 * @throws UserError that names the file, the line and the mend when the YAML or its content is wrong.
 */
export function readYaml<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> {
  return readPlacedYaml(file, schema).value;
}

/** The reference file of that name (without `.yaml`): the workplace's own where it has one, else the shipped one. */
export function readReference<Schema extends z.ZodType>(
  folders: ReferenceFolders,
  name: string,
  schema: Schema,
): z.output<Schema> {
  const own = join(folders.own, `${name}.yaml`);
  return readYaml(existsSync(own) ? own : join(folders.shipped, `${name}.yaml`), schema);
}
