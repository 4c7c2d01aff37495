import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /applied_coupons`: https://getlago.com/docs/api-reference/coupons/coupon-object */
export type AppliedCoupon = components["schemas"]["AppliedCouponObjectExtended"];

/** A coupon that a customer has. All of `GET /applied_coupons`. Key: `lago_id`. */
export const appliedCoupons: Resource<List<paths, "/applied_coupons", "applied_coupons", "/customers/{external_customer_id}/applied_coupons">> = {
  name: "applied_coupons",
  operationId: "findAllAppliedCoupons",
  path: "/applied_coupons",
  scopes: ["/customers/{external_customer_id}/applied_coupons"],
  selector: "applied_coupons",
  paginator: "page_number",
  primaryKey: ["lago_id"],
  changes: [
    { of: ["Coupon", "Invoice", "Customer"], by: ["external_customer_id"], column: "external_customer_id", filter: "external_customer_id" },
  ],
  webhooks: [
    { of: ["invoice"], column: "external_customer_id", filter: "external_customer_id", by: ["customer", "external_id"] },
  ],
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "applied_coupons",
      arrays: [],
      description: "A coupon that a customer has.",
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "lago_coupon_id", type: "uuid", path: ["lago_coupon_id"], references: "coupons.lago_id", description: "The coupon." },
        { name: "coupon_code", type: "text", path: ["coupon_code"], references: "coupons.code", description: "The coupon, by its code." },
        { name: "coupon_name", type: "text", path: ["coupon_name"] },
        { name: "coupon_status", type: "text", path: ["coupon_status"], values: ["active", "terminated"] },
        { name: "coupon_deleted_at", type: "timestamp", path: ["coupon_deleted_at"] },
        { name: "lago_customer_id", type: "uuid", path: ["lago_customer_id"], references: "customers.lago_id", description: "The customer." },
        { name: "external_customer_id", type: "text", path: ["external_customer_id"], references: "customers.external_id", description: "Your id of the customer." },
        { name: "status", type: "text", path: ["status"], values: ["active", "terminated"], description: "Whether it can still be used." },
        { name: "amount_cents", type: "integer", path: ["amount_cents"], unit: "minor", currency: "amount_currency", description: "What is taken off, of a coupon with a fixed amount." },
        { name: "amount_cents_remaining", type: "integer", path: ["amount_cents_remaining"], unit: "minor", currency: "amount_currency", description: "What the coupon can still take off." },
        { name: "amount_currency", type: "text", path: ["amount_currency"], description: "Currency of the amounts." },
        { name: "percentage_rate", type: "decimal", path: ["percentage_rate"], unit: "percent" },
        { name: "frequency", type: "text", path: ["frequency"], values: ["once", "recurring", "forever"] },
        { name: "frequency_duration", type: "integer", path: ["frequency_duration"], unit: "periods" },
        { name: "frequency_duration_remaining", type: "integer", path: ["frequency_duration_remaining"], unit: "periods" },
        { name: "expiration_at", type: "timestamp", path: ["expiration_at"], description: "When it expires." },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
        { name: "terminated_at", type: "timestamp", path: ["terminated_at"], description: "When it ended." },
        { name: "coupon_description", type: "text", path: ["coupon_description"] },
      ],
    },
    {
      name: "applied_coupons__credits",
      arrays: [["credits"]],
      description: "What an applied coupon took off an invoice.",
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "amount_cents", type: "integer", path: ["amount_cents"], unit: "minor", currency: "amount_currency", description: "What the coupon took off the invoice." },
        { name: "amount_currency", type: "text", path: ["amount_currency"], description: "Currency of the amounts." },
        { name: "before_taxes", type: "boolean", path: ["before_taxes"] },
        { name: "item__lago_item_id", type: "uuid", path: ["item", "lago_item_id"] },
        { name: "item__type", type: "text", path: ["item", "type"], values: ["coupon", "credit_note", "invoice"] },
        { name: "item__code", type: "text", path: ["item", "code"], description: "Your short name of it." },
        { name: "item__name", type: "text", path: ["item", "name"] },
        { name: "item__description", type: "text", path: ["item", "description"] },
        { name: "invoice__lago_id", type: "uuid", path: ["invoice", "lago_id"], description: "Lago's own id of the record." },
        { name: "invoice__payment_status", type: "text", path: ["invoice", "payment_status"], values: ["pending", "succeeded", "failed"], description: "Whether it was paid." },
      ],
    },
  ],
};
