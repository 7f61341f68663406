import { formatDate, formatMonth } from "../lib/format.ts";
import { type Html, html, raw, render } from "../lib/html.ts";
import { link, type Page, say, sayText, sibling, yearSibling } from "../lib/page.ts";
import { picker } from "./picker.ts";

export interface NavigationItem {
  name: string;
  label: string;
  /** Whether each month, or each year, has its own. */
  scope: string;
  /** Whether it always shows; the others are in the menu behind "more". */
  isMain: boolean;
}

export interface DocumentParts {
  page: Page;
  title: string;
  heading: string;
  summary: string;
  /** The page's file name, for the mark in the navigation. */
  name: string;
  navigation: NavigationItem[];
  /** Link to the same page in the other language. */
  otherLanguage: string;
  style: string;
  script: string;
  /** A script of this page alone. */
  pageScript: string | null;
  fonts: string[];
  inlineScripts: string[];
  policy: string;
  runtime: string;
  main: string;
  /** The file that names the months of other localities, where the page does not; null where it names all. */
  months: string | null;
}

/** Runs before the first paint, so that a chosen theme doesn't flash. */
export const inlineThemeScript =
  'try{var t=localStorage.getItem("kichban-theme");if(t)document.documentElement.dataset.theme=t}catch(e){}document.documentElement.classList.add("js")';

const favicon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#14375e"/><path d="M8 23V15M16 23V9M24 23v-5" stroke="#fff" stroke-width="4" stroke-linecap="round"/></svg>',
)}`;

/**
 * The first paint waits for the foot's start tag: a browser that paints what a busy machine has parsed so far would move it when the
 * rest of a row comes. Style sheet and fonts come later than the page itself, so that this costs no time. Chromium lets go at the start
 * tag of the element named, so the element is the last one; browsers that don't know the link paint as they always did.
 */
const firstPaint = '<link rel="expect" href="#foot" blocking="render">';

/** The whole document around a page's content. */
export function renderDocument(parts: DocumentParts): string {
  const { page } = parts;
  const description = html`\n<meta name="description" content="${parts.summary || parts.title}">`;
  return render(html`<!doctype html>
<html lang="${page.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${parts.policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${raw(firstPaint)}
<title>${parts.title}</title>${description}
<link rel="icon" href="${favicon}">
${parts.fonts.map((font) => html`<link rel="preload" as="font" type="font/woff2" href="${font}" crossorigin>\n`)}<link rel="stylesheet" href="${parts.style}">
${parts.inlineScripts.map((code) => html`<script>${raw(code)}</script>\n`)}<script src="${parts.script}" defer></script>${parts.pageScript && html`\n<script src="${parts.pageScript}" defer></script>`}
${raw(parts.runtime)}
</head>
<body class="page-${parts.name}">
<a class="skip" href="#content">${say(page, "skip")}</a>
${header(parts)}
<main id="content" tabindex="-1">
<div class="title">
${kicker(page)}
<h1>${parts.heading}</h1>
${parts.summary && html`<p class="summary">${parts.summary}</p>`}
</div>
${raw(parts.main.trim())}
</main>
${footer(page)}
</body>
</html>
`);
}

function header(parts: DocumentParts): Html {
  const { page } = parts;
  const other = page.lang === "vi" ? { lang: "en", name: "English" } : { lang: "vi", name: "Tiếng Việt" };
  return html`<header class="top">
<div class="bar">
<a class="brand" href="${sibling(page, "index")}">${raw(
    '<svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><rect width="32" height="32" rx="6" class="brand-box"/><path d="M8 23V15M16 23V9M24 23v-5" class="brand-bars"/></svg>',
  )}<span>${say(page, "brand")}</span></a>
${picker(page, parts)}
<div class="tools">
${searchLink(parts)}<a class="tool" href="${parts.otherLanguage}" data-keep="hash" lang="${other.lang}" hreflang="${other.lang}">${other.name}</a>
<button class="tool theme" type="button" data-label="${sayText(page, "themeLabel")}" aria-label="${sayText(page, "themeLabel")}">${themeNames(page)}</button>
</div>
</div>
<nav class="pages" aria-label="${sayText(page, "navigation")}">
<ul>
${parts.navigation.filter((item) => item.isMain).map((item) => navigationLink(parts, item))}</ul>
${moreMenu(parts)}</nav>
</header>`;
}

/** All three, one over the other, so that the button is as wide as the widest from the start; the style sheet shows one. */
function themeNames(page: Page): Html[] {
  return sayText(page, "themeNames")
    .split("|")
    .map((name, index) => html`<span class="${["auto", "light", "dark"][index] ?? ""}">${name}</span>`);
}

const searchPage = "search";

/** The search stands with the tools, where a reader looks for it. */
function searchLink(parts: DocumentParts): Html {
  const item = parts.navigation.find((one) => one.name === searchPage);
  if (!item) return html``;
  // Where the index comes in parts, one's own place is searched first.
  const own = parts.months && parts.page.scope ? `?in=${encodeURIComponent(parts.page.scope.localityId)}` : "";
  return html`<a class="tool find" href="${navigationTarget(parts.page, item)}${own}"${raw(currentMark(parts, item))}>${raw(
    '<svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><circle cx="6.5" cy="6.5" r="4.5"/><path d="m10 10 4.5 4.5"/></svg>',
  )} ${item.label}</a>
`;
}

/** What isn't read every month, folded; on one of those pages the fold bears its name. */
function moreMenu(parts: DocumentParts): Html {
  const items = parts.navigation.filter((item) => !item.isMain && item.name !== searchPage);
  if (items.length === 0) return html``;
  const current = items.find((item) => item.name === parts.name);
  const more = sayText(parts.page, "moreMenu");
  return html`<details class="more-pages menu-fold"><summary${raw(current ? ' class="here"' : "")}>${more}${current ? html`<span class="at">: ${current.label}</span>` : ""}</summary>
<ul class="menu">
${items.map((item) => navigationLink(parts, item))}</ul></details>
`;
}

function navigationLink(parts: DocumentParts, item: NavigationItem): Html {
  return html`<li><a href="${navigationTarget(parts.page, item)}"${raw(currentMark(parts, item))}>${item.label}</a></li>\n`;
}

function navigationTarget(page: Page, item: NavigationItem): string {
  if (item.scope === "report") return sibling(page, item.name);
  return item.scope === "year" ? yearSibling(page, item.name) : link(page, item.name);
}

function currentMark(parts: DocumentParts, item: NavigationItem): string {
  return item.name === parts.name ? ' aria-current="page"' : "";
}

function kicker(page: Page): Html {
  const report = page.scope?.reports[0];
  if (!page.scope || !report) return html``;
  return html`<p class="kicker">${say(page, report.report_number ? "kicker" : "kickerPlain", {
    locality: page.scope.locality,
    number: html`<span class="nb">${String(report.report_number ?? "")}</span>`,
    date: formatDate(report.issued_date as string | null, page.lang),
    month: formatMonth(page.scope.period, page.lang),
  })}</p>`;
}

/** On paper too: where the figures come from, and of which day. */
function footer(page: Page): Html {
  const report = page.scope?.reports[0];
  const source =
    page.scope && report
      ? html`<p>${say(page, report.report_number ? "source" : "sourcePlain", {
          locality: page.scope.locality,
          number: html`<span class="nb">${String(report.report_number ?? "")}</span>`,
          date: formatDate(report.issued_date as string | null, page.lang),
          month: formatMonth(page.scope.period, page.lang),
        })}</p>`
      : "";
  return html`<footer class="foot" id="foot">${source}<p class="how">${say(page, "footer")}</p></footer>`;
}
