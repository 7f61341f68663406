/** Excel workbooks (.xlsx): every sheet's cells as they are shown, with the value that is stored beside. */
import { DocumentBuilder } from "./builder.ts";
import type { Document, SourceFile } from "./document.ts";
import { addSheet } from "./grid.ts";
import { noteComment } from "./leftOut.ts";
import type { ReadLimits } from "./limits.ts";
import { checkPackage, readRelations } from "./ooxml.ts";
import { refusal } from "./refusals.ts";
import { addSideParagraphs, type SideParagraph, SideTextHandler, says, sheetMarkup } from "./sideText.ts";
import { readSheetPart } from "./xlsxSheet.ts";
import { readCellStyles, readSharedStrings } from "./xlsxStyles.ts";
import { parseXml } from "./xml.ts";
import type { ZipContainer } from "./zip.ts";

interface SheetEntry {
  name: string;
  relation: string;
  isHidden: boolean;
}

/** Reads the package whose workbook part is `main`. Sheets come in the workbook's order, hidden ones flagged. */
export async function readXlsx(
  source: SourceFile,
  zip: ZipContainer,
  main: string,
  limits: ReadLimits,
): Promise<Document> {
  const builder = new DocumentBuilder(source.name, limits);
  builder.notes.push(...(await checkPackage(zip)));
  const sheets: SheetEntry[] = [];
  let is1904 = false;
  let isStale = false;
  await parseXml(
    zip.chunks(main),
    {
      open(name, attributes) {
        if (name === "x:workbookPr") is1904 = /^(1|true|on)$/.test(attributes.date1904 ?? "");
        // Programs that can't calculate leave it to the one that opens the file, and write 0 for every result, or none.
        if (name === "x:calcPr") isStale = /^(1|true|on)$/.test(attributes.fullCalcOnLoad ?? "");
        if (name !== "x:sheet") return;
        sheets.push({
          name: attributes.name ?? "",
          relation: attributes["r:id"] ?? "",
          isHidden: /^(hidden|veryHidden)$/.test(attributes.state ?? ""),
        });
      },
      close() {},
    },
    { name: source.name, where: main, limits },
  );
  const relations = await readRelations(zip, main);
  const target = (type: string) => relations.find((relation) => relation.type === type && !relation.isExternal)?.target;
  const strings = await readSharedStrings(zip, target("sharedStrings"));
  const styles = await readCellStyles(zip, target("styles"));
  for (const sheet of sheets) {
    const relation = relations.find(({ id }) => id === sheet.relation);
    // Chart sheets and dialogs hold no cells.
    if (relation?.type !== "worksheet") continue;
    if (!zip.has(relation.target)) throw refusal("damaged", source.name, { where: sheet.name, why: "missing part" });
    const path = relation.target;
    const read = await readSheetPart({ zip, builder, path, strings, styles, is1904, isStale, ...sheet });
    read.floating = await readDrawings(zip, path, { name: source.name, limits });
    const printed = read.printed ?? [];
    // What a page says above its table belongs to it, and behind it would be the next sheet's title.
    addSideParagraphs(builder, printedTexts(printed.filter(({ isFooter }) => !isFooter)), sheet.name);
    addSheet(builder, read);
    addSideParagraphs(builder, printedTexts(printed.filter(({ isFooter }) => isFooter)), sheet.name);
    await noteComments(builder, zip, path, { sheet: sheet.name, name: source.name, limits });
  }
  return builder.build("xlsx");
}

/** Headers and footers of a page: `&L`, `&C`, `&R` part them, other codes set fonts or stand for numbers of pages. */
function printedTexts(printed: { text: string }[]): SideParagraph[] {
  return printed
    .flatMap(({ text }) => text.split(/&[LCR]/))
    .flatMap((part) => {
      const text = part.replace(/&"[^"]*"|&K[0-9A-F+-]{6}|&\d+|&[A-Za-z]/g, " ").replaceAll("&&", "&");
      const tidy = text.replace(/\s+/g, " ").trim();
      return says(tidy, /&[PNDTAFZ]/.test(part)) ? [{ text: tidy, where: "header" }] : [];
    });
}

interface PartContext {
  name: string;
  limits: ReadLimits;
}

/** Texts in drawings with the row at which each begins, in rising order. */
async function readDrawings(
  zip: ZipContainer,
  part: string,
  context: PartContext,
): Promise<{ text: string; row: number }[]> {
  const texts: { text: string; row: number }[] = [];
  for (const { type, target, isExternal } of await readRelations(zip, part)) {
    if (isExternal || !zip.has(target) || type !== "drawing") continue;
    const side = new SideTextHandler(sheetMarkup, () => "text box");
    const path: string[] = [];
    let row = 0;
    await parseXml(
      zip.chunks(target),
      {
        open(name, attributes) {
          path.push(name);
          if (name.endsWith("Anchor")) row = 0;
          side.open(name, attributes);
        },
        text(text) {
          if (path.at(-1) === "xdr:row" && path.at(-2) === "xdr:from") row = Number(text) + 1 || 0;
          side.text(text);
        },
        close(name) {
          path.pop();
          side.close(name);
          for (const { text } of side.paragraphs.splice(0)) texts.push({ text, row });
        },
      },
      { ...context, where: target },
    );
  }
  return texts.sort((a, b) => a.row - b.row);
}

/** Comments on cells. */
async function noteComments(
  builder: DocumentBuilder,
  zip: ZipContainer,
  part: string,
  { sheet, ...context }: PartContext & { sheet: string },
): Promise<void> {
  const seen = new Set<string>();
  for (const { type, target, isExternal } of await readRelations(zip, part)) {
    if (isExternal || !zip.has(target) || !["comments", "threadedComment"].includes(type)) continue;
    const handler = new SideTextHandler(sheetMarkup, (_, attributes) => attributes.ref);
    await parseXml(zip.chunks(target), handler, { ...context, where: target });
    for (const { text, where } of handler.paragraphs) {
      if (!seen.has(`${where} ${text}`)) noteComment(builder, text, { sheet, address: where });
      seen.add(`${where} ${text}`);
    }
  }
}
