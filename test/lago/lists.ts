import * as filter from "./filters.ts";
import type { Filters } from "./filters.ts";
import * as parents from "./parents.ts";
import type { Parent } from "./parents.ts";
import type { Keys } from "./rows.ts";
import type { TableName } from "./tables.ts";

/** One list of the API: where it is, what it reads, who may read it, and how it deviates from the others. */
export type List = {
  readonly path: string;
  /** The property that holds the records; also the table, unless `table` says otherwise. */
  readonly selector: string;
  readonly table?: TableName;
  readonly parent?: Parent;
  readonly filters?: Filters;
  /** What the server assumes where the parameter is missing: a complete crawl has to say otherwise. */
  readonly assumed?: Readonly<Record<string, readonly string[]>>;
  /** Rows that exist and that the list never shows. */
  readonly visible?: (keys: Keys) => boolean;
  /** A parameter that takes the place of the page size, and so breaks the paging. */
  readonly limitParameter?: string;
  /** Without a licence, only rows of the last so many days come, and nothing says so. */
  readonly unlicensedDays?: number;
  /** The whole list comes in one answer, without `meta`. */
  readonly whole?: true;
  readonly premium?: true;
  /** The resource that the key must be allowed to read. */
  readonly permission: string;
  /** `total_count` is kept for 30 minutes, under a key that forgets these parameters. */
  readonly keptCount?: { readonly forgets: readonly string[] };
};

export const SUBSCRIPTION_STATUSES = ["pending", "active", "terminated", "canceled", "incomplete"];

const currency = { currency: filter.equals("currency") };
const entities = { "billing_entity_codes[]": filter.anyOf("billing_entity_code") };
const ofCustomer = { external_customer_id: filter.equals("external_customer_id") };
const ofMonth = { ...currency, months: filter.atMost("age_in_months"), billing_entity_code: filter.equals("billing_entity_code") };
const issued = { issuing_date_from: filter.from("issuing_date", "ignored"), issuing_date_to: filter.to("issuing_date", "ignored") };
const amounts = { amount_from: filter.atLeast("total_amount_cents"), amount_to: filter.atMost("total_amount_cents") };
const logged = { from_date: filter.from("logged_at", "crashes"), to_date: filter.to("logged_at", "crashes") };
const feeTimes = Object.fromEntries(
  ["created_at", "succeeded_at", "failed_at", "refunded_at"].flatMap((column) => [
    [`${column}_from`, filter.from(column, "refused")],
    [`${column}_to`, filter.to(column, "refused")],
  ]),
);

const INVOICE_STATUSES = ["draft", "finalized", "voided", "failed", "pending"];
const INVOICE_TYPES = ["subscription", "add_on", "credit", "one_off", "advance_charges", "progressive_billing"];
const PAYMENT_STATUSES = ["pending", "succeeded", "failed"];

const appliedCoupons = { status: filter.oneOf("status", ["active", "terminated"], "ignored"), "coupon_code[]": filter.anyOf("coupon_code") };
const creditNotes = {
  ...issued, ...currency, ...amounts, ...entities,
  search_term: filter.contains("number", "lago_id"),
  reason: filter.oneOf("reason", ["duplicated_charge", "product_unsatisfactory", "order_change", "order_cancellation", "fraudulent_charge", "other"], "ignored"),
  credit_status: filter.oneOf("credit_status", ["available", "consumed", "voided"], "ignored"),
  refund_status: filter.oneOf("refund_status", PAYMENT_STATUSES, "ignored"),
  invoice_number: filter.equals("invoice_number"),
  purchase_order_number: filter.equals("purchase_order_number"),
  self_billed: filter.equals("self_billed"),
};
const invoices = {
  ...issued, ...currency, ...amounts, ...entities,
  invoice_type: filter.oneOf("invoice_type", INVOICE_TYPES, "refused"),
  "metadata[key]": filter.metadata,
  partially_paid: filter.equals("partially_paid"),
  payment_dispute_lost: filter.anyValueMeansPresent("payment_dispute_lost_at"),
  payment_overdue: filter.equals("payment_overdue"),
  payment_status: filter.oneOf("payment_status", PAYMENT_STATUSES, "refused"),
  "payment_statuses[]": filter.oneOf("payment_status", PAYMENT_STATUSES, "refused"),
  purchase_order_number: filter.equals("purchase_order_number"),
  search_term: filter.contains("number", "lago_id", "external_customer_id"),
  self_billed: filter.equals("self_billed"),
  status: filter.oneOf("status", INVOICE_STATUSES, "refused"),
  "statuses[]": filter.oneOf("status", INVOICE_STATUSES, "refused"),
};
const paymentRequests = { ...currencyOf("amount_currency"), ...entities, payment_status: filter.equals("payment_status") };
const payments = { invoice_id: filter.includes("invoice_ids") };
const subscriptions = {
  ...currencyOf("plan_amount_currency"), ...entities,
  plan_code: filter.equals("plan_code"),
  // One value that is not a status, and the filter is off: all statuses come.
  "status[]": filter.oneOf("status", SUBSCRIPTION_STATUSES, "ignored"),
  external_id: filter.equals("external_id"),
  overridden: filter.equals("overridden"),
  overriden: filter.equals("overridden"),
};
const wallets = { ...currency, ...entities };

