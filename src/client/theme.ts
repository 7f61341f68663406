/** The theme button: automatic, light, dark, in turn; remembered on this machine. The style sheet shows the name of the chosen one. */
export function enhanceTheme(): void {
  const button = document.querySelector<HTMLButtonElement>("button.theme");
  if (!button) return;
  const names = [...button.children].map((name) => name.textContent ?? "");
  const label = button.dataset.label ?? "";
  const themes = ["auto", "light", "dark"];
  const show = () => {
    button.setAttribute("aria-label", `${label}: ${names[Math.max(0, themes.indexOf(current()))] ?? ""}`);
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
}

function current(): string {
  return document.documentElement.dataset.theme ?? "auto";
}
