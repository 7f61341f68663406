import { Html, html, raw } from "../lib/html.ts";

/**
 * Small charts in one notation (IBCS): plan outlined, actual solid, estimate hatched; ahead and behind by colour and
 * by the side of the mark on which the bar ends. They are as wide as their place, hold no text (the figures stand beside
 * them), and are hidden from screen readers.
 */

/** The patterns that all small charts of a page use; once a page. */
export const patterns: Html = raw(
  `<svg class="defs" width="0" height="0" aria-hidden="true"><defs>${["ahead", "behind", "even", "none"]
    .map(
      (kind) =>
        `<pattern id="hatch-${kind}" class="${kind}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground" width="5" height="5"/><rect class="line" width="2.2" height="5"/></pattern>`,
    )
    .join("")}</defs></svg>`,
);

export interface BulletOptions {
  /** Share of the target, in hundredths: 145.3. */
  attainment: number;
  kind: "ahead" | "behind" | "even" | "none";
  isEstimate: boolean;
  /** Right end of the scale, in hundredths. The same for all bullets of a list. */
  scaleEnd: number;
}

/** A bar against its target, which stands at 100. */
export function bullet(options: BulletOptions): Html {
  const width = position(Math.min(options.attainment, options.scaleEnd), options.scaleEnd);
  const target = position(100, options.scaleEnd);
  const fill = options.isEstimate ? ` fill="url(#hatch-${options.kind})"` : "";
  const isCut = options.attainment > options.scaleEnd;
  return new Html(
    `<svg class="bullet" width="100%" height="18" aria-hidden="true"><rect class="plan" x="0.5" y="1.5" width="${target}%" height="15"/>` +
      `<rect class="value ${options.kind}${options.isEstimate ? " estimate" : ""}" x="0" y="5" width="${width}%" height="8"${fill}/>` +
      `<rect class="target" x="${target}%" y="0" width="2.5" height="18"/>` +
      `${isCut ? '<rect class="cut" x="97%" y="3" width="3" height="12"/>' : ""}</svg>`,
  );
}

/** Planned (outlined) and reached (solid; an estimate hatched) on one scale; what is missing between them is the gap. */
export function planBar(planned: number | null, actual: number | null, scaleEnd: number, isEstimate = false): Html {
  const plan =
    planned === null ? "" : `<rect class="plan" x="0.5" y="1.5" width="${position(planned, scaleEnd)}%" height="15"/>`;
  const gap =
    planned !== null && actual !== null && planned > actual
      ? `<rect class="gap" x="${position(actual, scaleEnd)}%" y="5" width="${position(planned - actual, scaleEnd)}%" height="8"/>`
      : "";
  const look = isEstimate ? 'class="value even estimate" fill="url(#hatch-even)"' : 'class="value even"';
  const paid = actual ? `<rect ${look} x="0" y="5" width="${position(actual, scaleEnd)}%" height="8"/>` : "";
  return new Html(`<svg class="bullet" width="100%" height="18" aria-hidden="true">${plan}${gap}${paid}</svg>`);
}

/** What was paid (solid) of a whole that stands for 100 %. */
export function shareBar(part: number | null, whole: number | null): Html {
  if (part === null || !whole) return new Html("");
  return new Html(
    `<svg class="bullet" width="100%" height="18" aria-hidden="true"><rect class="plan" x="0.5" y="1.5" width="99.6%" height="15"/><rect class="value even" x="0" y="5" width="${position(part, whole)}%" height="8"/></svg>`,
  );
}

export interface Share {
  kind: string;
  count: number;
}

/** Parts of a whole, side by side. */
export function stack(shares: readonly Share[], scaleEnd?: number): Html {
  const total = scaleEnd ?? shares.reduce((sum, share) => sum + share.count, 0);
  let at = 0;
  const parts = shares
    .filter((share) => share.count > 0)
    .map((share) => {
      const part = `<rect class="s-${share.kind}" x="${position(at, total)}%" y="0" width="${position(share.count, total)}%" height="16"/>`;
      at += share.count;
      return part;
    });
  return html`<svg class="stack" width="100%" height="16" aria-hidden="true">${raw(parts.join(""))}</svg>`;
}

/** Hundredths of the scale, with two decimals at most. */
function position(value: number, end: number): string {
  const share = end > 0 ? (Math.max(value, 0) / end) * 100 : 0;
  return String(Math.round(Math.min(share, 100) * 100) / 100);
}
