-- One project in two appendices: a task that is still open for a project that the other appendix shows as built or paid out, and a
-- task called done for a project that is still being built there. The link between the two is by the words of their names, so
-- only a close one counts. Papers, land and money go before the works, and accounts come after them: a task about those may be done,
-- or open, whatever the works are.
with projects as (
  select
    line.report_id,
    line.row_key,
    line.physical_progress_pct,
    line.actual_pct,
    lower(concat_ws('. ', line.result, line.forecast)) as words
  from marts.disbursement_gaps as line
  where line.level = 'project'
),

states as (
  select
    projects.*,
    case
      when physical_progress_pct >= 95
        then {'vi': concat('khối lượng đạt ', physical_progress_pct::integer, '%'), 'en': concat(physical_progress_pct::integer, '% built')}
      when actual_pct >= 95 then {'vi': concat('đã giải ngân ', actual_pct::integer, '%'), 'en': concat(actual_pct::integer, '% paid')}
      when
        regexp_matches(
          words,
          '(dự án|công trình) (đã |cơ bản )*hoàn thành|thi công (đã )?(xong|hoàn thành)|hoàn thành (việc )?thi công|(đã|được) (nghiệm thu|bàn giao|đưa vào sử dụng)|hoàn thành,? (nghiệm thu|bàn giao|đưa vào)'
        )
        and not regexp_matches(words, '(chưa|sẽ|dự kiến|phấn đấu)[^.;]*(hoàn thành|bàn giao|nghiệm thu|đưa vào)|bàn giao (mặt bằng|mốc|hồ sơ)')
        then {'vi': 'đã thi công xong', 'en': 'built'}
    end as closed,
    case
      when physical_progress_pct < 90
        then {'vi': concat('khối lượng mới đạt ', physical_progress_pct::integer, '%'), 'en': concat('only ', physical_progress_pct::integer, '% built')}
      when physical_progress_pct is null and regexp_matches(words, 'chưa (khởi công|triển khai|thi công)|đang (tổ chức |triển khai )?thi công')
        then {'vi': concat('“', regexp_extract(words, 'chưa (?:khởi công|triển khai|thi công)|đang (?:tổ chức |triển khai )?thi công'), '”'), 'en': 'not finished'}
    end as unfinished
  from projects
),

links as (
  select
    link.*,
    lower(task.task) as words,
    task.status as task_status,
    task.source_ref as task_source_ref,
    task.ordinal,
    task.result,
    task.forecast
  from marts.task_project_links as link
  join marts.tasks as task on task.report_id = link.report_id and task.row_key = link.task_row_key
  where link.score >= 0.7 and task.status <> 'unknown'
)

select
  links.report_id,
  'tasks' as appendix,
  links.task_source_ref as source_ref,
  links.task_row_key as row_key,
  'forecast' as field,
  concat(links.task_row_key, '/', links.project_row_key) as subject_key,
  links.forecast as raw_value,
  links.project as read_value,
  {
    'ordinal': links.ordinal,
    'task': links.task,
    'forecast': coalesce(links.forecast, links.result),
    'project': links.project,
    'project_row': links.project_row_key,
    'state': if(links.is_open, states.closed, states.unfinished)
  } as arguments
from links
join states on states.report_id = links.report_id and states.row_key = links.project_row_key
where
  case
    when links.is_open
      then states.closed is not null
        and not regexp_matches(links.words, 'quyết toán|thanh toán|tất toán|kiểm toán|bảo hành|bảo trì|duy tu|khai thác|vận hành|quản lý')
    else states.unfinished is not null
      and links.task_status in ('completed', 'exceeded')
      and not regexp_matches(
        links.words,
        'thẩm định|phê duyệt|hồ sơ|thủ tục|giải phóng|gpmb|mặt bằng|thu hồi|bồi thường|tái định cư|kiểm đếm|chủ trương|đấu thầu|nhà thầu|kế hoạch|khởi công|khảo sát|thiết kế|dự toán|quyết định|giải ngân|nguồn vốn|bố trí vốn|giao vốn|báo cáo|(^|[,;] *|và )(lập|trình|họp) |kiểm tra|giám sát|tuyên truyền|đấu giá'
      )
  end
