/** Which columns a table shows, and a link to just what is seen. */

export interface ColumnPicker {
  element: HTMLElement;
  isHidden(column: number): boolean;
  /** For the address: numbers of the hidden columns, `2.5`; nothing while all are shown. */
  state(): string;
}

/**
 * A list of boxes, one a column. One column always stays.
 * @param words `columns`, and `columnsHidden` with `{count}`
 */
export function columnPicker(
  headings: readonly HTMLTableCellElement[],
  state: string | undefined,
  words: { columns: string; columnsHidden: string },
  onChange: () => void,
): ColumnPicker {
  const hidden = new Set(
    (state ?? "")
      .split(".")
      .filter((part) => /^\d+$/.test(part))
      .map(Number)
      .filter((column) => column < headings.length),
  );
  if (hidden.size >= headings.length) hidden.clear();
  const element = document.createElement("details");
  element.className = "menu-fold columns";
  const summary = document.createElement("summary");
  summary.className = "pick-columns";
  const menu = document.createElement("div");
  menu.className = "menu";
  element.append(summary, menu);
  const boxes = headings.map((heading, column) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = !hidden.has(column);
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(column);
      else hidden.add(column);
      show();
      onChange();
    });
    label.append(box, ` ${heading.textContent ?? ""}`);
    menu.append(label);
    return box;
  });
  const table = headings[0]?.closest("table");
  const show = () => {
    for (const row of table?.rows ?? []) {
      for (const [column, cell] of [...row.cells].entries()) cell.hidden = hidden.has(column);
    }
    const shown = boxes.filter((box) => box.checked);
    for (const box of boxes) box.disabled = box.checked && shown.length === 1;
    summary.textContent = hidden.size > 0 ? words.columnsHidden.replace("{count}", String(hidden.size)) : words.columns;
  };
  show();
  return {
    element,
    isHidden: (column) => hidden.has(column),
    state: () => [...hidden].sort((one, other) => one - other).join("."),
  };
}

/** Puts the page's address, which holds the table's state, on the clipboard. Offices serve pages without TLS: then the old way. */
export async function copyAddress(anchor: string): Promise<boolean> {
  const address = `${location.origin}${location.pathname}${location.search}#${anchor}`;
  try {
    await navigator.clipboard.writeText(address);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = address;
    area.className = "sr";
    document.body.append(area);
    area.select();
    const isDone = document.execCommand("copy");
    area.remove();
    return isDone;
  }
}
