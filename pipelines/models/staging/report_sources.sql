-- Which report each file belongs to. Files of one locality, period, number and date whose appendices don't overlap are one
-- report; a file that overlaps with an earlier one is a re-issue, and so is the same number with another date. A file that
-- prints no number takes the only one that its period has.
with recursive numbered as (
  select
    source.*,
    nullif(coalesce(
      nullif(ltrim(regexp_extract(replace(source.report_number, '.', ''), '\d+'), '0'), ''),
      trim(regexp_replace(replace(strip_accents(lower(source.report_number)), 'đ', 'd'), '[^a-z0-9]+', '-', 'g'), '-')
    ), '') as own_number
  from raw.sources as source
),

periods as (
  select locality_id, period, min(own_number) as first_number, max(own_number) as last_number
  from numbered
  group by locality_id, period
),

dated as (
  select
    numbered.*,
    coalesce(
      numbered.own_number,
      case when periods.first_number = periods.last_number then periods.first_number end,
      'khong-so'
    ) as number
  from numbered
  join periods on periods.locality_id = numbered.locality_id and periods.period = numbered.period
),

filled as (
  select
    dated.*,
    coalesce(
      dated.issued_date,
      min(dated.issued_date) over (partition by dated.locality_id, dated.period, dated.number)
    ) as report_date
  from dated
),

grouped as (
  select
    filled.*,
    concat_ws('|', filled.locality_id, filled.period, filled.number, filled.report_date) as group_key
  from filled
),

ordered as (
  select
    grouped.*,
    row_number() over (
      partition by grouped.group_key
      order by grouped.received_order, grouped.source_name, grouped.source_sha256
    ) as place
  from grouped
),

-- Walks the files of a group in order and remembers the last issue of each appendix.
chain as (
  select
    group_key,
    place,
    source_id,
    1 as issue,
    map_from_entries(list_transform(appendices, lambda appendix: {'k': appendix, 'v': 1})) as last_issues
  from ordered
  where place = 1
  union all
  select
    following.group_key,
    following.place,
    following.source_id,
    following.issue,
    map_concat(
      following.last_issues,
      map_from_entries(list_transform(following.appendices, lambda appendix: {'k': appendix, 'v': following.issue}))
    )
  from (
    select
      ordered.group_key,
      ordered.place,
      ordered.source_id,
      ordered.appendices,
      chain.last_issues,
      1 + coalesce(
        list_max(list_transform(ordered.appendices, lambda appendix: coalesce(chain.last_issues[appendix], 0))),
        0
      ) as issue
    from chain
    join ordered on ordered.group_key = chain.group_key and ordered.place = chain.place + 1
  ) as following
),

issues as (
  select
    ordered.*,
    dense_rank() over (
      partition by ordered.locality_id, ordered.period, ordered.number
      order by ordered.report_date, chain.issue
    ) as issue_number
  from ordered
  join chain on chain.source_id = ordered.source_id
),

first_cells as (
  select source_id, arg_min(cell_ref, (table_number, row_number, column_number)) as cell_ref
  from raw.cells
  group by source_id
)

select
  issues.source_id,
  concat(
    issues.locality_id, '-', strftime(issues.period, '%Y-%m'), '-', issues.number,
    case when issues.issue_number > 1 then concat('.', issues.issue_number) else '' end
  ) as report_id,
  issues.locality_id,
  issues.locality,
  issues.report_number,
  issues.report_date as issued_date,
  issues.period,
  issues.quarter,
  issues.issue_number::integer as issue_number,
  issues.issue_number = max(issues.issue_number) over (
    partition by issues.locality_id, issues.period, issues.number
  ) as is_latest_issue,
  issues.appendices,
  issues.source_name,
  issues.source_sha256,
  issues.format,
  issues.encoding,
  issues.received_at,
  issues.received_order,
  first_cells.cell_ref as anchor_ref
from issues
left join first_cells on first_cells.source_id = issues.source_id
