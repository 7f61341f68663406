import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LineCounter, type Node, parseDocument } from "yaml";
import type { z } from "zod";
import { UserError } from "../errors.ts";

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
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines });
  const broken = document.errors[0];
  if (broken) {
    throw new UserError(`${file}, line ${lines.linePos(broken.pos[0]).line}: not valid YAML (${firstLine(broken)})`, {
      code: "reference_yaml",
    });
  }
  const result = schema.safeParse(document.toJS());
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = (issue?.path ?? []) as (string | number)[];
  const offset = nearestOffset(document, path);
  throw new UserError(
    `${file}, line ${lines.linePos(offset).line}: ${path.join(".") || "the file"}: ${issue?.message ?? "not as expected"}`,
    { code: "reference_schema" },
  );
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

function firstLine(error: Error): string {
  return error.message.split("\n")[0] ?? error.message;
}

/** The offset of the deepest node on the path that exists in the file. */
function nearestOffset(document: ReturnType<typeof parseDocument>, path: (string | number)[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = (length === 0 ? document.contents : document.getIn(path.slice(0, length), true)) as Node | null;
    if (node?.range) return node.range[0];
  }
  return 0;
}
