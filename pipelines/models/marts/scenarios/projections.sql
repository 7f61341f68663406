-- Year end by several plain methods from each month that was reported, side by side, with the error that each method made
-- in years whose December is known (mean absolute percentage error of its projections from the same month of the year).
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
    ('last_level', 'Giữ nguyên mức hiện tại đến cuối năm', 'The level of today stays until the end of the year')
),
standing as (
  select * from marts.scenario_paths where scenario_id = 'reported' and actual_to_date is not null and measure <> 'rank'
),
projected as (
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
    methods.method,
    methods.assumption_vi,
    methods.assumption_en,
    round(
      case methods.method
        when 'rest_as_planned' then standing.actual_to_date + (standing.year_target - standing.target_to_date)
        when 'same_attainment' then case
          when standing.measure = 'flow'
            then standing.year_target * standing.actual_to_date / nullif(standing.target_to_date, 0)
        end
        when 'average_so_far' then case
          when standing.measure = 'flow' then standing.actual_to_date / month(standing.month) * 12
        end
        when 'last_month_repeated' then case
          when standing.measure = 'flow'
            then standing.actual_to_date + (12 - month(standing.month)) * standing.actual_month
        end
        when 'last_level' then case when standing.measure <> 'flow' then standing.actual_to_date end
      end, 6
    ) as projected_year_end
  from standing
  cross join methods
),
finals as (
  select locality_id, indicator_id, year, actual_to_date as final from standing where month(month) = 12
),
backtests as (
  select
    projected.indicator_id,
    projected.method,
    month(projected.as_of_month) as as_of_month_number,
    projected.locality_id,
    round(avg(abs(projected.projected_year_end / finals.final - 1)) * 100, 6) as backtest_error_pct,
    count(*)::integer as backtest_count
  from projected
  inner join finals
    on finals.locality_id = projected.locality_id
    and finals.indicator_id = projected.indicator_id
    and finals.year = projected.year
  where finals.final <> 0 and projected.projected_year_end is not null and month(projected.as_of_month) < 12
  group by projected.indicator_id, projected.method, as_of_month_number, projected.locality_id
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
  min(projected.projected_year_end) over by_indicator as range_low,
  max(projected.projected_year_end) over by_indicator as range_high,
  backtests.backtest_error_pct,
  coalesce(backtests.backtest_count, 0)::integer as backtest_count
from projected
left join backtests
  on backtests.locality_id = projected.locality_id
  and backtests.indicator_id = projected.indicator_id
  and backtests.method = projected.method
  and backtests.as_of_month_number = month(projected.as_of_month)
where projected.projected_year_end is not null
window by_indicator as (partition by projected.locality_id, projected.indicator_id, projected.as_of_month)
