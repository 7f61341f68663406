import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { Html, html } from "../lib/html.ts";
import type { Page } from "../lib/page.ts";

export interface ChartOptions {
  /** What the chart says, with unit and period: its title above it. */
  title: string;
  /** The chart in words, for screen readers and for whoever doesn't read charts. */
  description: string;
  /** Plot's options for a drawing of this width in pixels. */
  draw: (width: number) => Plot.PlotOptions;
}

/**
 * A chart drawn when the site is published, once for screens and once for phones, so that its text is never shrunk. The page's
 * style sheet shows one of them.
 */
export function chart(page: Page, options: ChartOptions): Html {
  const id = page.nextId("chart");
  return html`<figure class="chart" id="${id}"><figcaption>${options.title}</figcaption>
<div class="wide">${svg(options, 1000)}</div><div class="narrow">${svg(options, 350)}</div>${takeButtons(options.title)}</figure>`;
}

/** To take a chart along; the page's script does it. */
function takeButtons(title: string): Html {
  return html`<p class="take">${["SVG", "PNG"].map(
    (kind) => html`<button type="button" data-take="${kind}" aria-label="${kind}: ${title}">${kind}</button>`,
  )}</p>`;
}

/** One small drawing, the same at every width: a panel of small multiples. */
export function smallChart(description: string, options: Plot.PlotOptions): Html {
  return svg({ title: description, description, draw: () => options }, options.width ?? 300);
}

function svg(options: ChartOptions, width: number): Html {
  const { document } = parseHTML("<html><body></body></html>");
  const drawn = Plot.plot({
    ...options.draw(width),
    width,
    document: document as unknown as Document,
  }) as unknown as Element;
  return new Html(clean(drawn, options.description));
}

/** Plot's inline styles go (the site's policy allows none), and so do labels on groups, which no reader announces. */
function clean(svg: Element, description: string): string {
  for (const style of [...svg.querySelectorAll("style")]) style.remove();
  for (const element of [svg, ...svg.querySelectorAll("*")]) {
    for (const name of ["style", "aria-label", "aria-description", "aria-hidden"]) element.removeAttribute(name);
  }
  svg.setAttribute("class", "plot");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", description);
  svg.removeAttribute("font-family");
  return (
    svg.outerHTML
      .replace(/ xmlns(:\w+)?="[^"]*"/g, "")
      // Hundredths of a pixel are enough, and cost a third of the bytes.
      .replace(/(\d+\.\d{2})\d+/g, "$1")
  );
}
