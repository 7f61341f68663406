#!/usr/bin/env node
// The command's entry: registers the TypeScript loader, so that no build step stands between a checkout and a run.
import { register } from "tsx/esm/api";

register();
const { main } = await import("./cli.ts");
await main(process.argv);
