import { float, type Json } from "../rows.ts";
import type { Account } from "./billing.ts";
import type { Books } from "./books.ts";
import { day, decimal, millis, millisWithOffset, monthStart } from "./formats.ts";
import { sums, type Invoice } from "./invoices.ts";
import type { Organization } from "./organization.ts";

/** The analytics as Lago would compute them from these invoices; months without any are filled with nulls. */
export function addAnalytics(books: Books, { entities }: Organization, accounts: Account[]): void {
  const invoices = accounts.flatMap((account) => account.invoices).filter(({ status }) => status === "finalized");
  for (let month = monthStart(books.from, -1); month <= books.until; month = monthStart(month, 1)) {
    const hidden = { age_in_months: monthsBetween(month, books.until) };
    const issued = invoices.filter(({ issuedAt }) => monthStart(issuedAt) === month);
    for (const entity of entities) {
      const own = issued.filter(({ customer }) => customer.entity === entity);
      const overdue = own.filter((invoice) => invoice.dueAt < books.until && sums(invoice).due > 0);
      const base = { month: millis(month), currency: entity.currency };
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
            { month: base.month, code: metric.code, currency: entity.currency, amount_cents: float(metric.cents) },
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
      const recurring = own.filter(isRecurring).flatMap(({ lines }) => lines.filter(({ kind }) => kind === "subscription"));
      if (recurring.length)
        books.add(
          "mrrs",
          { ...base, month: millisWithOffset(month), amount_cents: decimal(recurring.reduce((sum, { cents, couponCents }) => sum + cents - couponCents, 0)) },
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
    const nothing: Record<string, Json> = { month: millis(month), currency: null };
    if (!issued.some(isRecurring)) books.add("mrrs", { ...nothing, month: millisWithOffset(month), amount_cents: null }, hidden);
    if (!issued.length) {
      books.add("invoice_collections", { ...nothing, payment_status: null, invoices_count: 0, amount_cents: float(0) }, hidden);
      books.add("invoiced_usages", { ...nothing, code: null, amount_cents: float(0) }, hidden);
    }
    addUsages(books, accounts, month);
  }
}

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

const isRecurring = ({ lines }: Invoice) => lines.some(({ kind }) => kind === "subscription");

const total = (invoices: Invoice[]) => invoices.reduce((sum, invoice) => sum + sums(invoice).total, 0);

function monthsBetween(from: number, to: number): number {
  const [start, end] = [new Date(from), new Date(to)];
  return (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
}
