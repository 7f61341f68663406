/** The command starts from compiled sources, and starts all the same where those can't be kept or aren't whole. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectFolder } from "../../pipelines/paths.ts";

let project: string;
const cache = () => join(project, "node_modules", ".cache", "kichban");
const versions = () => readdirSync(cache()).filter((name) => /^[0-9a-f]{32}$/.test(name));

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "kichban-compiled-"));
  for (const name of ["pipelines", "src", "package.json", "package-lock.json"]) {
    cpSync(join(projectFolder, name), join(project, name), { recursive: true });
  }
  // Every package by a link, so that the cache is this project's own.
  mkdirSync(join(project, "node_modules"));
  for (const name of readdirSync(join(projectFolder, "node_modules"))) {
    if (!name.startsWith(".")) {
      symlinkSync(join(projectFolder, "node_modules", name), join(project, "node_modules", name), "junction");
    }
  }
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

function status(): { code: number | null; said: string; errors: string } {
  const data = join(project, "workplace");
  const answer = spawnSync(process.execPath, [join(project, "pipelines", "kichban.mjs"), "status", "--data", data], {
    encoding: "utf8",
  });
  return { code: answer.status, said: answer.stdout, errors: answer.stderr };
}

describe("starting the command", () => {
  it("compiles the sources once, and again when one of them changes", () => {
    const first = status();
    expect(first).toMatchObject({ code: 0, errors: "" });
    expect(first.said).toContain("workplace");
    const [version] = versions();
    expect(status()).toEqual(first);
    expect(versions()).toEqual([version]);
    writeFileSync(join(project, "pipelines", "further.ts"), "export const further = 1;\n");
    expect(status()).toEqual(first);
    expect(versions()).toHaveLength(2);
  });

  it.each([
    ["cut off", ""],
    ["overwritten with zeros", "\0".repeat(5000)],
    ["of something else", "throw new Error('not a program');\n"],
  ])("starts from the sources when the compiled entry is %s, and compiles it anew", (_, content) => {
    const before = status();
    for (const version of versions()) writeFileSync(join(cache(), version, "cli.mjs"), content);
    expect(status()).toEqual(before);
    expect(status()).toEqual(before);
    expect(versions()).toHaveLength(1);
  });

  it("starts from the sources where nothing can be kept", () => {
    const before = status();
    rmSync(join(project, "node_modules", ".cache"), { recursive: true });
    // A file where the folder would be: no right to write, for whoever runs this.
    writeFileSync(join(project, "node_modules", ".cache"), "");
    expect(status()).toEqual(before);
  });
});
