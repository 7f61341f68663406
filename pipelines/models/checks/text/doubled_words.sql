-- A word written twice in a row. Vietnamese doubles words on purpose too, mostly before a tone changes or for number and manner:
-- those of the list are left alone.
with words as (
  select
    cell.report_id,
    cell.appendix,
    cell.cell_ref,
    cell.raw_text,
    string_split(trim(regexp_replace(lower(cell.raw_text), '[^\p{L}\p{M}]+', ' ', 'g')), ' ') as list,
    lower(cell.raw_text) as text,
    regexp_replace(cell.raw_text, '\s+', ' ', 'g') as printed
  from ledger.cells as cell
  where cell.disposition = 'loaded' and cell.appendix is not null
),

doubled as (
  select
    report_id,
    appendix,
    cell_ref,
    text,
    printed,
    unnest(list_filter(
      list_zip(list, list[2:]),
      lambda pair: pair[1] = pair[2] and length(pair[1]) > 1
    ))[1] as word
  from words
  where len(list) > 1
)

select distinct
  report_id,
  appendix,
  cell_ref as source_ref,
  -- The same text in a re-issue is the same question.
  word || '/' || substr(md5(trim(regexp_replace(text, '\s+', ' ', 'g'))), 1, 12) as subject_key,
  word || ' ' || word as raw_value,
  word as read_value,
  json_object('word', word) as arguments
from doubled
where
  -- Two names that meet ("Hòa Đông Đông Sơn") are no slip: the second word has a capital.
  (contains(printed, word || ' ' || word) or contains(printed, upper(word[1]) || word[2:] || ' ' || word))
  and word not in (
    'dần', 'luôn', 'thường', 'ngày', 'người', 'nhà', 'đời', 'xã', 'lâu', 'từng', 'rất', 'khác', 'nhiều', 'mãi', 'hằng', 'song', 'chung',
    'riêng', 'xanh', 'đều', 'nhanh', 'ngành', 'nơi'
  )
  or (
    word = 'ngày' and regexp_matches(regexp_replace(text, '\s+', ' ', 'g'), 'ngày ngày \d')
  )
