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
  const known = /^symbol/i.test(font) ? symbol[low] : /^wingdings/i.test(font) ? wingdings[low] : undefined;
  return known ?? String.fromCodePoint(value);
}
