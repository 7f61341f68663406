/** Word documents (.docx): paragraphs and tables with their merges, as they look with all tracked changes accepted. */
import { DocumentBuilder } from "./builder.ts";
import type { Document, SourceFile } from "./document.ts";
import { DocxHandler } from "./docxHandler.ts";
import { readNumbering, readStyles } from "./docxStyles.ts";
import { noteComment } from "./leftOut.ts";
import type { ReadLimits } from "./limits.ts";
import { checkPackage, type Relation, readRelations } from "./ooxml.ts";
import { addSideParagraphs, type SideParagraph, SideTextHandler, wordMarkup } from "./sideText.ts";
import { parseXml } from "./xml.ts";
import type { ZipContainer } from "./zip.ts";

/**
 * Reads the package whose main part is `main`. Lines of a cell are separated by "\n"; the marks of footnotes are left out
 * of the text (a mark behind a number would become one of its digits) and the notes follow as paragraphs, headers and footers
 * of pages behind them. Comments are noted.
 */
export async function readDocx(
  source: SourceFile,
  zip: ZipContainer,
  main: string,
  limits: ReadLimits,
): Promise<Document> {
  const builder = new DocumentBuilder(source.name, limits);
  builder.notes.push(...(await checkPackage(zip)));
  const relations = await readRelations(zip, main);
  const styles = await readStyles(zip, relations);
  const numbering = await readNumbering(zip, relations);
  const handler = new DocxHandler(builder, styles, numbering);
  await parseXml(zip.chunks(main), handler, { name: source.name, where: main, limits });
  handler.finish();
  for (const type of ["footnotes", "endnotes"]) {
    const path = relations.find((relation) => relation.type === type)?.target;
    if (!path || !zip.has(path)) continue;
    const notes = new DocxHandler(builder, styles, numbering, type);
    await parseXml(zip.chunks(path), notes, { name: source.name, where: path, limits });
    notes.finish();
  }
  await addSideParts(builder, zip, relations, { name: source.name, limits, commented: handler.commented });
  return builder.build("docx");
}

/** Headers, footers and comments. */
async function addSideParts(
  builder: DocumentBuilder,
  zip: ZipContainer,
  relations: Relation[],
  { commented, ...context }: { name: string; limits: ReadLimits; commented: Map<string, string> },
): Promise<void> {
  const printed: SideParagraph[] = [];
  for (const { type, target, isExternal } of relations) {
    if (isExternal || !zip.has(target) || !["header", "footer", "comments"].includes(type)) continue;
    let count = 0;
    const handler = new SideTextHandler(wordMarkup, (element, attributes) => {
      if (element === "w:comment") count += 1;
      if (type !== "comments") return type;
      return element === "w:comment" ? (commented.get(attributes["w:id"] ?? "") ?? `comment ${count}`) : undefined;
    });
    await parseXml(zip.chunks(target), handler, { ...context, where: target });
    if (type !== "comments") printed.push(...handler.paragraphs);
    else for (const { text, where } of handler.paragraphs) noteComment(builder, text, { address: where });
  }
  addSideParagraphs(builder, printed);
}
