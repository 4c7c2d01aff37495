import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /customers/{external_customer_id}/past_usage`: https://getlago.com/docs/api-reference/customers/object */
export type CustomerPastUsage = components["schemas"]["CustomerUsageObject"];

/** Usage of a subscription in a period that was invoiced. All of `GET /customers/{external_customer_id}/past_usage`, asked for each row of `subscriptions`. Key: `external_customer_id`, `external_subscription_id`, `lago_invoice_id`. */
export const customerPastUsage: Resource<List<paths, "/customers/{external_customer_id}/past_usage", "usage_periods">> = {
  name: "customer_past_usage",
  operationId: "findAllCustomerPastUsage",
  path: "/customers/{external_customer_id}/past_usage",
  scopes: [],
  selector: "usage_periods",
  paginator: "page_number",
  primaryKey: ["external_customer_id", "external_subscription_id", "lago_invoice_id"],
  parent: { resource: "subscriptions", bind: [{ parameter: "external_customer_id", in: "path", column: "external_customer_id", as: "external_customer_id" }, { parameter: "external_subscription_id", in: "query", column: "external_id", as: "external_subscription_id" }], watch: { columns: ["status", "current_billing_period_started_at"], lookbackDays: 3, why: "A period is listed once it is invoiced, soon after the next one has begun (app/queries/past_usage_query.rb). What is corrected in an older draft leaves no mark on the subscription." } },
  changes: [
    { of: ["Invoice", "Customer"], by: ["external_customer_id"], column: "external_customer_id" },
  ],
  webhooks: [
    { of: ["subscription"], by: ["external_customer_id"], column: "external_customer_id" },
    { of: ["invoice"], column: "external_customer_id", by: ["customer", "external_id"] },
  ],
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "customer_past_usage",
      arrays: [],
      description: "Usage of a subscription in a period that was invoiced.",
      columns: [
        { name: "external_customer_id", type: "text", references: "customers.external_id", description: "Your id of the customer." },
        { name: "external_subscription_id", type: "text", references: "subscriptions.external_id", description: "Your id of the subscription." },
        { name: "from_datetime", type: "timestamp", path: ["from_datetime"] },
        { name: "to_datetime", type: "timestamp", path: ["to_datetime"] },
        { name: "issuing_date", type: "date", path: ["issuing_date"] },
        { name: "lago_invoice_id", type: "uuid", path: ["lago_invoice_id"], references: "invoices.lago_id", description: "The invoice." },
        { name: "currency", type: "text", path: ["currency"] },
        { name: "amount_cents", type: "integer", path: ["amount_cents"], unit: "minor", currency: "currency" },
        { name: "taxes_amount_cents", type: "integer", path: ["taxes_amount_cents"], unit: "minor", currency: "currency" },
        { name: "total_amount_cents", type: "integer", path: ["total_amount_cents"], unit: "minor", currency: "currency" },
      ],
    },
    {
      name: "customer_past_usage__charges_usage",
      arrays: [["charges_usage"]],
      description: "The same by charge.",
      columns: [
        { name: "units", type: "decimal", path: ["units"], unit: "units" },
        { name: "total_aggregated_units", type: "decimal", path: ["total_aggregated_units"], unit: "units" },
        { name: "events_count", type: "integer", path: ["events_count"], unit: "count" },
        { name: "amount_cents", type: "integer", path: ["amount_cents"], unit: "minor", currency: "amount_currency" },
        { name: "amount_currency", type: "text", path: ["amount_currency"] },
        { name: "pricing_unit_details__amount_cents", type: "integer", path: ["pricing_unit_details", "amount_cents"], unit: "pricing_minor" },
        { name: "pricing_unit_details__short_name", type: "text", path: ["pricing_unit_details", "short_name"] },
        { name: "pricing_unit_details__conversion_rate", type: "decimal", path: ["pricing_unit_details", "conversion_rate"], unit: "major", currency: "amount_currency", description: "What one pricing unit is worth." },
        { name: "charge__lago_id", type: "uuid", path: ["charge", "lago_id"], description: "Lago's own id of the record." },
        { name: "charge__charge_model", type: "text", path: ["charge", "charge_model"], values: ["standard", "graduated", "package", "percentage", "volume"], description: "How units become an amount." },
        { name: "charge__invoice_display_name", type: "text", path: ["charge", "invoice_display_name"] },
        { name: "charge__code", type: "text", path: ["charge", "code"], description: "Your short name of it." },
        { name: "billable_metric__lago_id", type: "uuid", path: ["billable_metric", "lago_id"], description: "Lago's own id of the record." },
        { name: "billable_metric__name", type: "text", path: ["billable_metric", "name"] },
        { name: "billable_metric__code", type: "text", path: ["billable_metric", "code"], description: "Your short name of it." },
        { name: "billable_metric__aggregation_type", type: "text", path: ["billable_metric", "aggregation_type"], values: ["count_agg", "sum_agg", "max_agg", "unique_count_agg", "weighted_sum_agg", "latest_agg"], description: "How events become units." },
      ],
    },
    {
      name: "customer_past_usage__charges_usage__filters",
      arrays: [["charges_usage"], ["filters"]],
      columns: [
        { name: "units", type: "decimal", path: ["units"], unit: "units" },
        { name: "total_aggregated_units", type: "decimal", path: ["total_aggregated_units"], unit: "units" },
        { name: "amount_cents", type: "integer", path: ["amount_cents"], unit: "minor", currency: "customer_past_usage.currency" },
        { name: "events_count", type: "integer", path: ["events_count"], unit: "count" },
        { name: "invoice_display_name", type: "text", path: ["invoice_display_name"] },
        { name: "pricing_unit_details__amount_cents", type: "integer", path: ["pricing_unit_details", "amount_cents"], unit: "pricing_minor" },
        { name: "pricing_unit_details__short_name", type: "text", path: ["pricing_unit_details", "short_name"] },
        { name: "pricing_unit_details__conversion_rate", type: "decimal", path: ["pricing_unit_details", "conversion_rate"], unit: "major", currency: "customer_past_usage.currency", description: "What one pricing unit is worth." },
        { name: "values", type: "json", path: ["values"] },
      ],
    },
    {
      name: "customer_past_usage__charges_usage__filters__pres_breakdowns",
      arrays: [["charges_usage"], ["filters"], ["presentation_breakdowns"]],
      renamedFrom: "customer_past_usage_1d29eb_filters__presentation_breakdowns",
      columns: [
        { name: "presentation_by", type: "json", path: ["presentation_by"] },
        { name: "units", type: "decimal", path: ["units"], unit: "units" },
      ],
    },
    {
      name: "customer_past_usage__charges_usage__grouped_usage",
      arrays: [["charges_usage"], ["grouped_usage"]],
      columns: [
        { name: "amount_cents", type: "integer", path: ["amount_cents"], unit: "minor", currency: "customer_past_usage.currency" },
        { name: "events_count", type: "integer", path: ["events_count"], unit: "count" },
        { name: "units", type: "decimal", path: ["units"], unit: "units" },
        { name: "total_aggregated_units", type: "decimal", path: ["total_aggregated_units"], unit: "units" },
        { name: "pricing_unit_details__amount_cents", type: "integer", path: ["pricing_unit_details", "amount_cents"], unit: "pricing_minor" },
        { name: "pricing_unit_details__short_name", type: "text", path: ["pricing_unit_details", "short_name"] },
        { name: "pricing_unit_details__conversion_rate", type: "decimal", path: ["pricing_unit_details", "conversion_rate"], unit: "major", currency: "customer_past_usage.currency", description: "What one pricing unit is worth." },
        { name: "grouped_by", type: "json", path: ["grouped_by"] },
      ],
    },
    {
      name: "customer_past_usage__charges_usage__grouped_usage__filters",
      arrays: [["charges_usage"], ["grouped_usage"], ["filters"]],
      columns: [
        { name: "units", type: "decimal", path: ["units"], unit: "units" },
        { name: "total_aggregated_units", type: "decimal", path: ["total_aggregated_units"], unit: "units" },
        { name: "amount_cents", type: "integer", path: ["amount_cents"], unit: "minor", currency: "customer_past_usage.currency" },
        { name: "events_count", type: "integer", path: ["events_count"], unit: "count" },
        { name: "invoice_display_name", type: "text", path: ["invoice_display_name"] },
        { name: "pricing_unit_details__amount_cents", type: "integer", path: ["pricing_unit_details", "amount_cents"], unit: "pricing_minor" },
        { name: "pricing_unit_details__short_name", type: "text", path: ["pricing_unit_details", "short_name"] },
        { name: "pricing_unit_details__conversion_rate", type: "decimal", path: ["pricing_unit_details", "conversion_rate"], unit: "major", currency: "customer_past_usage.currency", description: "What one pricing unit is worth." },
        { name: "values", type: "json", path: ["values"] },
      ],
    },
    {
      name: "customer_past_usage__charges__grouped__filters__pres_breakdowns",
      arrays: [["charges_usage"], ["grouped_usage"], ["filters"], ["presentation_breakdowns"]],
      renamedFrom: "customer_past_usage_bb6b71_filters__presentation_breakdowns",
      columns: [
        { name: "presentation_by", type: "json", path: ["presentation_by"] },
        { name: "units", type: "decimal", path: ["units"], unit: "units" },
      ],
    },
    {
      name: "customer_past_usage__charges__grouped_usage__pres_breakdowns",
      arrays: [["charges_usage"], ["grouped_usage"], ["presentation_breakdowns"]],
      renamedFrom: "customer_past_usage_6c05e9_usage__presentation_breakdowns",
      columns: [
        { name: "presentation_by", type: "json", path: ["presentation_by"] },
        { name: "units", type: "decimal", path: ["units"], unit: "units" },
      ],
    },
    {
      name: "customer_past_usage__charges_usage__presentation_breakdowns",
      arrays: [["charges_usage"], ["presentation_breakdowns"]],
      columns: [
        { name: "presentation_by", type: "json", path: ["presentation_by"] },
        { name: "units", type: "decimal", path: ["units"], unit: "units" },
      ],
    },
  ],
};
