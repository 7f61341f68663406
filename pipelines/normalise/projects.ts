import type { RecognisedColumn, RecognisedRow, RecognisedTable, SourceCell } from "../recognise/types.ts";
import type { ProjectLineRow } from "../rows.ts";
import type { NormaliseContext } from "./context.ts";
import { type NarrativeProgress, narrativeProgress, provenDenominator, settleDenominators } from "./projectActual.ts";
import { type Line, projectLines } from "./projectLevels.ts";
import {
  PERCENT_FIELDS,
  type ProjectFigure,
  type ProjectFigures,
  readProjectFigures,
  SUM_FIELDS,
} from "./projectMoney.ts";
import { columnName, settleProjectFigure, settleSum } from "./projectValues.ts";
import { announcedCount, type Denominator, denominatorIn } from "./projectWords.ts";
import { noteProjectSizes } from "./sizes.ts";
import { slugOf } from "./slug.ts";
import { readText } from "./text.ts";

const TABLE = "project_lines";
const TEXTS = ["location", "area", "result", "forecast", "recommendation", "note"] as const;

/** What is shared by the lines of one table. */
interface Frame {
  context: NormaliseContext;
  columns: Map<string, RecognisedColumn>;
  figures: ProjectFigures;
  /** Lines whose percentage and amount say nothing of what they are parts of: 0% of anything is 0. */
  assumed: Set<ProjectLineRow>;
}

/** How precisely a percentage is printed, and the heading that may say of what it is. */
interface PrintedPercentage {
  halfStep: number;
  header: RecognisedColumn | undefined;
}

/** The project that the lines below a project line are parts of. */
interface Parent {
  ordinal: string | null;
  id: string | null;
  key: string;
}

/**
 * The lines of the appendix of projects: printed groups, projects and components, and a line for each group whose
 * heading is missing. A line that sums up the table is a group without a code, with the key `total`.
 */
export function normaliseProjects(table: RecognisedTable, context: NormaliseContext): ProjectLineRow[] {
  const columns = new Map(table.columns.flatMap((column) => (column.field ? [[column.field, column] as const] : [])));
  const lines = projectLines(table.rows, context.catalogue.components);
  const frame: Frame = { context, columns, figures: readProjectFigures(table, lines, context), assumed: new Set() };
  const rows: ProjectLineRow[] = [];
  let parent: Parent | null = null;
  for (const line of lines) {
    if (line.kind === "blank") {
      settleBlanks(line, context);
      continue;
    }
    if (line.isInferredHeading) {
      rows.push(inferredGroup(line, frame));
      parent = null;
      continue;
    }
    const row = buildRow(line, parent, frame);
    rows.push(row);
    if (line.kind === "project") parent = { ordinal: row.project_ordinal, id: row.project_id, key: row.row_key };
    if (line.kind === "group" || line.kind === "total" || line.kind === "subtotal") parent = null;
  }
  settleDenominators(rows, frame.assumed);
  noteProjectSizes(rows, table, context);
  return rows;
}

function buildRow(line: Line, parent: Parent | null, frame: Frame): ProjectLineRow {
  const { context, columns } = frame;
  const { cells } = line.row;
  const nameCell = cells.get("name") ?? cells.get("ordinal") ?? (line.row.all[0] as SourceCell);
  const key = context.uniqueKey(TABLE, rowKey(line, parent));
  const name = loadText(cells.get("name"), "name", key, context);
  const isProject = line.kind === "project";
  const row: ProjectLineRow = {
    ...emptyRow(context, key, nameCell.ref),
    group_code: line.kind === "total" ? null : line.groupCode,
    is_group_inferred: line.isGroupInferred,
    level: line.kind === "project" || line.kind === "component" ? line.kind : "group",
    ordinal_text: line.ordinalText,
    project_ordinal: isProject ? line.ordinal : line.kind === "component" ? (parent?.ordinal ?? null) : null,
    project_id: isProject ? projectId(name, key) : line.kind === "component" ? (parent?.id ?? null) : null,
    component: line.component,
    name,
    announced_project_count: line.kind === "group" ? announcedCount(line.name, context.catalogue.components) : null,
  };
  noteLine(line, nameCell, key, context);
  for (const field of TEXTS) {
    row[field === "area" ? "area_text" : field] = loadText(cells.get(field), field, key, context);
  }
  loadFigures(row, line, frame);
  // A workbook leaves blank cells out: the date is the column's, whether this line has a cell in it or not.
  row.planned_until_date = columns.get("planned")?.period?.end ?? null;
  settleBlanks(line, context);
  return row;
}

