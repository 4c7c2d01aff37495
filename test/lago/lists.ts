import type { Filters } from "./filters.ts";
import * as filters from "./list-filters.ts";
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
  /** Rows of Lago's Data API: without one, the list answers 500. */
  readonly dataApi?: true;
  /** What a list does that is asked for a customer who is not there. The others look for its rows all the same. */
  readonly unknownCustomer?: "refused" | "empty";
  /** The resource that the key must be allowed to read. */
  readonly permission: string;
  /** `total_count` is kept for 30 minutes, under a key that forgets these parameters. */
  readonly keptCount?: { readonly forgets: readonly string[] };
};

const activeOnly = { "status[]": ["active"] };
const shownInvoice = (keys: Keys) => filters.INVOICE_STATUSES.includes(String(keys["status"]));
const finalizedNote = (keys: Keys) => (keys["status"] ?? "finalized") === "finalized";
const liveCustomer = (keys: Keys) => !keys["deleted"];
const listedPlan = (keys: Keys) => keys["parent_id"] == null;

/** The lists that stand by themselves. */
const TOP: readonly List[] = [
  { path: "/activity_logs", selector: "activity_logs", permission: "activity_log", premium: true, filters: filters.activityLogs },
  { path: "/add_ons", selector: "add_ons", permission: "add_on" },
  { path: "/analytics/gross_revenue", selector: "gross_revenues", permission: "analytic", whole: true, filters: filters.byMonth },
  {
    path: "/analytics/invoice_collection",
    selector: "invoice_collections",
    permission: "analytic",
    whole: true,
    premium: true,
    filters: filters.byMonth,
  },
  {
    path: "/analytics/invoiced_usage",
    selector: "invoiced_usages",
    permission: "analytic",
    whole: true,
    premium: true,
    filters: filters.byMonth,
  },
  { path: "/analytics/mrr", selector: "mrrs", permission: "analytic", whole: true, premium: true, filters: filters.byMonth },
  { path: "/analytics/overdue_balance", selector: "overdue_balances", permission: "analytic", whole: true, filters: filters.byMonth },
  { path: "/analytics/usage", selector: "usages", permission: "analytic", whole: true, filters: filters.usages, unlicensedDays: 30, dataApi: true },
  { path: "/api_logs", selector: "api_logs", permission: "api_log", premium: true, filters: filters.apiLogs },
  {
    path: "/applied_coupons",
    selector: "applied_coupons",
    permission: "applied_coupon",
    filters: { ...filters.ofCustomer, ...filters.appliedCoupons },
  },
  { path: "/billable_metrics", selector: "billable_metrics", permission: "billable_metric" },
  { path: "/billing_entities", selector: "billing_entities", permission: "billing_entity", whole: true },
  { path: "/coupons", selector: "coupons", permission: "coupon" },
  {
    path: "/credit_notes",
    selector: "credit_notes",
    permission: "credit_note",
    filters: { ...filters.ofCustomer, ...filters.creditNotes },
    visible: finalizedNote,
  },
  { path: "/customers", selector: "customers", permission: "customer", filters: filters.customers, visible: liveCustomer },
  { path: "/events", selector: "events", permission: "event", filters: filters.events },
  { path: "/features", selector: "features", permission: "feature", filters: filters.features },
  { path: "/fees", selector: "fees", permission: "fee", filters: filters.fees, keptCount: { forgets: [] } },
  {
    path: "/invoices",
    selector: "invoices",
    permission: "invoice",
    filters: { ...filters.ofCustomer, ...filters.invoices, customer_external_id: filters.ofCustomer.external_customer_id },
    visible: shownInvoice,
    keptCount: { forgets: ["external_customer_id", "customer_external_id"] },
  },
  { path: "/payment_receipts", selector: "payment_receipts", permission: "invoice", filters: filters.payments },
  {
    path: "/payment_requests",
    selector: "payment_requests",
    permission: "payment_request",
    filters: { ...filters.ofCustomer, ...filters.paymentRequests },
  },
  { path: "/payments", selector: "payments", permission: "payment", filters: { ...filters.ofCustomer, ...filters.payments } },
  { path: "/plans", selector: "plans", permission: "plan", visible: listedPlan },
  {
    path: "/subscriptions",
    selector: "subscriptions",
    permission: "subscription",
    filters: { ...filters.ofCustomer, ...filters.subscriptions },
    unknownCustomer: "empty",
    assumed: activeOnly,
  },
  { path: "/taxes", selector: "taxes", permission: "tax" },
  // The document demands external_customer_id; the server does not.
  { path: "/wallets", selector: "wallets", permission: "wallet", filters: { ...filters.ofCustomer, ...filters.wallets }, unknownCustomer: "refused" },
  { path: "/webhook_endpoints", selector: "webhook_endpoints", permission: "webhook_endpoint" },
];

