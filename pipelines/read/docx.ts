/** Word documents (.docx): paragraphs and tables with their merges, as they look with all tracked changes accepted. */
import { DocumentBuilder } from "./builder.ts";
import type { Document, SourceFile } from "./document.ts";
import { DocxHandler } from "./docxHandler.ts";
import { readNumbering, readStyles } from "./docxStyles.ts";
import type { ReadLimits } from "./limits.ts";
import { checkPackage, readRelations } from "./ooxml.ts";
import { parseXml } from "./xml.ts";
import type { ZipContainer } from "./zip.ts";

/**
 * Reads the package whose main part is `main`. Lines of a cell are separated by "\n"; the marks of footnotes are left out
 * of the text (a mark behind a number would become one of its digits) and the notes follow as paragraphs.
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
  return builder.build("docx");
}
