/** What offices are asked to do. `{kind}` is phường, xã or đặc khu; `{year}` the year; `{quarter}` a Roman number. */

/**
 * How a task shows that it is done:
 * `document`: a decision, plan or letter was issued; `count`: so many of so many; `event`: a day on which it was held;
 * `recurring`: it never ends, figures show that it runs; `projects`: all projects
 * of appendix 2; `words`: words alone.
 */
export type Evidence = "document" | "count" | "event" | "recurring" | "projects" | "words";

export interface TaskTemplate {
  task: string;
  deliverable: string;
  evidence: Evidence;
  /** Type of document, thing counted or sentence; `{n}` and `{total}` are filled in. */
  detail: string;
}

const t = (evidence: Evidence, task: string, deliverable: string, detail: string): TaskTemplate => ({
  task,
  deliverable,
  evidence,
  detail,
});

/** By office, in the order of `officesOf`. */
export const taskTemplates: TaskTemplate[][] = [
  [
    t("document", "Xây dựng Kế hoạch cải cách hành chính năm {year}", "Kế hoạch", "Kế hoạch"),
    t("document", "Xây dựng Kế hoạch chuyển đổi số năm {year}", "Kế hoạch", "Kế hoạch"),
    t("document", "Báo cáo kết quả công tác dân vận chính quyền quý {quarter}", "Báo cáo", "Báo cáo"),
    t("event", "Tổ chức lễ hội truyền thống trên địa bàn {kind}", "Kế hoạch; Công văn", "Khai mạc lễ hội"),
    t("count", "Chi trả trợ cấp cho các đối tượng bảo trợ xã hội", "Danh sách", "đối tượng"),
    t("words", "Xây dựng Đề án phát triển giáo dục đến năm 2030", "Đề án", "Đã xây dựng dự thảo, đang xin ý kiến"),
  ],
  [
    t("count", "Giải quyết hồ sơ cấp Giấy chứng nhận quyền sử dụng đất", "Giấy chứng nhận", "hồ sơ"),
    t("document", "Giao Kế hoạch đầu tư công năm {year}", "Quyết định", "Quyết định"),
    t("recurring", "Bảo đảm trật tự đường hè, an toàn giao thông", "Biên bản", "Ra quân {n} lượt kiểm tra, nhắc nhở"),
    t("recurring", "Tham mưu cấp giấy phép xây dựng", "Giấy phép xây dựng", "Đã tham mưu cấp {n} giấy phép"),
    t("words", "Giải phóng mặt bằng các dự án trên địa bàn", "Thông báo thu hồi đất", "Đang kiểm đếm, lập phương án"),
    t("document", "Ban hành Kế hoạch sử dụng đất năm {year}", "Kế hoạch", "Kế hoạch"),
    t("projects", "Thẩm định, phê duyệt các dự án đầu tư công năm {year}", "Hồ sơ dự án", ""),
  ],
  [
    t("recurring", "Quản lý văn bản điều hành, văn thư, lưu trữ", "Văn bản điện tử", "Đã phát hành {n} văn bản"),
    t("recurring", "Tổ chức tiếp công dân định kỳ, đột xuất", "Thông báo", "Đã tiếp {n} lượt công dân"),
    t("document", "Xây dựng Kế hoạch phổ biến, giáo dục pháp luật năm {year}", "Kế hoạch", "Kế hoạch"),
    t("document", "Tham mưu chương trình công tác quý {quarter}", "Công văn", "Công văn"),
    t("count", "Hòa giải các vụ việc ở cơ sở", "Biên bản hòa giải", "vụ việc"),
  ],
  [
    t("count", "Xử lý phản ánh, kiến nghị trên Cổng Dịch vụ công Quốc gia", "Văn bản trả lời", "phản ánh"),
    t("document", "Kiểm soát thủ tục hành chính năm {year}", "Kế hoạch", "Quyết định"),
    t("recurring", "Tiếp nhận và trả kết quả hồ sơ thủ tục hành chính", "Báo cáo", "Đã tiếp nhận {n} hồ sơ"),
    t("words", "Vận hành hệ thống thông tin điều hành của {kind}", "Hệ thống", "Hệ thống vận hành ổn định"),
  ],
  [
    t("recurring", "Tuyên truyền trên hệ thống truyền thanh", "Tin bài", "Đã phát sóng {n} tin bài"),
    t("event", "Tổ chức giải thể thao quần chúng", "Kế hoạch", "Giải bóng chuyền hơi"),
    t("words", "Triển khai công tác khuyến nông vụ {quarter}", "Báo cáo", "Đang hướng dẫn nông dân chăm sóc cây trồng"),
    t("document", "Quản lý, duy tu công trình công cộng quý {quarter}", "Kế hoạch", "Kế hoạch"),
  ],
  [
    t("event", "Tổ chức Lễ giao nhận quân năm {year}", "Đủ quân số, an toàn", "Lễ giao nhận quân"),
    t("event", "Tổ chức huấn luyện dân quân năm {year}", "Đủ quân số, giáo án", "Khai mạc huấn luyện"),
    t("document", "Xây dựng Kế hoạch quốc phòng địa phương năm {year}", "Kế hoạch", "Kế hoạch"),
  ],
  [
    t("recurring", "Tuần tra bảo đảm an ninh trật tự trên địa bàn", "Báo cáo", "Đã tuần tra {n} lượt"),
    t("count", "Rà soát cư trú các địa bàn dân cư", "Danh sách", "địa bàn"),
    t("document", "Xây dựng Kế hoạch phòng cháy, chữa cháy năm {year}", "Kế hoạch", "Kế hoạch"),
  ],
  [
    t("recurring", "Giám sát, phòng chống dịch bệnh trên địa bàn", "Báo cáo", "Đã phun khử khuẩn {n} điểm"),
    t("count", "Tiêm chủng mở rộng cho trẻ em", "Tỷ lệ tiêm chủng đạt kế hoạch", "trẻ"),
    t("document", "Xây dựng Kế hoạch an toàn thực phẩm năm {year}", "Kế hoạch", "Kế hoạch"),
    t("words", "Truyền thông, giáo dục sức khỏe cho người dân", "Tài liệu", "Đang phối hợp in tài liệu truyền thông"),
  ],
];

export const partners = [
  "Các cơ quan chuyên môn",
  "Công an {kind}",
  "Trung tâm Dịch vụ sự nghiệp công",
  "Mặt trận Tổ quốc {kind}",
  "Đoàn Thanh niên {kind}",
  "Trạm Y tế {kind}",
  "Ban Chỉ huy Quân sự {kind}",
  "Hội Phụ nữ {kind}",
];

/** Forecast wordings by status. */
export const forecasts = {
  completed: ["Hoàn thành", "Đã hoàn thành", "Hoàn thành mục tiêu"],
  exceeded: ["Vượt mục tiêu"],
  on_track: ["Đạt tiến độ"],
  in_progress: ["Đang thực hiện"],
  expected_on_time: ["Dự kiến hoàn thành trong Quý {quarter}"],
  operating: ["Hệ thống vận hành ổn định"],
  not_started: ["Chưa thực hiện"],
} as const;
