/**
 * XML parts by SAX, with the things refused that office files never have: DOCTYPE, undeclared entities, absurd depth.
 * Names come out with one fixed prefix per namespace, whatever prefix the writer chose.
 */
import { SaxesParser } from "saxes";
import type { ReadLimits } from "./limits.ts";
import { refusal } from "./refusals.ts";

export type Attributes = Record<string, string>;

export interface XmlHandler {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text?(text: string): void;
}

/** Fixed prefixes, by namespace; both the transitional and the strict OOXML names. */
const prefixes: Record<string, string> = {
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
  "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
  "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
  "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
  "urn:schemas-microsoft-com:office:office": "o",
  "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing": "xdr",
  "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing": "xdr",
  "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
  "http://purl.oclc.org/ooxml/drawingml/main": "a",
  "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
  "http://purl.oclc.org/ooxml/officeDocument/math": "m",
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
  "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
  "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
  "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
  "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
  "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
  "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
  "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
  "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
  "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest",
  "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0": "number",
  "http://www.w3.org/1999/xlink": "xlink",
  "http://www.w3.org/XML/1998/namespace": "xml",
};

/** Parses one part. `where` names it in messages. @throws RefusedFile `doctype`, `too_deep` or `damaged`. */
export async function parseXml(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  handler: XmlHandler,
  context: { name: string; where: string; limits: ReadLimits },
): Promise<void> {
  const { name, where, limits } = context;
  const parser = new SaxesParser({ fileName: where });
  const names = new NamespaceNames();
  let depth = 0;
  parser.on("doctype", () => {
    throw refusal("doctype", name, { where });
  });
  parser.on("error", (cause) => {
    throw refusal("damaged", name, { where, why: cause.message.slice(0, 160) }, cause);
  });
  parser.on("opentag", (tag) => {
    depth += 1;
    if (depth > limits.maxXmlDepth) throw refusal("too_deep", name, { limit: limits.maxXmlDepth, where });
    const attributes = names.enter(tag.attributes as Attributes);
    handler.open(names.of(tag.name), attributes);
  });
  parser.on("closetag", (tag) => {
    depth -= 1;
    handler.close(names.of(tag.name));
    names.leave();
  });
  const onText = handler.text?.bind(handler);
  if (onText) {
    parser.on("text", onText);
    parser.on("cdata", onText);
  }
  let decoder: TextDecoder | undefined;
  try {
    for await (const chunk of chunks) {
      decoder ??= new TextDecoder(xmlEncoding(chunk), { fatal: true });
      parser.write(decoder.decode(chunk, { stream: true }));
    }
    parser.write(decoder?.decode() ?? "").close();
  } catch (cause) {
    if (cause instanceof TypeError && "code" in cause && cause.code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
      throw refusal("damaged", name, { where, why: "bytes that are no UTF-8" }, cause);
    }
    throw cause;
  }
}

function xmlEncoding(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  return "utf-8";
}

/** Maps the writer's prefixes to the fixed ones, scope by scope. */
class NamespaceNames {
  private scope = new Map<string, string>();
  private readonly scopes: (Map<string, string> | undefined)[] = [];
  private cache = new Map<string, string>();
  private isPlain = true;

  /** Opens an element's scope and returns its attributes under fixed names. */
  enter(attributes: Attributes): Attributes {
    let declared: Map<string, string> | undefined;
    for (const key in attributes) {
      if (key !== "xmlns" && !key.startsWith("xmlns:")) continue;
      declared ??= new Map(this.scope);
      const prefix = key === "xmlns" ? "" : key.slice(6);
      const uri = attributes[key] as string;
      declared.set(prefix, prefixes[uri] ?? (prefix || "?"));
    }
    this.scopes.push(declared ? this.scope : undefined);
    if (declared) this.use(declared);
    if (this.isPlain) return attributes;
    const renamed: Attributes = {};
    for (const key in attributes) renamed[key.includes(":") ? this.of(key) : key] = attributes[key] as string;
    return renamed;
  }

  leave(): void {
    const outer = this.scopes.pop();
    if (outer) this.use(outer);
  }

  of(qualified: string): string {
    let known = this.cache.get(qualified);
    if (known === undefined) {
      const colon = qualified.indexOf(":");
      const prefix = this.scope.get(colon < 0 ? "" : qualified.slice(0, colon));
      if (prefix === undefined || prefix === "") known = qualified;
      else known = `${prefix}:${qualified.slice(colon + 1)}`;
      this.cache.set(qualified, known);
    }
    return known;
  }

  private use(scope: Map<string, string>): void {
    this.scope = scope;
    this.cache = new Map();
    this.isPlain = [...scope].every(([own, fixed]) => own === "" || own === fixed);
  }
}
