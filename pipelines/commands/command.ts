/** What a command is: words for the help, arguments in, a call to the stages, a report out. */
import type { Command as Commander } from "commander";
import type { ExitCode } from "../errors.ts";
import type { WorkplacePaths } from "../paths.ts";
import type { Reporter } from "../run/context.ts";

export type Language = "vi" | "en";

/** Where a command's words go. */
export interface Output {
  /** The answer, on standard output. */
  line(text: string): void;
  /** A JSON document, on standard output. */
  json(value: unknown): void;
  /** What is said on the way, on standard error. */
  say(text: string): void;
  isTerminal: boolean;
}

export interface Invocation {
  arguments: string[];
  options: Record<string, unknown>;
  paths: WorkplacePaths;
  language: Language;
  environment: NodeJS.ProcessEnv;
  output: Output;
  reporter: Reporter;
  /** Chooses the words of the language. */
  words(vi: string, en: string): string;
}

export interface CommandDefinition {
  vi: string;
  en: string;
  /** In commander's form: `[files...]`. */
  arguments?: string;
  options?(command: Commander, words: Invocation["words"]): void;
  /** @returns the exit code; nothing means done. */
  run(invocation: Invocation): Promise<ExitCode | undefined>;
}

export const defineCommand = (definition: CommandDefinition): CommandDefinition => definition;
