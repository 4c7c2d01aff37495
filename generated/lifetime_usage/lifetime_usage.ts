import type { components, paths } from "../api.ts";
import type { Resource, Snapshot } from "../../runtime/resource.ts";

/** A record of `GET /subscriptions/{external_id}/lifetime_usage`: https://getlago.com/docs/api-reference/subscriptions/subscription-object */
export type LifetimeUsage = components["schemas"]["LifetimeUsageObject"];

/** What a subscription used since it began, in money, at the time of the load. The response to `GET /subscriptions/{external_id}/lifetime_usage`, read for each row of `subscriptions`. Key: `external_subscription_id`, `snapshot_at`. */
export const lifetimeUsage: Resource<Snapshot<paths, "/subscriptions/{external_id}/lifetime_usage", "lifetime_usage">> = {
  name: "lifetime_usage",
  operationId: "getSubscriptionLifetimeUsage",
  path: "/subscriptions/{external_id}/lifetime_usage",
  scopes: [],
  selector: "lifetime_usage",
  paginator: "single_record",
  primaryKey: ["external_subscription_id", "snapshot_at"],
  parent: { resource: "subscriptions", bind: [{ parameter: "external_id", in: "path", column: "external_id", as: "external_subscription_id" }], where: { column: "status", equals: "active" } },
  snapshot: "snapshot_at",
  count: "none",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "lifetime_usage",
      arrays: [],
      description: "What a subscription used since it began, in money, at the time of the load.",
      columns: [
        { name: "snapshot_at", type: "timestamp", description: "When the load asked for it." },
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "lago_subscription_id", type: "uuid", path: ["lago_subscription_id"], references: "subscriptions.lago_id", description: "The subscription." },
        { name: "external_subscription_id", type: "text", path: ["external_subscription_id"], references: "subscriptions.external_id", description: "Your id of the subscription." },
        { name: "external_historical_usage_amount_cents", type: "integer", path: ["external_historical_usage_amount_cents"], unit: "minor", currency: "subscriptions.plan_amount_currency", description: "Usage before Lago, as you stated it." },
        { name: "invoiced_usage_amount_cents", type: "integer", path: ["invoiced_usage_amount_cents"], unit: "minor", currency: "subscriptions.plan_amount_currency", description: "Usage that was invoiced." },
        { name: "current_usage_amount_cents", type: "integer", path: ["current_usage_amount_cents"], unit: "minor", currency: "subscriptions.plan_amount_currency", description: "Usage that is not invoiced yet." },
        { name: "from_datetime", type: "timestamp", path: ["from_datetime"], description: "Begin of the period." },
        { name: "to_datetime", type: "timestamp", path: ["to_datetime"], description: "End of the period." },
      ],
    },
    {
      name: "lifetime_usage__usage_thresholds",
      arrays: [["usage_thresholds"]],
      description: "Amounts of usage at which a subscription bills at once.",
      columns: [
        { name: "amount_cents", type: "integer", path: ["amount_cents"], unit: "minor", currency: "subscriptions.plan_amount_currency", description: "Usage at which it is reached." },
        { name: "completion_ratio", type: "number", path: ["completion_ratio"], unit: "ratio" },
        { name: "reached_at", type: "timestamp", path: ["reached_at"] },
      ],
    },
  ],
};
