/** Framework builds each page source once; the slots are filled for each month. A page with cells is built where it stands. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Lang } from "../../src/lib/format.ts";
import { outputPath } from "../../src/lib/page.ts";
import { markdownOf } from "./site-compile.ts";
import { type BuiltPage, takeApart } from "./site-finish.ts";
import { buildWithFramework } from "./site-framework.ts";
import { languages, type PagePlan } from "./site-plan.ts";
import { keyOf, type Reuse } from "./site-reuse.ts";

export type Templates = ReadonlyMap<string, BuiltPage>;

/** Where a page's template is found, and where Framework has its text. */
export function templateOf(plan: PagePlan, lang: Lang): { name: string; markdown: string; hasCells: boolean } {
  const { markdown, hasCells } = markdownOf(plan.source, lang);
  const name = hasCells ? outputPath(lang, plan.path).slice(0, -5) : `templates/${lang}/${plan.source.name}`;
  return { name, markdown, hasCells };
}

const part = "templates";
type Wanted = ReadonlyMap<string, { markdown: string; hasCells: boolean }>;

function templatesOf(plans: readonly PagePlan[]): Wanted {
  const wanted = new Map<string, { markdown: string; hasCells: boolean }>();
  for (const plan of plans) {
    for (const lang of languages) {
      const { name, ...template } = templateOf(plan, lang);
      wanted.set(name, template);
    }
  }
  return wanted;
}

const hasNoCells = (wanted: Wanted): boolean => ![...wanted.values()].some(({ hasCells }) => hasCells);

/** The templates of the release before where the pages' texts are the same: Framework need not run. Null where it must. */
export function keptTemplates(plans: readonly PagePlan[], reuse: Reuse, code: string): Templates | null {
  const wanted = templatesOf(plans);
  // Those with cells bring files of Framework's.
  if (!hasNoCells(wanted) || !reuse.take(part, keyOf(code, [...wanted]))) return null;
  const mains = Object.entries(reuse.value(part) as Record<string, string>);
  return new Map(mains.map(([name, main]) => [name, { main, runtime: null }]));
}

/** Builds the templates of some pages, and notes them. The runtime of those with cells goes into the site. */
export async function buildTemplates(
  plans: readonly PagePlan[],
  workFolder: string,
  outputFolder: string,
  reuse: Reuse,
  code: string,
): Promise<Templates> {
  const wanted = templatesOf(plans);
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
  if (hasNoCells(wanted)) {
    reuse.note(
      part,
      keyOf(code, [...wanted]),
      [],
      Object.fromEntries([...templates].map(([n, { main }]) => [n, main])),
    );
  } else copyRuntime(built, outputFolder);
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
