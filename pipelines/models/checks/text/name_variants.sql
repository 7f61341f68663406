-- Names that differ only in accents, or in one letter left out, inside the sentences and names of one report: two words in capitals
-- ("Đẩu Phượng", "Đẩu Phụng"). The rarer spelling is asked about, the later one where both are as frequent.
with names as (
  select
    cell.report_id,
    cell.appendix,
    cell.cell_ref,
    cell.table_number,
    cell.row_number,
    unnest(list_zip(
      string_split(regexp_replace(cell.raw_text, '[^\p{L}\p{M}\p{P}]+', ' ', 'g'), ' '),
      string_split(regexp_replace(cell.raw_text, '[^\p{L}\p{M}\p{P}]+', ' ', 'g'), ' ')[2:]
    )) as pair
  from ledger.cells as cell
  where cell.disposition = 'loaded' and cell.appendix is not null and coalesce(cell.field, '') not in ('location', 'authority', 'unit')
),

pairs as (
  select
    report_id,
    pair[1] as first_word,
    regexp_replace(pair[2], '[\p{P}]+$', '') as second_word,
    concat(pair[1], ' ', regexp_replace(pair[2], '[\p{P}]+$', '')) as name,
    arg_min(appendix, (table_number, row_number)) as appendix,
    arg_min(cell_ref, (table_number, row_number)) as cell_ref,
    min((table_number, row_number)) as place,
    count(*)::integer as name_count
  from names
  where
    regexp_full_match(pair[1], '\p{Lu}\p{Ll}{1,6}')
    and regexp_full_match(pair[2], '\p{Lu}\p{Ll}{1,6}[\p{P}]*')
  group by report_id, pair[1], second_word, name
),

folded as (
  select
    pairs.*,
    replace(strip_accents(lower(name)), 'đ', 'd') as folded_name,
    replace(strip_accents(lower(second_word)), 'đ', 'd') as folded_word
  from pairs
),

variants as (
  select
    rare.*,
    usual.name as usual_name,
    usual.name_count as usual_count
  from folded as rare
  join folded as usual
    on usual.report_id = rare.report_id
    and usual.name <> rare.name
    and (
      usual.folded_name = rare.folded_name
      or (
        usual.first_word = rare.first_word
        and abs(length(usual.folded_word) - length(rare.folded_word)) = 1
        and least(length(usual.folded_word), length(rare.folded_word)) >= 3
        and levenshtein(usual.folded_word, rare.folded_word) = 1
      )
    )
  where
    rare.name_count < usual.name_count
    or (rare.name_count = usual.name_count and (rare.place > usual.place or (rare.place = usual.place and rare.name > usual.name)))
)

select
  report_id,
  appendix,
  cell_ref as source_ref,
  concat('name/', name) as subject_key,
  name as raw_value,
  usual_name as read_value,
  {'name': name, 'count': name_count, 'usual': usual_name, 'usual_count': usual_count} as arguments
from variants
where
  -- Where the tone stands is a matter of taste.
  not (
    regexp_matches(lower(name), 'o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]') <> regexp_matches(lower(usual_name), 'o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]')
    and folded_name = replace(strip_accents(lower(usual_name)), 'đ', 'd')
  )
qualify row_number() over (partition by report_id, name order by usual_count desc, usual_name) = 1
