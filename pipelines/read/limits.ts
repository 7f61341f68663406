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
  /** Pages of a PDF. */
  maxPages: number;
  /** Pieces of text, and drawing operators, of one page of a PDF. A dense printed page has some 5,000. */
  maxPageParts: number;
}

export const defaultLimits: ReadLimits = {
  maxFileBytes: 64 * 1024 * 1024,
  maxEntries: 4_000,
  maxInflatedBytes: 192 * 1024 * 1024,
  maxRatio: 250,
  maxCells: 200_000,
  maxMerges: 20_000,
  maxRows: 200_000,
  maxColumns: 1_024,
  maxXmlDepth: 256,
  maxTableNesting: 8,
  maxTextLength: 1_000_000,
  maxPages: 1_000,
  maxPageParts: 40_000,
};
