/** Numbers of rows, as leaders read them: each leads to the list of just these rows. */
import type { Html } from "../lib/html.ts";
import { type Page, sibling } from "../lib/page.ts";
import type { Finding } from "../lib/places.ts";
import type { Row } from "../site-tables.ts";
import { restatementTableId } from "./changes.ts";
import { headlineTableId } from "./headlines.ts";
import type { Comparison } from "./indicators.ts";
import { counted, rowsLink } from "./table.ts";

/** So many indicators of a verdict (of a view of their table): they are a list on the page of the scenario. */
export function verdictCount(page: Page, items: readonly Comparison[], view: string | null): Html {
  return counted(page, items, rowsLink(page, "scenario", view, headlineTableId));
}

/** So many tasks, as a list on their page. */
export function taskCount(page: Page, tasks: readonly Row[], view: string | null): Html {
  return counted(page, tasks, rowsLink(page, "tasks", view));
}

/** So many projects, as a list on the page of payments. */
export function projectCount(page: Page, projects: readonly Row[], view: string): Html {
  return counted(page, projects, rowsLink(page, "disbursement", view));
}

/** So many points to question: all of them, or those of one severity, on their page. */
export function doubtCount(page: Page, doubts: readonly Finding[], severity?: "error" | "warning"): Html {
  const own = severity ? doubts.filter((finding) => finding.severity === severity) : doubts;
  return counted(page, own, sibling(page, severity ? `findings#${severity}s` : "findings#content"));
}

/** So many differences of a kind between two issues of one month's report. */
export function restatedCount(page: Page, changes: readonly Row[], kind: string): Html {
  const own = changes.filter((row) => row.change === kind);
  return counted(page, own, rowsLink(page, "changes", kind, restatementTableId));
}
