import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /payment_receipts`: https://getlago.com/docs/api-reference/payment-receipts/payment-receipt-object */
export type PaymentReceipt = components["schemas"]["PaymentReceiptObject"];

/** Receipts for payments. All of `GET /payment_receipts`. Key: `lago_id`. */
export const paymentReceipts: Resource<List<paths, "/payment_receipts", "payment_receipts">> = {
  name: "payment_receipts",
  operationId: "findAllPaymentReceipts",
  path: "/payment_receipts",
  scopes: [],
  selector: "payment_receipts",
  paginator: "page_number",
  primaryKey: ["lago_id"],
  single: { path: "/payment_receipts/{lago_id}", selector: "payment_receipt", bind: [{ parameter: "lago_id", in: "path", column: "lago_id" }] },
  cursor: { column: "created_at", inclusive: true, granularity: "second", lookbackDays: 35, why: "A receipt comes when its payment has succeeded, and gets its file later (app/services/payment_receipts). It shows its payment as that is now, for which payments have the same look-back." },
  changes: [
    { of: ["PaymentReceipt"], by: ["resource_id"], column: "lago_id" },
  ],
  webhooks: [
    { of: ["payment_receipt"], by: ["lago_id"], column: "lago_id" },
  ],
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "payment_receipts",
      arrays: [],
      description: "Receipts for payments.",
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
        { name: "number", type: "text", path: ["number"] },
        { name: "payment", type: "json", path: ["payment"] },
        { name: "payment__lago_id", type: "uuid", path: ["payment", "lago_id"], references: "payments.lago_id", liftedFrom: "payment", description: "Lago's own id of the record." },
        { name: "file_url", type: "text", path: ["file_url"] },
        { name: "xml_url", type: "text", path: ["xml_url"] },
      ],
    },
  ],
};
