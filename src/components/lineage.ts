import { type Html, html, join } from "../lib/html.ts";
import { link, type Page, say, sibling, yearSibling } from "../lib/page.ts";
import type { DictionaryTable, PageUse } from "../site-tables.ts";
import { emptyNote } from "./figure.ts";

const stages = ["raw", "staging", "ledger", "marts"] as const;
const words = {
  raw: { vi: "Như đã đọc (raw)", en: "As read (raw)" },
  staging: { vi: "Trung gian (staging)", en: "In between (staging)" },
  ledger: { vi: "Sổ nguồn gốc (ledger)", en: "Ledger" },
  marts: { vi: "Qua bảng để dùng (marts)", en: "By way of marts" },
  table: { vi: "Bảng", en: "Table" },
  pages: { vi: "Trang dùng bảng này", en: "Pages that read it" },
  none: { vi: "–", en: "–" },
};

/** For each table that people use: what it is made from, back to what was read, and the pages that it goes to. */
export function lineage(page: Page, dictionary: readonly DictionaryTable[]): Html {
  const { lang } = page;
  const known = new Map(dictionary.map((table) => [table.name, table]));
  const used = dictionary.filter((table) => /^(marts|ledger)\./.test(table.name));
  if (used.length === 0) return emptyNote(page);
  const list = (names: readonly string[]) =>
    join(
      names.map((name) => nameLink(page, name, known)),
      ", ",
    );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${say(page, "parents").text}"><table class="small cards lineage"><thead><tr>${stages.map((stage) => html`<th scope="col">${words[stage][lang]}</th>`)}<th scope="col">${words.table[lang]}</th><th scope="col">${words.pages[lang]}</th></tr></thead><tbody>${used.map(
    (table) => {
      const ancestors = ancestorsOf(table.name, known);
      return html`<tr>${stages.map((stage) => html`<td data-l="${words[stage][lang]}"><span>${list(ancestors.filter((name) => name.startsWith(`${stage}.`)))}</span></td>`)}<th scope="row" id="to-${table.name.replaceAll(".", "-")}">${nameLink(page, table.name, known)}</th><td data-l="${words.pages[lang]}"><span>${
        table.pages?.length
          ? join(
              table.pages.map((use) => pageLink(page, use)),
              ", ",
            )
          : words.none[lang]
      }</span></td></tr>`;
    },
  )}</tbody></table></div>`;
}

function nameLink(page: Page, name: string, known: ReadonlyMap<string, DictionaryTable>): Html {
  const text = html`<code>${name.split(".")[1] ?? name}</code>`;
  if (!known.has(name)) return text;
  const target = /^(marts|ledger)\./.test(name) ? "dictionary" : "staging";
  return html`<a href="${link(page, `${target}#${name.replaceAll(".", "-")}`)}">${text}</a>`;
}

/** The page of this month, year or site; the printed tables are reached by their list. */
function pageLink(page: Page, use: PageUse): Html {
  const target =
    use.scope === "report"
      ? sibling(page, use.name)
      : use.scope === "year"
        ? yearSibling(page, use.name)
        : link(page, use.scope === "source" ? "reports" : use.name);
  return html`<a href="${target}">${use.label[page.lang]}</a>`;
}

/** Everything that a table is made from, directly or not, by name. */
export function ancestorsOf(name: string, known: ReadonlyMap<string, DictionaryTable>): string[] {
  const found = new Set<string>();
  const queue = [...(known.get(name)?.parents ?? [])];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (found.has(next) || next === name) continue;
    found.add(next);
    queue.push(...(known.get(next)?.parents ?? []));
  }
  return [...found].sort();
}
