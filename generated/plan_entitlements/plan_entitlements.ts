import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /plans/{code}/entitlements`: https://getlago.com/docs/api-reference/entitlements/plan-entitlements/plan-entitlement-object */
export type PlanEntitlement = components["schemas"]["PlanEntitlementObject"];

/** The features that a plan gives access to. All of `GET /plans/{code}/entitlements`, read for each row of `plans`. Key: `plan_code`, `code`. */
export const planEntitlements: Resource<List<paths, "/plans/{code}/entitlements", "entitlements">> = {
  name: "plan_entitlements",
  operationId: "findAllEntitlements",
  path: "/plans/{code}/entitlements",
  scopes: [],
  selector: "entitlements",
  paginator: "single_page",
  primaryKey: ["plan_code", "code"],
  parent: { resource: "plans", bind: [{ parameter: "code", in: "path", column: "code", as: "plan_code" }] },
  changes: [
    { of: ["Plan"], by: ["activity_object", "code"], column: "code" },
  ],
  webhooks: [
    { of: ["plan"], by: ["code"], column: "code" },
  ],
  count: "none",
  reslice: true,
  source: import.meta.url,
  tables: [
    {
      name: "plan_entitlements",
      arrays: [],
      description: "The features that a plan gives access to.",
      columns: [
        { name: "plan_code", type: "text", references: "plans.code", description: "The plan, by its code." },
        { name: "code", type: "text", path: ["code"], description: "Your short name of it." },
        { name: "name", type: "text", path: ["name"] },
        { name: "description", type: "text", path: ["description"] },
      ],
    },
    {
      name: "plan_entitlements__privileges",
      arrays: [["privileges"]],
      description: "What exactly a feature allows.",
      columns: [
        { name: "code", type: "text", path: ["code"], description: "Your short name of it." },
        { name: "name", type: "text", path: ["name"] },
        { name: "value_type", type: "text", path: ["value_type"], values: ["integer", "boolean", "string", "select"] },
        { name: "config__select_options", type: "json", path: ["config", "select_options"] },
        { name: "value", type: "json", path: ["value"] },
      ],
    },
  ],
};
