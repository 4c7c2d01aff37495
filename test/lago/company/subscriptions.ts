import type { JsonObject } from "../rows.ts";
import type { Books } from "./books.ts";
import type { Customer } from "./customers.ts";
import { DAY, day, millis, monthStart, seconds } from "./formats.ts";
import { findPeriod } from "./periods.ts";
import { overridePlan, type Plan, type Shop } from "./plans.ts";

export type Subscription = {
  id: string;
  externalId: string;
  customer: Customer;
  plan: Plan;
  status: Status;
  startedAt: number;
  endedAt: number | null;
};

type Status = "pending" | "active" | "terminated" | "canceled" | "incomplete";

/** The subscriptions of one customer, in the order they began: mostly one, some upgraded, ended, or never begun. */
export function makeSubscriptions(books: Books, shop: Shop, customer: Customer): Subscription[] {
  const { random } = books;
  const { story } = customer;
  const plans = shop.plans.filter(({ terms }) => terms.currency === customer.currency);
  const drawn = plans[random.int(0, 1)];
  const first = plans.find(({ terms }) => terms.code === story.plan) ?? drawn!;
  const start = { externalId: `sub ${customer.externalId}`, customer, startedAt: customer.since, endedAt: null };
  const made: Subscription[] = [];
  const add = (plan: Plan, status: Status, more: Partial<Subscription> = {}) => {
    const subscription = { ...start, id: more.id ?? random.uuid(), plan, status, ...more };
    made.push(subscription);
    return subscription;
  };
  const middle = monthStart(customer.since + Math.floor((books.until - customer.since) * (0.4 + books.forms.next() * 0.6)));
  const fate = random.next();
  const back = monthStart(customer.since, 5);
  if (story.cameBack && back < books.until) {
    add(first, "terminated", { endedAt: monthStart(customer.since, 2) });
    add(first, "active", { startedAt: back, externalId: `again ${customer.externalId}` });
  } else if (story.plan) add(first, "active");
  else if (fate < 0.15 && middle > customer.since) {
    // An upgrade, or a downgrade: two rows with one external id, the old one terminated.
    add(first, "terminated", { endedAt: middle });
    add(first === plans[0] ? plans[1]! : plans[0]!, "active", { startedAt: middle });
  } else if (fate < 0.25 && middle > customer.since) add(first, "terminated", { endedAt: middle });
  else if (fate < 0.3) add(first, "incomplete");
  else if (fate < 0.4) add(overridePlan(books, shop, first, first.terms.cents - 500, customer.since), "active");
  else add(first, "active");
  if (random.chance(0.1)) add(plans[1] ?? first, "pending", { externalId: `next/${customer.externalId}`, startedAt: books.until + 20 * DAY });
  if (random.chance(0.1)) add(plans[1] ?? first, "canceled", { externalId: `never.${customer.externalId}`, endedAt: customer.since + DAY });
  const platform = plans.find(({ terms }) => terms.taxed);
  if (platform && books.forms.chance(0.4)) add(platform, "active", { id: books.forms.uuid(), externalId: `platform ${customer.externalId}` });
  made.forEach((subscription) => addSubscription(books, subscription, made));
  return made;
}

