-- name: create
CREATE TABLE IF NOT EXISTS invoices (
  lago_id UUID NOT NULL,
  billing_entity_code VARCHAR,
  sequential_id BIGINT,
  number VARCHAR,
  issuing_date DATE,
  payment_dispute_lost_at TIMESTAMPTZ,
  payment_due_date DATE,
  payment_overdue BOOLEAN,
  net_payment_term BIGINT,
  invoice_type VARCHAR,
  status VARCHAR,
  payment_status VARCHAR,
  currency VARCHAR,
  fees_amount_cents BIGINT,
  coupons_amount_cents BIGINT,
  credit_notes_amount_cents BIGINT,
  sub_total_excluding_taxes_amount_cents BIGINT,
  taxes_amount_cents BIGINT,
  sub_total_including_taxes_amount_cents BIGINT,
  prepaid_credit_amount_cents BIGINT,
  prepaid_granted_credit_amount_cents BIGINT,
  prepaid_purchased_credit_amount_cents BIGINT,
  progressive_billing_credit_amount_cents BIGINT,
  total_amount_cents BIGINT,
  version_number BIGINT,
  self_billed BOOLEAN,
  file_url VARCHAR,
  created_at TIMESTAMPTZ,
  updated_at TIMESTAMPTZ,
  purchase_order_number VARCHAR,
  web_url VARCHAR,
  total_due_amount_cents BIGINT,
  total_paid_amount_cents BIGINT,
  total_offsetted_credit_note_amount_cents BIGINT,
  xml_url VARCHAR,
  voided_at TIMESTAMPTZ,
  customer JSON,
  customer__lago_id UUID,
  customer__external_id VARCHAR,
  _hash BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__metadata (
  _root_lago_id UUID NOT NULL,
  _metadata_index BIGINT NOT NULL,
  lago_id UUID,
  key VARCHAR,
  value VARCHAR,
  created_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__applied_taxes (
  _root_lago_id UUID NOT NULL,
  _applied_taxes_index BIGINT NOT NULL,
  lago_id UUID,
  lago_tax_id UUID,
  tax_name VARCHAR,
  tax_code VARCHAR,
  tax_rate DOUBLE,
  tax_description VARCHAR,
  amount_cents BIGINT,
  amount_currency VARCHAR,
  created_at TIMESTAMPTZ,
  lago_invoice_id UUID,
  fees_amount_cents BIGINT,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__applied_invoice_custom_sections (
  _root_lago_id UUID NOT NULL,
  _applied_invoice_custom_sections_index BIGINT NOT NULL,
  lago_id UUID,
  lago_invoice_id UUID,
  code VARCHAR,
  details VARCHAR,
  display_name VARCHAR,
  created_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__applied_usage_thresholds (
  _root_lago_id UUID NOT NULL,
  _applied_usage_thresholds_index BIGINT NOT NULL,
  lifetime_usage_amount_cents BIGINT,
  created_at TIMESTAMPTZ,
  usage_threshold__lago_id UUID,
  usage_threshold__threshold_display_name VARCHAR,
  usage_threshold__amount_cents BIGINT,
  usage_threshold__recurring BOOLEAN,
  usage_threshold__created_at TIMESTAMPTZ,
  usage_threshold__updated_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__billing_periods (
  _root_lago_id UUID NOT NULL,
  _billing_periods_index BIGINT NOT NULL,
  lago_subscription_id UUID,
  external_subscription_id VARCHAR,
  lago_plan_id UUID,
  subscription_from_datetime TIMESTAMPTZ,
  subscription_to_datetime TIMESTAMPTZ,
  charges_from_datetime TIMESTAMPTZ,
  charges_to_datetime TIMESTAMPTZ,
  invoicing_reason VARCHAR,
  fixed_charges_from_datetime TIMESTAMPTZ,
  fixed_charges_to_datetime TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__credits (
  _root_lago_id UUID NOT NULL,
  _credits_index BIGINT NOT NULL,
  lago_id UUID,
  amount_cents BIGINT,
  amount_currency VARCHAR,
  before_taxes BOOLEAN,
  item__lago_item_id UUID,
  item__type VARCHAR,
  item__code VARCHAR,
  item__name VARCHAR,
  item__description VARCHAR,
  invoice__lago_id UUID,
  invoice__payment_status VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__fees (
  _root_lago_id UUID NOT NULL,
  _fees_index BIGINT NOT NULL,
  lago_id UUID,
  lago_charge_id UUID,
  lago_charge_filter_id UUID,
  lago_fixed_charge_id UUID,
  lago_invoice_id UUID,
  lago_true_up_fee_id UUID,
  lago_true_up_parent_fee_id UUID,
  lago_subscription_id UUID,
  lago_customer_id UUID,
  external_customer_id VARCHAR,
  external_subscription_id VARCHAR,
  amount_cents BIGINT,
  precise_amount DECIMAL(38,18),
  precise_total_amount DECIMAL(38,18),
  amount_currency VARCHAR,
  taxes_amount_cents BIGINT,
  taxes_precise_amount DECIMAL(38,18),
  taxes_rate DOUBLE,
  units DECIMAL(38,18),
  precise_unit_amount DECIMAL(38,18),
  total_aggregated_units DECIMAL(38,18),
  total_amount_cents BIGINT,
  total_amount_currency VARCHAR,
  events_count BIGINT,
  pay_in_advance BOOLEAN,
  invoiceable BOOLEAN,
  from_date TIMESTAMPTZ,
  to_date TIMESTAMPTZ,
  payment_status VARCHAR,
  created_at TIMESTAMPTZ,
  succeeded_at TIMESTAMPTZ,
  failed_at TIMESTAMPTZ,
  refunded_at TIMESTAMPTZ,
  event_transaction_id VARCHAR,
  description VARCHAR,
  precise_coupons_amount_cents DECIMAL(38,18),
  sub_total_excluding_taxes_amount_cents BIGINT,
  sub_total_excluding_taxes_precise_amount_cents DECIMAL(38,18),
  amount_details__plan_amount_cents BIGINT,
  amount_details__free_units DECIMAL(38,18),
  amount_details__paid_units DECIMAL(38,18),
  amount_details__per_package_size BIGINT,
  amount_details__per_package_unit_amount DECIMAL(38,18),
  amount_details__per_unit_total_amount DECIMAL(38,18),
  amount_details__units DECIMAL(38,18),
  amount_details__free_events DECIMAL(38,18),
  amount_details__rate DECIMAL(38,18),
  amount_details__paid_events DECIMAL(38,18),
  amount_details__fixed_fee_unit_amount DECIMAL(38,18),
  amount_details__fixed_fee_total_amount DECIMAL(38,18),
  amount_details__min_max_adjustment_total_amount DECIMAL(38,18),
  amount_details__per_unit_amount DECIMAL(38,18),
  amount_details__flat_unit_amount DECIMAL(38,18),
  self_billed BOOLEAN,
  item__type VARCHAR,
  item__code VARCHAR,
  item__name VARCHAR,
  item__description VARCHAR,
  item__invoice_display_name VARCHAR,
  item__filter_invoice_display_name VARCHAR,
  item__filters JSON,
  item__lago_item_id UUID,
  item__item_type VARCHAR,
  item__grouped_by JSON,
  pricing_unit_details__lago_pricing_unit_id UUID,
  pricing_unit_details__pricing_unit_code VARCHAR,
  pricing_unit_details__short_name VARCHAR,
  pricing_unit_details__amount_cents BIGINT,
  pricing_unit_details__precise_amount_cents DECIMAL(38,18),
  pricing_unit_details__unit_amount_cents BIGINT,
  pricing_unit_details__precise_unit_amount DECIMAL(38,18),
  pricing_unit_details__conversion_rate DECIMAL(38,18),
  lago_original_fee_id UUID,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__fees__amount_details__graduated_ranges (
  _root_lago_id UUID NOT NULL,
  _fees_index BIGINT NOT NULL,
  _amount_details__graduated_ranges_index BIGINT NOT NULL,
  units DECIMAL(38,18),
  from_value BIGINT,
  to_value BIGINT,
  flat_unit_amount DECIMAL(38,18),
  per_unit_amount DECIMAL(38,18),
  per_unit_total_amount DECIMAL(38,18),
  total_with_flat_amount DECIMAL(38,18),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__fees__amount_details__graduated_percentage_ranges (
  _root_lago_id UUID NOT NULL,
  _fees_index BIGINT NOT NULL,
  _amount_details__graduated_percentage_ranges_index BIGINT NOT NULL,
  units DECIMAL(38,18),
  from_value BIGINT,
  to_value BIGINT,
  flat_unit_amount DECIMAL(38,18),
  rate DECIMAL(38,18),
  per_unit_total_amount DECIMAL(38,18),
  total_with_flat_amount DECIMAL(38,18),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__fees__applied_taxes (
  _root_lago_id UUID NOT NULL,
  _fees_index BIGINT NOT NULL,
  _applied_taxes_index BIGINT NOT NULL,
  lago_id UUID,
  lago_tax_id UUID,
  tax_name VARCHAR,
  tax_code VARCHAR,
  tax_rate DOUBLE,
  tax_description VARCHAR,
  amount_cents BIGINT,
  amount_currency VARCHAR,
  created_at TIMESTAMPTZ,
  lago_fee_id UUID,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__fees__presentation_breakdowns (
  _root_lago_id UUID NOT NULL,
  _fees_index BIGINT NOT NULL,
  _presentation_breakdowns_index BIGINT NOT NULL,
  presentation_by JSON,
  units DECIMAL(38,18),
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__subscriptions (
  _root_lago_id UUID NOT NULL,
  _subscriptions_index BIGINT NOT NULL,
  lago_id UUID,
  external_id VARCHAR,
  lago_customer_id UUID,
  external_customer_id VARCHAR,
  billing_entity_code VARCHAR,
  billing_time VARCHAR,
  name VARCHAR,
  plan_code VARCHAR,
  plan_amount_cents BIGINT,
  plan_amount_currency VARCHAR,
  status VARCHAR,
  created_at TIMESTAMPTZ,
  canceled_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ,
  ending_at TIMESTAMPTZ,
  subscription_at TIMESTAMPTZ,
  terminated_at TIMESTAMPTZ,
  previous_plan_code VARCHAR,
  next_plan_code VARCHAR,
  downgrade_plan_date DATE,
  trial_ended_at TIMESTAMPTZ,
  current_billing_period_started_at TIMESTAMPTZ,
  current_billing_period_ending_at TIMESTAMPTZ,
  on_termination_credit_note VARCHAR,
  on_termination_invoice VARCHAR,
  payment_method__payment_method_type VARCHAR,
  payment_method__payment_method_id UUID,
  consolidate_invoice BOOLEAN,
  cancellation_reason VARCHAR,
  activated_at TIMESTAMPTZ,
  progressive_billing_disabled BOOLEAN,
  purchase_order_number VARCHAR,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__subscriptions__applied_invoice_custom_sections (
  _root_lago_id UUID NOT NULL,
  _subscriptions_index BIGINT NOT NULL,
  _applied_invoice_custom_sections_index BIGINT NOT NULL,
  lago_id UUID,
  created_at TIMESTAMPTZ,
  invoice_custom_section_id UUID,
  invoice_custom_section__lago_id UUID,
  invoice_custom_section__name VARCHAR,
  invoice_custom_section__code VARCHAR,
  invoice_custom_section__description VARCHAR,
  invoice_custom_section__details VARCHAR,
  invoice_custom_section__display_name VARCHAR,
  invoice_custom_section__applied_to_organization BOOLEAN,
  invoice_custom_section__organization_id UUID,
  invoice_custom_section__created_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__subscriptions__activation_rules (
  _root_lago_id UUID NOT NULL,
  _subscriptions_index BIGINT NOT NULL,
  _activation_rules_index BIGINT NOT NULL,
  lago_id UUID,
  type VARCHAR,
  timeout_hours BIGINT,
  status VARCHAR,
  expires_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ,
  updated_at TIMESTAMPTZ,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
);

-- name: create
CREATE TABLE IF NOT EXISTS invoices__error_details (
  _root_lago_id UUID NOT NULL,
  _error_details_index BIGINT NOT NULL,
  lago_id UUID,
  error_code VARCHAR,
  details JSON,
  _extra JSON,
  _loaded_at TIMESTAMPTZ,
  _load_id VARCHAR,
  _deleted_at TIMESTAMPTZ
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

-- name: lift
-- The keys of embedded records, for rows written by a version without these columns.
UPDATE invoices SET customer__lago_id = TRY_CAST(customer ->> 'lago_id' AS UUID), customer__external_id = CASE WHEN json_type(customer, 'external_id') NOT IN ('OBJECT', 'ARRAY') THEN customer ->> 'external_id' END WHERE (customer IS NOT NULL AND customer__lago_id IS NULL) OR (customer IS NOT NULL AND customer__external_id IS NULL);

-- name: stage
-- The keys of all records of this load, their times, and whether they were written: for the counts and the sweep.
CREATE OR REPLACE TEMP TABLE seen_invoices AS SELECT lago_id, issuing_date, 0::BIGINT AS _n, false AS written FROM invoices LIMIT 0;

-- name: deduplicate
-- A record that moved between pages while they were read arrives twice: the last one counts.
CREATE OR REPLACE TEMP TABLE skipped_invoices AS
SELECT _n FROM stage_invoices ANTI JOIN (SELECT max(_n) AS _n FROM stage_invoices GROUP BY lago_id) USING (_n);

-- name: deduplicate
SELECT count(*) AS duplicates FROM skipped_invoices;

-- name: compare
-- The staged records that the table already has, and whether they are unchanged: unchanged rows are not written again.
CREATE OR REPLACE TEMP TABLE known_invoices AS
SELECT s._n, t.rowid AS place, t._hash IS NOT DISTINCT FROM s._hash AND t._deleted_at IS NULL AS same
FROM invoices AS t JOIN (SELECT _n, lago_id, _hash FROM stage_invoices ANTI JOIN skipped_invoices USING (_n)) AS s ON t.lago_id = s.lago_id;

-- name: compare
INSERT INTO skipped_invoices SELECT _n FROM known_invoices WHERE same;

-- name: compare
SELECT count(*) AS same FROM known_invoices WHERE same;

-- name: remember_keys
INSERT INTO seen_invoices SELECT lago_id, issuing_date, _n, skipped._n IS NULL FROM stage_invoices LEFT JOIN skipped_invoices AS skipped USING (_n);

-- name: remove
-- Not by MERGE: what DuckDB updates stays in memory until the commit, 160 MB for 100,000 fees; what it deletes and inserts does not.
-- The key stays unique without a PRIMARY KEY, whose index would cost a third of the load's time and memory.
DELETE FROM invoices WHERE rowid IN (SELECT place FROM known_invoices WHERE NOT same);

-- name: merge
INSERT INTO invoices BY NAME
SELECT * EXCLUDE (_n), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_invoices ANTI JOIN skipped_invoices USING (_n);

-- name: remove_children
DELETE FROM invoices__metadata AS c USING (SELECT lago_id FROM stage_invoices ANTI JOIN skipped_invoices USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__metadata BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _metadata_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_invoices__metadata ANTI JOIN skipped_invoices USING (_n);

-- name: remove_children
DELETE FROM invoices__applied_taxes AS c USING (SELECT lago_id FROM stage_invoices ANTI JOIN skipped_invoices USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__applied_taxes BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _applied_taxes_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_invoices__applied_taxes ANTI JOIN skipped_invoices USING (_n);

-- name: remove_children
DELETE FROM invoices__applied_usage_thresholds AS c USING (SELECT lago_id FROM stage_invoices ANTI JOIN skipped_invoices USING (_n)) AS s WHERE c._root_lago_id = s.lago_id;

-- name: children
INSERT INTO invoices__applied_usage_thresholds BY NAME
SELECT * EXCLUDE (_n) RENAME ("$1" AS _root_lago_id, "$2" AS _applied_usage_thresholds_index), $loaded_at::TIMESTAMPTZ AS _loaded_at, $load_id AS _load_id
FROM stage_invoices__applied_usage_thresholds ANTI JOIN skipped_invoices USING (_n);

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__applied_invoice_custom_sections AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_invoices ANTI JOIN skipped_invoices USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__billing_periods AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_invoices ANTI JOIN skipped_invoices USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__credits AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_invoices ANTI JOIN skipped_invoices USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__fees AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_invoices ANTI JOIN skipped_invoices USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__fees__amount_details__graduated_ranges AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_invoices ANTI JOIN skipped_invoices USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__fees__amount_details__graduated_percentage_ranges AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_invoices ANTI JOIN skipped_invoices USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__fees__applied_taxes AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_invoices ANTI JOIN skipped_invoices USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__fees__presentation_breakdowns AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_invoices ANTI JOIN skipped_invoices USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__subscriptions AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_invoices ANTI JOIN skipped_invoices USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__subscriptions__applied_invoice_custom_sections AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_invoices ANTI JOIN skipped_invoices USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__subscriptions__activation_rules AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_invoices ANTI JOIN skipped_invoices USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: remove_children
-- A record that Lago has again: its details are no longer deleted, either.
UPDATE invoices__error_details AS c SET _deleted_at = NULL FROM (SELECT lago_id FROM stage_invoices ANTI JOIN skipped_invoices USING (_n)) AS s WHERE c._root_lago_id = s.lago_id AND c._deleted_at IS NOT NULL;

-- name: count
-- The distinct records of this load so far, how many of them it wrote, and the number of the last one.
SELECT count(*) AS count, count(*) FILTER (WHERE written) AS written, max(last) AS last
FROM (SELECT max(_n) AS last, bool_or(written) AS written FROM seen_invoices WHERE _n > $after::BIGINT GROUP BY lago_id);

-- name: reached
-- The next window begins here, less the lookback. Rows with a time in the future do not count.
SELECT max(issuing_date)::VARCHAR AS reached FROM seen_invoices WHERE issuing_date <= $loaded_at::TIMESTAMPTZ::DATE;

-- name: count_gone
-- The rows that the sweep would mark as deleted.
SELECT count(*) AS count FROM invoices AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_invoices AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $since::DATE OR $since::VARCHAR IS NULL);

-- name: count_again
-- How many of them the previous load has withheld.
SELECT count(*) AS count FROM invoices AS t WHERE json_array(lago_id)::VARCHAR IN (SELECT key FROM _withheld WHERE resource = $resource) AND _deleted_at IS NULL AND NOT EXISTS (FROM seen_invoices AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $since::DATE OR $since::VARCHAR IS NULL);

-- name: withhold
-- Too many to be marked at once: they are marked if the next full refresh misses the same rows.
INSERT INTO _withheld (resource, key) SELECT $resource, json_array(lago_id)::VARCHAR FROM invoices AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_invoices AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $since::DATE OR $since::VARCHAR IS NULL);

-- name: count_covered
-- The live rows that this load covers.
SELECT count(*) AS count FROM invoices WHERE _deleted_at IS NULL AND (issuing_date >= $since::DATE OR $since::VARCHAR IS NULL);

-- name: list_gone
-- A missing row may still exist: its time may have changed, or a filter may hide it. Each one is requested by itself.
SELECT to_json(list(lago_id::VARCHAR))::VARCHAR AS asked FROM invoices AS t WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_invoices AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $since::DATE OR $since::VARCHAR IS NULL);

-- name: sweep
-- All rows that are missing from this load; in a window, those of its time.
UPDATE invoices AS t SET _deleted_at = $loaded_at::TIMESTAMPTZ WHERE _deleted_at IS NULL AND NOT EXISTS (FROM seen_invoices AS s WHERE t.lago_id = s.lago_id) AND (issuing_date >= $since::DATE OR $since::VARCHAR IS NULL);

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
