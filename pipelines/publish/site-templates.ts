/** Framework builds each page source once; the slots are filled for each month. A page with cells is built where it stands. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Lang } from "../../src/lib/format.ts";
import { outputPath } from "../../src/lib/page.ts";
import { markdownOf } from "./site-compile.ts";
import { type BuiltPage, takeApart } from "./site-finish.ts";
import { buildWithFramework } from "./site-framework.ts";
import { languages, type PagePlan } from "./site-plan.ts";

export type Templates = ReadonlyMap<string, BuiltPage>;

/** Where a page's template is found, and where Framework has its text. */
export function templateOf(plan: PagePlan, lang: Lang): { name: string; markdown: string; hasCells: boolean } {
  const { markdown, hasCells } = markdownOf(plan.source, lang);
  const name = hasCells ? outputPath(lang, plan.path).slice(0, -5) : `templates/${lang}/${plan.source.name}`;
  return { name, markdown, hasCells };
}

/** Builds the templates of some pages. The runtime of those with cells goes into the site. */
export async function buildTemplates(
  plans: readonly PagePlan[],
  workFolder: string,
  outputFolder: string,
): Promise<Templates> {
  const wanted = new Map<string, { markdown: string; hasCells: boolean }>();
  for (const plan of plans) {
    for (const lang of languages) {
      const { name, ...template } = templateOf(plan, lang);
      wanted.set(name, template);
    }
  }
  for (const [name, { markdown }] of wanted) {
    const path = join(workFolder, "root", `${name}.md`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, markdown);
  }
  await buildWithFramework(workFolder);
  const built = join(workFolder, "built");
  const templates = new Map<string, BuiltPage>();
  for (const [name, { hasCells }] of wanted) {
    templates.set(name, takeApart(readFileSync(join(built, `${name}.html`), "utf8"), hasCells));
  }
  if ([...wanted.values()].some(({ hasCells }) => hasCells)) copyRuntime(built, outputFolder);
  return templates;
}

/** Framework's own files, for pages that run cells. */
function copyRuntime(built: string, output: string): void {
  for (const entry of readdirSync(built, { withFileTypes: true })) {
    if (entry.isDirectory() && entry.name.startsWith("_")) {
      cpSync(join(built, entry.name), join(output, entry.name), { recursive: true });
    }
  }
}
