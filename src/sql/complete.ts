/** What could be meant by the word before the cursor: tables, columns of the tables that the query names, and words of SQL. */
import { fold } from "../lib/fold.ts";

export interface Vocabulary {
  /** Column names by table name. */
  tables: Record<string, readonly string[]>;
}

export interface Completion {
  /** Where the word that is replaced begins. */
  from: number;
  options: string[];
}

const keywords =
  "select from where group by order by having limit with as join left join on and or not in is null between like distinct case when then else end union all count sum avg min max round coalesce desc asc qualify over partition by row_number".split(
    " ",
  );
const most = 8;

/** @returns null where there is nothing to offer: no word before the cursor, or a word that is complete. */
export function complete(text: string, cursor: number, vocabulary: Vocabulary): Completion | null {
  const before = text.slice(0, cursor);
  const word = /[\p{L}\d_]+$/u.exec(before)?.[0] ?? "";
  const from = cursor - word.length;
  const table = /([a-z_][\w]*)\.$/i.exec(before.slice(0, from))?.[1];
  if (word === "" && !table) return null;
  // Inside a quoted text there is nothing to complete.
  if ((before.match(/'/g)?.length ?? 0) % 2 === 1) return null;
  const named = Object.keys(vocabulary.tables).filter((name) => new RegExp(`\\b${name}\\b`, "i").test(text));
  const columns = (names: readonly string[]) => names.flatMap((name) => vocabulary.tables[name] ?? []);
  const candidates =
    table === "marts"
      ? Object.keys(vocabulary.tables)
      : table
        ? columns([table])
        : [
            ...columns(named),
            ...Object.keys(vocabulary.tables),
            ...(named.length > 0 ? [] : columns(Object.keys(vocabulary.tables))),
            ...keywords,
          ];
  const wanted = fold(word);
  const unique = [...new Set(candidates)];
  const starting = unique.filter((name) => name.startsWith(wanted));
  const inside = wanted.length < 2 ? [] : unique.filter((name) => !name.startsWith(wanted) && name.includes(wanted));
  const options = [...starting, ...inside].filter((name) => name !== wanted).slice(0, most);
  return options.length > 0 ? { from, options } : null;
}
