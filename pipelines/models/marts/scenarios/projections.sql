-- Year end by several plain methods from each month that was reported, side by side, with the error that each method made
-- in earlier years whose December is known (mean absolute percentage error of its projections from the same month of the
-- year). A year never tells of its own error: only years before it count, so that the error is what was known at the time.
with methods (method, assumption_vi, assumption_en) as (
  values
    (
      'rest_as_planned',
      'Các tháng còn lại đạt đúng kịch bản; phần đã hơn hoặc kém giữ nguyên',
      'The months left go exactly as the scenario says; what is ahead or behind now stays so'
    ),
    (
      'same_attainment',
      'Các tháng còn lại đạt cùng tỷ lệ so với kịch bản như từ đầu năm',
      'The months left reach the same share of the scenario as the months so far'
    ),
    (
      'average_so_far',
      'Mỗi tháng còn lại bằng bình quân các tháng đã qua',
      'Each month left brings the average of the months so far'
    ),
    (
      'last_month_repeated',
      'Mỗi tháng còn lại bằng tháng vừa qua',
      'Each month left brings what the last month brought'
    ),
    (
      'last_year_profile',
      'Phần của cả năm đã đạt đến tháng này bằng năm trước',
      'The share of the year that is reached by this month is what it was last year'
    ),
    ('last_level', 'Giữ nguyên mức hiện tại đến cuối năm', 'The level of today stays until the end of the year')
),
standing as (
  select * from marts.scenario_paths where scenario_id = 'reported' and actual_to_date is not null and measure <> 'rank'
),
profiles as (
  -- A year that has ended: which share of it was reached by each month.
  select
    months.locality_id,
    months.indicator_id,
    months.year,
    month(months.month) as month_number,
    months.actual_to_date / nullif(ends.actual_to_date, 0) as share_to_date
  from standing as months
  inner join standing as ends
    on ends.locality_id = months.locality_id
    and ends.indicator_id = months.indicator_id
    and ends.year = months.year
    and month(ends.month) = 12
  where months.measure = 'flow'
),
unbounded as (
  select
    standing.report_id,
    standing.source_ref,
    standing.locality_id,
    standing.indicator_id,
    standing.unit,
    standing.measure,
    standing.year,
    standing.month as as_of_month,
    standing.year_target,
    standing.lower_limit,
    standing.upper_limit,
    methods.method,
    methods.assumption_vi,
    methods.assumption_en,
    round(
      case methods.method
        when 'rest_as_planned' then case
          when standing.is_anchored then standing.actual_to_date + (standing.year_target - standing.target_to_date)
        end
        when 'same_attainment' then case
          when standing.measure = 'flow' and standing.is_anchored
            then standing.year_target * standing.actual_to_date / nullif(standing.target_to_date, 0)
        end
        when 'average_so_far' then case
          when standing.measure = 'flow' then standing.actual_to_date / month(standing.month) * 12
        end
        when 'last_month_repeated' then case
          when standing.measure = 'flow'
            then standing.actual_to_date + (12 - month(standing.month)) * standing.actual_month
        end
        when 'last_year_profile' then standing.actual_to_date / nullif(profiles.share_to_date, 0)
        when 'last_level' then case when standing.measure <> 'flow' then standing.actual_to_date end
      end, 6
    ) as unbounded_year_end
  from standing
  cross join methods
  left join profiles
    on profiles.locality_id = standing.locality_id
    and profiles.indicator_id = standing.indicator_id
    and profiles.year = standing.year - 1
    and profiles.month_number = month(standing.month)
),
projected as (
  -- A share can't pass its whole, nor a count fall below none: no method says so.
  select
    unbounded.*,
    case
      when unbounded_year_end is not null then least(greatest(unbounded_year_end, lower_limit), upper_limit)
    end as projected_year_end,
    case
      when unbounded_year_end < lower_limit then lower_limit
      when unbounded_year_end > upper_limit then upper_limit
    end as projection_limit
  from unbounded
),
finals as (
  select locality_id, indicator_id, year, actual_to_date as final from standing where month(month) = 12
),
errors as (
  select
    projected.locality_id,
    projected.indicator_id,
    projected.method,
    projected.year,
    month(projected.as_of_month) as month_number,
    abs(projected.projected_year_end / finals.final - 1) * 100 as error_pct
  from projected
  inner join finals
    on finals.locality_id = projected.locality_id
    and finals.indicator_id = projected.indicator_id
    and finals.year = projected.year
  where finals.final <> 0 and projected.projected_year_end is not null and month(projected.as_of_month) < 12
),
backtests as (
  select
    projected.locality_id,
    projected.indicator_id,
    projected.method,
    projected.as_of_month,
    round(avg(errors.error_pct), 6) as backtest_error_pct,
    count(*)::integer as backtest_count
  from projected
  inner join errors
    on errors.locality_id = projected.locality_id
    and errors.indicator_id = projected.indicator_id
    and errors.method = projected.method
    and errors.month_number = month(projected.as_of_month)
    and errors.year < projected.year
  group by projected.locality_id, projected.indicator_id, projected.method, projected.as_of_month
)
select
  projected.report_id,
  projected.source_ref,
  projected.locality_id,
  projected.indicator_id,
  projected.unit,
  projected.year,
  projected.as_of_month,
  projected.method,
  projected.assumption_vi,
  projected.assumption_en,
  projected.year_target,
  projected.projected_year_end,
  projected.projection_limit,
  min(projected.projected_year_end) over by_indicator as range_low,
  max(projected.projected_year_end) over by_indicator as range_high,
  count(*) over by_indicator::integer as method_count,
  backtests.backtest_error_pct,
  coalesce(backtests.backtest_count, 0)::integer as backtest_count
from projected
left join backtests
  on backtests.locality_id = projected.locality_id
  and backtests.indicator_id = projected.indicator_id
  and backtests.method = projected.method
  and backtests.as_of_month = projected.as_of_month
where projected.projected_year_end is not null
window by_indicator as (partition by projected.locality_id, projected.indicator_id, projected.as_of_month)
