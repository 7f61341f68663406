/** What of a warehouse is compared from night to night: one SELECT for each kind of change. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { readRows } from "../warehouse/query.ts";
import { emptySnapshot, type Snapshot, type SnapshotItem } from "./changes.ts";

/** Each locality by its newest name. */
const places =
  "(select locality_id, max_by(locality, period) as locality from marts.reports group by locality_id) as places";

/** Kinds whose texts don't name the locality themselves. */
const unnamed: readonly (keyof Snapshot)[] = ["restatements", "findings", "overdue", "warnings"];

/** By kind: the marts that must be there, and a SELECT that gives key, state, vi, en, place. */
const selects: Record<keyof Snapshot, { needs: string[]; sql: string }> = {
  reports: {
    needs: ["reports"],
    sql: `select report_id as key, null as state,
        concat_ws(' ', locality, strftime(period, 'tháng %-m/%Y'), 'số ' || report_number) as vi,
        concat_ws(' ', locality, strftime(period, '%Y-%m'), 'no. ' || report_number) as en,
        locality as place
      from marts.reports order by period, report_id`,
  },
  restatements: {
    needs: ["restatements", "reports"],
    sql: `select concat_ws('|', report_id, previous_report_id, table_name, row_key, column_name, value_after) as key,
        change as state,
        concat_ws(' ', report_id, table_name, row_key, column_name || ':', coalesce(value_before, '–'), '→', coalesce(value_after, '–')) as vi,
        vi as en, places.locality as place
      from marts.restatements left join ${places} using (locality_id) order by key`,
  },
  verdicts: {
    needs: ["indicator_variance", "indicators", "reports"],
    sql: `with latest as (
        select reports.locality_id, reports.locality, reports.period, variance.*
        from marts.indicator_variance as variance
        join marts.reports as reports on reports.report_id = variance.report_id
        qualify reports.period = max(reports.period) over (partition by reports.locality_id, variance.indicator_id, variance.scope, variance.scenario_id)
      )
      select concat_ws('|', latest.locality_id, latest.indicator_id, latest.scope, latest.scenario_id) as key,
        min(latest.verdict_computed) as state,
        concat_ws(' ', min(latest.locality) || ',', coalesce(min(indicators.name), latest.indicator_id)) as label,
        concat_ws(' ', label, case latest.scope when 'month' then '(tháng):' when 'to_date' then '(lũy kế):' else '(năm):' end,
          case state when 'exceeded' then 'vượt' when 'met' then 'đạt' else 'không đạt' end) as vi,
        concat_ws(' ', label, case latest.scope when 'month' then '(month):' when 'to_date' then '(to date):' else '(year):' end, state) as en, min(latest.locality) as place
      from latest left join marts.indicators as indicators
        on indicators.report_id = latest.report_id and indicators.indicator_id = latest.indicator_id
      where latest.verdict_computed is not null
      group by latest.locality_id, latest.indicator_id, latest.scope, latest.scenario_id order by key`,
  },
  gaps: {
    needs: ["disbursement_gaps", "reports"],
    sql: `with latest as (
        select reports.locality_id, reports.locality, gaps.*
        from marts.disbursement_gaps as gaps
        join marts.reports as reports on reports.report_id = gaps.report_id
        qualify reports.period = max(reports.period) over (partition by reports.locality_id)
      )
      select concat_ws('|', locality_id, coalesce(project_id, name)) as key, max(gap_vnd) as state,
        concat_ws(' ', min(locality) || ',', min(name)) as vi, vi as en, min(locality) as place
      from latest where level = 'project' and gap_vnd > 0 group by locality_id, coalesce(project_id, name) order by key`,
  },
  findings: {
    needs: ["findings", "reports"],
    sql: `select finding_id as key, severity as state,
        case severity when 'error' then '[lỗi] ' when 'warning' then '[cảnh báo] ' else '[ghi chú] ' end || message_vi as vi,
        '[' || severity || '] ' || message_en as en, places.locality as place
      from marts.findings left join ${places} using (locality_id) order by case severity when 'error' then 0 when 'warning' then 1 else 2 end, finding_id`,
  },
  overdue: {
    needs: ["tasks", "reports"],
    sql: `with latest as (
        select reports.locality_id, reports.locality, tasks.*
        from marts.tasks as tasks
        join marts.reports as reports on reports.report_id = tasks.report_id
        qualify reports.period = max(reports.period) over (partition by reports.locality_id)
      )
      select distinct concat_ws('|', locality_id, task) as key, deadline_end_date::varchar as state,
        concat_ws(' ', ordinal, task, '(hạn ' || strftime(deadline_end_date, '%d/%m/%Y') || ')') as vi,
        concat_ws(' ', ordinal, task, '(due ' || deadline_end_date::varchar || ')') as en, locality as place
      from latest where is_overdue order by key`,
  },
  warnings: {
    needs: ["early_warnings", "reports"],
    sql: `with rules (rule, rule_vi, rule_en) as (
        values ('behind_scenario', 'kém kịch bản lũy kế', 'behind the scenario to date'),
          ('pace_never_reached', 'mỗi tháng còn lại cần hơn tháng tốt nhất', 'needs more each month than the best month brought'),
          ('no_projection_reaches', 'không cách dự phóng nào tới kế hoạch năm', 'no projection reaches the year''s plan'),
          ('level_not_moving', 'không tiến gần kế hoạch năm', 'comes no nearer to the year''s plan'),
          ('nothing_paid', 'chưa giải ngân', 'nothing is paid'),
          ('paid_below_plan', 'giải ngân dưới dự kiến', 'paid below plan'),
          ('completion_due', 'đến hạn hoàn thành mà khối lượng chưa đủ', 'due for completion, work not done')
      )
      select concat_ws('|', locality_id, subject_type, subject_key, warnings.rule) as key, null as state,
        concat(coalesce(name, subject_key), ': ', coalesce(rule_vi, warnings.rule), ' (mức ', round(risk)::integer, '/100)') as vi,
        concat(coalesce(name, subject_key), ': ', coalesce(rule_en, warnings.rule), ' (risk ', round(risk)::integer, '/100)') as en,
        places.locality as place
      from marts.early_warnings as warnings left join rules on rules.rule = warnings.rule
      left join ${places} using (locality_id)
      order by risk_rank, subject_type, key`,
  },
};

/** Reads the snapshot. A mart that does not exist (nothing modelled yet, an older version) counts as empty. */
export async function takeSnapshot(connection: DuckDBConnection): Promise<Snapshot> {
  const tables = await readRows(
    connection,
    `select table_name as name from duckdb_tables() where schema_name = 'marts'
     union all select view_name from duckdb_views() where schema_name = 'marts'`,
  );
  const there = new Set(tables.rows.map((row) => row.name));
  const snapshot: Snapshot = { ...emptySnapshot };
  for (const kind of Object.keys(selects) as (keyof Snapshot)[]) {
    const { needs, sql } = selects[kind];
    if (needs.every((name) => there.has(name))) {
      snapshot[kind] = (await readRows(connection, sql)).rows as unknown as SnapshotItem[];
    }
  }
  // Where all are of one place, its name before each line would tell nothing.
  if (new Set(snapshot.reports.map(({ place }) => place)).size > 1) {
    for (const kind of unnamed) snapshot[kind] = snapshot[kind].map(withPlace);
  }
  return snapshot;
}

const withPlace = (item: SnapshotItem): SnapshotItem =>
  item.place ? { ...item, vi: `${item.place}: ${item.vi}`, en: `${item.place}: ${item.en}` } : item;
