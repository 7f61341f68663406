/** Delimited text (.csv, .tsv): quoting after RFC 4180, rows as a sheet's rows. */
import { CsvError, parse } from "csv-parse/sync";
import { DocumentBuilder } from "./builder.ts";
import type { Document, ReadNote, SourceFile } from "./document.ts";
import { addSheet, type Sheet } from "./grid.ts";
import type { ReadLimits } from "./limits.ts";
import { refusal } from "./refusals.ts";

interface CsvContext {
  encoding: string;
  delimiter: string;
  notes: ReadNote[];
  limits: ReadLimits;
}

interface CsvRecord {
  record: string[];
  info: { lines: number };
}

/** Reads decoded text. Blank rows part tables, lone fields above a table are its titles, as in a workbook. */
export function readCsv(source: SourceFile, text: string, context: CsvContext): Document {
  const { delimiter, encoding, limits, notes } = context;
  const builder = new DocumentBuilder(source.name, limits);
  builder.notes.push(...notes);
  const sheet: Sheet = {
    name: "",
    isHidden: false,
    cells: [],
    merges: [],
    hiddenRows: new Set(),
    hiddenColumns: [],
    lineOfRow: [],
  };
  let row = 0;
  for (const { record, lines } of parseRecords(source.name, text, delimiter)) {
    row += 1;
    (sheet.lineOfRow as number[])[row] = lines;
    record.forEach((field, index) => {
      sheet.cells.push({ row, column: index + 1, text: field });
    });
    if (sheet.cells.length > limits.maxCells) {
      throw refusal("too_many_cells", source.name, { limit: limits.maxCells, where: `dòng/line ${lines}` });
    }
  }
  addSheet(builder, sheet);
  return builder.build("csv", encoding);
}

function parseRecords(name: string, text: string, delimiter: string): { record: string[]; lines: number }[] {
  try {
    const records = parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      info: true,
      // Excel's hint on the delimiter is no row.
      on_record: (entry) => (/^sep=.?$/i.test(String((entry as unknown as CsvRecord).record[0])) ? null : entry),
    }) as unknown as CsvRecord[];
    // A record over several lines is placed at its first.
    return records.map(({ record, info }) => {
      const more = record.reduce((sum, field) => sum + (field.match(/\n/g)?.length ?? 0), 0);
      return { record: record.map((field) => field.replace(/\r\n?/g, "\n")), lines: info.lines - more };
    });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = Number((cause as { lines?: number }).lines ?? 0);
    throw refusal("damaged", name, { where: `dòng/line ${line}`, why: cause.code }, cause);
  }
}
