/** What a page of a PDF draws, piece by piece and only when it came whole. */
import type { PDFPageProxy } from "pdfjs-dist";

type Operators = Awaited<ReturnType<PDFPageProxy["getOperatorList"]>>;

interface ChunkReader {
  read(): Promise<{ value?: { fnArray: unknown[] }; done: boolean }>;
  cancel(reason: Error): Promise<unknown>;
}
interface Handler {
  sendWithStream(action: string, ...rest: unknown[]): { getReader(): ChunkReader };
}

/**
 * The operators of a page. When one of them fails, the library hands over those before it as if they were all: a page
 * would lose its lines, and nobody would know. Therefore the stream underneath is listened to.
 * @param checkParts told how many there are so far; what it throws ends the work
 */
export async function operatorsOf(page: PDFPageProxy, checkParts: (count: number) => void): Promise<Operators> {
  // The library's own part; the version is fixed, and a test of a broken page holds this.
  const { messageHandler } = (page as unknown as { _transport: { messageHandler: Handler } })._transport;
  const send = messageHandler.sendWithStream;
  let failure: Error | undefined;
  let count = 0;
  messageHandler.sendWithStream = (action, ...rest) => {
    const stream = send.call(messageHandler, action, ...rest);
    if (action !== "GetOperatorList") return stream;
    const reader = stream.getReader();
    const read = async () => {
      try {
        const chunk = await reader.read();
        count += chunk.value?.fnArray.length ?? 0;
        checkParts(count);
        return chunk;
      } catch (cause) {
        failure ??= cause as Error;
        reader.cancel(failure).catch(() => undefined);
        throw cause;
      }
    };
    return { getReader: () => ({ read, cancel: (reason) => reader.cancel(reason) }) };
  };
  try {
    const list = await page.getOperatorList();
    if (failure) throw failure;
    return list;
  } finally {
    messageHandler.sendWithStream = send;
  }
}
