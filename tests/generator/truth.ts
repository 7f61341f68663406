/** What a generated report says, in the columns of the typed rows: the answer that reading must give. */
import type { IndicatorRow, ProjectLineRow, TaskRow } from "../../pipelines/rows.ts";
import type { AppendixKind } from "../../pipelines/values.ts";

/** Where a row stands in its file is not part of the truth. */
type Unplaced<Row> = Omit<Row, "source_id" | "source_ref">;

export type TaskTruth = Unplaced<TaskRow>;
/** `project_id` is a slug of the name that the catalogue makes: truth says only which lines are one project. */
export type ProjectLineTruth = Omit<Unplaced<ProjectLineRow>, "project_id">;
/** Whether it is in the catalogue is for the reference data to say. */
export type IndicatorTruth = Omit<Unplaced<IndicatorRow>, "is_in_catalogue">;

export interface ReportTruth {
  locality: string;
  report_number: string;
  issued_date: string;
  period: string;
  quarter: number;
  appendices: AppendixKind[];
  tasks: TaskTruth[];
  project_lines: ProjectLineTruth[];
  indicators: IndicatorTruth[];
}
