import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /subscriptions/{external_id}/fixed_charges`: https://getlago.com/docs/api-reference/subscriptions/subscription-object */
export type SubscriptionFixedCharge = components["schemas"]["FixedChargeObject"];

/** Fixed recurring prices of a subscription besides its base price. All of `GET /subscriptions/{external_id}/fixed_charges`, read for each row of `subscriptions`. Key: `external_subscription_id`, `lago_id`. */
export const subscriptionFixedCharges: Resource<List<paths, "/subscriptions/{external_id}/fixed_charges", "fixed_charges">> = {
  name: "subscription_fixed_charges",
  operationId: "findAllSubscriptionFixedCharges",
  path: "/subscriptions/{external_id}/fixed_charges",
  scopes: [],
  selector: "fixed_charges",
  paginator: "page_number",
  primaryKey: ["external_subscription_id", "lago_id"],
  parent: { resource: "subscriptions", bind: [{ parameter: "external_id", in: "path", column: "external_id", as: "external_subscription_id" }, { parameter: "subscription_status", in: "query", column: "status" }], watch: { columns: ["plan_code", "plan_amount_cents"], lookbackDays: 7, why: "They are those of the plan, or of a copy of it that is made with the subscription (app/controllers/api/v1/subscriptions/fixed_charges_controller.rb:9). A later edit of either leaves no mark on the subscription." } },
  loose: "ties",
  changes: [
    { of: ["Subscription"], by: ["external_subscription_id"], column: "external_id" },
    { of: ["Plan"], by: ["activity_object", "code"], column: "plan_code" },
  ],
  webhooks: [
    { of: ["subscription"], by: ["external_id"], column: "external_id" },
    { of: ["plan"], column: "plan_code", by: ["code"] },
  ],
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "subscription_fixed_charges",
      arrays: [],
      description: "Fixed recurring prices of a subscription besides its base price.",
      columns: [
        { name: "external_subscription_id", type: "text", references: "subscriptions.external_id", description: "Your id of the subscription." },
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "lago_add_on_id", type: "uuid", path: ["lago_add_on_id"], references: "add_ons.lago_id", description: "The add-on." },
        { name: "invoice_display_name", type: "text", path: ["invoice_display_name"] },
        { name: "add_on_code", type: "text", path: ["add_on_code"], references: "add_ons.code", description: "The add-on, by its code." },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
        { name: "code", type: "text", path: ["code"], description: "Your short name of it." },
        { name: "charge_model", type: "text", path: ["charge_model"], values: ["standard", "graduated", "volume"], description: "How units become an amount." },
        { name: "pay_in_advance", type: "boolean", path: ["pay_in_advance"] },
        { name: "prorated", type: "boolean", path: ["prorated"] },
        { name: "properties__amount", type: "decimal", path: ["properties", "amount"], unit: "major", currency: "subscriptions.plan_amount_currency", description: "Price of a unit or package." },
        { name: "units", type: "decimal", path: ["units"], unit: "units", description: "How much was used, or is charged for." },
        { name: "lago_parent_id", type: "uuid", path: ["lago_parent_id"], description: "The charge that this one is a copy of, where a subscription has prices of its own." },
      ],
    },
    {
      name: "subscription_fixed_charges__properties__graduated_ranges",
      arrays: [["properties", "graduated_ranges"]],
      description: "The price of each range of units: each unit costs what its range says.",
      columns: [
        { name: "from_value", type: "integer", path: ["from_value"], unit: "units", description: "Begin of the range." },
        { name: "to_value", type: "integer", path: ["to_value"], unit: "units", description: "End of the range. Null for the last." },
        { name: "flat_amount", type: "decimal", path: ["flat_amount"], unit: "major", currency: "subscriptions.plan_amount_currency", description: "Price of reaching the range." },
        { name: "per_unit_amount", type: "decimal", path: ["per_unit_amount"], unit: "major", currency: "subscriptions.plan_amount_currency", description: "Price of a unit." },
      ],
    },
    {
      name: "subscription_fixed_charges__properties__volume_ranges",
      arrays: [["properties", "volume_ranges"]],
      description: "The price by volume: all units cost what the range of their sum says.",
      columns: [
        { name: "from_value", type: "integer", path: ["from_value"], unit: "units", description: "Begin of the range." },
        { name: "to_value", type: "integer", path: ["to_value"], unit: "units", description: "End of the range. Null for the last." },
        { name: "flat_amount", type: "decimal", path: ["flat_amount"], unit: "major", currency: "subscriptions.plan_amount_currency", description: "Price of reaching the range." },
        { name: "per_unit_amount", type: "decimal", path: ["per_unit_amount"], unit: "major", currency: "subscriptions.plan_amount_currency", description: "Price of a unit." },
      ],
    },
    {
      name: "subscription_fixed_charges__taxes",
      arrays: [["taxes"]],
      description: "The taxes that are applied to it.",
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "name", type: "text", path: ["name"] },
        { name: "code", type: "text", path: ["code"], description: "Your short name of it." },
        { name: "description", type: "text", path: ["description"] },
        { name: "rate", type: "number", path: ["rate"], unit: "percent" },
        { name: "applied_to_organization", type: "boolean", path: ["applied_to_organization"] },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
        { name: "applied_to_billing_entities_codes", type: "json", path: ["applied_to_billing_entities_codes"] },
      ],
    },
  ],
};
