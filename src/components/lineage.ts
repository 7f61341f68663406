import { type Html, html, join } from "../lib/html.ts";
import { link, type Page, say } from "../lib/page.ts";
import type { DictionaryTable } from "../site-tables.ts";
import { emptyNote } from "./figure.ts";

const stages = ["raw", "staging", "ledger", "marts"];

/** For each table that people use: every table it is made from, back to what was read, by stage. */
export function lineage(page: Page, dictionary: readonly DictionaryTable[]): Html {
  const known = new Map(dictionary.map((table) => [table.name, table]));
  const marts = dictionary.filter((table) => table.name.startsWith("marts."));
  if (marts.length === 0) return emptyNote(page);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${say(page, "parents").text}"><table class="small"><thead><tr><th scope="col">${say(page, "table")}</th>${stages.map((stage) => html`<th scope="col">${stage}</th>`)}</tr></thead><tbody>${marts.map(
    (table) => {
      const ancestors = ancestorsOf(table.name, known);
      return html`<tr><th scope="row">${nameLink(page, table.name, known)}</th>${stages.map((stage) => {
        const names = ancestors.filter((name) => name.startsWith(`${stage}.`));
        return html`<td>${join(
          names.map((name) => nameLink(page, name, known)),
          ", ",
        )}</td>`;
      })}</tr>`;
    },
  )}</tbody></table></div>`;
}

function nameLink(page: Page, name: string, known: ReadonlyMap<string, DictionaryTable>): Html {
  const text = html`<code>${name.split(".")[1] ?? name}</code>`;
  if (!known.has(name)) return text;
  const target = /^(marts|ledger)\./.test(name) ? "dictionary" : "staging";
  return html`<a href="${link(page, `${target}#${name.replaceAll(".", "-")}`)}">${text}</a>`;
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