const shownInvoice = (keys: Keys) => INVOICE_STATUSES.includes(String(keys["status"]));
const activeOnly = { "status[]": ["active"] };

/** The 49 lists of the document 1.51.0, by path. */
export const LISTS: readonly List[] = [
  { path: "/activity_logs", selector: "activity_logs", permission: "activity_log", premium: true, filters: { ...logged, ...ofCustomer, "activity_types[]": filter.anyOf("activity_type"), "activity_sources[]": filter.anyOf("activity_source"), "user_emails[]": filter.anyOf("user_email"), external_subscription_id: filter.equals("external_subscription_id"), "resource_ids[]": filter.anyOf("resource_id"), "resource_types[]": filter.anyOf("resource_type") } },
  { path: "/add_ons", selector: "add_ons", permission: "add_on" },
  { path: "/analytics/gross_revenue", selector: "gross_revenues", permission: "analytic", whole: true, filters: ofMonth },
  { path: "/analytics/invoice_collection", selector: "invoice_collections", permission: "analytic", whole: true, premium: true, filters: ofMonth },
  { path: "/analytics/invoiced_usage", selector: "invoiced_usages", permission: "analytic", whole: true, premium: true, filters: ofMonth },
  { path: "/analytics/mrr", selector: "mrrs", permission: "analytic", whole: true, premium: true, filters: ofMonth },
  { path: "/analytics/overdue_balance", selector: "overdue_balances", permission: "analytic", whole: true, filters: ofMonth },
  { path: "/analytics/usage", selector: "usages", permission: "analytic", whole: true, unlicensedDays: 30, filters: { from_date: filter.from("start_of_period_dt", "ignored"), to_date: filter.to("end_of_period_dt", "ignored"), currency: filter.equals("amount_currency"), billable_metric_code: filter.equals("billable_metric_code") } },
  { path: "/api_logs", selector: "api_logs", permission: "api_log", premium: true, filters: { ...logged, "http_methods[]": filter.anyOf("http_method"), "http_statuses[]": filter.anyOf("http_status"), api_version: filter.equals("api_version"), "request_paths[]": filter.anyOf("request_path"), request_paths: filter.arrayOnly, "clients[]": filter.anyOf("client") } },
  { path: "/applied_coupons", selector: "applied_coupons", permission: "applied_coupon", filters: { ...ofCustomer, ...appliedCoupons } },
  { path: "/billable_metrics", selector: "billable_metrics", permission: "billable_metric" },
  { path: "/billing_entities", selector: "billing_entities", permission: "billing_entity", whole: true },
  { path: "/coupons", selector: "coupons", permission: "coupon" },
  { path: "/credit_notes", selector: "credit_notes", permission: "credit_note", filters: { ...ofCustomer, ...creditNotes }, visible: finalized },
  { path: "/customers", selector: "customers", permission: "customer", visible: (keys) => !keys["deleted"], filters: { ...entities, search_term: filter.contains("name", "firstname", "lastname", "external_id", "email"), has_tax_identification_number: filter.present("tax_identification_number"), has_customer_type: filter.present("customer_type"), customer_type: filter.oneOf("customer_type", ["company", "individual"], "refused"), external_id: filter.equals("external_id"), "currencies[]": filter.anyOf("currency"), "countries[]": filter.anyOf("country"), "states[]": filter.anyOf("state"), "zipcodes[]": filter.anyOf("zipcode"), "account_type[]": filter.oneOf("account_type", ["customer", "partner"], "refused"), "metadata[key]": filter.metadata } },
  { path: "/customers/{external_customer_id}/applied_coupons", selector: "applied_coupons", permission: "applied_coupon", parent: parents.customer, filters: appliedCoupons },
  { path: "/customers/{external_customer_id}/credit_notes", selector: "credit_notes", permission: "credit_note", parent: parents.customer, filters: creditNotes, visible: finalized },
  { path: "/customers/{external_customer_id}/invoices", selector: "invoices", permission: "invoice", parent: parents.customer, filters: invoices, visible: shownInvoice, keptCount: { forgets: [] } },
  { path: "/customers/{external_customer_id}/past_usage", selector: "usage_periods", permission: "customer_usage", parent: parents.customerSubscription, limitParameter: "periods_count", filters: { billable_metric_code: filter.includes("billable_metric_codes") } },
  { path: "/customers/{external_customer_id}/payment_methods", selector: "payment_methods", permission: "payment_method", parent: parents.customer },
  { path: "/customers/{external_customer_id}/payment_requests", selector: "payment_requests", permission: "payment_request", parent: parents.customer, filters: paymentRequests },
  { path: "/customers/{external_customer_id}/payments", selector: "payments", permission: "payment", parent: parents.customer, filters: payments },
  { path: "/customers/{external_customer_id}/subscriptions", selector: "subscriptions", permission: "subscription", parent: parents.customer, filters: subscriptions, assumed: activeOnly },
  { path: "/customers/{external_customer_id}/wallets", selector: "wallets", permission: "wallet", parent: parents.customer, filters: wallets },
  { path: "/customers/{external_customer_id}/wallets/{wallet_code}/alerts", selector: "alerts", permission: "alert", parent: parents.customerWallet },
  { path: "/events", selector: "events", permission: "event", filters: { code: filter.equals("code"), external_subscription_id: filter.equals("external_subscription_id"), timestamp_from: filter.from("timestamp", "refused"), timestamp_to: filter.to("timestamp", "refused") } },
  { path: "/features", selector: "features", permission: "feature", filters: { search_term: filter.contains("code", "name", "description") } },
  { path: "/fees", selector: "fees", permission: "fee", keptCount: { forgets: [] }, filters: { ...ofCustomer, ...feeTimes, ...currencyOf("amount_currency"), fee_type: filter.oneOf("fee_type", ["charge", "add_on", "subscription", "credit", "commitment", "fixed_charge", "product"], "refused"), payment_status: filter.oneOf("payment_status", [...PAYMENT_STATUSES, "refunded"], "refused"), external_subscription_id: filter.equals("external_subscription_id"), billable_metric_code: filter.equals("billable_metric_code"), event_transaction_id: filter.equals("event_transaction_id") } },
  { path: "/invoices", selector: "invoices", permission: "invoice", keptCount: { forgets: ["external_customer_id", "customer_external_id"] }, visible: shownInvoice, filters: { ...invoices, ...ofCustomer, customer_external_id: filter.equals("external_customer_id") } },
  { path: "/payment_receipts", selector: "payment_receipts", permission: "invoice", filters: payments },
  { path: "/payment_requests", selector: "payment_requests", permission: "payment_request", filters: { ...ofCustomer, ...paymentRequests } },
  { path: "/payments", selector: "payments", permission: "payment", filters: { ...ofCustomer, ...payments } },
  { path: "/plans", selector: "plans", permission: "plan", visible: (keys) => keys["parent_id"] == null },
  { path: "/plans/{code}/charges", selector: "charges", permission: "plan", parent: parents.plan },
  { path: "/plans/{code}/charges/{charge_code}/filters", selector: "filters", table: "charge_filters", permission: "plan", parent: parents.planCharge },
  { path: "/plans/{code}/entitlements", selector: "entitlements", table: "plan_entitlements", permission: "plan", parent: parents.plan, whole: true },
  { path: "/plans/{code}/fixed_charges", selector: "fixed_charges", permission: "plan", parent: parents.plan },
  { path: "/subscriptions", selector: "subscriptions", permission: "subscription", filters: { ...ofCustomer, ...subscriptions }, assumed: activeOnly },
  { path: "/subscriptions/{external_id}/alerts", selector: "alerts", permission: "alert", parent: parents.subscriptionExternalId },
  { path: "/subscriptions/{external_id}/charges", selector: "charges", permission: "subscription", parent: parents.subscriptionPlan },
  { path: "/subscriptions/{external_id}/charges/{charge_code}/filters", selector: "filters", table: "charge_filters", permission: "subscription", parent: parents.subscriptionCharge },
  { path: "/subscriptions/{external_id}/entitlements", selector: "entitlements", table: "subscription_entitlements", permission: "subscription", parent: parents.subscriptionItself, whole: true },
  { path: "/subscriptions/{external_id}/fixed_charges", selector: "fixed_charges", permission: "subscription", parent: parents.subscriptionPlan },
  { path: "/taxes", selector: "taxes", permission: "tax" },
  { path: "/wallet_transactions/{lago_id}/consumptions", selector: "wallet_transaction_consumptions", table: "consumptions", permission: "wallet_transaction", parent: parents.walletTransaction("inbound") },
  { path: "/wallet_transactions/{lago_id}/fundings", selector: "wallet_transaction_fundings", table: "fundings", permission: "wallet_transaction", parent: parents.walletTransaction("outbound") },
  // The document demands external_customer_id; the server does not.
  { path: "/wallets", selector: "wallets", permission: "wallet", filters: { ...ofCustomer, ...wallets } },
  { path: "/wallets/{lago_id}/wallet_transactions", selector: "wallet_transactions", permission: "wallet_transaction", parent: parents.wallet, filters: { status: filter.oneOf("status", ["pending", "settled", "failed"], "ignored"), transaction_status: filter.oneOf("transaction_status", ["purchased", "granted", "voided", "invoiced"], "ignored"), transaction_type: filter.oneOf("transaction_type", ["inbound", "outbound"], "ignored"), "metadata[key]": filter.metadata } },
  { path: "/webhook_endpoints", selector: "webhook_endpoints", permission: "webhook_endpoint" },
];

function currencyOf(column: string): Filters {
  return { currency: filter.equals(column) };
}

function finalized(keys: Keys): boolean {
  return (keys["status"] ?? "finalized") === "finalized";
}
