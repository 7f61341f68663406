-- The author's verdict against target, operator, direction and printed precision, in the scope that it speaks of.
select
  variance.report_id,
  'indicators' as appendix,
  variance.source_ref,
  variance.row_key,
  'verdict' as field,
  concat(variance.row_key, '/', variance.scope) as subject_key,
  null::varchar as raw_value,
  variance.verdict_computed as read_value,
  {
    'indicator': variance.name,
    'scope': case variance.scope
      when 'month' then {'vi': 'kế hoạch tháng', 'en': 'the month''s plan'}
      when 'to_date' then {'vi': 'kịch bản lũy kế', 'en': 'the scenario to date'}
      else {'vi': 'kế hoạch năm', 'en': 'the year''s plan'}
    end,
    'actual': variance.actual,
    'actual_operator': if(variance.actual_operator = '=', '', concat(variance.actual_operator, ' ')),
    -- What a sentence implies has no more digits than the figure it is worked out from.
    'target': if(variance.target_basis = 'implied', round(variance.target, if(abs(variance.target) >= 1000, 0, 2)), variance.target),
    'basis': if(
      variance.target_basis = 'implied',
      {'vi': ', suy từ câu giải trình', 'en': ', as the sentence implies'},
      {'vi': '', 'en': ''}
    ),
    'target_operator': if(variance.target_operator = '=', '', concat(variance.target_operator, ' ')),
    'reported': case variance.verdict_reported
      when 'exceeded' then {'vi': 'vượt', 'en': 'exceeded'}
      when 'met' then {'vi': 'đạt', 'en': 'met'}
      else {'vi': 'không đạt', 'en': 'missed'}
    end,
    'computed': case variance.verdict_computed
      when 'exceeded' then {'vi': 'vượt', 'en': 'exceeded'}
      when 'met' then {'vi': 'đạt', 'en': 'met'}
      else {'vi': 'không đạt', 'en': 'missed'}
    end
  } as arguments,
  -- Reached or not is arithmetic; whether "met" should be called "exceeded" is a question. A verdict that fits another printed
  -- target of the row may speak of that one.
  if(
    (variance.verdict_reported = 'missed') <> (variance.verdict_computed = 'missed') and other.row_key is null, 'error', 'warning'
  ) as severity
from marts.indicator_variance as variance
left join (
  select distinct report_id, row_key, scope, verdict_reported
  from marts.indicator_variance
  where
    target_basis = 'reported'
    and (
      verdict_computed = verdict_reported
      -- Met only as far as the figure is rounded: the author, who has the digits behind it, may rightly say missed.
      or (verdict_reported = 'missed' and if(target_operator in ('<', '<='), actual > target, actual < target))
    )
) as other
  on other.report_id = variance.report_id and other.row_key = variance.row_key and other.scope <> variance.scope
where variance.is_verdict_confirmed = false
qualify row_number() over (partition by variance.report_id, variance.row_key, variance.scope order by other.scope) = 1
