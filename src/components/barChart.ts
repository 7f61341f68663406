import * as Plot from "@observablehq/plot";
import { formatNumber } from "../lib/format.ts";
import { type Html, html } from "../lib/html.ts";
import type { Page } from "../lib/page.ts";
import type { Row } from "../site-tables.ts";
import { chart } from "./chart.ts";
import { emptyNote } from "./figure.ts";

export interface BarChartOptions {
  /** What the bars show, with unit and period. */
  title: string;
  /** Column that names a bar. */
  label: string;
  /** Column of its length. */
  value: string;
}

const longest = 42;

/** Rows as lying bars, in the order of the rows; rows without a figure are left out. */
export function barChart(page: Page, rows: Row[], { title, label, value }: BarChartOptions): Html {
  const bars = rows
    .filter((row) => typeof row[value] === "number")
    .map((row) => ({ name: short(String(row[label] ?? "–")), value: row[value] as number }));
  if (bars.length === 0) return emptyNote(page);
  const text = (bar: { value: number }) => formatNumber(bar.value, page.lang);
  const description = `${title}. ${bars.map((bar) => `${bar.name}: ${text(bar)}`).join("; ")}`;
  const names = [...new Set(bars.map((bar) => bar.name))];
  return html`${chart(page, {
    title,
    description,
    draw: (width) => ({
      height: names.length * 34 + 20,
      marginLeft: roomFor(width, names),
      marginRight: 60,
      x: { axis: null },
      y: { domain: names },
      marks: [
        // A long name takes two lines where there is little room; the letters are 10 px high.
        Plot.axisY({ label: null, tickSize: 0, lineWidth: (roomFor(width, names) - 10) / 10 }),
        Plot.barX(bars, {
          x: "value",
          y: "name",
          fill: "currentColor",
          fillOpacity: 0.75,
          insetTop: 6,
          insetBottom: 6,
        }),
        Plot.text(bars, { x: "value", y: "name", text, textAnchor: "start", dx: 5 }),
        Plot.ruleX([0]),
      ],
    }),
  })}`;
}

/** Pixels to the left of the bars. */
function roomFor(width: number, names: readonly string[]): number {
  return Math.min(width * 0.4, Math.max(...names.map((name) => name.length)) * 7.5 + 10);
}

function short(name: string): string {
  return name.length > longest ? `${name.slice(0, longest - 1)}…` : name;
}
