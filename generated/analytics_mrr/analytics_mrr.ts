import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /analytics/mrr` */
export type AnalyticsMrr = components["schemas"]["MrrObject"];

/** Monthly recurring revenue by month, as Lago computes it. All of `GET /analytics/mrr`. No lasting key: a load replaces the table. */
export const analyticsMrr: Resource<List<paths, "/analytics/mrr", "mrrs">> = {
  name: "analytics_mrr",
  operationId: "findAllMrrs",
  path: "/analytics/mrr",
  scopes: [],
  selector: "mrrs",
  paginator: "single_page",
  primaryKey: [],
  count: "none",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "analytics_mrr",
      arrays: [],
      description: "Monthly recurring revenue by month, as Lago computes it.",
      columns: [
        { name: "month", type: "timestamp", path: ["month"], description: "First day of the month." },
        { name: "amount_cents", type: "decimal", path: ["amount_cents"], unit: "minor", currency: "currency", description: "Recurring revenue of the month. Can have a fraction of a cent." },
        { name: "currency", type: "text", path: ["currency"], description: "Currency of the amounts." },
      ],
    },
  ],
};
