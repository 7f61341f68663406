import { type SqlWord, sqlExamples, sqlWords } from "../i18n/sql.ts";
import { type Html, html } from "../lib/html.ts";
import { outputPath, type Page, relativeLink } from "../lib/page.ts";
import type { DictionaryTable } from "../site-tables.ts";
import { sqlFiles } from "../sql/files.ts";

/** The SQL page: a place to write, the tables with what they mean, and where the database is loaded from when it is asked. */
export function sqlNotebook(page: Page, dictionary: readonly DictionaryTable[]): Html {
  const { lang } = page;
  const t = (key: SqlWord) => sqlWords[key][lang];
  const asset = (path: string) => relativeLink(outputPath(lang, page.path), path);
  const words = Object.fromEntries(Object.entries(sqlWords).map(([key, text]) => [key, text[lang]]));
  const marts = dictionary.filter((table) => table.name.startsWith("marts."));
  const describe = (item: { description?: string; description_vi?: string }) =>
    (lang === "vi" && item.description_vi) || item.description || "";
  return html`<noscript><p class="empty">${t("noScript")}</p></noscript>
<form class="sql-form" id="sql" data-words="${JSON.stringify(words)}" data-engine="${asset(sqlFiles.engine)}" data-worker="${asset(sqlFiles.worker)}" data-wasm="${asset(sqlFiles.wasm)}" data-tables="${asset(sqlFiles.tables)}">
<p class="examples"><label>${t("examples")} <select name="example"><option value=""></option>${sqlExamples.map((example) => html`<option value="${example.sql}">${example[lang]}</option>`)}</select></label></p>
<label for="sql-query">${t("query")}</label>
<div class="editor"><textarea id="sql-query" name="q" rows="7" spellcheck="false" autocapitalize="off" autocomplete="off" aria-describedby="sql-hint" aria-autocomplete="list" aria-controls="sql-suggestions">${sqlExamples[0]?.sql ?? ""}</textarea>
<ul id="sql-suggestions" role="listbox" aria-label="${t("suggestions")}" hidden></ul></div>
<p class="actions"><button type="submit">${t("run")}</button> <span class="note" id="sql-hint">${t("runHint")}</span></p>
<p role="status" class="sql-status"></p>
</form>
<div id="sql-result"></div>
<section class="sql-tables"><h2>${t("tables")}</h2>
${marts.map((table) => {
  const name = table.name.slice("marts.".length);
  return html`<details data-sql-table="${name}"><summary><code>${name}</code> ${describe(table)}</summary>
<dl>${table.columns.map((column) => html`<dt><button type="button" class="column" data-insert="${column.name}" title="${t("insert").replace("{name}", column.name)}"><code>${column.name}</code></button></dt><dd>${describe(column)}${column.unit ? html` <small>${column.unit}</small>` : ""}</dd>`)}</dl></details>`;
})}</section>`;
}
