/** Which columns a table shows, and a link to just what is seen. */

export interface ColumnPicker {
  isHidden(column: number): boolean;
  /** For the address: numbers of the hidden columns, `2.5`; nothing while all are shown. */
  state(): string;
}

/** A column that comes or goes: `run` does it. */
export interface ColumnChange {
  column: number;
  run(): void;
}

/**
 * A list of boxes, one a column. One column always stays.
 * @param words `columns`, and `columnsHidden` with `{count}`
 * @param onChange is given the change, to make it when it suits
 */
export function columnPicker(
  controls: HTMLElement,
  headings: readonly HTMLTableCellElement[],
  state: string | undefined,
  words: { columns: string; columnsHidden: string },
  onChange: (change: ColumnChange) => void,
): ColumnPicker {
  const hidden = new Set(
    (state ?? "")
      .split(".")
      .filter((part) => /^\d+$/.test(part))
      .map(Number)
      .filter((column) => column < headings.length),
  );
  if (hidden.size >= headings.length) hidden.clear();
  const summary = controls.querySelector(".pick-columns") as HTMLElement;
  const boxes = [...controls.querySelectorAll<HTMLInputElement>(".columns input")];
  const table = headings[0]?.closest("table");
  const apply = (column: number) => {
    for (const row of table?.rows ?? []) {
      const cell = row.cells[column];
      if (cell) cell.hidden = hidden.has(column);
    }
  };
  const tell = () => {
    const shown = boxes.filter((box) => box.checked);
    for (const box of boxes) box.disabled = box.checked && shown.length === 1;
    const text = hidden.size > 0 ? words.columnsHidden.replace("{count}", String(hidden.size)) : words.columns;
    if (summary.textContent !== text) summary.textContent = text;
  };
  boxes.forEach((box, column) => {
    box.checked = !hidden.has(column);
    if (hidden.has(column)) apply(column);
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(column);
      else hidden.add(column);
      onChange({ column, run: () => apply(column) });
      tell();
    });
  });
  // Below its button to the right, or to the left where the window ends.
  const fold = controls.querySelector<HTMLDetailsElement>("details.columns");
  fold?.addEventListener("toggle", () => {
    const menu = fold.querySelector<HTMLElement>(".menu");
    if (!menu || !fold.open) return;
    const isPast = fold.getBoundingClientRect().left + menu.offsetWidth > document.documentElement.clientWidth - 8;
    menu.classList.toggle("leftwards", isPast);
  });
  tell();
  return {
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
