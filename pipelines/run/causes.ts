/** What the system says when it can't go on, in sentences that name the cause and the mend. */
import { UserError } from "../errors.ts";
import { errorCode } from "./files.ts";

const known: Record<string, { vi: string; en: string }> = {
  ENOSPC: {
    vi: "Ổ đĩa đã đầy; hãy giải phóng dung lượng rồi chạy lại.",
    en: "The disk is full; free some space and run again.",
  },
  EDQUOT: {
    vi: "Đã hết hạn mức dung lượng; hãy giải phóng dung lượng rồi chạy lại.",
    en: "The disk quota is used up; free some space and run again.",
  },
  EROFS: {
    vi: "Thư mục chỉ cho phép đọc; hãy gắn lại ổ đĩa ở chế độ ghi rồi chạy lại.",
    en: "The folder is read-only; mount the disk for writing and run again.",
  },
  EACCES: {
    vi: "Không có quyền với tệp hoặc thư mục này; hãy cấp quyền đọc và ghi cho tài khoản chạy kichban.",
    en: "No permission for this file or folder; give the account that runs kichban the right to read and write it.",
  },
  EPERM: {
    vi: "Hệ thống không cho phép thao tác này; hãy cấp quyền đọc và ghi cho tài khoản chạy kichban.",
    en: "The system does not allow this; give the account that runs kichban the right to read and write here.",
  },
  EIO: {
    vi: "Ổ đĩa báo lỗi đọc ghi; hãy kiểm tra ổ đĩa (có thể sắp hỏng) rồi chạy lại.",
    en: "The disk reports a read or write error; check the disk (it may be failing) and run again.",
  },
  EMFILE: {
    vi: "Hệ thống đã hết số tệp được mở cùng lúc; hãy đóng bớt chương trình rồi chạy lại.",
    en: "The system has run out of open files; close some programs and run again.",
  },
  EBUSY: {
    vi: "Một chương trình khác đang mở tệp này; hãy đóng chương trình đó rồi chạy lại.",
    en: "Another program has this file open; close it and run again.",
  },
  ENOENT: {
    vi: "Tệp hoặc thư mục đã biến mất trong lúc chạy (ổ mạng bị ngắt?); hãy kết nối lại rồi chạy lại.",
    en: "A file or folder went away during the run (a network share that was cut off?); connect it and run again.",
  },
};
for (const code of ["ESTALE", "EHOSTDOWN", "ENOTCONN", "ETIMEDOUT", "ENODEV", "ENXIO"]) known[code] = known.ENOENT!;

/**
 * A system's or database's failure as a UserError with cause and mend; UserErrors and bugs come back as they are.
 * `folder` is named where the error names no file itself.
 */
export function explainFailure(error: unknown, folder: string): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  const code = errorCode(error) ?? databaseCode(error.message);
  const sentence = code ? known[code] : undefined;
  if (sentence && code) {
    const path = (error as NodeJS.ErrnoException).path ?? folder;
    return new UserError(`${path}: ${sentence.en} (${code})`, {
      code,
      cause: error,
      vi: `${path}: ${sentence.vi} (${code})`,
    });
  }
  if (/out of memory|failed to allocate|allocation failure/i.test(error.message)) {
    return new UserError(
      "Not enough memory for this run; close other programs, or run it on a machine with more memory.",
      {
        code: "out_of_memory",
        cause: error,
        vi: "Không đủ bộ nhớ cho lần chạy này; hãy đóng bớt chương trình, hoặc chạy trên máy có nhiều bộ nhớ hơn.",
      },
    );
  }
  return error;
}

/** The system's reason inside a message of the database. */
function databaseCode(message: string): string | undefined {
  if (/no space left on device|disk full/i.test(message)) return "ENOSPC";
  if (/read-only file system/i.test(message)) return "EROFS";
  if (/permission denied/i.test(message)) return "EACCES";
  if (/input\/output error/i.test(message)) return "EIO";
  if (/file too large/i.test(message)) return "ENOSPC";
  return undefined;
}
