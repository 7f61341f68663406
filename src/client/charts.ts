/** Each chart can be taken along, as SVG or PNG, with its title, which names unit and period, and its source. */
import { save } from "./save.ts";

/** What a drawing needs of the page's style sheet to look the same outside it. */
const properties = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "opacity",
  "font-size",
  "font-weight",
  "text-anchor",
  "display",
];
const namespace = "http://www.w3.org/2000/svg";
const lineHeight = 22;

export function enhanceCharts(): void {
  for (const figure of document.querySelectorAll<HTMLElement>("figure.chart")) {
    for (const button of figure.querySelectorAll<HTMLButtonElement>("[data-take]")) {
      button.addEventListener("click", () => void take(figure, button.dataset.take === "PNG" ? "PNG" : "SVG"));
    }
  }
}

function titleOf(figure: HTMLElement): string {
  return figure.querySelector("figcaption")?.textContent?.replace(/\s+/g, " ").trim() ?? document.title;
}

async function take(figure: HTMLElement, kind: "SVG" | "PNG"): Promise<void> {
  const drawing = [...figure.querySelectorAll<SVGSVGElement>("svg")].find(
    (svg) => svg.getBoundingClientRect().width > 0,
  );
  if (!drawing) return;
  const { text, width, height } = standalone(drawing, titleOf(figure));
  if (kind === "SVG") return save(`${figure.id}.svg`, text, "image/svg+xml");
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && save(`${figure.id}.png`, blob, "image/png"), "image/png");
}

/** The drawing as a file of its own: styles written into it, its patterns with it, the title above, the source below. */
function standalone(drawing: SVGSVGElement, title: string): { text: string; width: number; height: number } {
  const box = drawing.viewBox.baseVal;
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  styleLike(drawing, copy);
  const page = getComputedStyle(document.body);
  const lines = wrap(title, box.width / 8);
  const top = lines.length * lineHeight + 12;
  const height = top + box.height + lineHeight + 8;
  const outer = document.createElementNS(namespace, "svg");
  set(outer, {
    xmlns: namespace,
    width: box.width,
    height,
    viewBox: `0 0 ${box.width} ${height}`,
    fill: page.color,
    "font-family": "Be Vietnam Pro, Arial, sans-serif",
  });
  const ground = document.createElementNS(namespace, "rect");
  set(ground, { width: "100%", height: "100%", fill: page.backgroundColor });
  const patterns = [...document.querySelectorAll("svg.defs defs, svg defs")].map((defs) => {
    const each = defs.cloneNode(true) as Element;
    styleLike(defs, each);
    return each;
  });
  set(copy, { x: 0, y: top, width: box.width, height: box.height });
  const source = `${document.querySelector(".kicker")?.textContent?.trim() ?? ""} · ${document.title}`;
  outer.append(
    ground,
    ...patterns,
    ...lines.map((line, index) => written(line, 18 + index * lineHeight, { "font-size": 15, "font-weight": 600 })),
    copy,
    written(source.replace(/^ · /, ""), height - 9, { "font-size": 11 }),
  );
  return { text: new XMLSerializer().serializeToString(outer), width: box.width, height };
}

function written(text: string, y: number, attributes: Record<string, string | number>): SVGTextElement {
  const node = document.createElementNS(namespace, "text");
  set(node, { x: 4, y, ...attributes });
  node.textContent = text;
  return node;
}

function styleLike(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  for (const name of properties) {
    const value = style.getPropertyValue(name);
    if (value) to.setAttribute(name, value);
  }
  [...from.children].forEach((child, index) => {
    const twin = to.children[index];
    if (twin) styleLike(child, twin);
  });
}

function wrap(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function set(element: Element, attributes: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
