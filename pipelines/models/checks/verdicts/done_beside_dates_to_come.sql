-- A project that is said to be finished, with a month in which it is expected to be. Where acceptance or the settlement of its
-- accounts is spoken of, the month may be theirs.
select
  line.report_id,
  'projects' as appendix,
  line.source_ref,
  line.row_key,
  'expected_completion_month' as field,
  line.row_key || '/completion' as subject_key,
  coalesce(line.forecast, line.result) as raw_value,
  line.expected_completion_month as read_value,
  json_object(
    'name', line.name,
    'month', line.expected_completion_month,
    'ask', if(is_settling,
      json_object(
        'vi', 'Nếu đó là lúc nghiệm thu, quyết toán xong, đề nghị ghi rõ.',
        'en', 'If acceptance and settlement are meant by then, please say so.'
      ),
      json_object('vi', 'Phần nào đã xong, phần nào chưa?', 'en', 'Which part is meant?')
    )
  ) as arguments,
  if(is_settling, 'info', 'warning') as severity
from (
  select
    *,
    regexp_matches(
      lower(coalesce(result, '') || ' ' || coalesce(forecast, '')), 'quyết toán|nghiệm thu|bàn giao|tất toán'
    ) as is_settling
  from marts.disbursement_gaps
) as line
where
  line.level = 'project'
  and line.expected_completion_month >= strftime(line.period, '%Y-%m')
  and regexp_matches(
    lower(coalesce(line.result, '') || ' ' || coalesce(line.forecast, '')),
    '(dự án|công trình) (đã|được) hoàn thành|đã hoàn thành dự án'
  )
