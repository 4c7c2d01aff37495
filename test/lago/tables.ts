/**
 * What the server keeps, one line a table: the columns that identify a row, the order in which every list of it comes,
 * and the other values that lists filter by. Several lists may read one table: `/invoices` and `/customers/…/invoices`.
 */
export type Table = {
  readonly id: readonly string[];
  readonly order: readonly string[];
  readonly keep?: readonly string[];
  /** ClickHouse sorts anew for each answer, as far as the answer reaches: ties at the border of two pages lose rows, the same ones each time. */
  readonly lossyTies?: true;
};

const NEWEST_FIRST = ["created_at desc", "lago_id"];
const NEWEST_FIRST_TIES_LOOSE = ["created_at desc"];
const MONTHS = ["month"];

export const TABLES = {
  activity_logs: {
    id: ["activity_id"],
    order: ["logged_at desc"],
    lossyTies: true,
    keep: [
      "activity_type",
      "activity_source",
      "user_email",
      "external_customer_id",
      "external_subscription_id",
      "resource_id",
      "resource_type",
    ],
  },
  add_ons: { id: ["lago_id"], order: NEWEST_FIRST, keep: ["code"] },
  alerts: { id: ["lago_id"], order: NEWEST_FIRST, keep: ["external_subscription_id", "lago_wallet_id"] },
  api_logs: {
    id: ["request_id"],
    order: ["logged_at desc"],
    lossyTies: true,
    keep: ["http_method", "http_status", "api_version", "request_path", "client"],
  },
  applied_coupons: { id: ["lago_id"], order: NEWEST_FIRST, keep: ["status", "external_customer_id", "coupon_code"] },
  billable_metrics: { id: ["lago_id"], order: NEWEST_FIRST, keep: ["code"] },
  billing_entities: { id: ["lago_id"], order: ["created_at"], keep: ["code"] },
  charge_filters: { id: ["lago_id"], order: ["updated_at"] },
  charges: { id: ["lago_id"], order: NEWEST_FIRST_TIES_LOOSE, keep: ["code"] },
  consumptions: { id: ["lago_id"], order: NEWEST_FIRST },
  coupons: { id: ["lago_id"], order: ["status", "expiration", "expiration_at", "created_at desc", "lago_id"], keep: ["code"] },
  credit_notes: {
    id: ["lago_id"],
    order: NEWEST_FIRST,
    keep: [
      "lago_invoice_id",
      "issuing_date",
      "number",
      "currency",
      "reason",
      "credit_status",
      "refund_status",
      "invoice_number",
      "purchase_order_number",
      "total_amount_cents",
      "self_billed",
      "billing_entity_code",
    ],
  },
  customers: {
    id: ["lago_id"],
    order: NEWEST_FIRST,
    keep: [
      "external_id",
      "name",
      "firstname",
      "lastname",
      "email",
      "currency",
      "country",
      "state",
      "zipcode",
      "billing_entity_code",
      "account_type",
      "customer_type",
      "tax_identification_number",
      "metadata",
    ],
  },
  // ClickHouse organisations answer in the order of ingestion; the store sorts by it where the events carry it.
  events: {
    id: ["transaction_id", "external_subscription_id"],
    order: ["ingested_at desc", "timestamp desc", "transaction_id"],
    keep: ["code"],
  },
  features: { id: ["code"], order: ["created_at desc", "id"], keep: ["name", "description"] },
  fees: {
    id: ["lago_id"],
    order: ["created_at", "lago_id"],
    keep: [
      "lago_invoice_id",
      "payment_status",
      "external_subscription_id",
      "external_customer_id",
      "amount_currency",
      "event_transaction_id",
      "succeeded_at",
      "failed_at",
      "refunded_at",
    ],
  },
  fixed_charges: { id: ["lago_id"], order: NEWEST_FIRST_TIES_LOOSE, keep: ["code"] },
  fundings: { id: ["lago_id"], order: NEWEST_FIRST },
  gross_revenues: { id: ["month", "currency", "billing_entity_id"], order: MONTHS },
  invoice_collections: { id: ["month", "payment_status", "currency"], order: ["month", "payment_status", "currency"] },
  invoice_credits: { id: ["lago_id"], order: ["created_at", "lago_id"] },
  invoiced_usages: { id: ["month", "code", "currency"], order: ["month desc", "amount_cents desc"] },
  invoices: {
    id: ["lago_id"],
    order: ["issuing_date desc", "created_at desc", "lago_id"],
    keep: [
      "total_amount_cents",
      "billing_entity_code",
      "currency",
      "invoice_type",
      "total_paid_amount_cents",
      "total_due_amount_cents",
      "payment_dispute_lost_at",
      "payment_overdue",
      "payment_status",
      "purchase_order_number",
      "number",
      "self_billed",
      "status",
      "metadata",
    ],
  },
  mrrs: { id: ["month", "currency"], order: MONTHS },
  overdue_balances: { id: ["month", "currency", "billing_entity_id"], order: MONTHS },
  payment_methods: { id: ["lago_id"], order: NEWEST_FIRST },
  payment_receipts: { id: ["lago_id"], order: NEWEST_FIRST },
  payment_requests: { id: ["lago_id"], order: NEWEST_FIRST, keep: ["payment_status", "amount_currency"] },
  payments: { id: ["lago_id"], order: NEWEST_FIRST, keep: ["invoice_ids", "external_customer_id"] },
  plan_entitlements: { id: ["plan_id", "code"], order: [] },
  plans: { id: ["lago_id"], order: NEWEST_FIRST, keep: ["code", "parent_id"] },
  subscription_entitlements: { id: ["subscription_id", "code"], order: [] },
  subscriptions: {
    id: ["lago_id"],
    order: ["subscription_at desc nulls last", "created_at desc", "lago_id"],
    keep: ["external_id", "external_customer_id", "plan_code", "plan_amount_currency", "status"],
  },
  taxes: { id: ["lago_id"], order: ["name", "created_at desc", "lago_id"], keep: ["code"] },
  usage_periods: {
    id: ["external_customer_id", "external_subscription_id", "lago_invoice_id"],
    order: ["from_datetime desc", "lago_invoice_id"],
  },
  usages: { id: ["start_of_period_dt", "end_of_period_dt", "billable_metric_code", "amount_currency"], order: [] },
  wallet_transactions: {
    id: ["lago_id"],
    order: NEWEST_FIRST,
    keep: ["lago_wallet_id", "status", "transaction_status", "transaction_type", "metadata"],
  },
  wallets: { id: ["lago_id"], order: NEWEST_FIRST, keep: ["external_customer_id", "currency", "billing_entity_code", "code", "status"] },
  webhook_endpoints: { id: ["lago_id"], order: ["webhook_url", "created_at desc", "lago_id"] },
} as const satisfies Record<string, Table>;

export type TableName = keyof typeof TABLES;
