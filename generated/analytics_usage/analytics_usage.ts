import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /analytics/usage` */
export type AnalyticsUsage = components["schemas"]["UsageObject"];

/** Usage by day and billable metric, as Lago computes it. All of `GET /analytics/usage`. No lasting key: a load replaces the table. */
export const analyticsUsage: Resource<List<paths, "/analytics/usage", "usages">> = {
  name: "analytics_usage",
  operationId: "findAllUsages",
  path: "/analytics/usage",
  scopes: [],
  selector: "usages",
  paginator: "single_page",
  primaryKey: [],
  optional: { status: 500, why: "Lago asks its Data API for it, which a self-hosted Lago need not have (LAGO_DATA_API_URL)." },
  count: "none",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "analytics_usage",
      arrays: [],
      description: "Usage by day and billable metric, as Lago computes it.",
      columns: [
        { name: "organization_id", type: "uuid", path: ["organization_id"], description: "Your organisation in Lago." },
        { name: "start_of_period_dt", type: "date", path: ["start_of_period_dt"] },
        { name: "end_of_period_dt", type: "date", path: ["end_of_period_dt"] },
        { name: "amount_currency", type: "text", path: ["amount_currency"], description: "Currency of the amounts." },
        { name: "amount_cents", type: "integer", path: ["amount_cents"], unit: "minor", currency: "amount_currency", description: "The usage, priced." },
        { name: "billable_metric_code", type: "text", path: ["billable_metric_code"], references: "billable_metrics.code", description: "The billable metric, by its code." },
        { name: "units", type: "decimal", path: ["units"], unit: "units", description: "How much was used, or is charged for." },
        { name: "is_billable_metric_deleted", type: "boolean", path: ["is_billable_metric_deleted"] },
      ],
    },
  ],
};
