import { briefWords } from "../i18n/brief.ts";
import type { Lang } from "../lib/format.ts";
import { type Html, html } from "../lib/html.ts";
import { outputPath, type Page, relativeLink, type Scope } from "../lib/page.ts";

/** A brief's place in the site. */
export function briefPath(scope: Scope, lang: Lang, format: "pdf" | "docx"): string {
  return `briefs/${scope.localityId}-${scope.period.slice(0, 7)}-${lang}.${format}`;
}

/** Links to the page's month as a PDF and a Word file. */
export function briefLinks(page: Page): Html {
  const { scope, lang } = page;
  if (!scope) return html``;
  const link = (format: "pdf" | "docx") => relativeLink(outputPath(lang, page.path), briefPath(scope, lang, format));
  return html`<p class="note brief">${briefWords.download[lang]} <a href="${link("pdf")}" download>PDF</a>, <a href="${link("docx")}" download>Word</a>.</p>`;
}
