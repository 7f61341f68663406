/** The terminal: progress in one line that is written over, or plain lines where nobody watches. */
import type { Reporter, Said } from "../run/context.ts";
import type { Language, Output } from "./command.ts";

/** Text from files and reports, safe for a terminal: control characters (and so escape sequences) are shown, not obeyed. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

export function processOutput(): Output {
  return {
    line: (text) => void process.stdout.write(`${printable(text)}\n`),
    json: (value) => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    say: (text) => void process.stderr.write(`${printable(text)}\n`),
    isTerminal: process.stderr.isTTY === true,
  };
}

/** Shows how a run goes. On a terminal the last line is written over; elsewhere each stage is a line. */
export function progressReporter(output: Output, language: Language): Reporter & { end(): void } {
  let current = "";
  let drawn = false;
  const clear = () => {
    if (drawn) process.stderr.write("\r\u001b[2K");
    drawn = false;
  };
  const draw = (text: string) => {
    clear();
    const width = (process.stderr.columns || 80) - 1;
    process.stderr.write([...printable(text)].slice(0, width).join(""));
    drawn = true;
  };
  const words = (said: Said) => said[language];
  return {
    stage(said) {
      current = words(said);
      if (output.isTerminal) draw(`${current} …`);
      else output.say(current);
    },
    progress(done, total) {
      if (output.isTerminal) draw(`${current} … ${done}/${total}`);
    },
    note(said) {
      clear();
      output.say(words(said));
    },
    end: clear,
  };
}
