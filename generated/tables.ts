/**
 * The tables as TypeScript knows them: `Tables["invoices"]` is a row of invoices as `pg` answers with it, `Tables<DuckDBValues>["invoices"]`
 * as DuckDB's driver does. Types only: importing this file runs nothing.
 */

/** What a column type is in TypeScript. */
export interface Values {
  text: unknown;
  integer: unknown;
  decimal: unknown;
  number: unknown;
  boolean: unknown;
  uuid: unknown;
  timestamp: unknown;
  date: unknown;
  json: unknown;
}

/** `pg` with its own parsers. It answers with strings for what JavaScript's numbers cannot hold: integers of 64 bits and decimals. */
export interface PgValues {
  text: string;
  integer: string;
  decimal: string;
  number: number;
  boolean: boolean;
  uuid: string;
  timestamp: Date;
  /** Midnight in the time zone of the process. */
  date: Date;
  json: unknown;
}

/** `getRowObjectsJS()` of `@duckdb/node-api`. A decimal loses digits beyond those of a double; `getRowObjectsJson()` keeps all. */
export interface DuckDBValues {
  text: string;
  integer: bigint;
  decimal: number;
  number: number;
  boolean: boolean;
  uuid: string;
  timestamp: Date;
  /** Midnight in UTC. */
  date: Date;
  /** Its text. */
  json: string;
}

/** `getRowObjectsJson()` of `@duckdb/node-api`. */
export interface DuckDBJsonValues {
  text: string;
  integer: string;
  decimal: string;
  number: number;
  boolean: boolean;
  uuid: string;
  timestamp: string;
  date: string;
  json: string;
}

/** The values that Lago's spec names. The server can send others. */
type Known<Text extends string> = Text | (string & {});

/** What every table ends with. */
interface SystemColumns<V extends Values> {
  /** What no column holds. */
  _extra: V["json"] | null;
  /** When the row was last written: because it was new, had changed, or was there again. */
  _loaded_at: V["timestamp"] | null;
  _load_id: V["text"] | null;
  /** When a load no longer found it in Lago. */
  _deleted_at: V["timestamp"] | null;
}

interface HashColumn<V extends Values> {
  /** Of the record as it was sent. */
  _hash: V["integer"] | null;
}

