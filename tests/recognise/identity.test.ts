import { describe, expect, it } from "vitest";
import { RefusedFile } from "../../pipelines/errors.ts";
import { documentOf, INDICATOR_HEADER, INDICATOR_ROWS, INDICATOR_TITLES, recognise, rowsOf, table } from "./helpers.ts";

const TASKS = (period: string) =>
  table(`TT|Nhiệm vụ|Thời hạn|Sản phẩm|Kết quả thực hiện${period}`, "1|Việc|30/5|BC|xong");
const INDICATORS = table(INDICATOR_HEADER, ...INDICATOR_ROWS);

function refusal(run: () => unknown): RefusedFile {
  try {
    run();
  } catch (error) {
    if (error instanceof RefusedFile) return error;
    throw error;
  }
  throw new Error("was not refused");
}

describe("who reports on what", () => {
  it.each([
    "(Thay thế Báo cáo số 98/BC-UBND ngày 09/3/2026 của UBND phường Phù Liễn)",
    "Đính chính số liệu tại Báo cáo số 98/BC-UBND ngày 09/3/2026",
  ])("a report that corrects an earlier one has its own number and date: %s", (line) => {
    const letterhead = ["UBND phường Phù Liễn", "Báo cáo số 103/BC-UBND ngày 12/3/2026"];
    const { identity, ledger } = recognise(documentOf(...letterhead, line, "CHỈ TIÊU THÁNG 3 NĂM 2026", INDICATORS));
    expect(identity).toMatchObject({ reportNumber: "103/BC-UBND", issuedDate: "2026-03-12" });
    expect(ledger.doubts.filter(({ rule }) => rule.endsWith("_conflict"))).toEqual([]);
  });

  it.each([
    [
      "(Ban hành kèm theo Báo cáo số 103/BC-UBND ngày 12/3/2026 của UBND phường Phù Liễn)",
      "phu-lien",
      "103/BC-UBND",
      "2026-03-12",
    ],
    [
      "(Kèm theo Báo cáo số 5 /BC- UBND ngày 05 tháng 4 năm 2026 của Ủy ban nhân dân xã Bình An)",
      "binh-an",
      "5/BC-UBND",
      "2026-04-05",
    ],
    [
      "(Ban hành kèm theo Báo cáo số 9/BC-UBND ngày 1.4.2026 của UBND đặc khu Cát Hải, thành phố Hải Phòng)",
      "cat-hai",
      "9/BC-UBND",
      "2026-04-01",
    ],
    [
      "(KÈM THEO BÁO CÁO SỐ 9/BC-UBND NGÀY 1/4/2026 CỦA UBND PHƯỜNG NAM ĐỒ SƠN)",
      "nam-do-son",
      "9/BC-UBND",
      "2026-04-01",
    ],
    ["(Kèm theo Báo cáo số 9/BC-UBND ngày 31/2/2026 của UBND xã Hội Sơn)", "hoi-son", "9/BC-UBND", null],
    // Invented and real names that sound like the words behind a name.
    ["(Kèm theo Báo cáo số 9/BC-UBND ngày 1/4/2026 của UBND xã Quyết Thắng)", "quyet-thang", "9/BC-UBND", "2026-04-01"],
    ["(Kèm theo Báo cáo số 9/BC-UBND ngày 1/4/2026 của UBND đặc khu Phú Quý)", "phu-quy", "9/BC-UBND", "2026-04-01"],
    ["(Kèm theo Báo cáo số 9/BC-UBND ngày 1/4/2026 của UBND phường Cửa Nam)", "cua-nam", "9/BC-UBND", "2026-04-01"],
    ["(Kèm theo Báo cáo số 9/BC-UBND ngày 1/4/2026 của UBND phường Tam Kỳ)", "tam-ky", "9/BC-UBND", "2026-04-01"],
    ["(KÈM THEO BÁO CÁO SỐ 9/BC-UBND NGÀY 1/4/2026 CỦA UBND XÃ ĐỨC TRỌNG)", "duc-trong", "9/BC-UBND", "2026-04-01"],
  ])("%s", (citation, localityId, reportNumber, issuedDate) => {
    const { identity } = recognise(documentOf("PHỤ LỤC 3", citation, INDICATORS));
    expect(identity).toMatchObject({ localityId, reportNumber, issuedDate });
  });

  it.each([
    ["UBND ĐẶC KHU PHÚ QUÝ QUÝ I NĂM 2026", "đặc khu Phú Quý"],
    ["UBND XÃ QUYẾT THẮNG THÁNG 3 NĂM 2026", "xã Quyết Thắng"],
    ["UBND XA TAN HOA THANG 3 NAM 2026", "xã Tan Hoa"],
    ["UBND PHƯỜNG MINH PHỤNG VỀ KẾT QUẢ THÁNG 3", "phường Minh Phụng"],
    ["ĐẶC KHU HẢI ĐẢO", "đặc khu Hải Đảo"],
    ["  UBND XÃ CÙ LAO DUNG                         Độc lập - Tự do - Hạnh phúc", "xã Cù Lao Dung"],
  ])("a name ends before words of time with a figure, and may stand alone: %s", (line, locality) => {
    const { identity } = recognise(documentOf(line, "PHỤ LỤC 3", "CHỈ TIÊU THÁNG 3 NĂM 2026", INDICATORS));
    expect(identity.locality).toBe(locality);
  });

  it.each([
    "CHỈ TIÊU KINH TẾ - XÃ HỘI SO VỚI KỊCH BẢN TĂNG TRƯỞNG THÁNG 3 NĂM 2026",
    "CHỈ TIÊU KINH TẾ XÃ HỘI CHỦ YẾU THÁNG 3 NĂM 2026",
    "CHỈ TIÊU AN SINH XÃ HỘI DO PHÒNG VĂN HÓA - XÃ HỘI THEO DÕI THÁNG 3 NĂM 2026",
  ])("society in capitals is no commune: %s", (title) => {
    expect(() => recognise(documentOf("PHỤ LỤC 3", title, INDICATORS))).toThrow(/no ward, commune/);
    const { identity } = recognise(documentOf("UBND XÃ HỘI SƠN", "PHỤ LỤC 3", title, INDICATORS));
    expect(identity.locality).toBe("xã Hội Sơn");
  });

  it("a letterhead says it too; the motto is no commune", () => {
    const { identity, segments } = recognise(
      documentOf(
        [
          [
            "ỦY BAN NHÂN DÂN\nPHƯỜNG HỒNG BÀNG\nSố: 77/BC-UBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHồng Bàng, ngày 14 tháng 4 năm 2026",
          ],
        ],
        "BÁO CÁO",
        "Tình hình kinh tế - xã hội tháng 4, nhiệm vụ tháng 5 năm 2026",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND thành phố về phát triển kinh tế - xã hội",
        "PHỤ LỤC 3",
        INDICATORS,
      ),
    );
    expect(identity).toEqual({
      localityId: "hong-bang",
      locality: "phường Hồng Bàng",
      reportNumber: "77/BC-UBND",
      issuedDate: "2026-04-14",
      period: "2026-04-01",
      quarter: null,
    });
    expect(segments[0]?.role).toBe("letterhead");
  });

  it.each([
    "Số: 98/BC-UBND          Cẩm Thành, ngày 15 tháng 3 năm 2026",
    "Số 98/BC-UBND — TP. Hồ Chí Minh, ngày 15/3/2026",
    "Số: 98/BC-UBND\tLa Dêê, ngày 15 tháng 03 năm 2026.",
  ])("a letterhead in one line gives the number and the day: %s", (line) => {
    const { identity } = recognise(documentOf("UBND XÃ BÌNH AN", line, "PHỤ LỤC 3", "CHỈ TIÊU THÁNG 3", INDICATORS));
    expect(identity).toMatchObject({ reportNumber: "98/BC-UBND", issuedDate: "2026-03-15" });
  });

  it.each([[[3, 4]], [[4, 3]]])("of a sheet a month, in the order %s, the newest is read", (months) => {
    const sheets = months.flatMap((month) => [
      "PHỤ LỤC 3",
      `CÁC CHỈ TIÊU CHỦ YẾU THÁNG ${month} NĂM 2026`,
      `(Kèm theo Báo cáo số ${month}0/BC-UBND ngày 16/${month}/2026 của UBND xã Bình An)`,
      table(`TT|Chỉ tiêu|ĐVT|KH năm 2026|TH tháng ${month}|Lũy kế ${month} tháng`, `1|Thu|trđ|100|${month}|${month}5`),
    ]);
    const { identity, tables, ledger } = recognise(documentOf(...sheets));
    expect(identity).toMatchObject({ period: "2026-04-01", reportNumber: "40/BC-UBND", issuedDate: "2026-04-16" });
    expect(tables.flatMap(rowsOf).map((row) => row.estimate_to_date)).toEqual(["45"]);
    expect(ledger.doubts.map((doubt) => doubt.rule)).toContain("table_of_other_month");
  });

  it("a column of what is expected later does not move the report's month", () => {
    const { identity } = recognise(
      documentOf(
        "PHỤ LỤC 2",
        "TIẾN ĐỘ GIẢI NGÂN THÁNG 5/2026",
        "(Kèm theo Báo cáo số 1/BC-UBND ngày 10/5/2026 của UBND xã Bình An)",
        table("TT|Tên dự án|Tổng mức đầu tư|Ước giải ngân đến 30/6/2026|Giải ngân đến 08/5/2026", "1|Đường|90|20|10"),
      ),
    );
    expect(identity.period).toBe("2026-05-01");
  });

  it.each([
    ["THÁNG 4/2026", "", "2026-04-01", null],
    ["QUÝ II NĂM 2026", "", "2026-06-01", 2],
    ["QUÝ II NĂM 2026", " (tháng 5)", "2026-05-01", 2],
    ["03 THÁNG ĐẦU NĂM 2026", "", "2026-03-01", null],
    ["6 THÁNG ĐẦU NĂM 2026", "", "2026-06-01", null],
    ["NĂM 2026", " tháng 9", "2026-09-01", null],
  ])("a title %s over a heading%s", (title, heading, period, quarter) => {
    const { identity } = recognise(
      documentOf(
        "PHỤ LỤC 1",
        `NHIỆM VỤ TRỌNG TÂM ${title}`,
        "(Kèm theo Báo cáo số 1/BC-UBND của UBND xã Bình An)",
        TASKS(heading),
      ),
    );
    expect(identity).toMatchObject({ period, quarter });
  });

  it("a month of last year in a column is there for comparison", () => {
    const { identity, tables } = recognise(
      documentOf(
        "UBND XÃ BÌNH AN",
        "Bình An, ngày 20 tháng 02 năm 2026",
        "PHỤ LỤC 3. CÁC CHỈ TIÊU CHỦ YẾU THÁNG 02 VÀ 2 THÁNG NĂM 2026",
        table(
          "TT|Chỉ tiêu|ĐVT|KH 2026|Thực hiện tháng 02/2025|Thực hiện tháng 01/2026|Ước TH tháng 02/2026|Lũy kế 02 tháng",
          "1|Thu|trđ|100|5|7|6|13",
        ),
      ),
    );
    expect(identity.period).toBe("2026-02-01");
    expect(tables[0]?.columns.find((column) => column.field === "estimate_month")?.headerText).toBe(
      "Ước TH tháng 02/2026",
    );
  });

  it.each([
    ["25 tháng 12 năm 2026", "2026-12-01"],
    ["10 tháng 01 năm 2027", "2026-12-01"],
    ["25 tháng 10 năm 2026", null],
  ])("a report on a whole year, issued on %s", (issued, period) => {
    const read = () =>
      recognise(
        documentOf(
          "UBND XÃ BÌNH AN",
          `Bình An, ngày ${issued}`,
          "PHỤ LỤC 3. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU NĂM 2026",
          table("TT|Chỉ tiêu|ĐVT|Thực hiện năm 2025|Kế hoạch năm 2026|Ước thực hiện năm 2026", "1|Thu|trđ|100|110|115"),
        ),
      );
    if (period === null) return expect(refusal(read).code).toBe("no_period");
    const { identity, tables } = read();
    expect(identity.period).toBe(period);
    expect(rowsOf(tables[0])[0]).toMatchObject({
      plan_year: "110",
      estimate_to_date: "115",
      estimate_prior_year: "100",
    });
  });

  it("a December reported in January is of the year that the plan names", () => {
    const { identity } = recognise(
      documentOf(
        "PHỤ LỤC 3",
        "(Kèm theo Báo cáo số 5/BC-UBND ngày 05/01/2027 của UBND xã Bình An)",
        table("TT|Chỉ tiêu|ĐVT|KH 2026|Tháng 12|Lũy kế 12 tháng|Đánh giá", "1|Thu|trđ|100|10|99|Không đạt"),
      ),
    );
    expect(identity.period).toBe("2026-12-01");
  });

  it("a month or locality that nothing names refuses the file with a sentence", () => {
    const noMonth = refusal(() =>
      recognise(documentOf("PHỤ LỤC 1", "NHIỆM VỤ TRỌNG TÂM", INDICATOR_TITLES[2] as string, TASKS(""))),
    );
    expect(noMonth.code).toBe("no_period");
    expect(noMonth.message).toContain("bao-cao.txt");
    const noWard = refusal(() => recognise(documentOf("PHỤ LỤC 3", "CHỈ TIÊU KINH TẾ - XÃ HỘI NĂM 2026", INDICATORS)));
    expect(noWard.code).toBe("no_locality");
    expect(noWard.messageVi).not.toBe(noWard.message);
  });

  it("appendices that disagree are a doubt each; the majority and the latest month stand", () => {
    const { identity, ledger } = recognise(
      documentOf(
        "PHỤ LỤC 1",
        "NHIỆM VỤ TRỌNG TÂM QUÝ I NĂM 2026",
        "(Kèm theo Báo cáo số 46/BC-UBND ngày 13/4/2026 của UBND xã Bình Yên)",
        TASKS(" (tháng 3)"),
        ...INDICATOR_TITLES,
        INDICATORS,
        ...INDICATOR_TITLES,
        table("TT|Tên dự án|Tổng mức đầu tư|Hết tháng 4", "1|A|1|2"),
      ),
    );
    expect(identity).toMatchObject({ localityId: "binh-an", reportNumber: "45/BC-UBND", period: "2026-04-01" });
    const rules = ledger.doubts.map((doubt) => doubt.rule);
    for (const rule of ["report_number_conflict", "report_date_conflict", "locality_conflict", "period_conflict"]) {
      expect(rules).toContain(rule);
    }
  });

  it("says that a locality is new, that a number is missing, that the date is before the month", () => {
    const { ledger } = recognise(
      documentOf("PHỤ LỤC 3", "(Kèm theo Báo cáo ngày 12/3/2026 của UBND xã Bình An)", INDICATORS),
    );
    const rules = ledger.doubts.map((doubt) => doubt.rule);
    expect(rules).toEqual(
      expect.arrayContaining(["unknown_locality", "report_number_missing", "issued_before_period"]),
    );
  });
});
