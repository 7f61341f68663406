/** A whole invented report in each old and new encoding, as text, CSV, Word and HTML, gives the rows it gives in UTF-8. */
import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { parseSource } from "../../pipelines/normalise/parse.ts";
import { readDocument } from "../../pipelines/read/index.ts";
import { docx, wc, windows1258, wp, wr, wt } from "../read/build.ts";
import { catalogue } from "./tables.ts";

// The old encodings have no sign for ≥.
const text = readFileSync(new URL("./layouts/billions-by-line.txt", import.meta.url), "utf8").replaceAll("≥", ">=");

/** Pairs of a sign and its letter; capitals have the sign of their small letter where the encoding has no other. */
function encoder(pairs: [string, string][], capital: (sign: string) => string): (text: string) => string {
  const signs = new Map(pairs.map(([sign, letter]) => [letter, sign]));
  const one = (letter: string) =>
    signs.get(letter) ??
    (signs.has(letter.toLowerCase()) ? capital(signs.get(letter.toLowerCase()) as string) : letter);
  return (plain) => Array.from(plain.normalize("NFC"), one).join("");
}

const zipped = (signs: string, letters: string, base = ""): [string, string][] =>
  Array.from(letters, (letter, index) => [base + (Array.from(signs)[index] as string), letter]);

const tcvn3 = encoder(
  zipped(
    "\u00b8µ¶·¹¨¾»¼½Æ©ÊÇÈÉËÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00adøõö÷ùýúûüþ®¡¢£¤¥¦§",
    "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđĂÂÊÔƠƯĐ",
  ),
  (sign) => sign,
);
const vni = encoder(
  [
    ...zipped("ùøûõïêéèúüëâáàåãä", "áàảãạăắằẳẵặâấầẩẫậ", "a"),
    ...zipped("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ", "e"),
    ...zipped("ùøûõïâáàåãä", "óòỏõọôốồổỗộ", "o"),
    ...zipped("ùøûõï", "úùủũụ", "u"),
    ...zipped("ùøûõ", "ýỳỷỹ", "y"),
    ...zipped("ùøûõï", "ớờởỡợ", "ô"),
    ...zipped("ùøûõï", "ứừửữự", "ö"),
    ...zipped("íìæóòôöñî", "íìỉĩịơưđỵ"),
  ],
  (sign) => sign.toUpperCase(),
);

const lines = text.split("\n");
const rows = lines.filter((line) => line.split("\t").length > 4).map((line) => line.split("\t"));
const titles = lines.filter((line) => !line.includes("\t") && line.trim() !== "");
const escaped = (part: string) => part.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const csv = [...titles.map((line) => `"${line}"`), ...rows.map((row) => row.map((f) => `"${f}"`).join(";"))].join(
  "\r\n",
);
const word = (encode: (part: string) => string) =>
  docx(
    titles.map((line) => wp(escaped(encode(line)))).join("") +
      wt(...rows.map((row) => wr(...row.map((f) => wc(escaped(encode(f))))))),
  );
const html = (charset: string) =>
  `<html><head><meta charset="${charset}"></head><body>${titles.map((line) => `<p>${escaped(line)}</p>`).join("")}<table>${rows.map((row) => `<tr>${row.map((f) => `<td>${escaped(f)}</td>`).join("")}</tr>`).join("")}</table></body></html>`;
const latin1 = (plain: string) => Buffer.from(plain, "latin1");
const utf16 = (plain: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(plain, "utf16le")]);

async function rowsOf(bytes: Buffer) {
  const document = await readDocument({ name: "báo cáo", bytes });
  const { indicators, source } = parseSource(document, { name: "báo cáo", sha256: "0".repeat(64) }, catalogue);
  const values = indicators.map(({ source_ref, position, ...row }) => row);
  return { locality: source.locality, number: source.report_number, period: source.period, values };
}

let expected: Awaited<ReturnType<typeof rowsOf>>;
beforeAll(async () => {
  expected = await rowsOf(Buffer.from(text));
  expect(expected.values).toHaveLength(8);
});

test.each<[string, () => Buffer | Promise<Buffer>]>([
  ["TCVN3 text", () => latin1(tcvn3(text))],
  ["VNI text", () => latin1(vni(text))],
  ["Windows-1258 text", () => windows1258(text)],
  ["UTF-16 text", () => utf16(text)],
  ["UTF-8 with a mark", () => Buffer.from(`\ufeff${text}`)],
  ["letters taken apart", () => Buffer.from(text.normalize("NFD"))],
  ["TCVN3 CSV", () => latin1(tcvn3(csv))],
  ["Windows-1258 CSV", () => windows1258(csv)],
  ["TCVN3 in Word", () => word(tcvn3)],
  ["VNI in Word", () => word(vni)],
  ["Windows-1258 HTML", () => windows1258(html("windows-1258"))],
  ["VNI HTML without a name for it", () => latin1(vni(html("x-user-defined")))],
  ["UTF-16 HTML", () => utf16(html("utf-16"))],
])("%s", async (_, build) => {
  expect(await rowsOf(await build())).toEqual(expected);
});

test("half in one encoding, half in another: refused, not guessed", async () => {
  const half = text.length / 2;
  const bytes = Buffer.concat([latin1(tcvn3(text.slice(0, half))), windows1258(text.slice(half))]);
  await expect(readDocument({ name: "báo cáo", bytes })).rejects.toMatchObject({ code: "encoding_unknown" });
});
