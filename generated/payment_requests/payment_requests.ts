import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /payment_requests`: https://getlago.com/docs/api-reference/payment-requests/payment-request-object */
export type PaymentRequest = components["schemas"]["PaymentRequestObject"];

/** All of `GET /payment_requests`. Key: `lago_id`. */
export const paymentRequests: Resource<List<paths, "/payment_requests", "payment_requests", "/customers/{external_customer_id}/payment_requests">> = {
  name: "payment_requests",
  operationId: "findAllPaymentRequests",
  path: "/payment_requests",
  scopes: ["/customers/{external_customer_id}/payment_requests"],
  selector: "payment_requests",
  paginator: "page_number",
  primaryKey: ["lago_id"],
  single: { path: "/payment_requests/{lago_id}", selector: "payment_request", bind: [{ parameter: "lago_id", in: "path", column: "lago_id" }] },
  changes: [
    { of: ["PaymentRequest", "Invoice"], by: ["external_customer_id"], filter: "external_customer_id" },
  ],
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "payment_requests",
      arrays: [],
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"] },
        { name: "email", type: "text", path: ["email"] },
        { name: "amount_cents", type: "integer", path: ["amount_cents"] },
        { name: "amount_currency", type: "text", path: ["amount_currency"] },
        { name: "payment_status", type: "text", path: ["payment_status"] },
        { name: "created_at", type: "timestamp", path: ["created_at"] },
        { name: "customer", type: "json", path: ["customer"] },
      ],
    },
    {
      name: "payment_requests__invoices",
      arrays: [["invoices"]],
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"] },
        { name: "billing_entity_code", type: "text", path: ["billing_entity_code"], references: "billing_entities.code" },
        { name: "sequential_id", type: "integer", path: ["sequential_id"] },
        { name: "number", type: "text", path: ["number"] },
        { name: "issuing_date", type: "date", path: ["issuing_date"] },
        { name: "payment_dispute_lost_at", type: "timestamp", path: ["payment_dispute_lost_at"] },
        { name: "payment_due_date", type: "date", path: ["payment_due_date"] },
        { name: "payment_overdue", type: "boolean", path: ["payment_overdue"] },
        { name: "net_payment_term", type: "integer", path: ["net_payment_term"] },
        { name: "invoice_type", type: "text", path: ["invoice_type"] },
        { name: "status", type: "text", path: ["status"] },
        { name: "payment_status", type: "text", path: ["payment_status"] },
        { name: "currency", type: "text", path: ["currency"] },
        { name: "fees_amount_cents", type: "integer", path: ["fees_amount_cents"] },
        { name: "coupons_amount_cents", type: "integer", path: ["coupons_amount_cents"] },
        { name: "credit_notes_amount_cents", type: "integer", path: ["credit_notes_amount_cents"] },
        { name: "sub_total_excluding_taxes_amount_cents", type: "integer", path: ["sub_total_excluding_taxes_amount_cents"] },
        { name: "taxes_amount_cents", type: "integer", path: ["taxes_amount_cents"] },
        { name: "sub_total_including_taxes_amount_cents", type: "integer", path: ["sub_total_including_taxes_amount_cents"] },
        { name: "prepaid_credit_amount_cents", type: "integer", path: ["prepaid_credit_amount_cents"] },
        { name: "prepaid_granted_credit_amount_cents", type: "integer", path: ["prepaid_granted_credit_amount_cents"] },
        { name: "prepaid_purchased_credit_amount_cents", type: "integer", path: ["prepaid_purchased_credit_amount_cents"] },
        { name: "progressive_billing_credit_amount_cents", type: "integer", path: ["progressive_billing_credit_amount_cents"] },
        { name: "total_amount_cents", type: "integer", path: ["total_amount_cents"] },
        { name: "version_number", type: "integer", path: ["version_number"] },
        { name: "self_billed", type: "boolean", path: ["self_billed"] },
        { name: "file_url", type: "text", path: ["file_url"] },
        { name: "created_at", type: "timestamp", path: ["created_at"] },
        { name: "updated_at", type: "timestamp", path: ["updated_at"] },
        { name: "purchase_order_number", type: "text", path: ["purchase_order_number"] },
        { name: "total_due_amount_cents", type: "integer", path: ["total_due_amount_cents"] },
        { name: "total_paid_amount_cents", type: "integer", path: ["total_paid_amount_cents"] },
        { name: "total_offsetted_credit_note_amount_cents", type: "integer", path: ["total_offsetted_credit_note_amount_cents"] },
        { name: "xml_url", type: "text", path: ["xml_url"] },
        { name: "voided_at", type: "timestamp", path: ["voided_at"] },
      ],
    },
  ],
};
