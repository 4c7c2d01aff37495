import type { components, paths } from "../api.ts";
import type { Resource, Snapshot } from "../../runtime/resource.ts";

/** A record of `GET /customers/{external_customer_id}/current_usage`: https://getlago.com/docs/api-reference/customers/object */
export type CurrentUsage = components["schemas"]["CustomerUsageObject"];

/** What is answered to `GET /customers/{external_customer_id}/current_usage`, asked for each row of `subscriptions`. Key: `external_customer_id`, `external_subscription_id`, `snapshot_at`. */
export const currentUsage: Resource<Snapshot<paths, "/customers/{external_customer_id}/current_usage", "customer_usage">> = {
  name: "current_usage",
  operationId: "findCustomerCurrentUsage",
  path: "/customers/{external_customer_id}/current_usage",
  scopes: [],
  selector: "customer_usage",
  paginator: "single_record",
  primaryKey: ["external_customer_id", "external_subscription_id", "snapshot_at"],
  parent: { resource: "subscriptions", bind: [{ parameter: "external_customer_id", in: "path", column: "external_customer_id", as: "external_customer_id" }, { parameter: "external_subscription_id", in: "query", column: "external_id", as: "external_subscription_id" }], where: { column: "status", equals: "active" } },
  snapshot: "snapshot_at",
  count: "none",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "current_usage",
      arrays: [],
      columns: [
        { name: "external_customer_id", type: "text", references: "customers.external_id" },
        { name: "external_subscription_id", type: "text", references: "subscriptions.external_id" },
        { name: "snapshot_at", type: "timestamp" },
        { name: "from_datetime", type: "timestamp", path: ["from_datetime"] },
        { name: "to_datetime", type: "timestamp", path: ["to_datetime"] },
        { name: "issuing_date", type: "date", path: ["issuing_date"] },
        { name: "lago_invoice_id", type: "uuid", path: ["lago_invoice_id"], references: "invoices.lago_id" },
        { name: "currency", type: "text", path: ["currency"] },
        { name: "amount_cents", type: "integer", path: ["amount_cents"] },
        { name: "taxes_amount_cents", type: "integer", path: ["taxes_amount_cents"] },
        { name: "total_amount_cents", type: "integer", path: ["total_amount_cents"] },
      ],
    },
    {
      name: "current_usage__charges_usage",
      arrays: [["charges_usage"]],
      columns: [
        { name: "units", type: "decimal", path: ["units"] },
        { name: "total_aggregated_units", type: "decimal", path: ["total_aggregated_units"] },
        { name: "events_count", type: "integer", path: ["events_count"] },
        { name: "amount_cents", type: "integer", path: ["amount_cents"] },
        { name: "amount_currency", type: "text", path: ["amount_currency"] },
        { name: "pricing_unit_details__amount_cents", type: "integer", path: ["pricing_unit_details", "amount_cents"] },
        { name: "pricing_unit_details__short_name", type: "text", path: ["pricing_unit_details", "short_name"] },
        { name: "pricing_unit_details__conversion_rate", type: "decimal", path: ["pricing_unit_details", "conversion_rate"] },
        { name: "charge__lago_id", type: "uuid", path: ["charge", "lago_id"] },
        { name: "charge__charge_model", type: "text", path: ["charge", "charge_model"] },
        { name: "charge__invoice_display_name", type: "text", path: ["charge", "invoice_display_name"] },
        { name: "charge__code", type: "text", path: ["charge", "code"] },
        { name: "billable_metric__lago_id", type: "uuid", path: ["billable_metric", "lago_id"] },
        { name: "billable_metric__name", type: "text", path: ["billable_metric", "name"] },
        { name: "billable_metric__code", type: "text", path: ["billable_metric", "code"] },
        { name: "billable_metric__aggregation_type", type: "text", path: ["billable_metric", "aggregation_type"] },
      ],
    },
    {
      name: "current_usage__charges_usage__filters",
      arrays: [["charges_usage"], ["filters"]],
      columns: [
        { name: "units", type: "decimal", path: ["units"] },
        { name: "total_aggregated_units", type: "decimal", path: ["total_aggregated_units"] },
        { name: "amount_cents", type: "integer", path: ["amount_cents"] },
        { name: "events_count", type: "integer", path: ["events_count"] },
        { name: "invoice_display_name", type: "text", path: ["invoice_display_name"] },
        { name: "pricing_unit_details__amount_cents", type: "integer", path: ["pricing_unit_details", "amount_cents"] },
        { name: "pricing_unit_details__short_name", type: "text", path: ["pricing_unit_details", "short_name"] },
        { name: "pricing_unit_details__conversion_rate", type: "decimal", path: ["pricing_unit_details", "conversion_rate"] },
        { name: "values", type: "json", path: ["values"] },
      ],
    },
    {
      name: "current_usage__charges_usage__filters__presentation_breakdowns",
      arrays: [["charges_usage"], ["filters"], ["presentation_breakdowns"]],
      columns: [
        { name: "presentation_by", type: "json", path: ["presentation_by"] },
        { name: "units", type: "decimal", path: ["units"] },
      ],
    },
    {
      name: "current_usage__charges_usage__grouped_usage",
      arrays: [["charges_usage"], ["grouped_usage"]],
      columns: [
        { name: "amount_cents", type: "integer", path: ["amount_cents"] },
        { name: "events_count", type: "integer", path: ["events_count"] },
        { name: "units", type: "decimal", path: ["units"] },
        { name: "total_aggregated_units", type: "decimal", path: ["total_aggregated_units"] },
        { name: "pricing_unit_details__amount_cents", type: "integer", path: ["pricing_unit_details", "amount_cents"] },
        { name: "pricing_unit_details__short_name", type: "text", path: ["pricing_unit_details", "short_name"] },
        { name: "pricing_unit_details__conversion_rate", type: "decimal", path: ["pricing_unit_details", "conversion_rate"] },
        { name: "grouped_by", type: "json", path: ["grouped_by"] },
      ],
    },
    {
      name: "current_usage__charges_usage__grouped_usage__filters",
      arrays: [["charges_usage"], ["grouped_usage"], ["filters"]],
      columns: [
        { name: "units", type: "decimal", path: ["units"] },
        { name: "total_aggregated_units", type: "decimal", path: ["total_aggregated_units"] },
        { name: "amount_cents", type: "integer", path: ["amount_cents"] },
        { name: "events_count", type: "integer", path: ["events_count"] },
        { name: "invoice_display_name", type: "text", path: ["invoice_display_name"] },
        { name: "pricing_unit_details__amount_cents", type: "integer", path: ["pricing_unit_details", "amount_cents"] },
        { name: "pricing_unit_details__short_name", type: "text", path: ["pricing_unit_details", "short_name"] },
        { name: "pricing_unit_details__conversion_rate", type: "decimal", path: ["pricing_unit_details", "conversion_rate"] },
        { name: "values", type: "json", path: ["values"] },
      ],
    },
    {
      name: "current_usage_1a6312_usage__filters__presentation_breakdowns",
      arrays: [["charges_usage"], ["grouped_usage"], ["filters"], ["presentation_breakdowns"]],
      columns: [
        { name: "presentation_by", type: "json", path: ["presentation_by"] },
        { name: "units", type: "decimal", path: ["units"] },
      ],
    },
    {
      name: "current_usage_06711a_grouped_usage__presentation_breakdowns",
      arrays: [["charges_usage"], ["grouped_usage"], ["presentation_breakdowns"]],
      columns: [
        { name: "presentation_by", type: "json", path: ["presentation_by"] },
        { name: "units", type: "decimal", path: ["units"] },
      ],
    },
    {
      name: "current_usage__charges_usage__presentation_breakdowns",
      arrays: [["charges_usage"], ["presentation_breakdowns"]],
      columns: [
        { name: "presentation_by", type: "json", path: ["presentation_by"] },
        { name: "units", type: "decimal", path: ["units"] },
      ],
    },
  ],
};
