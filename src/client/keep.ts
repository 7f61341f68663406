import { flushState } from "./tableState.ts";

/** The search, filters and order of a page go along to the same page of another month, ward or language. */
export function keepState(below: ParentNode = document): void {
  for (const anchor of below.querySelectorAll<HTMLAnchorElement>("a[data-keep]")) {
    const keep = () => {
      flushState();
      anchor.search = location.search;
      if (anchor.dataset.keep === "hash") anchor.hash = location.hash;
    };
    for (const event of ["click", "auxclick", "contextmenu", "focus"]) anchor.addEventListener(event, keep);
  }
}
