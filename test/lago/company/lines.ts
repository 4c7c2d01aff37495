import type { AddOn } from "./catalog.ts";
import { centsPerUnit } from "./formats.ts";
import type { Tax } from "./organization.ts";
import type { Charge, FixedCharge, Shop } from "./plans.ts";
import { amountDetails, priceInCents, type Pricing } from "./pricing.ts";
import type { Subscription } from "./subscriptions.ts";
import type { Usage } from "./usage.ts";
import type { JsonObject } from "../rows.ts";

/** What an invoice charges for, before coupons and taxes; a fee when it is billed. */
export type Line = {
  kind: "subscription" | "charge" | "fixed_charge" | "add_on" | "credit" | "commitment";
  name: string;
  code: string;
  /** Of what it charges for. */
  description: string | null;
  itemId: string;
  itemType: string;
  cents: number;
  units: number;
  events: number | null;
  /** The period; credits and commitments have none. */
  from: number | null;
  to: number | null;
  tax: Tax | null;
  details: JsonObject;
  subscription?: Subscription;
  charge?: Charge;
  /** True for the part of the usage that the charge's filter prices apart. */
  filtered: boolean;
  fixed?: FixedCharge;
  /** The event that a fee paid in advance belongs to. */
  event?: { transactionId: string; at: number };
  /** The fee that stays below the minimum of its charge, where this is the rest. */
  trueUpOf?: Line;
};

/** Everything a subscription owes for a period, in the order that invoices show it. */
export function subscriptionLines(shop: Shop, subscription: Subscription, usage: Usage[], from: number, to: number): Line[] {
  const { plan, customer } = subscription;
  const base = { from, to, tax: customer.tax, details: {}, subscription, filtered: false, units: 1, events: null, description: null };
  const lines: Line[] = [
    {
      ...base,
      kind: "subscription",
      name: plan.terms.name,
      code: plan.terms.code,
      itemId: subscription.id,
      itemType: "Subscription",
      cents: plan.terms.cents,
      ...(plan.terms.taxed && { details: { plan_amount_cents: plan.terms.cents } }),
    },
    ...usage.flatMap((part) => usageLines(shop, subscription, part, from, to)),
  ];
  if (plan.fixed) {
    const { addOnId, code, cents, units } = plan.fixed;
    lines.push({
      ...base,
      kind: "fixed_charge",
      name: code,
      code,
      itemId: addOnId,
      itemType: "AddOn",
      cents: cents * units,
      units,
      fixed: plan.fixed,
    });
  }
  const missing = (plan.terms.minimumCents ?? 0) - lines.reduce((sum, line) => sum + line.cents, 0);
  if (missing > 0)
    lines.push({
      ...base,
      kind: "commitment",
      name: "Minimum",
      code: plan.terms.code,
      itemId: subscription.id,
      itemType: "Subscription",
      cents: missing,
      from: null,
      to: null,
    });
  return lines;
}

export function addOnLine({ id, name, code, description, cents }: AddOn, tax: Tax, units: number): Line {
  return {
    kind: "add_on",
    name,
    code,
    description,
    itemId: id,
    itemType: "AddOn",
    cents: cents * units,
    units,
    events: null,
    from: null,
    to: null,
    tax,
    details: {},
    filtered: false,
  };
}

/** Credits are bought without tax: it falls due when they are used. */
export function creditLine(transactionId: string, cents: number, currency: string): Line {
  return {
    kind: "credit",
    name: "credit",
    code: "credit",
    description: null,
    itemId: transactionId,
    itemType: "WalletTransaction",
    cents,
    units: cents / centsPerUnit(currency),
    events: null,
    from: null,
    to: null,
    tax: null,
    details: {},
    filtered: false,
  };
}

function usageLines(
  { organization }: Shop,
  subscription: Subscription,
  { charge, filtered, units, events }: Usage,
  from: number,
  to: number,
): Line[] {
  const { metric, terms } = charge;
  const pricing: Pricing = filtered ? { model: "standard", properties: { amount: terms.filter!.amount } } : terms.pricing;
  const base: Omit<Line, "cents" | "units" | "events" | "details"> = {
    kind: "charge",
    name: metric.name,
    code: metric.code,
    description: metric.description,
    itemId: metric.id,
    itemType: "BillableMetric",
    from,
    to,
    tax: metric.code === "seats" ? organization.taxes.reduced : subscription.customer.tax,
    subscription,
    charge,
    filtered,
  };
  const bill = (billed: number, count: number) => ({
    ...base,
    units: billed,
    events: count,
    cents: priceInCents(pricing, billed, count, subscription.plan.terms.currency),
    details: amountDetails(pricing, billed, count),
  });
  if (terms.payInAdvance) return events.map((event) => ({ ...bill(event.value, 1), event }));
  const line = bill(units, events.length);
  const missing = (terms.minimumCents ?? 0) - line.cents;
  return missing > 0 ? [line, { ...line, units: 1, events: 0, cents: missing, details: {}, trueUpOf: line }] : [line];
}
