import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe-core can't decide by itself, looked at by a person, with the reason why it is right. A rule that is not here, or an element
 * that a reviewed rule doesn't name, is a problem like any other.
 */
const reviewed: { rule: string; element: RegExp; message?: RegExp; reason: string }[] = [
  {
    rule: "label-content-name-mismatch",
    element: /class="mark /,
    reason: "what is seen is one sign that screen readers pass over (!, ? or i); the name is the question itself",
  },
  {
    rule: "color-contrast",
    element: /^<(text|tspan)\b/,
    reason: "text of charts is in the page's ink on its paper, or beside its bar; hatching is an image to axe-core",
  },
  {
    rule: "color-contrast",
    element: /./,
    message: /partially obscured by another element/,
    reason:
      "a cell or link that its scrolling frame cuts off on a narrow screen: same colours as the whole ones beside it",
  },
  {
    rule: "color-contrast",
    element: /^<t[dh]\b/,
    message: /too short to determine/,
    reason: "a printed cell of one character, in the colours of the cells beside it",
  },
  {
    rule: "color-contrast",
    element: /^<small class="mend">/,
    message: /only non-text characters/,
    reason: "the arrow between a mend's before and after, in the ink of the second rank",
  },
];

function isReviewed(rule: string, element: string, message: string): boolean {
  return reviewed.some(
    (item) => item.rule === rule && item.element.test(element) && (item.message?.test(message) ?? true),
  );
}

interface AxeResult {
  id: string;
  nodes: { target: string[]; html: string; failureSummary?: string; any: { message: string }[] }[];
}

/** Violations of WCAG 2.2 AA and good practice, and whatever axe-core leaves open that nobody has reviewed. */
export async function axeProblems(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const { violations, incomplete } = await page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe comes as a global of the page
    const found = await (globalThis as any).axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      resultTypes: ["violations", "incomplete"],
    });
    return { violations: found.violations, incomplete: found.incomplete } as Record<string, AxeResult[]>;
  });
  return [
    ...(violations ?? []).map(
      ({ id, nodes }) => `${id} ${nodes.length}×: ${nodes[0]?.target.join(" ")} ${nodes[0]?.failureSummary}`,
    ),
    ...(incomplete ?? []).flatMap(({ id, nodes }) =>
      nodes
        .filter(({ html, any }) => !isReviewed(id, html, any[0]?.message ?? ""))
        .slice(0, 3)
        .map(({ html, any }) => `not reviewed, ${id}: ${html.slice(0, 160)} (${any[0]?.message})`),
    ),
  ];
}

/** Links and controls smaller than 24 by 24 px that stand closer to another than WCAG 2.5.8 allows; links in running text are free. */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("button, select, input:not([type=checkbox]), summary, nav a, .tools a")]
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && box.bottom > 0 && (box.width < 24 || box.height < 23.5);
      })
      .map((element) => `${element.tagName} ${element.className} "${element.textContent?.slice(0, 40)}" is too small`),
  );
}

/** Whether each of the first places that Tab reaches shows that it has the focus. */
export async function hiddenFocus(page: Page, steps: number): Promise<string[]> {
  const hidden: string[] = [];
  for (let step = 0; step < steps; step++) {
    await page.keyboard.press("Tab");
    const fault = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      const isShown = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2;
      return isShown ? null : `${element.tagName} ${element.className} has the focus and doesn't show it`;
    });
    if (fault) hidden.push(fault);
  }
  return hidden;
}
