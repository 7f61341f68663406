import { formatNumber } from "../lib/format.ts";
import { type Html, html } from "../lib/html.ts";
import { link, type Page } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";

const words = {
  heading: { vi: "Mới từ lần xuất bản trước", en: "New since the publication before" },
  nothing: { vi: "Không có gì mới từ lần xuất bản trước.", en: "Nothing is new since the publication before." },
  more: { vi: "và {count} mục khác", en: "and {count} more" },
};
/** From a month's changes to what the night brought, for all that is held. */
export function newsLink(page: Page): Html {
  return html`<p class="more"><a href="${link(page, "news")}">${words.heading[page.lang]}</a></p>`;
}

/** Entries shown of each kind; the rest is counted. */
const shown = 20;

/**
 * What a night brought: new reports, restated figures, verdicts that turned, gaps, findings, overdue tasks.
 * @param rows rows of ops.changes, in their order
 */
export function newsList(page: Page, rows: Row[]): Html {
  const { lang } = page;
  const heading = html`<h2 id="news">${words.heading[lang]}</h2>`;
  if (rows.length === 0) return html`${heading}<p class="empty">${words.nothing[lang]}</p>`;
  const kinds = [...new Set(rows.map((row) => String(row.kind)))];
  return html`${heading}${kinds.map((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    const rest = own.length - shown;
    return html`<h3>${String(own[0]?.[`title_${lang}`] ?? kind)} (${formatNumber(own.length, lang)})</h3>
<ul>${own.slice(0, shown).map((row) => html`<li>${String(row[`text_${lang}`] ?? "")}</li>`)}${
      rest > 0 ? html`<li>${words.more[lang].replace("{count}", formatNumber(rest, lang))}</li>` : ""
    }</ul>`;
  })}`;
}
