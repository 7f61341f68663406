/** Brings a table's controls to life: search, views, filters, order, columns, downloads. What is seen stands in the address. */
import { fold } from "../lib/fold.ts";
import { afterFrame } from "./afterFrame.ts";
import { tableRows } from "./tableRows.ts";
import { type Seen, saveCsv, saveXlsx } from "./tableSave.ts";
import { flushState, type Order, orderText, readOrder, readState, writeState } from "./tableState.ts";
import { type ColumnChange, columnPicker, copyAddress } from "./tableTools.ts";
import { widthLock } from "./tableWidths.ts";

interface Words {
  shown: string;
  none: string;
  sort: string;
  columns: string;
  columnsHidden: string;
  copied: string;
  notCopied: string;
}

export function enhanceTables(): void {
  for (const frame of document.querySelectorAll<HTMLElement>("[data-table]")) enhance(frame);
  window.addEventListener("pagehide", flushState);
}

function enhance(frame: HTMLElement): void {
  const table = frame.querySelector("table");
  const body = table?.tBodies[0];
  const controls = frame.querySelector<HTMLElement>(".controls");
  if (!table || !body || !controls) return;
  const words = JSON.parse(frame.dataset.words ?? "{}") as Words;
  const id = frame.dataset.table ?? "";
  const headings = [...(table.tHead?.rows[0]?.cells ?? [])];
  const rows = tableRows(frame, body, (column) => headings[column]?.dataset.kind === "number");
  const state = readState(id);
  const status = controls.querySelector(".count") as HTMLElement;
  const search = controls.querySelector("input.search") as HTMLInputElement;
  const view = controls.querySelector<HTMLSelectElement>("select.view");
  const filters = [...controls.querySelectorAll<HTMLSelectElement>("select.filter")];
  const columnOf = (select: HTMLSelectElement) => Number(select.dataset.column);
  search.value = state.get("q") ?? "";
  if (view) choose(view, state.get("g"));
  for (const select of filters) choose(select, state.get(`f${columnOf(select)}`));
  const orders = controls.querySelector("select.order") as HTMLSelectElement;
  let order: Order | null = readOrder(state.get("s"));

  const update = () => {
    rows.show({
      words: fold(search.value).split(" ").filter(Boolean),
      view: view?.value ?? "",
      values: new Map(filters.flatMap((select) => (select.value ? [[columnOf(select), select.value] as const] : []))),
      order,
    });
    const count = rows.shown().length;
    const said = words.shown.replace("{count}", String(count)).replace("{total}", String(rows.total));
    say(count === 0 ? words.none : said);
  };
  const showOrder = () => {
    headings.forEach((heading, column) => {
      if (order?.column === column) heading.setAttribute("aria-sort", order.isDescending ? "descending" : "ascending");
      else if (heading.hasAttribute("aria-sort")) heading.removeAttribute("aria-sort");
    });
    orders.value = orderText(order);
  };
  const say = (text: string) => {
    if (status.textContent !== text) status.textContent = text;
  };
  const keep = () =>
    writeState(id, {
      q: search.value,
      h: columns.state(),
      s: orderText(order),
      ...(view ? { g: view.value } : {}),
      ...Object.fromEntries(filters.map((select) => [`f${columnOf(select)}`, select.value])),
    });
  let columnChanges: ColumnChange[] = [];
  let isAsked = false;
  const rest = afterFrame(() => {
    const changes = columnChanges;
    columnChanges = [];
    if (changes.length > 0) {
      rows.layOut(() => {
        for (const { column, run } of changes) {
          widths.forget(column);
          run();
        }
      });
    }
    if (isAsked) update();
    isAsked = false;
  });
  const askRest = () => {
    keep();
    frame.setAttribute("aria-busy", "true");
    rest.ask();
  };
  const change = () => {
    showOrder();
    isAsked = true;
    askRest();
  };

  const widths = widthLock(frame, table, headings);
  const columns = columnPicker(controls, headings, state.get("h"), words, (change) => {
    columnChanges.push(change);
    askRest();
  });
  headings.forEach((heading, column) => {
    sortButton(heading, words.sort, () => {
      const isSame = order?.column === column;
      order = isSame && order?.isDescending ? null : { column, isDescending: Boolean(isSame) };
      change();
    });
  });
  search.addEventListener("input", change);
  orders.addEventListener("change", () => {
    order = readOrder(orders.value);
    change();
  });
  for (const select of [...filters, view]) select?.addEventListener("change", change);
  controls.querySelector(".copy")?.addEventListener("click", async () => {
    rest.settle();
    flushState();
    say((await copyAddress(id)) ? words.copied : words.notCopied);
  });
  const seen = (): Seen => {
    rest.settle();
    return {
      fileName: frame.dataset.file || id,
      title: table.caption?.textContent ?? id,
      headings,
      rows: rows.shown(),
      isHidden: columns.isHidden,
    };
  };
  controls.querySelector("[data-as=csv]")?.addEventListener("click", () => saveCsv(seen()));
  controls.querySelector("[data-as=xlsx]")?.addEventListener("click", () => saveXlsx(seen()));
  window.addEventListener("beforeprint", () => {
    rest.settle();
    rows.finish();
  });
  // A table that nobody has asked anything stays as it came.
  if (search.value || order || view?.value || filters.some((select) => select.value)) {
    showOrder();
    update();
  }
}

/** What the address asks for, where it can be chosen. */
function choose(select: HTMLSelectElement, value: string | undefined): void {
  select.value = value ?? "";
  if (select.selectedIndex < 0) select.value = "";
}

/** The words of a heading become a button of the same size. */
function sortButton(heading: HTMLTableCellElement, hint: string, onClick: () => void): void {
  const words = heading.querySelector("span.sort");
  const button = document.createElement("button");
  button.className = "sort";
  button.type = "button";
  button.append(...(words ?? heading).childNodes);
  button.title = `${hint} ${button.textContent}`;
  if (words) words.replaceWith(button);
  else heading.append(button);
  button.addEventListener("click", onClick);
}