/** Every table, by name. Only the columns of a key are never null. */
export interface Tables<V extends Values = PgValues> {
  /** What was done to a record, by whom or by what. Lago keeps 30 days. */
  activity_logs: {
    /** Id of the activity. */
    activity_id: V["uuid"];
    /** Personal data. */
    user_email: V["text"] | null;
    /** What was done, as in invoice.created. */
    activity_type: V["text"] | null;
    /** Values: api, front, system. */
    activity_source: Known<"api" | "front" | "system"> | null;
    /** The record as it was after the activity. Personal data. */
    activity_object: V["json"] | null;
    /** What changed, before and after. Personal data. */
    activity_object_changes: V["json"] | null;
    /** Your id of the customer. Refers to customers.external_id. */
    external_customer_id: V["text"] | null;
    /** Your id of the subscription. Refers to subscriptions.external_id. */
    external_subscription_id: V["text"] | null;
    /** Lago's id of the record. */
    resource_id: V["uuid"] | null;
    /** What kind of record it was done to. */
    resource_type: V["text"] | null;
    /** Your organisation in Lago. */
    organization_id: V["uuid"] | null;
    /** When it happened. */
    logged_at: V["timestamp"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** One-off products that can be put on an invoice. */
  add_ons: {
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    name: V["text"] | null;
    invoice_display_name: V["text"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    /** Price. Unit: smallest currency unit, of amount_currency. */
    amount_cents: V["integer"] | null;
    /** Currency of the amounts. */
    amount_currency: V["text"] | null;
    description: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** Taxes of an add-on. */
  add_ons__taxes: {
    _root_lago_id: V["uuid"];
    _taxes_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    name: V["text"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    description: V["text"] | null;
    /** Unit: percent. */
    rate: V["number"] | null;
    applied_to_organization: V["boolean"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    applied_to_billing_entities_codes: V["json"] | null;
  } & SystemColumns<V>;
  /** Invoiced amounts by month and currency, as Lago computes them. */
  analytics_gross_revenue: {
    /** First day of the month. */
    month: V["timestamp"] | null;
    /** Invoiced before credits. Can have a fraction of a cent. Unit: smallest currency unit, of currency. */
    amount_cents: V["decimal"] | null;
    /** Currency of the amounts. */
    currency: V["text"] | null;
    /** Unit: count. */
    invoices_count: V["decimal"] | null;
    /** The company that issues the invoice. */
    billing_entity_id: V["uuid"] | null;
  } & SystemColumns<V>;
  /** Invoices by month and payment status, as Lago computes them. */
  analytics_invoice_collection: {
    /** First day of the month. */
    month: V["timestamp"] | null;
    /** Whether it was paid. Values: pending, succeeded, failed. */
    payment_status: Known<"pending" | "succeeded" | "failed"> | null;
    /** Unit: count. */
    invoices_count: V["integer"] | null;
    /** Invoiced. Can have a fraction of a cent. Unit: smallest currency unit, of currency. */
    amount_cents: V["decimal"] | null;
    /** Currency of the amounts. */
    currency: V["text"] | null;
  } & SystemColumns<V>;
  /** Invoiced usage by month and billable metric, as Lago computes it. */
  analytics_invoiced_usage: {
    /** First day of the month. */
    month: V["timestamp"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    /** Usage before taxes. Unit: smallest currency unit, of currency. */
    amount_cents: V["decimal"] | null;
    /** Currency of the amounts. */
    currency: V["text"] | null;
  } & SystemColumns<V>;
  /** Monthly recurring revenue by month, as Lago computes it. */
  analytics_mrr: {
    /** First day of the month. */
    month: V["timestamp"] | null;
    /** Recurring revenue of the month. Can have a fraction of a cent. Unit: smallest currency unit, of currency. */
    amount_cents: V["decimal"] | null;
    /** Currency of the amounts. */
    currency: V["text"] | null;
  } & SystemColumns<V>;
  /** Overdue amounts by month, as Lago computes them. */
  analytics_overdue_balance: {
    /** First day of the month. */
    month: V["timestamp"] | null;
    /** What is due and overdue. Unit: smallest currency unit, of currency. */
    amount_cents: V["decimal"] | null;
    /** Currency of the amounts. */
    currency: V["text"] | null;
    lago_invoice_ids: V["json"] | null;
    /** The company that issues the invoice. */
    billing_entity_id: V["uuid"] | null;
  } & SystemColumns<V>;
  /** Usage by day and billable metric, as Lago computes it. */
  analytics_usage: {
    /** Your organisation in Lago. */
    organization_id: V["uuid"] | null;
    start_of_period_dt: V["date"] | null;
    end_of_period_dt: V["date"] | null;
    /** Currency of the amounts. */
    amount_currency: V["text"] | null;
    /** The usage, priced. Unit: smallest currency unit, of amount_currency. */
    amount_cents: V["integer"] | null;
    /** The billable metric, by its code. Refers to billable_metrics.code. */
    billable_metric_code: V["text"] | null;
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
    is_billable_metric_deleted: V["boolean"] | null;
  } & SystemColumns<V>;
  /** Requests that wrote through the API. Lago keeps 30 days. */
  api_logs: {
    api_version: V["text"] | null;
    /** Personal data. */
    client: V["text"] | null;
    /** Values: post, put, delete. */
    http_method: Known<"post" | "put" | "delete"> | null;
    /** What Lago answered. */
    http_status: V["integer"] | null;
    /** When the request came. */
    logged_at: V["timestamp"] | null;
    /** What was sent. Can hold any data of a customer. Personal data. */
    request_body: V["json"] | null;
    request_origin: V["text"] | null;
    request_path: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** Id of the request. */
    request_id: V["uuid"];
    /** What Lago answered. Can hold any data of a customer. Personal data. */
    request_response: V["json"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** A coupon that a customer has. */
  applied_coupons: {
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** The coupon. Refers to coupons.lago_id. */
    lago_coupon_id: V["uuid"] | null;
    /** The coupon, by its code. Refers to coupons.code. */
    coupon_code: V["text"] | null;
    coupon_name: V["text"] | null;
    /** Values: active, terminated. */
    coupon_status: Known<"active" | "terminated"> | null;
    coupon_deleted_at: V["timestamp"] | null;
    /** The customer. Refers to customers.lago_id. */
    lago_customer_id: V["uuid"] | null;
    /** Your id of the customer. Refers to customers.external_id. */
    external_customer_id: V["text"] | null;
    /** Whether it can still be used. Values: active, terminated. */
    status: Known<"active" | "terminated"> | null;
    /** What is taken off, of a coupon with a fixed amount. Unit: smallest currency unit, of amount_currency. */
    amount_cents: V["integer"] | null;
    /** What the coupon can still take off. Unit: smallest currency unit, of amount_currency. */
    amount_cents_remaining: V["integer"] | null;
    /** Currency of the amounts. */
    amount_currency: V["text"] | null;
    /** Unit: percent. */
    percentage_rate: V["decimal"] | null;
    /** Values: once, recurring, forever. */
    frequency: Known<"once" | "recurring" | "forever"> | null;
    /** Unit: billing periods. */
    frequency_duration: V["integer"] | null;
    /** Unit: billing periods. */
    frequency_duration_remaining: V["integer"] | null;
    /** When it expires. */
    expiration_at: V["timestamp"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** When it ended. */
    terminated_at: V["timestamp"] | null;
    coupon_description: V["text"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** What an applied coupon took off an invoice. */
  applied_coupons__credits: {
    _root_lago_id: V["uuid"];
    _credits_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** What the coupon took off the invoice. Unit: smallest currency unit, of amount_currency. */
    amount_cents: V["integer"] | null;
    /** Currency of the amounts. */
    amount_currency: V["text"] | null;
    before_taxes: V["boolean"] | null;
    item__lago_item_id: V["uuid"] | null;
    /** Values: coupon, credit_note, invoice. */
    item__type: Known<"coupon" | "credit_note" | "invoice"> | null;
    /** Your short name of it. */
    item__code: V["text"] | null;
    item__name: V["text"] | null;
    item__description: V["text"] | null;
    /** Lago's own id of the record. */
    invoice__lago_id: V["uuid"] | null;
    /** Whether it was paid. Values: pending, succeeded, failed. */
    invoice__payment_status: Known<"pending" | "succeeded" | "failed"> | null;
  } & SystemColumns<V>;
  /** What is measured, and how events are added up. */
  billable_metrics: {
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    name: V["text"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    description: V["text"] | null;
    recurring: V["boolean"] | null;
    /** Values: ceil, floor, round. */
    rounding_function: Known<"ceil" | "floor" | "round"> | null;
    /** Decimal places that units are rounded to. */
    rounding_precision: V["integer"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    expression: V["text"] | null;
    field_name: V["text"] | null;
    /** How events become units. Values: count_agg, sum_agg, max_agg, unique_count_agg, weighted_sum_agg, latest_agg. */
    aggregation_type: Known<"count_agg" | "sum_agg" | "max_agg" | "unique_count_agg" | "weighted_sum_agg" | "latest_agg"> | null;
    /** Values: seconds. */
    weighted_interval: Known<"seconds"> | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** Event properties by which a metric can be split. */
  billable_metrics__filters: {
    _root_lago_id: V["uuid"];
    _filters_index: V["integer"];
    key: V["text"] | null;
    values: V["json"] | null;
  } & SystemColumns<V>;
  /** The companies in whose name invoices are issued. */
  billing_entities: {
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** Your short name of it. */
    code: V["text"] | null;
    /** Personal data. */
    name: V["text"] | null;
    default_currency: V["text"] | null;
    document_locale: V["text"] | null;
    /** Values: per_customer, per_billing_entity. */
    document_numbering: Known<"per_customer" | "per_billing_entity"> | null;
    document_number_prefix: V["text"] | null;
    finalize_zero_amount_invoice: V["boolean"] | null;
    invoice_footer: V["text"] | null;
    /** Days that an invoice stays a draft. Unit: days. */
    invoice_grace_period: V["integer"] | null;
    /** Values: current_period_end, next_period_start. */
    subscription_invoice_issuing_date_anchor: Known<"current_period_end" | "next_period_start"> | null;
    /** Values: align_with_finalization_date, keep_anchor. */
    subscription_invoice_issuing_date_adjustment: Known<"align_with_finalization_date" | "keep_anchor"> | null;
    is_default: V["boolean"] | null;
    /** Days from issue until an invoice is due. Unit: days. */
    net_payment_term: V["integer"] | null;
    /** Personal data. */
    address_line1: V["text"] | null;
    /** Personal data. */
    address_line2: V["text"] | null;
    /** Personal data. */
    city: V["text"] | null;
    /** Personal data. */
    state: V["text"] | null;
    country: V["text"] | null;
    /** Personal data. */
    zipcode: V["text"] | null;
    /** Personal data. */
    email: V["text"] | null;
    /** Personal data. */
    legal_name: V["text"] | null;
    /** Personal data. */
    legal_number: V["text"] | null;
    /** Personal data. */
    tax_identification_number: V["text"] | null;
    timezone: V["text"] | null;
    email_settings: V["json"] | null;
    eu_tax_management: V["boolean"] | null;
    logo_url: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** When Lago last wrote it. Not all changes show here. */
    updated_at: V["timestamp"] | null;
    /** Personal data. */
    phone: V["text"] | null;
    einvoicing: V["boolean"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** The taxes that are applied to it. */
  billing_entities__taxes: {
    _root_lago_id: V["uuid"];
    _taxes_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    name: V["text"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    description: V["text"] | null;
    /** Unit: percent. */
    rate: V["number"] | null;
    applied_to_organization: V["boolean"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    applied_to_billing_entities_codes: V["json"] | null;
  } & SystemColumns<V>;
  /** Texts of yours that are put on its invoices. */
  billing_entities__selected_invoice_custom_sections: {
    _root_lago_id: V["uuid"];
    _selected_invoice_custom_sections_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    name: V["text"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    description: V["text"] | null;
    details: V["text"] | null;
    display_name: V["text"] | null;
    applied_to_organization: V["boolean"] | null;
    /** Your organisation in Lago. */
    organization_id: V["uuid"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
  } & SystemColumns<V>;
  /** Discounts that can be given to customers. */
  coupons: {
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    name: V["text"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    description: V["text"] | null;
    /** Values: fixed_amount, percentage. */
    coupon_type: Known<"fixed_amount" | "percentage"> | null;
    /** What is taken off, of a coupon with a fixed amount. Unit: smallest currency unit, of amount_currency. */
    amount_cents: V["integer"] | null;
    /** Currency of the amounts. */
    amount_currency: V["text"] | null;
    reusable: V["boolean"] | null;
    limited_plans: V["boolean"] | null;
    plan_codes: V["json"] | null;
    limited_billable_metrics: V["boolean"] | null;
    billable_metric_codes: V["json"] | null;
    /** What is taken off, of a coupon by percentage. Unit: percent. */
    percentage_rate: V["decimal"] | null;
    /** For one invoice, for some periods, or for ever. Values: once, recurring, forever. */
    frequency: Known<"once" | "recurring" | "forever"> | null;
    /** Unit: billing periods. */
    frequency_duration: V["integer"] | null;
    /** Values: no_expiration, time_limit. */
    expiration: Known<"no_expiration" | "time_limit"> | null;
    /** When it expires. */
    expiration_at: V["timestamp"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** When it ended. */
    terminated_at: V["timestamp"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** Money given back for an invoice, as a refund or as credit. Drafts are not listed. */
  credit_notes: {
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** The company that issues the invoice. Refers to billing_entities.code. */
    billing_entity_code: V["text"] | null;
    /** Running number. */
    sequential_id: V["integer"] | null;
    number: V["text"] | null;
    /** The invoice. Refers to invoices.lago_id. */
    lago_invoice_id: V["uuid"] | null;
    invoice_number: V["text"] | null;
    /** Date of the credit note, in the customer's time zone. */
    issuing_date: V["date"] | null;
    /** Whether credit is left to be used on invoices. Values: available, consumed, voided. */
    credit_status: Known<"available" | "consumed" | "voided"> | null;
    /** Whether the money was sent back. Values: pending, succeeded, failed. */
    refund_status: Known<"pending" | "succeeded" | "failed"> | null;
    /** Values: duplicated_charge, product_unsatisfactory, order_change, order_cancellation, fraudulent_charge, other. */
    reason: Known<"duplicated_charge" | "product_unsatisfactory" | "order_change" | "order_cancellation" | "fraudulent_charge" | "other"> | null;
    description: V["text"] | null;
    /** Currency of the amounts. */
    currency: V["text"] | null;
    /** Everything that it gives back, with taxes. Unit: smallest currency unit, of currency. */
    total_amount_cents: V["integer"] | null;
    /** Taxes. Unit: smallest currency unit, of currency. */
    taxes_amount_cents: V["integer"] | null;
    /** Unit: percent. */
    taxes_rate: V["number"] | null;
    /** Amount less coupons, before taxes. Unit: smallest currency unit, of currency. */
    sub_total_excluding_taxes_amount_cents: V["integer"] | null;
    /** Credit that is left. Unit: smallest currency unit, of currency. */
    balance_amount_cents: V["integer"] | null;
    /** The part that is credit for coming invoices. Unit: smallest currency unit, of currency. */
    credit_amount_cents: V["integer"] | null;
    /** The part that is sent back. Unit: smallest currency unit, of currency. */
    refund_amount_cents: V["integer"] | null;
    /** The part that settles the invoice itself. Unit: smallest currency unit, of currency. */
    offset_amount_cents: V["integer"] | null;
    /** What of the coupons is taken back with it. Unit: smallest currency unit, of currency. */
    coupons_adjustment_amount_cents: V["integer"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** When Lago last wrote it. Not all changes show here. */
    updated_at: V["timestamp"] | null;
    file_url: V["text"] | null;
    self_billed: V["boolean"] | null;
    /** The customer as it is now. Personal data. */
    customer: V["json"] | null;
    /** The customer. Refers to customers.lago_id. */
    customer__lago_id: V["uuid"] | null;
    /** Your id of the customer. Refers to customers.external_id. */
    customer__external_id: V["text"] | null;
    /** Personal data. */
    metadata: V["json"] | null;
    purchase_order_number: V["text"] | null;
    /** Amount with taxes, exact. Unit: smallest currency unit, of currency. */
    precise_total_amount_cents: V["decimal"] | null;
    /** Taxes, exact. Unit: smallest currency unit, of currency. */
    precise_taxes_amount_cents: V["decimal"] | null;
    xml_url: V["text"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** The lines of a credit note. Each credits a part of one fee. */
  credit_notes__items: {
    _root_lago_id: V["uuid"];
    _items_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** What is given back of the fee. Unit: smallest currency unit, of amount_currency. */
    amount_cents: V["integer"] | null;
    /** Currency of the amounts. */
    amount_currency: V["text"] | null;
    fee: V["json"] | null;
    /** Lago's own id of the record. Refers to fees.lago_id. */
    fee__lago_id: V["uuid"] | null;
    /** The amount, exact. Unit: smallest currency unit, of amount_currency. */
    precise_amount_cents: V["decimal"] | null;
  } & SystemColumns<V>;
  /** Taxes of a credit note. */
  credit_notes__applied_taxes: {
    _root_lago_id: V["uuid"];
    _applied_taxes_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** The tax. Refers to taxes.lago_id. */
    lago_tax_id: V["uuid"] | null;
    tax_name: V["text"] | null;
    /** The tax, by its code. Refers to taxes.code. */
    tax_code: V["text"] | null;
    /** Unit: percent. */
    tax_rate: V["number"] | null;
    tax_description: V["text"] | null;
    /** The tax. Unit: smallest currency unit, of amount_currency. */
    amount_cents: V["integer"] | null;
    /** Currency of the amounts. */
    amount_currency: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** The credit note. Refers to credit_notes.lago_id. */
    lago_credit_note_id: V["uuid"] | null;
    /** Unit: smallest currency unit, of amount_currency. */
    base_amount_cents: V["integer"] | null;
  } & SystemColumns<V>;
  /** What went wrong with it in a connected system. */
  credit_notes__error_details: {
    _root_lago_id: V["uuid"];
    _error_details_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** Values: not_provided, tax_error, tax_voiding_error, invoice_generation_error. */
    error_code: Known<"not_provided" | "tax_error" | "tax_voiding_error" | "invoice_generation_error"> | null;
    details: V["json"] | null;
  } & SystemColumns<V>;
  /** Usage of an active subscription in its running period, priced, at the time of the load. */
  current_usage: {
    /** Your id of the customer. Refers to customers.external_id. */
    external_customer_id: V["text"];
    /** Your id of the subscription. Refers to subscriptions.external_id. */
    external_subscription_id: V["text"];
    /** When the load asked for it. */
    snapshot_at: V["timestamp"];
    /** Begin of the period. */
    from_datetime: V["timestamp"] | null;
    /** End of the period. */
    to_datetime: V["timestamp"] | null;
    /** Date of the invoice, in the customer's time zone. */
    issuing_date: V["date"] | null;
    /** The invoice. Refers to invoices.lago_id. */
    lago_invoice_id: V["uuid"] | null;
    /** Currency of the amounts. */
    currency: V["text"] | null;
    /** Usage before taxes. Unit: smallest currency unit, of currency. */
    amount_cents: V["integer"] | null;
    /** Taxes. Unit: smallest currency unit, of currency. */
    taxes_amount_cents: V["integer"] | null;
    /** Amount with taxes. Unit: smallest currency unit, of currency. */
    total_amount_cents: V["integer"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** The same by charge. */
  current_usage__charges_usage: {
    _root_external_customer_id: V["text"];
    _root_external_subscription_id: V["text"];
    _root_snapshot_at: V["timestamp"];
    _charges_usage_index: V["integer"];
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
    /** Units that were measured. Unit: units of the billable metric. */
    total_aggregated_units: V["decimal"] | null;
    /** Unit: count. */
    events_count: V["integer"] | null;
    /** Usage of the charge before taxes. Unit: smallest currency unit, of amount_currency. */
    amount_cents: V["integer"] | null;
    /** Currency of the amounts. */
    amount_currency: V["text"] | null;
    /** Usage of the charge before taxes. Unit: hundredths of the pricing unit. */
    pricing_unit_details__amount_cents: V["integer"] | null;
    pricing_unit_details__short_name: V["text"] | null;
    /** What one pricing unit is worth. Unit: currency unit, of amount_currency. */
    pricing_unit_details__conversion_rate: V["decimal"] | null;
    /** Lago's own id of the record. */
    charge__lago_id: V["uuid"] | null;
    /** How units become an amount. Values: standard, graduated, package, percentage, volume. */
    charge__charge_model: Known<"standard" | "graduated" | "package" | "percentage" | "volume"> | null;
    charge__invoice_display_name: V["text"] | null;
    /** Your short name of it. */
    charge__code: V["text"] | null;
    /** Lago's own id of the record. */
    billable_metric__lago_id: V["uuid"] | null;
    billable_metric__name: V["text"] | null;
    /** Your short name of it. */
    billable_metric__code: V["text"] | null;
    /** How events become units. Values: count_agg, sum_agg, max_agg, unique_count_agg, weighted_sum_agg, latest_agg. */
    billable_metric__aggregation_type: Known<"count_agg" | "sum_agg" | "max_agg" | "unique_count_agg" | "weighted_sum_agg" | "latest_agg"> | null;
  } & SystemColumns<V>;
  /** The same by filter of the charge. */
  current_usage__charges_usage__filters: {
    _root_external_customer_id: V["text"];
    _root_external_subscription_id: V["text"];
    _root_snapshot_at: V["timestamp"];
    _charges_usage_index: V["integer"];
    _filters_index: V["integer"];
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
    /** Units that were measured. Unit: units of the billable metric. */
    total_aggregated_units: V["decimal"] | null;
    /** Usage of the charge before taxes. Unit: smallest currency unit, of current_usage.currency. */
    amount_cents: V["integer"] | null;
    /** Unit: count. */
    events_count: V["integer"] | null;
    invoice_display_name: V["text"] | null;
    /** Usage of the charge before taxes. Unit: hundredths of the pricing unit. */
    pricing_unit_details__amount_cents: V["integer"] | null;
    pricing_unit_details__short_name: V["text"] | null;
    /** What one pricing unit is worth. Unit: currency unit, of current_usage.currency. */
    pricing_unit_details__conversion_rate: V["decimal"] | null;
    values: V["json"] | null;
  } & SystemColumns<V>;
  /** The same units by groups that are only shown. */
  current_usage__charges_usage__filters__presentation_breakdowns: {
    _root_external_customer_id: V["text"];
    _root_external_subscription_id: V["text"];
    _root_snapshot_at: V["timestamp"];
    _charges_usage_index: V["integer"];
    _filters_index: V["integer"];
    _presentation_breakdowns_index: V["integer"];
    presentation_by: V["json"] | null;
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The same by group of the charge. */
  current_usage__charges_usage__grouped_usage: {
    _root_external_customer_id: V["text"];
    _root_external_subscription_id: V["text"];
    _root_snapshot_at: V["timestamp"];
    _charges_usage_index: V["integer"];
    _grouped_usage_index: V["integer"];
    /** Usage of the charge before taxes. Unit: smallest currency unit, of current_usage.currency. */
    amount_cents: V["integer"] | null;
    /** Unit: count. */
    events_count: V["integer"] | null;
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
    /** Units that were measured. Unit: units of the billable metric. */
    total_aggregated_units: V["decimal"] | null;
    /** Usage of the charge before taxes. Unit: hundredths of the pricing unit. */
    pricing_unit_details__amount_cents: V["integer"] | null;
    pricing_unit_details__short_name: V["text"] | null;
    /** What one pricing unit is worth. Unit: currency unit, of current_usage.currency. */
    pricing_unit_details__conversion_rate: V["decimal"] | null;
    grouped_by: V["json"] | null;
  } & SystemColumns<V>;
  /** The same by filter of the charge. */
  current_usage__charges_usage__grouped_usage__filters: {
    _root_external_customer_id: V["text"];
    _root_external_subscription_id: V["text"];
    _root_snapshot_at: V["timestamp"];
    _charges_usage_index: V["integer"];
    _grouped_usage_index: V["integer"];
    _filters_index: V["integer"];
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
    /** Units that were measured. Unit: units of the billable metric. */
    total_aggregated_units: V["decimal"] | null;
    /** Usage of the charge before taxes. Unit: smallest currency unit, of current_usage.currency. */
    amount_cents: V["integer"] | null;
    /** Unit: count. */
    events_count: V["integer"] | null;
    invoice_display_name: V["text"] | null;
    /** Usage of the charge before taxes. Unit: hundredths of the pricing unit. */
    pricing_unit_details__amount_cents: V["integer"] | null;
    pricing_unit_details__short_name: V["text"] | null;
    /** What one pricing unit is worth. Unit: currency unit, of current_usage.currency. */
    pricing_unit_details__conversion_rate: V["decimal"] | null;
    values: V["json"] | null;
  } & SystemColumns<V>;
  /** The same units by groups that are only shown. */
  current_usage__charges__grouped_usage__filters__pres_breakdowns: {
    _root_external_customer_id: V["text"];
    _root_external_subscription_id: V["text"];
    _root_snapshot_at: V["timestamp"];
    _charges_usage_index: V["integer"];
    _grouped_usage_index: V["integer"];
    _filters_index: V["integer"];
    _presentation_breakdowns_index: V["integer"];
    presentation_by: V["json"] | null;
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The same units by groups that are only shown. */
  current_usage__charges_usage__grouped_usage__pres_breakdowns: {
    _root_external_customer_id: V["text"];
    _root_external_subscription_id: V["text"];
    _root_snapshot_at: V["timestamp"];
    _charges_usage_index: V["integer"];
    _grouped_usage_index: V["integer"];
    _presentation_breakdowns_index: V["integer"];
    presentation_by: V["json"] | null;
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The same units by groups that are only shown. */
  current_usage__charges_usage__presentation_breakdowns: {
    _root_external_customer_id: V["text"];
    _root_external_subscription_id: V["text"];
    _root_snapshot_at: V["timestamp"];
    _charges_usage_index: V["integer"];
    _presentation_breakdowns_index: V["integer"];
    presentation_by: V["json"] | null;
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
  } & SystemColumns<V>;
  /** Usage of a subscription in a period that was invoiced. */
  customer_past_usage: {
    /** Your id of the customer. Refers to customers.external_id. */
    external_customer_id: V["text"];
    /** Your id of the subscription. Refers to subscriptions.external_id. */
    external_subscription_id: V["text"];
    /** Begin of the period. */
    from_datetime: V["timestamp"] | null;
    /** End of the period. */
    to_datetime: V["timestamp"] | null;
    /** Date of the invoice, in the customer's time zone. */
    issuing_date: V["date"] | null;
    /** The invoice. Refers to invoices.lago_id. */
    lago_invoice_id: V["uuid"];
    /** Currency of the amounts. */
    currency: V["text"] | null;
    /** Usage before taxes. Unit: smallest currency unit, of currency. */
    amount_cents: V["integer"] | null;
    /** Taxes. Unit: smallest currency unit, of currency. */
    taxes_amount_cents: V["integer"] | null;
    /** Amount with taxes. Unit: smallest currency unit, of currency. */
    total_amount_cents: V["integer"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** The same by charge. */
  customer_past_usage__charges_usage: {
    _root_external_customer_id: V["text"];
    _root_external_subscription_id: V["text"];
    _root_lago_invoice_id: V["uuid"];
    _charges_usage_index: V["integer"];
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
    /** Units that were measured. Unit: units of the billable metric. */
    total_aggregated_units: V["decimal"] | null;
    /** Unit: count. */
    events_count: V["integer"] | null;
    /** Usage of the charge before taxes. Unit: smallest currency unit, of amount_currency. */
    amount_cents: V["integer"] | null;
    /** Currency of the amounts. */
    amount_currency: V["text"] | null;
    /** Usage of the charge before taxes. Unit: hundredths of the pricing unit. */
    pricing_unit_details__amount_cents: V["integer"] | null;
    pricing_unit_details__short_name: V["text"] | null;
    /** What one pricing unit is worth. Unit: currency unit, of amount_currency. */
    pricing_unit_details__conversion_rate: V["decimal"] | null;
    /** Lago's own id of the record. */
    charge__lago_id: V["uuid"] | null;
    /** How units become an amount. Values: standard, graduated, package, percentage, volume. */
    charge__charge_model: Known<"standard" | "graduated" | "package" | "percentage" | "volume"> | null;
    charge__invoice_display_name: V["text"] | null;
    /** Your short name of it. */
    charge__code: V["text"] | null;
    /** Lago's own id of the record. */
    billable_metric__lago_id: V["uuid"] | null;
    billable_metric__name: V["text"] | null;
    /** Your short name of it. */
    billable_metric__code: V["text"] | null;
    /** How events become units. Values: count_agg, sum_agg, max_agg, unique_count_agg, weighted_sum_agg, latest_agg. */
    billable_metric__aggregation_type: Known<"count_agg" | "sum_agg" | "max_agg" | "unique_count_agg" | "weighted_sum_agg" | "latest_agg"> | null;
  } & SystemColumns<V>;
  /** The same by filter of the charge. */
  customer_past_usage__charges_usage__filters: {
    _root_external_customer_id: V["text"];
    _root_external_subscription_id: V["text"];
    _root_lago_invoice_id: V["uuid"];
    _charges_usage_index: V["integer"];
    _filters_index: V["integer"];
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
    /** Units that were measured. Unit: units of the billable metric. */
    total_aggregated_units: V["decimal"] | null;
    /** Usage of the charge before taxes. Unit: smallest currency unit, of customer_past_usage.currency. */
    amount_cents: V["integer"] | null;
    /** Unit: count. */
    events_count: V["integer"] | null;
    invoice_display_name: V["text"] | null;
    /** Usage of the charge before taxes. Unit: hundredths of the pricing unit. */
    pricing_unit_details__amount_cents: V["integer"] | null;
    pricing_unit_details__short_name: V["text"] | null;
    /** What one pricing unit is worth. Unit: currency unit, of customer_past_usage.currency. */
    pricing_unit_details__conversion_rate: V["decimal"] | null;
    values: V["json"] | null;
  } & SystemColumns<V>;
  /** The same units by groups that are only shown. */
  customer_past_usage__charges_usage__filters__pres_breakdowns: {
    _root_external_customer_id: V["text"];
    _root_external_subscription_id: V["text"];
    _root_lago_invoice_id: V["uuid"];
    _charges_usage_index: V["integer"];
    _filters_index: V["integer"];
    _presentation_breakdowns_index: V["integer"];
    presentation_by: V["json"] | null;
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The same by group of the charge. */
  customer_past_usage__charges_usage__grouped_usage: {
    _root_external_customer_id: V["text"];
    _root_external_subscription_id: V["text"];
    _root_lago_invoice_id: V["uuid"];
    _charges_usage_index: V["integer"];
    _grouped_usage_index: V["integer"];
    /** Usage of the charge before taxes. Unit: smallest currency unit, of customer_past_usage.currency. */
    amount_cents: V["integer"] | null;
    /** Unit: count. */
    events_count: V["integer"] | null;
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
    /** Units that were measured. Unit: units of the billable metric. */
    total_aggregated_units: V["decimal"] | null;
    /** Usage of the charge before taxes. Unit: hundredths of the pricing unit. */
    pricing_unit_details__amount_cents: V["integer"] | null;
    pricing_unit_details__short_name: V["text"] | null;
    /** What one pricing unit is worth. Unit: currency unit, of customer_past_usage.currency. */
    pricing_unit_details__conversion_rate: V["decimal"] | null;
    grouped_by: V["json"] | null;
  } & SystemColumns<V>;
  /** The same by filter of the charge. */
  customer_past_usage__charges_usage__grouped_usage__filters: {
    _root_external_customer_id: V["text"];
    _root_external_subscription_id: V["text"];
    _root_lago_invoice_id: V["uuid"];
    _charges_usage_index: V["integer"];
    _grouped_usage_index: V["integer"];
    _filters_index: V["integer"];
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
    /** Units that were measured. Unit: units of the billable metric. */
    total_aggregated_units: V["decimal"] | null;
    /** Usage of the charge before taxes. Unit: smallest currency unit, of customer_past_usage.currency. */
    amount_cents: V["integer"] | null;
    /** Unit: count. */
    events_count: V["integer"] | null;
    invoice_display_name: V["text"] | null;
    /** Usage of the charge before taxes. Unit: hundredths of the pricing unit. */
    pricing_unit_details__amount_cents: V["integer"] | null;
    pricing_unit_details__short_name: V["text"] | null;
    /** What one pricing unit is worth. Unit: currency unit, of customer_past_usage.currency. */
    pricing_unit_details__conversion_rate: V["decimal"] | null;
    values: V["json"] | null;
  } & SystemColumns<V>;
  /** The same units by groups that are only shown. */
  customer_past_usage__charges__grouped__filters__pres_breakdowns: {
    _root_external_customer_id: V["text"];
    _root_external_subscription_id: V["text"];
    _root_lago_invoice_id: V["uuid"];
    _charges_usage_index: V["integer"];
    _grouped_usage_index: V["integer"];
    _filters_index: V["integer"];
    _presentation_breakdowns_index: V["integer"];
    presentation_by: V["json"] | null;
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The same units by groups that are only shown. */
  customer_past_usage__charges__grouped_usage__pres_breakdowns: {
    _root_external_customer_id: V["text"];
    _root_external_subscription_id: V["text"];
    _root_lago_invoice_id: V["uuid"];
    _charges_usage_index: V["integer"];
    _grouped_usage_index: V["integer"];
    _presentation_breakdowns_index: V["integer"];
    presentation_by: V["json"] | null;
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The same units by groups that are only shown. */
  customer_past_usage__charges_usage__presentation_breakdowns: {
    _root_external_customer_id: V["text"];
    _root_external_subscription_id: V["text"];
    _root_lago_invoice_id: V["uuid"];
    _charges_usage_index: V["integer"];
    _presentation_breakdowns_index: V["integer"];
    presentation_by: V["json"] | null;
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
  } & SystemColumns<V>;
  /** How a customer can be charged. The details lie with the payment provider. */
  customer_payment_methods: {
    /** Your id of the customer. Refers to customers.external_id. */
    external_customer_id: V["text"] | null;
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    is_default: V["boolean"] | null;
    /** The payment provider's connection, by its code. */
    payment_provider_code: V["text"] | null;
    payment_provider_name: V["text"] | null;
    /** Values: adyen, cashfree, gocardless, stripe, flutterwave, moneyhash. */
    payment_provider_type: Known<"adyen" | "cashfree" | "gocardless" | "stripe" | "flutterwave" | "moneyhash"> | null;
    /** The method's id at the payment provider. */
    provider_method_id: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** Alerts on the balance of a wallet. */
  customer_wallet_alerts: {
    /** Your id of the customer. Refers to customers.external_id. */
    external_customer_id: V["text"] | null;
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** Your organisation in Lago. */
    lago_organization_id: V["uuid"] | null;
    /** Your id of the subscription. */
    external_subscription_id: V["json"] | null;
    /** The wallet. Refers to wallets.lago_id. */
    lago_wallet_id: V["text"] | null;
    /** The wallet, by its code. Refers to wallets.code. */
    wallet_code: V["text"] | null;
    billable_metric: V["json"] | null;
    /** What is watched: amounts in cents, units, or credits. Values: wallet_balance_amount, wallet_credits_balance, wallet_ongoing_balance_amount, wallet_credits_ongoing_balance. */
    alert_type: Known<"wallet_balance_amount" | "wallet_credits_balance" | "wallet_ongoing_balance_amount" | "wallet_credits_ongoing_balance"> | null;
    /** Your short name of it. */
    code: V["text"] | null;
    name: V["text"] | null;
    /** Values: increasing, decreasing. */
    direction: Known<"increasing" | "decreasing"> | null;
    /** What was watched when the alert was last looked at. */
    previous_value: V["decimal"] | null;
    /** When the alert was last looked at. */
    last_processed_at: V["timestamp"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** The values at which an alert is sent. */
  customer_wallet_alerts__thresholds: {
    _root_lago_id: V["uuid"];
    _thresholds_index: V["integer"];
    /** Your short name of it. */
    code: V["text"] | null;
    recurring: V["boolean"] | null;
    /** In cents, units or credits, as the alert's type says. */
    value: V["decimal"] | null;
  } & SystemColumns<V>;
  /** Who is billed. Lago deletes customers and keeps their invoices. */
  customers: {
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** Running number. */
    sequential_id: V["integer"] | null;
    slug: V["text"] | null;
    /** Your id of the customer. */
    external_id: V["text"] | null;
    /** The company that issues the invoice. Refers to billing_entities.code. */
    billing_entity_code: V["text"] | null;
    /** Personal data. */
    address_line1: V["text"] | null;
    /** Personal data. */
    address_line2: V["text"] | null;
    applicable_timezone: V["text"] | null;
    /** Personal data. */
    city: V["text"] | null;
    country: V["text"] | null;
    /** Currency in which the customer is billed. */
    currency: V["text"] | null;
    /** Personal data. */
    email: V["text"] | null;
    /** Personal data. */
    legal_name: V["text"] | null;
    /** Personal data. */
    legal_number: V["text"] | null;
    logo_url: V["text"] | null;
    /** Personal data. */
    name: V["text"] | null;
    /** Personal data. */
    firstname: V["text"] | null;
    /** Personal data. */
    lastname: V["text"] | null;
    /** Whether it buys, or sells as a partner. Values: customer, partner. */
    account_type: Known<"customer" | "partner"> | null;
    /** Whether it is a company or a person. Values: company, individual. */
    customer_type: Known<"company" | "individual"> | null;
    /** Personal data. */
    phone: V["text"] | null;
    /** Personal data. */
    state: V["text"] | null;
    /** Personal data. */
    tax_identification_number: V["text"] | null;
    timezone: V["text"] | null;
    /** Personal data. */
    url: V["text"] | null;
    /** Personal data. */
    zipcode: V["text"] | null;
    /** Days from issue until an invoice is due. Unit: days. */
    net_payment_term: V["integer"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** When Lago last wrote it. Not all changes show here. */
    updated_at: V["timestamp"] | null;
    /** Values: inherit, skip, finalize. */
    finalize_zero_amount_invoice: Known<"inherit" | "skip" | "finalize"> | null;
    skip_invoice_custom_sections: V["boolean"] | null;
    /** Days that an invoice stays a draft. Unit: days. */
    billing_configuration__invoice_grace_period: V["integer"] | null;
    /** Values: current_period_end, next_period_start. */
    billing_configuration__subscription_invoice_issuing_date_anchor: Known<"current_period_end" | "next_period_start"> | null;
    /** Values: align_with_finalization_date, keep_anchor. */
    billing_config__subscription_invoice_issuing_date_adjustment: Known<"align_with_finalization_date" | "keep_anchor"> | null;
    /** Values: stripe, adyen, gocardless. */
    billing_configuration__payment_provider: Known<"stripe" | "adyen" | "gocardless"> | null;
    /** The payment provider's connection, by its code. */
    billing_configuration__payment_provider_code: V["text"] | null;
    /** The customer's id at the payment provider. */
    billing_configuration__provider_customer_id: V["text"] | null;
    billing_configuration__sync: V["boolean"] | null;
    billing_configuration__sync_with_provider: V["boolean"] | null;
    billing_configuration__document_locale: V["text"] | null;
    billing_configuration__provider_payment_methods: V["json"] | null;
    /** Personal data. */
    shipping_address__address_line1: V["text"] | null;
    /** Personal data. */
    shipping_address__address_line2: V["text"] | null;
    /** Personal data. */
    shipping_address__city: V["text"] | null;
    shipping_address__country: V["text"] | null;
    /** Personal data. */
    shipping_address__state: V["text"] | null;
    /** Personal data. */
    shipping_address__zipcode: V["text"] | null;
    external_salesforce_id: V["text"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** Keys and values that you gave a customer. */
  customers__metadata: {
    _root_lago_id: V["uuid"];
    _metadata_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    key: V["text"] | null;
    /** Personal data. */
    value: V["text"] | null;
    display_in_invoice: V["boolean"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
  } & SystemColumns<V>;
  /** The customer in connected systems of accounting, taxes and sales. */
  customers__integration_customers: {
    _root_lago_id: V["uuid"];
    _integration_customers_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** Values: netsuite, anrok, xero, hubspot, salesforce. */
    type: Known<"netsuite" | "anrok" | "xero" | "hubspot" | "salesforce"> | null;
    integration_code: V["text"] | null;
    /** Your id of the customer. */
    external_customer_id: V["text"] | null;
    sync_with_provider: V["boolean"] | null;
    subsidiary_id: V["text"] | null;
    targeted_object: V["text"] | null;
    /** Personal data. */
    email: V["text"] | null;
  } & SystemColumns<V>;
  /** The taxes that are applied to it. */
  customers__taxes: {
    _root_lago_id: V["uuid"];
    _taxes_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    name: V["text"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    description: V["text"] | null;
    /** Unit: percent. */
    rate: V["number"] | null;
    applied_to_organization: V["boolean"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    applied_to_billing_entities_codes: V["json"] | null;
  } & SystemColumns<V>;
  /** Texts of yours that are put on its invoices. */
  customers__applicable_invoice_custom_sections: {
    _root_lago_id: V["uuid"];
    _applicable_invoice_custom_sections_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    name: V["text"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    description: V["text"] | null;
    details: V["text"] | null;
    display_name: V["text"] | null;
    applied_to_organization: V["boolean"] | null;
    /** Your organisation in Lago. */
    organization_id: V["uuid"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
  } & SystemColumns<V>;
  /** What went wrong with it in a connected system. */
  customers__error_details: {
    _root_lago_id: V["uuid"];
    _error_details_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    error_code: V["text"] | null;
    details: V["json"] | null;
  } & SystemColumns<V>;
  /** Usage as it was sent to Lago. Not priced; priced usage is in fees. */
  events: {
    /** Lago's own id of the record. */
    lago_id: V["text"] | null;
    /** Your id of the event. Lago counts an event once for each subscription. */
    transaction_id: V["text"];
    /** The customer. Null where Lago keeps events in Postgres. Refers to customers.lago_id. */
    lago_customer_id: V["uuid"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    /** When the usage happened. */
    timestamp: V["timestamp"] | null;
    /** Price that came with the event, for dynamic charges. Unit: smallest currency unit. */
    precise_total_amount_cents: V["decimal"] | null;
    /** What was sent with the event. Can hold anything. Personal data. */
    properties: V["json"] | null;
    /** The subscription. Null where Lago keeps events in Postgres. Refers to subscriptions.lago_id. */
    lago_subscription_id: V["uuid"] | null;
    /** Your id of the subscription. Refers to subscriptions.external_id. */
    external_subscription_id: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** What plans can give access to. */
  features: {
    /** Your short name of it. */
    code: V["text"];
    name: V["text"] | null;
    description: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** What exactly a feature allows. */
  features__privileges: {
    _root_code: V["text"];
    _privileges_index: V["integer"];
    /** Your short name of it. */
    code: V["text"] | null;
    name: V["text"] | null;
    /** Values: integer, boolean, string, select. */
    value_type: Known<"integer" | "boolean" | "string" | "select"> | null;
    config__select_options: V["json"] | null;
  } & SystemColumns<V>;
  /** The lines of all invoices, and fees that are on no invoice yet. The table to sum up revenue from. */
  fees: {
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** The charge. */
    lago_charge_id: V["uuid"] | null;
    /** The filter of the charge. */
    lago_charge_filter_id: V["uuid"] | null;
    /** The fixed charge. */
    lago_fixed_charge_id: V["uuid"] | null;
    /** The invoice. Null while a fee is on none, as those paid in advance can be. Refers to invoices.lago_id. */
    lago_invoice_id: V["uuid"] | null;
    /** The fee that fills this one up to the charge's minimum. */
    lago_true_up_fee_id: V["uuid"] | null;
    /** The fee that this one fills up to the charge's minimum. */
    lago_true_up_parent_fee_id: V["uuid"] | null;
    /** The subscription. Refers to subscriptions.lago_id. */
    lago_subscription_id: V["uuid"] | null;
    /** The customer, through the subscription: null for fees of add-ons and credits. Their invoice has it. Refers to customers.lago_id. */
    lago_customer_id: V["uuid"] | null;
    /** Your id of the customer, through the subscription: null for fees of add-ons and credits. Refers to customers.external_id. */
    external_customer_id: V["text"] | null;
    /** Your id of the subscription. Refers to subscriptions.external_id. */
    external_subscription_id: V["text"] | null;
    /** Amount before coupons and taxes, rounded. Unit: smallest currency unit, of amount_currency. */
    amount_cents: V["integer"] | null;
    /** Amount before coupons and taxes, exact. Unit: currency unit, of amount_currency. */
    precise_amount: V["decimal"] | null;
    /** Amount with taxes, exact. Unit: currency unit, of total_amount_currency. */
    precise_total_amount: V["decimal"] | null;
    /** Currency of the amounts. */
    amount_currency: V["text"] | null;
    /** Taxes of the fee. Unit: smallest currency unit, of amount_currency. */
    taxes_amount_cents: V["integer"] | null;
    /** Taxes, exact. Unit: currency unit, of amount_currency. */
    taxes_precise_amount: V["decimal"] | null;
    /** Unit: percent. */
    taxes_rate: V["number"] | null;
    /** Units that were charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
    /** Average price of a unit. Unit: currency unit, of amount_currency. */
    precise_unit_amount: V["decimal"] | null;
    /** Units that were measured. Unit: units of the billable metric. */
    total_aggregated_units: V["decimal"] | null;
    /** Amount with taxes. Unit: smallest currency unit, of total_amount_currency. */
    total_amount_cents: V["integer"] | null;
    /** Currency of the amounts. */
    total_amount_currency: V["text"] | null;
    /** Unit: count. */
    events_count: V["integer"] | null;
    /** Whether it was charged when the usage came, not at the end of the period. */
    pay_in_advance: V["boolean"] | null;
    /** Whether it is put on an invoice. */
    invoiceable: V["boolean"] | null;
    /** Begin of the period that is charged for. */
    from_date: V["timestamp"] | null;
    /** End of the period that is charged for. */
    to_date: V["timestamp"] | null;
    /** Whether it was paid, by its invoice or in advance. Values: pending, succeeded, failed, refunded. */
    payment_status: Known<"pending" | "succeeded" | "failed" | "refunded"> | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** When it was paid. */
    succeeded_at: V["timestamp"] | null;
    /** When paying it failed. */
    failed_at: V["timestamp"] | null;
    /** When the money was sent back. */
    refunded_at: V["timestamp"] | null;
    /** The event, by your id, of a fee that is charged in advance. */
    event_transaction_id: V["text"] | null;
    description: V["text"] | null;
    /** The fee's part of the coupons. Unit: smallest currency unit, of amount_currency. */
    precise_coupons_amount_cents: V["decimal"] | null;
    /** Amount less coupons, before taxes. Unit: smallest currency unit, of amount_currency. */
    sub_total_excluding_taxes_amount_cents: V["integer"] | null;
    /** Amount less coupons, before taxes, exact. Unit: smallest currency unit, of amount_currency. */
    sub_total_excluding_taxes_precise_amount_cents: V["decimal"] | null;
    /** Unit: smallest currency unit, of amount_currency. */
    amount_details__plan_amount_cents: V["integer"] | null;
    /** Unit: units of the billable metric. */
    amount_details__free_units: V["decimal"] | null;
    /** Unit: units of the billable metric. */
    amount_details__paid_units: V["decimal"] | null;
    /** Unit: units of the billable metric. */
    amount_details__per_package_size: V["integer"] | null;
    /** Unit: currency unit, of amount_currency. */
    amount_details__per_package_unit_amount: V["decimal"] | null;
    /** Unit: currency unit, of amount_currency. */
    amount_details__per_unit_total_amount: V["decimal"] | null;
    /** Units that were charged for. Unit: units of the billable metric. */
    amount_details__units: V["decimal"] | null;
    /** Unit: count. */
    amount_details__free_events: V["decimal"] | null;
    /** Unit: percent. */
    amount_details__rate: V["decimal"] | null;
    /** Unit: count. */
    amount_details__paid_events: V["decimal"] | null;
    /** Unit: currency unit, of amount_currency. */
    amount_details__fixed_fee_unit_amount: V["decimal"] | null;
    /** Unit: currency unit, of amount_currency. */
    amount_details__fixed_fee_total_amount: V["decimal"] | null;
    /** Unit: currency unit, of amount_currency. */
    amount_details__min_max_adjustment_total_amount: V["decimal"] | null;
    /** Unit: currency unit, of amount_currency. */
    amount_details__per_unit_amount: V["decimal"] | null;
    /** Unit: currency unit, of amount_currency. */
    amount_details__flat_unit_amount: V["decimal"] | null;
    self_billed: V["boolean"] | null;
    /** What is charged for. A credit is the purchase of prepaid credits. Values: charge, fixed_charge, add_on, subscription, credit, commitment. */
    item__type: Known<"charge" | "fixed_charge" | "add_on" | "subscription" | "credit" | "commitment"> | null;
    /** Your short name of it. */
    item__code: V["text"] | null;
    item__name: V["text"] | null;
    item__description: V["text"] | null;
    item__invoice_display_name: V["text"] | null;
    item__filter_invoice_display_name: V["text"] | null;
    item__filters: V["json"] | null;
    /** What is charged for; the item's type says of which table. */
    item__lago_item_id: V["uuid"] | null;
    /** Values: AddOn, BillableMetric, Subscription, WalletTransaction. */
    item__item_type: Known<"AddOn" | "BillableMetric" | "Subscription" | "WalletTransaction"> | null;
    item__grouped_by: V["json"] | null;
    pricing_unit_details__lago_pricing_unit_id: V["uuid"] | null;
    /** The pricing unit, by its code. */
    pricing_unit_details__pricing_unit_code: V["text"] | null;
    pricing_unit_details__short_name: V["text"] | null;
    /** Amount before coupons and taxes, rounded. Unit: hundredths of the pricing unit. */
    pricing_unit_details__amount_cents: V["integer"] | null;
    /** The amount, exact. Unit: hundredths of the pricing unit. */
    pricing_unit_details__precise_amount_cents: V["decimal"] | null;
    /** Unit: hundredths of the pricing unit. */
    pricing_unit_details__unit_amount_cents: V["integer"] | null;
    /** Average price of a unit. Unit: pricing unit. */
    pricing_unit_details__precise_unit_amount: V["decimal"] | null;
    /** What one pricing unit is worth. Unit: currency unit, of amount_currency. */
    pricing_unit_details__conversion_rate: V["decimal"] | null;
    lago_original_fee_id: V["uuid"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** How a fee came about: units and amount of each range. */
  fees__amount_details__graduated_ranges: {
    _root_lago_id: V["uuid"];
    _amount_details__graduated_ranges_index: V["integer"];
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of fees.amount_currency. */
    flat_unit_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of fees.amount_currency. */
    per_unit_amount: V["decimal"] | null;
    /** Amount of the units of the range. Unit: currency unit, of fees.amount_currency. */
    per_unit_total_amount: V["decimal"] | null;
    /** Amount of the range. Unit: currency unit, of fees.amount_currency. */
    total_with_flat_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** How a fee came about: units and amount of each range. */
  fees__amount_details__graduated_percentage_ranges: {
    _root_lago_id: V["uuid"];
    _amount_details__graduated_percentage_ranges_index: V["integer"];
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
    /** Begin of the range. Unit: currency unit, of fees.amount_currency. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: currency unit, of fees.amount_currency. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of fees.amount_currency. */
    flat_unit_amount: V["decimal"] | null;
    /** Unit: percent. */
    rate: V["decimal"] | null;
    /** Amount of the units of the range. Unit: currency unit, of fees.amount_currency. */
    per_unit_total_amount: V["decimal"] | null;
    /** Amount of the range. Unit: currency unit, of fees.amount_currency. */
    total_with_flat_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** Taxes of a fee. */
  fees__applied_taxes: {
    _root_lago_id: V["uuid"];
    _applied_taxes_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** The tax. Refers to taxes.lago_id. */
    lago_tax_id: V["uuid"] | null;
    tax_name: V["text"] | null;
    /** The tax, by its code. Refers to taxes.code. */
    tax_code: V["text"] | null;
    /** Unit: percent. */
    tax_rate: V["number"] | null;
    tax_description: V["text"] | null;
    /** The tax. Unit: smallest currency unit, of amount_currency. */
    amount_cents: V["integer"] | null;
    /** Currency of the amounts. */
    amount_currency: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** The fee. Refers to fees.lago_id. */
    lago_fee_id: V["uuid"] | null;
  } & SystemColumns<V>;
  /** The same units by groups that are only shown. */
  fees__presentation_breakdowns: {
    _root_lago_id: V["uuid"];
    _presentation_breakdowns_index: V["integer"];
    presentation_by: V["json"] | null;
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
  } & SystemColumns<V>;
  /** What was billed, from draft to paid. Only finalized invoices are revenue or owed. */
  invoices: {
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** The company that issues the invoice. Refers to billing_entities.code. */
    billing_entity_code: V["text"] | null;
    /** Running number. */
    sequential_id: V["integer"] | null;
    number: V["text"] | null;
    /** Date of the invoice, in the customer's time zone. A draft's lies in the future. */
    issuing_date: V["date"] | null;
    /** When a dispute was lost. The amount is given up. */
    payment_dispute_lost_at: V["timestamp"] | null;
    /** When it is due. */
    payment_due_date: V["date"] | null;
    /** Whether Lago takes it for overdue. */
    payment_overdue: V["boolean"] | null;
    /** Days from issue until an invoice is due. Unit: days. */
    net_payment_term: V["integer"] | null;
    /** Why it was issued. credit: a customer bought prepaid credits, which is no revenue yet. Values: subscription, add_on, credit, one_off, progressive_billing. */
    invoice_type: Known<"subscription" | "add_on" | "credit" | "one_off" | "progressive_billing"> | null;
    /** Only finalized invoices count. A draft can still change, a voided one is cancelled. Values: draft, finalized, voided, failed, pending. */
    status: Known<"draft" | "finalized" | "voided" | "failed" | "pending"> | null;
    /** Whether it was paid. Values: pending, succeeded, failed. */
    payment_status: Known<"pending" | "succeeded" | "failed"> | null;
    /** Currency of the amounts. */
    currency: V["text"] | null;
    /** Sum of the fees, before coupons and taxes. Unit: smallest currency unit, of currency. */
    fees_amount_cents: V["integer"] | null;
    /** Taken off by coupons. Unit: smallest currency unit, of currency. */
    coupons_amount_cents: V["integer"] | null;
    /** Paid with credit of credit notes. Unit: smallest currency unit, of currency. */
    credit_notes_amount_cents: V["integer"] | null;
    /** Fees less coupons and progressive billing, before taxes. Unit: smallest currency unit, of currency. */
    sub_total_excluding_taxes_amount_cents: V["integer"] | null;
    /** Taxes. Unit: smallest currency unit, of currency. */
    taxes_amount_cents: V["integer"] | null;
    /** The same with taxes. Unit: smallest currency unit, of currency. */
    sub_total_including_taxes_amount_cents: V["integer"] | null;
    /** Paid with credits of a wallet. Unit: smallest currency unit, of currency. */
    prepaid_credit_amount_cents: V["integer"] | null;
    /** The part of these credits that was given for free. Unit: smallest currency unit, of currency. */
    prepaid_granted_credit_amount_cents: V["integer"] | null;
    /** The part of these credits that was bought. Unit: smallest currency unit, of currency. */
    prepaid_purchased_credit_amount_cents: V["integer"] | null;
    /** Billed before by progressive billing. Unit: smallest currency unit, of currency. */
    progressive_billing_credit_amount_cents: V["integer"] | null;
    /** What was to be paid: with taxes, less credits. Unit: smallest currency unit, of currency. */
    total_amount_cents: V["integer"] | null;
    /** Which version of its rules Lago computed it by. */
    version_number: V["integer"] | null;
    /** True where a partner is owed the amount, not the company. */
    self_billed: V["boolean"] | null;
    file_url: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** When Lago last wrote it. Not all changes show here. */
    updated_at: V["timestamp"] | null;
    purchase_order_number: V["text"] | null;
    web_url: V["text"] | null;
    /** What is still to be paid. Unit: smallest currency unit, of currency. */
    total_due_amount_cents: V["integer"] | null;
    /** What was paid of it. Unit: smallest currency unit, of currency. */
    total_paid_amount_cents: V["integer"] | null;
    /** Settled by credit notes against this invoice. Unit: smallest currency unit, of currency. */
    total_offsetted_credit_note_amount_cents: V["integer"] | null;
    xml_url: V["text"] | null;
    /** When it was cancelled. */
    voided_at: V["timestamp"] | null;
    /** The customer as it was when the invoice was issued. Personal data. */
    customer: V["json"] | null;
    /** The customer. Refers to customers.lago_id. */
    customer__lago_id: V["uuid"] | null;
    /** Your id of the customer. Refers to customers.external_id. */
    customer__external_id: V["text"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** Keys and values that you gave an invoice. */
  invoices__metadata: {
    _root_lago_id: V["uuid"];
    _metadata_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    key: V["text"] | null;
    /** Personal data. */
    value: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
  } & SystemColumns<V>;
  /** Taxes of an invoice, by tax. */
  invoices__applied_taxes: {
    _root_lago_id: V["uuid"];
    _applied_taxes_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** The tax. Refers to taxes.lago_id. */
    lago_tax_id: V["uuid"] | null;
    tax_name: V["text"] | null;
    /** The tax, by its code. Refers to taxes.code. */
    tax_code: V["text"] | null;
    /** Unit: percent. */
    tax_rate: V["number"] | null;
    tax_description: V["text"] | null;
    /** The tax. Unit: smallest currency unit, of amount_currency. */
    amount_cents: V["integer"] | null;
    /** Currency of the amounts. */
    amount_currency: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** The invoice. Refers to invoices.lago_id. */
    lago_invoice_id: V["uuid"] | null;
    /** Unit: smallest currency unit, of amount_currency. */
    fees_amount_cents: V["integer"] | null;
  } & SystemColumns<V>;
  /** Texts of yours that are put on its invoices. */
  invoices__applied_invoice_custom_sections: {
    _root_lago_id: V["uuid"];
    _applied_invoice_custom_sections_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** The invoice. Refers to invoices.lago_id. */
    lago_invoice_id: V["uuid"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    details: V["text"] | null;
    display_name: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
  } & SystemColumns<V>;
  /** The thresholds whose reaching caused the invoice. */
  invoices__applied_usage_thresholds: {
    _root_lago_id: V["uuid"];
    _applied_usage_thresholds_index: V["integer"];
    /** Usage when it was reached. Unit: smallest currency unit, of invoices.currency. */
    lifetime_usage_amount_cents: V["integer"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** Lago's own id of the record. */
    usage_threshold__lago_id: V["uuid"] | null;
    usage_threshold__threshold_display_name: V["text"] | null;
    /** Usage at which it is reached. Unit: smallest currency unit, of invoices.currency. */
    usage_threshold__amount_cents: V["integer"] | null;
    usage_threshold__recurring: V["boolean"] | null;
    /** When Lago created the record. */
    usage_threshold__created_at: V["timestamp"] | null;
    /** When Lago last wrote it. Not all changes show here. */
    usage_threshold__updated_at: V["timestamp"] | null;
  } & SystemColumns<V>;
  /** The subscriptions of an invoice and the periods that it bills. */
  invoices__billing_periods: {
    _root_lago_id: V["uuid"];
    _billing_periods_index: V["integer"];
    /** The subscription. Refers to subscriptions.lago_id. */
    lago_subscription_id: V["uuid"] | null;
    /** Your id of the subscription. */
    external_subscription_id: V["text"] | null;
    /** The plan. Refers to plans.lago_id. */
    lago_plan_id: V["uuid"] | null;
    /** Begin of the period. */
    subscription_from_datetime: V["timestamp"] | null;
    /** End of the period. */
    subscription_to_datetime: V["timestamp"] | null;
    /** Begin of the period. */
    charges_from_datetime: V["timestamp"] | null;
    /** End of the period. */
    charges_to_datetime: V["timestamp"] | null;
    /** Values: subscription_starting, subscription_periodic, subscription_terminating, in_advance_charge, in_advance_charge_periodic, progressive_billing. */
    invoicing_reason: Known<"subscription_starting" | "subscription_periodic" | "subscription_terminating" | "in_advance_charge" | "in_advance_charge_periodic" | "progressive_billing"> | null;
    /** Begin of the period. */
    fixed_charges_from_datetime: V["timestamp"] | null;
    /** End of the period. */
    fixed_charges_to_datetime: V["timestamp"] | null;
  } & SystemColumns<V>;
  /** Coupons, credit notes and progressive billing that lowered an invoice. */
  invoices__credits: {
    _root_lago_id: V["uuid"];
    _credits_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** What was taken off the invoice. Unit: smallest currency unit, of amount_currency. */
    amount_cents: V["integer"] | null;
    /** Currency of the amounts. */
    amount_currency: V["text"] | null;
    before_taxes: V["boolean"] | null;
    item__lago_item_id: V["uuid"] | null;
    /** Values: coupon, credit_note, invoice. */
    item__type: Known<"coupon" | "credit_note" | "invoice"> | null;
    /** Your short name of it. */
    item__code: V["text"] | null;
    item__name: V["text"] | null;
    item__description: V["text"] | null;
    /** Lago's own id of the record. */
    invoice__lago_id: V["uuid"] | null;
    /** Whether it was paid. Values: pending, succeeded, failed. */
    invoice__payment_status: Known<"pending" | "succeeded" | "failed"> | null;
  } & SystemColumns<V>;
  /** The lines of an invoice as its single record has them. Prefer fees, which is always filled. */
  invoices__fees: {
    _root_lago_id: V["uuid"];
    _fees_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** The charge. */
    lago_charge_id: V["uuid"] | null;
    /** The filter of the charge. */
    lago_charge_filter_id: V["uuid"] | null;
    /** The fixed charge. */
    lago_fixed_charge_id: V["uuid"] | null;
    /** The invoice. Null while a fee is on none, as those paid in advance can be. Refers to invoices.lago_id. */
    lago_invoice_id: V["uuid"] | null;
    /** The fee that fills this one up to the charge's minimum. */
    lago_true_up_fee_id: V["uuid"] | null;
    /** The fee that this one fills up to the charge's minimum. */
    lago_true_up_parent_fee_id: V["uuid"] | null;
    /** The subscription. Refers to subscriptions.lago_id. */
    lago_subscription_id: V["uuid"] | null;
    /** The customer, through the subscription: null for fees of add-ons and credits. Their invoice has it. Refers to customers.lago_id. */
    lago_customer_id: V["uuid"] | null;
    /** Your id of the customer, through the subscription: null for fees of add-ons and credits. */
    external_customer_id: V["text"] | null;
    /** Your id of the subscription. */
    external_subscription_id: V["text"] | null;
    /** Amount before coupons and taxes, rounded. Unit: smallest currency unit, of amount_currency. */
    amount_cents: V["integer"] | null;
    /** Amount before coupons and taxes, exact. Unit: currency unit, of amount_currency. */
    precise_amount: V["decimal"] | null;
    /** Amount with taxes, exact. Unit: currency unit, of total_amount_currency. */
    precise_total_amount: V["decimal"] | null;
    /** Currency of the amounts. */
    amount_currency: V["text"] | null;
    /** Taxes of the fee. Unit: smallest currency unit, of amount_currency. */
    taxes_amount_cents: V["integer"] | null;
    /** Taxes, exact. Unit: currency unit, of amount_currency. */
    taxes_precise_amount: V["decimal"] | null;
    /** Unit: percent. */
    taxes_rate: V["number"] | null;
    /** Units that were charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
    /** Average price of a unit. Unit: currency unit, of amount_currency. */
    precise_unit_amount: V["decimal"] | null;
    /** Units that were measured. Unit: units of the billable metric. */
    total_aggregated_units: V["decimal"] | null;
    /** Amount with taxes. Unit: smallest currency unit, of total_amount_currency. */
    total_amount_cents: V["integer"] | null;
    /** Currency of the amounts. */
    total_amount_currency: V["text"] | null;
    /** Unit: count. */
    events_count: V["integer"] | null;
    /** Whether it was charged when the usage came, not at the end of the period. */
    pay_in_advance: V["boolean"] | null;
    /** Whether it is put on an invoice. */
    invoiceable: V["boolean"] | null;
    /** Begin of the period that is charged for. */
    from_date: V["timestamp"] | null;
    /** End of the period that is charged for. */
    to_date: V["timestamp"] | null;
    /** Whether it was paid, by its invoice or in advance. Values: pending, succeeded, failed, refunded. */
    payment_status: Known<"pending" | "succeeded" | "failed" | "refunded"> | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** When it was paid. */
    succeeded_at: V["timestamp"] | null;
    /** When paying it failed. */
    failed_at: V["timestamp"] | null;
    /** When the money was sent back. */
    refunded_at: V["timestamp"] | null;
    /** The event, by your id, of a fee that is charged in advance. */
    event_transaction_id: V["text"] | null;
    description: V["text"] | null;
    /** The fee's part of the coupons. Unit: smallest currency unit, of amount_currency. */
    precise_coupons_amount_cents: V["decimal"] | null;
    /** Amount less coupons, before taxes. Unit: smallest currency unit, of amount_currency. */
    sub_total_excluding_taxes_amount_cents: V["integer"] | null;
    /** Amount less coupons, before taxes, exact. Unit: smallest currency unit, of amount_currency. */
    sub_total_excluding_taxes_precise_amount_cents: V["decimal"] | null;
    /** Unit: smallest currency unit, of amount_currency. */
    amount_details__plan_amount_cents: V["integer"] | null;
    /** Unit: units of the billable metric. */
    amount_details__free_units: V["decimal"] | null;
    /** Unit: units of the billable metric. */
    amount_details__paid_units: V["decimal"] | null;
    /** Unit: units of the billable metric. */
    amount_details__per_package_size: V["integer"] | null;
    /** Unit: currency unit, of amount_currency. */
    amount_details__per_package_unit_amount: V["decimal"] | null;
    /** Unit: currency unit, of amount_currency. */
    amount_details__per_unit_total_amount: V["decimal"] | null;
    /** Units that were charged for. Unit: units of the billable metric. */
    amount_details__units: V["decimal"] | null;
    /** Unit: count. */
    amount_details__free_events: V["decimal"] | null;
    /** Unit: percent. */
    amount_details__rate: V["decimal"] | null;
    /** Unit: count. */
    amount_details__paid_events: V["decimal"] | null;
    /** Unit: currency unit, of amount_currency. */
    amount_details__fixed_fee_unit_amount: V["decimal"] | null;
    /** Unit: currency unit, of amount_currency. */
    amount_details__fixed_fee_total_amount: V["decimal"] | null;
    /** Unit: currency unit, of amount_currency. */
    amount_details__min_max_adjustment_total_amount: V["decimal"] | null;
    /** Unit: currency unit, of amount_currency. */
    amount_details__per_unit_amount: V["decimal"] | null;
    /** Unit: currency unit, of amount_currency. */
    amount_details__flat_unit_amount: V["decimal"] | null;
    self_billed: V["boolean"] | null;
    /** What is charged for. A credit is the purchase of prepaid credits. Values: charge, fixed_charge, add_on, subscription, credit, commitment. */
    item__type: Known<"charge" | "fixed_charge" | "add_on" | "subscription" | "credit" | "commitment"> | null;
    /** Your short name of it. */
    item__code: V["text"] | null;
    item__name: V["text"] | null;
    item__description: V["text"] | null;
    item__invoice_display_name: V["text"] | null;
    item__filter_invoice_display_name: V["text"] | null;
    item__filters: V["json"] | null;
    /** What is charged for; the item's type says of which table. */
    item__lago_item_id: V["uuid"] | null;
    /** Values: AddOn, BillableMetric, Subscription, WalletTransaction. */
    item__item_type: Known<"AddOn" | "BillableMetric" | "Subscription" | "WalletTransaction"> | null;
    item__grouped_by: V["json"] | null;
    pricing_unit_details__lago_pricing_unit_id: V["uuid"] | null;
    /** The pricing unit, by its code. */
    pricing_unit_details__pricing_unit_code: V["text"] | null;
    pricing_unit_details__short_name: V["text"] | null;
    /** Amount before coupons and taxes, rounded. Unit: hundredths of the pricing unit. */
    pricing_unit_details__amount_cents: V["integer"] | null;
    /** The amount, exact. Unit: hundredths of the pricing unit. */
    pricing_unit_details__precise_amount_cents: V["decimal"] | null;
    /** Unit: hundredths of the pricing unit. */
    pricing_unit_details__unit_amount_cents: V["integer"] | null;
    /** Average price of a unit. Unit: pricing unit. */
    pricing_unit_details__precise_unit_amount: V["decimal"] | null;
    /** What one pricing unit is worth. Unit: currency unit, of amount_currency. */
    pricing_unit_details__conversion_rate: V["decimal"] | null;
    lago_original_fee_id: V["uuid"] | null;
  } & SystemColumns<V>;
  /** How a fee came about: units and amount of each range. */
  invoices__fees__amount_details__graduated_ranges: {
    _root_lago_id: V["uuid"];
    _fees_index: V["integer"];
    _amount_details__graduated_ranges_index: V["integer"];
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of invoices.currency. */
    flat_unit_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of invoices.currency. */
    per_unit_amount: V["decimal"] | null;
    /** Amount of the units of the range. Unit: currency unit, of invoices.currency. */
    per_unit_total_amount: V["decimal"] | null;
    /** Amount of the range. Unit: currency unit, of invoices.currency. */
    total_with_flat_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** How a fee came about: units and amount of each range. */
  invoices__fees__amount_details__graduated_percentage_ranges: {
    _root_lago_id: V["uuid"];
    _fees_index: V["integer"];
    _amount_details__graduated_percentage_ranges_index: V["integer"];
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
    /** Begin of the range. Unit: currency unit, of invoices.currency. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: currency unit, of invoices.currency. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of invoices.currency. */
    flat_unit_amount: V["decimal"] | null;
    /** Unit: percent. */
    rate: V["decimal"] | null;
    /** Amount of the units of the range. Unit: currency unit, of invoices.currency. */
    per_unit_total_amount: V["decimal"] | null;
    /** Amount of the range. Unit: currency unit, of invoices.currency. */
    total_with_flat_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The taxes that were applied to it. */
  invoices__fees__applied_taxes: {
    _root_lago_id: V["uuid"];
    _fees_index: V["integer"];
    _applied_taxes_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** The tax. Refers to taxes.lago_id. */
    lago_tax_id: V["uuid"] | null;
    tax_name: V["text"] | null;
    /** The tax, by its code. Refers to taxes.code. */
    tax_code: V["text"] | null;
    /** Unit: percent. */
    tax_rate: V["number"] | null;
    tax_description: V["text"] | null;
    /** The tax. Unit: smallest currency unit, of amount_currency. */
    amount_cents: V["integer"] | null;
    /** Currency of the amounts. */
    amount_currency: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** The fee. Refers to fees.lago_id. */
    lago_fee_id: V["uuid"] | null;
  } & SystemColumns<V>;
  /** The same units by groups that are only shown. */
  invoices__fees__presentation_breakdowns: {
    _root_lago_id: V["uuid"];
    _fees_index: V["integer"];
    _presentation_breakdowns_index: V["integer"];
    presentation_by: V["json"] | null;
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The subscriptions of an invoice as its single record has them. Prefer subscriptions, which is always filled. */
  invoices__subscriptions: {
    _root_lago_id: V["uuid"];
    _subscriptions_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** Your id of the subscription. Subscriptions that follow each other share it. */
    external_id: V["text"] | null;
    /** The customer. Refers to customers.lago_id. */
    lago_customer_id: V["uuid"] | null;
    /** Your id of the customer. */
    external_customer_id: V["text"] | null;
    /** The company that issues the invoice. Refers to billing_entities.code. */
    billing_entity_code: V["text"] | null;
    /** Whether periods follow the calendar or the day of the start. Values: calendar, anniversary. */
    billing_time: Known<"calendar" | "anniversary"> | null;
    name: V["text"] | null;
    /** The plan, by its code. Refers to plans.code. */
    plan_code: V["text"] | null;
    /** Base price of the plan for an interval. Unit: smallest currency unit, of plan_amount_currency. */
    plan_amount_cents: V["integer"] | null;
    /** Currency of the plan. */
    plan_amount_currency: V["text"] | null;
    /** Active ones are billed. Pending ones begin later. Canceled and incomplete ones never began. Values: active, canceled, incomplete, pending, terminated. */
    status: Known<"active" | "canceled" | "incomplete" | "pending" | "terminated"> | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** When it was called off before it began. */
    canceled_at: V["timestamp"] | null;
    /** When it began. Null where it never did. */
    started_at: V["timestamp"] | null;
    /** When it is to end. */
    ending_at: V["timestamp"] | null;
    /** When it was or is to begin. */
    subscription_at: V["timestamp"] | null;
    /** When it ended. */
    terminated_at: V["timestamp"] | null;
    /** The plan before, by its code. */
    previous_plan_code: V["text"] | null;
    /** The plan that comes next, by its code. */
    next_plan_code: V["text"] | null;
    /** When the next plan begins. */
    downgrade_plan_date: V["date"] | null;
    /** When the trial ended. */
    trial_ended_at: V["timestamp"] | null;
    /** Begin of the running period. */
    current_billing_period_started_at: V["timestamp"] | null;
    /** End of the running period. */
    current_billing_period_ending_at: V["timestamp"] | null;
    /** Values: credit, refund, offset, skip. */
    on_termination_credit_note: Known<"credit" | "refund" | "offset" | "skip"> | null;
    /** Values: generate, skip. */
    on_termination_invoice: Known<"generate" | "skip"> | null;
    /** Values: provider, manual. */
    payment_method__payment_method_type: Known<"provider" | "manual"> | null;
    payment_method__payment_method_id: V["uuid"] | null;
    consolidate_invoice: V["boolean"] | null;
    /** Values: payment_failed, timeout. */
    cancellation_reason: Known<"payment_failed" | "timeout"> | null;
    activated_at: V["timestamp"] | null;
    progressive_billing_disabled: V["boolean"] | null;
    purchase_order_number: V["text"] | null;
  } & SystemColumns<V>;
  /** Texts of yours that are put on its invoices. */
  invoices__subscriptions__applied_invoice_custom_sections: {
    _root_lago_id: V["uuid"];
    _subscriptions_index: V["integer"];
    _applied_invoice_custom_sections_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    invoice_custom_section_id: V["uuid"] | null;
    /** Lago's own id of the record. */
    invoice_custom_section__lago_id: V["uuid"] | null;
    invoice_custom_section__name: V["text"] | null;
    /** Your short name of it. */
    invoice_custom_section__code: V["text"] | null;
    invoice_custom_section__description: V["text"] | null;
    invoice_custom_section__details: V["text"] | null;
    invoice_custom_section__display_name: V["text"] | null;
    invoice_custom_section__applied_to_organization: V["boolean"] | null;
    /** Your organisation in Lago. */
    invoice_custom_section__organization_id: V["uuid"] | null;
    /** When Lago created the record. */
    invoice_custom_section__created_at: V["timestamp"] | null;
  } & SystemColumns<V>;
  /** Conditions that must hold before a subscription begins. */
  invoices__subscriptions__activation_rules: {
    _root_lago_id: V["uuid"];
    _subscriptions_index: V["integer"];
    _activation_rules_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** Values: payment. */
    type: Known<"payment"> | null;
    /** Unit: hours. */
    timeout_hours: V["integer"] | null;
    /** Values: inactive, pending, satisfied, declined, failed, expired, not_applicable. */
    status: Known<"inactive" | "pending" | "satisfied" | "declined" | "failed" | "expired" | "not_applicable"> | null;
    expires_at: V["timestamp"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** When Lago last wrote it. Not all changes show here. */
    updated_at: V["timestamp"] | null;
  } & SystemColumns<V>;
  /** What went wrong with it in a connected system. */
  invoices__error_details: {
    _root_lago_id: V["uuid"];
    _error_details_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    error_code: V["text"] | null;
    details: V["json"] | null;
  } & SystemColumns<V>;
  /** What a subscription used since it began, in money, at the time of the load. */
  lifetime_usage: {
    /** When the load asked for it. */
    snapshot_at: V["timestamp"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** The subscription. Refers to subscriptions.lago_id. */
    lago_subscription_id: V["uuid"] | null;
    /** Your id of the subscription. Refers to subscriptions.external_id. */
    external_subscription_id: V["text"];
    /** Usage before Lago, as you stated it. Unit: smallest currency unit, of subscriptions.plan_amount_currency. */
    external_historical_usage_amount_cents: V["integer"] | null;
    /** Usage that was invoiced. Unit: smallest currency unit, of subscriptions.plan_amount_currency. */
    invoiced_usage_amount_cents: V["integer"] | null;
    /** Usage that is not invoiced yet. Unit: smallest currency unit, of subscriptions.plan_amount_currency. */
    current_usage_amount_cents: V["integer"] | null;
    /** Begin of the period. */
    from_datetime: V["timestamp"] | null;
    /** End of the period. */
    to_datetime: V["timestamp"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** Amounts of usage at which a subscription bills at once. */
  lifetime_usage__usage_thresholds: {
    _root_external_subscription_id: V["text"];
    _root_snapshot_at: V["timestamp"];
    _usage_thresholds_index: V["integer"];
    /** Usage at which it is reached. Unit: smallest currency unit, of subscriptions.plan_amount_currency. */
    amount_cents: V["integer"] | null;
    /** Unit: ratio. */
    completion_ratio: V["number"] | null;
    reached_at: V["timestamp"] | null;
  } & SystemColumns<V>;
  /** Receipts for payments. */
  payment_receipts: {
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    number: V["text"] | null;
    payment: V["json"] | null;
    /** Lago's own id of the record. Refers to payments.lago_id. */
    payment__lago_id: V["uuid"] | null;
    file_url: V["text"] | null;
    xml_url: V["text"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** Requests to pay several overdue invoices at once. */
  payment_requests: {
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** Personal data. */
    email: V["text"] | null;
    /** What is due on its invoices. Unit: smallest currency unit, of amount_currency. */
    amount_cents: V["integer"] | null;
    /** Currency of the amounts. */
    amount_currency: V["text"] | null;
    /** Whether it was paid. Values: pending, succeeded, failed. */
    payment_status: Known<"pending" | "succeeded" | "failed"> | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** The customer as it is now. Personal data. */
    customer: V["json"] | null;
    /** The customer. Refers to customers.lago_id. */
    customer__lago_id: V["uuid"] | null;
    /** Your id of the customer. Refers to customers.external_id. */
    customer__external_id: V["text"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** The invoices of a payment request. */
  payment_requests__invoices: {
    _root_lago_id: V["uuid"];
    _invoices_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** The company that issues the invoice. Refers to billing_entities.code. */
    billing_entity_code: V["text"] | null;
    /** Running number. */
    sequential_id: V["integer"] | null;
    number: V["text"] | null;
    /** Date of the invoice, in the customer's time zone. A draft's lies in the future. */
    issuing_date: V["date"] | null;
    /** When a dispute was lost. The amount is given up. */
    payment_dispute_lost_at: V["timestamp"] | null;
    /** When it is due. */
    payment_due_date: V["date"] | null;
    /** Whether Lago takes it for overdue. */
    payment_overdue: V["boolean"] | null;
    /** Days from issue until an invoice is due. Unit: days. */
    net_payment_term: V["integer"] | null;
    /** Why it was issued. credit: a customer bought prepaid credits, which is no revenue yet. Values: subscription, add_on, credit, one_off, progressive_billing. */
    invoice_type: Known<"subscription" | "add_on" | "credit" | "one_off" | "progressive_billing"> | null;
    /** Only finalized invoices count. A draft can still change, a voided one is cancelled. Values: draft, finalized, voided, failed, pending. */
    status: Known<"draft" | "finalized" | "voided" | "failed" | "pending"> | null;
    /** Whether it was paid. Values: pending, succeeded, failed. */
    payment_status: Known<"pending" | "succeeded" | "failed"> | null;
    /** Currency of the amounts. */
    currency: V["text"] | null;
    /** Sum of the fees, before coupons and taxes. Unit: smallest currency unit, of currency. */
    fees_amount_cents: V["integer"] | null;
    /** Taken off by coupons. Unit: smallest currency unit, of currency. */
    coupons_amount_cents: V["integer"] | null;
    /** Paid with credit of credit notes. Unit: smallest currency unit, of currency. */
    credit_notes_amount_cents: V["integer"] | null;
    /** Fees less coupons and progressive billing, before taxes. Unit: smallest currency unit, of currency. */
    sub_total_excluding_taxes_amount_cents: V["integer"] | null;
    /** Taxes. Unit: smallest currency unit, of currency. */
    taxes_amount_cents: V["integer"] | null;
    /** The same with taxes. Unit: smallest currency unit, of currency. */
    sub_total_including_taxes_amount_cents: V["integer"] | null;
    /** Paid with credits of a wallet. Unit: smallest currency unit, of currency. */
    prepaid_credit_amount_cents: V["integer"] | null;
    /** The part of these credits that was given for free. Unit: smallest currency unit, of currency. */
    prepaid_granted_credit_amount_cents: V["integer"] | null;
    /** The part of these credits that was bought. Unit: smallest currency unit, of currency. */
    prepaid_purchased_credit_amount_cents: V["integer"] | null;
    /** Billed before by progressive billing. Unit: smallest currency unit, of currency. */
    progressive_billing_credit_amount_cents: V["integer"] | null;
    /** What was to be paid: with taxes, less credits. Unit: smallest currency unit, of currency. */
    total_amount_cents: V["integer"] | null;
    /** Which version of its rules Lago computed it by. */
    version_number: V["integer"] | null;
    /** True where a partner is owed the amount, not the company. */
    self_billed: V["boolean"] | null;
    file_url: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** When Lago last wrote it. Not all changes show here. */
    updated_at: V["timestamp"] | null;
    purchase_order_number: V["text"] | null;
    web_url: V["text"] | null;
    /** What is still to be paid. Unit: smallest currency unit, of currency. */
    total_due_amount_cents: V["integer"] | null;
    /** What was paid of it. Unit: smallest currency unit, of currency. */
    total_paid_amount_cents: V["integer"] | null;
    /** Settled by credit notes against this invoice. Unit: smallest currency unit, of currency. */
    total_offsetted_credit_note_amount_cents: V["integer"] | null;
    xml_url: V["text"] | null;
    /** When it was cancelled. */
    voided_at: V["timestamp"] | null;
  } & SystemColumns<V>;
  /** Payments and attempts, of invoices and of payment requests. */
  payments: {
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** The customer. Refers to customers.lago_id. */
    lago_customer_id: V["uuid"] | null;
    /** Your id of the customer. Refers to customers.external_id. */
    external_customer_id: V["text"] | null;
    invoice_ids: V["json"] | null;
    invoice_numbers: V["json"] | null;
    /** The invoice or payment request that was paid. */
    lago_payable_id: V["uuid"] | null;
    /** Whether an invoice or a payment request was paid. Values: Invoice, PaymentRequest. */
    payable_type: Known<"Invoice" | "PaymentRequest"> | null;
    /** What was paid. Unit: smallest currency unit, of amount_currency. */
    amount_cents: V["integer"] | null;
    /** Currency of the amounts. */
    amount_currency: V["text"] | null;
    status: V["text"] | null;
    /** How the payment ended. Values: succeeded, failed, pending, processing. */
    payment_status: Known<"succeeded" | "failed" | "pending" | "processing"> | null;
    /** Values: manual, provider. */
    type: Known<"manual" | "provider"> | null;
    reference: V["text"] | null;
    /** The payment provider's connection, by its code. */
    payment_provider_code: V["text"] | null;
    /** Values: adyen, cashfree, gocardless, stripe, flutterwave, moneyhash. */
    payment_provider_type: Known<"adyen" | "cashfree" | "gocardless" | "stripe" | "flutterwave" | "moneyhash"> | null;
    external_payment_id: V["text"] | null;
    /** The payment's id at the payment provider. */
    provider_payment_id: V["text"] | null;
    /** The customer's id at the payment provider. */
    provider_customer_id: V["text"] | null;
    payment_method_id: V["uuid"] | null;
    next_action: V["json"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** Prices of a plan's charge for some values of an event property. */
  plan_charge_filters: {
    /** The plan, by its code. Refers to plans.code. */
    plan_code: V["text"] | null;
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** The charge, by its code. */
    charge_code: V["text"] | null;
    invoice_display_name: V["text"] | null;
    properties__grouped_by: V["json"] | null;
    properties__pricing_group_keys: V["json"] | null;
    /** Price of a unit or package. Unit: currency unit, of plans.amount_currency. */
    properties__amount: V["decimal"] | null;
    /** Unit: units of the billable metric. */
    properties__free_units: V["integer"] | null;
    /** Unit: units of the billable metric. */
    properties__package_size: V["integer"] | null;
    /** Unit: percent. */
    properties__rate: V["decimal"] | null;
    /** Fixed price of each event. Unit: currency unit, of plans.amount_currency. */
    properties__fixed_amount: V["decimal"] | null;
    /** Events at no charge. Unit: count. */
    properties__free_units_per_events: V["integer"] | null;
    /** Amount at no charge. Unit: currency unit, of plans.amount_currency. */
    properties__free_units_per_total_aggregation: V["decimal"] | null;
    /** What an event costs at most. Unit: currency unit, of plans.amount_currency. */
    properties__per_transaction_max_amount: V["decimal"] | null;
    /** What an event costs at least. Unit: currency unit, of plans.amount_currency. */
    properties__per_transaction_min_amount: V["decimal"] | null;
    values: V["json"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** The price of each range of units: each unit costs what its range says. */
  plan_charge_filters__properties__graduated_ranges: {
    _root_lago_id: V["uuid"];
    _properties__graduated_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of plans.amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of plans.amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The percentage of each range of amounts. */
  plan_charge_filters__properties__graduated_percentage_ranges: {
    _root_lago_id: V["uuid"];
    _properties__graduated_percentage_ranges_index: V["integer"];
    /** Begin of the range. Unit: currency unit, of plans.amount_currency. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: currency unit, of plans.amount_currency. */
    to_value: V["integer"] | null;
    /** Unit: percent. */
    rate: V["decimal"] | null;
    /** Price of reaching the range. Unit: currency unit, of plans.amount_currency. */
    flat_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The price by volume: all units cost what the range of their sum says. */
  plan_charge_filters__properties__volume_ranges: {
    _root_lago_id: V["uuid"];
    _properties__volume_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of plans.amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of plans.amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The usage-based prices of a plan. */
  plan_charges: {
    /** The plan, by its code. Refers to plans.code. */
    plan_code: V["text"] | null;
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** The billable metric. Refers to billable_metrics.lago_id. */
    lago_billable_metric_id: V["uuid"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    /** The billable metric, by its code. Refers to billable_metrics.code. */
    billable_metric_code: V["text"] | null;
    invoice_display_name: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** How units become an amount. Values: dynamic, graduated, graduated_percentage, package, percentage, standard, volume. */
    charge_model: Known<"dynamic" | "graduated" | "graduated_percentage" | "package" | "percentage" | "standard" | "volume"> | null;
    pay_in_advance: V["boolean"] | null;
    invoiceable: V["boolean"] | null;
    /** Values: invoice. */
    regroup_paid_fees: Known<"invoice"> | null;
    prorated: V["boolean"] | null;
    /** What is billed for it at least. Unit: smallest currency unit, of plans.amount_currency. */
    min_amount_cents: V["integer"] | null;
    properties__grouped_by: V["json"] | null;
    properties__pricing_group_keys: V["json"] | null;
    /** Price of a unit or package. Unit: currency unit, of plans.amount_currency. */
    properties__amount: V["decimal"] | null;
    /** Unit: units of the billable metric. */
    properties__free_units: V["integer"] | null;
    /** Unit: units of the billable metric. */
    properties__package_size: V["integer"] | null;
    /** Unit: percent. */
    properties__rate: V["decimal"] | null;
    /** Fixed price of each event. Unit: currency unit, of plans.amount_currency. */
    properties__fixed_amount: V["decimal"] | null;
    /** Events at no charge. Unit: count. */
    properties__free_units_per_events: V["integer"] | null;
    /** Amount at no charge. Unit: currency unit, of plans.amount_currency. */
    properties__free_units_per_total_aggregation: V["decimal"] | null;
    /** What an event costs at most. Unit: currency unit, of plans.amount_currency. */
    properties__per_transaction_max_amount: V["decimal"] | null;
    /** What an event costs at least. Unit: currency unit, of plans.amount_currency. */
    properties__per_transaction_min_amount: V["decimal"] | null;
    /** Your short name of it. */
    applied_pricing_unit__code: V["text"] | null;
    /** What one pricing unit is worth. Unit: currency unit, of plans.amount_currency. */
    applied_pricing_unit__conversion_rate: V["decimal"] | null;
    accepts_target_wallet: V["boolean"] | null;
    /** The charge that this one is a copy of, where a subscription has prices of its own. */
    lago_parent_id: V["uuid"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** The price of each range of units: each unit costs what its range says. */
  plan_charges__properties__graduated_ranges: {
    _root_lago_id: V["uuid"];
    _properties__graduated_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of plans.amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of plans.amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The percentage of each range of amounts. */
  plan_charges__properties__graduated_percentage_ranges: {
    _root_lago_id: V["uuid"];
    _properties__graduated_percentage_ranges_index: V["integer"];
    /** Begin of the range. Unit: currency unit, of plans.amount_currency. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: currency unit, of plans.amount_currency. */
    to_value: V["integer"] | null;
    /** Unit: percent. */
    rate: V["decimal"] | null;
    /** Price of reaching the range. Unit: currency unit, of plans.amount_currency. */
    flat_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The price by volume: all units cost what the range of their sum says. */
  plan_charges__properties__volume_ranges: {
    _root_lago_id: V["uuid"];
    _properties__volume_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of plans.amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of plans.amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** Event properties by which invoices show the usage in groups. */
  plan_charges__properties__presentation_group_keys: {
    _root_lago_id: V["uuid"];
    _properties__presentation_group_keys_index: V["integer"];
    value: V["text"] | null;
    options__display_in_invoice: V["boolean"] | null;
  } & SystemColumns<V>;
  /** Prices of a charge for some values of an event property. */
  plan_charges__filters: {
    _root_lago_id: V["uuid"];
    _filters_index: V["integer"];
    invoice_display_name: V["text"] | null;
    properties__grouped_by: V["json"] | null;
    properties__pricing_group_keys: V["json"] | null;
    /** Price of a unit or package. Unit: currency unit, of plans.amount_currency. */
    properties__amount: V["decimal"] | null;
    /** Unit: units of the billable metric. */
    properties__free_units: V["integer"] | null;
    /** Unit: units of the billable metric. */
    properties__package_size: V["integer"] | null;
    /** Unit: percent. */
    properties__rate: V["decimal"] | null;
    /** Fixed price of each event. Unit: currency unit, of plans.amount_currency. */
    properties__fixed_amount: V["decimal"] | null;
    /** Events at no charge. Unit: count. */
    properties__free_units_per_events: V["integer"] | null;
    /** Amount at no charge. Unit: currency unit, of plans.amount_currency. */
    properties__free_units_per_total_aggregation: V["decimal"] | null;
    /** What an event costs at most. Unit: currency unit, of plans.amount_currency. */
    properties__per_transaction_max_amount: V["decimal"] | null;
    /** What an event costs at least. Unit: currency unit, of plans.amount_currency. */
    properties__per_transaction_min_amount: V["decimal"] | null;
    values: V["json"] | null;
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** The charge, by its code. */
    charge_code: V["text"] | null;
  } & SystemColumns<V>;
  /** The price of each range of units: each unit costs what its range says. */
  plan_charges__filters__properties__graduated_ranges: {
    _root_lago_id: V["uuid"];
    _filters_index: V["integer"];
    _properties__graduated_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of plans.amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of plans.amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The percentage of each range of amounts. */
  plan_charges__filters__properties__graduated_percentage_ranges: {
    _root_lago_id: V["uuid"];
    _filters_index: V["integer"];
    _properties__graduated_percentage_ranges_index: V["integer"];
    /** Begin of the range. Unit: currency unit, of plans.amount_currency. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: currency unit, of plans.amount_currency. */
    to_value: V["integer"] | null;
    /** Unit: percent. */
    rate: V["decimal"] | null;
    /** Price of reaching the range. Unit: currency unit, of plans.amount_currency. */
    flat_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The price by volume: all units cost what the range of their sum says. */
  plan_charges__filters__properties__volume_ranges: {
    _root_lago_id: V["uuid"];
    _filters_index: V["integer"];
    _properties__volume_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of plans.amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of plans.amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The taxes that are applied to it. */
  plan_charges__taxes: {
    _root_lago_id: V["uuid"];
    _taxes_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    name: V["text"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    description: V["text"] | null;
    /** Unit: percent. */
    rate: V["number"] | null;
    applied_to_organization: V["boolean"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    applied_to_billing_entities_codes: V["json"] | null;
  } & SystemColumns<V>;
  /** The features that a plan gives access to. */
  plan_entitlements: {
    /** The plan, by its code. Refers to plans.code. */
    plan_code: V["text"];
    /** Your short name of it. */
    code: V["text"];
    name: V["text"] | null;
    description: V["text"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** What exactly a feature allows. */
  plan_entitlements__privileges: {
    _root_plan_code: V["text"];
    _root_code: V["text"];
    _privileges_index: V["integer"];
    /** Your short name of it. */
    code: V["text"] | null;
    name: V["text"] | null;
    /** Values: integer, boolean, string, select. */
    value_type: Known<"integer" | "boolean" | "string" | "select"> | null;
    config__select_options: V["json"] | null;
    value: V["json"] | null;
  } & SystemColumns<V>;
  /** Fixed recurring prices of a plan besides its base price. */
  plan_fixed_charges: {
    /** The plan, by its code. Refers to plans.code. */
    plan_code: V["text"] | null;
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** The add-on. Refers to add_ons.lago_id. */
    lago_add_on_id: V["uuid"] | null;
    invoice_display_name: V["text"] | null;
    /** The add-on, by its code. Refers to add_ons.code. */
    add_on_code: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    /** How units become an amount. Values: standard, graduated, volume. */
    charge_model: Known<"standard" | "graduated" | "volume"> | null;
    pay_in_advance: V["boolean"] | null;
    prorated: V["boolean"] | null;
    /** Price of a unit or package. Unit: currency unit, of plans.amount_currency. */
    properties__amount: V["decimal"] | null;
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
    /** The charge that this one is a copy of, where a subscription has prices of its own. */
    lago_parent_id: V["uuid"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** The price of each range of units: each unit costs what its range says. */
  plan_fixed_charges__properties__graduated_ranges: {
    _root_lago_id: V["uuid"];
    _properties__graduated_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of plans.amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of plans.amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The price by volume: all units cost what the range of their sum says. */
  plan_fixed_charges__properties__volume_ranges: {
    _root_lago_id: V["uuid"];
    _properties__volume_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of plans.amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of plans.amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The taxes that are applied to it. */
  plan_fixed_charges__taxes: {
    _root_lago_id: V["uuid"];
    _taxes_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    name: V["text"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    description: V["text"] | null;
    /** Unit: percent. */
    rate: V["number"] | null;
    applied_to_organization: V["boolean"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    applied_to_billing_entities_codes: V["json"] | null;
  } & SystemColumns<V>;
  /** What can be subscribed to, with its price and interval. */
  plans: {
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    name: V["text"] | null;
    invoice_display_name: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    /** How often the plan is billed. Values: weekly, monthly, quarterly, semiannual, yearly. */
    interval: Known<"weekly" | "monthly" | "quarterly" | "semiannual" | "yearly"> | null;
    description: V["text"] | null;
    /** Base price for an interval. Unit: smallest currency unit, of amount_currency. */
    amount_cents: V["integer"] | null;
    /** Currency of the amounts. */
    amount_currency: V["text"] | null;
    /** Unit: days. */
    trial_period: V["number"] | null;
    /** Whether the base price is billed at the beginning of a period. */
    pay_in_advance: V["boolean"] | null;
    bill_charges_monthly: V["boolean"] | null;
    bill_fixed_charges_monthly: V["boolean"] | null;
    /** Lago's own id of the record. */
    minimum_commitment__lago_id: V["uuid"] | null;
    /** The plan, by its code. Refers to plans.code. */
    minimum_commitment__plan_code: V["text"] | null;
    /** Base price for an interval. Unit: smallest currency unit, of amount_currency. */
    minimum_commitment__amount_cents: V["integer"] | null;
    minimum_commitment__invoice_display_name: V["text"] | null;
    /** How often the plan is billed. Values: weekly, monthly, quarterly, semiannual, yearly. */
    minimum_commitment__interval: Known<"weekly" | "monthly" | "quarterly" | "semiannual" | "yearly"> | null;
    /** When Lago created the record. */
    minimum_commitment__created_at: V["timestamp"] | null;
    /** When Lago last wrote it. Not all changes show here. */
    minimum_commitment__updated_at: V["timestamp"] | null;
    metadata: V["json"] | null;
    pending_deletion: V["boolean"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** The taxes that are applied to it. */
  plans__minimum_commitment__taxes: {
    _root_lago_id: V["uuid"];
    _minimum_commitment__taxes_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    name: V["text"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    description: V["text"] | null;
    /** Unit: percent. */
    rate: V["number"] | null;
    applied_to_organization: V["boolean"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    applied_to_billing_entities_codes: V["json"] | null;
  } & SystemColumns<V>;
  /** The usage-based prices of a plan. */
  plans__charges: {
    _root_lago_id: V["uuid"];
    _charges_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** The billable metric. Refers to billable_metrics.lago_id. */
    lago_billable_metric_id: V["uuid"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    /** The billable metric, by its code. Refers to billable_metrics.code. */
    billable_metric_code: V["text"] | null;
    invoice_display_name: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** How units become an amount. Values: dynamic, graduated, graduated_percentage, package, percentage, standard, volume. */
    charge_model: Known<"dynamic" | "graduated" | "graduated_percentage" | "package" | "percentage" | "standard" | "volume"> | null;
    pay_in_advance: V["boolean"] | null;
    invoiceable: V["boolean"] | null;
    /** Values: invoice. */
    regroup_paid_fees: Known<"invoice"> | null;
    prorated: V["boolean"] | null;
    /** What is billed for it at least. Unit: smallest currency unit, of plans.amount_currency. */
    min_amount_cents: V["integer"] | null;
    properties__grouped_by: V["json"] | null;
    properties__pricing_group_keys: V["json"] | null;
    /** Price of a unit or package. Unit: currency unit, of plans.amount_currency. */
    properties__amount: V["decimal"] | null;
    /** Unit: units of the billable metric. */
    properties__free_units: V["integer"] | null;
    /** Unit: units of the billable metric. */
    properties__package_size: V["integer"] | null;
    /** Unit: percent. */
    properties__rate: V["decimal"] | null;
    /** Fixed price of each event. Unit: currency unit, of plans.amount_currency. */
    properties__fixed_amount: V["decimal"] | null;
    /** Events at no charge. Unit: count. */
    properties__free_units_per_events: V["integer"] | null;
    /** Amount at no charge. Unit: currency unit, of plans.amount_currency. */
    properties__free_units_per_total_aggregation: V["decimal"] | null;
    /** What an event costs at most. Unit: currency unit, of plans.amount_currency. */
    properties__per_transaction_max_amount: V["decimal"] | null;
    /** What an event costs at least. Unit: currency unit, of plans.amount_currency. */
    properties__per_transaction_min_amount: V["decimal"] | null;
    /** Your short name of it. */
    applied_pricing_unit__code: V["text"] | null;
    /** What one pricing unit is worth. Unit: currency unit, of plans.amount_currency. */
    applied_pricing_unit__conversion_rate: V["decimal"] | null;
    accepts_target_wallet: V["boolean"] | null;
    /** The charge that this one is a copy of, where a subscription has prices of its own. */
    lago_parent_id: V["uuid"] | null;
  } & SystemColumns<V>;
  /** The price of each range of units: each unit costs what its range says. */
  plans__charges__properties__graduated_ranges: {
    _root_lago_id: V["uuid"];
    _charges_index: V["integer"];
    _properties__graduated_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of plans.amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of plans.amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The percentage of each range of amounts. */
  plans__charges__properties__graduated_percentage_ranges: {
    _root_lago_id: V["uuid"];
    _charges_index: V["integer"];
    _properties__graduated_percentage_ranges_index: V["integer"];
    /** Begin of the range. Unit: currency unit, of plans.amount_currency. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: currency unit, of plans.amount_currency. */
    to_value: V["integer"] | null;
    /** Unit: percent. */
    rate: V["decimal"] | null;
    /** Price of reaching the range. Unit: currency unit, of plans.amount_currency. */
    flat_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The price by volume: all units cost what the range of their sum says. */
  plans__charges__properties__volume_ranges: {
    _root_lago_id: V["uuid"];
    _charges_index: V["integer"];
    _properties__volume_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of plans.amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of plans.amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** Event properties by which invoices show the usage in groups. */
  plans__charges__properties__presentation_group_keys: {
    _root_lago_id: V["uuid"];
    _charges_index: V["integer"];
    _properties__presentation_group_keys_index: V["integer"];
    value: V["text"] | null;
    options__display_in_invoice: V["boolean"] | null;
  } & SystemColumns<V>;
  /** Prices of a charge for some values of an event property. */
  plans__charges__filters: {
    _root_lago_id: V["uuid"];
    _charges_index: V["integer"];
    _filters_index: V["integer"];
    invoice_display_name: V["text"] | null;
    properties__grouped_by: V["json"] | null;
    properties__pricing_group_keys: V["json"] | null;
    /** Price of a unit or package. Unit: currency unit, of plans.amount_currency. */
    properties__amount: V["decimal"] | null;
    /** Unit: units of the billable metric. */
    properties__free_units: V["integer"] | null;
    /** Unit: units of the billable metric. */
    properties__package_size: V["integer"] | null;
    /** Unit: percent. */
    properties__rate: V["decimal"] | null;
    /** Fixed price of each event. Unit: currency unit, of plans.amount_currency. */
    properties__fixed_amount: V["decimal"] | null;
    /** Events at no charge. Unit: count. */
    properties__free_units_per_events: V["integer"] | null;
    /** Amount at no charge. Unit: currency unit, of plans.amount_currency. */
    properties__free_units_per_total_aggregation: V["decimal"] | null;
    /** What an event costs at most. Unit: currency unit, of plans.amount_currency. */
    properties__per_transaction_max_amount: V["decimal"] | null;
    /** What an event costs at least. Unit: currency unit, of plans.amount_currency. */
    properties__per_transaction_min_amount: V["decimal"] | null;
    values: V["json"] | null;
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** The charge, by its code. */
    charge_code: V["text"] | null;
  } & SystemColumns<V>;
  /** The price of each range of units: each unit costs what its range says. */
  plans__charges__filters__properties__graduated_ranges: {
    _root_lago_id: V["uuid"];
    _charges_index: V["integer"];
    _filters_index: V["integer"];
    _properties__graduated_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of plans.amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of plans.amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The percentage of each range of amounts. */
  plans__charges__filters__props__graduated_percentage_ranges: {
    _root_lago_id: V["uuid"];
    _charges_index: V["integer"];
    _filters_index: V["integer"];
    _properties__graduated_percentage_ranges_index: V["integer"];
    /** Begin of the range. Unit: currency unit, of plans.amount_currency. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: currency unit, of plans.amount_currency. */
    to_value: V["integer"] | null;
    /** Unit: percent. */
    rate: V["decimal"] | null;
    /** Price of reaching the range. Unit: currency unit, of plans.amount_currency. */
    flat_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The price by volume: all units cost what the range of their sum says. */
  plans__charges__filters__properties__volume_ranges: {
    _root_lago_id: V["uuid"];
    _charges_index: V["integer"];
    _filters_index: V["integer"];
    _properties__volume_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of plans.amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of plans.amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The taxes that are applied to it. */
  plans__charges__taxes: {
    _root_lago_id: V["uuid"];
    _charges_index: V["integer"];
    _taxes_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    name: V["text"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    description: V["text"] | null;
    /** Unit: percent. */
    rate: V["number"] | null;
    applied_to_organization: V["boolean"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    applied_to_billing_entities_codes: V["json"] | null;
  } & SystemColumns<V>;
  /** Fixed recurring prices of a plan besides its base price. */
  plans__fixed_charges: {
    _root_lago_id: V["uuid"];
    _fixed_charges_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** The add-on. Refers to add_ons.lago_id. */
    lago_add_on_id: V["uuid"] | null;
    invoice_display_name: V["text"] | null;
    /** The add-on, by its code. Refers to add_ons.code. */
    add_on_code: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    /** How units become an amount. Values: standard, graduated, volume. */
    charge_model: Known<"standard" | "graduated" | "volume"> | null;
    pay_in_advance: V["boolean"] | null;
    prorated: V["boolean"] | null;
    /** Price of a unit or package. Unit: currency unit, of plans.amount_currency. */
    properties__amount: V["decimal"] | null;
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
    /** The charge that this one is a copy of, where a subscription has prices of its own. */
    lago_parent_id: V["uuid"] | null;
  } & SystemColumns<V>;
  /** The price of each range of units: each unit costs what its range says. */
  plans__fixed_charges__properties__graduated_ranges: {
    _root_lago_id: V["uuid"];
    _fixed_charges_index: V["integer"];
    _properties__graduated_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of plans.amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of plans.amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The price by volume: all units cost what the range of their sum says. */
  plans__fixed_charges__properties__volume_ranges: {
    _root_lago_id: V["uuid"];
    _fixed_charges_index: V["integer"];
    _properties__volume_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of plans.amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of plans.amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The taxes that are applied to it. */
  plans__fixed_charges__taxes: {
    _root_lago_id: V["uuid"];
    _fixed_charges_index: V["integer"];
    _taxes_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    name: V["text"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    description: V["text"] | null;
    /** Unit: percent. */
    rate: V["number"] | null;
    applied_to_organization: V["boolean"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    applied_to_billing_entities_codes: V["json"] | null;
  } & SystemColumns<V>;
  /** The taxes that are applied to it. */
  plans__taxes: {
    _root_lago_id: V["uuid"];
    _taxes_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    name: V["text"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    description: V["text"] | null;
    /** Unit: percent. */
    rate: V["number"] | null;
    applied_to_organization: V["boolean"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    applied_to_billing_entities_codes: V["json"] | null;
  } & SystemColumns<V>;
  /** Amounts of usage at which a plan bills at once. */
  plans__usage_thresholds: {
    _root_lago_id: V["uuid"];
    _usage_thresholds_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    threshold_display_name: V["text"] | null;
    /** Usage at which it is reached. Unit: smallest currency unit, of plans.amount_currency. */
    amount_cents: V["integer"] | null;
    recurring: V["boolean"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** When Lago last wrote it. Not all changes show here. */
    updated_at: V["timestamp"] | null;
  } & SystemColumns<V>;
  /** The features that it gives access to. */
  plans__entitlements: {
    _root_lago_id: V["uuid"];
    _entitlements_index: V["integer"];
    /** Your short name of it. */
    code: V["text"] | null;
    name: V["text"] | null;
    description: V["text"] | null;
  } & SystemColumns<V>;
  /** What exactly a feature allows. */
  plans__entitlements__privileges: {
    _root_lago_id: V["uuid"];
    _entitlements_index: V["integer"];
    _privileges_index: V["integer"];
    /** Your short name of it. */
    code: V["text"] | null;
    name: V["text"] | null;
    /** Values: integer, boolean, string, select. */
    value_type: Known<"integer" | "boolean" | "string" | "select"> | null;
    config__select_options: V["json"] | null;
    value: V["json"] | null;
  } & SystemColumns<V>;
  /** Alerts on the usage of a subscription. */
  subscription_alerts: {
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** Your organisation in Lago. */
    lago_organization_id: V["uuid"] | null;
    /** Your id of the subscription. Refers to subscriptions.external_id. */
    external_subscription_id: V["text"] | null;
    /** The wallet. */
    lago_wallet_id: V["json"] | null;
    /** The wallet, by its code. */
    wallet_code: V["json"] | null;
    billable_metric: V["json"] | null;
    /** Lago's own id of the record. Refers to billable_metrics.lago_id. */
    billable_metric__lago_id: V["uuid"] | null;
    /** Your short name of it. Refers to billable_metrics.code. */
    billable_metric__code: V["text"] | null;
    /** What is watched: amounts in cents, units, or credits. Values: current_usage_amount, billable_metric_current_usage_amount, billable_metric_current_usage_units, lifetime_usage_amount. */
    alert_type: Known<"current_usage_amount" | "billable_metric_current_usage_amount" | "billable_metric_current_usage_units" | "lifetime_usage_amount"> | null;
    /** Your short name of it. */
    code: V["text"] | null;
    name: V["text"] | null;
    /** Values: increasing, decreasing. */
    direction: Known<"increasing" | "decreasing"> | null;
    /** What was watched when the alert was last looked at. */
    previous_value: V["decimal"] | null;
    /** When the alert was last looked at. */
    last_processed_at: V["timestamp"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** The values at which an alert is sent. */
  subscription_alerts__thresholds: {
    _root_lago_id: V["uuid"];
    _thresholds_index: V["integer"];
    /** Your short name of it. */
    code: V["text"] | null;
    recurring: V["boolean"] | null;
    /** In cents, units or credits, as the alert's type says. */
    value: V["decimal"] | null;
  } & SystemColumns<V>;
  /** Prices of a subscription's charge for some values of an event property. */
  subscription_charge_filters: {
    /** Your id of the subscription. Refers to subscriptions.external_id. */
    external_subscription_id: V["text"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** The charge, by its code. */
    charge_code: V["text"] | null;
    invoice_display_name: V["text"] | null;
    properties__grouped_by: V["json"] | null;
    properties__pricing_group_keys: V["json"] | null;
    /** Price of a unit or package. Unit: currency unit, of subscriptions.plan_amount_currency. */
    properties__amount: V["decimal"] | null;
    /** Unit: units of the billable metric. */
    properties__free_units: V["integer"] | null;
    /** Unit: units of the billable metric. */
    properties__package_size: V["integer"] | null;
    /** Unit: percent. */
    properties__rate: V["decimal"] | null;
    /** Fixed price of each event. Unit: currency unit, of subscriptions.plan_amount_currency. */
    properties__fixed_amount: V["decimal"] | null;
    /** Events at no charge. Unit: count. */
    properties__free_units_per_events: V["integer"] | null;
    /** Amount at no charge. Unit: currency unit, of subscriptions.plan_amount_currency. */
    properties__free_units_per_total_aggregation: V["decimal"] | null;
    /** What an event costs at most. Unit: currency unit, of subscriptions.plan_amount_currency. */
    properties__per_transaction_max_amount: V["decimal"] | null;
    /** What an event costs at least. Unit: currency unit, of subscriptions.plan_amount_currency. */
    properties__per_transaction_min_amount: V["decimal"] | null;
    values: V["json"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** The price of each range of units: each unit costs what its range says. */
  subscription_charge_filters__properties__graduated_ranges: {
    _root_external_subscription_id: V["text"];
    _root_lago_id: V["uuid"];
    _properties__graduated_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of subscriptions.plan_amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of subscriptions.plan_amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The percentage of each range of amounts. */
  subscription_charge_filters__props__graduated_percentage_ranges: {
    _root_external_subscription_id: V["text"];
    _root_lago_id: V["uuid"];
    _properties__graduated_percentage_ranges_index: V["integer"];
    /** Begin of the range. Unit: currency unit, of subscriptions.plan_amount_currency. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: currency unit, of subscriptions.plan_amount_currency. */
    to_value: V["integer"] | null;
    /** Unit: percent. */
    rate: V["decimal"] | null;
    /** Price of reaching the range. Unit: currency unit, of subscriptions.plan_amount_currency. */
    flat_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The price by volume: all units cost what the range of their sum says. */
  subscription_charge_filters__properties__volume_ranges: {
    _root_external_subscription_id: V["text"];
    _root_lago_id: V["uuid"];
    _properties__volume_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of subscriptions.plan_amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of subscriptions.plan_amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The usage-based prices of a subscription, its plan's or its own. */
  subscription_charges: {
    /** Your id of the subscription. Refers to subscriptions.external_id. */
    external_subscription_id: V["text"];
    /** Refers to subscriptions.status. */
    subscription_status: V["text"] | null;
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** The billable metric. Refers to billable_metrics.lago_id. */
    lago_billable_metric_id: V["uuid"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    /** The billable metric, by its code. Refers to billable_metrics.code. */
    billable_metric_code: V["text"] | null;
    invoice_display_name: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** How units become an amount. Values: dynamic, graduated, graduated_percentage, package, percentage, standard, volume. */
    charge_model: Known<"dynamic" | "graduated" | "graduated_percentage" | "package" | "percentage" | "standard" | "volume"> | null;
    pay_in_advance: V["boolean"] | null;
    invoiceable: V["boolean"] | null;
    /** Values: invoice. */
    regroup_paid_fees: Known<"invoice"> | null;
    prorated: V["boolean"] | null;
    /** What is billed for it at least. Unit: smallest currency unit, of subscriptions.plan_amount_currency. */
    min_amount_cents: V["integer"] | null;
    properties__grouped_by: V["json"] | null;
    properties__pricing_group_keys: V["json"] | null;
    /** Price of a unit or package. Unit: currency unit, of subscriptions.plan_amount_currency. */
    properties__amount: V["decimal"] | null;
    /** Unit: units of the billable metric. */
    properties__free_units: V["integer"] | null;
    /** Unit: units of the billable metric. */
    properties__package_size: V["integer"] | null;
    /** Unit: percent. */
    properties__rate: V["decimal"] | null;
    /** Fixed price of each event. Unit: currency unit, of subscriptions.plan_amount_currency. */
    properties__fixed_amount: V["decimal"] | null;
    /** Events at no charge. Unit: count. */
    properties__free_units_per_events: V["integer"] | null;
    /** Amount at no charge. Unit: currency unit, of subscriptions.plan_amount_currency. */
    properties__free_units_per_total_aggregation: V["decimal"] | null;
    /** What an event costs at most. Unit: currency unit, of subscriptions.plan_amount_currency. */
    properties__per_transaction_max_amount: V["decimal"] | null;
    /** What an event costs at least. Unit: currency unit, of subscriptions.plan_amount_currency. */
    properties__per_transaction_min_amount: V["decimal"] | null;
    /** Your short name of it. */
    applied_pricing_unit__code: V["text"] | null;
    /** What one pricing unit is worth. Unit: currency unit, of subscriptions.plan_amount_currency. */
    applied_pricing_unit__conversion_rate: V["decimal"] | null;
    accepts_target_wallet: V["boolean"] | null;
    /** The charge that this one is a copy of, where a subscription has prices of its own. */
    lago_parent_id: V["uuid"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** The price of each range of units: each unit costs what its range says. */
  subscription_charges__properties__graduated_ranges: {
    _root_external_subscription_id: V["text"];
    _root_lago_id: V["uuid"];
    _properties__graduated_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of subscriptions.plan_amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of subscriptions.plan_amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The percentage of each range of amounts. */
  subscription_charges__properties__graduated_percentage_ranges: {
    _root_external_subscription_id: V["text"];
    _root_lago_id: V["uuid"];
    _properties__graduated_percentage_ranges_index: V["integer"];
    /** Begin of the range. Unit: currency unit, of subscriptions.plan_amount_currency. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: currency unit, of subscriptions.plan_amount_currency. */
    to_value: V["integer"] | null;
    /** Unit: percent. */
    rate: V["decimal"] | null;
    /** Price of reaching the range. Unit: currency unit, of subscriptions.plan_amount_currency. */
    flat_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The price by volume: all units cost what the range of their sum says. */
  subscription_charges__properties__volume_ranges: {
    _root_external_subscription_id: V["text"];
    _root_lago_id: V["uuid"];
    _properties__volume_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of subscriptions.plan_amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of subscriptions.plan_amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** Event properties by which invoices show the usage in groups. */
  subscription_charges__properties__presentation_group_keys: {
    _root_external_subscription_id: V["text"];
    _root_lago_id: V["uuid"];
    _properties__presentation_group_keys_index: V["integer"];
    value: V["text"] | null;
    options__display_in_invoice: V["boolean"] | null;
  } & SystemColumns<V>;
  /** Prices of a charge for some values of an event property. */
  subscription_charges__filters: {
    _root_external_subscription_id: V["text"];
    _root_lago_id: V["uuid"];
    _filters_index: V["integer"];
    invoice_display_name: V["text"] | null;
    properties__grouped_by: V["json"] | null;
    properties__pricing_group_keys: V["json"] | null;
    /** Price of a unit or package. Unit: currency unit, of subscriptions.plan_amount_currency. */
    properties__amount: V["decimal"] | null;
    /** Unit: units of the billable metric. */
    properties__free_units: V["integer"] | null;
    /** Unit: units of the billable metric. */
    properties__package_size: V["integer"] | null;
    /** Unit: percent. */
    properties__rate: V["decimal"] | null;
    /** Fixed price of each event. Unit: currency unit, of subscriptions.plan_amount_currency. */
    properties__fixed_amount: V["decimal"] | null;
    /** Events at no charge. Unit: count. */
    properties__free_units_per_events: V["integer"] | null;
    /** Amount at no charge. Unit: currency unit, of subscriptions.plan_amount_currency. */
    properties__free_units_per_total_aggregation: V["decimal"] | null;
    /** What an event costs at most. Unit: currency unit, of subscriptions.plan_amount_currency. */
    properties__per_transaction_max_amount: V["decimal"] | null;
    /** What an event costs at least. Unit: currency unit, of subscriptions.plan_amount_currency. */
    properties__per_transaction_min_amount: V["decimal"] | null;
    values: V["json"] | null;
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** The charge, by its code. */
    charge_code: V["text"] | null;
  } & SystemColumns<V>;
  /** The price of each range of units: each unit costs what its range says. */
  subscription_charges__filters__properties__graduated_ranges: {
    _root_external_subscription_id: V["text"];
    _root_lago_id: V["uuid"];
    _filters_index: V["integer"];
    _properties__graduated_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of subscriptions.plan_amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of subscriptions.plan_amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The percentage of each range of amounts. */
  subscription_charges__filters__props__graduated_pct_ranges: {
    _root_external_subscription_id: V["text"];
    _root_lago_id: V["uuid"];
    _filters_index: V["integer"];
    _properties__graduated_percentage_ranges_index: V["integer"];
    /** Begin of the range. Unit: currency unit, of subscriptions.plan_amount_currency. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: currency unit, of subscriptions.plan_amount_currency. */
    to_value: V["integer"] | null;
    /** Unit: percent. */
    rate: V["decimal"] | null;
    /** Price of reaching the range. Unit: currency unit, of subscriptions.plan_amount_currency. */
    flat_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The price by volume: all units cost what the range of their sum says. */
  subscription_charges__filters__properties__volume_ranges: {
    _root_external_subscription_id: V["text"];
    _root_lago_id: V["uuid"];
    _filters_index: V["integer"];
    _properties__volume_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of subscriptions.plan_amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of subscriptions.plan_amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The taxes that are applied to it. */
  subscription_charges__taxes: {
    _root_external_subscription_id: V["text"];
    _root_lago_id: V["uuid"];
    _taxes_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    name: V["text"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    description: V["text"] | null;
    /** Unit: percent. */
    rate: V["number"] | null;
    applied_to_organization: V["boolean"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    applied_to_billing_entities_codes: V["json"] | null;
  } & SystemColumns<V>;
  /** The features that a subscription gives access to. */
  subscription_entitlements: {
    /** Your id of the subscription. Refers to subscriptions.external_id. */
    external_subscription_id: V["text"];
    /** Your short name of it. */
    code: V["text"];
    name: V["text"] | null;
    description: V["text"] | null;
    overrides: V["json"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** What exactly a feature allows. */
  subscription_entitlements__privileges: {
    _root_external_subscription_id: V["text"];
    _root_code: V["text"];
    _privileges_index: V["integer"];
    /** Your short name of it. */
    code: V["text"] | null;
    name: V["text"] | null;
    /** Values: integer, boolean, string, select. */
    value_type: Known<"integer" | "boolean" | "string" | "select"> | null;
    config__select_options: V["json"] | null;
    value: V["json"] | null;
    plan_value: V["json"] | null;
    override_value: V["json"] | null;
  } & SystemColumns<V>;
  /** Fixed recurring prices of a subscription besides its base price. */
  subscription_fixed_charges: {
    /** Your id of the subscription. Refers to subscriptions.external_id. */
    external_subscription_id: V["text"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** The add-on. Refers to add_ons.lago_id. */
    lago_add_on_id: V["uuid"] | null;
    invoice_display_name: V["text"] | null;
    /** The add-on, by its code. Refers to add_ons.code. */
    add_on_code: V["text"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    /** How units become an amount. Values: standard, graduated, volume. */
    charge_model: Known<"standard" | "graduated" | "volume"> | null;
    pay_in_advance: V["boolean"] | null;
    prorated: V["boolean"] | null;
    /** Price of a unit or package. Unit: currency unit, of subscriptions.plan_amount_currency. */
    properties__amount: V["decimal"] | null;
    /** How much was used, or is charged for. Unit: units of the billable metric. */
    units: V["decimal"] | null;
    /** The charge that this one is a copy of, where a subscription has prices of its own. */
    lago_parent_id: V["uuid"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** The price of each range of units: each unit costs what its range says. */
  subscription_fixed_charges__properties__graduated_ranges: {
    _root_external_subscription_id: V["text"];
    _root_lago_id: V["uuid"];
    _properties__graduated_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of subscriptions.plan_amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of subscriptions.plan_amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The price by volume: all units cost what the range of their sum says. */
  subscription_fixed_charges__properties__volume_ranges: {
    _root_external_subscription_id: V["text"];
    _root_lago_id: V["uuid"];
    _properties__volume_ranges_index: V["integer"];
    /** Begin of the range. Unit: units of the billable metric. */
    from_value: V["integer"] | null;
    /** End of the range. Null for the last. Unit: units of the billable metric. */
    to_value: V["integer"] | null;
    /** Price of reaching the range. Unit: currency unit, of subscriptions.plan_amount_currency. */
    flat_amount: V["decimal"] | null;
    /** Price of a unit. Unit: currency unit, of subscriptions.plan_amount_currency. */
    per_unit_amount: V["decimal"] | null;
  } & SystemColumns<V>;
  /** The taxes that are applied to it. */
  subscription_fixed_charges__taxes: {
    _root_external_subscription_id: V["text"];
    _root_lago_id: V["uuid"];
    _taxes_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    name: V["text"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    description: V["text"] | null;
    /** Unit: percent. */
    rate: V["number"] | null;
    applied_to_organization: V["boolean"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    applied_to_billing_entities_codes: V["json"] | null;
  } & SystemColumns<V>;
  /** Who has which plan since when. An upgrade ends one row and begins another with the same external_id. */
  subscriptions: {
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** Your id of the subscription. Subscriptions that follow each other share it. */
    external_id: V["text"] | null;
    /** The customer. Refers to customers.lago_id. */
    lago_customer_id: V["uuid"] | null;
    /** Your id of the customer. Refers to customers.external_id. */
    external_customer_id: V["text"] | null;
    /** The company that issues the invoice. Refers to billing_entities.code. */
    billing_entity_code: V["text"] | null;
    /** Whether periods follow the calendar or the day of the start. Values: calendar, anniversary. */
    billing_time: Known<"calendar" | "anniversary"> | null;
    name: V["text"] | null;
    /** The plan, by its code. Refers to plans.code. */
    plan_code: V["text"] | null;
    /** Base price of the plan for an interval. Unit: smallest currency unit, of plan_amount_currency. */
    plan_amount_cents: V["integer"] | null;
    /** Currency of the plan. */
    plan_amount_currency: V["text"] | null;
    /** Active ones are billed. Pending ones begin later. Canceled and incomplete ones never began. Values: active, canceled, incomplete, pending, terminated. */
    status: Known<"active" | "canceled" | "incomplete" | "pending" | "terminated"> | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** When it was called off before it began. */
    canceled_at: V["timestamp"] | null;
    /** When it began. Null where it never did. */
    started_at: V["timestamp"] | null;
    /** When it is to end. */
    ending_at: V["timestamp"] | null;
    /** When it was or is to begin. */
    subscription_at: V["timestamp"] | null;
    /** When it ended. */
    terminated_at: V["timestamp"] | null;
    /** The plan before, by its code. */
    previous_plan_code: V["text"] | null;
    /** The plan that comes next, by its code. */
    next_plan_code: V["text"] | null;
    /** When the next plan begins. */
    downgrade_plan_date: V["date"] | null;
    /** When the trial ended. */
    trial_ended_at: V["timestamp"] | null;
    /** Begin of the running period. */
    current_billing_period_started_at: V["timestamp"] | null;
    /** End of the running period. */
    current_billing_period_ending_at: V["timestamp"] | null;
    /** Values: credit, refund, offset, skip. */
    on_termination_credit_note: Known<"credit" | "refund" | "offset" | "skip"> | null;
    /** Values: generate, skip. */
    on_termination_invoice: Known<"generate" | "skip"> | null;
    /** Values: provider, manual. */
    payment_method__payment_method_type: Known<"provider" | "manual"> | null;
    payment_method__payment_method_id: V["uuid"] | null;
    consolidate_invoice: V["boolean"] | null;
    /** Values: payment_failed, timeout. */
    cancellation_reason: Known<"payment_failed" | "timeout"> | null;
    activated_at: V["timestamp"] | null;
    progressive_billing_disabled: V["boolean"] | null;
    purchase_order_number: V["text"] | null;
    plan: V["json"] | null;
    entitlements: V["json"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** Texts of yours that are put on its invoices. */
  subscriptions__applied_invoice_custom_sections: {
    _root_lago_id: V["uuid"];
    _applied_invoice_custom_sections_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    invoice_custom_section_id: V["uuid"] | null;
    /** Lago's own id of the record. */
    invoice_custom_section__lago_id: V["uuid"] | null;
    invoice_custom_section__name: V["text"] | null;
    /** Your short name of it. */
    invoice_custom_section__code: V["text"] | null;
    invoice_custom_section__description: V["text"] | null;
    invoice_custom_section__details: V["text"] | null;
    invoice_custom_section__display_name: V["text"] | null;
    invoice_custom_section__applied_to_organization: V["boolean"] | null;
    /** Your organisation in Lago. */
    invoice_custom_section__organization_id: V["uuid"] | null;
    /** When Lago created the record. */
    invoice_custom_section__created_at: V["timestamp"] | null;
  } & SystemColumns<V>;
  /** Conditions that must hold before a subscription begins. */
  subscriptions__activation_rules: {
    _root_lago_id: V["uuid"];
    _activation_rules_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** Values: payment. */
    type: Known<"payment"> | null;
    /** Unit: hours. */
    timeout_hours: V["integer"] | null;
    /** Values: inactive, pending, satisfied, declined, failed, expired, not_applicable. */
    status: Known<"inactive" | "pending" | "satisfied" | "declined" | "failed" | "expired" | "not_applicable"> | null;
    expires_at: V["timestamp"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** When Lago last wrote it. Not all changes show here. */
    updated_at: V["timestamp"] | null;
  } & SystemColumns<V>;
  /** The thresholds that hold for it, its own or its plan's. */
  subscriptions__applicable_usage_thresholds: {
    _root_lago_id: V["uuid"];
    _applicable_usage_thresholds_index: V["integer"];
    threshold_display_name: V["text"] | null;
    /** Usage at which it is reached. Unit: smallest currency unit, of subscriptions.plan_amount_currency. */
    amount_cents: V["integer"] | null;
    recurring: V["boolean"] | null;
  } & SystemColumns<V>;
  /** Tax rates. */
  taxes: {
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    name: V["text"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    description: V["text"] | null;
    /** Unit: percent. */
    rate: V["number"] | null;
    applied_to_organization: V["boolean"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    applied_to_billing_entities_codes: V["json"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** Which outbound transactions used up an inbound one, and how much of it. */
  wallet_transaction_consumptions: {
    /** Refers to wallet_transactions.lago_id. */
    wallet_transaction_id: V["uuid"] | null;
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** What was used of the inbound transaction. Unit: smallest currency unit, of wallets.currency. */
    amount_cents: V["integer"] | null;
    /** Unit: credits. Of more than 18 places, _extra has the exact value in DuckDB. */
    credit_amount: V["decimal"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    wallet_transaction: V["json"] | null;
    /** Lago's own id of the record. Refers to wallet_transactions.lago_id. */
    wallet_transaction__lago_id: V["uuid"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** Which inbound transactions an outbound one was paid from. */
  wallet_transaction_fundings: {
    /** Refers to wallet_transactions.lago_id. */
    wallet_transaction_id: V["uuid"] | null;
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** What the inbound transaction paid. Unit: smallest currency unit, of wallets.currency. */
    amount_cents: V["integer"] | null;
    /** Unit: credits. Of more than 18 places, _extra has the exact value in DuckDB. */
    credit_amount: V["decimal"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    wallet_transaction: V["json"] | null;
    /** Lago's own id of the record. Refers to wallet_transactions.lago_id. */
    wallet_transaction__lago_id: V["uuid"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** Credits that came into a wallet (inbound) or left it (outbound). */
  wallet_transactions: {
    /** The wallet. Refers to wallets.lago_id. */
    wallet_id: V["uuid"] | null;
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** The wallet. Refers to wallets.lago_id. */
    lago_wallet_id: V["uuid"] | null;
    /** The invoice. Refers to invoices.lago_id. */
    lago_invoice_id: V["uuid"] | null;
    /** The credit note. Refers to credit_notes.lago_id. */
    lago_credit_note_id: V["uuid"] | null;
    lago_voided_invoice_id: V["uuid"] | null;
    /** Only settled transactions changed the balance. Values: pending, settled, failed. */
    status: Known<"pending" | "settled" | "failed"> | null;
    /** Values: manual, interval, threshold. */
    source: Known<"manual" | "interval" | "threshold"> | null;
    /** Where credits came from (purchased, granted) or went (invoiced, voided). Values: purchased, granted, voided, invoiced. */
    transaction_status: Known<"purchased" | "granted" | "voided" | "invoiced"> | null;
    /** Into the wallet (inbound) or out of it (outbound). Values: inbound, outbound. */
    transaction_type: Known<"inbound" | "outbound"> | null;
    /** What the credits are worth, at the wallet's rate. Unit: currency unit, of wallets.currency. */
    amount: V["decimal"] | null;
    /** Credits that came in or went out. Unit: credits. Of more than 18 places, _extra has the exact value in DuckDB. */
    credit_amount: V["decimal"] | null;
    invoice_requires_successful_payment: V["boolean"] | null;
    /** What is left of an inbound transaction. Unit: smallest currency unit, of wallets.currency. */
    remaining_amount_cents: V["integer"] | null;
    /** Unit: credits. Of more than 18 places, _extra has the exact value in DuckDB. */
    remaining_credit_amount: V["decimal"] | null;
    /** What is used first: the lowest number. */
    priority: V["integer"] | null;
    /** When it changed the balance. */
    settled_at: V["timestamp"] | null;
    /** When it failed. */
    failed_at: V["timestamp"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    name: V["text"] | null;
    /** Values: provider, manual. */
    payment_method__payment_method_type: Known<"provider" | "manual"> | null;
    payment_method__payment_method_id: V["uuid"] | null;
    /** The company that issues the invoice. Refers to billing_entities.code. */
    billing_entity_code: V["text"] | null;
    purchase_order_number: V["text"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** Keys and values that you gave it. */
  wallet_transactions__metadata: {
    _root_lago_id: V["uuid"];
    _metadata_index: V["integer"];
    key: V["text"] | null;
    /** Personal data. */
    value: V["text"] | null;
  } & SystemColumns<V>;
  /** Texts of yours that are put on its invoices. */
  wallet_transactions__applied_invoice_custom_sections: {
    _root_lago_id: V["uuid"];
    _applied_invoice_custom_sections_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    invoice_custom_section_id: V["uuid"] | null;
    /** Lago's own id of the record. */
    invoice_custom_section__lago_id: V["uuid"] | null;
    invoice_custom_section__name: V["text"] | null;
    /** Your short name of it. */
    invoice_custom_section__code: V["text"] | null;
    invoice_custom_section__description: V["text"] | null;
    invoice_custom_section__details: V["text"] | null;
    invoice_custom_section__display_name: V["text"] | null;
    invoice_custom_section__applied_to_organization: V["boolean"] | null;
    /** Your organisation in Lago. */
    invoice_custom_section__organization_id: V["uuid"] | null;
    /** When Lago created the record. */
    invoice_custom_section__created_at: V["timestamp"] | null;
  } & SystemColumns<V>;
  /** Prepaid credits of a customer. */
  wallets: {
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** The customer. Refers to customers.lago_id. */
    lago_customer_id: V["uuid"] | null;
    /** Your id of the customer. Refers to customers.external_id. */
    external_customer_id: V["text"] | null;
    /** The company that issues the invoice. Refers to billing_entities.code. */
    billing_entity_code: V["text"] | null;
    /** Whether credits can be used. Values: active, terminated. */
    status: Known<"active" | "terminated"> | null;
    /** Currency of the amounts. */
    currency: V["text"] | null;
    name: V["text"] | null;
    /** Your short name of it. */
    code: V["text"] | null;
    /** What is used first: the lowest number. */
    priority: V["integer"] | null;
    /** What one credit is worth. Unit: currency unit, of currency. */
    rate_amount: V["decimal"] | null;
    /** Credits that are left. Unit: credits. */
    credits_balance: V["decimal"] | null;
    /** What the credits are worth that are left. Unit: smallest currency unit, of currency. */
    balance_cents: V["integer"] | null;
    /** Credits that were used so far. Unit: credits. */
    consumed_credits: V["decimal"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** When credits that are left are lost. */
    expiration_at: V["timestamp"] | null;
    last_balance_sync_at: V["timestamp"] | null;
    last_consumed_credit_at: V["timestamp"] | null;
    /** When it ended. */
    terminated_at: V["timestamp"] | null;
    invoice_requires_successful_payment: V["boolean"] | null;
    applies_to__fee_types: V["json"] | null;
    applies_to__billable_metric_codes: V["json"] | null;
    /** What is left after usage that is not invoiced yet. Unit: smallest currency unit, of currency. */
    ongoing_balance_cents: V["integer"] | null;
    /** Unit: smallest currency unit, of currency. */
    ongoing_usage_balance_cents: V["integer"] | null;
    /** Credits that are left after usage that is not invoiced yet. Unit: credits. */
    credits_ongoing_balance: V["decimal"] | null;
    /** Unit: credits. */
    credits_ongoing_usage_balance: V["decimal"] | null;
    /** What has to be bought at least. Unit: smallest currency unit, of currency. */
    paid_top_up_min_amount_cents: V["integer"] | null;
    /** What can be bought at most. Unit: smallest currency unit, of currency. */
    paid_top_up_max_amount_cents: V["integer"] | null;
    /** Values: provider, manual. */
    payment_method__payment_method_type: Known<"provider" | "manual"> | null;
    payment_method__payment_method_id: V["uuid"] | null;
    /** Personal data. */
    metadata: V["json"] | null;
    purchase_order_number: V["text"] | null;
  } & HashColumn<V> & SystemColumns<V>;
  /** When a wallet is topped up by itself. */
  wallets__recurring_transaction_rules: {
    _root_lago_id: V["uuid"];
    _recurring_transaction_rules_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** Values: interval, threshold. */
    trigger: Known<"interval" | "threshold"> | null;
    /** Values: fixed, target. */
    method: Known<"fixed" | "target"> | null;
    /** Values: weekly, monthly, quarterly, semiannual, yearly. */
    interval: Known<"weekly" | "monthly" | "quarterly" | "semiannual" | "yearly"> | null;
    /** Values: active, terminated. */
    status: Known<"active" | "terminated"> | null;
    /** Unit: credits. */
    threshold_credits: V["decimal"] | null;
    /** Unit: credits. */
    paid_credits: V["decimal"] | null;
    /** Unit: credits. */
    granted_credits: V["decimal"] | null;
    grants_target_top_up: V["boolean"] | null;
    /** When it began. */
    started_at: V["timestamp"] | null;
    /** Unit: credits. */
    target_ongoing_balance: V["decimal"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    /** When it expires. */
    expiration_at: V["timestamp"] | null;
    invoice_requires_successful_payment: V["boolean"] | null;
    transaction_name: V["text"] | null;
    ignore_paid_top_up_limits: V["boolean"] | null;
    /** Values: provider, manual. */
    payment_method__payment_method_type: Known<"provider" | "manual"> | null;
    payment_method__payment_method_id: V["uuid"] | null;
    purchase_order_number: V["text"] | null;
  } & SystemColumns<V>;
  /** Keys and values that are put on the transactions of the rule. */
  wallets__recurring_transaction_rules__transaction_metadata: {
    _root_lago_id: V["uuid"];
    _recurring_transaction_rules_index: V["integer"];
    _transaction_metadata_index: V["integer"];
    key: V["text"] | null;
    value: V["text"] | null;
  } & SystemColumns<V>;
  /** Texts of yours that are put on its invoices. */
  wallets__recurring_txn_rules__applied_invoice_custom_sections: {
    _root_lago_id: V["uuid"];
    _recurring_transaction_rules_index: V["integer"];
    _applied_invoice_custom_sections_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    invoice_custom_section_id: V["uuid"] | null;
    /** Lago's own id of the record. */
    invoice_custom_section__lago_id: V["uuid"] | null;
    invoice_custom_section__name: V["text"] | null;
    /** Your short name of it. */
    invoice_custom_section__code: V["text"] | null;
    invoice_custom_section__description: V["text"] | null;
    invoice_custom_section__details: V["text"] | null;
    invoice_custom_section__display_name: V["text"] | null;
    invoice_custom_section__applied_to_organization: V["boolean"] | null;
    /** Your organisation in Lago. */
    invoice_custom_section__organization_id: V["uuid"] | null;
    /** When Lago created the record. */
    invoice_custom_section__created_at: V["timestamp"] | null;
  } & SystemColumns<V>;
  /** Texts of yours that are put on its invoices. */
  wallets__applied_invoice_custom_sections: {
    _root_lago_id: V["uuid"];
    _applied_invoice_custom_sections_index: V["integer"];
    /** Lago's own id of the record. */
    lago_id: V["uuid"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
    invoice_custom_section_id: V["uuid"] | null;
    /** Lago's own id of the record. */
    invoice_custom_section__lago_id: V["uuid"] | null;
    invoice_custom_section__name: V["text"] | null;
    /** Your short name of it. */
    invoice_custom_section__code: V["text"] | null;
    invoice_custom_section__description: V["text"] | null;
    invoice_custom_section__details: V["text"] | null;
    invoice_custom_section__display_name: V["text"] | null;
    invoice_custom_section__applied_to_organization: V["boolean"] | null;
    /** Your organisation in Lago. */
    invoice_custom_section__organization_id: V["uuid"] | null;
    /** When Lago created the record. */
    invoice_custom_section__created_at: V["timestamp"] | null;
  } & SystemColumns<V>;
  /** Addresses that Lago sends webhooks to. */
  webhook_endpoints: {
    /** Lago's own id of the record. */
    lago_id: V["uuid"];
    /** Your organisation in Lago. */
    lago_organization_id: V["uuid"] | null;
    webhook_url: V["text"] | null;
    /** Values: jwt, hmac. */
    signature_algo: Known<"jwt" | "hmac"> | null;
    name: V["text"] | null;
    event_types: V["json"] | null;
    /** When Lago created the record. */
    created_at: V["timestamp"] | null;
  } & HashColumn<V> & SystemColumns<V>;
}
