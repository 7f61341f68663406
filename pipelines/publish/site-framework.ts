import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectFolder } from "../paths.ts";

/** Runs before Framework: whatever would reach for the network fails at once, and says what it wanted. */
const noNetwork = `data:text/javascript,${encodeURIComponent(
  'globalThis.fetch = (url) => Promise.reject(new Error("a page may use only what is in node_modules; not found there: " + url));',
)}`;

/**
 * Runs `observable build` in a work folder that holds `root/`; the pages come out in `built/`. A process of its own,
 * because Framework caches by folder for the life of a process.
 * @throws Error with Framework's own output when the build fails.
 */
export function buildWithFramework(workFolder: string): Promise<void> {
  const require = createRequire(import.meta.url);
  const command = join(
    dirname(require.resolve("@observablehq/framework/package.json")),
    "dist",
    "bin",
    "observable.js",
  );
  const config = join(projectFolder, "observablehq.config.ts");
  seedVersions(join(dirname(dirname(dirname(command))), "dist", "client"), join(workFolder, "root"));
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        "--import",
        noNetwork,
        "--import",
        pathToFileURL(require.resolve("tsx")).href,
        command,
        "build",
        "--config",
        config,
      ],
      {
        cwd: workFolder,
        env: { ...process.env, OBSERVABLE_TELEMETRY_DISABLE: "true", NO_COLOR: "1", TZ: "UTC" },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      output += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`Observable Framework could not build the pages (exit ${code}):\n${output.slice(-4000)}`));
    });
  });
}

/**
 * Framework asks the npm registry for the newest version of each library that its own client could ever load (d3, lodash,
 * mapbox-gl …), only to write the number into code that no page here runs. A folder in its cache is an answer too.
 */
function seedVersions(clientFolder: string, root: string): void {
  const names = new Set(["@observablehq/duckdb", "d3-dsv", "parquet-wasm"]);
  for (const file of readdirSync(clientFolder, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".js")) continue;
    for (const [, name] of readFileSync(join(clientFolder, file), "utf8").matchAll(
      /["'`]npm:((?:@[\w.-]+\/)?[\w.-]+)/g,
    )) {
      if (name) names.add(name);
    }
  }
  for (const name of names) {
    mkdirSync(join(root, ".observablehq", "cache", "_npm", ...`${name}@0.0.0`.split("/")), { recursive: true });
  }
}
