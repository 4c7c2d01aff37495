import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /analytics/gross_revenue` */
export type AnalyticsGrossRevenue = components["schemas"]["GrossRevenueObject"];

/** Invoiced amounts by month and currency, as Lago computes them. All of `GET /analytics/gross_revenue`. No lasting key: a load replaces the table. */
export const analyticsGrossRevenue: Resource<List<paths, "/analytics/gross_revenue", "gross_revenues">> = {
  name: "analytics_gross_revenue",
  operationId: "findAllGrossRevenues",
  path: "/analytics/gross_revenue",
  scopes: [],
  selector: "gross_revenues",
  paginator: "single_page",
  primaryKey: [],
  count: "none",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "analytics_gross_revenue",
      arrays: [],
      description: "Invoiced amounts by month and currency, as Lago computes them.",
      columns: [
        { name: "month", type: "timestamp", path: ["month"], description: "First day of the month." },
        { name: "amount_cents", type: "decimal", path: ["amount_cents"], unit: "minor", currency: "currency", description: "Invoiced before credits. Can have a fraction of a cent." },
        { name: "currency", type: "text", path: ["currency"], description: "Currency of the amounts." },
        { name: "invoices_count", type: "decimal", path: ["invoices_count"], unit: "count" },
        { name: "billing_entity_id", type: "uuid", path: ["billing_entity_id"], description: "The company that issues the invoice." },
      ],
    },
  ],
};
