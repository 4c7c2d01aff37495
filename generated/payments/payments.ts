import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /payments`: https://getlago.com/docs/api-reference/payments/payment-object */
export type Payment = components["schemas"]["PaymentObject"];

/** Payments and attempts, of invoices and of payment requests. All of `GET /payments`. Key: `lago_id`. */
export const payments: Resource<List<paths, "/payments", "payments", "/customers/{external_customer_id}/payments">> = {
  name: "payments",
  operationId: "findAllPayments",
  path: "/payments",
  scopes: ["/customers/{external_customer_id}/payments"],
  selector: "payments",
  paginator: "page_number",
  primaryKey: ["lago_id"],
  single: { path: "/payments/{lago_id}", selector: "payment", bind: [{ parameter: "lago_id", in: "path", column: "lago_id" }] },
  cursor: { column: "created_at", inclusive: true, granularity: "second", lookbackDays: 35, why: "A payment is pending until its provider says otherwise, which for debits takes two weeks, and can be claimed back for longer. What is said of older ones shows in a full refresh." },
  changes: [
    { of: ["Invoice", "PaymentRequest"], by: ["external_customer_id"], column: "external_customer_id", filter: "external_customer_id" },
  ],
  webhooks: [
    { of: ["payment"], by: ["lago_id"], column: "lago_id" },
    { of: ["invoice"], column: "external_customer_id", filter: "external_customer_id", by: ["customer", "external_id"] },
    { of: ["payment_receipt"], column: "lago_id", by: ["payment", "lago_id"] },
  ],
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "payments",
      arrays: [],
      description: "Payments and attempts, of invoices and of payment requests.",
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "lago_customer_id", type: "uuid", path: ["lago_customer_id"], references: "customers.lago_id", description: "The customer." },
        { name: "external_customer_id", type: "text", path: ["external_customer_id"], references: "customers.external_id", description: "Your id of the customer." },
        { name: "invoice_ids", type: "json", path: ["invoice_ids"] },
        { name: "invoice_numbers", type: "json", path: ["invoice_numbers"] },
        { name: "lago_payable_id", type: "uuid", path: ["lago_payable_id"], description: "The invoice or payment request that was paid." },
        { name: "payable_type", type: "text", path: ["payable_type"], values: ["Invoice", "PaymentRequest"], description: "Whether an invoice or a payment request was paid." },
        { name: "amount_cents", type: "integer", path: ["amount_cents"], unit: "minor", currency: "amount_currency", description: "What was paid." },
        { name: "amount_currency", type: "text", path: ["amount_currency"], description: "Currency of the amounts." },
        { name: "status", type: "text", path: ["status"] },
        { name: "payment_status", type: "text", path: ["payment_status"], values: ["succeeded", "failed", "pending", "processing"], description: "How the payment ended." },
        { name: "type", type: "text", path: ["type"], values: ["manual", "provider"] },
        { name: "reference", type: "text", path: ["reference"] },
        { name: "payment_provider_code", type: "text", path: ["payment_provider_code"], description: "The payment provider's connection, by its code." },
        { name: "payment_provider_type", type: "text", path: ["payment_provider_type"], values: ["adyen", "cashfree", "gocardless", "stripe", "flutterwave", "moneyhash"] },
        { name: "external_payment_id", type: "text", path: ["external_payment_id"] },
        { name: "provider_payment_id", type: "text", path: ["provider_payment_id"], description: "The payment's id at the payment provider." },
        { name: "provider_customer_id", type: "text", path: ["provider_customer_id"], description: "The customer's id at the payment provider." },
        { name: "payment_method_id", type: "uuid", path: ["payment_method_id"] },
        { name: "next_action", type: "json", path: ["next_action"] },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
      ],
    },
  ],
};
