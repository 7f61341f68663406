-- A document cited as a result, dated in another year than the report's, while the same series of the report's year runs
-- through that number at that day: the year was probably written by habit.
with documents as (
  select distinct
    fact.report_id,
    fact.appendix,
    fact.cell_ref,
    fact.row_key,
    fact.period,
    fact.issued_date,
    fact.document_type,
    fact.document_number,
    fact.date_start as date,
    try_cast(regexp_extract(fact.document_number, '^(\d+)', 1) as integer) as number,
    upper(regexp_extract(fact.document_number, '/(.*)$', 1)) as series
  from marts.facts as fact
  where fact.kind = 'document' and fact.date_start is not null and fact.document_type is not null
),

moved as (
  select
    documents.*,
    try_cast(year(period) || strftime(date, '-%m-%d') as date) as same_day_this_year
  from documents
  where year(date) <> year(period)
)

select
  moved.report_id,
  moved.appendix,
  moved.cell_ref as source_ref,
  coalesce(moved.row_key, '') || '/' || moved.document_number as subject_key,
  moved.document_number as raw_value,
  moved.same_day_this_year::varchar as read_value,
  json_object(
    'type', moved.document_type, 'number', moved.document_number, 'date', moved.date, 'guess', moved.same_day_this_year,
    'next', arg_min(neighbour.document_number, neighbour.number), 'next_date', arg_min(neighbour.date, neighbour.number)
  ) as arguments
from moved
join documents as neighbour
  on neighbour.report_id = moved.report_id
  and neighbour.document_type = moved.document_type
  and neighbour.series = moved.series
  and neighbour.series <> ''
  and year(neighbour.date) = year(moved.period)
  and neighbour.number > moved.number
  and neighbour.date >= moved.same_day_this_year
where
  moved.same_day_this_year <= coalesce(moved.issued_date, moved.same_day_this_year)
  and not exists (
    select 1
    from documents as contrary
    where
      contrary.report_id = moved.report_id
      and contrary.document_type = moved.document_type
      and contrary.series = moved.series
      and year(contrary.date) = year(moved.period)
      and (
        (contrary.number > moved.number and contrary.date < moved.same_day_this_year)
        or (contrary.number < moved.number and contrary.date > moved.same_day_this_year)
      )
  )
group by
  moved.report_id, moved.appendix, moved.cell_ref, moved.row_key, moved.document_type, moved.document_number, moved.date,
  moved.same_day_this_year
