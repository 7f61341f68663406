/** What the commands that make a generation have in common: the run, its report, and word to those who are to know. */
import type { Command } from "commander";
import { EXIT, type ExitCode } from "../errors.ts";
import { changesText } from "../run/changes.ts";
import type { RunContext } from "../run/context.ts";
import type { RunEvent } from "../run/notify.ts";
import { notificationConfig } from "../run/notifyConfig.ts";
import { realContext } from "../run/realContext.ts";
import { performRun, type RunOptions, type RunResult } from "../run/run.ts";
import type { Invocation } from "./command.ts";

export function jsonOption(command: Command, words: Invocation["words"]): void {
  command.option("--json", words("trả lời bằng JSON", "answer in JSON"));
}

/** Performs a run, tells whom the configuration names, and prints what came of it. */
export async function performAndReport(invocation: Invocation, options: RunOptions): Promise<ExitCode> {
  const { output, reporter } = invocation;
  const context = realContext(invocation.paths, reporter);
  const start = context.stopwatch();
  const isTold = options.goal === "nightly" && options.command !== "rebuild";
  try {
    const result = await performRun(context, options);
    if (isTold) await tell(invocation, context, { kind: "done", record: result.record });
    if (invocation.options.json) output.json({ ...result.record, changes: result.changes, exit_code: result.exitCode });
    else printResult(invocation, result, (context.stopwatch() - start) / 1000);
    return result.exitCode;
  } catch (error) {
    const isHeld = (error as { exitCode?: number }).exitCode === EXIT.locked;
    if (isTold && !isHeld) await tell(invocation, context, { kind: "failed", error });
    throw error;
  } finally {
    await context.stages.close();
    await context.log.close();
  }
}

/** Word that can't get out is named and logged; it does not make a good night a bad one. */
async function tell(invocation: Invocation, context: RunContext, event: RunEvent): Promise<void> {
  const config = notificationConfig(invocation.environment);
  if (!config) return;
  const { announce } = await import("../run/notify.ts");
  for (const said of await announce(context, config, event)) invocation.reporter.note(said);
}

function printResult({ output, words, language }: Invocation, { record, changes }: RunResult, seconds: number): void {
  const time = seconds.toFixed(1).replace(".", language === "vi" ? "," : ".");
  if (record.outcome === "unchanged") {
    output.line(words(`Không có gì thay đổi (${time} giây).`, `Nothing has changed (${time} s).`));
  } else {
    const done = {
      loaded: words("Đã nạp", "Loaded"),
      modelled: words("Đã tính", "Modelled"),
      published: words("Đã xuất bản", "Published"),
    }[record.outcome as string];
    output.line(
      words(
        `${done}: ${record.files_ingested} tệp mới, ${record.rows_loaded} dòng, ${record.findings ?? 0} điểm cần xem lại; lần chạy ${record.run_id}, ${time} giây.`,
        `${done}: ${record.files_ingested} new files, ${record.rows_loaded} rows, ${record.findings ?? 0} findings; run ${record.run_id}, ${time} s.`,
      ),
    );
  }
  if (changes) for (const line of changesText(changes, language, 0)) output.line(line);
  if (record.files_quarantined > 0) {
    output.line(
      words(
        `${record.files_quarantined} tệp không nhận được, nằm trong quarantine/ cùng lý do; xem: npx kichban status`,
        `${record.files_quarantined} files could not be taken in and are in quarantine/ with the reason; see: npx kichban status`,
      ),
    );
  }
}
