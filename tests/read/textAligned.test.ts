/** Tables aligned by blanks, and prose that must never be taken for one. All texts are invented. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { grid, paragraphs, read, tables } from "./build.ts";

test("columns by runs of blanks, cells wrapped over lines, blank cells, a caption over two columns", async () => {
  const document = await read(
    [
      "Đơn vị: triệu đồng",
      "",
      "STT  Tên dự án                Tổng mức    Giải ngân năm 2026",
      "                              đầu tư      Kế hoạch   Thực hiện",
      "1    Cải tạo đường liên xã     12.500,5     1.200        300",
      "     đoạn qua thôn Đông",
      "2    Trạm y tế                  8.000         900",
      "     Xây lắp                    7.000         800         10",
      "",
      "Nơi nhận: lưu VT.",
    ].join("\n"),
  );
  expect(tables(document).map(grid)).toEqual([
    [
      ["STT", "Tên dự án", "Tổng mức", "Giải ngân năm 2026", null],
      ["", "", "đầu tư", "Kế hoạch", "Thực hiện"],
      ["1", "Cải tạo đường liên xã đoạn qua thôn Đông", "12.500,5", "1.200", "300"],
      ["2", "Trạm y tế", "8.000", "900", ""],
      ["", "Xây lắp", "7.000", "800", "10"],
    ],
  ]);
  expect(paragraphs(document)).toEqual(["Đơn vị: triệu đồng", "Nơi nhận: lưu VT."]);
});

test("letters taken apart and commas of thousands don't move the columns", async () => {
  const text = [
    "STT  Chỉ tiêu            Kế hoạch   Thực hiện",
    "1    Thu ngân sách       1,200,000    900,500",
    "2    Hộ nghèo                   12         10",
    "3    Doanh nghiệp mới           30          4",
  ].join("\n");
  const document = await read(Buffer.from(text.normalize("NFD")));
  expect(document.format).toBe("text");
  expect(tables(document).map(grid)).toEqual([
    [
      ["STT", "Chỉ tiêu", "Kế hoạch", "Thực hiện"],
      ["1", "Thu ngân sách", "1,200,000", "900,500"],
      ["2", "Hộ nghèo", "12", "10"],
      ["3", "Doanh nghiệp mới", "30", "4"],
    ],
  ]);
});

test.each([
  [
    "a letterhead",
    "UBND XÃ TÂN HÒA              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 5/BC-UBND                 Độc lập - Tự do - Hạnh phúc",
  ],
  ["a list", "1.  Thu ngân sách  đạt khá\n2.  Chi thường xuyên của phường  đúng dự toán\n3.  Giải ngân  chậm"],
  [
    "sentences with two blanks",
    "Trong tháng,  thu ngân sách đạt khá;  chi đúng dự toán.  Giải ngân\ncòn chậm,  nhất là các dự án mới;  phường đã họp.  Kết quả chung  tốt.",
  ],
  ["signatures", "NGƯỜI LẬP BIỂU          KẾ TOÁN          CHỦ TỊCH\n\n\n(Đã ký)"],
])("%s is no table", async (_, text) => {
  expect(tables(await read(text))).toEqual([]);
});

const word = fc.constantFrom(
  "phường",
  "thu",
  "ngân",
  "sách",
  "đạt",
  "kế",
  "hoạch,",
  "và",
  "giải",
  "phóng",
  "năm",
  "2026.",
  "105.879",
  "nghiêm",
);

// Never is out of reach: three short lines of chance may be set just like a table. What is taken for one is asked about.
const takenOf = async (texts: string[][]) => {
  let taken = 0;
  for (const lines of texts) if (tables(await read(lines.join("\n"))).length > 0) taken += 1;
  return taken;
};

test("prose with wide blanks here and there is a table less than once in a thousand texts", async () => {
  const gap = fc.oneof(
    { weight: 5, arbitrary: fc.constant(" ") },
    { weight: 1, arbitrary: fc.constantFrom("  ", "   ") },
  );
  const line = fc
    .array(fc.tuple(word, gap), { minLength: 9, maxLength: 14 })
    .map((words) => words.flat().join("").trim());
  const texts = fc.sample(fc.array(line, { minLength: 3, maxLength: 12 }), { numRuns: 1000, seed: 20_260_312 });
  expect(await takenOf(texts)).toBeLessThan(2);
});

test("prose set to one width with blanks is a table less than once in two hundred texts, though all its gaps are wide", async () => {
  const justified = (words: string[]) => {
    const missing = Math.max(0, 72 - words.join(" ").length);
    const gaps = words.length - 1;
    return words
      .map((each, at) => each.padEnd(each.length + (at < gaps ? 1 + Math.floor((missing + at) / gaps) : 0)))
      .join("");
  };
  const line = fc.array(word, { minLength: 10, maxLength: 14 }).map(justified);
  const texts = fc.sample(fc.array(line, { minLength: 3, maxLength: 12 }), { numRuns: 1000, seed: 20_260_312 });
  expect(await takenOf(texts)).toBeLessThan(5);
});

test("a table without figures is one where its columns have edges", async () => {
  const rows = [
    ["Nội dung", "Đơn vị", "Kết quả"],
    ["Số hóa hồ sơ", "Văn phòng", "Đã xong"],
    ["Vệ sinh môi trường", "Tổ dân phố", "Đang làm"],
    ["Trật tự đô thị", "Công an", "Chưa làm"],
  ];
  const text = rows
    .map((cells) =>
      cells
        .map((cell) => cell.padEnd(21))
        .join("")
        .trimEnd(),
    )
    .join("\n");
  expect(tables(await read(text)).map(grid)).toEqual([rows]);
});

test("a table set with blanks is read as it was", async () => {
  const cell = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
  const row = fc.tuple(cell, fc.nat(99_999).map(String), fc.nat(999).map(String));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 3, maxLength: 8 }), async (body) => {
      const rows = [
        ["STT", "Nội dung", "Kế hoạch", "Thực hiện"],
        ...body.map((cells, at) => [String(at + 1), ...cells]),
      ];
      const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((cells) => (cells[column] as string).length)));
      const text = rows
        .map(([a = "", b = "", c = "", d = ""]) =>
          [
            a.padEnd(widths[0] as number),
            b.padEnd(widths[1] as number),
            c.padStart(widths[2] as number),
            d.padStart(widths[3] as number),
          ].join("  "),
        )
        .join("\n");
      expect(tables(await read(text)).map(grid)).toEqual([rows]);
    }),
    { numRuns: 100 },
  );
});

test("boxes without a rule between rows: a new number of a row begins the next one", async () => {
  const document = await read(
    [
      "+-----+------------+--------+",
      "| STT | Tên dự án  | Vốn    |",
      "+-----+------------+--------+",
      "| 1   | Đường liên | 12.000 |",
      "|     | thôn       |        |",
      "| 2   | Trạm y tế  | 8.000  |",
      "|     | Xây lắp    | 7.000  |",
      "+-----+------------+--------+",
    ].join("\n"),
  );
  expect(tables(document).map(grid)).toEqual([
    [
      ["STT", "Tên dự án", "Vốn"],
      ["1", "Đường liên thôn", "12.000"],
      ["2", "Trạm y tế", "8.000"],
      ["", "Xây lắp", "7.000"],
    ],
  ]);
});

test("figures that a narrow column broke are joined, whichever side of the break the sign between groups is on", async () => {
  const text = [
    "STT  Tên dự án     Tổng mức     Kế hoạch     Thực hiện",
    "1    Đường liên    18.000.00    7.000.000    500.000.0",
    "     xã            0.000        .000         00",
    "     Xây lắp       14.500.00    6.000.000    250.000.0",
    "                   0.000        .000         00",
    "2    Trạm y tế     6.500.000    2.000.000    100.000",
  ].join("\n");
  expect(grid(tables(await read(text))[0]!).slice(1)).toEqual([
    ["1", "Đường liên xã", "18.000.000.000", "7.000.000.000", "500.000.000"],
    ["", "Xây lắp", "14.500.000.000", "6.000.000.000", "250.000.000"],
    ["2", "Trạm y tế", "6.500.000", "2.000.000", "100.000"],
  ]);
});
