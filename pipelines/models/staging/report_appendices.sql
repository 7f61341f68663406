-- Which file gives an appendix of a report, whether it is the latest issue for the locality and period, and which report
-- gave the same appendix before it. Later is: the later date of issue, then the later receipt.
with places as (
  select
    source.report_id,
    unnest(source.appendices) as appendix,
    source.source_id,
    source.locality_id,
    source.period,
    source.issued_date,
    coalesce(source.issued_date, source.received_at::date) as order_date,
    source.issue_number,
    source.received_order,
    source.source_name,
    source.source_sha256
  from staging.report_sources as source
),

ordered as (
  select
    places.*,
    row_number() over issues as appendix_issue,
    count(*) over (partition by places.locality_id, places.period, places.appendix) as issue_count,
    lag(places.report_id) over issues as previous_report_id,
    lag(places.source_id) over issues as previous_source_id
  from places
  window issues as (
    partition by places.locality_id, places.period, places.appendix
    order by
      places.order_date, places.issue_number, places.received_order, places.source_name, places.source_sha256
  )
)

select
  report_id,
  appendix,
  source_id,
  locality_id,
  period,
  issued_date,
  appendix_issue::integer as appendix_issue,
  appendix_issue = issue_count as is_current,
  previous_report_id,
  previous_source_id
from ordered
