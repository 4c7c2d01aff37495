import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /analytics/mrr` */
export type AnalyticsMrr = components["schemas"]["MrrObject"];

/** All of `GET /analytics/mrr`. Without a lasting key: a load replaces the table. */
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
      columns: [
        { name: "month", type: "timestamp", path: ["month"] },
        { name: "amount_cents", type: "decimal", path: ["amount_cents"] },
        { name: "currency", type: "text", path: ["currency"] },
      ],
    },
  ],
};
