import { findPlan, findSubscription } from "./parents.ts";
import { notFound, Refusal } from "./refusal.ts";
import type { Row } from "./rows.ts";
import type { Store } from "./store.ts";
import type { TableName } from "./tables.ts";

/** One record by itself, wrapped: `{"invoice": {…}}`, with content that its list leaves out. */
export type Single = {
  readonly path: string;
  /** Also what is "not found", and the resource that the key must be allowed to read where `permission` says no other. */
  readonly wrapper: string;
  readonly permission?: string;
  readonly premium?: true;
  readonly find: (store: Store, id: string, query: URLSearchParams) => Row | undefined;
  readonly more?: (store: Store, row: Row) => Record<string, string>;
};

const by =
  (table: TableName, column = "id") =>
  (store: Store, value: string) =>
    store.find(table, column, value);

const all = (rows: readonly Row[]) => `[${rows.map((row) => row.text).join(",")}]`;

const one = (row: Row | undefined) => row?.text ?? "null";

const subscriptionsOf = (store: Store, invoice: Row) => [invoice.keys["subscription_ids"]].flat().flatMap((id) => store.find("subscriptions", "id", String(id)) ?? []);

const SECTION = {
  lago_id: "5ec7104a-0000-4000-8000-000000000001",
  code: "payment_terms",
  name: "Payment terms",
  description: null,
  details: "Payable within 30 days.",
  display_name: "Terms",
  applied_to_organization: true,
  organization_id: null,
  created_at: "2025-01-01T00:00:00Z",
};

export const SINGLES: readonly Single[] = [
  { path: "/activity_logs/{activity_id}", wrapper: "activity_log", premium: true, find: by("activity_logs") },
  { path: "/add_ons/{code}", wrapper: "add_on", find: by("add_ons", "code") },
  { path: "/api_logs/{request_id}", wrapper: "api_log", premium: true, find: by("api_logs") },
  { path: "/billable_metrics/{code}", wrapper: "billable_metric", find: by("billable_metrics", "code") },
  {
    path: "/billing_entities/{code}",
    wrapper: "billing_entity",
    find: by("billing_entities", "code"),
    more: (store) => ({ taxes: all(store.rows("taxes").slice(0, 1)), selected_invoice_custom_sections: JSON.stringify([SECTION]) }),
  },
  { path: "/coupons/{code}", wrapper: "coupon", find: by("coupons", "code") },
  { path: "/credit_notes/{lago_id}", wrapper: "credit_note", find: by("credit_notes") },
  {
    path: "/customers/{external_customer_id}",
    wrapper: "customer",
    find: (store, id) => store.where("customers", "external_id", id).find((row) => !row.keys["deleted"]),
    more: () => ({ applicable_invoice_custom_sections: JSON.stringify([SECTION]) }),
  },
  { path: "/customers/{external_customer_id}/current_usage", wrapper: "customer_usage", find: findCurrentUsage },
  { path: "/events/{transaction_id}", wrapper: "event", find: by("events", "transaction_id") },
  { path: "/features/{code}", wrapper: "feature", find: by("features") },
  { path: "/fees/{lago_id}", wrapper: "fee", find: by("fees") },
  {
    path: "/invoices/{lago_id}",
    wrapper: "invoice",
    find: by("invoices"),
    more: (store, row) => ({
      fees: all(store.where("fees", "lago_invoice_id", row.id)),
      credits: all(store.where("invoice_credits", "lago_invoice_id", row.id)),
      subscriptions: all(subscriptionsOf(store, row)),
      billing_periods: JSON.stringify(subscriptionsOf(store, row).map(({ id, keys }) => ({ lago_subscription_id: id, external_subscription_id: keys["external_id"], invoicing_reason: "subscription_periodic" }))),
      error_details: JSON.stringify(row.keys["status"] === "failed" ? [{ lago_id: row.id, error_code: "tax_error", details: { tax_error: "validationError" } }] : []),
      applied_invoice_custom_sections: JSON.stringify([{ lago_id: SECTION.lago_id, lago_invoice_id: row.id, code: SECTION.code, details: SECTION.details, display_name: SECTION.display_name, created_at: SECTION.created_at }]),
    }),
  },
  { path: "/payment_receipts/{lago_id}", wrapper: "payment_receipt", permission: "invoice", find: by("payment_receipts") },
  { path: "/payment_requests/{lago_id}", wrapper: "payment_request", find: by("payment_requests") },
  { path: "/payments/{lago_id}", wrapper: "payment", find: by("payments") },
  {
    path: "/plans/{code}",
    wrapper: "plan",
    find: findPlan,
    more: (store, row) => ({ fixed_charges: all(store.where("fixed_charges", "plan_id", row.id)) }),
  },
  {
    path: "/subscriptions/{external_id}",
    wrapper: "subscription",
    find: findSubscription,
    more: (store, row) => ({
      plan: one(store.find("plans", "id", String(row.keys["plan_id"]))),
      entitlements: all(store.where("subscription_entitlements", "subscription_id", row.id)),
      applicable_usage_thresholds: JSON.stringify([{ threshold_display_name: null, amount_cents: 100_000, recurring: true }]),
      applied_invoice_custom_sections: JSON.stringify([{ lago_id: row.id, created_at: SECTION.created_at, invoice_custom_section_id: SECTION.lago_id, invoice_custom_section: SECTION }]),
    }),
  },
  {
    path: "/subscriptions/{external_id}/lifetime_usage",
    wrapper: "lifetime_usage",
    find: (store, id) => store.where("subscriptions", "external_id", id).map(lifetimeUsage)[0],
  },
  { path: "/taxes/{code}", wrapper: "tax", find: by("taxes", "code") },
  { path: "/wallet_transactions/{lago_id}", wrapper: "wallet_transaction", find: by("wallet_transactions") },
  { path: "/wallets/{lago_id}", wrapper: "wallet", find: by("wallets") },
  { path: "/webhook_endpoints/{lago_id}", wrapper: "webhook_endpoint", find: by("webhook_endpoints") },
];

