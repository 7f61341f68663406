import { basename, isAbsolute, join, relative, resolve } from "node:path";
import { EXIT, UserError } from "../errors.ts";
import type { WorkplacePaths } from "../paths.ts";
import { realFiles } from "../run/files.ts";
import type { WaitingFile } from "../run/inbox.ts";
import { defineCommand } from "./command.ts";
import { jsonOption, performAndReport } from "./perform.ts";

export default defineCommand({
  vi: "đọc các tệp nêu tên, hoặc cả inbox/, và nạp vào kho dữ liệu",
  en: "read the files named, or all of inbox/, and load them into the warehouse",
  arguments: "[files...]",
  options: jsonOption,
  async run(invocation) {
    const named =
      invocation.arguments.length > 0 ? await namedFiles(invocation.paths, invocation.arguments) : undefined;
    return performAndReport(invocation, { goal: "ingest", command: "ingest", ...(named ? { named } : {}) });
  },
});

/** Files outside the inbox are read and stay where they are; those in the inbox are treated as always. */
async function namedFiles(paths: WorkplacePaths, names: string[]): Promise<WaitingFile[]> {
  const found: WaitingFile[] = [];
  for (const name of names) {
    const path = await existing(paths, name);
    const facts = await realFiles.facts(path);
    if (!facts) {
      throw new UserError(`${name}: there is no such file; check the name and the folder.`, {
        code: "no_such_file",
        exitCode: EXIT.usage,
        vi: `${name}: không có tệp này; hãy kiểm tra tên và thư mục.`,
      });
    }
    if (facts.kind === "folder") {
      throw new UserError(`${name}: this is a folder; name the files in it, or put them into inbox/.`, {
        code: "is_a_folder",
        exitCode: EXIT.usage,
        vi: `${name}: đây là thư mục; hãy nêu tên từng tệp, hoặc đặt chúng vào inbox/.`,
      });
    }
    const inside = relative(paths.inbox, path);
    const isInInbox = inside !== "" && !inside.startsWith("..") && !isAbsolute(inside);
    found.push({
      path,
      name: isInInbox ? inside.replaceAll("\\", "/") : basename(path),
      facts,
      origin: isInInbox ? "inbox" : "named",
    });
  }
  return found;
}

async function existing(paths: WorkplacePaths, name: string): Promise<string> {
  const path = resolve(name);
  if (await realFiles.facts(path)) return path;
  const inInbox = join(paths.inbox, name);
  return (await realFiles.facts(inInbox)) ? inInbox : path;
}
