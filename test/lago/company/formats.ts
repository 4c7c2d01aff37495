/** The forms in which Lago writes times and decimals. Times are milliseconds here, and null stays null. */
type Time<T> = T extends null ? null : string;

const written =
  (write: (iso: string) => string) =>
  <T extends number | null>(time: T): Time<T> =>
    (time === null ? null : write(new Date(time).toISOString())) as Time<T>;

/** `2026-05-01T12:00:00Z`, cut, not rounded: nearly everywhere. */
export const seconds = written((iso) => `${iso.slice(0, 19)}Z`);

/** `2026-05-01T12:00:00.123Z`: subscriptions.started_at, events.timestamp and few others. */
export const millis = written((iso) => iso);

/** `2026-05-01T12:00:00.000+00:00`: mrrs.month alone. */
export const millisWithOffset = written((iso) => iso.replace("Z", "+00:00"));

/** `2026-05-01T12:00:00+00:00`: fees.from_date and to_date. */
export const withOffset = written((iso) => `${iso.slice(0, 19)}+00:00`);

/** `2026-05-01` */
export const day = written((iso) => iso.slice(0, 10));

/** A decimal as Ruby's BigDecimal writes it: plain, with at least one digit behind the point. */
export function decimal(value: number): string {
  if (Number.isInteger(value)) return `${value}.0`;
  return value.toFixed(10).replace(/0+$/, "");
}

/** How many of the smallest unit, which Lago calls cents of any currency, are one. */
export function centsPerUnit(currency: string): number {
  return { JPY: 1, KWD: 1000 }[currency] ?? 100;
}

/** All the digits that there are, as a division leaves them: prorated units have 16 places. */
export function longDecimal(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** Cents as credits: Ruby divides to 32 digits where a credit is worth 1.5 or 3. */
export function credits(cents: number, rate: string, currency: string): string {
  const units = (BigInt(cents) * 10n ** 33n) / BigInt(Math.round(Number(rate) * 1000)) / BigInt(centsPerUnit(currency));
  const digits = String(units).padStart(31, "0");
  return `${digits.slice(0, -30)}.${digits.slice(-30).replace(/0+$/, "") || "0"}`;
}

export const DAY = 86_400_000;

/** The first moment of a month, counted from the one that the time is in. */
export function monthStart(time: number, months = 0): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months);
}
