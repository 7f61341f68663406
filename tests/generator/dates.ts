/** Days and months as plain text, without a time zone. */

export interface Month {
  year: number;
  month: number;
}

const pad = (n: number) => String(n).padStart(2, "0");

export const isoDay = (year: number, month: number, day: number) => `${year}-${pad(month)}-${pad(day)}`;
export const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
export const firstDay = ({ year, month }: Month) => isoDay(year, month, 1);
export const lastDay = ({ year, month }: Month) => isoDay(year, month, daysIn(year, month));
export const quarterOf = (month: number) => Math.ceil(month / 3);
export const roman = (n: number) => ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"][n - 1] as string;

export function addDays(iso: string, days: number): string {
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** 1 for 1 January. */
export function dayOfYear(iso: string): number {
  const start = Date.UTC(Number(iso.slice(0, 4)), 0, 1);
  return Math.round((Date.parse(`${iso}T00:00:00Z`) - start) / 86_400_000) + 1;
}

/** `05/01/2026` and `12/3/2026`: months below three get their zero by rule of office; `long` pads all. */
export function printedDate(iso: string, style: "short" | "long" = "short"): string {
  const [year, month, day] = iso.split("-") as [string, string, string];
  const isPadded = style === "long" || Number(month) < 3;
  return `${day}/${isPadded ? month : Number(month)}/${year}`;
}

export const laterOf = (a: string, b: string) => (a > b ? a : b);
export const earlierOf = (a: string, b: string) => (a < b ? a : b);
