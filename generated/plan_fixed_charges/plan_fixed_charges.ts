import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /plans/{code}/fixed_charges`: https://getlago.com/docs/api-reference/plans/object */
export type PlanFixedCharge = components["schemas"]["FixedChargeObject"];

/** Fixed recurring prices of a plan besides its base price. All of `GET /plans/{code}/fixed_charges`, read for each row of `plans`. Key: `lago_id`. */
export const planFixedCharges: Resource<List<paths, "/plans/{code}/fixed_charges", "fixed_charges">> = {
  name: "plan_fixed_charges",
  operationId: "findAllPlanFixedCharges",
  path: "/plans/{code}/fixed_charges",
  scopes: [],
  selector: "fixed_charges",
  paginator: "page_number",
  primaryKey: ["lago_id"],
  parent: { resource: "plans", bind: [{ parameter: "code", in: "path", column: "code", as: "plan_code" }] },
  loose: "ties",
  changes: [
    { of: ["Plan"], by: ["activity_object", "code"], column: "code" },
  ],
  webhooks: [
    { of: ["plan"], by: ["code"], column: "code" },
  ],
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "plan_fixed_charges",
      arrays: [],
      description: "Fixed recurring prices of a plan besides its base price.",
      columns: [
        { name: "plan_code", type: "text", references: "plans.code", description: "The plan, by its code." },
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "lago_add_on_id", type: "uuid", path: ["lago_add_on_id"], references: "add_ons.lago_id", description: "The add-on." },
        { name: "invoice_display_name", type: "text", path: ["invoice_display_name"] },
        { name: "add_on_code", type: "text", path: ["add_on_code"], references: "add_ons.code", description: "The add-on, by its code." },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
        { name: "code", type: "text", path: ["code"], description: "Your short name of it." },
        { name: "charge_model", type: "text", path: ["charge_model"], values: ["standard", "graduated", "volume"], description: "How units become an amount." },
        { name: "pay_in_advance", type: "boolean", path: ["pay_in_advance"] },
        { name: "prorated", type: "boolean", path: ["prorated"] },
        { name: "properties__amount", type: "decimal", path: ["properties", "amount"], unit: "major", currency: "plans.amount_currency", description: "Price of a unit or package." },
        { name: "units", type: "decimal", path: ["units"], unit: "units", description: "How much was used, or is charged for." },
        { name: "lago_parent_id", type: "uuid", path: ["lago_parent_id"], description: "The charge that this one is a copy of, where a subscription has prices of its own." },
      ],
    },
    {
      name: "plan_fixed_charges__properties__graduated_ranges",
      arrays: [["properties", "graduated_ranges"]],
      description: "The price of each range of units: each unit costs what its range says.",
      columns: [
        { name: "from_value", type: "integer", path: ["from_value"], unit: "units", description: "Begin of the range." },
        { name: "to_value", type: "integer", path: ["to_value"], unit: "units", description: "End of the range. Null for the last." },
        { name: "flat_amount", type: "decimal", path: ["flat_amount"], unit: "major", currency: "plans.amount_currency", description: "Price of reaching the range." },
        { name: "per_unit_amount", type: "decimal", path: ["per_unit_amount"], unit: "major", currency: "plans.amount_currency", description: "Price of a unit." },
      ],
    },
    {
      name: "plan_fixed_charges__properties__volume_ranges",
      arrays: [["properties", "volume_ranges"]],
      description: "The price by volume: all units cost what the range of their sum says.",
      columns: [
        { name: "from_value", type: "integer", path: ["from_value"], unit: "units", description: "Begin of the range." },
        { name: "to_value", type: "integer", path: ["to_value"], unit: "units", description: "End of the range. Null for the last." },
        { name: "flat_amount", type: "decimal", path: ["flat_amount"], unit: "major", currency: "plans.amount_currency", description: "Price of reaching the range." },
        { name: "per_unit_amount", type: "decimal", path: ["per_unit_amount"], unit: "major", currency: "plans.amount_currency", description: "Price of a unit." },
      ],
    },
    {
      name: "plan_fixed_charges__taxes",
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
