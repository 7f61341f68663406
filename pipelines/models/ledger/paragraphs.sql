select
  paragraph.paragraph_ref,
  source.report_id,
  paragraph.paragraph_number,
  paragraph.source_line,
  paragraph.page,
  paragraph.raw_text,
  paragraph.field,
  paragraph.source_id
from raw.paragraphs as paragraph
join staging.report_sources as source on source.source_id = paragraph.source_id
