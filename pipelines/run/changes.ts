/** What changed since the generation before: compared row by row, so that people read only what is new. */

/** One thing that two nights can be compared by. */
export interface SnapshotItem {
  /** Tells it from all others, from night to night. */
  key: string;
  /** What may change about it; null where only its being there matters. */
  state: string | number | null;
  vi: string;
  en: string;
  /** The locality it is of, where it is of one. */
  place?: string | null;
  /** What only one can hold at a time: a report's locality and month, where a later issue takes the place of an earlier one. */
  slot?: string | null;
}

export interface Snapshot {
  reports: SnapshotItem[];
  restatements: SnapshotItem[];
  /** Latest verdict of each indicator. */
  verdicts: SnapshotItem[];
  /** Projects with the gap in VND between plan and payments, which is none or less where nothing lags. */
  gaps: SnapshotItem[];
  findings: SnapshotItem[];
  overdue: SnapshotItem[];
  /** Indicators and projects at risk of missing the year, the gravest first. */
  warnings: SnapshotItem[];
}

export interface Change {
  key: string;
  vi: string;
  en: string;
  before: string | number | null;
  after: string | number | null;
  place?: string;
}

export interface Changes {
  /** False for the first generation, or where the old one could not be read: then there was nothing to compare with. */
  is_compared: boolean;
  new_reports: Change[];
  reports_gone: Change[];
  restated: Change[];
  verdicts_turned: Change[];
  gaps_opened: Change[];
  gaps_closed: Change[];
  findings_new: Change[];
  findings_resolved: Change[];
  tasks_overdue: Change[];
  warnings_new: Change[];
}

export const emptySnapshot: Snapshot = {
  reports: [],
  restatements: [],
  verdicts: [],
  gaps: [],
  findings: [],
  overdue: [],
  warnings: [],
};

export const noChanges = (): Changes => ({
  is_compared: false,
  new_reports: [],
  reports_gone: [],
  restated: [],
  verdicts_turned: [],
  gaps_opened: [],
  gaps_closed: [],
  findings_new: [],
  findings_resolved: [],
  tasks_overdue: [],
  warnings_new: [],
});

/** Compares two snapshots. Lists are in the order of the newer snapshot; what is gone, in that of the older. */
export function compareSnapshots(before: Snapshot, after: Snapshot): Changes {
  const come = (kind: keyof Snapshot) => minus(after[kind], before[kind]).map((item) => change(item, null, item.state));
  const gone = (kind: keyof Snapshot) => minus(before[kind], after[kind]).map((item) => change(item, item.state, null));
  const oldGaps = new Map(before.gaps.map((item) => [item.key, item]));
  const newGaps = new Map(after.gaps.map((item) => [item.key, item]));
  const oldVerdicts = new Map(before.verdicts.map((item) => [item.key, item.state]));
  return {
    is_compared: true,
    new_reports: come("reports"),
    reports_gone: withoutSlots(minus(before.reports, after.reports), after.reports).map((item) =>
      change(item, item.state, null),
    ),
    restated: come("restatements"),
    verdicts_turned: after.verdicts
      .filter((item) => oldVerdicts.has(item.key) && oldVerdicts.get(item.key) !== item.state)
      .map((item) => change(item, oldVerdicts.get(item.key) ?? null, item.state)),
    gaps_opened: lagging(after.gaps)
      .filter((item) => !isLagging(oldGaps.get(item.key)))
      .map((item) => change(item, null, item.state)),
    gaps_closed: lagging(before.gaps)
      // A project that is named no more has not caught up.
      .filter((item) => newGaps.has(item.key) && !isLagging(newGaps.get(item.key)))
      .map((item) => change(item, item.state, null)),
    findings_new: come("findings"),
    findings_resolved: gone("findings"),
    tasks_overdue: come("overdue"),
    warnings_new: come("warnings"),
  };
}

/** Whether there is anything to tell people. */
export function hasNews(changes: Changes): boolean {
  return Object.values(changes).some((list) => Array.isArray(list) && list.length > 0);
}

