/** Invented names. None is meant to be a real place; where one happens to exist, its figures here are still invented. */
import type { Rng } from "./rng.ts";

export interface Locality {
  kind: "phường" | "xã" | "đặc khu";
  name: string;
  /** As printed: `phường Vân Trà`. */
  printed: string;
}

const first = ["Vân", "Hòa", "Thạch", "Lạc", "Phượng", "Đông", "Thanh", "Bạch", "Tùng", "Cẩm", "Ngọc", "Trường"];
const second = ["Trà", "Khê", "Sơn", "Giang", "Điền", "Lĩnh", "Thủy", "Ngạn", "Hạc", "Mai", "Đường", "Phong"];
const people = ["Lê Văn Khoan", "Trần Đức Nhuận", "Phạm Gia Thuyên", "Đỗ Hữu Tường", "Vũ Đình Lãm", "Ngô Thế Đạt"];
const hamlets = ["Thượng", "Trung", "Hạ", "Đoài", "Đông", "Tây", "Nội", "Ngoại"];

export function drawLocality(rng: Rng, kind?: Locality["kind"]): Locality {
  const chosen = kind ?? rng.pick(["phường", "phường", "xã", "xã", "đặc khu"] as const);
  const name = `${rng.pick(first)} ${rng.pick(second)}`;
  return { kind: chosen, name, printed: `${chosen} ${name}` };
}

/** `thôn` in a commune, `tổ dân phố` in a ward, `khu dân cư` in a special zone. */
export const hamletWord = (locality: Locality) =>
  ({ phường: "tổ dân phố", xã: "thôn", "đặc khu": "khu dân cư" })[locality.kind];

/** A project's name, unlike the others drawn from the same stream in all likelihood; the caller checks. */
export function drawProjectName(rng: Rng, locality: Locality): string {
  const street = rng.pick(people);
  const hamlet = `${rng.pick(first)} ${rng.pick(hamlets)}`;
  const school = `${rng.pick(["Trường Mầm non", "Trường Tiểu học", "Trường THCS"])} ${rng.pick(first)} ${rng.pick(second)}`;
  return rng.pick([
    `Xây dựng nhà lớp học 02 tầng ${school} và các hạng mục phụ trợ`,
    `Xây dựng nhà đa năng ${school}`,
    `Cải tạo, nâng cấp đường ${street}`,
    `Cải tạo, nâng cấp ngõ ${rng.int(5, 390)} đường ${street}`,
    `Xây dựng nhà văn hóa ${hamletWord(locality)} ${hamlet}`,
    `Xây dựng hệ thống thoát nước ${hamletWord(locality)} ${hamlet}`,
    `Cải tạo vườn hoa, sân thể thao ${hamletWord(locality)} ${hamlet}`,
    `Mở rộng nghĩa trang nhân dân ${hamletWord(locality)} ${hamlet}`,
    `Nâng cấp đường trục chính ${hamletWord(locality)} ${hamlet}`,
  ]);
}

/** Offices of a locality, in the order in which reports list them. */
export function officesOf(locality: Locality): string[] {
  const kind = locality.kind;
  return [
    `Phòng Văn hóa - Xã hội ${kind}`,
    kind === "phường" ? "Phòng Kinh tế, Hạ tầng và Đô thị phường" : `Phòng Kinh tế ${kind}`,
    `Văn phòng HĐND và UBND ${kind}`,
    `Trung tâm Phục vụ Hành chính công ${kind}`,
    "Trung tâm Dịch vụ sự nghiệp công",
    `Ban Chỉ huy Quân sự ${kind}`,
    `Công an ${kind}`,
    `Trạm Y tế ${kind}`,
  ];
}
