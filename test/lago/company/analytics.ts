import { float, type Json, type Keys } from "../rows.ts";
import type { Account } from "./billing.ts";
import type { Books } from "./books.ts";
import { day, decimal, millis, millisWithOffset, monthStart } from "./formats.ts";
import { sums, type Invoice } from "./invoices.ts";
import type { Organization } from "./organization.ts";
import type { Subscription } from "./subscriptions.ts";

/**
 * The analytics as Lago would compute them: of invoices, but for the recurring revenue, which is what plans charge. What partners
 * bill is no revenue. Months without anything are filled with nulls.
 */
export function addAnalytics(books: Books, { entities }: Organization, accounts: Account[]): void {
  const sales = accounts.filter(({ customer }) => !customer.story.partner);
  const invoices = sales.flatMap((account) => account.invoices).filter(({ status }) => status === "finalized");
  const subscriptions = sales.flatMap((account) => account.subscriptions);
  const currencies = [...new Set(invoices.map(({ currency }) => currency))].sort();
  for (let month = monthStart(books.from, -1); month <= books.until; month = monthStart(month, 1)) {
    const hidden = { age_in_months: monthsBetween(month, books.until) };
    const issued = invoices.filter(({ issuedAt }) => monthStart(issuedAt) === month);
    for (const { entity, currency } of entities.flatMap((entity) => currencies.map((currency) => ({ entity, currency })))) {
      const own = issued.filter(({ customer }) => customer.entity === entity && customer.currency === currency);
      const overdue = own.filter((invoice) => invoice.dueAt < books.until && sums(invoice).due > 0);
      const base = { month: millis(month), currency };
      const ofEntity = { ...hidden, billing_entity_code: entity.code, billing_entity_id: entity.id };
      if (own.length) {
        books.add(
          "gross_revenues",
          { ...base, amount_cents: float(total(own)), invoices_count: `${own.length}.0`, billing_entity_id: entity.id },
          ofEntity,
        );
        for (const metric of invoicedUsage(own))
          books.add(
            "invoiced_usages",
            { month: base.month, code: metric.code, currency, amount_cents: float(metric.cents) },
            { ...ofEntity, amount_cents: metric.cents },
          );
      }
      if (overdue.length)
        books.add(
          "overdue_balances",
          {
            ...base,
            amount_cents: `${overdue.reduce((sum, invoice) => sum + sums(invoice).due, 0)}.0`,
            lago_invoice_ids: overdue.map(({ id }) => id),
            billing_entity_id: entity.id,
          },
          ofEntity,
        );
      for (const status of ["failed", "pending", "succeeded"]) {
        const some = own.filter(({ paymentStatus }) => paymentStatus === status);
        if (some.length)
          books.add(
            "invoice_collections",
            { ...base, payment_status: status, invoices_count: some.length, amount_cents: float(total(some)) },
            ofEntity,
          );
      }
    }
    const recurring = addRecurringRevenue(books, subscriptions, month, hidden);
    const nothing: Record<string, Json> = { month: millis(month), currency: null };
    if (!recurring) books.add("mrrs", { ...nothing, month: millisWithOffset(month), amount_cents: null }, hidden);
    if (!issued.length) {
      books.add("invoice_collections", { ...nothing, payment_status: null, invoices_count: 0, amount_cents: float(0) }, hidden);
      books.add("invoiced_usages", { ...nothing, code: null, amount_cents: float(0) }, hidden);
    }
    addUsages(books, sales, month);
  }
}

/** What the plans of a month's last moment charge a month, by currency. Whether there is any. */
function addRecurringRevenue(books: Books, subscriptions: Subscription[], month: number, hidden: Keys): boolean {
  const end = Math.min(monthStart(month, 1), books.until);
  const sums = new Map<string, number>();
  for (const { status, startedAt, endedAt, plan: { terms } } of subscriptions) {
    if ((status !== "active" && status !== "terminated") || startedAt >= end || (endedAt ?? end) < end) continue;
    sums.set(terms.currency, (sums.get(terms.currency) ?? 0) + Math.round((terms.cents * PERIODS_A_YEAR[terms.interval]) / 12));
  }
  for (const [currency, cents] of sums) books.add("mrrs", { month: millisWithOffset(month), currency, amount_cents: decimal(cents) }, hidden);
  return sums.size > 0;
}

const PERIODS_A_YEAR = { weekly: 52, monthly: 12, quarterly: 4, yearly: 1 };

/** From Lago's data service, not its own database: plain dates, and units as numbers. */
function addUsages(books: Books, accounts: Account[], month: number): void {
  const end = monthStart(month, 1);
  const groups = new Map<string, { code: string; currency: string; cents: number; units: number }>();
  for (const { currency, usageLines, createdAt, type } of accounts.flatMap(({ invoices }) => invoices)) {
    if (monthStart(createdAt - 1) !== end || type !== "subscription") continue;
    for (const { charge, cents, units } of usageLines) {
      if (!charge) continue;
      const key = `${charge.metric.code} ${currency}`;
      const group = groups.get(key) ?? { code: charge.metric.code, currency, cents: 0, units: 0 };
      groups.set(key, { ...group, cents: group.cents + cents, units: group.units + units });
    }
  }
  for (const { code, currency, cents, units } of groups.values()) {
    books.add("usages", {
      start_of_period_dt: day(month),
      end_of_period_dt: day(end - 1),
      amount_currency: currency,
      amount_cents: cents,
      billable_metric_code: code,
      units: float(Math.round(units * 100) / 100),
      is_billable_metric_deleted: false,
    });
  }
}

function invoicedUsage(invoices: Invoice[]): { code: string; cents: number }[] {
  const cents = new Map<string, number>();
  for (const line of invoices.flatMap(({ lines }) => lines))
    if (line.charge) cents.set(line.code, (cents.get(line.code) ?? 0) + line.cents - line.couponCents);
  return [...cents].map(([code, sum]) => ({ code, cents: sum }));
}

const total = (invoices: Invoice[]) => invoices.reduce((sum, invoice) => sum + sums(invoice).total, 0);

function monthsBetween(from: number, to: number): number {
  const [start, end] = [new Date(from), new Date(to)];
  return (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
}
