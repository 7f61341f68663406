/**
 * Holds a table's columns as wide as its whole content has made them. They don't jump while rows come and go, and a browser needn't
 * measure every cell again for each key press.
 */
export interface WidthLock {
  /** A column is shown or hidden: one whose width was never seen is measured with the next use. */
  forget(column: number): void;
}

export function widthLock(
  frame: HTMLElement,
  table: HTMLTableElement,
  headings: readonly HTMLTableCellElement[],
): WidthLock {
  const group = document.createElement("colgroup");
  const columns = headings.map(() => document.createElement("col"));
  group.append(...columns);
  const isLocked = () => table.classList.contains("locked");
  const unlock = () => table.classList.remove("locked");
  const lock = () => {
    if (isLocked() || getComputedStyle(table).display !== "table") return;
    const widths = headings.map((heading) => heading.getBoundingClientRect().width);
    columns.forEach((column, index) => {
      column.style.setProperty("--w", `${widths[index]}px`);
      column.hidden = headings[index]?.hidden ?? false;
    });
    if (!group.parentNode) table.tHead?.before(group);
    table.classList.add("locked");
  };
  // Before anything is typed or pressed the page is laid out, and reading widths costs nothing.
  for (const event of ["pointerenter", "focusin"]) frame.addEventListener(event, lock);
  let width = innerWidth;
  window.addEventListener("resize", () => {
    if (innerWidth !== width) unlock();
    width = innerWidth;
  });
  return {
    forget(index) {
      const column = columns[index];
      if (!column || !isLocked()) return;
      column.hidden = !column.hidden;
      if (!column.hidden && Number.parseFloat(column.style.getPropertyValue("--w")) === 0) unlock();
    },
  };
}
