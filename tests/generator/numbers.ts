/** Numbers as offices print them. */

export interface NumberStyle {
  /** Between thousands. */
  thousands: "." | "," | " " | "";
  decimal: "," | ".";
}

export const vietnamese: NumberStyle = { thousands: ".", decimal: "," };
export const english: NumberStyle = { thousands: ",", decimal: "." };

/** The value with at most `decimals` decimals; zeros at the end are dropped, as offices do. */
export function printNumber(value: number, decimals: number, style: NumberStyle): string {
  const [whole, fraction] = plain(Math.abs(value), decimals).split(".") as [string, string | undefined];
  const grouped = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/g, style.thousands) : whole;
  return `${value < 0 ? "-" : ""}${grouped}${fraction ? style.decimal + fraction : ""}`;
}

/** Half of the last printed digit's step: 29,6 has 0.05. */
export function halfStep(value: number, decimals: number): number {
  const fraction = plain(Math.abs(value), decimals).split(".")[1] ?? "";
  return 0.5 / 10 ** fraction.length;
}

/** Rounded half away from zero on the decimal digits, without binary surprises. */
export function round(value: number, decimals: number): number {
  const scaled = Number(`${Math.abs(value)}e${decimals}`);
  return (Math.sign(value) || 1) * Number(`${Math.round(scaled + 1e-9)}e-${decimals}`);
}

function plain(value: number, decimals: number): string {
  const text = round(value, decimals).toFixed(decimals);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
