/**
 * The faces of the PDF, opened once and shared by every brief of a run: reading a font's tables costs more than a whole brief.
 * What is shared follows from the font files alone, so a brief's bytes don't depend on those before it.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
/** Reads what PDFKit reads: its own copy of the library. */
const requireOfPdfkit = createRequire(require.resolve("pdfkit"));

/** Tinos (SIL Open Font Licence): the measures of Times New Roman, with Vietnamese letters. */
const files = {
  regular: "400Regular/Tinos_400Regular.ttf",
  bold: "700Bold/Tinos_700Bold.ttf",
  italic: "400Regular_Italic/Tinos_400Regular_Italic.ttf",
  boldItalic: "700Bold_Italic/Tinos_700Bold_Italic.ttf",
};
export type Face = keyof typeof files;
export const faces = Object.keys(files) as Face[];

interface Position {
  xAdvance: number;
  yAdvance: number;
  xOffset: number;
  yOffset: number;
}
interface Run {
  glyphs: unknown[];
  positions: Position[];
  advanceWidth: number;
}
interface Font {
  /** Every code point that it has a glyph for. */
  characterSet: number[];
  glyphForCodePoint(codePoint: number): unknown;
  layout(text: string, features?: unknown): Run;
}

/** Words whose shaping is kept, of a face: those of some hundreds of briefs. */
const mostWords = 20_000;

const opened = new Map<Face, Font>();

/** A face as PDFKit takes it in place of a file. */
export function openFace(face: Face): PDFKit.Mixins.PDFFontSource {
  let font = opened.get(face);
  if (!font) {
    const { create } = requireOfPdfkit("fontkit") as { create: (bytes: Buffer) => Font };
    const own = create(readFileSync(require.resolve(`@expo-google-fonts/tinos/${files[face]}`)));
    // A glyph says for good which letter it is when it is first met; met first as a part of another ("e" in "ế"), it says none, and in
    // the next brief the letter could not be found or read aloud. So each is met as its letter.
    for (const codePoint of own.characterSet) own.glyphForCodePoint(codePoint);
    font = remembering(own);
    opened.set(face, font);
  }
  return font as unknown as PDFKit.Mixins.PDFFontSource;
}

/** The font, which shapes each word once. PDFKit scales the positions that it is given in place: each time they are new. */
function remembering(font: Font): Font {
  const runs = new Map<string, Run>();
  const layout = (text: string, features?: unknown): Run => {
    if (features) return font.layout(text, features);
    let run = runs.get(text);
    if (!run) {
      if (runs.size >= mostWords) runs.clear();
      run = font.layout(text);
      runs.set(text, run);
    }
    const positions = run.positions.map((position) => ({ ...position }));
    return {
      glyphs: run.glyphs,
      positions,
      get advanceWidth() {
        return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
      },
    };
  };
  return Object.create(font, { layout: { value: layout } }) as Font;
}
