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
  fact.source_id,
  case
    when fact.cell_ref like '%-p%' then coalesce(appendix_anchor.cell_ref, source.anchor_ref)
    else fact.cell_ref
  end as source_ref,
  fact.fact_id,
  fact.cell_ref,
  fact.appendix,
  fact.table_name,
  fact.row_key,
  fact.field,
  fact.kind,
  fact.value,
  fact.value_low,
  fact.value_high,
  fact.value_of,
  fact.unit,
  fact.date_start,
  fact.date_end,
  fact.document_type,
  fact.document_number,
  fact.role,
  fact.scope,
  fact.subject,
  fact.text,
  fact.start,
  fact.end
from raw.facts as fact
join staging.report_sources as source on source.source_id = fact.source_id
left join staging.report_appendices as place
  on place.source_id = fact.source_id and place.appendix = fact.appendix
left join files on files.source_id = fact.source_id
left join staging.anchors as appendix_anchor
  on appendix_anchor.source_id = fact.source_id and appendix_anchor.appendix = fact.appendix
