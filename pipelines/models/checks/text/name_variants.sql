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
    replace(strip_accents(lower(first_word)), 'đ', 'd') as folded_first,
    replace(strip_accents(lower(second_word)), 'đ', 'd') as folded_second
  from pairs
),

-- Three joins rather than one with "or", which would compare every name of a report with every other.
variants as (
  select rare.*, usual.name as usual_name, usual.name_count as usual_count, usual.place as usual_place
  from folded as rare
  join folded as usual on usual.report_id = rare.report_id and usual.folded_name = rare.folded_name
  union all
  select rare.*, usual.name, usual.name_count, usual.place
  from folded as rare
  join folded as usual on usual.report_id = rare.report_id and usual.first_word = rare.first_word
  where
    abs(length(usual.folded_second) - length(rare.folded_second)) = 1
    and least(length(usual.folded_second), length(rare.folded_second)) >= 3
    and levenshtein(usual.folded_second, rare.folded_second) = 1
  union all
  select rare.*, usual.name, usual.name_count, usual.place
  from folded as rare
  join folded as usual on usual.report_id = rare.report_id and usual.second_word = rare.second_word
  where
    abs(length(usual.folded_first) - length(rare.folded_first)) = 1
    and least(length(usual.folded_first), length(rare.folded_first)) >= 3
    and levenshtein(usual.folded_first, rare.folded_first) = 1
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
  name <> usual_name
  and (
    name_count < usual_count
    or (name_count = usual_count and (place > usual_place or (place = usual_place and name > usual_name)))
  )
  -- Where the tone stands is a matter of taste.
  and not (
    regexp_matches(lower(name), 'o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]') <> regexp_matches(lower(usual_name), 'o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]')
    and folded_name = replace(strip_accents(lower(usual_name)), 'đ', 'd')
  )
qualify row_number() over (partition by report_id, name order by usual_count desc, usual_name) = 1
