/** The only script of a reading page. Everything works without it, but for what it adds: tables, theme, menus. */
import { enhanceCharts } from "./charts.ts";
import { keepState } from "./keep.ts";
import { enhancePicker } from "./picker.ts";
import { enhanceTables } from "./table.ts";
import { enhanceTheme } from "./theme.ts";

enhanceTheme();
enhanceTables();
enhanceCharts();
enhancePicker();
closeMenus();
openTarget();
keepState();

/** A menu closes on Escape and on a click elsewhere. */
function closeMenus(): void {
  const menus = [...document.querySelectorAll<HTMLDetailsElement>("details.menu-fold")];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus) {
      if (!menu.open) continue;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of menus) if (!menu.contains(event.target as Node)) menu.open = false;
  });
}

/** A link to something inside a folded part opens that part. */
function openTarget(): void {
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    let folded = target.closest<HTMLDetailsElement>("details:not([open])");
    while (folded) {
      folded.open = true;
      folded = folded.closest<HTMLDetailsElement>("details:not([open])");
    }
    target.scrollIntoView({ block: "center", inline: "center" });
  };
  window.addEventListener("hashchange", open);
  if (location.hash) open();
}
