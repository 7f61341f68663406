/**
 * Numbers, money and dates as people read them, in Vietnamese (1.234,5) and English (1,234.5). Written out here, not
 * left to Intl: the same figure must give the same bytes on every machine and Node.
 */
export type Lang = "vi" | "en";

const marks = { vi: { group: ".", decimal: "," }, en: { group: ",", decimal: "." } } as const;
const minus = "\u2212";
/** A space that keeps a figure and its unit on one line. */
export const nbsp = "\u00a0";
/** What stands where there is no figure. */
export const missing = "\u2013";

export interface NumberOptions {
  /** Most decimals shown; zeros at the end are dropped. Default 2. */
  decimals?: number;
  /** Keep zeros at the end, so that a column of figures lines up. */
  fixed?: boolean;
  /** Write + before what is above zero. */
  sign?: boolean;
}

/** A number, or an en dash where there is none. */
export function formatNumber(value: number | null | undefined, lang: Lang, options: NumberOptions = {}): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return missing;
  const decimals = options.decimals ?? 2;
  let digits = roundHalfAway(Math.abs(value), decimals);
  if (!options.fixed && digits.includes(".")) digits = digits.replace(/\.?0+$/, "");
  const [whole = "0", fraction] = digits.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, marks[lang].group);
  const text = fraction ? grouped + marks[lang].decimal + fraction : grouped;
  const isZero = /^[0.,]*$/.test(text);
  if (isZero) return text;
  return (value < 0 ? minus : options.sign ? "+" : "") + text;
}

/**
 * Rounds the number as it is written, not the binary fraction behind it: toFixed makes 1.005 a 1.00, because it stands for
 * 1.00499…; a printed half rounds up. In digits throughout, so that no size and no number of decimals adds a false digit.
 */
function roundHalfAway(value: number, decimals: number): string {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  // The digits, and how many of them stand after the point.
  const places = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  const surplus = places - decimals;
  const scaled =
    surplus <= 0
      ? digits * 10n ** BigInt(-surplus)
      : (digits + 5n * 10n ** BigInt(surplus - 1)) / 10n ** BigInt(surplus);
  const text = scaled.toString().padStart(decimals + 1, "0");
  return decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}

/** `27,68 %` / `27.68%`: a share that is already in hundredths. */
export function formatPercent(value: number | null | undefined, lang: Lang, options: NumberOptions = {}): string {
  const text = formatNumber(value, lang, { decimals: 1, ...options });
  return text === missing ? text : text + (lang === "vi" ? `${nbsp}%` : "%");
}

/** A difference of two rates. */
export function formatPoints(value: number | null | undefined, lang: Lang, options: NumberOptions = {}): string {
  const text = formatNumber(value, lang, { sign: true, ...options });
  return text === missing ? text : text + nbsp + (lang === "vi" ? "điểm %" : "pts");
}

/**
 * Money, given in đồng, in the largest unit in which it has a whole part: `27,94 tỷ đồng`, `VND 27.94 billion`.
 * Three significant digits at least, and never more than two decimals.
 */
export function formatMoney(
  vnd: number | null | undefined,
  lang: Lang,
  options: NumberOptions & { short?: boolean } = {},
): string {
  if (vnd === null || vnd === undefined || !Number.isFinite(vnd)) return missing;
  const size = Math.abs(vnd);
  const [divisor, vi, en] =
    size >= 1e9 ? [1e9, "tỷ", "billion"] : size >= 1e6 ? [1e6, "triệu", "million"] : [1, "", ""];
  const scaled = vnd / divisor;
  const decimals = options.decimals ?? (divisor === 1 ? 0 : Math.abs(scaled) >= 100 ? 1 : 2);
  const number = formatNumber(scaled, lang, { ...options, decimals });
  if (lang === "vi") return [number, vi, options.short ? (vi ? "" : "đ") : "đồng"].filter(Boolean).join(nbsp);
  if (options.short) return [number, en === "billion" ? "bn" : en === "million" ? "m" : ""].filter(Boolean).join(nbsp);
  return [`VND${nbsp}${number}`, en].filter(Boolean).join(nbsp);
}

/** `2026-03-12` → `12/03/2026` / `12 Mar 2026`. */
export function formatDate(date: string | null | undefined, lang: Lang): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)/.exec(date ?? "");
  if (!parts) return missing;
  const [, year, month, day] = parts;
  if (lang === "vi") return `${day}/${month}/${year}`;
  return `${Number(day)}${nbsp}${englishMonths[Number(month) - 1]?.slice(0, 3)}${nbsp}${year}`;
}

