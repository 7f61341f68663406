import { readFileSync } from "node:fs";
import { LineCounter, type Node, parseDocument } from "yaml";
import type { z } from "zod";
import { UserError } from "../errors.ts";
import { type Fault, schemaFault } from "./faults.ts";

/** A checked YAML file that can still say where in the text a value stands. */
export interface PlacedYaml<Value> {
  file: string;
  value: Value;
  /**
   * An error that starts with the file and the line of the value at `path` (or of its nearest parent). A sentence in one
   * language stands for both.
   */
  errorAt(path: readonly PropertyKey[], sentence: string | Fault, code?: string): UserError;
}

/** What most often breaks a file, by the codes of the YAML library, in Vietnamese; its own sentence is English. */
const usualSlips: Partial<Record<string, string>> = {
  DUPLICATE_KEY: "một mục có hai lần; hãy giữ một",
  TAB_AS_INDENT: "lề thụt bằng phím Tab; hãy dùng dấu cách",
  BAD_INDENT: "lề thụt không thẳng hàng; hãy canh lại bằng dấu cách",
  MISSING_CHAR: "thiếu dấu phẩy, dấu hai chấm hoặc dấu đóng ngoặc, nháy; hãy thêm vào",
  BAD_COLLECTION_TYPE: "danh sách và mục có tên lẫn nhau; hãy sửa cách viết",
  UNEXPECTED_TOKEN: "có ký tự thừa; hãy xóa hoặc sửa",
};

/**
 * Reads one YAML file and checks it against its schema.
 * @throws UserError that names the file, the line and the mend when the YAML or its content is wrong.
 */
export function readPlacedYaml<Schema extends z.ZodType>(file: string, schema: Schema): PlacedYaml<z.output<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines });
  const errorAtOffset = (offset: number, sentence: string | Fault, code: string) => {
    const { line } = lines.linePos(offset);
    const { vi, en } = typeof sentence === "string" ? { vi: sentence, en: sentence } : sentence;
    return new UserError(`${file}, line ${line}: ${en}`, { code, vi: `${file}, dòng ${line}: ${vi}` });
  };

  const broken = document.errors[0];
  if (broken) {
    const said = broken.message.split("\n")[0];
    const usual = usualSlips[broken.code];
    const fault = { vi: `không đúng dạng YAML: ${usual ?? said}`, en: `not valid YAML: ${said}` };
    throw errorAtOffset(broken.pos[0], fault, "reference_yaml");
  }
  const errorAt = (path: readonly PropertyKey[], sentence: string | Fault, code = "reference_schema") =>
    errorAtOffset(nearestOffset(document, path), sentence, code);

  const result = schema.safeParse(document.toJS());
  if (!result.success) {
    const { path, fault } = schemaFault(result.error.issues);
    const place = path.map(String).join(".");
    throw errorAt(path, { vi: `${place || "tệp"}: ${fault.vi}`, en: `${place || "the file"}: ${fault.en}` });
  }
  return { file, value: result.data, errorAt };
}

/** The offset of the deepest node on the path that exists in the file. */
function nearestOffset(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = (length === 0 ? document.contents : document.getIn(path.slice(0, length), true)) as Node | null;
    if (node?.range) return node.range[0];
  }
  return 0;
}