const isLagging = (item: SnapshotItem | undefined): boolean => Number(item?.state ?? 0) > 0;

const lagging = (items: SnapshotItem[]): SnapshotItem[] => items.filter(isLagging);

/** A report whose place a later issue has taken is not gone: the later one is told as new, and what it restates. */
function withoutSlots(items: SnapshotItem[], others: SnapshotItem[]): SnapshotItem[] {
  const slots = new Set(others.flatMap(({ slot }) => (slot ? [slot] : [])));
  return items.filter(({ slot }) => !slot || !slots.has(slot));
}

function minus(items: SnapshotItem[], others: SnapshotItem[]): SnapshotItem[] {
  const keys = new Set(others.map((item) => item.key));
  return items.filter((item) => !keys.has(item.key));
}

function change(item: SnapshotItem, before: Change["before"], after: Change["after"]): Change {
  return { key: item.key, vi: item.vi, en: item.en, before, after, ...(item.place ? { place: item.place } : {}) };
}

const headings: [Exclude<keyof Changes, "is_compared">, string, string][] = [
  ["new_reports", "Báo cáo mới", "New reports"],
  ["reports_gone", "Báo cáo không còn", "Reports no longer held"],
  ["restated", "Số liệu được điều chỉnh", "Restated figures"],
  ["verdicts_turned", "Đánh giá đổi chiều", "Verdicts that turned"],
  ["gaps_opened", "Dự án bắt đầu chậm giải ngân", "Disbursement gaps opened"],
  ["gaps_closed", "Dự án hết chậm giải ngân", "Disbursement gaps closed"],
  ["findings_new", "Điểm cần xem lại, mới", "New findings"],
  ["findings_resolved", "Điểm cần xem lại, đã xong", "Findings resolved"],
  ["tasks_overdue", "Nhiệm vụ vừa quá hạn", "Tasks that became overdue"],
  ["warnings_new", "Cảnh báo sớm, mới", "New early warnings"],
];

/** The changes as rows, for the site. */
export function changeRows(changes: Changes): Record<string, string | number>[] {
  const rows = headings.flatMap(([kind, title_vi, title_en]) =>
    changes[kind].map((item) => ({ kind, title_vi, title_en, text_vi: item.vi, text_en: item.en })),
  );
  return rows.map((row, index) => ({ position: index + 1, ...row }));
}

/** The changes as text, a heading with its count and at most `limit` lines each; nothing for what did not change. */
export function changesText(changes: Changes, language: "vi" | "en", limit: number): string[] {
  const lines: string[] = [];
  for (const [key, vi, en] of headings) {
    const list = changes[key];
    if (list.length === 0) continue;
    lines.push(`${language === "vi" ? vi : en}: ${list.length}`);
    for (const item of list.slice(0, limit)) lines.push(`  - ${item[language]}`);
    if (limit > 0 && list.length > limit) lines.push(`  … ${restText(list, limit, language)}`);
  }
  return lines;
}

/** So many localities are named of those that have most of what was left out. */
const placesNamed = 3;

/** What a list leaves out: how much, of how many localities, and which have most. */
function restText(list: readonly Change[], limit: number, language: "vi" | "en"): string {
  const rest = list.slice(limit);
  const isVi = language === "vi";
  const counted = isVi ? `và ${rest.length} mục khác` : `and ${rest.length} more`;
  const places = new Map<string, number>();
  for (const { place } of rest) if (place) places.set(place, (places.get(place) ?? 0) + 1);
  if (places.size < 2) return counted;
  const of = isVi ? `${counted}, của ${places.size} địa phương` : `${counted}, of ${places.size} places`;
  const most = [...places].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, placesNamed);
  // Where each has one, none has most.
  if (most[0]?.[1] === 1) return of;
  const named = most.map(([place, count]) => `${place} (${count})`).join(", ");
  return `${of}; ${isVi ? "nhiều nhất" : "most"}: ${named}`;
}
