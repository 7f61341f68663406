/** What reading left out of an office file, at the cell it was in and as a question where a figure may be concerned. Invented data. */
import { describe, expect, it } from "vitest";
import { fillMessage } from "../../pipelines/models/messages.ts";
import { loadModels } from "../../pipelines/models/twin.ts";
import type { ParsedSource } from "../../pipelines/rows.ts";
import { docx, wc, wp, wr, wt } from "../read/build.ts";
import { parseBytes } from "../reports/parse.ts";

const cited = "(Kèm theo Báo cáo số 12/BC-UBND ngày 20/2/2027 của UBND phường Hòa Bình)";
const titles = ["PHỤ LỤC 3", "KỊCH BẢN THỰC HIỆN CÁC CHỈ TIÊU KINH TẾ - XÃ HỘI CHỦ YẾU", cited];
const header = ["STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm", "Kế hoạch tháng 2/2027", "UTH tháng 2/2027"];

const mends = ({ repairs, source }: ParsedSource, rule: string) =>
  repairs
    .filter((repair) => repair.rule === rule)
    .map(({ cell_ref, before }) => [cell_ref.replace(source.source_id, ""), before]);
const { rules } = loadModels();
const asked = ({ doubts, source }: ParsedSource, rule: string) =>
  doubts
    .filter((doubt) => doubt.rule === rule)
    .map(({ arguments: values, cell_ref, raw_value }) => [
      cell_ref.replace(source.source_id, ""),
      fillMessage(rules.get(rule)!.message.vi, { raw_value, ...values }, "vi"),
    ]);

describe("Word", () => {
  const rows = (...figures: string[]) =>
    titles.map(wp).join("") +
    wt(
      wr(...header.map((text) => wc(text))),
      wr(wc("1"), wc("Tỷ lệ gia đình văn hóa"), wc("%"), wc("95"), ...figures),
      wr(wc("2"), wc("Tỷ lệ hộ nghèo"), wc("%"), wc("2"), wc("2"), wc("1,5")),
    );
  const field = (text: string) =>
    `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${wc(text)}</w:sdtContent></w:sdt>`;

  it("a field that nobody has filled in is a blank cell, told of there; one with a figure is asked about", async () => {
    const parsed = await parseBytes("a.docx", await docx(rows(field("Bấm để nhập"), field("94,5"))));
    expect(parsed.indicators[0]).toMatchObject({ plan_year: 95, plan_month: null, estimate_month: null });
    expect(mends(parsed, "placeholder_left_out")).toEqual([
      ["-t1-r2-c5", "Bấm để nhập"],
      ["-t1-r2-c6", "94,5"],
    ]);
    const [question, ...more] = asked(parsed, "placeholder_with_figure");
    expect(more).toEqual([]);
    expect(question).toEqual(["-t1-r2-c6", expect.stringContaining("“94,5”")]);
  });
});
