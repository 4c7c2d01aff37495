import { findPlan, findSubscription } from "./parents.ts";
import { notFound } from "./refusal.ts";
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

export const SINGLES: readonly Single[] = [
  { path: "/activity_logs/{activity_id}", wrapper: "activity_log", premium: true, find: by("activity_logs") },
  { path: "/add_ons/{code}", wrapper: "add_on", find: by("add_ons", "code") },
  { path: "/api_logs/{request_id}", wrapper: "api_log", premium: true, find: by("api_logs") },
  { path: "/billable_metrics/{code}", wrapper: "billable_metric", find: by("billable_metrics", "code") },
  { path: "/billing_entities/{code}", wrapper: "billing_entity", find: by("billing_entities", "code") },
  { path: "/coupons/{code}", wrapper: "coupon", find: by("coupons", "code") },
  { path: "/credit_notes/{lago_id}", wrapper: "credit_note", find: by("credit_notes") },
  {
    path: "/customers/{external_customer_id}",
    wrapper: "customer",
    find: (store, id) => store.where("customers", "external_id", id).find((row) => !row.keys["deleted"]),
  },
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
      subscriptions: all([row.keys["subscription_ids"]].flat().flatMap((id) => store.find("subscriptions", "id", String(id)) ?? [])),
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
      customer: one(store.find("customers", "external_id", String(row.keys["external_customer_id"]))),
    }),
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
