import type { Resource } from "../../../../runtime/resource.ts";

/** Made up for these tests: a list without a stable key, as Lago's analytics are. Its table is replaced by every load. */
export const sales: Resource = {
  name: "sales",
  operationId: "findAllSales",
  path: "/analytics/sales",
  scopes: [],
  selector: "sales",
  paginator: "single_page",
  primaryKey: [],
  count: "none",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "sales",
      arrays: [],
      columns: [
        { name: "month", type: "text", path: ["month"] },
        { name: "amount_cents", type: "integer", path: ["amount_cents"] },
      ],
    },
  ],
};
