import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /plans/{code}/charges/{charge_code}/filters`: https://getlago.com/docs/api-reference/plans/object */
export type PlanChargeFilter = components["schemas"]["ChargeFilterFullObject"];

/** Prices of a plan's charge for some values of an event property. All of `GET /plans/{code}/charges/{charge_code}/filters`, read for each row of `plan_charges`. Key: `lago_id`. */
export const planChargeFilters: Resource<List<paths, "/plans/{code}/charges/{charge_code}/filters", "filters">> = {
  name: "plan_charge_filters",
  operationId: "findAllPlanChargeFilters",
  path: "/plans/{code}/charges/{charge_code}/filters",
  scopes: [],
  selector: "filters",
  paginator: "page_number",
  primaryKey: ["lago_id"],
  parent: { resource: "plan_charges", bind: [{ parameter: "code", in: "path", column: "plan_code", as: "plan_code" }, { parameter: "charge_code", in: "path", column: "code", as: "charge_code" }] },
  loose: "moves",
  count: "exact",
  reslice: true,
  source: import.meta.url,
  tables: [
    {
      name: "plan_charge_filters",
      arrays: [],
      description: "Prices of a plan's charge for some values of an event property.",
      columns: [
        { name: "plan_code", type: "text", references: "plans.code", description: "The plan, by its code." },
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "charge_code", type: "text", path: ["charge_code"], description: "The charge, by its code." },
        { name: "invoice_display_name", type: "text", path: ["invoice_display_name"] },
        { name: "properties__grouped_by", type: "json", path: ["properties", "grouped_by"] },
        { name: "properties__pricing_group_keys", type: "json", path: ["properties", "pricing_group_keys"] },
        { name: "properties__amount", type: "decimal", path: ["properties", "amount"], unit: "major", currency: "plans.amount_currency", description: "Price of a unit or package." },
        { name: "properties__free_units", type: "integer", path: ["properties", "free_units"], unit: "units" },
        { name: "properties__package_size", type: "integer", path: ["properties", "package_size"], unit: "units" },
        { name: "properties__rate", type: "decimal", path: ["properties", "rate"], unit: "percent" },
        { name: "properties__fixed_amount", type: "decimal", path: ["properties", "fixed_amount"], unit: "major", currency: "plans.amount_currency", description: "Fixed price of each event." },
        { name: "properties__free_units_per_events", type: "integer", path: ["properties", "free_units_per_events"], unit: "count", description: "Events at no charge." },
        { name: "properties__free_units_per_total_aggregation", type: "decimal", path: ["properties", "free_units_per_total_aggregation"], unit: "major", currency: "plans.amount_currency", description: "Amount at no charge." },
        { name: "properties__per_transaction_max_amount", type: "decimal", path: ["properties", "per_transaction_max_amount"], unit: "major", currency: "plans.amount_currency", description: "What an event costs at most." },
        { name: "properties__per_transaction_min_amount", type: "decimal", path: ["properties", "per_transaction_min_amount"], unit: "major", currency: "plans.amount_currency", description: "What an event costs at least." },
        { name: "values", type: "json", path: ["values"] },
      ],
    },
    {
      name: "plan_charge_filters__properties__graduated_ranges",
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
      name: "plan_charge_filters__properties__graduated_percentage_ranges",
      arrays: [["properties", "graduated_percentage_ranges"]],
      description: "The percentage of each range of amounts.",
      columns: [
        { name: "from_value", type: "integer", path: ["from_value"], unit: "major", currency: "plans.amount_currency", description: "Begin of the range." },
        { name: "to_value", type: "integer", path: ["to_value"], unit: "major", currency: "plans.amount_currency", description: "End of the range. Null for the last." },
        { name: "rate", type: "decimal", path: ["rate"], unit: "percent" },
        { name: "flat_amount", type: "decimal", path: ["flat_amount"], unit: "major", currency: "plans.amount_currency", description: "Price of reaching the range." },
      ],
    },
    {
      name: "plan_charge_filters__properties__volume_ranges",
      arrays: [["properties", "volume_ranges"]],
      description: "The price by volume: all units cost what the range of their sum says.",
      columns: [
        { name: "from_value", type: "integer", path: ["from_value"], unit: "units", description: "Begin of the range." },
        { name: "to_value", type: "integer", path: ["to_value"], unit: "units", description: "End of the range. Null for the last." },
        { name: "flat_amount", type: "decimal", path: ["flat_amount"], unit: "major", currency: "plans.amount_currency", description: "Price of reaching the range." },
        { name: "per_unit_amount", type: "decimal", path: ["per_unit_amount"], unit: "major", currency: "plans.amount_currency", description: "Price of a unit." },
      ],
    },
  ],
};
