/** Serial dates of workbooks: days since 1900 (with Lotus's 29 February 1900) or since 1904. */

/** A day and a time of day without a zone. */
export interface SerialDate {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** Is this number format code (one section, literals included) one of a date or time? */
export function isDateFormat(section: string): boolean {
  const code = section.replace(/"[^"]*"|\\.|_.|\*./g, "");
  if (/^\s*general/i.test(code)) return false;
  return /[ymdhs]/i.test(code.replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "").replace(/E[+-]/gi, ""));
}

/** Undefined for what no calendar shows: negative serials and those after the year 9999. */
export function serialToDate(serial: number, is1904: boolean): SerialDate | undefined {
  if (!(serial >= 0) || serial >= 2_958_466) return undefined;
  let seconds = Math.round(serial * 86_400);
  let days = Math.floor(seconds / 86_400);
  seconds -= days * 86_400;
  const time = { hour: Math.floor(seconds / 3600), minute: Math.floor(seconds / 60) % 60, second: seconds % 60 };
  if (is1904) days += 1462;
  // Day 60 is the 29 February 1900 that never was.
  if (days === 60) return { year: 1900, month: 2, day: 29, ...time };
  if (days < 60) days += 1;
  const date = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), ...time };
}

/** YYYY-MM-DD. */
export function isoDay(date: SerialDate): string {
  return `${String(date.year).padStart(4, "0")}-${pad(date.month)}-${pad(date.day)}`;
}

/** The date under a format code's section, months by number ("Thg 3"), as a Vietnamese Excel names them. */
export function formatDateToken(section: string, date: SerialDate, serial: number): string {
  const tokens = section.match(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|AM\/PM|A\/P|y+|m+|d+|h+|s+|\.0+|./gisu) ?? [];
  const isHalfDay = /AM\/PM|A\/P/i.test(section.replace(/"[^"]*"/g, ""));
  let out = "";
  tokens.forEach((token, index) => {
    out += dateToken(token, { date, serial, isHalfDay, isMinute: isMinute(tokens, index) });
  });
  return out.trim();
}

interface TokenContext {
  date: SerialDate;
  serial: number;
  isHalfDay: boolean;
  isMinute: boolean;
}

function dateToken(token: string, context: TokenContext): string {
  const { date, serial, isHalfDay, isMinute } = context;
  const kind = token[0]?.toLowerCase() ?? "";
  const width = token.length;
  if (kind === '"') return token.slice(1, -1);
  if (kind === "\\") return token.slice(1);
  if (kind === "_" || kind === "*") return "";
  if (kind === "[") {
    const unit = token[1]?.toLowerCase();
    if (unit === "h") return String(Math.floor(serial * 24 + 1e-9));
    if (unit === "m") return String(Math.floor(serial * 1440 + 1e-9));
    return unit === "s" ? String(Math.round(serial * 86_400)) : "";
  }
  if (/^(AM\/PM|A\/P)$/i.test(token)) return date.hour < 12 ? "SA" : "CH";
  if (kind === "y") return width > 2 ? String(date.year) : pad(date.year % 100);
  if (kind === "m" && isMinute) return width > 1 ? pad(date.minute) : String(date.minute);
  if (kind === "m")
    return width > 3 ? `Tháng ${date.month}` : width === 3 ? `Thg ${date.month}` : number(date.month, width);
  if (kind === "d") return width > 2 ? weekday(date, width) : number(date.day, width);
  if (kind === "h") return number(isHalfDay ? date.hour % 12 || 12 : date.hour, width);
  if (kind === "s") return number(date.second, width);
  return kind === "." && width > 1 ? "" : token;
}

/** `m` means minutes right after hours or right before seconds. */
function isMinute(tokens: string[], index: number): boolean {
  const isUnit = (token: string | undefined) => token !== undefined && /^\[?[ymdhs]/i.test(token);
  const before = tokens.slice(0, index).reverse().find(isUnit);
  const after = tokens.slice(index + 1).find(isUnit);
  return /^\[?h/i.test(before ?? "") || /^\[?s/i.test(after ?? "");
}

function weekday(date: SerialDate, width: number): string {
  const day = new Date(Date.UTC(date.year, date.month - 1, date.day)).getUTCDay();
  if (width === 3) return day === 0 ? "CN" : `T${day + 1}`;
  return ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"][day] as string;
}

function number(value: number, width: number): string {
  return width > 1 ? pad(value) : String(value);
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
