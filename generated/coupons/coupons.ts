import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /coupons`: https://getlago.com/docs/api-reference/coupons/coupon-object */
export type Coupon = components["schemas"]["CouponObject"];

/** Discounts that can be given to customers. All of `GET /coupons`. Key: `lago_id`. */
export const coupons: Resource<List<paths, "/coupons", "coupons">> = {
  name: "coupons",
  operationId: "findAllCoupons",
  path: "/coupons",
  scopes: [],
  selector: "coupons",
  paginator: "page_number",
  primaryKey: ["lago_id"],
  single: { path: "/coupons/{code}", selector: "coupon", bind: [{ parameter: "code", in: "path", column: "code" }] },
  loose: "moves",
  changes: [
    { of: ["Coupon"], by: ["activity_object", "code"], column: "code" },
    { of: ["Coupon"], by: ["resource_id"], column: "lago_id" },
  ],
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "coupons",
      arrays: [],
      description: "Discounts that can be given to customers.",
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "name", type: "text", path: ["name"] },
        { name: "code", type: "text", path: ["code"], description: "Your short name of it." },
        { name: "description", type: "text", path: ["description"] },
        { name: "coupon_type", type: "text", path: ["coupon_type"], values: ["fixed_amount", "percentage"] },
        { name: "amount_cents", type: "integer", path: ["amount_cents"], unit: "minor", currency: "amount_currency", description: "What is taken off, of a coupon with a fixed amount." },
        { name: "amount_currency", type: "text", path: ["amount_currency"], description: "Currency of the amounts." },
        { name: "reusable", type: "boolean", path: ["reusable"] },
        { name: "limited_plans", type: "boolean", path: ["limited_plans"] },
        { name: "plan_codes", type: "json", path: ["plan_codes"] },
        { name: "limited_billable_metrics", type: "boolean", path: ["limited_billable_metrics"] },
        { name: "billable_metric_codes", type: "json", path: ["billable_metric_codes"] },
        { name: "percentage_rate", type: "decimal", path: ["percentage_rate"], unit: "percent", description: "What is taken off, of a coupon by percentage." },
        { name: "frequency", type: "text", path: ["frequency"], values: ["once", "recurring", "forever"], description: "For one invoice, for some periods, or for ever." },
        { name: "frequency_duration", type: "integer", path: ["frequency_duration"], unit: "periods" },
        { name: "expiration", type: "text", path: ["expiration"], values: ["no_expiration", "time_limit"] },
        { name: "expiration_at", type: "timestamp", path: ["expiration_at"], description: "When it expires." },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
        { name: "terminated_at", type: "timestamp", path: ["terminated_at"], description: "When it ended." },
      ],
    },
  ],
};
