/** The SQL page's script. The database itself comes only with the first question: a click, or a query in the address. */
import type { SqlWord } from "../i18n/sql.ts";
import type { Lang } from "../lib/format.ts";
import { explainSqlError } from "../sql/errors.ts";
import type { Answer, Engine, EngineFiles } from "../sql/types.ts";
import { showAnswer } from "./sqlAnswer.ts";
import { offerCompletions } from "./sqlComplete.ts";

const form = document.querySelector<HTMLFormElement>("#sql");
if (form) start(form);

function start(form: HTMLFormElement): void {
  const lang: Lang = document.documentElement.lang === "en" ? "en" : "vi";
  const words = JSON.parse(form.dataset.words ?? "{}") as Record<SqlWord, string>;
  const area = form.querySelector("textarea") as HTMLTextAreaElement;
  const status = form.querySelector(".sql-status") as HTMLElement;
  const result = document.querySelector("#sql-result") as HTMLElement;
  const address = (name: string) => new URL(form.dataset[name] ?? "", location.href).href;
  let engine: Promise<Engine> | null = null;
  let asked = 0;

  const open = (): Promise<Engine> => {
    engine ??= (import(address("engine")) as Promise<{ openEngine(files: EngineFiles): Promise<Engine> }>).then(
      (module) => module.openEngine({ wasm: address("wasm"), worker: address("worker"), tables: address("tables") }),
    );
    return engine;
  };

  const run = async () => {
    const sql = area.value.trim().replace(/;\s*$/, "");
    if (!sql) return;
    const turn = ++asked;
    const parameters = new URLSearchParams({ q: area.value });
    history.replaceState(null, "", `${location.pathname}?${parameters}${location.hash}`);
    status.textContent = words[engine ? "working" : "loading"];
    let opened: Engine;
    try {
      opened = await open();
    } catch (error) {
      engine = null;
      status.textContent = "";
      return fail(result, words.notLoaded.replace("{reason}", String((error as Error).message)), "", words);
    }
    try {
      const answer: Answer = await opened.query(sql);
      if (turn !== asked) return;
      status.textContent = "";
      showAnswer(result, answer, words, lang);
    } catch (error) {
      if (turn !== asked) return;
      status.textContent = "";
      const message = String((error as Error).message);
      fail(result, explainSqlError(message, lang), message, words);
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void run();
  });
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void run();
  });
  const example = form.elements.namedItem("example") as HTMLSelectElement;
  example.addEventListener("change", () => {
    if (!example.value) return;
    area.value = example.value;
    void run();
  });
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-insert]")) {
    button.addEventListener("click", () => {
      area.setRangeText(button.dataset.insert ?? "", area.selectionStart, area.selectionEnd, "end");
      area.focus();
    });
  }
  offerCompletions(area, form.querySelector("#sql-suggestions") as HTMLElement);
  const query = new URLSearchParams(location.search).get("q");
  if (query) {
    area.value = query;
    void run();
  }
}

function fail(result: HTMLElement, sentence: string, original: string, words: Record<SqlWord, string>): void {
  const message = document.createElement("p");
  message.className = "sql-error";
  message.setAttribute("role", "alert");
  message.textContent = sentence;
  result.replaceChildren(message);
  if (!original) return;
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = words.original;
  const text = document.createElement("pre");
  text.tabIndex = 0;
  text.textContent = original;
  details.append(summary, text);
  result.append(details);
}
