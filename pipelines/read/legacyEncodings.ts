/**
 * The old Vietnamese encodings, as they come out when their bytes are read as Windows-1252: that is how they stand in a
 * text file, and also inside Unicode documents set in their fonts (.VnTime, VNI-Times).
 * Sources: TCVN 5712:1993 (VN3, "ABC"), VNI Windows.
 */

/** TCVN3 keeps one set of toned letters; capitals with a tone only exist in its fonts for capitals (.VnTimeH). */
const tcvn3: Record<string, string> = Object.fromEntries(
  pairs(
    "\u00b8µ¶·¹¨¾»¼½Æ©ÊÇÈÉËÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00adøõö÷ùýúûüþ®¡¢£¤¥¦§",
    "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđĂÂÊÔƠƯĐ",
  ),
);

/** VNI writes a letter and, behind it, a second sign for the accent. */
const vniSigns: Record<string, Record<string, string>> = {
  a: zip("ùøûõïêéèúüëâáàåãä", "áàảãạăắằẳẵặâấầẩẫậ"),
  e: zip("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
  o: zip("ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
  u: zip("ùøûõï", "úùủũụ"),
  y: zip("ùøûõ", "ýỳỷỹ"),
  ô: zip("ùøûõï", "ớờởỡợ"),
  ö: zip("ùøûõï", "ứừửữự"),
};
const vniSingles = zip("íìæóòôöñî", "íìỉĩịơưđỵ");

/** Text whose letters are TCVN3 signs → Unicode. Toned letters in words of capitals become capitals. */
export function fromTcvn3(text: string): string {
  return text.replace(/[^\n\t]+/g, (line) => {
    const isCapitalLine = !/[a-z]/.test(line) && /[A-Z]/.test(line);
    return line.replace(/[A-Za-z\u00a1-\u00ff]+/g, (word) => {
      const converted = Array.from(word, (sign) => tcvn3[sign] ?? sign).join("");
      // One capital at the front says nothing of the rest ("Tù do"); one further on does ("H§ND").
      const isCapitals = !/[a-z]/.test(word) && (isCapitalLine || /^.+[A-Z¡-§]/.test(word));
      return isCapitals ? converted.toUpperCase() : converted;
    });
  });
}

/** Text whose letters are VNI signs → Unicode. */
export function fromVni(text: string): string {
  return text.replace(/([aeouyôö])([ùøûõïêéèúüëâáàåãä])|[íìæóòôöñî]/gi, (whole, base?: string, sign?: string) => {
    if (base === undefined || sign === undefined) return inCaseOf(whole, vniSingles[whole.toLowerCase()] ?? whole);
    const joined = vniSigns[base.toLowerCase()]?.[sign.toLowerCase()];
    if (joined !== undefined) return inCaseOf(base, joined);
    return (
      inCaseOf(base, vniSingles[base.toLowerCase()] ?? base) + inCaseOf(sign, vniSingles[sign.toLowerCase()] ?? sign)
    );
  });
}

/** UTF-8 that somebody read as Windows-1252 and saved again; undefined where the text can't have come so. */
export function fromDoubleUtf8(text: string): string | undefined {
  const bytes: number[] = [];
  for (const sign of text) {
    const code = sign.codePointAt(0) as number;
    const byte = code < 0x80 || (code >= 0xa0 && code <= 0xff) ? code : windows1252.get(code);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    // Not UTF-8 behind it: the answer to the question, not a failure.
    return undefined;
  }
}

/** Code points of the bytes 80 to 9F. */
const windows1252 = new Map(
  Array.from({ length: 32 }, (_, index) => {
    const byte = 0x80 + index;
    const character = new TextDecoder("windows-1252").decode(Uint8Array.of(byte));
    return [character.codePointAt(0) as number, byte] as const;
  }),
);

function inCaseOf(model: string, letter: string): string {
  return model === model.toUpperCase() && model !== model.toLowerCase() ? letter.toUpperCase() : letter;
}

function pairs(from: string, to: string): [string, string][] {
  const targets = Array.from(to);
  return Array.from(from, (sign, index) => [sign, targets[index] as string]);
}

function zip(from: string, to: string): Record<string, string> {
  return Object.fromEntries(pairs(from, to));
}
