-- gap = planned - actual, in VND, where both are known. Shares are of the whole gap of the same level in the same report, so
-- that groups, projects and components each add up to 100 % and nothing is counted twice.
with lines as (
  select
    line.*,
    line.planned_vnd - line.actual_vnd as gap_vnd
  from staging.project_lines as line
  where line.is_current
),

totals as (
  select report_id, level, sum(gap_vnd)::bigint as gap_vnd
  from lines
  where gap_vnd > 0
  group by report_id, level
)

select
  line.report_id,
  line.locality_id,
  line.period,
  line.issued_date,
  line.source_ref,
  line.row_key,
  line.position,
  line.group_code,
  line.is_group_inferred,
  line.level,
  line.ordinal_text,
  line.project_ordinal,
  line.project_id,
  line.component,
  line.name,
  line.location,
  line.area_text,
  line.announced_project_count,
  line.total_investment_vnd,
  line.year_plan_vnd,
  line.planned_vnd,
  line.planned_until_date,
  line.actual_pct,
  line.actual_vnd,
  line.actual_until_date,
  line.actual_denominator,
  line.actual_basis,
  line.physical_progress_pct,
  line.expected_completion_month,
  line.result,
  line.forecast,
  line.recommendation,
  line.note,
  line.gap_vnd,
  round(100 * line.gap_vnd / nullif(line.planned_vnd, 0), 6) as gap_pct,
  case when line.gap_vnd > 0 then round(100 * line.gap_vnd / totals.gap_vnd, 6) end as gap_share_pct,
  round(100 * line.planned_vnd / nullif(line.total_investment_vnd, 0), 6) as planned_of_investment_pct,
  round(100 * line.actual_vnd / nullif(line.total_investment_vnd, 0), 6) as actual_of_investment_pct,
  round(100 * line.actual_vnd / nullif(line.year_plan_vnd, 0), 6) as actual_of_year_plan_pct
from lines as line
left join totals on totals.report_id = line.report_id and totals.level = line.level
order by line.report_id, line.position