/** `2026-03-01` or `2026-03` → `tháng 3/2026` / `March 2026`. */
export function formatMonth(date: string | null | undefined, lang: Lang): string {
  const parts = /^(\d{4})-(\d\d)/.exec(date ?? "");
  if (!parts) return missing;
  const [, year, month] = parts;
  if (lang === "vi") return `tháng${nbsp}${Number(month)}/${year}`;
  return `${englishMonths[Number(month) - 1]}${nbsp}${year}`;
}

const englishMonths = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Units of indicators, as written after a figure. Every unit of the reference data has a name here. */
const units: Record<string, { vi: string; en: string }> = {
  vnd: { vi: "đồng", en: "VND" },
  thousand_vnd: { vi: "nghìn đồng", en: "VND thousand" },
  million_vnd: { vi: "triệu đồng", en: "VND million" },
  billion_vnd: { vi: "tỷ đồng", en: "VND billion" },
  percent: { vi: "%", en: "%" },
  household: { vi: "hộ", en: "households" },
  enterprise: { vi: "doanh nghiệp", en: "enterprises" },
  project: { vi: "dự án", en: "projects" },
  task: { vi: "nhiệm vụ", en: "tasks" },
  school: { vi: "trường", en: "schools" },
  room: { vi: "phòng", en: "rooms" },
  person: { vi: "người", en: "people" },
  point: { vi: "điểm", en: "points" },
  rank: { vi: "hạng", en: "rank" },
  ton: { vi: "tấn", en: "tonnes" },
  hectare: { vi: "ha", en: "ha" },
  million_vnd_per_person: { vi: "triệu đồng/người", en: "VND million per person" },
  million_vnd_per_hectare: { vi: "triệu đồng/ha", en: "VND million per ha" },
  usd: { vi: "USD", en: "USD" },
  million_usd: { vi: "triệu USD", en: "USD million" },
  percentage_point: { vi: "điểm %", en: "points" },
  per_mille: { vi: "‰", en: "‰" },
  person_visit: { vi: "lượt người", en: "visits" },
  thousand_person_visit: { vi: "nghìn lượt người", en: "thousand visits" },
  million_person_visit: { vi: "triệu lượt người", en: "million visits" },
  thousand_person: { vi: "nghìn người", en: "thousand people" },
  million_person: { vi: "triệu người", en: "million people" },
  thousand_household: { vi: "nghìn hộ", en: "thousand households" },
  thousand_animal: { vi: "nghìn con", en: "thousand head" },
  million_animal: { vi: "triệu con", en: "million head" },
  thousand_tree: { vi: "nghìn cây", en: "thousand trees" },
  million_tree: { vi: "triệu cây", en: "million trees" },
  thousand_product: { vi: "nghìn sản phẩm", en: "thousand products" },
  cooperative: { vi: "hợp tác xã", en: "cooperatives" },
  class: { vi: "lớp", en: "classes" },
  file: { vi: "hồ sơ", en: "files" },
  case: { vi: "vụ việc", en: "cases" },
  neighbourhood: { vi: "tổ dân phố", en: "neighbourhoods" },
  establishment: { vi: "cơ sở", en: "establishments" },
  dwelling: { vi: "căn", en: "dwellings" },
  bed: { vi: "giường", en: "beds" },
  vehicle: { vi: "xe", en: "vehicles" },
  animal: { vi: "con", en: "head" },
  tree: { vi: "cây", en: "trees" },
  product: { vi: "sản phẩm", en: "products" },
  document: { vi: "văn bản", en: "documents" },
  square_metre: { vi: "m²", en: "m²" },
  cubic_metre: { vi: "m³", en: "m³" },
  kilometre: { vi: "km", en: "km" },
  metre: { vi: "m", en: "m" },
  thousand_ton: { vi: "nghìn tấn", en: "thousand tonnes" },
  quintal_per_hectare: { vi: "tạ/ha", en: "quintals per ha" },
  kilowatt_hour: { vi: "kWh", en: "kWh" },
  year_of_age: { vi: "tuổi", en: "years of age" },
};

/** The name of a unit. */
export function unitName(unit: string | null | undefined, lang: Lang): string {
  if (!unit) return "";
  return units[unit]?.[lang] ?? unit.replaceAll("_", " ");
}

/** A figure with its unit: `105.879 triệu đồng`, `95,1 %`. */
export function formatQuantity(
  value: number | null | undefined,
  unit: string | null | undefined,
  lang: Lang,
  options: NumberOptions = {},
): string {
  if (unit === "percent") return formatPercent(value, lang, { decimals: 2, ...options });
  const text = formatNumber(value, lang, options);
  return text === missing || !unit ? text : text + nbsp + unitName(unit, lang);
}
