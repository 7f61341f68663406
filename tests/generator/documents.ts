import { dayOfYear, printedDate } from "./dates.ts";
import type { Rng } from "./rng.ts";

/** Suffix and documents a day, by type. */
const types = {
  "Quyết định": { code: "QĐ-UBND", aDay: 8 },
  "Kế hoạch": { code: "KH-UBND", aDay: 3 },
  "Công văn": { code: "UBND-VP", aDay: 10 },
  "Báo cáo": { code: "BC-UBND", aDay: 2 },
} as const;
export type DocumentType = keyof typeof types;

export interface Issued {
  type: DocumentType;
  number: string;
  date: string;
}

/** A document of that day. Numbers run on from January and never against the dates. */
export function issueDocument(rng: Rng, type: DocumentType, date: string): Issued {
  const { code, aDay } = types[type];
  const count = (dayOfYear(date) - 1) * aDay + rng.int(1, aDay);
  return { type, number: `${count < 10 ? `0${count}` : count}/${code}`, date };
}

export function printDocument(document: Issued, style: "short" | "long"): string {
  return `${document.type} số ${document.number} ngày ${printedDate(document.date, style)}`;
}
