/** What a file is, by its first bytes. */
export type Container = "zip" | "ole" | "pdf" | "rtf" | "text" | "binary";

/** The kind of container; `text` where nothing else is recognised and there is no sign of binary data. */
export function detectContainer(bytes: Uint8Array): Container {
  const start = (...codes: number[]) => codes.every((code, index) => bytes[index] === code);
  if (start(0x50, 0x4b, 3, 4) || start(0x50, 0x4b, 5, 6) || start(0x50, 0x4b, 7, 8)) return "zip";
  if (start(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return "ole";
  const head = String.fromCharCode(...bytes.subarray(0, 1024));
  // Readers of PDF accept rubbish of up to a kilobyte before the header.
  if (/^[\s\S]{0,1010}%PDF-\d/.test(head)) return "pdf";
  if (head.startsWith("{\\rtf")) return "rtf";
  return isBinary(bytes) ? "binary" : "text";
}

/** Control characters that no text has; zero bytes only where the file is no UTF-16. */
function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 65_536);
  let zeros = 0;
  let controls = 0;
  for (const byte of sample) {
    if (byte === 0) zeros += 1;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) controls += 1;
  }
  if (zeros > 0) return !looksUtf16(sample);
  return controls > Math.max(2, sample.length / 1000);
}

/** UTF-16 by its mark, or by zero bytes at one parity only, as Latin letters have them. */
export function looksUtf16(sample: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (sample[0] === 0xff && sample[1] === 0xfe) return "utf-16le";
  if (sample[0] === 0xfe && sample[1] === 0xff) return "utf-16be";
  let even = 0;
  let odd = 0;
  const pairs = Math.floor(Math.min(sample.length, 65_536) / 2);
  for (let index = 0; index < pairs; index += 1) {
    if (sample[2 * index] === 0) even += 1;
    if (sample[2 * index + 1] === 0) odd += 1;
  }
  if (odd > pairs * 0.4 && even <= pairs * 0.01) return "utf-16le";
  if (even > pairs * 0.4 && odd <= pairs * 0.01) return "utf-16be";
  return undefined;
}

/** Does decoded text open as a page? HTML inside the cells of a text report does not make it one. */
export function isHtml(text: string): boolean {
  const head = text.slice(0, 4096).replace(/^(?:\s|<!--[\s\S]*?-->|<\?xml[^>]*\?>)+/, "");
  return /^<(?:!doctype\s+html|html|head|body|table|meta|title)\b/i.test(head);
}
