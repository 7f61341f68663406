/** Names and texts of a report, as a brief takes them. */

/** "phường Mẫu Đơn" → the kind in small letters before the name, and the name. */
export function splitName(locality: string): { kind: string; name: string } {
  const words = locality.split(" ");
  const first = words.findIndex((each) => each !== each.toLocaleLowerCase("vi"));
  if (first <= 0) return { kind: "", name: locality };
  return { kind: words.slice(0, first).join(" "), name: words.slice(first).join(" ") };
}

/** Text of a report on one line, without control and direction characters, cut at a word. */
export function cut(text: string, length: number): string {
  const flat = text
    .normalize("NFC")
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g, " ")
    .replace(/ +/g, " ")
    .trim();
  if (flat.length <= length) return flat;
  return `${flat.slice(0, length).replace(/\s+\S*$/, "")}…`;
}
