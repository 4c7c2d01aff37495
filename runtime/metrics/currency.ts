/** Decimals of the currencies that do not have two. A test compares them with `metrics/parts/money.sql`. */
const DECIMALS: Readonly<Record<string, number>> = {
  ...all(0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"),
  ...all(3, "BHD IQD JOD KWD LYD OMR TND"),
  ...all(4, "CLF"),
  // A fifth is the smallest unit, so one decimal.
  ...all(1, "MGA MRO MRU"),
};

/** Number of decimals of a currency: 2 for EUR, 0 for JPY, 3 for KWD. */
export function decimalsOf(currency: string): number {
  return DECIMALS[currency] ?? 2;
}

/** `885.0000` → `885.00` for EUR, `885` for JPY. Only zeros are removed. */
export function trimAmount(amount: string, currency: string): string {
  const [whole = "", decimals = ""] = amount.split(".");
  const kept = decimals.replace(/0+$/, "").padEnd(decimalsOf(currency), "0");
  return kept === "" ? whole : `${whole}.${kept}`;
}

function all(decimals: number, currencies: string): Record<string, number> {
  return Object.fromEntries(currencies.split(" ").map((currency) => [currency, decimals]));
}
