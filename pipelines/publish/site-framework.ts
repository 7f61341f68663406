import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectFolder } from "../paths.ts";

/**
 * Runs `observable build` in a work folder that holds `root/`; the pages come out in `built/`. A process of its own,
 * because Framework caches by folder for the life of a process.
 * @throws Error with Framework's own output when the build fails.
 */
export function buildWithFramework(workFolder: string): Promise<void> {
  const require = createRequire(import.meta.url);
  const command = join(dirname(require.resolve("@observablehq/framework/package.json")), "dist", "bin", "observable.js");
  const config = join(projectFolder, "observablehq.config.ts");
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ["--import", pathToFileURL(require.resolve("tsx")).href, command, "build", "--config", config],
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