function addSubscription(books: Books, subscription: Subscription, siblings: Subscription[]): void {
  const { id, externalId, customer, plan, status, startedAt, endedAt } = subscription;
  const began = status !== "pending" && status !== "canceled" && status !== "incomplete";
  const sameId = siblings.filter((other) => other.externalId === externalId);
  const next = sameId[sameId.indexOf(subscription) + 1];
  const previous = sameId[sameId.indexOf(subscription) - 1];
  const month = monthStart(books.until);
  const period = status === "active" ? findPeriod(subscription, books.until) : undefined;
  books.add(
    "subscriptions",
    {
      lago_id: id,
      external_id: externalId,
      lago_customer_id: customer.id,
      external_customer_id: customer.externalId,
      billing_time: plan.terms.interval === "monthly" ? "calendar" : "anniversary",
      name: books.random.chance(0.3) ? `${plan.terms.name} for ${customer.name}` : books.forms.chance(0.2) ? "" : null,
      plan_code: plan.terms.code,
      plan_amount_cents: plan.terms.cents,
      plan_amount_currency: plan.terms.currency,
      status,
      created_at: seconds(Math.min(startedAt, books.until - DAY)),
      canceled_at: status === "canceled" ? seconds(endedAt) : null,
      started_at: began ? millis(startedAt + 123) : null,
      activated_at: began ? seconds(startedAt) : null,
      ending_at: books.forms.chance(0.2) ? seconds(books.until + 200 * DAY) : null,
      subscription_at: seconds(startedAt),
      terminated_at: status === "terminated" ? seconds(endedAt) : null,
      previous_plan_code: previous?.plan.terms.code ?? null,
      next_plan_code: next?.plan.terms.code ?? null,
      downgrade_plan_date: books.random.chance(0.05) ? day(month + 31 * DAY) : null,
      trial_ended_at: began && plan.terms.code === "starter" ? seconds(startedAt + 14 * DAY) : null,
      current_billing_period_started_at: period ? seconds(period.from) : null,
      current_billing_period_ending_at: period ? seconds(period.to - 1000) : null,
      on_termination_credit_note: books.forms.chance(0.2) ? "credit" : null,
      on_termination_invoice: "generate",
      progressive_billing_disabled: false,
      consolidate_invoice: true,
      purchase_order_number: null,
      cancellation_reason: status === "canceled" ? "payment_failed" : null,
      payment_method: { payment_method_type: "provider", payment_method_id: null },
      activation_rules: status === "incomplete" ? [ruleRecord(books, startedAt)] : [],
    },
    { plan_id: plan.id, overridden: plan.overridden, billing_entity_code: customer.entity.code, subscription_at: millis(startedAt) },
  );
  plan.entitlements.forEach((entitlement, index) =>
    books.add("subscription_entitlements", subscriptionEntitlement(entitlement, index === 0 && books.random.chance(0.3)), {
      subscription_id: id,
    }),
  );
  if (status === "active" && books.random.chance(0.4)) addAlert(books, subscription);
}

/** A subscription's entitlement says what the plan gives and what was agreed otherwise. */
function subscriptionEntitlement({ privileges, ...feature }: JsonObject, overridden: boolean): JsonObject {
  const own = (privileges as JsonObject[]).map(({ value, ...privilege }) => {
    const override = overridden && typeof value === "number" ? value * 2 : null;
    return { ...privilege, value: override ?? value!, plan_value: value!, override_value: override };
  });
  const overrides = own
    .filter((privilege) => privilege.override_value !== null)
    .map((privilege) => [String((privilege as JsonObject)["code"]), privilege.override_value] as const);
  return { ...feature, privileges: own, overrides: Object.fromEntries(overrides) };
}

function addAlert(books: Books, { externalId, plan }: Subscription): void {
  const metric = plan.charges[0]?.metric;
  const ofMetric = metric !== undefined && books.random.chance(0.5);
  books.add("alerts", {
    lago_id: books.random.uuid(),
    lago_organization_id: books.organizationId,
    external_subscription_id: externalId,
    subscription_external_id: externalId,
    lago_wallet_id: null,
    wallet_code: null,
    billable_metric: ofMetric ? metric.record : null,
    // The second is ahead of the document.
    alert_type: ofMetric
      ? books.random.pick(["billable_metric_current_usage_units", "billable_metric_lifetime_usage_units"])
      : "current_usage_amount",
    code: `limit ${books.random.int(1, 9)}/${plan.terms.code}`,
    name: books.random.chance(0.5) ? "Near the limit" : null,
    direction: "increasing",
    previous_value: `${books.random.int(0, 900)}.0`,
    last_processed_at: books.random.chance(0.5) ? seconds(books.until - DAY) : null,
    thresholds: [
      { code: "warn", recurring: false, value: "800.0" },
      { code: null, recurring: true, value: "100.5" },
    ],
    created_at: seconds(books.until - 40 * DAY),
  });
}

function ruleRecord(books: Books, at: number): JsonObject {
  return {
    lago_id: books.random.uuid(),
    type: "payment",
    timeout_hours: 48,
    status: "pending",
    expires_at: seconds(at + 2 * DAY),
    created_at: seconds(at),
    updated_at: seconds(at),
  };
}
