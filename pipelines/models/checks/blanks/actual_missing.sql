-- Projects with planned money and nothing said of what is paid, neither in the column nor in a sentence, where others have it. Within
-- one group it is one question. Words where a number should stand are asked about at their cell (number_unreadable).
with counted as (
  select
    line.*,
    count(line.actual_vnd) over (partition by line.report_id) as paid_count
  from marts.disbursement_gaps as line
  where
    line.level = 'project'
    and not exists (
      select 1
      from staging.doubts as doubt
      where
        doubt.is_current
        and doubt.rule = 'number_unreadable'
        and doubt.report_id = line.report_id
        and doubt.subject_key in (concat(line.row_key, ' actual_vnd'), concat(line.row_key, ' actual_pct'))
    )
)

select
  report_id,
  'projects' as appendix,
  arg_min(source_ref, position) as source_ref,
  arg_min(row_key, position) as row_key,
  'actual' as field,
  concat('project/', group_code, '/actual') as subject_key,
  null::varchar as raw_value,
  null::varchar as read_value,
  {
    'count': count(*)::integer,
    'rows': string_agg(row_key, ', ' order by position),
    'name': arg_min(name, position),
    'more': if(count(*) > 1, '…', ''),
    'planned': sum(planned_vnd)::bigint
  } as arguments
from counted
where planned_vnd > 0 and actual_vnd is null and actual_pct is null and paid_count > 0
group by report_id, group_code
