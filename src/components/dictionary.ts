import { type Html, html, join } from "../lib/html.ts";
import { link, type Page, say } from "../lib/page.ts";
import type { DictionaryTable } from "../site-tables.ts";
import { emptyNote } from "./figure.ts";

/** Which page describes the tables of a schema. */
function pageOf(table: string): string {
  return /^(marts|ledger)\./.test(table) ? "dictionary" : "staging";
}

/** The tables of some schemas, with the meaning and unit of each column, from the models' yaml twins. */
export function dataDictionary(page: Page, all: readonly DictionaryTable[], schemas: readonly string[]): Html {
  const tables = all.filter((table) => schemas.includes(table.name.split(".")[0] ?? ""));
  if (tables.length === 0) return emptyNote(page);
  const describe = (item: { description?: string; description_vi?: string }) =>
    (page.lang === "vi" && item.description_vi) || item.description || "";
  const parentLink = (parent: string) =>
    all.some((item) => item.name === parent)
      ? html`<a href="${link(page, `${pageOf(parent)}#${anchor(parent)}`)}"><code>${parent}</code></a>`
      : html`<code>${parent}</code>`;
  return html`<nav class="contents"><ul>${tables.map((table) => html`<li><a href="#${anchor(table.name)}">${table.name}</a></li>`)}</ul></nav>
${tables.map(
  (table) => html`<section class="dictionary" id="${anchor(table.name)}"><h2><code>${table.name}</code></h2>
<p>${describe(table)}</p>
${
  hasFacts(table)
    ? html`<dl class="facts">${table.grain ? html`<dt>${say(page, "grain")}</dt><dd>${(page.lang === "vi" && table.grain_vi) || table.grain}</dd>` : ""}${table.key?.length ? html`<dt>${say(page, "key")}</dt><dd><code>${table.key.join(", ")}</code></dd>` : ""}${
        table.parents?.length
          ? html`<dt>${say(page, "parents")}</dt><dd>${join(table.parents.map(parentLink), ", ")}</dd>`
          : ""
      }</dl>`
    : ""
}
<div class="scroll" tabindex="0" role="region" aria-label="${table.name}"><table class="small"><thead><tr><th scope="col">${say(page, "column")}</th><th scope="col">${say(page, "meaning")}</th><th scope="col">${say(page, "unit")}</th></tr></thead><tbody>${table.columns.map(
    (column) =>
      html`<tr><th scope="row"><code>${column.name}</code></th><td>${describe(column)}</td><td>${column.unit ?? ""}</td></tr>`,
  )}</tbody></table></div>
${table.sql ? html`<details class="rest"><summary>${say(page, "showSql")}</summary><pre class="sql" tabindex="0"><code>${table.sql.trim()}</code></pre></details>` : ""}</section>`,
)}`;
}

const hasFacts = (table: DictionaryTable) => Boolean(table.grain || table.key?.length || table.parents?.length);

function anchor(name: string): string {
  return name.replaceAll(".", "-");
}
