import fc from "fast-check";
import { expect, test } from "vitest";
import { fromDoubleUtf8, fromTcvn3, fromVni } from "../../pipelines/read/legacyEncodings.ts";
import { foldLookalikes } from "../../pipelines/read/lookalikes.ts";
import { countSyllables, isSyllable } from "../../pipelines/read/vietnamese.ts";
import { docx, paragraphs, read, windows1258, wp } from "./build.ts";

/** The heading of every official paper, as it stands in files in the old encodings, and a few words of reports. */
const sentence =
  "Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc. Kế hoạch phát triển kinh tế, người dân được hưởng những chính sách mới";
const inTcvn3 =
  "Céng hßa x· héi chñ nghÜa ViÖt Nam. §éc lËp - Tù do - H¹nh phóc. KÕ ho¹ch ph¸t triÓn kinh tÕ, ng­êi d©n ®­îc h­ëng nh÷ng chÝnh s¸ch míi";
const inVni =
  "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam. Ñoäc laäp - Töï do - Haïnh phuùc. Keá hoaïch phaùt trieån kinh teá, ngöôøi daân ñöôïc höôûng nhöõng chính saùch môùi";
const latin1 = (text: string) => Buffer.from(text, "latin1");
const swapped = (text: string) => Buffer.from(text, "utf16le").swap16();

test.each([
  ["utf-8", Buffer.from(sentence), 0],
  ["utf-8", Buffer.from(`\ufeff${sentence}`), 0],
  ["utf-8", Buffer.from(sentence.normalize("NFD")), 1],
  ["utf-16le", Buffer.from(`\ufeff${sentence}`, "utf16le"), 1],
  ["utf-16le", Buffer.from(sentence, "utf16le"), 1],
  ["utf-16be", swapped(`\ufeff${sentence}`), 1],
  ["utf-16be", swapped(sentence), 1],
  ["windows-1258", windows1258(sentence), 1],
  ["tcvn3", latin1(inTcvn3), 1],
  ["vni", latin1(inVni), 1],
  ["tcvn3", Buffer.from(inTcvn3), 1],
  ["vni", Buffer.from(inVni), 1],
])("%s gives the same text (%#)", async (encoding, bytes, notes) => {
  const document = await read(bytes);
  expect(paragraphs(document)).toEqual([sentence]);
  expect(document.encoding).toBe(encoding);
  expect(document.notes).toHaveLength(notes);
});

test("UTF-8 that was read as Windows-1252 and saved again is taken back", async () => {
  const broken = new TextDecoder("windows-1252").decode(Buffer.from("thực hiện kế hoạch năm, quyết định của Ủy ban"));
  expect(paragraphs(await read(broken))).toEqual(["thực hiện kế hoạch năm, quyết định của Ủy ban"]);
});

test("old fonts inside a Word file are converted cell by cell, and noted with before and after", async () => {
  const document = await read(await docx(wp(sentence) + wp("Céng hßa x· héi chñ nghÜa") + wp("m² và 5°C")));
  expect(paragraphs(document)).toEqual([sentence, "Cộng hòa xã hội chủ nghĩa", "m² và 5°C"]);
  expect(document.notes).toMatchObject([
    { rule: "encoding_converted", before: "Céng hßa x· héi chñ nghÜa", after: "Cộng hòa xã hội chủ nghĩa" },
  ]);
});

test.each([
  ["bytes of no Vietnamese", latin1("Gr\xf6\xdfe \xfcber Stra\xdfen, Ma\xdf, H\xf6he, f\xfcr Stra\xdfe")],
  ["too few words to tell", latin1("k\xd5")],
  ["half of a character at the end", Buffer.from(sentence).subarray(0, -2)],
  ["letters lost before", Buffer.from("Th\ufffdc hi\ufffdn")],
  ["odd bytes of UTF-16", Buffer.from(`\ufeff${sentence}`, "utf16le").subarray(0, -1)],
])("%s: refused, not guessed", async (_, bytes) => {
  await expect(read(bytes)).rejects.toMatchObject({ code: "encoding_unknown" });
});

test("capitals: a word with another capital further on is all capitals, one with a small letter is not", () => {
  expect(fromTcvn3("Uû BAN NH¢N D¢N, H§ND; §Êt, Tù do\nC¤NG TR×NH")).toBe(
    "Uỷ BAN NHÂN DÂN, HĐND; Đất, Tự do\nCÔNG TRÌNH",
  );
  expect(fromVni("UÛY BAN NHAÂN DAÂN, Ñaát")).toBe("ỦY BAN NHÂN DÂN, Đất");
});

test("plain ASCII is the same in all of them", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => {
      expect([fromTcvn3(text), fromVni(text), fromDoubleUtf8(text)]).toEqual([text, text, text]);
    }),
  );
});

test.each(["nghiêng", "khuỷu", "quyết", "giếng", "gìn", "ƯỚC", "Đường", "thoáng", "ngoằn", "huỳnh"])(
  "%s is a syllable",
  (word) => {
    expect(isSyllable(word)).toBe(true);
    expect(isSyllable(word.normalize("NFD"))).toBe(true);
  },
);

test.each(["Trđ", "HĐND", "kÕ", "ng­êi", "toán̉", "cầch", "ngõch", "Straße", "hoạchá"])("%s is none", (word) => {
  expect(countSyllables(word).valid).toBe(0);
});

test.each([
  ["Thuộc топ 07", "Thuộc top 07", ["топ"]],
  ["KẾ HОẠCH", "KẾ HOẠCH", ["HОẠCH"]],
  ["１２，５％", "12,5%", []],
  ["Москва", "Москва", []],
  ["kế hoạch", "kế hoạch", []],
])("look-alikes in %s", (text, folded, changed) => {
  expect(foldLookalikes(text)).toEqual({ text: folded, changed });
});