/** Puts the figures of the columns, and where they are silent those of the sentences, into the row. */
function loadFigures(row: ProjectLineRow, line: Line, frame: Frame): void {
  const { context, columns, figures } = frame;
  const { ledger } = context;
  let printedPct: PrintedPercentage = { halfStep: 0, header: columns.get("actual_pct") ?? columns.get("actual") };
  for (const field of [...SUM_FIELDS, ...PERCENT_FIELDS]) {
    const cell = line.row.cells.get(field);
    const figure = cell ? figures.byCell.get(cell.ref) : undefined;
    if (!cell || !figure) continue;
    const parts = line.row.parts?.get(field)?.flatMap((part) => figures.byCell.get(part.ref) ?? []) ?? [];
    const { vnd, pct, halfStep } =
      parts.length > 0
        ? settleSum(parts, figures, row.row_key, context)
        : settleProjectFigure(figure, figures, row.row_key, context);
    if (vnd === null && pct === null) continue;
    const column = columnName(figure);
    for (const part of parts.length > 0 ? parts : [figure]) ledger.origin(TABLE, row.row_key, column, part.cell.ref);
    const unitRef = figures.units.get(field)?.ref;
    if (unitRef && vnd !== null) ledger.origin(TABLE, row.row_key, column, unitRef, "unit");
    const header = columns.get(field);
    const periodRef = header?.period ? header.headerRefs.at(-1) : undefined;
    if (periodRef) ledger.origin(TABLE, row.row_key, column, periodRef, "period");
    if (field === "physical_progress") row.physical_progress_pct = pct;
    else if (field === "actual" || field === "actual_pct") {
      row.actual_vnd = vnd ?? row.actual_vnd;
      row.actual_pct = pct ?? row.actual_pct;
      row.actual_basis = "reported";
      row.actual_until_date = header?.period?.end ?? row.actual_until_date;
      if (pct !== null) printedPct = { halfStep: halfStep ?? 0, header };
      const share = shareBeside(figure);
      if (share && pct === null && row.actual_pct === null) {
        row.actual_pct = share.value;
        printedPct = { halfStep: share.halfStep, header };
        ledger.origin(TABLE, row.row_key, "actual_pct", cell.ref);
      }
    } else row[`${field}_vnd`] = vnd;
  }
  const told = narrativeProgress(line.row.cells, row.row_key, context);
  completeActual(row, told, printedPct, frame);
  if (row.physical_progress_pct === null && told.physical) {
    row.physical_progress_pct = told.physical.pct;
    ledger.origin(TABLE, row.row_key, "physical_progress_pct", told.physical.cell.ref);
  }
  if (told.completion) {
    row.expected_completion_month = told.completion.month;
    ledger.origin(TABLE, row.row_key, "expected_completion_month", told.completion.cell.ref);
  }
}

/** "18.540 triệu đồng (12,36%)": the percentage beside the amount, where it has one reading. */
function shareBeside({ quantity }: ProjectFigure): { value: number; halfStep: number } | null {
  const candidates = quantity.kind === "number" ? quantity.share?.candidates : undefined;
  return candidates?.length === 1 ? (candidates[0] ?? null) : null;
}

function completeActual(row: ProjectLineRow, told: NarrativeProgress, printed: PrintedPercentage, frame: Frame): void {
  const { context } = frame;
  const { ledger } = context;
  let stated: Denominator | null = null;
  if (row.actual_basis === null && told.disbursed) {
    const { pct, vnd, cell, denominator } = told.disbursed;
    row.actual_pct = pct;
    row.actual_vnd = vnd;
    row.actual_basis = "narrative";
    stated = denominator;
    if (pct !== null) ledger.origin(TABLE, row.row_key, "actual_pct", cell.ref);
    if (vnd !== null) ledger.origin(TABLE, row.row_key, "actual_vnd", cell.ref);
  } else {
    stated = denominatorIn(printed.header?.headerText ?? "", context.catalogue.components);
  }
  if (row.actual_pct === null) return;
  const proven =
    row.actual_vnd === null ? null : provenDenominator(row.actual_pct, printed.halfStep, row.actual_vnd, row);
  row.actual_denominator = proven ?? stated ?? "total_investment";
  if (row.actual_vnd !== null) {
    if (!proven && !stated) frame.assumed.add(row);
    return;
  }
  const whole = row[`${row.actual_denominator}_vnd`];
  if (whole === null) return;
  row.actual_vnd = Math.round((row.actual_pct / 100) * whole);
  // The sum follows from two cells: the percentage and what it is of.
  for (const origin of ledger.lineage.filter((one) => one.table_name === TABLE && one.row_key === row.row_key)) {
    if (origin.column_name === "actual_pct" && origin.role === "value") {
      ledger.origin(TABLE, row.row_key, "actual_vnd", origin.cell_ref);
    }
    if (origin.column_name === `${row.actual_denominator}_vnd` && origin.role === "value") {
      ledger.origin(TABLE, row.row_key, "actual_vnd", origin.cell_ref, "context");
    }
  }
}

