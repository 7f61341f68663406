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

/** What a scrolling frame cuts off on a narrow screen, and how well its text can be told from the ground that it stands on. */
type CutOff = { isCutOff: boolean; contrast: number; needed: number };

/**
 * axe-core takes what a scrolling frame cuts off for covered, and of a single letter there says that it is too short; then the
 * contrast is worked out here, by WCAG's own formula.
 */
function isCutOff(rule: string, message: string, found: CutOff | undefined): boolean {
  if (rule !== "color-contrast" || !/partially obscured by another element|too short to determine/.test(message))
    return false;
  return found?.isCutOff === true && found.contrast >= found.needed;
}

/** For each element: whether the edge of its own scrolling frame, and nothing else, hides a part of it, and its contrast. */
function cutOffContrast(page: Page, selectors: string[]): Promise<Record<string, CutOff>> {
  return page.evaluate((all) => {
    const found: Record<string, CutOff> = {};
    for (const selector of all) {
      const element = document.querySelector<HTMLElement>(selector);
      const frame = element?.closest<HTMLElement>(".scroll, .menu, pre, nav.pages > ul");
      if (!element || !frame) continue;
      const [box, window] = [element.getBoundingClientRect(), frame.getBoundingClientRect()];
      const isOutside =
        box.right > window.right + 0.5 || box.left < window.left - 0.5 || box.bottom > window.bottom + 0.5;
      // Brought into view nothing may lie over it.
      element.scrollIntoView({ block: "center", inline: "center" });
      const seen = element.getBoundingClientRect();
      const top = document.elementFromPoint(seen.left + Math.min(seen.width / 2, 8), seen.top + seen.height / 2);
      const isFree = top !== null && (element.contains(top) || top.contains(element));
      frame.scrollLeft = 0;
      const colors: number[][] = [];
      for (let at: HTMLElement | null = element; at; at = at.parentElement) {
        const parts =
          getComputedStyle(at)
            .backgroundColor.match(/[\d.]+/g)
            ?.map(Number) ?? [];
        if (parts.length === 3 || parts[3] === 1) {
          colors.push(parts.slice(0, 3));
          break;
        }
      }
      const style = getComputedStyle(element);
      colors.push((style.color.match(/[\d.]+/g) ?? []).map(Number).slice(0, 3));
      const [ground, ink] = colors.map((color) => {
        const [red = 0, green = 0, blue = 0] = color.map((value) =>
          value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
        );
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      });
      const [light, dark] = [Math.max(ground ?? 0, ink ?? 0), Math.min(ground ?? 0, ink ?? 0)];
      const size = Number.parseFloat(style.fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      found[selector] = {
        isCutOff: isOutside && isFree,
        contrast: (light + 0.05) / (dark + 0.05),
        needed: isLarge ? 3 : 4.5,
      };
    }
    return found;
  }, selectors);
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
  const cutOff = await cutOffContrast(
    page,
    (incomplete ?? []).flatMap(({ id, nodes }) =>
      id === "color-contrast" ? nodes.map(({ target }) => target.join(" ")) : [],
    ),
  );
  return [
    ...(violations ?? []).map(
      ({ id, nodes }) => `${id} ${nodes.length}×: ${nodes[0]?.target.join(" ")} ${nodes[0]?.failureSummary}`,
    ),
    ...(incomplete ?? []).flatMap(({ id, nodes }) =>
      nodes
        .filter(({ html, any }) => !isReviewed(id, html, any[0]?.message ?? ""))
        .filter(({ target, any }) => !isCutOff(id, any[0]?.message ?? "", cutOff[target.join(" ")]))
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

export interface Walk {
  /** What can't be reached by Tab, or doesn't show that it has the focus. */
  faults: string[];
  reached: number;
}

/** Goes through a whole page by Tab: every control is reached, none holds the focus for good, each shows it. */
export async function walkByTab(page: Page): Promise<Walk> {
  const count = await page.evaluate(() => {
    const controls = [
      ...document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [tabindex='0']"),
    ].filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(":disabled"));
    // biome-ignore lint/suspicious/noExplicitAny: what is seen on the way, for the test
    const seen = globalThis as any;
    Object.assign(seen, { controls, visited: new Set(), unseen: [] as string[] });
    document.addEventListener("focusin", (event) => {
      const element = event.target as HTMLElement;
      if (seen.visited.has(element)) return;
      seen.visited.add(element);
      const style = getComputedStyle(element);
      if (style.outlineStyle === "none" || Number.parseFloat(style.outlineWidth) < 2) {
        seen.unseen.push(`${element.tagName}.${element.className} has the focus and doesn't show it`);
      }
    });
    (document.activeElement as HTMLElement | null)?.blur();
    return controls.length;
  });
  for (let step = 0; step < count + 4; step++) await page.keyboard.press("Tab");
  return page.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: see above
    const { controls, visited, unseen } = globalThis as any;
    const missed = (controls as HTMLElement[])
      .filter((element) => !visited.has(element) && element.checkVisibility())
      .map(
        (element) => `${element.tagName}.${element.className} "${element.textContent?.slice(0, 30)}" is not reached`,
      );
    return { faults: [...unseen, ...missed], reached: visited.size };
  });
}
