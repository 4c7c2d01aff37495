import type { components, paths } from "../api.ts";
import type { Resource, Snapshot } from "../../runtime/resource.ts";

/** A record of `GET /subscriptions/{external_id}/lifetime_usage`: https://getlago.com/docs/api-reference/subscriptions/subscription-object */
export type LifetimeUsage = components["schemas"]["LifetimeUsageObject"];

/** What is answered to `GET /subscriptions/{external_id}/lifetime_usage`, asked for each row of `subscriptions`. Key: `external_subscription_id`, `snapshot_at`. */
export const lifetimeUsage: Resource<Snapshot<paths, "/subscriptions/{external_id}/lifetime_usage", "lifetime_usage">> = {
  name: "lifetime_usage",
  operationId: "getSubscriptionLifetimeUsage",
  path: "/subscriptions/{external_id}/lifetime_usage",
  scopes: [],
  selector: "lifetime_usage",
  paginator: "single_record",
  primaryKey: ["external_subscription_id", "snapshot_at"],
  parent: { resource: "subscriptions", bind: [{ parameter: "external_id", in: "path", column: "external_id" }], where: { column: "status", equals: "active" } },
  snapshot: "snapshot_at",
  count: "none",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "lifetime_usage",
      arrays: [],
      columns: [
        { name: "snapshot_at", type: "timestamp" },
        { name: "lago_id", type: "uuid", path: ["lago_id"] },
        { name: "lago_subscription_id", type: "uuid", path: ["lago_subscription_id"], references: "subscriptions.lago_id" },
        { name: "external_subscription_id", type: "text", path: ["external_subscription_id"], references: "subscriptions.external_id" },
        { name: "external_historical_usage_amount_cents", type: "integer", path: ["external_historical_usage_amount_cents"] },
        { name: "invoiced_usage_amount_cents", type: "integer", path: ["invoiced_usage_amount_cents"] },
        { name: "current_usage_amount_cents", type: "integer", path: ["current_usage_amount_cents"] },
        { name: "from_datetime", type: "timestamp", path: ["from_datetime"] },
        { name: "to_datetime", type: "timestamp", path: ["to_datetime"] },
      ],
    },
    {
      name: "lifetime_usage__usage_thresholds",
      arrays: [["usage_thresholds"]],
      columns: [
        { name: "amount_cents", type: "integer", path: ["amount_cents"] },
        { name: "completion_ratio", type: "number", path: ["completion_ratio"] },
        { name: "reached_at", type: "timestamp", path: ["reached_at"] },
      ],
    },
  ],
};