/** A group whose heading is missing: known only by the projects' numbers, which start again. */
function inferredGroup(line: Line, { context }: Frame): ProjectLineRow {
  const nameCell = line.row.cells.get("name") ?? (line.row.all[0] as SourceCell);
  const ordinalCell = line.row.cells.get("ordinal") ?? nameCell;
  const code = line.groupCode ?? "?";
  const key = context.uniqueKey(TABLE, code);
  const printed = ordinalCell.text.trim();
  context.ledger.repair(
    ordinalCell.ref,
    "group_heading_missing",
    printed,
    `${code}/${printed}`,
    "the projects' numbers start again without a heading of a group",
  );
  context.ledger.origin(TABLE, key, "group_code", ordinalCell.ref, "context");
  context.ledger.doubt({
    cellRef: nameCell.ref,
    appendix: "projects",
    rule: "group_heading_missing",
    severity: "warning",
    subjectKey: key,
    rawValue: printed,
    readValue: code,
    arguments: { group: code, ordinal: printed, first_project: line.name },
  });
  return { ...emptyRow(context, key, nameCell.ref), group_code: code, is_group_inferred: true, level: "group" };
}

function rowKey(line: Line, parent: Parent | null): string {
  const group = line.groupCode ? `${line.groupCode}/` : "";
  if (line.kind === "total") return "total";
  if (line.kind === "subtotal") return `${group}total`;
  if (line.kind === "group") return line.groupCode ?? (slugOf(line.name) || "group");
  if (line.kind === "project") return `${group}${line.ordinal ?? (slugOf(line.name) || "project")}`;
  const base = parent?.key ?? (line.groupCode || "unplaced");
  return `${base}/${line.component ?? (slugOf(line.name) || "line")}`;
}

/** Stable from month to month as long as the name is; long names are kept whole, so that they stay apart. */
function projectId(name: string | null, key: string): string {
  return slugOf(name ?? "") || slugOf(key);
}

function noteLine(line: Line, nameCell: SourceCell, key: string, context: NormaliseContext): void {
  const { ledger } = context;
  const ordinalCell = line.row.cells.get("ordinal");
  if (ordinalCell && line.ordinalText) {
    ledger.settle(ordinalCell.ref, "loaded", { field: "ordinal" });
    ledger.origin(TABLE, key, "ordinal_text", ordinalCell.ref);
  }
  const doubt = (rule: string, read: string | null) =>
    ledger.doubt({
      cellRef: nameCell.ref,
      appendix: "projects",
      rule,
      severity: "info",
      subjectKey: key,
      rawValue: line.name,
      readValue: read,
      arguments: { row: key, name: line.name, ordinal: line.ordinal },
    });
  if (line.isOrdinalRestored && line.ordinal) {
    const ref = ordinalCell?.ref ?? nameCell.ref;
    const before = line.ordinalText ?? "";
    ledger.repair(ref, "ordinal_restored", before, line.ordinal, "a project without a number follows the one above");
    doubt("ordinal_restored", line.ordinal);
  }
  if (line.kind === "component" && line.component === null) doubt("component_unknown", null);
}

function loadText(cell: SourceCell | undefined, field: string, key: string, context: NormaliseContext): string | null {
  if (!cell || cell.text.trim() === "") return null;
  const column = field === "area" ? "area_text" : field;
  const text = readText(cell, context, { appendix: "projects", subjectKey: `${key} ${column}` });
  context.ledger.settle(cell.ref, "loaded", { field: column });
  if (text !== null) context.ledger.origin(TABLE, key, column, cell.ref);
  return text !== null && field === "name" ? withoutListMark(text, cell, context) : text;
}

/** `- Xây lắp` is the component `Xây lắp`: the mark before a name is not part of it. */
function withoutListMark(text: string, cell: SourceCell, context: NormaliseContext): string {
  const name = text.replace(/^[-–—+*•·]\s*(?=\p{L})/u, "");
  if (name !== text) context.ledger.repair(cell.ref, "list_mark", text, name, "a mark of a list stood before the name");
  return name;
}

function settleBlanks(line: Line, context: NormaliseContext): void {
  for (const [field, cell] of [...line.row.cells, ...partCells(line.row)]) {
    if (cell.text.trim() === "") context.ledger.settle(cell.ref, "blank", { field });
  }
}

function partCells({ parts }: RecognisedRow): [string, SourceCell][] {
  return [...(parts ?? [])].flatMap(([field, cells]) => cells.map((cell): [string, SourceCell] => [field, cell]));
}

function emptyRow(context: NormaliseContext, key: string, sourceRef: string): ProjectLineRow {
  return {
    source_id: context.sourceId,
    row_key: key,
    source_ref: sourceRef,
    position: context.nextPosition(TABLE),
    group_code: null,
    is_group_inferred: false,
    level: "group",
    ordinal_text: null,
    project_ordinal: null,
    project_id: null,
    component: null,
    name: null,
    location: null,
    area_text: null,
    announced_project_count: null,
    total_investment_vnd: null,
    year_plan_vnd: null,
    planned_vnd: null,
    planned_until_date: null,
    actual_pct: null,
    actual_vnd: null,
    actual_until_date: null,
    actual_denominator: null,
    actual_basis: null,
    physical_progress_pct: null,
    expected_completion_month: null,
    result: null,
    forecast: null,
    recommendation: null,
    note: null,
  };
}
