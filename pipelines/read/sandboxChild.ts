/** The child's side of sandbox.ts: takes one file at a time and answers with a document, a refusal or a failure. */
import { RefusedFile } from "../errors.ts";
import { NeedsConversion, readDocument } from "./index.ts";
import { reportMemory } from "./memoryWatch.ts";
import type { SandboxAnswer, SandboxRequest } from "./sandbox.ts";

process.on("message", (request: SandboxRequest) => {
  const endReports = reportMemory((bytes) => process.send?.({ kind: "memory", bytes } satisfies SandboxAnswer));
  answer(request)
    .finally(endReports)
    .then((reply) => process.send?.(reply));
});
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
process.send?.({ kind: "ready" } satisfies SandboxAnswer);

async function answer({ source, limits, convertedFrom, encoding }: SandboxRequest): Promise<SandboxAnswer> {
  try {
    const document = await readDocument(source, { limits, convertLegacy: throwNeed, ...(encoding && { encoding }) });
    if (convertedFrom) document.format = convertedFrom === "xls" ? "xls" : "doc";
    return { kind: "document", document };
  } catch (cause) {
    if (cause instanceof NeedsConversion) return { kind: "convert", format: cause.format };
    if (cause instanceof RefusedFile) {
      return { kind: "refused", code: cause.code, messageVi: cause.messageVi, message: cause.message };
    }
    const error = cause instanceof Error ? cause : new Error(String(cause));
    return { kind: "failed", message: error.message, stack: error.stack ?? "" };
  }
}

/** LibreOffice is started by the parent: a child that is stopped could not take it along. */
function throwNeed(_source: unknown, format: "doc" | "xls" | "rtf"): never {
  throw new NeedsConversion(format);
}