export function renderSingle(store: Store, { wrapper, find, more }: Single, id: string, query: URLSearchParams): string {
  const row = find(store, id, query);
  if (!row) throw notFound(wrapper);
  const extra = Object.entries(more?.(store, row) ?? {}).map(([name, text]) => `,"${name}":${text}`);
  return `{"${wrapper}":${row.text.slice(0, -1)}${extra.join("")}}}`;
}

/** Of the customer's active subscription only (lago-api, customer_usage_service.rb). Here, as in its last billed period. */
function findCurrentUsage(store: Store, customer: string, query: URLSearchParams): Row {
  const subscriptions = store.where("subscriptions", "external_customer_id", customer);
  if (subscriptions.length === 0) throw notFound("customer");
  const active = subscriptions.find(({ keys }) => keys["status"] === "active" && keys["external_id"] === query.get("external_subscription_id"));
  if (!active) throw new Refusal(405, { status: 405, error: "Method Not Allowed", code: "no_active_subscription" });
  const [period] = store.where("usage_periods", "external_subscription_id", String(active.keys["external_id"]));
  const text = period?.text.replace(/"lago_invoice_id":"[^"]*"/, '"lago_invoice_id":null') ?? NO_USAGE;
  return { ...active, text };
}

const NO_USAGE = '{"from_datetime":"2026-01-01T00:00:00Z","to_datetime":"2026-01-31T23:59:59Z","issuing_date":"2026-01-31","lago_invoice_id":null,"currency":"EUR","amount_cents":0,"taxes_amount_cents":0,"total_amount_cents":0,"charges_usage":[]}';

function lifetimeUsage(subscription: Row): Row {
  const record = {
    lago_id: subscription.id.replace(/^.{8}/, "11fe0000"),
    lago_subscription_id: subscription.id,
    external_subscription_id: subscription.keys["external_id"],
    external_historical_usage_amount_cents: 0,
    invoiced_usage_amount_cents: 12_345,
    current_usage_amount_cents: 678,
    from_datetime: "2025-01-01T00:00:00Z",
    to_datetime: "2026-01-31T23:59:59Z",
    usage_thresholds: [{ amount_cents: 100_000, completion_ratio: 0.13, reached_at: null }],
  };
  return { ...subscription, text: JSON.stringify(record) };
}
