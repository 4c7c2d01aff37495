import type { JsonObject } from "../rows.ts";
import type { Books } from "./books.ts";
import type { Catalog, Coupon } from "./catalog.ts";
import type { Customer } from "./customers.ts";
import { DAY, seconds } from "./formats.ts";
import type { Invoice } from "./invoices.ts";

/** A coupon in a customer's hands, and what it has paid for so far. */
export type AppliedCoupon = { id: string; coupon: Coupon; customer: Customer; uses: { id: string; invoice: Invoice; cents: number }[] };

export function applyCoupon(books: Books, { coupons }: Catalog, customer: Customer): AppliedCoupon | undefined {
  const fitting = coupons.filter(({ currency, code }) => currency === customer.currency && code !== "expired");
  return books.random.chance(0.3) && fitting.length ? { id: books.random.uuid(), coupon: books.random.pick(fitting), customer, uses: [] } : undefined;
}

/** What it takes off the next invoice, in cents. */
export function discount(applied: AppliedCoupon | undefined, feesCents: number): number {
  if (!applied) return 0;
  const { coupon, uses } = applied;
  if (coupon.percent) return coupon.frequency === "once" && uses.length ? 0 : Math.round((feesCents * coupon.percent) / 100);
  return Math.min(feesCents, remaining(applied) ?? 0);
}

export function addAppliedCoupon(books: Books, applied: AppliedCoupon): void {
  const { id, coupon, customer, uses } = applied;
  const spent = coupon.percent ? coupon.frequency === "once" && uses.length > 0 : remaining(applied) === 0;
  const credits = uses.map((use) => creditRecord(applied, use));
  books.add("applied_coupons", {
    lago_id: id,
    lago_coupon_id: coupon.id,
    coupon_code: coupon.code,
    coupon_name: coupon.name,
    coupon_description: null,
    coupon_status: "active",
    coupon_deleted_at: null,
    lago_customer_id: customer.id,
    external_customer_id: customer.externalId,
    status: spent ? "terminated" : "active",
    amount_cents: coupon.percent ? null : coupon.cents,
    amount_cents_remaining: remaining(applied),
    amount_currency: coupon.percent ? null : coupon.currency,
    percentage_rate: coupon.percent ? `${coupon.percent}.0` : null,
    frequency: coupon.frequency,
    frequency_duration: coupon.frequency === "recurring" ? 6 : null,
    frequency_duration_remaining: coupon.frequency === "recurring" ? Math.max(0, 6 - uses.length) : null,
    expiration_at: books.forms.chance(0.3) ? seconds(books.until + 90 * DAY) : null,
    created_at: seconds(customer.since),
    terminated_at: spent ? seconds(uses.at(-1)!.invoice.createdAt) : null,
    credits,
  });
  uses.forEach((use, index) =>
    books.add("invoice_credits", credits[index]!, { lago_invoice_id: use.invoice.id, created_at: seconds(use.invoice.createdAt) }),
  );
}

/** Of a fixed amount; recurring ones have it anew for every invoice until their duration is over. */
function remaining({ coupon, uses }: AppliedCoupon): number | null {
  if (coupon.percent) return null;
  if (coupon.frequency === "recurring") return uses.length < 6 ? coupon.cents : 0;
  return coupon.cents - uses.reduce((sum, use) => sum + use.cents, 0);
}

function creditRecord({ coupon }: AppliedCoupon, { id, invoice, cents }: AppliedCoupon["uses"][number]): JsonObject {
  return {
    lago_id: id,
    amount_cents: cents,
    amount_currency: invoice.currency,
    before_taxes: true,
    item: { lago_item_id: coupon.id, type: "coupon", code: coupon.code, name: coupon.name, description: null },
    invoice: { lago_id: invoice.id, payment_status: invoice.paymentStatus },
  };
}
