import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /subscriptions/{external_id}/alerts`: https://getlago.com/docs/api-reference/subscriptions/subscription-object */
export type SubscriptionAlert = components["schemas"]["AlertObject"];

/** Alerts on the usage of a subscription. All of `GET /subscriptions/{external_id}/alerts`, read for each row of `subscriptions`. Key: `lago_id`. */
export const subscriptionAlerts: Resource<List<paths, "/subscriptions/{external_id}/alerts", "alerts">> = {
  name: "subscription_alerts",
  operationId: "getSubscriptionAlerts",
  path: "/subscriptions/{external_id}/alerts",
  scopes: [],
  selector: "alerts",
  paginator: "page_number",
  primaryKey: ["lago_id"],
  parent: { resource: "subscriptions", bind: [{ parameter: "external_id", in: "path", column: "external_id", as: "external_subscription_id" }, { parameter: "subscription_status", in: "query", column: "status" }], watch: { columns: [], lookbackDays: 7, why: "An alert that is made, edited or deleted leaves no mark on its subscription (app/controllers/api/v1/subscriptions/alerts_controller.rb)." } },
  webhooks: [
    { of: ["subscription"], by: ["external_id"], column: "external_id" },
    { of: ["triggered_alert"], column: "external_id", optional: true, by: ["external_subscription_id"] },
  ],
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "subscription_alerts",
      arrays: [],
      description: "Alerts on the usage of a subscription.",
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "lago_organization_id", type: "uuid", path: ["lago_organization_id"], description: "Your organisation in Lago." },
        { name: "external_subscription_id", type: "text", path: ["external_subscription_id"], references: "subscriptions.external_id", description: "Your id of the subscription." },
        { name: "lago_wallet_id", type: "json", path: ["lago_wallet_id"], description: "The wallet." },
        { name: "wallet_code", type: "json", path: ["wallet_code"], description: "The wallet, by its code." },
        { name: "billable_metric", type: "json", path: ["billable_metric"] },
        { name: "billable_metric__lago_id", type: "uuid", path: ["billable_metric", "lago_id"], references: "billable_metrics.lago_id", liftedFrom: "billable_metric", description: "Lago's own id of the record." },
        { name: "billable_metric__code", type: "text", path: ["billable_metric", "code"], references: "billable_metrics.code", liftedFrom: "billable_metric", description: "Your short name of it." },
        { name: "alert_type", type: "text", path: ["alert_type"], values: ["current_usage_amount", "billable_metric_current_usage_amount", "billable_metric_current_usage_units", "lifetime_usage_amount"], description: "What is watched: amounts in cents, units, or credits." },
        { name: "code", type: "text", path: ["code"], description: "Your short name of it." },
        { name: "name", type: "text", path: ["name"] },
        { name: "direction", type: "text", path: ["direction"], values: ["increasing", "decreasing"] },
        { name: "previous_value", type: "decimal", path: ["previous_value"], description: "What was watched when the alert was last looked at." },
        { name: "last_processed_at", type: "timestamp", path: ["last_processed_at"], description: "When the alert was last looked at." },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
      ],
    },
    {
      name: "subscription_alerts__thresholds",
      arrays: [["thresholds"]],
      description: "The values at which an alert is sent.",
      columns: [
        { name: "code", type: "text", path: ["code"], description: "Your short name of it." },
        { name: "recurring", type: "boolean", path: ["recurring"] },
        { name: "value", type: "decimal", path: ["value"], description: "In cents, units or credits, as the alert's type says." },
      ],
    },
  ],
};
