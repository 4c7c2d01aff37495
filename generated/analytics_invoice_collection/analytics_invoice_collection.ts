import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /analytics/invoice_collection` */
export type AnalyticsInvoiceCollection = components["schemas"]["InvoiceCollectionObject"];

/** Invoices by month and payment status, as Lago computes them. All of `GET /analytics/invoice_collection`. No lasting key: a load replaces the table. */
export const analyticsInvoiceCollection: Resource<List<paths, "/analytics/invoice_collection", "invoice_collections">> = {
  name: "analytics_invoice_collection",
  operationId: "findAllInvoiceCollections",
  path: "/analytics/invoice_collection",
  scopes: [],
  selector: "invoice_collections",
  paginator: "single_page",
  primaryKey: [],
  count: "none",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "analytics_invoice_collection",
      arrays: [],
      description: "Invoices by month and payment status, as Lago computes them.",
      columns: [
        { name: "month", type: "timestamp", path: ["month"], description: "First day of the month." },
        { name: "payment_status", type: "text", path: ["payment_status"], values: ["pending", "succeeded", "failed"], description: "Whether it was paid." },
        { name: "invoices_count", type: "integer", path: ["invoices_count"], unit: "count" },
        { name: "amount_cents", type: "decimal", path: ["amount_cents"], unit: "minor", currency: "currency", description: "Invoiced. Can have a fraction of a cent." },
        { name: "currency", type: "text", path: ["currency"], description: "Currency of the amounts." },
      ],
    },
  ],
};
