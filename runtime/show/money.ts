import { decimalsOf } from "../metrics/currency.ts";

/** `103937.00` → `$103,937.00`; without decimals where `whole`. */
export function formatMoney(amount: string | number, currency: string, { whole = false } = {}): string {
  const digits = whole ? 0 : decimalsOf(currency);
  const value = Number(amount);
  try {
    return new Intl.NumberFormat("en", { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  } catch {
    // What is no code of three letters is no currency to Intl.
    return `${new Intl.NumberFormat("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)} ${currency}`;
  }
}

/** Short enough for a figure or a bar: whole units from 1000 on. */
export function formatBrief(amount: string | number, currency: string): string {
  return formatMoney(amount, currency, { whole: Math.abs(Number(amount)) >= 1000 });
}
