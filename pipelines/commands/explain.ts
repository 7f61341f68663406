import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { EXIT, UserError } from "../errors.ts";
import { shippedDataFolder } from "../paths.ts";
import type { ExplainedTable } from "../recognise/explain.ts";
import { defineCommand, type Invocation } from "./command.ts";
import { appendixWord, mendOf, roleWord, vietnameseWhy } from "./explainWords.ts";
import { jsonOption } from "./perform.ts";

export default defineCommand({
  vi: "cho biết từng bảng, từng cột của một tệp được hiểu thế nào và vì sao",
  en: "show how each table and column of a file was understood, and why",
  arguments: "<file>",
  options: jsonOption,
  async run(invocation) {
    const { output, paths, words, language } = invocation;
    const file = invocation.arguments[0] ?? "";
    const name = basename(file);
    const bytes = readOrRefuse(file);
    const { loadCatalogue } = await import("../reference/catalogue.ts");
    const { ReadPool } = await import("../read/sandbox.ts");
    const { explainDocument } = await import("../recognise/explain.ts");
    const catalogue = loadCatalogue({ own: paths.reference, shipped: join(shippedDataFolder, "reference") });
    const pool = new ReadPool();
    try {
      const explanation = explainDocument(await pool.read({ name, bytes }), name, catalogue);
      if (invocation.options.json) output.json(explanation);
      else {
        const { identity, refused } = explanation;
        if (identity) {
          const number = identity.reportNumber ?? "–";
          output.line(
            words(
              `Báo cáo số ${number} của ${identity.locality}, kỳ ${identity.period.slice(0, 7)}`,
              `Report ${number} of ${identity.locality}, period ${identity.period.slice(0, 7)}`,
            ),
          );
        }
        if (refused) {
          output.line(`${words("Không nhận được", "Refused")}: ${refused[language]}`);
          const mend = mendOf(refused.code);
          if (mend) output.line(mend[language]);
        }
        for (const table of explanation.tables) printTable(invocation, table);
        output.line(
          words(
            `${explanation.repairs.length} chỗ đã sửa, ${explanation.doubts.length} chỗ chưa chắc`,
            `${explanation.repairs.length} mends, ${explanation.doubts.length} doubts`,
          ),
        );
      }
      return explanation.refused ? EXIT.quarantined : EXIT.done;
    } finally {
      pool.close();
    }
  },
});

function readOrRefuse(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UserError(
      `${file}: the file can't be read (${(error as Error).message}); check the name and the rights.`,
      {
        code: "unreadable",
        exitCode: EXIT.usage,
        cause: error,
        vi: `${file}: không đọc được tệp (${(error as Error).message}); hãy kiểm tra tên và quyền đọc.`,
      },
    );
  }
}

function printTable({ output, words }: Invocation, table: ExplainedTable): void {
  const { sheet, page, line } = table.place;
  // A Word file has neither pages nor lines before it is printed: there the table's number is its place.
  const place =
    sheet ?? (page ? words(`trang ${page}`, `page ${page}`) : line ? words(`dòng ${line}`, `line ${line}`) : null);
  const why = (sentence: string) => words(vietnameseWhy(sentence) ?? sentence, sentence);
  const appendix = table.appendix === null ? "" : ` ${words(appendixWord(table.appendix), table.appendix)}`;
  output.line("");
  output.line(
    `${words("Bảng", "Table")} ${table.table}${place ? ` (${place})` : ""}: ${words(roleWord(table.role), table.role)}${appendix} · ${why(table.why)}`,
  );
  for (const column of table.columns) {
    const unit = column.unit ? ` [${column.unit}]` : "";
    output.line(
      `  ${column.column}. «${column.header}» → ${column.field ?? "?"}${unit} (${column.score.toFixed(2)}; ${why(column.why)})`,
    );
  }
  if (table.suggestion) output.line(table.suggestion.replace(/^/gm, "    "));
}
