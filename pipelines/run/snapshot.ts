/** What of a warehouse is compared from night to night: one SELECT for each kind of change. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { readRows } from "../warehouse/query.ts";
import { emptySnapshot, type Snapshot, type SnapshotItem } from "./changes.ts";

/** Each locality by its newest name. */
const places =
  "(select locality_id, max_by(locality, period) as locality from marts.reports group by locality_id) as places";

/** Kinds whose texts don't name the locality themselves. */
const unnamed: readonly (keyof Snapshot)[] = ["restatements", "findings", "overdue", "warnings"];

/** A restated value as it is printed: figures with their digits grouped, what is missing as a dash. */
function printedValue(column: "value_before" | "value_after", group: string, decimal: string): string {
  const isFigure = `regexp_matches(changes.column_name, '^(plan|estimate|progress)_|_(vnd|pct)$') and try_cast(${column} as double) is not null`;
  const whole = `replace(format('{:,}', trunc(${column}::double)::bigint), ',', '${group}')`;
  const fraction = `rtrim(regexp_extract(${column}, '\\.([0-9]+)$', 1), '0')`;
  return `case when ${column} is null then '–'
            when ${isFigure} then ${whole} || if(${fraction} = '', '', '${decimal}' || ${fraction})
              || if(changes.column_name like '%\\_vnd' escape '\\', '${decimal === "," ? " đồng" : " VND"}', '') else ${column} end`;
}

/** By kind: the marts that must be there, and a SELECT that gives key, state, vi, en, place. */
const selects: Record<keyof Snapshot, { needs: string[]; sql: string }> = {
  reports: {
    needs: ["reports"],
    sql: `select report_id as key, null as state,
        concat_ws(' ', locality, strftime(period, 'tháng %-m/%Y'), 'số ' || report_number) as vi,
        concat_ws(' ', locality, strftime(period, '%Y-%m'), 'no. ' || report_number) as en,
        locality as place, concat_ws('|', locality_id, period) as slot
      from marts.reports order by period, report_id`,
  },
  restatements: {
    needs: ["restatements", "reports", "staging.tasks", "staging.project_lines", "staging.indicators"],
    // As people say it: the month, the row by its name, the column by what the models say of it, and figures as they are printed.
    sql: `with printed as (
        select report_id, row_key, 'tasks' as table_name, task as name from staging.tasks
        union all select report_id, row_key, 'project_lines', name from staging.project_lines
        union all select report_id, row_key, 'indicators', name from staging.indicators
      ),
      titles as (
        select table_name, column_name,
          regexp_replace(split_part(comment, ' | ', 1), ' *[(\\[].*$', '') as title_vi,
          regexp_replace(split_part(comment, ' | ', 2), ' *[(\\[].*$', '') as title_en
        from duckdb_columns() where schema_name = 'staging' and comment is not null
      ),
      told as (
        select changes.*, coalesce(later.name, earlier.name, changes.row_key) as name,
          coalesce(title_vi, changes.column_name) as title_vi, coalesce(title_en, changes.column_name) as title_en,
          ${printedValue("value_before", ".", ",")} as before_vi, ${printedValue("value_after", ".", ",")} as after_vi,
          ${printedValue("value_before", ",", ".")} as before_en, ${printedValue("value_after", ",", ".")} as after_en
        from marts.restatements as changes
        left join printed as later on later.report_id = changes.report_id
          and later.table_name = changes.table_name and later.row_key = changes.row_key
        left join printed as earlier on earlier.report_id = changes.previous_report_id
          and earlier.table_name = changes.table_name and earlier.row_key = changes.row_key
        left join titles on titles.table_name = changes.table_name and titles.column_name = changes.column_name
        qualify row_number() over (
          partition by changes.report_id, changes.previous_report_id, changes.table_name, changes.row_key, changes.column_name
        ) = 1
      )
      select concat_ws('|', report_id, previous_report_id, table_name, row_key, column_name, value_after) as key,
        change as state,
        concat(strftime(period, 'tháng %-m/%Y'), ', “', name, '”, ', lower(title_vi[1]), title_vi[2:], ': ', before_vi, ' → ', after_vi) as vi,
        concat(strftime(period, '%Y-%m'), ', “', name, '”, ', lower(title_en[1]), title_en[2:], ': ', before_en, ' → ', after_en) as en,
        places.locality as place
      from told left join ${places} using (locality_id) order by key`,
  },
  verdicts: {
    needs: ["indicator_variance", "indicators", "reports"],
    sql: `with latest as (
        select reports.locality_id, reports.locality, reports.period, variance.*
        from marts.indicator_variance as variance
        join marts.reports as reports on reports.report_id = variance.report_id
        qualify reports.period = max(reports.period) over (partition by reports.locality_id, variance.indicator_id, variance.scope, variance.scenario_id)
      )
      -- What counts since January, or for the year, is judged anew each year; months are compared with months.
      select concat_ws('|', latest.locality_id, latest.indicator_id, latest.scope, latest.scenario_id,
          if(latest.scope = 'month', null, year(min(latest.period)))) as key,
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
      -- Those without a gap too: only a project that is still named has caught up.
      select concat_ws('|', locality_id, coalesce(project_id, name)) as key, max(gap_vnd) as state,
        concat_ws(' ', min(locality) || ',', min(name)) as vi, vi as en, min(locality) as place
      from latest where level = 'project' and gap_vnd is not null group by locality_id, coalesce(project_id, name) order by key`,
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
    `select if(schema_name = 'marts', name, schema_name || '.' || name) as name
     from (
       select schema_name, table_name as name from duckdb_tables() union all select schema_name, view_name from duckdb_views()
     ) where schema_name in ('marts', 'staging')`,
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
