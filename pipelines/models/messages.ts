import { readDictionary } from "../warehouse/schema.ts";

/** Filling in the messages of findings: `{name}`, `{name:vnd}` … in Vietnamese or English form. */

export type Language = "vi" | "en";

const placeholder = /\{([a-z_][a-z0-9_]*)(?::([a-z]+))?\}/g;
const englishMonths = "January February March April May June July August September October November December".split(
  " ",
);

const formats: Record<string, (value: unknown, language: Language) => string> = {
  text: (value, language) => textOf(value, language),
  /** A long name or sentence, cut between words. */
  short: (value, language) => shortText(textOf(value, language)),
  number: (value, language) => numberText(asNumber(value), language),
  vnd: (value, language) => `${numberText(asNumber(value), language)} ${language === "vi" ? "đồng" : "VND"}`,
  percent: (value, language) => `${numberText(asNumber(value), language)}%`,
  points: (value, language) => `${numberText(asNumber(value), language)} ${language === "vi" ? "điểm %" : "points"}`,
  date: (value, language) => dateText(String(value), language),
  month: (value, language) => monthText(String(value), language),
  column: (value, language) => columnText(String(value), language),
};

/**
 * The message with its placeholders filled in. An argument that is an object with `vi` and `en` gives the text of the
 * language; a list is joined; null is a dash.
 * @throws Error when the message names an argument or a format that isn't there.
 */
export function fillMessage(template: string, values: Record<string, unknown>, language: Language): string {
  return template.replace(placeholder, (_all, name: string, format = "text") => {
    if (!(name in values)) throw new Error(`the message needs {${name}}, and the row has no such argument`);
    const formatter = formats[format];
    if (!formatter)
      throw new Error(`{${name}:${format}}: no format has that name (${Object.keys(formats).join(", ")})`);
    const value = values[name];
    return value === null || value === undefined ? "–" : formatter(value, language);
  });
}

/** The names that a message asks for. */
export function placeholdersOf(template: string): string[] {
  return [...template.matchAll(placeholder)].map((match) => match[1]!);
}

/** 1234.5 as `1.234,5` or `1,234.5`; at most six decimals, no trailing zeros. */
export function numberText(value: number, language: Language): string {
  const [whole = "0", decimals = ""] = Math.abs(value).toFixed(6).split(".");
  const [thousands, point] = language === "vi" ? [".", ","] : [",", "."];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands!);
  const rest = decimals.replace(/0+$/, "");
  const text = rest ? `${grouped}${point}${rest}` : grouped;
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

function shortText(text: string): string {
  const plain = text.replace(/\s+/g, " ").trim();
  if (plain.length <= 72) return plain;
  return `${plain.slice(0, 70).replace(/[\s,;:.]+\S*$/, "")}…`;
}

function asNumber(value: unknown): number {
  const number = typeof value === "number" ? value : Number(value);
  if (!Number.isFinite(number)) throw new Error(`${JSON.stringify(value)} is not a number`);
  return number;
}

function textOf(value: unknown, language: Language): string {
  if (Array.isArray(value)) return value.map((item) => textOf(item, language)).join(", ");
  if (typeof value === "number") return numberText(value, language);
  if (typeof value === "object" && value !== null) {
    const both = value as Record<string, unknown>;
    return String(both[language] ?? JSON.stringify(value));
  }
  return String(value);
}

let columns: ReturnType<typeof readDictionary>["columns"] | undefined;

/** What a column is called: the dictionary's words, else its name. */
function columnText(name: string, language: Language): string {
  columns ??= readDictionary().columns;
  return `“${columns[name]?.[language] ?? name}”`;
}

function dateText(value: string, language: Language): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(value);
  if (!match) return value;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return language === "vi" ? `${day}/${month}/${year}` : `${day} ${englishMonths[month - 1]} ${year}`;
}

function monthText(value: string, language: Language): string {
  const match = /^(\d{4})-(\d{2})/.exec(value);
  if (!match) return value;
  const [year, month] = match.slice(1).map(Number) as [number, number];
  return language === "vi" ? `tháng ${month}/${year}` : `${englishMonths[month - 1]} ${year}`;
}
