/** Texts of the controls on a table. */
export const tableWords = {
  views: { vi: "Xem", en: "Show" },
  order: { vi: "Sắp xếp", en: "Order" },
  ownOrder: { vi: "như ban đầu", en: "as it came" },
  columns: { vi: "Cột", en: "Columns" },
  columnsHidden: { vi: "Cột (ẩn {count})", en: "Columns ({count} hidden)" },
  copyLink: { vi: "Chép liên kết", en: "Copy link" },
  copied: {
    vi: "Đã chép liên kết đến đúng những dòng, cột đang xem.",
    en: "A link to just these rows and columns is copied.",
  },
  notCopied: {
    vi: "Không chép được; hãy chép địa chỉ trên thanh trình duyệt.",
    en: "Could not copy; take the address from the browser's bar.",
  },
} as const satisfies Record<string, { vi: string; en: string }>;
