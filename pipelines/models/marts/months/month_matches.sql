-- Which row of a month is which row of the month before: the latest earlier month of the locality that holds the same appendix.
-- Rows are the same by their identity (an indicator's and a project's id, a task's words); what then is left may be the same
-- under a name that was reworded: four words of five in common, the same numbers, and each the other's best.
with pairs as (
  select
    later.report_id,
    later.appendix,
    arg_max(earlier.report_id, earlier.period) as previous_report_id,
    max(earlier.period) as previous_period
  from staging.report_appendices as later
  inner join staging.report_appendices as earlier
    on earlier.locality_id = later.locality_id
    and earlier.appendix = later.appendix
    and earlier.period < later.period
    and earlier.is_current
  where later.is_current
  group by later.report_id, later.appendix
),
named as (
  select report_id, 'tasks' as appendix, row_key, source_ref, position, null::varchar as id, task as name from marts.tasks
  union all
  select report_id, 'projects', row_key, source_ref, position, project_id, name
  from marts.disbursement_gaps where level = 'project'
  union all
  select report_id, 'indicators', row_key, source_ref, position, indicator_id, name from marts.indicators
),
folded as (
  select
    named.*,
    trim(regexp_replace(replace(strip_accents(lower(name)), 'đ', 'd'), '[^a-z0-9]+', ' ', 'g')) as folded_name
  from named
  where name is not null
),
-- A name that stands twice in a report is told apart by its order.
items as (
  select
    report_id,
    appendix,
    row_key,
    source_ref,
    name,
    coalesce(id, folded_name) as identity,
    list_distinct(string_split(folded_name, ' ')) as words,
    regexp_extract_all(folded_name, '[0-9]+') as numbers,
    row_number() over (partition by report_id, appendix, coalesce(id, folded_name) order by position, row_key) as nth
  from folded
),
later_items as (
  select pairs.previous_report_id, pairs.previous_period, items.*
  from pairs
  inner join items on items.report_id = pairs.report_id and items.appendix = pairs.appendix
),
earlier_items as (
  select pairs.report_id as later_report_id, pairs.previous_period, items.*
  from pairs
  inner join items on items.report_id = pairs.previous_report_id and items.appendix = pairs.appendix
),
same as (
  select later.report_id, later.appendix, later.row_key, earlier.row_key as previous_row_key
  from later_items as later
  inner join earlier_items as earlier
    on earlier.later_report_id = later.report_id
    and earlier.appendix = later.appendix
    and earlier.identity = later.identity
    and earlier.nth = later.nth
),
later_left as (
  select later.* from later_items as later
  anti join same on same.report_id = later.report_id and same.appendix = later.appendix and same.row_key = later.row_key
),
earlier_left as (
  select earlier.* from earlier_items as earlier
  anti join same
    on same.report_id = earlier.later_report_id
    and same.appendix = earlier.appendix
    and same.previous_row_key = earlier.row_key
),
alike as (
  select
    later.report_id,
    later.appendix,
    later.row_key,
    earlier.row_key as previous_row_key,
    len(list_intersect(later.words, earlier.words)) / len(list_distinct(list_concat(later.words, earlier.words))) as likeness
  from later_left as later
  inner join earlier_left as earlier
    on earlier.later_report_id = later.report_id
    and earlier.appendix = later.appendix
    and earlier.numbers = later.numbers
    -- Lists of such unequal lengths can't have four of five words in common.
    and len(earlier.words) between 0.8 * len(later.words) and 1.25 * len(later.words)
),
reworded as (
  select * from alike
  where likeness >= 0.8
  qualify
    row_number() over (partition by report_id, appendix, row_key order by likeness desc, previous_row_key) = 1
    and row_number() over (partition by report_id, appendix, previous_row_key order by likeness desc, row_key) = 1
),
matched as (
  select *, 'same' as match from same
  union all
  select report_id, appendix, row_key, previous_row_key, 'reworded' from reworded
)
select
  later.report_id,
  later.appendix,
  later.previous_report_id,
  later.previous_period,
  later.source_ref,
  later.row_key,
  matched.previous_row_key,
  earlier.source_ref as previous_source_ref,
  later.name,
  coalesce(matched.match, 'added') as match
from later_items as later
left join matched
  on matched.report_id = later.report_id and matched.appendix = later.appendix and matched.row_key = later.row_key
left join earlier_items as earlier
  on earlier.later_report_id = matched.report_id
  and earlier.appendix = matched.appendix
  and earlier.row_key = matched.previous_row_key
union all
select
  earlier.later_report_id,
  earlier.appendix,
  earlier.report_id,
  earlier.previous_period,
  earlier.source_ref,
  null,
  earlier.row_key,
  earlier.source_ref,
  earlier.name,
  'dropped'
from earlier_items as earlier
anti join matched
  on matched.report_id = earlier.later_report_id
  and matched.appendix = earlier.appendix
  and matched.previous_row_key = earlier.row_key
