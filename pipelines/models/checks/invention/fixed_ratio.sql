-- The same round share of the total investment planned on every line of one kind, to the last dong: a formula, not a plan of
-- works. At least four lines, and all lines of that kind.
with lines as (
  select
    line.*,
    coalesce(line.component, line.level) as kind,
    line.planned_vnd / line.total_investment_vnd as ratio
  from marts.disbursement_gaps as line
  where line.level <> 'group' and line.planned_vnd > 0 and line.total_investment_vnd > 0
),

kinds as (
  select
    report_id,
    kind,
    count(*)::integer as line_count,
    median(ratio) as ratio,
    count(*) filter (where abs(planned_vnd - total_investment_vnd * round(ratio, 2)) <= 1)::integer as exact_count,
    count(distinct round(ratio, 2))::integer as ratio_count,
    arg_min(source_ref, position) as source_ref,
    arg_min(row_key, position) as row_key
  from lines
  group by report_id, kind
)

select
  report_id,
  'projects' as appendix,
  source_ref,
  row_key,
  'planned' as field,
  kind as subject_key,
  null::varchar as raw_value,
  round(ratio, 2)::varchar as read_value,
  json_object(
    'kind', json_object(
      'vi', case kind
        when 'construction_equipment' then 'xây lắp và thiết bị'
        when 'construction' then 'xây lắp'
        when 'equipment' then 'thiết bị'
        when 'consulting' then 'tư vấn'
        when 'site_clearance' then 'giải phóng mặt bằng'
        when 'management' then 'quản lý dự án'
        when 'contingency' then 'dự phòng'
        when 'project' then 'dự án'
        else 'chi phí khác'
      end,
      'en', replace(kind, '_', ' and ')
    ),
    'count', line_count,
    'ratio', round(100 * ratio, 2)
  ) as arguments
from kinds
where line_count >= 4 and exact_count = line_count and ratio_count = 1
