#!/usr/bin/env node
// The command's entry: compiled sources where they can be kept, else the TypeScript loader. No build step either way.
import { compiledEntry, forgetCompiled } from "./compiled.mjs";

// Places in the sources, for those who asked to see where an error came from.
if (process.argv.includes("--debug")) process.setSourceMapsEnabled(true);
const { main } = (await fromCompiled()) ?? (await fromSources());
await main(process.argv);

async function fromCompiled() {
  const entry = await compiledEntry();
  if (!entry) return null;
  try {
    const program = await import(entry);
    if (program.main) return program;
  } catch {
    // Not what was written: below.
  }
  forgetCompiled();
  return null;
}

async function fromSources() {
  const { register } = await import("tsx/esm/api");
  register();
  return import("./cli.ts");
}
