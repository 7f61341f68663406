import type { TaskStatus } from "../../pipelines/values.ts";
import type { TaskTruth } from "./truth.ts";

type Document = TaskTruth["cited_documents"][number];

interface Line {
  task: string;
  deliverable: string;
  deadline: [text: string, start: string | null, end: string | null];
  units?: string[];
  authority: string;
  result?: string;
  forecast: string;
  status: TaskStatus;
  progress?: [number, number];
  documents?: Document[];
  recommendation?: string;
}

const quarter: Line["deadline"] = ["Quý II/2026", "2026-04-01", "2026-06-30"];
const wholeYear: Line["deadline"] = ["Cả năm 2026", "2026-01-01", "2026-12-31"];
const always: Line["deadline"] = ["Thường xuyên", null, null];
const monthly: Line["deadline"] = ["Hàng tháng", null, null];
const april: Line["deadline"] = ["Tháng 4/2026", "2026-04-01", "2026-04-30"];
const committee = "UBND phường";

const offices: [string, Line[]][] = [
  [
    "Phòng Văn hóa - Xã hội phường",
    [
      {
        task: "Xây dựng và triển khai Kế hoạch cải cách hành chính phường năm 2026",
        deliverable: "Quyết định, Kế hoạch; báo cáo",
        deadline: wholeYear,
        units: ["Công an phường", "Trung tâm Phục vụ hành chính công"],
        authority: committee,
        result: "Tính đến ngày 10/4/2026, đã hoàn thành 23/37 nhiệm vụ đúng hạn trong Kế hoạch (62,2%)",
        forecast: "Đạt tiến độ",
        status: "on_track",
        progress: [23, 37],
      },
      {
        task: "Xây dựng và triển khai Kế hoạch chuyển đổi số năm 2026",
        deliverable: "Kế hoạch; Báo cáo",
        deadline: wholeYear,
        authority: committee,
        result: "Kế hoạch số 55/KH-UBND ngày 23/01/2026; Báo cáo số 151/BC-UBND ngày 03/4/2026",
        forecast: "Đang thực hiện",
        status: "in_progress",
        documents: [
          { type: "Kế hoạch", number: "55/KH-UBND", date: "2026-01-23" },
          { type: "Báo cáo", number: "151/BC-UBND", date: "2026-04-03" },
        ],
      },
      {
        task: "Tổ chức Ngày Sách và Văn hóa đọc năm 2026",
        deliverable: "Kế hoạch",
        deadline: ["Trước ngày 21/4/2026", null, "2026-04-20"],
        units: ["Đoàn Thanh niên phường", "Trung tâm Dịch vụ sự nghiệp công"],
        authority: committee,
        result: "Kế hoạch số 176/KH-UBND ngày 06/4/2026",
        forecast: "Dự kiến hoàn thành trong Quý II",
        status: "expected_on_time",
        documents: [{ type: "Kế hoạch", number: "176/KH-UBND", date: "2026-04-06" }],
      },
      {
        task: "Tham mưu xây dựng Đề án Đột phá phát triển giáo dục và đào tạo đến năm 2030, tầm nhìn đến năm 2035",
        deliverable: "Đề án",
        deadline: quarter,
        authority: committee,
        result: "Dự thảo Đề án",
        forecast: "Đang thực hiện",
        status: "in_progress",
      },
    ],
  ],
  [
    "Phòng Kinh tế, Hạ tầng và Đô thị phường",
    [
      {
        task: "Giải phóng mặt bằng Dự án đường nối đường Nguyễn Lương Bằng và đường Trần Nhân Tông",
        deliverable: "Các Quyết định PABT",
        deadline: quarter,
        units: ["Ban Quản lý dự án đầu tư xây dựng"],
        authority: "UBND phường",
        result: "Đã chi trả cho 41/46 hộ (89,1%)",
        forecast: "Đang thực hiện",
        status: "in_progress",
        progress: [41, 46],
      },
      {
        task: "Giải phóng mặt bằng Dự án đường nối Quốc lộ 5 và Quốc lộ 10",
        deliverable: "Các thông báo thu hồi đất",
        deadline: quarter,
        units: ["Ban Quản lý dự án đầu tư xây dựng"],
        authority: "UBND phường",
        result: "Đang thực hiện",
        forecast: "Đang thực hiện",
        status: "in_progress",
        recommendation: "Đề nghị thành phố sớm bàn giao mốc giải phóng mặt bằng",
      },
      {
        task: "Tham mưu UBND phường cấp GPXD",
        deliverable: "Giấy phép xây dựng",
        deadline: always,
        units: [],
        authority: committee,
        result: "Đã tham mưu cấp 88 giấy phép xây dựng",
        forecast: "Hoàn thành",
        status: "completed",
      },
      {
        task: "Tham mưu UBND phường cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất cho hộ gia đình, cá nhân.",
        deliverable: "Giấy chứng nhận",
        deadline: monthly,
        units: ["Thuế cơ sở 5 thành phố Hải Phòng", "các tổ dân phố"],
        authority: "Chủ tịch UBND phường",
        result: "455 giấy chứng nhận",
        forecast: "Hoàn thành",
        status: "completed",
      },
      {
        task: "Thẩm định, tham mưu phê duyệt các dự án đầu tư công trên địa bàn phường năm 2026",
        deliverable: "Hồ sơ dự án",
        deadline: ["30/6/2026", null, "2026-06-30"],
        units: ["Ban Quản lý dự án đầu tư xây dựng"],
        authority: committee,
        result: "Đã thẩm định, tham mưu phê duyệt 10/14 dự án",
        forecast: "Đang thực hiện",
        status: "in_progress",
        progress: [10, 14],
      },
    ],
  ],
  [
    "Văn phòng HĐND và UBND phường",
    [
      {
        task: "Tham mưu thực hiện quản lý văn bản điều hành; nghiệp vụ văn thư, lưu trữ điện tử, chữ ký số tại phường đảm bảo chuẩn hóa.",
        deliverable: "100% văn bản điện tử ký số cá nhân",
        deadline: always,
        units: ["Các phòng, đơn vị"],
        authority: "Ủy ban nhân dân phường",
        result: "Tổng số văn bản có chữ ký số cá nhân là 3.514/3.514 văn bản = 100%",
        forecast: "Hoàn thành",
        status: "completed",
        progress: [3514, 3514],
      },
      {
        task: "Tham mưu kiểm tra công tác xử phạt vi phạm hành chính quý I năm 2026",
        deliverable: "Báo cáo",
        deadline: ["Ngày 10/4/2026", "2026-04-10", "2026-04-10"],
        authority: "Ủy ban nhân dân phường",
        result: "Báo cáo số 159/BC-UBND ngày 09/4/2026",
        forecast: "Đã hoàn thành",
        status: "completed",
        documents: [{ type: "Báo cáo", number: "159/BC-UBND", date: "2026-04-09" }],
      },
    ],
  ],
  [
    "Trung tâm Phục vụ Hành chính công phường",
    [
      {
        task: "Tham mưu triển khai hệ thống ra Quyết định (DSS) của phường",
        deliverable: "Hệ thống DSS",
        deadline: always,
        authority: "Ủy ban nhân dân phường",
        result: "Hệ thống vận hành ổn định",
        forecast: "Hệ thống vận hành ổn định",
        status: "operating",
      },
      {
        task: "Tiếp nhận, phân loại và theo dõi việc xử lý phản ánh, kiến nghị, khiếu nại liên quan đến thủ tục hành chính trên Cổng Dịch vụ công Quốc gia đảm bảo đúng quy định của pháp luật.",
        deliverable: "Văn bản trả lời PAKN",
        deadline: always,
        authority: "Trung tâm Phục vụ hành chính công",
        result: "Xử lý 6/6 PAKN (100%)",
        forecast: "Hoàn thành",
        status: "completed",
        progress: [6, 6],
      },
    ],
  ],
  [
    "Trung tâm Dịch vụ sự nghiệp công",
    [
      {
        task: "Tổ chức giải bóng chuyền hơi phường Phù Liễn năm 2026",
        deliverable: "Tổ chức thành công Giải thi đấu",
        deadline: april,
        authority: "UBND phường",
        result: "Giải bóng chuyền hơi diễn ra vào ngày 11/4/2026",
        forecast: "Hoàn thành",
        status: "completed",
      },
    ],
  ],
  [
    "Ban Chỉ huy Quân sự phường",
    [
      {
        task: "Tổ chức huấn luyện dân quân tự vệ năm 2026",
        deliverable: "Đủ quân số, mô hình học cụ, giáo án",
        deadline: ["Ngày 20/4/2026", "2026-04-20", "2026-04-20"],
        units: ["Các đơn vị quân đội"],
        authority: "Ban chỉ huy Quân sự phường",
        forecast: "Chưa thực hiện",
        status: "not_started",
      },
    ],
  ],
  [
    "Công an phường",
    [
      {
        task: "Rà soát, phân loại, lập danh sách các đối tượng liên quan ma túy tại các tổ dân phố",
        deliverable: "Danh sách đối tượng",
        deadline: april,
        authority: "Chỉ huy CAP",
        result: "Đã rà soát xong 40/40 tổ dân phố",
        forecast: "Vượt mục tiêu",
        status: "exceeded",
        progress: [40, 40],
      },
    ],
  ],
  [
    "Trạm Y tế phường",
    [
      {
        task: "Triển khai Tháng hành động vì an toàn thực phẩm năm 2026",
        deliverable: "Kế hoạch",
        deadline: ["Tháng 5", "2026-05-01", "2026-05-31"],
        units: ["Phòng Văn hóa - Xã hội", "các Tổ dân phố"],
        authority: "Trạm Y tế phường",
        result: "Kế hoạch số 181/KH-UBND ngày 08/4/2026",
        forecast: "Đang thực hiện",
        status: "in_progress",
        documents: [{ type: "Kế hoạch", number: "181/KH-UBND", date: "2026-04-08" }],
      },
    ],
  ],
];

export function secondMonthTasks(): TaskTruth[] {
  const rows: TaskTruth[] = [];
  offices.forEach(([unit, lines], officeIndex) => {
    lines.forEach((line, taskIndex) => {
      const ordinal = `${officeIndex + 1}.${taskIndex + 1}`;
      const [text, start, end] = line.deadline;
      rows.push({
        row_key: ordinal,
        position: rows.length + 1,
        unit_ordinal: String(officeIndex + 1),
        unit,
        ordinal,
        ordinal_text: ordinal,
        task: line.task,
        deliverable: line.deliverable,
        authority: line.authority,
        result: line.result ?? null,
        forecast: line.forecast,
        recommendation: line.recommendation ?? null,
        deadline_text: text,
        deadline_start_date: start,
        deadline_end_date: end,
        is_recurring: line.deadline === always || line.deadline === monthly,
        coordinating_units: line.units ?? [],
        status: line.status,
        progress_done: line.progress?.[0] ?? null,
        progress_total: line.progress?.[1] ?? null,
        cited_documents: line.documents ?? [],
      });
    });
  });
  return rows;
}
