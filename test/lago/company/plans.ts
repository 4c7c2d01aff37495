import { float, type JsonObject } from "../rows.ts";
import type { Books } from "./books.ts";
import type { Catalog, Feature, Metric } from "./catalog.ts";
import { DAY, decimal, seconds } from "./formats.ts";
import type { Organization } from "./organization.ts";
import { PLANS, type ChargeTerms, type PlanTerms } from "./plan-terms.ts";

export type Plan = {
  id: string;
  overridden: boolean;
  terms: PlanTerms;
  charges: Charge[];
  fixed: FixedCharge | undefined;
  entitlements: JsonObject[];
};

export type Charge = { id: string; code: string; metric: Metric; terms: ChargeTerms; filterId: string | null };

export type FixedCharge = { id: string; code: string; addOnId: string; cents: number; units: number };

/** All that plans are made of. */
export type Shop = { catalog: Catalog; organization: Organization; plans: Plan[] };

export function makeShop(books: Books, organization: Organization, catalog: Catalog): Shop {
  const shop: Shop = { catalog, organization, plans: [] };
  PLANS.forEach((terms, index) => shop.plans.push(makePlan(terms.taxed ? { ...books, random: books.forms } : books, shop, terms, books.from + index * DAY)));
  return shop;
}

/** The plan copied for one subscription: `/plans` never lists it, and its charges are reached through the subscription alone. */
export function overridePlan(books: Books, shop: Shop, parent: Plan, cents: number, at: number): Plan {
  const fixed = parent.terms.fixed && { ...parent.terms.fixed, units: parent.terms.fixed.units + 3 };
  return makePlan(books, shop, { ...parent.terms, cents, ...(fixed && { fixed }) }, at, parent);
}

function makePlan(books: Books, shop: Shop, terms: PlanTerms, at: number, parent?: Plan): Plan {
  const id = books.random.uuid();
  const charges = terms.charges.map((charge) => makeCharge(books, shop, charge));
  const chargeRecords = charges.map((charge, index) => chargeRecord(shop, charge, at, parent?.charges[index]));
  charges.forEach((charge, index) => {
    const record = chargeRecords[index]!;
    books.add("charges", record, { plan_id: id });
    if (charge.filterId) books.add("charge_filters", filterRecord(charge), { charge_id: charge.id, updated_at: seconds(at) });
  });
  const fixed = terms.fixed && makeFixedCharge(books, shop, terms, at, id, parent?.fixed);
  const entitlements = Object.entries(terms.privileges ?? {}).map(([code, values]) =>
    entitlementRecord(shop.catalog.features, code, values),
  );
  for (const entitlement of entitlements) books.add("plan_entitlements", entitlement, { plan_id: id });
  books.add("plans", {
    lago_id: id,
    name: terms.name,
    invoice_display_name: terms.display ?? null,
    created_at: seconds(at),
    code: terms.code,
    interval: terms.interval,
    description: terms.code === "starter" ? "For a loft of your own" : null,
    amount_cents: terms.cents,
    amount_currency: terms.currency,
    trial_period: terms.code === "starter" ? float(14) : terms.taxed ? 3.5 : null,
    pay_in_advance: terms.payInAdvance ?? false,
    bill_charges_monthly: terms.interval === "yearly" ? false : null,
    bill_fixed_charges_monthly: terms.interval === "yearly" ? false : null,
    customers_count: 0,
    active_subscriptions_count: 0,
    draft_invoices_count: 0,
    parent_id: parent?.id ?? null,
    pending_deletion: terms.code === "legacy.v1",
    ...(terms.minimumCents ? { minimum_commitment: commitmentRecord(books, shop, terms, at) } : {}),
    charges: chargeRecords,
    taxes: terms.taxed ? [shop.organization.taxes.vat.record, shop.organization.taxes.sales.record] : [],
    usage_thresholds: terms.code === "scale/us" ? [thresholdRecord(books, at)] : terms.taxed ? [thresholdRecord({ ...books, random: books.forms }, at, null)] : [],
    applicable_usage_thresholds: terms.taxed ? ["Halfway", null].map((name) => ({ threshold_display_name: name, amount_cents: 500_000, recurring: name === null })) : [],
    entitlements,
    ...(terms.metadata ? { metadata: terms.metadata } : {}),
  });
  return { id, overridden: parent !== undefined, terms, charges, fixed, entitlements };
}

