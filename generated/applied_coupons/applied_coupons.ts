import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /applied_coupons`: https://getlago.com/docs/api-reference/coupons/coupon-object */
export type AppliedCoupon = components["schemas"]["AppliedCouponObjectExtended"];

/** All of `GET /applied_coupons`. Key: `lago_id`. */
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
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "applied_coupons",
      arrays: [],
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"] },
        { name: "lago_coupon_id", type: "uuid", path: ["lago_coupon_id"], references: "coupons.lago_id" },
        { name: "coupon_code", type: "text", path: ["coupon_code"], references: "coupons.code" },
        { name: "coupon_name", type: "text", path: ["coupon_name"] },
        { name: "coupon_status", type: "text", path: ["coupon_status"] },
        { name: "coupon_deleted_at", type: "timestamp", path: ["coupon_deleted_at"] },
        { name: "lago_customer_id", type: "uuid", path: ["lago_customer_id"], references: "customers.lago_id" },
        { name: "external_customer_id", type: "text", path: ["external_customer_id"], references: "customers.external_id" },
        { name: "status", type: "text", path: ["status"] },
        { name: "amount_cents", type: "integer", path: ["amount_cents"] },
        { name: "amount_cents_remaining", type: "integer", path: ["amount_cents_remaining"] },
        { name: "amount_currency", type: "text", path: ["amount_currency"] },
        { name: "percentage_rate", type: "decimal", path: ["percentage_rate"] },
        { name: "frequency", type: "text", path: ["frequency"] },
        { name: "frequency_duration", type: "integer", path: ["frequency_duration"] },
        { name: "frequency_duration_remaining", type: "integer", path: ["frequency_duration_remaining"] },
        { name: "expiration_at", type: "timestamp", path: ["expiration_at"] },
        { name: "created_at", type: "timestamp", path: ["created_at"] },
        { name: "terminated_at", type: "timestamp", path: ["terminated_at"] },
        { name: "coupon_description", type: "text", path: ["coupon_description"] },
      ],
    },
    {
      name: "applied_coupons__credits",
      arrays: [["credits"]],
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"] },
        { name: "amount_cents", type: "integer", path: ["amount_cents"] },
        { name: "amount_currency", type: "text", path: ["amount_currency"] },
        { name: "before_taxes", type: "boolean", path: ["before_taxes"] },
        { name: "item__lago_item_id", type: "uuid", path: ["item", "lago_item_id"] },
        { name: "item__type", type: "text", path: ["item", "type"] },
        { name: "item__code", type: "text", path: ["item", "code"] },
        { name: "item__name", type: "text", path: ["item", "name"] },
        { name: "item__description", type: "text", path: ["item", "description"] },
        { name: "invoice__lago_id", type: "uuid", path: ["invoice", "lago_id"] },
        { name: "invoice__payment_status", type: "text", path: ["invoice", "payment_status"] },
      ],
    },
  ],
};
