/** The theme button: automatic, light, dark, in turn; remembered on this machine. */
export function enhanceTheme(): void {
  const button = document.querySelector<HTMLButtonElement>("button.theme");
  if (!button) return;
  const names = (button.dataset.themeNames ?? "").split("|");
  const label = button.getAttribute("aria-label") ?? "";
  const themes = ["auto", "light", "dark"];
  const show = () => {
    const name = names[Math.max(0, themes.indexOf(current()))] ?? "";
    button.textContent = name;
    button.setAttribute("aria-label", `${label}: ${name}`);
  };
  button.addEventListener("click", () => {
    const next = themes[(themes.indexOf(current()) + 1) % themes.length] as string;
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem("kichban-theme", next);
    } catch {
      // A browser that keeps nothing still changes the theme of this page.
    }
    show();
  });
  show();
  button.hidden = false;
}

function current(): string {
  return document.documentElement.dataset.theme ?? "auto";
}
