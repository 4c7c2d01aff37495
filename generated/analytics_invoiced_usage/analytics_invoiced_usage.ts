import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /analytics/invoiced_usage` */
export type AnalyticsInvoicedUsage = components["schemas"]["InvoicedUsageObject"];

/** Invoiced usage by month and billable metric, as Lago computes it. All of `GET /analytics/invoiced_usage`. No lasting key: a load replaces the table. */
export const analyticsInvoicedUsage: Resource<List<paths, "/analytics/invoiced_usage", "invoiced_usages">> = {
  name: "analytics_invoiced_usage",
  operationId: "findAllInvoicedUsages",
  path: "/analytics/invoiced_usage",
  scopes: [],
  selector: "invoiced_usages",
  paginator: "single_page",
  primaryKey: [],
  count: "none",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "analytics_invoiced_usage",
      arrays: [],
      description: "Invoiced usage by month and billable metric, as Lago computes it.",
      columns: [
        { name: "month", type: "timestamp", path: ["month"], description: "First day of the month." },
        { name: "code", type: "text", path: ["code"], description: "Your short name of it." },
        { name: "amount_cents", type: "decimal", path: ["amount_cents"], unit: "minor", currency: "currency", description: "Usage before taxes." },
        { name: "currency", type: "text", path: ["currency"], description: "Currency of the amounts." },
      ],
    },
  ],
};
