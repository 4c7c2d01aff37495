import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /subscriptions/{external_id}/entitlements`: https://getlago.com/docs/api-reference/entitlements/plan-entitlements/plan-entitlement-object */
export type SubscriptionEntitlement = components["schemas"]["SubscriptionEntitlementObject"];

/** The features that a subscription gives access to. All of `GET /subscriptions/{external_id}/entitlements`, read for each row of `subscriptions`. Key: `external_subscription_id`, `code`. */
export const subscriptionEntitlements: Resource<List<paths, "/subscriptions/{external_id}/entitlements", "entitlements">> = {
  name: "subscription_entitlements",
  operationId: "findAllSubscriptionEntitlements",
  path: "/subscriptions/{external_id}/entitlements",
  scopes: [],
  selector: "entitlements",
  paginator: "single_page",
  primaryKey: ["external_subscription_id", "code"],
  parent: { resource: "subscriptions", bind: [{ parameter: "external_id", in: "path", column: "external_id", as: "external_subscription_id" }, { parameter: "subscription_status", in: "query", column: "status" }], watch: { columns: ["plan_code", "plan_amount_cents"], lookbackDays: 7, why: "Entitlements come with the plan; those agreed with one subscription are set when it begins, mostly. Later changes of either leave no mark on the subscription (app/queries/entitlement/subscription_entitlement_query.rb)." } },
  changes: [
    { of: ["Subscription"], by: ["external_subscription_id"], column: "external_id" },
    { of: ["Plan"], by: ["activity_object", "code"], column: "plan_code" },
  ],
  webhooks: [
    { of: ["subscription"], by: ["external_id"], column: "external_id" },
    { of: ["plan"], column: "plan_code", by: ["code"] },
  ],
  count: "none",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "subscription_entitlements",
      arrays: [],
      description: "The features that a subscription gives access to.",
      columns: [
        { name: "external_subscription_id", type: "text", references: "subscriptions.external_id", description: "Your id of the subscription." },
        { name: "code", type: "text", path: ["code"], description: "Your short name of it." },
        { name: "name", type: "text", path: ["name"] },
        { name: "description", type: "text", path: ["description"] },
        { name: "overrides", type: "json", path: ["overrides"] },
      ],
    },
    {
      name: "subscription_entitlements__privileges",
      arrays: [["privileges"]],
      description: "What exactly a feature allows.",
      columns: [
        { name: "code", type: "text", path: ["code"], description: "Your short name of it." },
        { name: "name", type: "text", path: ["name"] },
        { name: "value_type", type: "text", path: ["value_type"], values: ["integer", "boolean", "string", "select"] },
        { name: "config__select_options", type: "json", path: ["config", "select_options"] },
        { name: "value", type: "json", path: ["value"] },
        { name: "plan_value", type: "json", path: ["plan_value"] },
        { name: "override_value", type: "json", path: ["override_value"] },
      ],
    },
  ],
};
