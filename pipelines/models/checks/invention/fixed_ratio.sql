-- The same share on every line of one kind, to the last printed digit: a formula, not a plan of works. Planned money as a share of the
-- total investment or of the year's plan, paid money as a share of what was planned. Each line allows its share a range, by the
-- half step of its column; that all ranges meet is chance only where they are wide, so at least three lines must be narrow, and not all
-- amounts alike. At least four lines, and all lines of that kind.
with lines as (
  select
    line.*,
    coalesce(line.component, line.level) as kind
  from marts.disbursement_gaps as line
  where line.level <> 'group'
),

printed as (
  select
    report_id, kind, row_key, source_ref, position,
    unnest([
      {'part': 'planned', 'whole': 'total_investment', 'amount': planned_vnd, 'base': total_investment_vnd},
      {'part': 'planned', 'whole': 'year_plan', 'amount': planned_vnd, 'base': year_plan_vnd},
      -- What follows from a percentage is no amount that was printed.
      {'part': 'actual', 'whole': 'planned', 'amount': if(actual_basis = 'reported' and actual_pct is null, actual_vnd, null), 'base': planned_vnd}
    ], max_depth := 2)
  from lines
),

steps as (
  select
    report_id,
    part,
    whole,
    case
      when bool_and(amount % 100000000 = 0 and base % 100000000 = 0) then 100000000
      when bool_and(amount % 10000000 = 0 and base % 10000000 = 0) then 10000000
      when bool_and(amount % 1000000 = 0 and base % 1000000 = 0) then 1000000
      when bool_and(amount % 100000 = 0 and base % 100000 = 0) then 100000
      when bool_and(amount % 10000 = 0 and base % 10000 = 0) then 10000
      when bool_and(amount % 1000 = 0 and base % 1000 = 0) then 1000
      else 1
    end as step_vnd
  from printed
  where amount is not null and base is not null
  group by report_id, part, whole
),

shares as (
  select
    printed.*,
    (amount - step_vnd / 2) / (base + step_vnd / 2) as low,
    (amount + step_vnd / 2) / (base - step_vnd / 2) as high
  from printed
  join steps on steps.report_id = printed.report_id and steps.part = printed.part and steps.whole = printed.whole
  where printed.amount > 0 and printed.base > steps.step_vnd
),

kinds as (
  select
    report_id,
    kind,
    part,
    whole,
    count(*)::integer as line_count,
    count(*) filter (where high - low <= 0.002)::integer as narrow_count,
    count(distinct base) as base_count,
    max(low) as low,
    min(high) as high,
    arg_max(amount / base, base) as ratio,
    arg_min(source_ref, position) as source_ref,
    arg_min(row_key, position) as row_key
  from shares
  group by report_id, kind, part, whole
)

select
  report_id,
  'projects' as appendix,
  source_ref,
  row_key,
  part as field,
  if(part = 'planned' and whole = 'total_investment', kind, concat(kind, '/', part, '/', whole)) as subject_key,
  null::varchar as raw_value,
  round(ratio, 4)::varchar as read_value,
  {
    'kind': {
      'vi': case kind
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
      'en': replace(kind, '_', ' and ')
    },
    'part': if(part = 'planned', {'vi': 'dự kiến giải ngân', 'en': 'plan'}, {'vi': 'đã giải ngân', 'en': 'have paid'}),
    'whole': case whole
      when 'total_investment' then {'vi': 'tổng vốn', 'en': 'the total investment'}
      when 'year_plan' then {'vi': 'kế hoạch vốn năm', 'en': 'the year''s plan'}
      else {'vi': 'số dự kiến', 'en': 'what was planned'}
    end,
    'count': line_count,
    'ratio': round(100 * ratio, 2)
  } as arguments
from kinds
where
  line_count >= 4
  and narrow_count >= 3
  and base_count >= 3
  and low <= high
-- A plan may be a share of both: the total investment is told of.
qualify row_number() over (partition by report_id, kind, part order by if(whole = 'total_investment', 0, 1)) = 1
