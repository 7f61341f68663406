/** The child's side of sandbox.ts: takes one file at a time and answers with a document, a refusal or a failure. */
import { RefusedFile } from "../errors.ts";
import { startGuard } from "./guard.ts";
import { NeedsConversion, readDocument } from "./index.ts";
import type { SandboxAnswer, SandboxRequest } from "./sandbox.ts";

const guard = startGuard();
const say = (answer: SandboxAnswer) => process.send?.(answer);

process.on("message", async (request: SandboxRequest) => {
  guard.begin(request.bytes, request.milliseconds);
  const reply = await answer(request);
  say({ ...reply, ...guard.end() });
});
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
say({ kind: "ready", peakBytes: 0, milliseconds: 0 });

async function answer({ source, limits, convertedFrom, encoding }: SandboxRequest) {
  try {
    const { declareWork } = guard;
    const options = { limits, declareWork, convertLegacy: throwNeed, ...(encoding && { encoding }) };
    const document = await readDocument(source, options);
    if (convertedFrom) document.format = convertedFrom === "xls" ? "xls" : "doc";
    return { kind: "document" as const, document };
  } catch (cause) {
    if (cause instanceof NeedsConversion) return { kind: "convert" as const, format: cause.format };
    if (cause instanceof RefusedFile) {
      return { kind: "refused" as const, code: cause.code, messageVi: cause.messageVi, message: cause.message };
    }
    const error = cause instanceof Error ? cause : new Error(String(cause));
    return { kind: "failed" as const, message: error.message, stack: error.stack ?? "" };
  }
}

/** LibreOffice is started by the parent: a child that is stopped could not take it along. */
function throwNeed(_source: unknown, format: "doc" | "xls" | "rtf"): never {
  throw new NeedsConversion(format);
}
