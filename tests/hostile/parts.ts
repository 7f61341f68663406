/** The parts of a package, taken out again so that a test may change one of them. */
import { fromBufferPromise } from "yauzl";

export async function readParts(bytes: Buffer): Promise<Record<string, Buffer>> {
  const file = await fromBufferPromise(bytes, { autoClose: false });
  const parts: Record<string, Buffer> = {};
  for await (const entry of file.eachEntry()) {
    const chunks: Buffer[] = [];
    const stream = await file.openReadStreamPromise(entry, undefined as never);
    for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
    parts[entry.fileName] = Buffer.concat(chunks);
  }
  return parts;
}
