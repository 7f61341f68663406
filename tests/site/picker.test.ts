import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { picker } from "../../src/components/picker.ts";
import type { Page, Scope } from "../../src/lib/page.ts";

/** Invented localities, each with some months. */
function pageWith(localities: number, months: number): Page {
  const scopes = Array.from({ length: localities }, (_, index) =>
    Array.from({ length: months }, (_, month): Scope => {
      const name = `${index % 3 === 0 ? "xã" : "phường"} Bịa ${index + 1}`;
      const period = `2026-0${months - month}-01`;
      return {
        localityId: `bia-${index + 1}`,
        locality: name,
        period,
        reports: [],
        folder: `months/${index}-${month}/`,
      };
    }),
  ).flat();
  return {
    lang: "vi",
    path: "tasks",
    scope: scopes[0] ?? null,
    scopes,
    nextId: (prefix: string) => prefix,
  } as unknown as Page;
}

const parts = {
  name: "tasks",
  navigation: [{ name: "tasks", label: "", scope: "report", isMain: true }],
  months: null,
};
const menuOf = (page: Page) => parseHTML(`<body>${picker(page, parts).text}</body>`).document;

describe("the list of months and localities", () => {
  test("names every month where there are few, and needs no search", () => {
    const menu = menuOf(pageWith(2, 3));
    expect(menu.querySelectorAll("li")).toHaveLength(6);
    expect(menu.querySelector(".pick-find")).toBe(null);
  });

  test("of sixty it has the own months first, then a line each by kind and name, and can be searched", () => {
    const menu = menuOf(pageWith(60, 2));
    const groups = [...menu.querySelectorAll("section")].map((group) => [
      group.querySelector("p")?.textContent,
      group.querySelectorAll("li").length,
    ]);
    expect(groups).toEqual([
      ["xã Bịa 1", 2],
      ["Các phường khác", 40],
      ["Các xã khác", 19],
    ]);
    const wards = [...menu.querySelectorAll("section:nth-of-type(2) li")].map((line) => line.getAttribute("data-find"));
    expect(wards[0]).toBe("phường Bịa 2 tháng\u00a02/2026");
    expect(wards.indexOf("phường Bịa 9 tháng\u00a02/2026")).toBeLessThan(
      wards.indexOf("phường Bịa 11 tháng\u00a02/2026"),
    );
    expect(menu.querySelector(".pick-find")?.getAttribute("aria-label")).toBeTruthy();
    expect(menu.querySelectorAll("[aria-current]")).toHaveLength(1);
  });

  test("leads to the same page of another locality", () => {
    const links = [...menuOf(pageWith(60, 1)).querySelectorAll("a")].map((link) => link.getAttribute("href"));
    expect(links).toContain("./months/7-0/tasks.html");
  });
});