function makeCharge(books: Books, { catalog }: Shop, terms: ChargeTerms): Charge {
  const metric = catalog.metrics[terms.metric];
  return { id: books.random.uuid(), code: terms.code ?? metric.code, metric, terms, filterId: terms.filter ? books.random.uuid() : null };
}

function chargeRecord(
  { organization }: Shop,
  { id, code, metric, terms, filterId }: Charge,
  at: number,
  parent: Charge | undefined,
): JsonObject {
  return {
    lago_id: id,
    lago_billable_metric_id: metric.id,
    code,
    billable_metric_code: metric.code,
    invoice_display_name: terms.display ?? null,
    created_at: seconds(at),
    charge_model: terms.pricing.model,
    pay_in_advance: terms.payInAdvance ?? false,
    // Fees paid in advance are gathered on one invoice a month.
    invoiceable: !terms.payInAdvance,
    regroup_paid_fees: terms.payInAdvance ? "invoice" : null,
    prorated: terms.prorated ?? false,
    min_amount_cents: terms.minimumCents ?? 0,
    properties: { ...terms.pricing.properties },
    filters: filterId ? [filterRecord({ id, code, metric, terms, filterId })] : [],
    taxes: code === "seats" ? [organization.taxes.reduced.record] : code === "by region" ? [organization.taxes.sales.record] : [],
    applied_pricing_unit: code === "compute hours" ? { code: "credits", conversion_rate: "0.5" } : null,
    accepts_target_wallet: terms.display ? false : null,
    lago_parent_id: parent?.id ?? null,
  };
}

function filterRecord({ filterId, code, metric, terms }: Charge): JsonObject {
  const { name, values, amount } = terms.filter!;
  return {
    lago_id: filterId,
    charge_code: code,
    invoice_display_name: name,
    properties: { amount },
    values: { [metric.filter!.key]: values },
  };
}

function makeFixedCharge(
  books: Books,
  { catalog, organization }: Shop,
  { fixed, display, taxed }: PlanTerms,
  at: number,
  planId: string,
  parent: FixedCharge | undefined,
): FixedCharge {
  const { code, addOn, cents, units } = fixed!;
  const id = books.random.uuid();
  const addOnId = catalog.addOns.find((candidate) => candidate.code === addOn)!.id;
  const record = {
    lago_id: id,
    lago_add_on_id: addOnId,
    invoice_display_name: display ?? null,
    add_on_code: addOn,
    created_at: seconds(at),
    code,
    charge_model: "standard",
    pay_in_advance: false,
    prorated: false,
    properties: { amount: cents % 100 ? (cents / 100).toFixed(2) : String(cents / 100) },
    units: decimal(units),
    lago_parent_id: parent?.id ?? null,
    taxes: taxed ? [organization.taxes.sales.record] : [],
  };
  books.add("fixed_charges", record, { plan_id: planId });
  return { id, code, addOnId, cents, units };
}

/** Values have the type that the privilege declares. */
function entitlementRecord(features: Feature[], code: string, values: Record<string, string | number | boolean>): JsonObject {
  const { privileges, ...feature } = features.find((candidate) => candidate.code === code)!;
  return {
    ...feature,
    privileges: privileges
      .filter((privilege) => privilege.code in values)
      .map((privilege) => ({ ...privilege, value: values[privilege.code]! })),
  };
}

function commitmentRecord(books: Books, { organization }: Shop, terms: PlanTerms, at: number): JsonObject {
  return {
    lago_id: books.random.uuid(),
    plan_code: terms.code,
    amount_cents: terms.minimumCents!,
    invoice_display_name: "Minimum",
    interval: terms.interval,
    created_at: seconds(at),
    updated_at: seconds(at),
    taxes: [organization.taxes.sales.record],
  };
}

function thresholdRecord(books: Books, at: number, name: string | null = "First stop"): JsonObject {
  return {
    lago_id: books.random.uuid(),
    threshold_display_name: name,
    amount_cents: 500_000,
    recurring: false,
    created_at: seconds(at),
    updated_at: seconds(at),
  };
}
