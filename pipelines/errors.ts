/** Exit codes of the command, as promised in the README. */
export const EXIT = { done: 0, failed: 1, usage: 2, quarantined: 3, locked: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * A failure that a user can mend. The message is one sentence that names the file, the place in it and the mend.
 * Everything else that is thrown is a bug and keeps its stack trace.
 */
export class UserError extends Error {
  readonly exitCode: ExitCode;
  readonly code: string;
  /** The sentence in Vietnamese, where there is one; `message` holds the English one. */
  readonly messageVi: string | undefined;

  constructor(message: string, options: { code?: string; exitCode?: ExitCode; cause?: unknown; vi?: string } = {}) {
    super(message, { cause: options.cause });
    this.name = "UserError";
    this.messageVi = options.vi;
    this.code = options.code ?? "user_error";
    this.exitCode = options.exitCode ?? EXIT.failed;
  }
}

/** A file that can't be taken in: it goes to `quarantine/` with this sentence, and the rest of the batch goes on. */
export class RefusedFile extends UserError {
  declare readonly messageVi: string;

  constructor(code: string, messageVi: string, messageEn: string, options: { cause?: unknown } = {}) {
    super(messageEn, { code, exitCode: EXIT.quarantined, cause: options.cause, vi: messageVi });
    this.name = "RefusedFile";
  }
}
