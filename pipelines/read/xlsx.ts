/** Excel workbooks (.xlsx): every sheet's cells as they are shown, with the value that is stored beside. */
import { DocumentBuilder } from "./builder.ts";
import type { Document, SourceFile } from "./document.ts";
import { addSheet } from "./grid.ts";
import type { ReadLimits } from "./limits.ts";
import { checkPackage, readRelations } from "./ooxml.ts";
import { refusal } from "./refusals.ts";
import { addSideParagraphs, noteComment, type SideParagraph, SideTextHandler, says, sheetMarkup } from "./sideText.ts";
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
    addSheet(builder, read);
    addSideParagraphs(builder, printedTexts(read.printed ?? []), sheet.name);
    await noteSideParts(builder, zip, relation.target, { sheet: sheet.name, name: source.name, limits });
  }
  return builder.build("xlsx");
}

/** Headers and footers of a page: `&L`, `&C`, `&R` part them, other codes set fonts or stand for numbers of pages. */
function printedTexts(printed: string[]): SideParagraph[] {
  return printed
    .flatMap((text) => text.split(/&[LCR]/))
    .flatMap((part) => {
      const text = part.replace(/&"[^"]*"|&K[0-9A-F+-]{6}|&\d+|&[A-Za-z]/g, " ").replaceAll("&&", "&");
      const tidy = text.replace(/\s+/g, " ").trim();
      return says(tidy, /&[PNDTAFZ]/.test(part)) ? [{ text: tidy, where: "header" }] : [];
    });
}

/** Comments on cells and text in drawings. */
async function noteSideParts(
  builder: DocumentBuilder,
  zip: ZipContainer,
  part: string,
  context: { sheet: string; name: string; limits: ReadLimits },
): Promise<void> {
  const seen = new Set<string>();
  for (const { type, target, isExternal } of await readRelations(zip, part)) {
    if (isExternal || !zip.has(target) || !["comments", "threadedComment", "drawing"].includes(type)) continue;
    const handler = new SideTextHandler(sheetMarkup, (_, attributes) =>
      type === "drawing" ? "text box" : attributes.ref,
    );
    await parseXml(zip.chunks(target), handler, { name: context.name, limits: context.limits, where: target });
    for (const { text, where } of handler.paragraphs) {
      if (type === "drawing") builder.paragraph(text, { sheet: context.sheet, address: where });
      else if (!seen.has(`${where} ${text}`)) noteComment(builder, text, { sheet: context.sheet, address: where });
      seen.add(`${where} ${text}`);
    }
  }
}
