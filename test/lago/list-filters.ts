import {
  anyOf,
  anyValueMeansPresent,
  arrayOnly,
  atLeast,
  atMost,
  contains,
  equals,
  from,
  includes,
  listedIn,
  metadata,
  oneOf,
  present,
  to,
  uuidIn,
} from "./filters.ts";
import type { Filters } from "./filters.ts";

// The filters that each list really has: the document names some that do nothing, and leaves out some that work.

export const INVOICE_STATUSES = ["draft", "finalized", "voided", "failed", "pending"];
export const SUBSCRIPTION_STATUSES = ["pending", "active", "terminated", "canceled", "incomplete"];

const INVOICE_TYPES = ["subscription", "add_on", "credit", "one_off", "advance_charges", "progressive_billing"];
const PAYMENT_STATUSES = ["pending", "succeeded", "failed"];
const FEE_TYPES = ["charge", "add_on", "subscription", "credit", "commitment", "fixed_charge", "product"];
const REASONS = ["duplicated_charge", "product_unsatisfactory", "order_change", "order_cancellation", "fraudulent_charge", "other"];

const currencyIn = (column: string) => ({ currency: equals(column) });
const entities = { "billing_entity_codes[]": anyOf("billing_entity_code") };
const issued = { issuing_date_from: from("issuing_date", "ignored"), issuing_date_to: to("issuing_date", "ignored") };
const amounts = { amount_from: atLeast("total_amount_cents"), amount_to: atMost("total_amount_cents") };
const logged = (onInvalid: "crashes" | "matches nothing") => ({ from_date: from("logged_at", onInvalid), to_date: to("logged_at", onInvalid) });
/** The server takes one value as well as several. */
const oneOrMore = (name: string, column: string) => ({ [name]: anyOf(column), [`${name}[]`]: anyOf(column) });
const between = (column: string) => ({ [`${column}_from`]: from(column, "refused"), [`${column}_to`]: to(column, "refused") });

/** Of the organisation's lists; those below a customer do without. */
export const ofCustomer = { external_customer_id: equals("external_customer_id") };

export const activityLogs: Filters = {
  ...logged("crashes"),
  ...ofCustomer,
  external_subscription_id: equals("external_subscription_id"),
  ...oneOrMore("activity_types", "activity_type"),
  "activity_sources[]": anyOf("activity_source"),
  "user_emails[]": anyOf("user_email"),
  "resource_ids[]": anyOf("resource_id"),
  ...oneOrMore("resource_types", "resource_type"),
};

export const apiLogs: Filters = {
  ...logged("matches nothing"),
  api_version: equals("api_version"),
  ...oneOrMore("http_methods", "http_method"),
  ...oneOrMore("http_statuses", "http_status"),
  "request_paths[]": anyOf("request_path"),
  // As the document has it.
  request_paths: arrayOnly,
  "clients[]": anyOf("client"),
};

export const byMonth: Filters = {
  ...currencyIn("currency"),
  months: atMost("age_in_months"),
  billing_entity_code: equals("billing_entity_code"),
};

export const usages: Filters = {
  ...currencyIn("amount_currency"),
  from_date: from("start_of_period_dt", "ignored"),
  to_date: to("end_of_period_dt", "ignored"),
  billable_metric_code: equals("billable_metric_code"),
};

export const appliedCoupons: Filters = {
  status: oneOf("status", ["active", "terminated"], "ignored"),
  "coupon_code[]": anyOf("coupon_code"),
};

export const creditNotes: Filters = {
  ...issued,
  ...amounts,
  ...entities,
  ...currencyIn("currency"),
  search_term: contains("number", "lago_id"),
  reason: oneOf("reason", REASONS, "ignored"),
  credit_status: oneOf("credit_status", ["available", "consumed", "voided"], "ignored"),
  refund_status: oneOf("refund_status", PAYMENT_STATUSES, "ignored"),
  invoice_number: equals("invoice_number"),
  purchase_order_number: equals("purchase_order_number"),
  self_billed: equals("self_billed"),
};

export const customers: Filters = {
  ...entities,
  external_id: equals("external_id"),
  search_term: contains("name", "firstname", "lastname", "external_id", "email"),
  has_tax_identification_number: present("tax_identification_number"),
  has_customer_type: present("customer_type"),
  customer_type: oneOf("customer_type", ["company", "individual"], "refused"),
  "account_type[]": listedIn("account_type", ["customer", "partner"]),
  "currencies[]": anyOf("currency"),
  "countries[]": anyOf("country"),
  "states[]": anyOf("state"),
  "zipcodes[]": anyOf("zipcode"),
  "metadata[key]": metadata,
};

export const events: Filters = {
  ...between("timestamp"),
  code: equals("code"),
  external_subscription_id: equals("external_subscription_id"),
};

export const features: Filters = { search_term: contains("code", "name", "description") };

export const fees: Filters = {
  ...ofCustomer,
  ...currencyIn("amount_currency"),
  ...between("created_at"),
  ...between("succeeded_at"),
  ...between("failed_at"),
  ...between("refunded_at"),
  fee_type: oneOf("fee_type", FEE_TYPES, "refused"),
  payment_status: oneOf("payment_status", [...PAYMENT_STATUSES, "refunded"], "refused"),
  external_subscription_id: equals("external_subscription_id"),
  billable_metric_code: equals("billable_metric_code"),
  event_transaction_id: equals("event_transaction_id"),
};

export const invoices: Filters = {
  ...issued,
  ...amounts,
  ...entities,
  ...currencyIn("currency"),
  search_term: contains("number", "lago_id", "external_customer_id"),
  invoice_type: oneOf("invoice_type", INVOICE_TYPES, "refused"),
  status: listedIn("status", INVOICE_STATUSES, " or must be an array"),
  "status[]": oneOf("status", INVOICE_STATUSES, "refused"),
  "statuses[]": oneOf("status", INVOICE_STATUSES, "refused"),
  payment_status: oneOf("payment_status", PAYMENT_STATUSES, "refused"),
  "payment_status[]": oneOf("payment_status", PAYMENT_STATUSES, "refused"),
  "payment_statuses[]": oneOf("payment_status", PAYMENT_STATUSES, "refused"),
  payment_overdue: equals("payment_overdue"),
  payment_dispute_lost: anyValueMeansPresent("payment_dispute_lost_at"),
  partially_paid: equals("partially_paid"),
  purchase_order_number: equals("purchase_order_number"),
  self_billed: equals("self_billed"),
  "metadata[key]": metadata,
};

export const pastUsage: Filters = { billable_metric_code: includes("billable_metric_codes") };

export const payments: Filters = { invoice_id: uuidIn("invoice_ids") };

export const paymentRequests: Filters = { ...entities, ...currencyIn("amount_currency"), payment_status: equals("payment_status") };

export const subscriptions: Filters = {
  ...entities,
  ...currencyIn("plan_amount_currency"),
  plan_code: equals("plan_code"),
  external_id: equals("external_id"),
  // One value that is no status, and the filter is off: all statuses come.
  "status[]": oneOf("status", SUBSCRIPTION_STATUSES, "ignored"),
  overridden: equals("overridden"),
  overriden: equals("overridden"),
};

export const wallets: Filters = { ...entities, ...currencyIn("currency") };

export const walletTransactions: Filters = {
  status: oneOf("status", ["pending", "settled", "failed"], "ignored"),
  transaction_status: oneOf("transaction_status", ["purchased", "granted", "voided", "invoiced"], "ignored"),
  transaction_type: oneOf("transaction_type", ["inbound", "outbound"], "ignored"),
  "metadata[key]": metadata,
};
