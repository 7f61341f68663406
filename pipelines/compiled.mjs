/**
 * The command line as plain JavaScript, made once for each version of the sources and kept in node_modules/.cache: a night on
 * which nothing has changed takes a third of a second, of which loading TypeScript file by file would be the larger part.
 * Plain JavaScript itself, since it runs before any TypeScript can.
 */
import { createHash, randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(project, "node_modules", ".cache", "kichban");
const staleAfterMs = 24 * 3600 * 1000;
/** Packages of many small files that every command needs; all others are loaded from where they lie. */
const bundled = /^(zod|commander|yaml)(\/|$)/;

/**
 * The entry to import: the compiled one, made first if the sources have changed.
 * @returns the file's URL; null where nothing can be written or compiled, and the sources have to be loaded themselves.
 */
export async function compiledEntry() {
  try {
    const folder = join(cache, keyOfSources());
    const entry = join(folder, "cli.mjs");
    if (!existsSync(entry)) await compile(folder);
    return pathToFileURL(entry).href;
  } catch {
    return null;
  }
}

/** Forgets what was compiled, should it turn out not to be whole. */
export function forgetCompiled() {
  rmSync(cache, { recursive: true, force: true });
}

/** Everything that the result depends on, the project's place included: compiled code names its files by it. */
function keyOfSources() {
  const hash = createHash("sha256").update(`${project}\0${process.version}\0`);
  hash.update(readFileSync(join(project, "package-lock.json")));
  for (const folder of ["pipelines", "src"]) {
    const names = readdirSync(join(project, folder), { recursive: true }).map(String);
    for (const name of names.filter((each) => /\.m?ts$|\.mjs$/.test(each)).sort()) {
      hash.update(`\0${folder}/${name}\0`).update(readFileSync(join(project, folder, name)));
    }
  }
  return hash.digest("hex").slice(0, 32);
}

async function compile(folder) {
  const { build } = await import("esbuild");
  const result = await build({
    entryPoints: [join(project, "pipelines", "cli.ts")],
    bundle: true,
    splitting: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node20",
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    sourcemap: "linked",
    logLevel: "silent",
    plugins: [{ name: "sources", setup: readSources }],
    // What is bundled may be CommonJS that requires Node's own modules.
    banner: {
      js: `import { createRequire as requireFrom } from "node:module"; const require = requireFrom(${JSON.stringify(pathToFileURL(join(project, "package.json")).href)});`,
    },
  });
  const partial = `${folder}.${randomUUID()}`;
  mkdirSync(partial, { recursive: true });
  for (const { path, contents } of result.outputFiles) writeSynced(path.replace(folder, partial), contents);
  try {
    renameSync(partial, folder);
  } catch (error) {
    // Another process was first.
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(join(folder, "cli.mjs"))) throw error;
  }
  removeStale(folder);
}

/** @param {import("esbuild").PluginBuild} build */
function readSources(build) {
  build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
    kind === "entry-point" || bundled.test(path) || /^[A-Za-z]:/.test(path) ? undefined : { path, external: true },
  );
  // A module asks for files beside its source, not beside the compiled one.
  build.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
    loader: "ts",
    contents: readFileSync(path, "utf8").replace(
      /(?<!["'`])\bimport\.meta\.url\b/g,
      JSON.stringify(pathToFileURL(path).href),
    ),
  }));
}

/** On the disk before it has its name: a machine that is switched off must not leave half a program. */
function writeSynced(path, contents) {
  const file = openSync(path, "w");
  try {
    writeSync(file, contents);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Earlier versions, but for those that a process may still be reading from. */
function removeStale(current) {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (path !== current && Date.now() - statSync(path).mtimeMs > staleAfterMs) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}
