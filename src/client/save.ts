/** Hands a file to the reader. */
export function save(name: string, content: BlobPart, type: string): void {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(new Blob([content], { type }));
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10_000);
}

export const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
