-- A measure that a task's result tells of by the name it has among the indicators, with a figure that is in none of that row's
-- columns. Names are compared by their pairs of neighbouring words, nearly all of which must be shared: "thu ngân sách" is
-- not "thu ngân sách theo phân cấp".
with indicators as (
  select
    report_id, row_key, name, unit,
    case when unit = 'percent' then 'percent' when contains(unit, '_vnd') or unit = 'vnd' then 'money' else unit end as unit_kind,
    case unit when 'vnd' then 1 when 'thousand_vnd' then 1e3 when 'million_vnd' then 1e6 when 'billion_vnd' then 1e9 else 1 end as factor,
    estimate_to_date, estimate_month,
    list_filter([
      {'value': estimate_to_date, 'half_step': coalesce(estimate_to_date_half_step, 0)},
      {'value': estimate_month, 'half_step': coalesce(estimate_month_half_step, 0)},
      {'value': plan_year, 'half_step': coalesce(plan_year_half_step, 0)},
      {'value': plan_month, 'half_step': coalesce(plan_month_half_step, 0)},
      {'value': plan_to_date, 'half_step': coalesce(plan_to_date_half_step, 0)},
      {'value': estimate_prior_year, 'half_step': coalesce(estimate_prior_year_half_step, 0)}
    ], lambda figure: figure.value is not null) as figures
  from marts.indicators
  where coalesce(estimate_to_date, estimate_month) is not null and unit is not null
),

said as (
  select
    fact.*,
    case
      when fact.kind = 'percent' then 'percent'
      when fact.kind = 'money' then 'money'
      else fact.unit
    end as unit_kind,
    -- The words that tell what is paid are no part of the subject: those of the whole year's rate are put back.
    if(
      fact.role = 'disbursed' and regexp_matches(lower(task.result), 'giải ngân (vốn )?đầu tư công'),
      concat(fact.subject, ' giải ngân vốn đầu tư công'),
      fact.subject
    ) as spoken_of
  from marts.facts as fact
  left join marts.tasks as task on task.report_id = fact.report_id and task.row_key = fact.row_key
  where
    fact.table_name = 'tasks'
    and fact.field = 'result'
    and fact.kind in ('percent', 'money', 'count')
    and fact.subject is not null
    and (coalesce(fact.role, 'reached') in ('reached', 'estimate') or (fact.kind = 'percent' and fact.role in ('attainment_of_year_plan', 'disbursed')))
),

texts as (
  select report_id, row_key as text_key, 'indicator' as kind, name as text from indicators
  union all
  select report_id, fact_id, 'fact', spoken_of from said
),

words as (
  select
    report_id, text_key, kind,
    string_split(trim(regexp_replace(
      replace(strip_accents(lower(regexp_replace(text, '\([^)]*\)', ' ', 'g'))), 'đ', 'd'),
      '[^a-z]+|\b(tren dia ban|phuong|xa|dac khu|luy ke|nam|tong so|so)\b', ' ', 'g'
    )), ' ') as list
  from texts
),

pairs as (
  select
    report_id, text_key, kind,
    list_distinct(list_transform(
      list_zip(list_filter(list, lambda word: word <> '')[:-2], list_filter(list, lambda word: word <> '')[2:]),
      lambda pair: pair[1] || ' ' || pair[2]
    )) as list
  from words
),

judged as (
  select
    said.report_id, said.appendix, said.row_key, said.field, said.fact_id, said.cell_ref, said.text, said.start,
    indicator.row_key as indicator_key,
    indicator.name,
    indicator.unit,
    said.value / indicator.factor as stated,
    coalesce(indicator.estimate_to_date, indicator.estimate_month) as printed,
    len(list_filter(indicator.figures, lambda figure:
      said.value_low / indicator.factor <= figure.value + figure.half_step + 1e-9
      and said.value_high / indicator.factor >= figure.value - figure.half_step - 1e-9
    )) > 0 as agrees
  from said
  join indicators as indicator on indicator.report_id = said.report_id and indicator.unit_kind = said.unit_kind
  join pairs as said_pairs
    on said_pairs.report_id = said.report_id and said_pairs.text_key = said.fact_id and said_pairs.kind = 'fact'
  join pairs as indicator_pairs
    on indicator_pairs.report_id = indicator.report_id and indicator_pairs.text_key = indicator.row_key and indicator_pairs.kind = 'indicator'
  where
    len(list_intersect(said_pairs.list, indicator_pairs.list)) >= 2
    and len(list_intersect(said_pairs.list, indicator_pairs.list))
      >= 0.8 * len(list_distinct(list_concat(said_pairs.list, indicator_pairs.list)))
)

select
  judged.report_id,
  judged.appendix,
  judged.cell_ref as source_ref,
  concat(judged.row_key, '/', judged.indicator_key) as subject_key,
  judged.text as raw_value,
  judged.printed::varchar as read_value,
  {
    'ordinal': judged.row_key,
    'name': judged.name,
    'text': judged.text,
    'printed': judged.printed,
    'unit': case judged.unit
      when 'percent' then {'vi': '%', 'en': '%'}
      when 'million_vnd' then {'vi': ' triệu đồng', 'en': ' million VND'}
      when 'billion_vnd' then {'vi': ' tỷ đồng', 'en': ' billion VND'}
      else {'vi': '', 'en': ''}
    end
  } as arguments
from judged
-- One figure of the sentence that fits is enough: the others may be of another time.
where not exists (
  select 1
  from judged as other
  where
    other.report_id = judged.report_id and other.row_key = judged.row_key
    and other.indicator_key = judged.indicator_key and other.agrees
)
qualify row_number() over (partition by judged.report_id, judged.row_key, judged.indicator_key order by judged.start) = 1
