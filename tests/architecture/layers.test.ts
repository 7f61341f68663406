import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";

/** The stages in the order in which a figure travels. A file may import from its own stage and from earlier ones. */
const stages = [
  "reference",
  "read",
  "recognise",
  "normalise",
  "warehouse",
  "scenarios",
  "models",
  "publish",
  "run",
  "commands",
] as const;

function sourceFiles(folder: string): string[] {
  return readdirSync(join(projectFolder, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|js)$/.test(entry.name))
    .map((entry) => relative(projectFolder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

/** Project files that a file imports, relative to the project. */
function imports(file: string): string[] {
  const text = readFileSync(join(projectFolder, file), "utf8");
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g)].map((match) => match[1] ?? "");
  return specifiers.map((specifier) =>
    relative(projectFolder, resolve(projectFolder, dirname(file), specifier)).replaceAll("\\", "/"),
  );
}

/** The stage's number; -1 for the leaves directly under pipelines/; the end for the command line itself. */
function stageOf(file: string): number {
  const [, folder, ...rest] = file.split("/");
  if (rest.length === 0) return folder === "cli.ts" || folder === "kichban.mjs" ? stages.length : -1;
  return (stages as readonly string[]).indexOf(folder ?? "");
}

describe("the layers", () => {
  const pipelineFiles = sourceFiles("pipelines");

  it("knows every folder of the pipeline as a stage", () => {
    const folders = new Set(
      pipelineFiles.filter((file) => file.split("/").length > 2).map((file) => file.split("/")[1]),
    );
    expect([...folders].filter((folder) => !(stages as readonly string[]).includes(folder ?? ""))).toEqual([]);
  });

  it("lets no stage import a later one", () => {
    const wrong = pipelineFiles.flatMap((file) =>
      imports(file)
        .filter((target) => target.startsWith("pipelines/") && stageOf(target) > stageOf(file))
        .map((target) => `${file} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it("lets the site know the pipeline only by its exported files", () => {
    const wrong = sourceFiles("src").flatMap((file) =>
      imports(file)
        .filter((target) => target.startsWith("pipelines/"))
        .map((target) => `${file} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it("lets only publish and what comes after it use the site's code, but for the scenario arithmetic they share", () => {
    const wrong = pipelineFiles.flatMap((file) =>
      imports(file)
        .filter((target) => target.startsWith("src/") && !target.startsWith("src/scenario/"))
        .filter(() => stageOf(file) < stages.indexOf("publish"))
        .map((target) => `${file} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it("keeps the scenario arithmetic free of everything else", () => {
    const wrong = sourceFiles("src/scenario").flatMap((file) =>
      imports(file)
        .filter((target) => !target.startsWith("src/scenario/"))
        .map((target) => `${file} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it("exits the process in one place only", () => {
    const wrong = pipelineFiles.filter(
      (file) =>
        file !== "pipelines/cli.ts" &&
        /process\.exit\s*\(|process\.exitCode\s*=/.test(readFileSync(join(projectFolder, file), "utf8")),
    );
    expect(wrong).toEqual([]);
  });
});

describe("general, not fitted", () => {
  it("keeps the sample's names and figures out of the code", () => {
    const known = /Phù Liễn|phu-lien|bao-cao-103|103\/BC|Ngọc Sơn|Kiến An|27[., ]?941/u;
    const wrong = [...sourceFiles("pipelines"), ...sourceFiles("src")].filter((file) =>
      known.test(readFileSync(join(projectFolder, file), "utf8")),
    );
    expect(wrong).toEqual([]);
  });
});