/** The lists below one customer: most show a part of a list above. */
const OF_CUSTOMER: readonly List[] = [
  { path: "/applied_coupons", selector: "applied_coupons", permission: "applied_coupon", filters: filters.appliedCoupons },
  { path: "/credit_notes", selector: "credit_notes", permission: "credit_note", filters: filters.creditNotes, visible: finalizedNote },
  {
    path: "/invoices",
    selector: "invoices",
    permission: "invoice",
    filters: filters.invoices,
    visible: shownInvoice,
    keptCount: { forgets: [] },
  },
  {
    path: "/past_usage",
    selector: "usage_periods",
    permission: "customer_usage",
    parent: parents.customerSubscription,
    filters: filters.pastUsage,
    limitParameter: "periods_count",
  },
  { path: "/payment_methods", selector: "payment_methods", permission: "payment_method" },
  { path: "/payment_requests", selector: "payment_requests", permission: "payment_request", filters: filters.paymentRequests },
  { path: "/payments", selector: "payments", permission: "payment", filters: filters.payments },
  { path: "/subscriptions", selector: "subscriptions", permission: "subscription", filters: filters.subscriptions, assumed: activeOnly },
  { path: "/wallets", selector: "wallets", permission: "wallet", filters: filters.wallets },
  { path: "/wallets/{wallet_code}/alerts", selector: "alerts", permission: "alert", parent: parents.customerWallet },
];

const OF_PLAN: readonly List[] = [
  { path: "/charges", selector: "charges", permission: "plan" },
  {
    path: "/charges/{charge_code}/filters",
    selector: "filters",
    table: "charge_filters",
    permission: "plan",
    parent: parents.planCharge,
  },
  { path: "/entitlements", selector: "entitlements", table: "plan_entitlements", permission: "plan", whole: true },
  { path: "/fixed_charges", selector: "fixed_charges", permission: "plan" },
];

const OF_SUBSCRIPTION: readonly List[] = [
  { path: "/alerts", selector: "alerts", permission: "alert", parent: parents.subscriptionExternalId },
  { path: "/charges", selector: "charges", permission: "subscription" },
  {
    path: "/charges/{charge_code}/filters",
    selector: "filters",
    table: "charge_filters",
    permission: "subscription",
    parent: parents.subscriptionCharge,
  },
  {
    path: "/entitlements",
    selector: "entitlements",
    table: "subscription_entitlements",
    permission: "subscription",
    parent: parents.subscriptionItself,
    whole: true,
  },
  { path: "/fixed_charges", selector: "fixed_charges", permission: "subscription" },
];

const OF_WALLET: readonly List[] = [
  {
    path: "/wallets/{lago_id}/wallet_transactions",
    selector: "wallet_transactions",
    permission: "wallet_transaction",
    parent: parents.wallet,
    filters: filters.walletTransactions,
  },
  {
    path: "/wallet_transactions/{lago_id}/consumptions",
    selector: "wallet_transaction_consumptions",
    table: "consumptions",
    permission: "wallet_transaction",
    parent: parents.walletTransaction("inbound"),
  },
  {
    path: "/wallet_transactions/{lago_id}/fundings",
    selector: "wallet_transaction_fundings",
    table: "fundings",
    permission: "wallet_transaction",
    parent: parents.walletTransaction("outbound"),
  },
];

/** The 49 lists of the document 1.51.0. */
export const LISTS: readonly List[] = [
  ...TOP,
  ...below("/customers/{external_customer_id}", parents.customer, OF_CUSTOMER),
  ...below("/plans/{code}", parents.plan, OF_PLAN),
  ...below("/subscriptions/{external_id}", parents.subscriptionPlan, OF_SUBSCRIPTION),
  ...OF_WALLET,
];

function below(path: string, parent: Parent, lists: readonly List[]): List[] {
  return lists.map((list) => ({ parent, ...list, path: path + list.path }));
}
