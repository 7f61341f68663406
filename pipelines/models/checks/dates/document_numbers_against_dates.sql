-- Documents of one type and one series are numbered in the order of their dates: a larger number with an earlier date, in one
-- year, can't both be right. Of a pair, the one that more of its series contradicts is named.
with documents as (
  select distinct
    fact.report_id,
    fact.appendix,
    fact.cell_ref,
    fact.row_key,
    fact.document_type,
    fact.document_number,
    fact.date_start as date,
    try_cast(regexp_extract(fact.document_number, '^(\d+)', 1) as integer) as number,
    upper(regexp_extract(fact.document_number, '/(.*)$', 1)) as series
  from marts.facts as fact
  where fact.kind = 'document' and fact.date_start is not null and fact.document_type is not null
),

conflicts as (
  select
    one.*,
    other.document_number as other_number,
    other.date as other_date
  from documents as one
  join documents as other
    on other.report_id = one.report_id
    and other.document_type = one.document_type
    and other.series = one.series
    and one.series <> ''
    and year(other.date) = year(one.date)
    and (
      (other.number < one.number and other.date > one.date)
      or (other.number > one.number and other.date < one.date)
    )
),

counted as (
  select
    conflicts.*,
    count(*) over (partition by report_id, document_type, series, number, date) as conflict_count
  from conflicts
)

select
  report_id,
  appendix,
  cell_ref as source_ref,
  coalesce(row_key, '') || '/' || document_number as subject_key,
  document_number as raw_value,
  date::varchar as read_value,
  json_object(
    'type', document_type, 'number', document_number, 'date', date, 'other', other_number, 'other_date', other_date
  ) as arguments
from counted
qualify
  row_number() over (
    partition by report_id, document_type, series, year(date)
    order by conflict_count desc, number desc, cell_ref, other_number
  ) = 1
