import { ZipFile } from "yazl";

/** A zip of the parts, in their order and with a fixed date: the same parts give the same bytes. */
export function zipParts(parts: Record<string, string | Uint8Array>): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(parts)) {
    zip.addBuffer(Buffer.from(content as Uint8Array), path, { mtime: new Date(Date.UTC(2026, 0, 1)), mode: 0o100644 });
  }
  zip.end();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    zip.outputStream
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .on("error", reject)
      .on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
  });
}
