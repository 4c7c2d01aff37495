-- name: create
CREATE TABLE IF NOT EXISTS invoices (
  lago_id uuid NOT NULL,
  billing_entity_code text,
  sequential_id bigint,
  number text,
  issuing_date date,
  payment_dispute_lost_at timestamptz,
  payment_due_date date,
  payment_overdue boolean,
  net_payment_term bigint,
  invoice_type text,
  status text,
  payment_status text,
  currency text,
  fees_amount_cents bigint,
  coupons_amount_cents bigint,
  credit_notes_amount_cents bigint,
  sub_total_excluding_taxes_amount_cents bigint,
  taxes_amount_cents bigint,
  sub_total_including_taxes_amount_cents bigint,
  prepaid_credit_amount_cents bigint,
  prepaid_granted_credit_amount_cents bigint,
  prepaid_purchased_credit_amount_cents bigint,
  progressive_billing_credit_amount_cents bigint,
  total_amount_cents bigint,
  version_number bigint,
  self_billed boolean,
  file_url text,
  created_at timestamptz,
  updated_at timestamptz,
  purchase_order_number text,
  web_url text,
  total_due_amount_cents bigint,
  total_paid_amount_cents bigint,
  total_offsetted_credit_note_amount_cents bigint,
  xml_url text,
  voided_at timestamptz,
  customer jsonb,
  customer__lago_id uuid,
  customer__external_id text,
  _hash bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (lago_id)
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__metadata (
  _root_lago_id uuid NOT NULL,
  _metadata_index bigint NOT NULL,
  lago_id uuid,
  key text,
  value text,
  created_at timestamptz,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _metadata_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__applied_taxes (
  _root_lago_id uuid NOT NULL,
  _applied_taxes_index bigint NOT NULL,
  lago_id uuid,
  lago_tax_id uuid,
  tax_name text,
  tax_code text,
  tax_rate double precision,
  tax_description text,
  amount_cents bigint,
  amount_currency text,
  created_at timestamptz,
  lago_invoice_id uuid,
  fees_amount_cents bigint,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _applied_taxes_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__applied_invoice_custom_sections (
  _root_lago_id uuid NOT NULL,
  _applied_invoice_custom_sections_index bigint NOT NULL,
  lago_id uuid,
  lago_invoice_id uuid,
  code text,
  details text,
  display_name text,
  created_at timestamptz,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _applied_invoice_custom_sections_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__applied_usage_thresholds (
  _root_lago_id uuid NOT NULL,
  _applied_usage_thresholds_index bigint NOT NULL,
  lifetime_usage_amount_cents bigint,
  created_at timestamptz,
  usage_threshold__lago_id uuid,
  usage_threshold__threshold_display_name text,
  usage_threshold__amount_cents bigint,
  usage_threshold__recurring boolean,
  usage_threshold__created_at timestamptz,
  usage_threshold__updated_at timestamptz,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _applied_usage_thresholds_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__billing_periods (
  _root_lago_id uuid NOT NULL,
  _billing_periods_index bigint NOT NULL,
  lago_subscription_id uuid,
  external_subscription_id text,
  lago_plan_id uuid,
  subscription_from_datetime timestamptz,
  subscription_to_datetime timestamptz,
  charges_from_datetime timestamptz,
  charges_to_datetime timestamptz,
  invoicing_reason text,
  fixed_charges_from_datetime timestamptz,
  fixed_charges_to_datetime timestamptz,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _billing_periods_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__credits (
  _root_lago_id uuid NOT NULL,
  _credits_index bigint NOT NULL,
  lago_id uuid,
  amount_cents bigint,
  amount_currency text,
  before_taxes boolean,
  item__lago_item_id uuid,
  item__type text,
  item__code text,
  item__name text,
  item__description text,
  invoice__lago_id uuid,
  invoice__payment_status text,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _credits_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__fees (
  _root_lago_id uuid NOT NULL,
  _fees_index bigint NOT NULL,
  lago_id uuid,
  lago_charge_id uuid,
  lago_charge_filter_id uuid,
  lago_fixed_charge_id uuid,
  lago_invoice_id uuid,
  lago_true_up_fee_id uuid,
  lago_true_up_parent_fee_id uuid,
  lago_subscription_id uuid,
  lago_customer_id uuid,
  external_customer_id text,
  external_subscription_id text,
  amount_cents bigint,
  precise_amount numeric,
  precise_total_amount numeric,
  amount_currency text,
  taxes_amount_cents bigint,
  taxes_precise_amount numeric,
  taxes_rate double precision,
  units numeric,
  precise_unit_amount numeric,
  total_aggregated_units numeric,
  total_amount_cents bigint,
  total_amount_currency text,
  events_count bigint,
  pay_in_advance boolean,
  invoiceable boolean,
  from_date timestamptz,
  to_date timestamptz,
  payment_status text,
  created_at timestamptz,
  succeeded_at timestamptz,
  failed_at timestamptz,
  refunded_at timestamptz,
  event_transaction_id text,
  description text,
  precise_coupons_amount_cents numeric,
  sub_total_excluding_taxes_amount_cents bigint,
  sub_total_excluding_taxes_precise_amount_cents numeric,
  amount_details__plan_amount_cents bigint,
  amount_details__free_units numeric,
  amount_details__paid_units numeric,
  amount_details__per_package_size bigint,
  amount_details__per_package_unit_amount numeric,
  amount_details__per_unit_total_amount numeric,
  amount_details__units numeric,
  amount_details__free_events numeric,
  amount_details__rate numeric,
  amount_details__paid_events numeric,
  amount_details__fixed_fee_unit_amount numeric,
  amount_details__fixed_fee_total_amount numeric,
  amount_details__min_max_adjustment_total_amount numeric,
  amount_details__per_unit_amount numeric,
  amount_details__flat_unit_amount numeric,
  self_billed boolean,
  item__type text,
  item__code text,
  item__name text,
  item__description text,
  item__invoice_display_name text,
  item__filter_invoice_display_name text,
  item__filters jsonb,
  item__lago_item_id uuid,
  item__item_type text,
  item__grouped_by jsonb,
  pricing_unit_details__lago_pricing_unit_id uuid,
  pricing_unit_details__pricing_unit_code text,
  pricing_unit_details__short_name text,
  pricing_unit_details__amount_cents bigint,
  pricing_unit_details__precise_amount_cents numeric,
  pricing_unit_details__unit_amount_cents bigint,
  pricing_unit_details__precise_unit_amount numeric,
  pricing_unit_details__conversion_rate numeric,
  lago_original_fee_id uuid,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _fees_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__fees__amount_details__graduated_ranges (
  _root_lago_id uuid NOT NULL,
  _fees_index bigint NOT NULL,
  _amount_details__graduated_ranges_index bigint NOT NULL,
  units numeric,
  from_value bigint,
  to_value bigint,
  flat_unit_amount numeric,
  per_unit_amount numeric,
  per_unit_total_amount numeric,
  total_with_flat_amount numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _fees_index, _amount_details__graduated_ranges_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__fees__amount_details__graduated_percentage_ranges (
  _root_lago_id uuid NOT NULL,
  _fees_index bigint NOT NULL,
  _amount_details__graduated_percentage_ranges_index bigint NOT NULL,
  units numeric,
  from_value bigint,
  to_value bigint,
  flat_unit_amount numeric,
  rate numeric,
  per_unit_total_amount numeric,
  total_with_flat_amount numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _fees_index, _amount_details__graduated_percentage_ranges_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__fees__applied_taxes (
  _root_lago_id uuid NOT NULL,
  _fees_index bigint NOT NULL,
  _applied_taxes_index bigint NOT NULL,
  lago_id uuid,
  lago_tax_id uuid,
  tax_name text,
  tax_code text,
  tax_rate double precision,
  tax_description text,
  amount_cents bigint,
  amount_currency text,
  created_at timestamptz,
  lago_fee_id uuid,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _fees_index, _applied_taxes_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__fees__presentation_breakdowns (
  _root_lago_id uuid NOT NULL,
  _fees_index bigint NOT NULL,
  _presentation_breakdowns_index bigint NOT NULL,
  presentation_by jsonb,
  units numeric,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _fees_index, _presentation_breakdowns_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__subscriptions (
  _root_lago_id uuid NOT NULL,
  _subscriptions_index bigint NOT NULL,
  lago_id uuid,
  external_id text,
  lago_customer_id uuid,
  external_customer_id text,
  billing_entity_code text,
  billing_time text,
  name text,
  plan_code text,
  plan_amount_cents bigint,
  plan_amount_currency text,
  status text,
  created_at timestamptz,
  canceled_at timestamptz,
  started_at timestamptz,
  ending_at timestamptz,
  subscription_at timestamptz,
  terminated_at timestamptz,
  previous_plan_code text,
  next_plan_code text,
  downgrade_plan_date date,
  trial_ended_at timestamptz,
  current_billing_period_started_at timestamptz,
  current_billing_period_ending_at timestamptz,
  on_termination_credit_note text,
  on_termination_invoice text,
  payment_method__payment_method_type text,
  payment_method__payment_method_id uuid,
  consolidate_invoice boolean,
  cancellation_reason text,
  activated_at timestamptz,
  progressive_billing_disabled boolean,
  purchase_order_number text,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _subscriptions_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__subscriptions__applied_invoice_custom_sections (
  _root_lago_id uuid NOT NULL,
  _subscriptions_index bigint NOT NULL,
  _applied_invoice_custom_sections_index bigint NOT NULL,
  lago_id uuid,
  created_at timestamptz,
  invoice_custom_section_id uuid,
  invoice_custom_section__lago_id uuid,
  invoice_custom_section__name text,
  invoice_custom_section__code text,
  invoice_custom_section__description text,
  invoice_custom_section__details text,
  invoice_custom_section__display_name text,
  invoice_custom_section__applied_to_organization boolean,
  invoice_custom_section__organization_id uuid,
  invoice_custom_section__created_at timestamptz,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _subscriptions_index, _applied_invoice_custom_sections_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__subscriptions__activation_rules (
  _root_lago_id uuid NOT NULL,
  _subscriptions_index bigint NOT NULL,
  _activation_rules_index bigint NOT NULL,
  lago_id uuid,
  type text,
  timeout_hours bigint,
  status text,
  expires_at timestamptz,
  created_at timestamptz,
  updated_at timestamptz,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _subscriptions_index, _activation_rules_index)
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__error_details (
  _root_lago_id uuid NOT NULL,
  _error_details_index bigint NOT NULL,
  lago_id uuid,
  error_code text,
  details jsonb,
  _extra json,
  _loaded_at timestamptz,
  _load_id text,
  _deleted_at timestamptz,
  PRIMARY KEY (_root_lago_id, _error_details_index)
);

-- name: comment
COMMENT ON TABLE invoices IS 'What was billed, from draft to paid. Only finalized invoices are revenue or owed.';
COMMENT ON COLUMN invoices.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN invoices.billing_entity_code IS 'The company that issues the invoice. Refers to billing_entities.code.';
COMMENT ON COLUMN invoices.sequential_id IS 'Running number.';
COMMENT ON COLUMN invoices.issuing_date IS 'Date of the invoice, in the customer''s time zone. A draft''s lies in the future.';
COMMENT ON COLUMN invoices.payment_dispute_lost_at IS 'When a dispute was lost. The amount is given up.';
COMMENT ON COLUMN invoices.payment_due_date IS 'When it is due.';
COMMENT ON COLUMN invoices.payment_overdue IS 'Whether Lago takes it for overdue.';
COMMENT ON COLUMN invoices.net_payment_term IS 'Days from issue until an invoice is due. Unit: days.';
COMMENT ON COLUMN invoices.invoice_type IS 'Why it was issued. credit: a customer bought prepaid credits, which is no revenue yet. Values: subscription, add_on, credit, one_off, progressive_billing.';
COMMENT ON COLUMN invoices.status IS 'Only finalized invoices count. A draft can still change, a voided one is cancelled. Values: draft, finalized, voided, failed, pending.';
COMMENT ON COLUMN invoices.payment_status IS 'Whether it was paid. Values: pending, succeeded, failed.';
COMMENT ON COLUMN invoices.currency IS 'Currency of the amounts.';
COMMENT ON COLUMN invoices.fees_amount_cents IS 'Sum of the fees, before coupons and taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN invoices.coupons_amount_cents IS 'Taken off by coupons. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN invoices.credit_notes_amount_cents IS 'Paid with credit of credit notes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN invoices.sub_total_excluding_taxes_amount_cents IS 'Fees less coupons and progressive billing, before taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN invoices.taxes_amount_cents IS 'Taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN invoices.sub_total_including_taxes_amount_cents IS 'The same with taxes. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN invoices.prepaid_credit_amount_cents IS 'Paid with credits of a wallet. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN invoices.prepaid_granted_credit_amount_cents IS 'The part of these credits that was given for free. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN invoices.prepaid_purchased_credit_amount_cents IS 'The part of these credits that was bought. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN invoices.progressive_billing_credit_amount_cents IS 'Billed before by progressive billing. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN invoices.total_amount_cents IS 'What was to be paid: with taxes, less credits. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN invoices.version_number IS 'Which version of its rules Lago computed it by.';
COMMENT ON COLUMN invoices.self_billed IS 'True where a partner is owed the amount, not the company.';
COMMENT ON COLUMN invoices.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN invoices.updated_at IS 'When Lago last wrote it. Not all changes show here.';
COMMENT ON COLUMN invoices.total_due_amount_cents IS 'What is still to be paid. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN invoices.total_paid_amount_cents IS 'What was paid of it. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN invoices.total_offsetted_credit_note_amount_cents IS 'Settled by credit notes against this invoice. Unit: smallest currency unit, of currency.';
COMMENT ON COLUMN invoices.voided_at IS 'When it was cancelled.';
COMMENT ON COLUMN invoices.customer IS 'The customer as it was when the invoice was issued. Personal data.';
COMMENT ON COLUMN invoices.customer__lago_id IS 'The customer. Refers to customers.lago_id.';
COMMENT ON COLUMN invoices.customer__external_id IS 'Your id of the customer. Refers to customers.external_id.';
COMMENT ON TABLE invoices__metadata IS 'Keys and values that you gave an invoice.';
COMMENT ON COLUMN invoices__metadata.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN invoices__metadata.value IS 'Personal data.';
COMMENT ON COLUMN invoices__metadata.created_at IS 'When Lago created the record.';
COMMENT ON TABLE invoices__applied_taxes IS 'Taxes of an invoice, by tax.';
COMMENT ON COLUMN invoices__applied_taxes.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN invoices__applied_taxes.lago_tax_id IS 'The tax. Refers to taxes.lago_id.';
COMMENT ON COLUMN invoices__applied_taxes.tax_code IS 'The tax, by its code. Refers to taxes.code.';
COMMENT ON COLUMN invoices__applied_taxes.tax_rate IS 'Unit: percent.';
COMMENT ON COLUMN invoices__applied_taxes.amount_cents IS 'The tax. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN invoices__applied_taxes.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN invoices__applied_taxes.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN invoices__applied_taxes.lago_invoice_id IS 'The invoice. Refers to invoices.lago_id.';
COMMENT ON COLUMN invoices__applied_taxes.fees_amount_cents IS 'Unit: smallest currency unit, of amount_currency.';
COMMENT ON TABLE invoices__applied_invoice_custom_sections IS 'Texts of yours that are put on its invoices.';
COMMENT ON COLUMN invoices__applied_invoice_custom_sections.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN invoices__applied_invoice_custom_sections.lago_invoice_id IS 'The invoice. Refers to invoices.lago_id.';
COMMENT ON COLUMN invoices__applied_invoice_custom_sections.code IS 'Your short name of it.';
COMMENT ON COLUMN invoices__applied_invoice_custom_sections.created_at IS 'When Lago created the record.';
COMMENT ON TABLE invoices__applied_usage_thresholds IS 'The thresholds whose reaching caused the invoice.';
COMMENT ON COLUMN invoices__applied_usage_thresholds.lifetime_usage_amount_cents IS 'Usage when it was reached. Unit: smallest currency unit, of invoices.currency.';
COMMENT ON COLUMN invoices__applied_usage_thresholds.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN invoices__applied_usage_thresholds.usage_threshold__lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN invoices__applied_usage_thresholds.usage_threshold__amount_cents IS 'Usage at which it is reached. Unit: smallest currency unit, of invoices.currency.';
COMMENT ON COLUMN invoices__applied_usage_thresholds.usage_threshold__created_at IS 'When Lago created the record.';
COMMENT ON COLUMN invoices__applied_usage_thresholds.usage_threshold__updated_at IS 'When Lago last wrote it. Not all changes show here.';
COMMENT ON TABLE invoices__billing_periods IS 'The subscriptions of an invoice and the periods that it bills.';
COMMENT ON COLUMN invoices__billing_periods.lago_subscription_id IS 'The subscription. Refers to subscriptions.lago_id.';
COMMENT ON COLUMN invoices__billing_periods.external_subscription_id IS 'Your id of the subscription.';
COMMENT ON COLUMN invoices__billing_periods.lago_plan_id IS 'The plan. Refers to plans.lago_id.';
COMMENT ON COLUMN invoices__billing_periods.subscription_from_datetime IS 'Begin of the period.';
COMMENT ON COLUMN invoices__billing_periods.subscription_to_datetime IS 'End of the period.';
COMMENT ON COLUMN invoices__billing_periods.charges_from_datetime IS 'Begin of the period.';
COMMENT ON COLUMN invoices__billing_periods.charges_to_datetime IS 'End of the period.';
COMMENT ON COLUMN invoices__billing_periods.invoicing_reason IS 'Values: subscription_starting, subscription_periodic, subscription_terminating, in_advance_charge, in_advance_charge_periodic, progressive_billing.';
COMMENT ON COLUMN invoices__billing_periods.fixed_charges_from_datetime IS 'Begin of the period.';
COMMENT ON COLUMN invoices__billing_periods.fixed_charges_to_datetime IS 'End of the period.';
COMMENT ON TABLE invoices__credits IS 'Coupons, credit notes and progressive billing that lowered an invoice.';
COMMENT ON COLUMN invoices__credits.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN invoices__credits.amount_cents IS 'What was taken off the invoice. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN invoices__credits.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN invoices__credits.item__type IS 'Values: coupon, credit_note, invoice.';
COMMENT ON COLUMN invoices__credits.item__code IS 'Your short name of it.';
COMMENT ON COLUMN invoices__credits.invoice__lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN invoices__credits.invoice__payment_status IS 'Whether it was paid. Values: pending, succeeded, failed.';
COMMENT ON TABLE invoices__fees IS 'The lines of an invoice as its single record has them. Prefer fees, which is always filled.';
COMMENT ON COLUMN invoices__fees.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN invoices__fees.lago_charge_id IS 'The charge.';
COMMENT ON COLUMN invoices__fees.lago_charge_filter_id IS 'The filter of the charge.';
COMMENT ON COLUMN invoices__fees.lago_fixed_charge_id IS 'The fixed charge.';
COMMENT ON COLUMN invoices__fees.lago_invoice_id IS 'The invoice. Null while a fee is on none, as those paid in advance can be. Refers to invoices.lago_id.';
COMMENT ON COLUMN invoices__fees.lago_true_up_fee_id IS 'The fee that fills this one up to the charge''s minimum.';
COMMENT ON COLUMN invoices__fees.lago_true_up_parent_fee_id IS 'The fee that this one fills up to the charge''s minimum.';
COMMENT ON COLUMN invoices__fees.lago_subscription_id IS 'The subscription. Refers to subscriptions.lago_id.';
COMMENT ON COLUMN invoices__fees.lago_customer_id IS 'The customer, through the subscription: null for fees of add-ons and credits. Their invoice has it. Refers to customers.lago_id.';
COMMENT ON COLUMN invoices__fees.external_customer_id IS 'Your id of the customer, through the subscription: null for fees of add-ons and credits.';
COMMENT ON COLUMN invoices__fees.external_subscription_id IS 'Your id of the subscription.';
COMMENT ON COLUMN invoices__fees.amount_cents IS 'Amount before coupons and taxes, rounded. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN invoices__fees.precise_amount IS 'Amount before coupons and taxes, exact. Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN invoices__fees.precise_total_amount IS 'Amount with taxes, exact. Unit: currency unit, of total_amount_currency.';
COMMENT ON COLUMN invoices__fees.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN invoices__fees.taxes_amount_cents IS 'Taxes of the fee. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN invoices__fees.taxes_precise_amount IS 'Taxes, exact. Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN invoices__fees.taxes_rate IS 'Unit: percent.';
COMMENT ON COLUMN invoices__fees.units IS 'Units that were charged for. Unit: units of the billable metric.';
COMMENT ON COLUMN invoices__fees.precise_unit_amount IS 'Average price of a unit. Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN invoices__fees.total_aggregated_units IS 'Units that were measured. Unit: units of the billable metric.';
COMMENT ON COLUMN invoices__fees.total_amount_cents IS 'Amount with taxes. Unit: smallest currency unit, of total_amount_currency.';
COMMENT ON COLUMN invoices__fees.total_amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN invoices__fees.events_count IS 'Unit: count.';
COMMENT ON COLUMN invoices__fees.pay_in_advance IS 'Whether it was charged when the usage came, not at the end of the period.';
COMMENT ON COLUMN invoices__fees.invoiceable IS 'Whether it is put on an invoice.';
COMMENT ON COLUMN invoices__fees.from_date IS 'Begin of the period that is charged for.';
COMMENT ON COLUMN invoices__fees.to_date IS 'End of the period that is charged for.';
COMMENT ON COLUMN invoices__fees.payment_status IS 'Whether it was paid, by its invoice or in advance. Values: pending, succeeded, failed, refunded.';
COMMENT ON COLUMN invoices__fees.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN invoices__fees.succeeded_at IS 'When it was paid.';
COMMENT ON COLUMN invoices__fees.failed_at IS 'When paying it failed.';
COMMENT ON COLUMN invoices__fees.refunded_at IS 'When the money was sent back.';
COMMENT ON COLUMN invoices__fees.event_transaction_id IS 'The event, by your id, of a fee that is charged in advance.';
COMMENT ON COLUMN invoices__fees.precise_coupons_amount_cents IS 'The fee''s part of the coupons. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN invoices__fees.sub_total_excluding_taxes_amount_cents IS 'Amount less coupons, before taxes. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN invoices__fees.sub_total_excluding_taxes_precise_amount_cents IS 'Amount less coupons, before taxes, exact. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN invoices__fees.amount_details__plan_amount_cents IS 'Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN invoices__fees.amount_details__free_units IS 'Unit: units of the billable metric.';
COMMENT ON COLUMN invoices__fees.amount_details__paid_units IS 'Unit: units of the billable metric.';
COMMENT ON COLUMN invoices__fees.amount_details__per_package_size IS 'Unit: units of the billable metric.';
COMMENT ON COLUMN invoices__fees.amount_details__per_package_unit_amount IS 'Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN invoices__fees.amount_details__per_unit_total_amount IS 'Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN invoices__fees.amount_details__units IS 'Units that were charged for. Unit: units of the billable metric.';
COMMENT ON COLUMN invoices__fees.amount_details__free_events IS 'Unit: count.';
COMMENT ON COLUMN invoices__fees.amount_details__rate IS 'Unit: percent.';
COMMENT ON COLUMN invoices__fees.amount_details__paid_events IS 'Unit: count.';
COMMENT ON COLUMN invoices__fees.amount_details__fixed_fee_unit_amount IS 'Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN invoices__fees.amount_details__fixed_fee_total_amount IS 'Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN invoices__fees.amount_details__min_max_adjustment_total_amount IS 'Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN invoices__fees.amount_details__per_unit_amount IS 'Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN invoices__fees.amount_details__flat_unit_amount IS 'Unit: currency unit, of amount_currency.';
COMMENT ON COLUMN invoices__fees.item__type IS 'What is charged for. A credit is the purchase of prepaid credits. Values: charge, fixed_charge, add_on, subscription, credit, commitment.';
COMMENT ON COLUMN invoices__fees.item__code IS 'Your short name of it.';
COMMENT ON COLUMN invoices__fees.item__lago_item_id IS 'What is charged for; the item''s type says of which table.';
COMMENT ON COLUMN invoices__fees.item__item_type IS 'Values: AddOn, BillableMetric, Subscription, WalletTransaction.';
COMMENT ON COLUMN invoices__fees.pricing_unit_details__pricing_unit_code IS 'The pricing unit, by its code.';
COMMENT ON COLUMN invoices__fees.pricing_unit_details__amount_cents IS 'Amount before coupons and taxes, rounded. Unit: hundredths of the pricing unit.';
COMMENT ON COLUMN invoices__fees.pricing_unit_details__precise_amount_cents IS 'The amount, exact. Unit: hundredths of the pricing unit.';
COMMENT ON COLUMN invoices__fees.pricing_unit_details__unit_amount_cents IS 'Unit: hundredths of the pricing unit.';
COMMENT ON COLUMN invoices__fees.pricing_unit_details__precise_unit_amount IS 'Average price of a unit. Unit: pricing unit.';
COMMENT ON COLUMN invoices__fees.pricing_unit_details__conversion_rate IS 'What one pricing unit is worth. Unit: currency unit, of amount_currency.';
COMMENT ON TABLE invoices__fees__amount_details__graduated_ranges IS 'How a fee came about: units and amount of each range.';
COMMENT ON COLUMN invoices__fees__amount_details__graduated_ranges.units IS 'How much was used, or is charged for. Unit: units of the billable metric.';
COMMENT ON COLUMN invoices__fees__amount_details__graduated_ranges.from_value IS 'Begin of the range. Unit: units of the billable metric.';
COMMENT ON COLUMN invoices__fees__amount_details__graduated_ranges.to_value IS 'End of the range. Null for the last. Unit: units of the billable metric.';
COMMENT ON COLUMN invoices__fees__amount_details__graduated_ranges.flat_unit_amount IS 'Price of reaching the range. Unit: currency unit, of invoices.currency.';
COMMENT ON COLUMN invoices__fees__amount_details__graduated_ranges.per_unit_amount IS 'Price of a unit. Unit: currency unit, of invoices.currency.';
COMMENT ON COLUMN invoices__fees__amount_details__graduated_ranges.per_unit_total_amount IS 'Amount of the units of the range. Unit: currency unit, of invoices.currency.';
COMMENT ON COLUMN invoices__fees__amount_details__graduated_ranges.total_with_flat_amount IS 'Amount of the range. Unit: currency unit, of invoices.currency.';
COMMENT ON TABLE invoices__fees__amount_details__graduated_percentage_ranges IS 'How a fee came about: units and amount of each range.';
COMMENT ON COLUMN invoices__fees__amount_details__graduated_percentage_ranges.units IS 'How much was used, or is charged for. Unit: units of the billable metric.';
COMMENT ON COLUMN invoices__fees__amount_details__graduated_percentage_ranges.from_value IS 'Begin of the range. Unit: currency unit, of invoices.currency.';
COMMENT ON COLUMN invoices__fees__amount_details__graduated_percentage_ranges.to_value IS 'End of the range. Null for the last. Unit: currency unit, of invoices.currency.';
COMMENT ON COLUMN invoices__fees__amount_details__graduated_percentage_ranges.flat_unit_amount IS 'Price of reaching the range. Unit: currency unit, of invoices.currency.';
COMMENT ON COLUMN invoices__fees__amount_details__graduated_percentage_ranges.rate IS 'Unit: percent.';
COMMENT ON COLUMN invoices__fees__amount_details__graduated_percentage_ranges.per_unit_total_amount IS 'Amount of the units of the range. Unit: currency unit, of invoices.currency.';
COMMENT ON COLUMN invoices__fees__amount_details__graduated_percentage_ranges.total_with_flat_amount IS 'Amount of the range. Unit: currency unit, of invoices.currency.';
COMMENT ON TABLE invoices__fees__applied_taxes IS 'The taxes that were applied to it.';
COMMENT ON COLUMN invoices__fees__applied_taxes.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN invoices__fees__applied_taxes.lago_tax_id IS 'The tax. Refers to taxes.lago_id.';
COMMENT ON COLUMN invoices__fees__applied_taxes.tax_code IS 'The tax, by its code. Refers to taxes.code.';
COMMENT ON COLUMN invoices__fees__applied_taxes.tax_rate IS 'Unit: percent.';
COMMENT ON COLUMN invoices__fees__applied_taxes.amount_cents IS 'The tax. Unit: smallest currency unit, of amount_currency.';
COMMENT ON COLUMN invoices__fees__applied_taxes.amount_currency IS 'Currency of the amounts.';
COMMENT ON COLUMN invoices__fees__applied_taxes.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN invoices__fees__applied_taxes.lago_fee_id IS 'The fee. Refers to fees.lago_id.';
COMMENT ON TABLE invoices__fees__presentation_breakdowns IS 'The same units by groups that are only shown.';
COMMENT ON COLUMN invoices__fees__presentation_breakdowns.units IS 'How much was used, or is charged for. Unit: units of the billable metric.';
COMMENT ON TABLE invoices__subscriptions IS 'The subscriptions of an invoice as its single record has them. Prefer subscriptions, which is always filled.';
COMMENT ON COLUMN invoices__subscriptions.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN invoices__subscriptions.external_id IS 'Your id of the subscription. Subscriptions that follow each other share it.';
COMMENT ON COLUMN invoices__subscriptions.lago_customer_id IS 'The customer. Refers to customers.lago_id.';
COMMENT ON COLUMN invoices__subscriptions.external_customer_id IS 'Your id of the customer.';
COMMENT ON COLUMN invoices__subscriptions.billing_entity_code IS 'The company that issues the invoice. Refers to billing_entities.code.';
COMMENT ON COLUMN invoices__subscriptions.billing_time IS 'Whether periods follow the calendar or the day of the start. Values: calendar, anniversary.';
COMMENT ON COLUMN invoices__subscriptions.plan_code IS 'The plan, by its code. Refers to plans.code.';
COMMENT ON COLUMN invoices__subscriptions.plan_amount_cents IS 'Base price of the plan for an interval. Unit: smallest currency unit, of plan_amount_currency.';
COMMENT ON COLUMN invoices__subscriptions.plan_amount_currency IS 'Currency of the plan.';
COMMENT ON COLUMN invoices__subscriptions.status IS 'Active ones are billed. Pending ones begin later. Canceled and incomplete ones never began. Values: active, canceled, incomplete, pending, terminated.';
COMMENT ON COLUMN invoices__subscriptions.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN invoices__subscriptions.canceled_at IS 'When it was called off before it began.';
COMMENT ON COLUMN invoices__subscriptions.started_at IS 'When it began. Null where it never did.';
COMMENT ON COLUMN invoices__subscriptions.ending_at IS 'When it is to end.';
COMMENT ON COLUMN invoices__subscriptions.subscription_at IS 'When it was or is to begin.';
COMMENT ON COLUMN invoices__subscriptions.terminated_at IS 'When it ended.';
COMMENT ON COLUMN invoices__subscriptions.previous_plan_code IS 'The plan before, by its code.';
COMMENT ON COLUMN invoices__subscriptions.next_plan_code IS 'The plan that comes next, by its code.';
COMMENT ON COLUMN invoices__subscriptions.downgrade_plan_date IS 'When the next plan begins.';
COMMENT ON COLUMN invoices__subscriptions.trial_ended_at IS 'When the trial ended.';
COMMENT ON COLUMN invoices__subscriptions.current_billing_period_started_at IS 'Begin of the running period.';
COMMENT ON COLUMN invoices__subscriptions.current_billing_period_ending_at IS 'End of the running period.';
COMMENT ON COLUMN invoices__subscriptions.on_termination_credit_note IS 'Values: credit, refund, offset, skip.';
COMMENT ON COLUMN invoices__subscriptions.on_termination_invoice IS 'Values: generate, skip.';
COMMENT ON COLUMN invoices__subscriptions.payment_method__payment_method_type IS 'Values: provider, manual.';
COMMENT ON COLUMN invoices__subscriptions.cancellation_reason IS 'Values: payment_failed, timeout.';
COMMENT ON TABLE invoices__subscriptions__applied_invoice_custom_sections IS 'Texts of yours that are put on its invoices.';
COMMENT ON COLUMN invoices__subscriptions__applied_invoice_custom_sections.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN invoices__subscriptions__applied_invoice_custom_sections.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN invoices__subscriptions__applied_invoice_custom_sections.invoice_custom_section__lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN invoices__subscriptions__applied_invoice_custom_sections.invoice_custom_section__code IS 'Your short name of it.';
COMMENT ON COLUMN invoices__subscriptions__applied_invoice_custom_sections.invoice_custom_section__organization_id IS 'Your organisation in Lago.';
COMMENT ON COLUMN invoices__subscriptions__applied_invoice_custom_sections.invoice_custom_section__created_at IS 'When Lago created the record.';
COMMENT ON TABLE invoices__subscriptions__activation_rules IS 'Conditions that must hold before a subscription begins.';
COMMENT ON COLUMN invoices__subscriptions__activation_rules.lago_id IS 'Lago''s own id of the record.';
COMMENT ON COLUMN invoices__subscriptions__activation_rules.type IS 'Values: payment.';
COMMENT ON COLUMN invoices__subscriptions__activation_rules.timeout_hours IS 'Unit: hours.';
COMMENT ON COLUMN invoices__subscriptions__activation_rules.status IS 'Values: inactive, pending, satisfied, declined, failed, expired, not_applicable.';
COMMENT ON COLUMN invoices__subscriptions__activation_rules.created_at IS 'When Lago created the record.';
COMMENT ON COLUMN invoices__subscriptions__activation_rules.updated_at IS 'When Lago last wrote it. Not all changes show here.';
COMMENT ON TABLE invoices__error_details IS 'What went wrong with it in a connected system.';
COMMENT ON COLUMN invoices__error_details.lago_id IS 'Lago''s own id of the record.';

-- name: index
CREATE INDEX IF NOT EXISTS invoices_billing_entity_code_idx ON invoices (billing_entity_code);
CREATE INDEX IF NOT EXISTS invoices_customer__lago_id_idx ON invoices (customer__lago_id);
CREATE INDEX IF NOT EXISTS invoices_issuing_date_idx ON invoices (issuing_date);
CREATE INDEX IF NOT EXISTS invoices__applied_taxes_lago_tax_id_idx ON invoices__applied_taxes (lago_tax_id);
CREATE INDEX IF NOT EXISTS invoices__applied_taxes_lago_invoice_id_idx ON invoices__applied_taxes (lago_invoice_id);
CREATE INDEX IF NOT EXISTS invoices__applied_invoice_custom_sections_lago_invoice_id_idx ON invoices__applied_invoice_custom_sections (lago_invoice_id);
CREATE INDEX IF NOT EXISTS invoices__billing_periods_lago_subscription_id_idx ON invoices__billing_periods (lago_subscription_id);
CREATE INDEX IF NOT EXISTS invoices__billing_periods_lago_plan_id_idx ON invoices__billing_periods (lago_plan_id);
CREATE INDEX IF NOT EXISTS invoices__fees_lago_invoice_id_idx ON invoices__fees (lago_invoice_id);
CREATE INDEX IF NOT EXISTS invoices__fees_lago_subscription_id_idx ON invoices__fees (lago_subscription_id);
CREATE INDEX IF NOT EXISTS invoices__fees_lago_customer_id_idx ON invoices__fees (lago_customer_id);
CREATE INDEX IF NOT EXISTS invoices__fees__applied_taxes_lago_tax_id_idx ON invoices__fees__applied_taxes (lago_tax_id);
CREATE INDEX IF NOT EXISTS invoices__fees__applied_taxes_lago_fee_id_idx ON invoices__fees__applied_taxes (lago_fee_id);
CREATE INDEX IF NOT EXISTS invoices__subscriptions_lago_customer_id_idx ON invoices__subscriptions (lago_customer_id);
CREATE INDEX IF NOT EXISTS invoices__subscriptions_billing_entity_code_idx ON invoices__subscriptions (billing_entity_code);
CREATE INDEX IF NOT EXISTS invoices__subscriptions_plan_code_idx ON invoices__subscriptions (plan_code);

-- name: lift
-- The keys of embedded records, for rows written by a version without these columns.
UPDATE invoices SET customer__lago_id = CASE WHEN customer ->> 'lago_id' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN (customer ->> 'lago_id')::uuid END, customer__external_id = CASE WHEN jsonb_typeof(customer -> 'external_id') NOT IN ('object', 'array') THEN customer ->> 'external_id' END WHERE (customer IS NOT NULL AND customer__lago_id IS NULL) OR (customer IS NOT NULL AND customer__external_id IS NULL);

-- name: stage
-- pg_temp.invoices is `create` run in the temporary schema: the loader copies rows in the order of its columns, and reads them without _n.
CREATE TEMP TABLE stage_invoices (_n bigint) INHERITS (pg_temp.invoices);

-- name: stage
CREATE TEMP TABLE stage_invoices__metadata (_n bigint) INHERITS (pg_temp.invoices__metadata);

-- name: stage
CREATE TEMP TABLE stage_invoices__applied_taxes (_n bigint) INHERITS (pg_temp.invoices__applied_taxes);

-- name: stage
CREATE TEMP TABLE stage_invoices__applied_usage_thresholds (_n bigint) INHERITS (pg_temp.invoices__applied_usage_thresholds);

-- name: stage
-- The keys of all records of this load, their times, and whether they were written: for the counts and the sweep.
CREATE TEMP TABLE seen_invoices AS SELECT lago_id, issuing_date, _n, false AS written FROM stage_invoices WITH NO DATA;

-- name: stage
-- Keys and hashes of the records of this page: those that the table has unchanged are not staged.
CREATE TEMP TABLE arrived_invoices AS SELECT lago_id, issuing_date, _hash, _n FROM stage_invoices WITH NO DATA;

-- name: stage
CREATE INDEX ON stage_invoices (lago_id);

-- name: analyze
-- Without statistics of the key, Postgres scans whole tables to find the rows of a few records. A small sample is enough.
SET LOCAL default_statistics_target = 10;
ANALYZE invoices (lago_id);
ANALYZE invoices__metadata (_root_lago_id);
ANALYZE invoices__applied_taxes (_root_lago_id);
ANALYZE invoices__applied_invoice_custom_sections (_root_lago_id);
ANALYZE invoices__applied_usage_thresholds (_root_lago_id);
ANALYZE invoices__billing_periods (_root_lago_id);
ANALYZE invoices__credits (_root_lago_id);
ANALYZE invoices__fees (_root_lago_id);
ANALYZE invoices__fees__amount_details__graduated_ranges (_root_lago_id);
ANALYZE invoices__fees__amount_details__graduated_percentage_ranges (_root_lago_id);
ANALYZE invoices__fees__applied_taxes (_root_lago_id);
ANALYZE invoices__fees__presentation_breakdowns (_root_lago_id);
ANALYZE invoices__subscriptions (_root_lago_id);
ANALYZE invoices__subscriptions__applied_invoice_custom_sections (_root_lago_id);
ANALYZE invoices__subscriptions__activation_rules (_root_lago_id);
ANALYZE invoices__error_details (_root_lago_id);

-- name: remember_all
TRUNCATE seen_invoices;
INSERT INTO seen_invoices SELECT lago_id, issuing_date, -1, true FROM invoices;

-- name: find_duplicates
SELECT FROM stage_invoices GROUP BY lago_id HAVING count(*) > 1 LIMIT 1;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
WITH gone AS (
  DELETE FROM stage_invoices AS s
  USING (SELECT lago_id, max(_n) AS last FROM stage_invoices GROUP BY lago_id HAVING count(*) > 1) AS d
  WHERE s.lago_id = d.lago_id AND s._n < d.last
  RETURNING s._n
), gone_1 AS (
  DELETE FROM stage_invoices__metadata AS c USING gone WHERE c._n = gone._n
), gone_2 AS (
  DELETE FROM stage_invoices__applied_taxes AS c USING gone WHERE c._n = gone._n
), gone_3 AS (
  DELETE FROM stage_invoices__applied_usage_thresholds AS c USING gone WHERE c._n = gone._n
)
SELECT count(*) AS duplicates FROM gone;

-- name: compare
-- The records that the table already has unchanged, with no newer version staged.
WITH same AS (
  SELECT s._n FROM arrived_invoices AS s JOIN invoices AS t ON t.lago_id = s.lago_id AND t._hash = s._hash AND t._deleted_at IS NULL
  WHERE NOT EXISTS (SELECT FROM stage_invoices AS d WHERE s.lago_id = d.lago_id) AND NOT EXISTS (SELECT FROM arrived_invoices AS d WHERE s.lago_id = d.lago_id AND d._hash <> s._hash)
), remembered AS (
  INSERT INTO seen_invoices SELECT lago_id, issuing_date, _n, found IS NULL FROM arrived_invoices LEFT JOIN (SELECT _n, true AS found FROM same) AS same USING (_n)
)
SELECT string_agg(_n::text, ',') AS same FROM same;

-- name: compare
TRUNCATE arrived_invoices;

-- name: merge
WITH written AS (
  INSERT INTO invoices (
    lago_id,
    billing_entity_code,
    sequential_id,
    number,
    issuing_date,
    payment_dispute_lost_at,
    payment_due_date,
    payment_overdue,
    net_payment_term,
    invoice_type,
    status,
    payment_status,
    currency,
    fees_amount_cents,
    coupons_amount_cents,
    credit_notes_amount_cents,
    sub_total_excluding_taxes_amount_cents,
    taxes_amount_cents,
    sub_total_including_taxes_amount_cents,
    prepaid_credit_amount_cents,
    prepaid_granted_credit_amount_cents,
    prepaid_purchased_credit_amount_cents,
    progressive_billing_credit_amount_cents,
    total_amount_cents,
    version_number,
    self_billed,
    file_url,
    created_at,
    updated_at,
    purchase_order_number,
    web_url,
    total_due_amount_cents,
    total_paid_amount_cents,
    total_offsetted_credit_note_amount_cents,
    xml_url,
    voided_at,
    customer,
    customer__lago_id,
    customer__external_id,
    _hash,
    _extra,
    _loaded_at,
    _load_id,
    _deleted_at
  )
  SELECT * FROM pg_temp.invoices
  ON CONFLICT (lago_id) DO UPDATE SET
    billing_entity_code = EXCLUDED.billing_entity_code,
    sequential_id = EXCLUDED.sequential_id,
    number = EXCLUDED.number,
    issuing_date = EXCLUDED.issuing_date,
    payment_dispute_lost_at = EXCLUDED.payment_dispute_lost_at,
    payment_due_date = EXCLUDED.payment_due_date,
    payment_overdue = EXCLUDED.payment_overdue,
    net_payment_term = EXCLUDED.net_payment_term,
    invoice_type = EXCLUDED.invoice_type,
    status = EXCLUDED.status,
    payment_status = EXCLUDED.payment_status,
    currency = EXCLUDED.currency,
    fees_amount_cents = EXCLUDED.fees_amount_cents,
    coupons_amount_cents = EXCLUDED.coupons_amount_cents,
    credit_notes_amount_cents = EXCLUDED.credit_notes_amount_cents,
    sub_total_excluding_taxes_amount_cents = EXCLUDED.sub_total_excluding_taxes_amount_cents,
    taxes_amount_cents = EXCLUDED.taxes_amount_cents,
    sub_total_including_taxes_amount_cents = EXCLUDED.sub_total_including_taxes_amount_cents,
    prepaid_credit_amount_cents = EXCLUDED.prepaid_credit_amount_cents,
    prepaid_granted_credit_amount_cents = EXCLUDED.prepaid_granted_credit_amount_cents,
    prepaid_purchased_credit_amount_cents = EXCLUDED.prepaid_purchased_credit_amount_cents,
    progressive_billing_credit_amount_cents = EXCLUDED.progressive_billing_credit_amount_cents,
    total_amount_cents = EXCLUDED.total_amount_cents,
    version_number = EXCLUDED.version_number,
    self_billed = EXCLUDED.self_billed,
    file_url = EXCLUDED.file_url,
    created_at = EXCLUDED.created_at,
    updated_at = EXCLUDED.updated_at,
    purchase_order_number = EXCLUDED.purchase_order_number,
    web_url = EXCLUDED.web_url,
    total_due_amount_cents = EXCLUDED.total_due_amount_cents,
    total_paid_amount_cents = EXCLUDED.total_paid_amount_cents,
    total_offsetted_credit_note_amount_cents = EXCLUDED.total_offsetted_credit_note_amount_cents,
    xml_url = EXCLUDED.xml_url,
    voided_at = EXCLUDED.voided_at,
    customer = EXCLUDED.customer,
    customer__lago_id = EXCLUDED.customer__lago_id,
    customer__external_id = EXCLUDED.customer__external_id,
    _hash = EXCLUDED._hash,
    _extra = EXCLUDED._extra,
    _loaded_at = EXCLUDED._loaded_at,
    _load_id = EXCLUDED._load_id,
    _deleted_at = EXCLUDED._deleted_at
  RETURNING xmax = 0 AS inserted
)
SELECT count(*) FILTER (WHERE inserted) AS inserted, count(*) FILTER (WHERE NOT inserted) AS updated FROM written;

-- name: remove_children
DELETE FROM invoices__metadata AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__metadata (
  _root_lago_id,
  _metadata_index,
  lago_id,
  key,
  value,
  created_at,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.invoices__metadata;

-- name: remove_children
DELETE FROM invoices__applied_taxes AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__applied_taxes (
  _root_lago_id,
  _applied_taxes_index,
  lago_id,
  lago_tax_id,
  tax_name,
  tax_code,
  tax_rate,
  tax_description,
  amount_cents,
  amount_currency,
  created_at,
  lago_invoice_id,
  fees_amount_cents,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.invoices__applied_taxes;

-- name: remove_children
DELETE FROM invoices__applied_usage_thresholds AS c USING stage_invoices AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__applied_usage_thresholds (
  _root_lago_id,
  _applied_usage_thresholds_index,
  lifetime_usage_amount_cents,
  created_at,
  usage_threshold__lago_id,
  usage_threshold__threshold_display_name,
  usage_threshold__amount_cents,
  usage_threshold__recurring,
  usage_threshold__created_at,
  usage_threshold__updated_at,
  _extra,
  _loaded_at,
  _load_id,
  _deleted_at
)
SELECT * FROM pg_temp.invoices__applied_usage_thresholds;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__applied_invoice_custom_sections AS c SET _deleted_at = NULL FROM stage_invoices AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__billing_periods AS c SET _deleted_at = NULL FROM stage_invoices AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__credits AS c SET _deleted_at = NULL FROM stage_invoices AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__fees AS c SET _deleted_at = NULL FROM stage_invoices AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__fees__amount_details__graduated_ranges AS c SET _deleted_at = NULL FROM stage_invoices AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__fees__amount_details__graduated_percentage_ranges AS c SET _deleted_at = NULL FROM stage_invoices AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__fees__applied_taxes AS c SET _deleted_at = NULL FROM stage_invoices AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__fees__presentation_breakdowns AS c SET _deleted_at = NULL FROM stage_invoices AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__subscriptions AS c SET _deleted_at = NULL FROM stage_invoices AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__subscriptions__applied_invoice_custom_sections AS c SET _deleted_at = NULL FROM stage_invoices AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__subscriptions__activation_rules AS c SET _deleted_at = NULL FROM stage_invoices AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__error_details AS c SET _deleted_at = NULL FROM stage_invoices AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_invoices WHERE _n > $1::bigint GROUP BY lago_id) AS k;

-- name: reached
-- The next window begins here, less the lookback. Rows with a time in the future do not count.
SELECT max(issuing_date)::text AS reached FROM seen_invoices WHERE issuing_date <= $1::timestamptz::date;

-- name: all_reached
SELECT max(issuing_date)::text AS reached FROM invoices WHERE issuing_date <= $1::timestamptz::date;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM invoices AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_invoices AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $1::text::date OR $1::text IS NULL);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM invoices AS t WHERE json_build_array(lago_id)::text IN (SELECT key FROM _withheld WHERE resource = $1::text) AND _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_invoices AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $2::text::date OR $2::text IS NULL);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $1::text, json_build_array(lago_id)::text FROM invoices AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_invoices AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $2::text::date OR $2::text IS NULL);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM invoices WHERE _deleted_at IS NULL AND (issuing_date >= $1::text::date OR $1::text IS NULL);

-- name: list_gone
-- A missing row may still exist: its time may have changed, or a filter may hide it. Each one is requested by itself.
SELECT json_agg(lago_id::text)::text AS asked FROM invoices AS t WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_invoices AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $1::text::date OR $1::text IS NULL);

-- name: sweep
-- All rows that are missing from this load; in a window, those of its time.
UPDATE invoices AS t SET _deleted_at = $1::timestamptz WHERE _deleted_at IS NULL AND NOT EXISTS (SELECT FROM seen_invoices AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $2::text::date OR $2::text IS NULL);

-- name: sweep_children
UPDATE invoices__metadata AS c SET _deleted_at = s._deleted_at FROM invoices AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE invoices__applied_taxes AS c SET _deleted_at = s._deleted_at FROM invoices AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE invoices__applied_invoice_custom_sections AS c SET _deleted_at = s._deleted_at FROM invoices AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE invoices__applied_usage_thresholds AS c SET _deleted_at = s._deleted_at FROM invoices AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE invoices__billing_periods AS c SET _deleted_at = s._deleted_at FROM invoices AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE invoices__credits AS c SET _deleted_at = s._deleted_at FROM invoices AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE invoices__fees AS c SET _deleted_at = s._deleted_at FROM invoices AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE invoices__fees__amount_details__graduated_ranges AS c SET _deleted_at = s._deleted_at FROM invoices AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE invoices__fees__amount_details__graduated_percentage_ranges AS c SET _deleted_at = s._deleted_at FROM invoices AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE invoices__fees__applied_taxes AS c SET _deleted_at = s._deleted_at FROM invoices AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE invoices__fees__presentation_breakdowns AS c SET _deleted_at = s._deleted_at FROM invoices AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE invoices__subscriptions AS c SET _deleted_at = s._deleted_at FROM invoices AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE invoices__subscriptions__applied_invoice_custom_sections AS c SET _deleted_at = s._deleted_at FROM invoices AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE invoices__subscriptions__activation_rules AS c SET _deleted_at = s._deleted_at FROM invoices AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;

-- name: sweep_children
UPDATE invoices__error_details AS c SET _deleted_at = s._deleted_at FROM invoices AS s WHERE c._root_lago_id = s.lago_id AND s._deleted_at IS NOT NULL AND c._deleted_at IS NULL;
