import { EXIT, UserError } from "../errors.ts";
import { defineCommand, type Invocation } from "./command.ts";

export default defineCommand({
  vi: "phục vụ trang hiện hành trên máy này",
  en: "serve the current release on this machine",
  options(command, words) {
    command.option(
      "--port <n>",
      words("cổng (mặc định 3000, hoặc cổng trống kế tiếp)", "port (3000, or the next free one)"),
    );
  },
  run: (invocation) => serveUntilStopped(invocation),
});

/** Serves until the process is told to stop. */
export async function serveUntilStopped(invocation: Invocation): Promise<undefined> {
  const { output, words, paths, options } = invocation;
  const { shownRelease, startServer } = await import("../run/serve.ts");
  const { server, address } = await startServer(paths, portOf(options.port));
  output.line(words(`Trang ở địa chỉ ${address} (Ctrl+C để dừng)`, `The site is at ${address} (Ctrl+C to stop)`));
  if (!shownRelease(paths)) {
    output.say(
      words(
        "Chưa có gì được xuất bản; hãy chạy: npx kichban nightly",
        "Nothing is published yet; run: npx kichban nightly",
      ),
    );
  }
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  server.closeAllConnections();
  server.close();
  return undefined;
}

/** @throws UserError for what is no port. */
export function portOf(option: unknown): number | null {
  if (option === undefined) return null;
  const port = Number(option);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UserError(`--port ${option}: give a whole number from 0 to 65535.`, {
    code: "usage",
    exitCode: EXIT.usage,
    vi: `--port ${option}: hãy cho một số nguyên từ 0 đến 65535.`,
  });
}
