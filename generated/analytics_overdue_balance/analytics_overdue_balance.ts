import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /analytics/overdue_balance` */
export type AnalyticsOverdueBalance = components["schemas"]["OverdueBalanceObject"];

/** Overdue amounts by month, as Lago computes them. All of `GET /analytics/overdue_balance`. No lasting key: a load replaces the table. */
export const analyticsOverdueBalance: Resource<List<paths, "/analytics/overdue_balance", "overdue_balances">> = {
  name: "analytics_overdue_balance",
  operationId: "findAllOverdueBalances",
  path: "/analytics/overdue_balance",
  scopes: [],
  selector: "overdue_balances",
  paginator: "single_page",
  primaryKey: [],
  count: "none",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "analytics_overdue_balance",
      arrays: [],
      description: "Overdue amounts by month, as Lago computes them.",
      columns: [
        { name: "month", type: "timestamp", path: ["month"], description: "First day of the month." },
        { name: "amount_cents", type: "decimal", path: ["amount_cents"], unit: "minor", currency: "currency", description: "What is due and overdue." },
        { name: "currency", type: "text", path: ["currency"], description: "Currency of the amounts." },
        { name: "lago_invoice_ids", type: "json", path: ["lago_invoice_ids"] },
        { name: "billing_entity_id", type: "uuid", path: ["billing_entity_id"], description: "The company that issues the invoice." },
      ],
    },
  ],
};
