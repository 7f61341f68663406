import type { Html } from "./html.ts";

const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

/** What HTML of this project's own says, as plain text: without marks, drawings and hints for screen readers. */
export function plainText(html: Html): string {
  return html.text
    .replace(/<a class="mark [^>]*>.*?<\/a>/gs, "")
    .replace(/<span class="sr">.*?<\/span>/gs, "")
    .replace(/<svg\b.*?<\/svg>/gs, "")
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity)
    .replace(/[^\S\u00a0]+/g, " ")
    .trim();
}
