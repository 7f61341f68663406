/** Every locality's months, in a file of their own where they are too many to stand in each page. */

/** More months than this, and neither pages nor files name all of them. */
export const mostMonths = 40;

/** Where it stands in the site. */
export const monthsFile = "tables/months.json";

export interface LocalityMonths {
  id: string;
  name: string;
  /** YYYY-MM, the newest first. */
  months: string[];
}

export interface MonthsFile {
  /** `<locality>-<YYYY-MM>` of the month whose pages stand at the site's root. */
  first: string;
  localities: LocalityMonths[];
}

/** The folder of a month's pages, as publishing names it. */
export function folderOf(file: MonthsFile, id: string, month: string): string {
  const name = `${id}-${month}`;
  return name === file.first ? "" : `months/${name}/`;
}

/**
 * The month of another locality that a reader goes to: the same one where that locality has it and each month has the page; of a
 * page of the year, the newest of that year, which holds it; else the newest.
 */
export function monthToGo(months: readonly string[], own: string, scope: string): string | undefined {
  if (scope === "report" && months.includes(own)) return own;
  const sameYear = months.find((month) => month.slice(0, 4) === own.slice(0, 4));
  return (scope === "year" ? sameYear : undefined) ?? months[0];
}
