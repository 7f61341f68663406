import { UserError } from "../errors.ts";
import { defineCommand } from "./command.ts";
import { performAndReport } from "./perform.ts";
import { portOf, serveUntilStopped } from "./serve.ts";

export default defineCommand({
  vi: "chạy nightly rồi phục vụ trang và in địa chỉ",
  en: "run nightly, then serve the site and print its address",
  options(command, words) {
    command.option(
      "--port <n>",
      words("cổng (mặc định 3000, hoặc cổng trống kế tiếp)", "port (3000, or the next free one)"),
    );
  },
  async run(invocation) {
    portOf(invocation.options.port);
    try {
      await performAndReport(invocation, { goal: "nightly", command: "start" });
    } catch (error) {
      // A failed night leaves the last good release: it is served, with the cause in plain sight.
      const { shownRelease } = await import("../run/serve.ts");
      if (!(error instanceof UserError) || !shownRelease(invocation.paths)) throw error;
      invocation.output.say(invocation.words(error.messageVi ?? error.message, error.message));
    }
    return serveUntilStopped(invocation);
  },
});
