import { searchWords } from "../i18n/search.ts";
import { type Html, html } from "../lib/html.ts";
import { mostMonths } from "../lib/monthsFile.ts";
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
${placeChoice(page)}<p class="note" id="site-search-hint">${words.hint}</p>
<p role="status" class="count"></p>
<p><label class="with-cells"><input type="checkbox" name="cells" autocomplete="off"> ${words.withCells}</label></p></form>
<ol class="found" id="site-search-found"></ol>`;
}

/** Where the months are many, the index comes in parts: a reader says of which place. */
function placeChoice(page: Page): Html {
  if (page.scopes.length <= mostMonths) return html``;
  const compare = new Intl.Collator(page.lang, { numeric: true }).compare;
  const places = new Map(page.scopes.map(({ localityId, locality }) => [localityId, locality]));
  const options = [...places].sort(([, a], [, b]) => compare(a, b));
  return html`<p><label>${searchWords.place[page.lang]} <select name="in" autocomplete="off"><option value="">${searchWords.everywhere[page.lang]}</option>${options.map(([id, name]) => html`<option value="${id}">${name}</option>`)}</select></label></p>
`;
}
