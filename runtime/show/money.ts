import { decimalsOf } from "../metrics/currency.ts";

/** `103937.00` → `$103,937.00`; without decimals if `whole`. */
export function formatMoney(amount: string | number, currency: string, { whole = false } = {}): string {
  const digits = whole ? 0 : decimalsOf(currency);
  const key = `${currency} ${digits}`;
  const format = FORMATS.get(key) ?? makeFormat(currency, digits);
  FORMATS.set(key, format);
  return format(Number(amount));
}

/** Cached: creating one takes a hundred times as long as using it. */
const FORMATS = new Map<string, (value: number) => string>();

function makeFormat(currency: string, digits: number): (value: number) => string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  try {
    const format = new Intl.NumberFormat("en", { style: "currency", currency, ...options });
    return (value) => format.format(value);
  } catch {
    // Intl accepts only codes of three letters.
    const format = new Intl.NumberFormat("en", options);
    return (value) => `${format.format(value)} ${currency}`;
  }
}

/** Short form for a figure or a bar: whole units from 1000 on. */
export function formatBrief(amount: string | number, currency: string): string {
  return formatMoney(amount, currency, { whole: Math.abs(Number(amount)) >= 1000 });
}
