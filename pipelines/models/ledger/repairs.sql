select
  repair.cell_ref,
  row_number() over (
    partition by repair.source_id, repair.cell_ref
    order by repair.rule, repair.before, repair.after, repair.reason
  )::integer as repair_number,
  source.report_id,
  repair.rule,
  repair.before,
  repair.after,
  repair.reason,
  repair.reason_vi,
  repair.source_id
from raw.repairs as repair
join staging.report_sources as source on source.source_id = repair.source_id
