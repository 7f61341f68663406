/** HTML in a page replaced by other HTML, touching as little as possible. */

/** Where only text between the same tags is another, the text alone is written: elements stay, and no parser runs. */
export function rewrite(place: Element, before: string, after: string): void {
  if (!rewriteTexts(place, before, after)) write(place, after);
}

/** Text alone needs no parser. */
export function write(place: Element | undefined, html: string): void {
  if (!place) return;
  if (/[<&]/.test(html)) place.innerHTML = html;
  else place.textContent = html;
}

const tag = /(<[^>]*>)/;

function rewriteTexts(place: Element, before: string, after: string): boolean {
  if (after.includes("&") || before.includes("&")) return false;
  const [old, next] = [before.split(tag), after.split(tag)];
  if (next.length === 1 || old.length !== next.length) return false;
  // Every second piece is a tag. An empty text has no node: where one comes or goes, all is written.
  const isSame = next.every((piece, at) => (at % 2 === 1 ? piece === old[at] : (piece === "") === (old[at] === "")));
  if (!isSame) return false;
  const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  for (let at = 0; at < next.length; at += 2) {
    if (next[at] === "") continue;
    const node = texts.nextNode() as Text | null;
    if (!node) return false;
    if (old[at] !== next[at]) node.data = next[at] as string;
  }
  return true;
}
