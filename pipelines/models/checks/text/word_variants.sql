-- Words written with other accents than everywhere else in the report: three words in a row of which the first or the second differs in
-- its accents from what the same report writes at least twice ("Tô dân phố" beside "tổ dân phố"). Where the tone stands
-- ("hoá", "hóa") is a matter of taste.
with texts as (
  select
    cell.report_id,
    cell.appendix,
    cell.cell_ref,
    string_split(trim(regexp_replace(lower(cell.raw_text), '[^\p{L}\p{M}]+', ' ', 'g')), ' ') as words
  from ledger.cells as cell
  where cell.disposition = 'loaded' and cell.appendix is not null
),

triples as (
  select report_id, appendix, cell_ref, unnest(list_zip(words, words[2:], words[3:])) as triple
  from texts
  where len(words) >= 3
),

phrases as (
  select
    report_id,
    concat_ws(' ', triple[1], triple[2], triple[3]) as phrase,
    any_value(triple) as triple,
    arg_min(appendix, cell_ref) as appendix,
    min(cell_ref) as cell_ref,
    count(*)::integer as phrase_count
  from triples
  where triple[3] is not null
  group by report_id, phrase
),

folded as (
  select
    phrases.*,
    replace(strip_accents(phrase), 'đ', 'd') as folded_phrase
  from phrases
),

pairs as (
  select
    rare.*,
    usual.phrase as usual_phrase,
    usual.triple as usual_triple,
    usual.phrase_count as usual_count
  from folded as rare
  join folded as usual
    on usual.report_id = rare.report_id
    and usual.folded_phrase = rare.folded_phrase
    and usual.phrase <> rare.phrase
    and usual.triple[3] = rare.triple[3]
  where rare.phrase_count = 1 and usual.phrase_count >= 2
),

-- One word differs, in more than the place of its tone.
judged as (
  select
    pairs.*,
    if(triple[1] <> usual_triple[1], triple[1], triple[2]) as word,
    if(triple[1] <> usual_triple[1], usual_triple[1], usual_triple[2]) as usual_word
  from pairs
  where (triple[1] <> usual_triple[1]) <> (triple[2] <> usual_triple[2])
)

select
  report_id,
  appendix,
  cell_ref as source_ref,
  concat('words/', phrase) as subject_key,
  null::varchar as raw_value,
  usual_phrase as read_value,
  {'phrase': phrase, 'usual': usual_phrase, 'count': usual_count, 'word': word, 'usual_word': usual_word} as arguments
from judged
where
  not (
    regexp_matches(word, 'o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]|[òóỏõọ][ae]|[ùúủũụ]y')
    and regexp_matches(usual_word, 'o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]|[òóỏõọ][ae]|[ùúủũụ]y')
  )
qualify row_number() over (partition by report_id, cell_ref, word, usual_word order by usual_count desc, phrase) = 1
