/** How many records a list has, and how they come to it: all that decides what a load costs. */
export interface ListSize {
  /** In all; below parents, in all of their lists together. */
  readonly rows: number;
  /** Of the parents that a list is asked for below: how many become new or change in a watched column a day. */
  readonly changedParentsADay?: number;
  /** Of these, how many change on a day on which another list shows it: they are not asked for again on the days after. */
  readonly shownParentsADay?: number;
  /** Days over which its rows are spread: as long as the company exists, where it is missing. */
  readonly days?: number;
  /** Of the rows, those that a filter on the time of a change finds at all. */
  readonly settled?: Readonly<Record<string, number>>;
}

/** Three years of business with 3,000 customers, most of whom have one subscription that is invoiced monthly. */
export const DAYS = 3 * 365;

/**
 * By resource; those that are missing have a handful of rows. Of what an organisation does not have to use (receipts, logs,
 * wallets) this one uses all.
 */
export const SIZES: Readonly<Record<string, ListSize>> = {
  customers: { rows: 3_000 },
  subscriptions: { rows: 3_600 },
  plans: { rows: 40 },
  invoices: { rows: 100_000 },
  // Five an invoice; nearly all are paid some day, and each has been pending before.
  fees: { rows: 500_000, settled: { succeeded_at: 0.94, failed_at: 0.03, refunded_at: 0.005 } },
  events: { rows: 5_000_000 },
  credit_notes: { rows: 2_000 },
  payments: { rows: 98_000 },
  payment_receipts: { rows: 94_000 },
  payment_requests: { rows: 1_000 },
  applied_coupons: { rows: 600 },
  wallets: { rows: 300 },
  // Lago keeps them for 30 days.
  activity_logs: { rows: 30 * 1_500, days: 30 },
  api_logs: { rows: 30 * 5_000, days: 30 },
  analytics_usage: { rows: 36 * 10 * 2 },

  // Each subscription begins a period once a month, and 2 a day begin, end or are upgraded. Invoices are final at once, as is Lago's default.
  customer_past_usage: { rows: 100_000, changedParentsADay: 3_000 / 30 + 2, shownParentsADay: 3_000 / 30 },
  subscription_charges: { rows: 5 * 3_600, changedParentsADay: 3 },
  subscription_fixed_charges: { rows: 3_600, changedParentsADay: 3 },
  subscription_entitlements: { rows: 4 * 3_600, changedParentsADay: 3 },
  subscription_alerts: { rows: 1_000, changedParentsADay: 3 },
  customer_payment_methods: { rows: 2_500, changedParentsADay: 3 },
  customer_wallet_alerts: { rows: 300, changedParentsADay: 1 },
  // One purchase and one spending a month.
  wallet_transactions: { rows: 300 * 72, changedParentsADay: 2 * (300 / 30) },
  wallet_transaction_consumptions: { rows: 300 * 36, changedParentsADay: 2 * (300 / 30) },
  wallet_transaction_fundings: { rows: 300 * 36, changedParentsADay: 300 / 30 },
};

/** `scale`: of an organisation that is smaller in all that grows with its customers. */
export function sizeOf(resource: string, scale = 1): ListSize {
  const size = SIZES[resource];
  if (!size) return { rows: 20 };
  const { rows, changedParentsADay, shownParentsADay } = size;
  return {
    ...size,
    rows: Math.round(rows * scale),
    ...(changedParentsADay !== undefined && { changedParentsADay: changedParentsADay * scale }),
    ...(shownParentsADay !== undefined && { shownParentsADay: shownParentsADay * scale }),
  };
}
