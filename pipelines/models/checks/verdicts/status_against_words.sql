-- "Hoàn thành" in the forecast beside a result that says in its own words that something is still being done.
with said as (
  select
    task.*,
    regexp_extract(
      lower(task.result),
      'đang (?:được )?(?:triển khai|thực hiện|hoàn thiện|xây dựng|tổ chức thực hiện|lấy ý kiến|trình|thẩm định|giải quyết)|chưa (?:hoàn thành|thực hiện|triển khai|xong|giải quyết|phê duyệt|ban hành)'
    ) as words
  from marts.tasks as task
  where task.is_done
)

select
  report_id,
  'tasks' as appendix,
  source_ref,
  row_key,
  'forecast' as field,
  row_key || '/words' as subject_key,
  forecast as raw_value,
  words as read_value,
  {'ordinal': ordinal, 'task': task, 'forecast': forecast, 'words': words} as arguments
from said
where words <> ''
