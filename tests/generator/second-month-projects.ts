import type { Habits } from "./habits.ts";
import { type GroupYear, type ProjectYear, projectLines } from "./projects.ts";

type Part = ProjectYear["parts"][number]["component"];

/** Projects as the sample lists them; the three auctions that its pages lack, and all progress, are invented. */
const construction: [name: string, total: number, main: [Part, number], consulting: number, paid: number][] = [
  [
    "Xây dựng tầng 3, tầng 4 nhà lớp học, chức năng 04 tầng Trường Tiểu học Ngọc Sơn và các hạng mục phụ trợ",
    9_210_446_000,
    ["construction_equipment", 7_890_791_000],
    586_284_000,
    0.24,
  ],
  [
    "Xây dựng nhà lớp học, chức năng và các hạng mục phụ trợ Trường Mầm non Hoa Mai",
    14_712_454_000,
    ["construction_equipment", 12_019_066_000],
    1_369_656_000,
    0.19,
  ],
  [
    "Xây dựng phòng chức năng và một số hạng mục phụ trợ Trường Tiểu học Kim Đồng (tại cơ sở 2)",
    5_000_000_000,
    ["construction_equipment", 4_309_026_000],
    301_247_000,
    0.31,
  ],
  [
    "Xây dựng nhà đa năng Trường THCS Bắc Hà và một số hạng mục phụ trợ",
    19_462_747_000,
    ["construction_equipment", 16_392_903_000],
    1_507_953_000,
    0.22,
  ],
  ["Cải tạo một số nhà văn hóa trên địa bàn phường", 1_500_000_000, ["construction", 1_244_974_000], 126_433_000, 0.48],
  ["Cải tạo, nâng cấp ngõ 26 Trần Nhân Tông", 6_355_817_000, ["construction", 5_525_170_000], 408_832_000, 0.37],
  [
    "Cải tạo, nâng cấp đường vào Bệnh viện Phổi Hải Phòng",
    2_795_924_000,
    ["construction", 2_387_717_000],
    218_667_000,
    0.41,
  ],
  [
    "Cải tạo, nâng cấp đường Khúc trì, vườn hoa tại khu vực Trường Mầm non Hướng Dương cũ và ngõ 41 đường Khúc Trì",
    10_880_566_000,
    ["construction_equipment", 9_644_377_000],
    735_051_000,
    0.27,
  ],
];

const auctions: typeof construction = [
  [
    "Đấu giá đất xen kẹt tại đường Khúc Trì, giáp Trường Mầm non Hướng Dương",
    11_435_218_000,
    ["construction_equipment", 9_536_196_000],
    781_886_000,
    0.16,
  ],
  [
    "Đấu giá đất xen kẹt tại khu đất tại ngõ 63 Trần Tất Văn",
    9_615_767_000,
    ["construction_equipment", 8_204_214_000],
    755_057_000,
    0.21,
  ],
];

const preparing: [string, number][] = [
  [
    "Đấu giá đất xen kẹt tại vị trí 1 đường Trần Nội, tại vị trí 2 đường Trần Nội, Tổ dân phố Đẩu Phượng 1",
    10_000_000_000,
  ],
  ["Đấu giá đất xen kẹt tại Tổ dân phố Lạc Hạ 2", 8_400_000_000],
  ["Đấu giá đất xen kẹt tại Tổ dân phố Lạc Hạ 4", 7_250_000_000],
  ["Đấu giá đất xen kẹt tại khu Vườn Nhãn", 14_350_000_000],
];

const carriedOver: [name: string, total: number, paid: number, physical: number, completion: string][] = [
  ["Đường nối đường Nguyễn Lương Bằng với đường Trần Nhân Tông, quận Kiến An", 199_888_882_000, 96, 98, "2026-06"],
  [
    "Xây dựng hệ thống thoát nước từ đường Phan Đăng Lưu qua đường Hoàng Quốc Việt ra sông Lạch Tray",
    16_520_000_000,
    95,
    99,
    "2026-05",
  ],
  [
    "Xây dựng nhà lớp học, chức năng 02 tầng trên móng 04 tầng Trường Tiểu học Ngọc Sơn và các hạng mục phụ trợ",
    13_740_000_000,
    97,
    99,
    "2026-04",
  ],
  [
    "Mở rộng, nâng cấp hạ tầng giao thông tại nút giao thông ngã 5 Kiến An đoạn từ đường Trần Tất Văn đến đường Nguyễn Lương Bằng, quận Kiến An",
    1_631_422_000,
    96,
    98,
    "2026-04",
  ],
  [
    "Đầu tư cải tạo, nâng cấp ngõ 243 đường Hoàng Quốc Việt, phường Ngọc Sơn (đoạn từ đường Hoàng Quốc Việt đến phố Khúc Trì)",
    19_825_411_000,
    95,
    97,
    "2026-05",
  ],
  ["Cải tạo, nâng cấp đường Đồng Quy, phường Bắc Hà", 14_206_933_000, 94, 96, "2026-05"],
];

const building = ([name, total, [kind, amount], consulting, paid]: (typeof construction)[number]): ProjectYear => ({
  name,
  total,
  yearPlan: total,
  parts: [
    { component: kind, total: amount, yearPlan: amount },
    { component: "consulting", total: consulting, yearPlan: consulting },
  ],
  plannedShares: [0.3, 0.5, 0.75, 0.95],
  paidShares: Array.from({ length: 12 }, () => paid),
});

export function secondMonthProjects(habits: Habits) {
  const groups: GroupYear[] = [
    { title: "CÁC DỰ ÁN XÂY DỰNG NĂM 2026", projects: construction.map(building) },
    {
      title: "DỰ ÁN ĐẤU GIÁ QUYỀN SỬ DỤNG ĐẤT",
      projects: [
        ...auctions.map(building),
        ...preparing.map(([name, total]) => ({
          name,
          total,
          yearPlan: 0,
          parts: [],
          plannedShares: [],
          paidShares: [],
          isPreparing: true,
        })),
      ],
    },
    {
      title: "CÁC DỰ ÁN CHUYỂN TIẾP",
      projects: carriedOver.map(([name, total, paid, physical, completion]) => ({
        name,
        total,
        yearPlan: 0,
        parts: [],
        plannedShares: [],
        paidShares: [],
        sentence: {
          paidPct: Array.from({ length: 12 }, () => paid),
          physicalPct: Array.from({ length: 12 }, () => physical),
          completion,
        },
      })),
    },
  ];
  return projectLines(
    groups,
    2026,
    4,
    { kind: "phường", name: "Phù Liễn", printed: "phường Phù Liễn" },
    { ...habits, actual: "percent" },
  );
}
