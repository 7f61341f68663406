-- One row a report, of one file or several. Current: it gives the latest issue of at least one appendix of its period.
with currents as (
  select report_id, bool_or(is_current) as is_current
  from staging.report_appendices
  group by report_id
)

select
  source.report_id,
  source.locality_id,
  arg_min(source.locality, source.received_order) as locality,
  arg_min(source.report_number, source.received_order) as report_number,
  any_value(source.issued_date) as issued_date,
  source.period,
  max(source.quarter) as quarter,
  any_value(source.issue_number) as issue_number,
  list_sort(list_distinct(flatten(list(source.appendices)))) as appendices,
  string_agg(source.source_name, '; ' order by source.received_order, source.source_name, source.source_id) as source_name,
  string_agg(source.source_sha256, '; ' order by source.received_order, source.source_name, source.source_id)
    as source_sha256,
  count(*)::integer as file_count,
  max(source.received_at) as ingested_at,
  arg_min(source.anchor_ref, (source.received_order, source.source_name, source.source_id)) as source_ref,
  coalesce(any_value(currents.is_current), bool_or(source.is_latest_issue)) as is_current
from staging.report_sources as source
left join currents on currents.report_id = source.report_id
group by source.report_id, source.locality_id, source.period
