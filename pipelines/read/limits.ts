/** What a reader may take before it refuses a file. All are caps on structure, checked before the work they bound. */
export interface ReadLimits {
  /** Bytes of the file itself. */
  maxFileBytes: number;
  /** Entries in a zip container. */
  maxEntries: number;
  /** Bytes of all the parts that are read, inflated. */
  maxInflatedBytes: number;
  /** Inflated ÷ packed bytes of one part above 1 MB inflated. Real tables of blanks and repeats reach about 100. */
  maxRatio: number;
  /** Cells of the whole file. */
  maxCells: number;
  /** Merged ranges of one sheet or table. */
  maxMerges: number;
  /** Rows and columns that the grid of one table may span. */
  maxRows: number;
  maxColumns: number;
  /** Depth of elements in XML or HTML. */
  maxXmlDepth: number;
  /** Tables inside tables. */
  maxTableNesting: number;
  /** Characters of one cell or paragraph. */
  maxTextLength: number;
  /** Characters of the whole file as read: a few parts told many times over make much out of little. */
  maxTotalText: number;
  /** Pages of a PDF. A monthly report has some 10 to 60; 300 dense ones just fit into a child's memory. */
  maxPages: number;
  /** Bytes that one stream of a PDF inflates to, and all of them, pictures apart. */
  maxPdfStreamBytes: number;
  maxPdfBytes: number;
  /** Bytes of one stream that is drawn: far more than `maxPageParts` need. */
  maxPdfDrawingBytes: number;
  /** Pieces of text, and drawing operators, of one page of a PDF. A dense printed page has some 5,000. */
  maxPageParts: number;
}

export const defaultLimits: ReadLimits = {
  maxFileBytes: 64 * 1024 * 1024,
  maxEntries: 4_000,
  maxInflatedBytes: 96 * 1024 * 1024,
  maxRatio: 250,
  maxCells: 200_000,
  maxMerges: 20_000,
  maxRows: 200_000,
  maxColumns: 1_024,
  maxXmlDepth: 256,
  maxTableNesting: 8,
  maxTextLength: 1_000_000,
  maxTotalText: 24_000_000,
  maxPages: 300,
  maxPdfStreamBytes: 12 * 1024 * 1024,
  maxPdfBytes: 40 * 1024 * 1024,
  maxPdfDrawingBytes: 4 * 1024 * 1024,
  maxPageParts: 40_000,
};
