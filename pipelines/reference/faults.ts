/** What a schema says of a file that people wrote, in words that they can act on, Vietnamese and English. */
import type { z } from "zod";

/** One sentence in both languages. */
export interface Fault {
  vi: string;
  en: string;
}

type Issue = z.core.$ZodIssue;

/**
 * The first thing that is wrong. Where a value may be one of several forms, the form that it comes nearest to is told of.
 * A rule of our own says its Vietnamese in `params.vi`.
 */
export function schemaFault(issues: readonly Issue[]): { path: PropertyKey[]; fault: Fault } {
  const issue = issues[0];
  if (!issue) return { path: [], fault: { vi: "không đúng mẫu", en: "not as expected" } };
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const inner = schemaFault(nearestForm(issue.errors));
    return { path: [...issue.path, ...inner.path], fault: inner.fault };
  }
  // What is wrong with a name of an entry is said by the schema of the names.
  const name = issue.code === "invalid_key" ? issue.issues.find(({ code }) => code === "custom") : undefined;
  if (name) return { path: [...issue.path], fault: schemaFault([name]).fault };
  const params = issue.code === "custom" ? (issue.params as { vi?: string } | undefined) : undefined;
  return { path: [...issue.path], fault: { vi: params?.vi ?? vietnamese(issue), en: issue.message } };
}

/** The form of which most is right: nothing in it is too much, and what is wrong lies deepest. */
function nearestForm(forms: readonly (readonly Issue[])[]): readonly Issue[] {
  const tooMuch = (issues: readonly Issue[]) => issues.filter(({ code }) => code === "unrecognized_keys").length;
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map(({ path }) => path.length));
  return [...forms].sort(
    (one, other) => tooMuch(one) - tooMuch(other) || depth(other) - depth(one) || one.length - other.length,
  )[0] as readonly Issue[];
}

const types: Record<string, string> = {
  string: "chữ",
  number: "số",
  int: "số nguyên",
  boolean: "true hoặc false",
  array: "danh sách",
  object: "các mục có tên",
  record: "các mục có tên",
  date: "ngày",
};

function vietnamese(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.message.includes("undefined")
        ? "còn thiếu; hãy ghi vào"
        : `phải là ${types[issue.expected] ?? issue.expected}; hãy sửa lại`;
    case "unrecognized_keys":
      return `không có mục nào tên là ${issue.keys.map((key) => `"${key}"`).join(", ")}; hãy xóa hoặc sửa tên`;
    case "invalid_value":
      return `phải là một trong: ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return (sizes[issue.origin] ?? false)
        ? `phải có ít nhất ${issue.minimum} mục hoặc chữ`
        : `phải ${issue.inclusive ? "từ" : "lớn hơn"} ${issue.minimum}${issue.inclusive ? " trở lên" : ""}`;
    case "too_big":
      return (sizes[issue.origin] ?? false)
        ? `chỉ được nhiều nhất ${issue.maximum} mục hoặc chữ`
        : `phải ${issue.inclusive ? "từ" : "nhỏ hơn"} ${issue.maximum}${issue.inclusive ? " trở xuống" : ""}`;
    case "invalid_format":
      return issue.format === "date"
        ? "phải là một ngày có thật, viết như 2026-03-31; hãy sửa lại"
        : `không đúng cách viết (${issue.message})`;
    case "invalid_key":
      return "không thể là tên của mục này; hãy sửa lại";
    default:
      return `không đúng mẫu (${issue.message})`;
  }
}

const sizes: Record<string, boolean> = { array: true, string: true, set: true };
