/** Kinds of localities, in the order in which lists have them, with the message that heads each. */
export const kinds = [
  { name: /^phường\s/i, label: "pickWards" },
  { name: /^xã\s/i, label: "pickCommunes" },
  { name: /^/, label: "pickOthers" },
] as const;

export type KindLabel = (typeof kinds)[number]["label"];

export const kindOf = (locality: string): KindLabel =>
  kinds.find((kind) => kind.name.test(locality))?.label ?? "pickOthers";
