/** The command line: finds the command, gives it what it needs, and is the only place that exits the process. */
import { Command, CommanderError } from "commander";
import type { CommandDefinition, Invocation, Language } from "./commands/command.ts";
import { processOutput, progressReporter } from "./commands/output.ts";
import { commands } from "./commands/registry.ts";
import { EXIT, type ExitCode, UserError } from "./errors.ts";
import { dataFolder, workplacePaths } from "./paths.ts";

/** Runs one command and exits with its code. */
export async function main(argv: string[]): Promise<void> {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // The reader of the answer has gone (`kichban query … | head`): there is nobody left to tell.
    if (error.code === "EPIPE") process.exit(EXIT.done);
    throw error;
  });
  const code = await run(argv);
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  process.exit(code);
}

async function run(argv: string[]): Promise<ExitCode> {
  const language = languageOf(argv, process.env);
  const words: Invocation["words"] = (vi, en) => (language === "vi" ? vi : en);
  let code: ExitCode = EXIT.done;
  const program = new Command("kichban")
    .description(
      words(
        "Từ báo cáo tháng của phường, xã đến số liệu tin được",
        "From the monthly reports of wards to figures that can be trusted",
      ),
    )
    .exitOverride()
    .enablePositionalOptions()
    .showHelpAfterError();
  shared(program, words);
  const asked = commandName(argv);
  const names = asked && asked in commands ? [asked] : Object.keys(commands);
  for (const name of names) {
    const definition = (await commands[name]!()).default;
    const command = program.command(`${name} ${definition.arguments ?? ""}`.trim());
    command.description(words(definition.vi, definition.en));
    shared(command, words);
    definition.options?.(command, words);
    command.action(async () => {
      code = await perform(definition, command, language, words);
    });
  }
  try {
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    return report(error, language, argv.includes("--debug"));
  }
}

async function perform(
  definition: CommandDefinition,
  command: Command,
  language: Language,
  words: Invocation["words"],
): Promise<ExitCode> {
  const options = command.optsWithGlobals();
  const output = processOutput();
  const reporter = progressReporter(output, language);
  try {
    const code = await definition.run({
      arguments: command.args,
      options,
      paths: workplacePaths(dataFolder(options.data as string | undefined, process.env)),
      language,
      environment: process.env,
      output,
      reporter,
      words,
    });
    return code ?? EXIT.done;
  } finally {
    reporter.end();
  }
}

/** The options that every command has; they may stand before its name or after. */
function shared(command: Command, words: Invocation["words"]): void {
  command
    .option(
      "--data <dir>",
      words("thư mục dữ liệu (hoặc biến KICHBAN_DATA)", "the data folder (or the variable KICHBAN_DATA)"),
    )
    .option("--lang <vi|en>", words("ngôn ngữ của lời nhắn", "language of the messages"))
    .option("--debug", words("in cả dấu vết lỗi", "print stack traces too"))
    .helpOption("-h, --help", words("hiện trợ giúp", "show help"));
}

/** The first word that is neither an option nor an option's value. */
function commandName(argv: string[]): string | undefined {
  const rest = argv.slice(2);
  for (let index = 0; index < rest.length; index++) {
    if (rest[index] === "--data" || rest[index] === "--lang") index++;
    else if (!rest[index]!.startsWith("-")) return rest[index];
  }
  return undefined;
}

function languageOf(argv: string[], environment: NodeJS.ProcessEnv): Language {
  const index = argv.indexOf("--lang");
  const asked = index > 0 ? argv[index + 1] : argv.find((word) => word.startsWith("--lang="))?.slice(7);
  return (asked ?? environment.KICHBAN_LANG) === "en" ? "en" : "vi";
}

/** One sentence on standard error; the trace only where it was asked for. */
function report(error: unknown, language: Language, isDebug: boolean): ExitCode {
  const output = processOutput();
  if (error instanceof UserError) {
    output.say((language === "vi" ? error.messageVi : undefined) ?? error.message);
  } else {
    const sentence = error instanceof Error ? error.message : String(error);
    output.say(
      language === "vi"
        ? `Lỗi trong chương trình: ${sentence}; chạy lại với --debug để xem chi tiết và báo cho người phát triển.`
        : `A bug in the program: ${sentence}; run again with --debug for the details, and report it.`,
    );
  }
  if (isDebug && error instanceof Error) {
    for (let each: unknown = error; each instanceof Error; each = each.cause) output.say(each.stack ?? each.message);
  }
  return error instanceof UserError ? error.exitCode : EXIT.failed;
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write("", () => resolve()));
}
