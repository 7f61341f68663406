import { searchWords } from "../i18n/search.ts";
import { type Html, html } from "../lib/html.ts";
import { outputPath, type Page, relativeLink } from "../lib/page.ts";
import { searchFile } from "../search/index.ts";

/** A box over everything that has a name; the index is loaded with the first letter. */
export function searchBox(page: Page): Html {
  const words = Object.fromEntries(Object.entries(searchWords).map(([key, text]) => [key, text[page.lang]]));
  const root = relativeLink(outputPath(page.lang, page.path), outputPath(page.lang, "index")).replace(
    /index\.html$/,
    "",
  );
  return html`<form class="site-search" id="site-search" role="search" data-words="${JSON.stringify(words)}" data-index="${relativeLink(outputPath(page.lang, page.path), searchFile)}" data-root="${root}">
<label for="site-search-q">${words.label}</label>
<input type="search" id="site-search-q" name="q" autocomplete="off" aria-describedby="site-search-hint">
<p class="note" id="site-search-hint">${words.hint}</p>
<p role="status" class="count"></p>
<p><label class="with-cells"><input type="checkbox" name="cells" autocomplete="off"> ${words.withCells}</label></p></form>
<ol class="found" id="site-search-found"></ol>`;
}
