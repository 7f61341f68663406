-- The projects whose gap makes up the portfolio's, largest first: the few that explain most of it. Only projects with both
-- figures can have a gap; the others are counted, not guessed.
with projects as (
  select * from marts.disbursement_gaps where level = 'project'
),
known as (
  select * from projects where gap_vnd is not null
),
portfolio as (
  select
    report_id,
    sum(gap_vnd)::bigint as portfolio_gap_vnd,
    count(*)::integer as projects_with_gap,
    count(*) filter (where gap_vnd > 0)::integer as projects_behind
  from known
  group by report_id
)
select
  known.report_id,
  known.source_ref,
  known.row_key,
  known.locality_id,
  known.period,
  known.group_code,
  known.project_id,
  known.name,
  known.gap_vnd,
  portfolio.portfolio_gap_vnd,
  round(100 * known.gap_vnd / nullif(portfolio.portfolio_gap_vnd, 0), 6) as share_pct,
  (sum(known.gap_vnd) over ranked)::bigint as cumulative_gap_vnd,
  round(100 * sum(known.gap_vnd) over ranked / nullif(portfolio.portfolio_gap_vnd, 0), 6) as cumulative_share_pct,
  (row_number() over ranked)::integer as gap_rank,
  portfolio.projects_with_gap,
  (select count(*) from projects where projects.report_id = known.report_id)::integer as project_count
from known
inner join portfolio on portfolio.report_id = known.report_id
window ranked as (
  partition by known.report_id
  order by known.gap_vnd desc, known.row_key
  rows between unbounded preceding and current row
)
