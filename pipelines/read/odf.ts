/** OpenDocument text and spreadsheets (.odt, .ods, and the flat .fodt and .fods). */
import { DocumentBuilder } from "./builder.ts";
import type { Document, SourceFile } from "./document.ts";
import { addSheet } from "./grid.ts";
import type { ReadLimits } from "./limits.ts";
import { OdfHandler } from "./odfHandler.ts";
import { OdfLists } from "./odfLists.ts";
import { OdfStyles } from "./odfWords.ts";
import { refusal } from "./refusals.ts";
import { addSideParagraphs, odfMarkup, type SideParagraph, SideTextHandler } from "./sideText.ts";
import { parseXml } from "./xml.ts";
import type { ZipContainer } from "./zip.ts";

/** Is this container an OpenDocument one? */
export function isOdf(zip: ZipContainer): boolean {
  return zip.has("content.xml") && (zip.has("META-INF/manifest.xml") || zip.has("mimetype"));
}

/** Reads an OpenDocument container. @throws RefusedFile `encrypted`, `macros`, `damaged` and the caps. */
export async function readOdf(source: SourceFile, zip: ZipContainer, limits: ReadLimits): Promise<Document> {
  await checkManifest(zip);
  const macro = zip.paths.find((path) => /^(Basic|Scripts)\/.*[^/]$/.test(path) && !/\/script-l[bc]\.xml$/.test(path));
  if (macro) throw refusal("macros", source.name, { where: macro });
  const lists = new OdfLists();
  const styles = new OdfStyles();
  const printed = zip.has("styles.xml") ? await readStylesPart(zip, lists, styles) : [];
  return readOdfContent(source, zip.chunks("content.xml"), "content.xml", limits, { lists, styles, printed });
}

/** Styles of lists go into `lists`, those of words into `styles`; what the pages' headers and footers say is the answer. */
async function readStylesPart(zip: ZipContainer, lists: OdfLists, styles: OdfStyles): Promise<SideParagraph[]> {
  const side = new SideTextHandler(odfMarkup, (name, attributes) => {
    if (!/^style:(header|footer)(-left|-first)?$/.test(name)) return undefined;
    return attributes["style:display"] === "false" ? undefined : name.slice(6).replace(/-.*/, "");
  });
  await parseXml(
    zip.chunks("styles.xml"),
    {
      open(name, attributes) {
        if (/list-style|outline-style|(list|outline)-level-style/.test(name)) lists.openElement(name, attributes);
        styles.openElement(name, attributes);
        side.open(name, attributes);
      },
      close(name) {
        if (/list-style|outline-style/.test(name)) lists.closeElement(name);
        styles.closeElement(name);
        side.close(name);
      },
      text: (text) => side.text(text),
    },
    { name: zip.name, where: "styles.xml", limits: zip.limits },
  );
  return side.paragraphs;
}

/** Reads the XML of a document's content: `content.xml` of a container, or a flat file whole. */
export async function readOdfContent(
  source: SourceFile,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  where: string,
  limits: ReadLimits,
  known: { lists: OdfLists; styles: OdfStyles; printed: SideParagraph[] } = {
    lists: new OdfLists(),
    styles: new OdfStyles(),
    printed: [],
  },
): Promise<Document> {
  const builder = new DocumentBuilder(source.name, limits);
  const handler = new OdfHandler(builder, (sheet) => addSheet(builder, sheet), known.lists, known.styles);
  await parseXml(chunks, handler, { name: source.name, where, limits });
  if (!handler.kind) throw refusal("damaged", source.name, { where, why: "no text or spreadsheet body" });
  handler.finish();
  addSideParagraphs(builder, known.printed);
  return builder.build(handler.kind === "text" ? "odt" : "ods");
}

async function checkManifest(zip: ZipContainer): Promise<void> {
  const path = "META-INF/manifest.xml";
  if (!zip.has(path)) return;
  await parseXml(
    zip.chunks(path),
    {
      open(name) {
        if (name === "manifest:encryption-data" || name === "manifest:encrypted-key") {
          throw refusal("encrypted", zip.name, { where: path });
        }
      },
      close() {},
    },
    { name: zip.name, where: path, limits: zip.limits },
  );
}
