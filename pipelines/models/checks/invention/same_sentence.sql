-- The same sentence, word for word, on three or more rows: it can't be each row's own result. Short answers ("Hoàn thành",
-- "Không") are left alone, and so are cells that only repeat their product.
with sentences as (
  select report_id, 'tasks' as appendix, 'result' as field, row_key, source_ref, position, result as text from marts.tasks
  union all
  select report_id, 'projects', 'result', row_key, source_ref, position, result from marts.disbursement_gaps
  union all
  select report_id, 'projects', 'forecast', row_key, source_ref, position, forecast from marts.disbursement_gaps
  union all
  select report_id, 'indicators', 'narrative', row_key, source_ref, position, narrative from marts.indicators
),

grouped as (
  select
    report_id,
    appendix,
    field,
    regexp_replace(lower(trim(text)), '\s+', ' ', 'g') as sentence,
    any_value(text) as text,
    count(*)::integer as row_count,
    arg_min(source_ref, position) as source_ref,
    list(row_key order by position) as row_keys
  from sentences
  where len(string_split(trim(text), ' ')) >= 6
  group by report_id, appendix, field, sentence
)

select
  grouped.report_id,
  grouped.appendix,
  grouped.source_ref,
  grouped.row_keys[1] as row_key,
  grouped.field,
  grouped.field || '/' || substr(md5(grouped.sentence), 1, 8) as subject_key,
  grouped.text as raw_value,
  null::varchar as read_value,
  json_object('text', grouped.text, 'count', grouped.row_count, 'rows', array_to_string(grouped.row_keys, ', ')) as arguments
from grouped
where grouped.row_count >= 3
