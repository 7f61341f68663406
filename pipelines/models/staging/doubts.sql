-- What stands in an appendix is as current as that appendix; what stands outside is as current as its file.
with files as (
  select source_id, bool_or(is_current) as is_current
  from staging.report_appendices
  group by source_id
)

select
  source.report_id,
  source.locality_id,
  source.period,
  source.issued_date,
  coalesce(place.is_current, files.is_current, source.is_latest_issue) as is_current,
  doubt.source_id,
  row_number() over (
    partition by doubt.source_id
    order by doubt.rule, doubt.subject_key, doubt.cell_ref, doubt.arguments::varchar
  )::integer as doubt_number,
  case
    when doubt.cell_ref like '%-p%' then coalesce(appendix_anchor.cell_ref, source.anchor_ref)
    else doubt.cell_ref
  end as source_ref,
  doubt.cell_ref,
  doubt.appendix,
  doubt.rule,
  doubt.severity,
  doubt.subject_key,
  doubt.raw_value,
  doubt.read_value,
  doubt.arguments
from raw.doubts as doubt
join staging.report_sources as source on source.source_id = doubt.source_id
left join staging.report_appendices as place
  on place.source_id = doubt.source_id and place.appendix = doubt.appendix
left join files on files.source_id = doubt.source_id
left join staging.anchors as appendix_anchor
  on appendix_anchor.source_id = doubt.source_id and appendix_anchor.appendix = doubt.appendix
