/** The commands by name. Each file is loaded only when its command is asked for; a further command is one line here. */
import type { CommandDefinition } from "./command.ts";

export const commands: Record<string, () => Promise<{ default: CommandDefinition }>> = {
  start: () => import("./start.ts"),
  nightly: () => import("./nightly.ts"),
  ingest: () => import("./ingest.ts"),
  model: () => import("./model.ts"),
  publish: () => import("./publish.ts"),
  query: () => import("./query.ts"),
  trace: () => import("./trace.ts"),
  audit: () => import("./audit.ts"),
  status: () => import("./status.ts"),
  serve: () => import("./serve.ts"),
  rebuild: () => import("./rebuild.ts"),
  rollback: () => import("./rollback.ts"),
  new: () => import("./new.ts"),
  brief: () => import("./brief.ts"),
  explain: () => import("./explain.ts"),
  release: () => import("./release.ts"),
  schedule: () => import("./schedule.ts"),
  scenario: () => import("./scenario.ts"),
  gaps: () => import("./gaps.ts"),
};
