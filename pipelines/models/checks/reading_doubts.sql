-- What reading could not settle. Each doubt has a rule and a severity of its own; its words are in doubts/<rule>.yaml.
select
  doubt.report_id,
  doubt.appendix,
  coalesce(doubt.source_ref, source.anchor_ref) as source_ref,
  doubt.subject_key,
  doubt.raw_value,
  doubt.read_value,
  doubt.arguments,
  doubt.rule,
  doubt.severity
from staging.doubts as doubt
join staging.report_sources as source on source.source_id = doubt.source_id
where
  doubt.is_current
  -- The check of that name asks the same with more words.
  and doubt.rule <> 'deadline_year'
  -- With two values it is asked about as such.
  and not exists (
    select 1
    from checks.measure_named_twice as twice
    where doubt.rule = 'indicator_twice' and twice.report_id = doubt.report_id and twice.row_key = doubt.subject_key
  )
  and coalesce(doubt.source_ref, source.anchor_ref) is not null
