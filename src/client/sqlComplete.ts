/** Suggestions under the query. A key that chooses one is taken only while they are shown, and Tab only once one is chosen. */
import { complete, type Vocabulary } from "../sql/complete.ts";

export function offerCompletions(area: HTMLTextAreaElement, list: HTMLElement): void {
  const vocabulary: Vocabulary = { tables: {} };
  for (const table of document.querySelectorAll<HTMLElement>("[data-sql-table]")) {
    const columns = [...table.querySelectorAll<HTMLElement>("[data-insert]")];
    vocabulary.tables[table.dataset.sqlTable ?? ""] = columns.map((column) => column.dataset.insert ?? "");
  }
  let from = 0;
  let chosen = -1;

  const hide = () => {
    list.hidden = true;
    chosen = -1;
    area.removeAttribute("aria-activedescendant");
  };
  const choose = (index: number) => {
    const items = [...list.children] as HTMLElement[];
    chosen = (index + items.length) % items.length;
    for (const [each, item] of items.entries()) item.setAttribute("aria-selected", String(each === chosen));
    area.setAttribute("aria-activedescendant", items[chosen]?.id ?? "");
  };
  const take = (text: string) => {
    area.setRangeText(text, from, area.selectionStart, "end");
    hide();
    area.focus();
  };
  const offer = () => {
    const found =
      area.selectionStart === area.selectionEnd ? complete(area.value, area.selectionStart, vocabulary) : null;
    if (!found) return hide();
    from = found.from;
    chosen = -1;
    list.replaceChildren(
      ...found.options.map((option, index) => {
        const item = document.createElement("li");
        item.id = `sql-suggestion-${index}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.textContent = option;
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(option);
        });
        return item;
      }),
    );
    list.hidden = false;
  };
  area.addEventListener("input", offer);
  area.addEventListener("blur", hide);
  area.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "Escape") hide();
    else if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
    else if ((event.key === "Tab" || event.key === "Enter") && chosen >= 0 && !event.ctrlKey)
      take(list.children[chosen]?.textContent ?? "");
    else return;
    event.preventDefault();
  });
}
