/** Which of a report's plants a finding speaks of: told by its place, never by its words. */
import type { Label } from "./plant.ts";
import type { Found } from "./run.ts";

export interface Attributed {
  label: Label;
  fresh: Found[];
}

/** The finding stands where the plant is or follows; a plant without places may be asked about anywhere in its appendix. */
export function isAt(label: Label, found: Found): boolean {
  if (found.place === "") return found.appendix === "" || found.appendix === label.appendix;
  if (label.places.length === 0) return found.appendix === label.appendix;
  return label.places.includes(found.place) && found.appendix === label.appendix;
}

/**
 * Gives each finding to one plant only: to one at whose place it stands, and of several (a question about the whole file)
 * to one whose kind it answers and that nothing else has found. What stands at no plant goes to the first of its appendix,
 * where it counts as astray.
 */
export function attribute(labels: Label[], fresh: Found[]): Attributed[] {
  const given = labels.map((label): Attributed => ({ label, fresh: [] }));
  const answers = ({ label }: Attributed, found: Found) => label.families.includes(found.family);
  const placedFirst = [...fresh].sort((a, b) => Number(a.place === "") - Number(b.place === ""));
  for (const found of placedFirst) {
    const near = given.filter(({ label }) => isAt(label, found));
    const fitting = near.filter((one) => answers(one, found));
    const owner =
      fitting.find((one) => !one.fresh.some((other) => answers(one, other))) ??
      fitting[0] ??
      near[0] ??
      given.find(({ label }) => label.appendix === found.appendix) ??
      given[0];
    owner?.fresh.push(found);
  }
  return given;
}
