/** Characters of the fonts Symbol and Wingdings that reports use, as the Unicode characters they look like. */
const symbol: Record<number, string> = {
  163: "≤",
  179: "≥",
  177: "±",
  180: "×",
  183: "•",
  184: "÷",
  185: "≠",
  187: "≈",
  174: "→",
  222: "⇒",
};
const wingdings: Record<number, string> = {
  111: "☐",
  168: "☐",
  251: "✗",
  252: "✓",
  253: "☒",
  254: "☑",
  167: "•",
  118: "•",
  216: "•",
  224: "→",
};

/** `code`: hexadecimal, often in the private area F0xx. What is not known comes as the character itself. */
export function symbolCharacter(code: string, font: string): string {
  const value = Number.parseInt(code, 16);
  if (!(value > 0 && value <= 0x10ffff)) return "";
  const low = value >= 0xf000 && value <= 0xf0ff ? value - 0xf000 : value;
  const isDingbats = /dings/i.test(font);
  const known = /^symbol/i.test(font) ? symbol[low] : /^wingdings/i.test(font) ? wingdings[low] : undefined;
  // Fonts of letters have their figures and signs where ASCII has them, Symbol among them.
  const plain = isDingbats || low === value || low < 0x20 || low > 0x3f ? undefined : String.fromCodePoint(low);
  return known ?? plain ?? String.fromCodePoint(value);
}

/** Text of a run in that font: the characters of symbol fonts stand in a private area, those of Wingdings also as letters. */
export function symbolText(text: string, font: string): string {
  const isDingbats = /^wingdings/i.test(font);
  if (!isDingbats && !/[\uf020-\uf0ff]/.test(text)) return text;
  const own = isDingbats ? /[\u0020-\u00ff\uf020-\uf0ff]/g : /[\uf020-\uf0ff]/g;
  return text.replace(own, (sign) => symbolCharacter(sign.charCodeAt(0).toString(16), font || "Symbol"));
}

const raisedSigns: Record<string, string> = Object.fromEntries(
  Array.from("0123456789+-=()", (sign, index) => [sign, Array.from("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")[index] as string]),
);

/**
 * Raised text behind `before`. The mark of a note behind a figure would become one of its digits, so it stays raised; in m2
 * and CO2 nothing is lost.
 */
export function raisedText(text: string, before: string): string {
  if (!/[\d%)⁰¹²³⁴-⁹⁺-⁾]\s*$/u.test(before)) return text;
  return text.replace(/[0-9()+=-]/g, (sign) => raisedSigns[sign] as string);
}
