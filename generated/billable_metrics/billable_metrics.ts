import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /billable_metrics`: https://getlago.com/docs/api-reference/billable-metrics/object */
export type BillableMetric = components["schemas"]["BillableMetricObject"];

/** What is measured, and how events are added up. All of `GET /billable_metrics`. Key: `lago_id`. */
export const billableMetrics: Resource<List<paths, "/billable_metrics", "billable_metrics">> = {
  name: "billable_metrics",
  operationId: "findAllBillableMetrics",
  path: "/billable_metrics",
  scopes: [],
  selector: "billable_metrics",
  paginator: "page_number",
  primaryKey: ["lago_id"],
  single: { path: "/billable_metrics/{code}", selector: "billable_metric", bind: [{ parameter: "code", in: "path", column: "code" }] },
  changes: [
    { of: ["BillableMetric"], by: ["activity_object", "code"], column: "code" },
    { of: ["BillableMetric"], by: ["resource_id"], column: "lago_id" },
  ],
  webhooks: [
    { of: ["billable_metric"], by: ["code"], column: "code" },
    { of: ["billable_metric"], by: ["lago_id"], column: "lago_id" },
  ],
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "billable_metrics",
      arrays: [],
      description: "What is measured, and how events are added up.",
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "name", type: "text", path: ["name"] },
        { name: "code", type: "text", path: ["code"], description: "Your short name of it." },
        { name: "description", type: "text", path: ["description"] },
        { name: "recurring", type: "boolean", path: ["recurring"] },
        { name: "rounding_function", type: "text", path: ["rounding_function"], values: ["ceil", "floor", "round"] },
        { name: "rounding_precision", type: "integer", path: ["rounding_precision"], description: "Decimal places that units are rounded to." },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
        { name: "expression", type: "text", path: ["expression"] },
        { name: "field_name", type: "text", path: ["field_name"] },
        { name: "aggregation_type", type: "text", path: ["aggregation_type"], values: ["count_agg", "sum_agg", "max_agg", "unique_count_agg", "weighted_sum_agg", "latest_agg"], description: "How events become units." },
        { name: "weighted_interval", type: "text", path: ["weighted_interval"], values: ["seconds"] },
      ],
    },
    {
      name: "billable_metrics__filters",
      arrays: [["filters"]],
      description: "Event properties by which a metric can be split.",
      columns: [
        { name: "key", type: "text", path: ["key"] },
        { name: "values", type: "json", path: ["values"] },
      ],
    },
  ],
};
