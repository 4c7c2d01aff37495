import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /customers/{external_customer_id}/wallets/{wallet_code}/alerts`: https://getlago.com/docs/api-reference/wallets/wallet-object */
export type CustomerWalletAlert = components["schemas"]["WalletAlertObject"];

/** Alerts on the balance of a wallet. All of `GET /customers/{external_customer_id}/wallets/{wallet_code}/alerts`, read for each row of `wallets`. Key: `lago_id`. */
export const customerWalletAlerts: Resource<List<paths, "/customers/{external_customer_id}/wallets/{wallet_code}/alerts", "alerts">> = {
  name: "customer_wallet_alerts",
  operationId: "getCustomerWalletAlerts",
  path: "/customers/{external_customer_id}/wallets/{wallet_code}/alerts",
  scopes: [],
  selector: "alerts",
  paginator: "page_number",
  primaryKey: ["lago_id"],
  parent: { resource: "wallets", bind: [{ parameter: "external_customer_id", in: "path", column: "external_customer_id", as: "external_customer_id" }, { parameter: "wallet_code", in: "path", column: "code", as: "wallet_code" }], watch: { columns: [], lookbackDays: 7, why: "An alert that is made, edited or deleted leaves no mark on its wallet (app/controllers/api/v1/customers/wallets/alerts_controller.rb)." } },
  webhooks: [
    { of: ["wallet"], by: ["lago_id"], column: "lago_id" },
    { of: ["triggered_alert"], column: "lago_id", optional: true, by: ["lago_wallet_id"] },
  ],
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "customer_wallet_alerts",
      arrays: [],
      description: "Alerts on the balance of a wallet.",
      columns: [
        { name: "external_customer_id", type: "text", references: "customers.external_id", description: "Your id of the customer." },
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "lago_organization_id", type: "uuid", path: ["lago_organization_id"], description: "Your organisation in Lago." },
        { name: "external_subscription_id", type: "json", path: ["external_subscription_id"], description: "Your id of the subscription." },
        { name: "lago_wallet_id", type: "text", path: ["lago_wallet_id"], references: "wallets.lago_id", description: "The wallet." },
        { name: "wallet_code", type: "text", path: ["wallet_code"], references: "wallets.code", description: "The wallet, by its code." },
        { name: "billable_metric", type: "json", path: ["billable_metric"] },
        { name: "alert_type", type: "text", path: ["alert_type"], values: ["wallet_balance_amount", "wallet_credits_balance", "wallet_ongoing_balance_amount", "wallet_credits_ongoing_balance"], description: "What is watched: amounts in cents, units, or credits." },
        { name: "code", type: "text", path: ["code"], description: "Your short name of it." },
        { name: "name", type: "text", path: ["name"] },
        { name: "direction", type: "text", path: ["direction"], values: ["increasing", "decreasing"] },
        { name: "previous_value", type: "decimal", path: ["previous_value"], description: "What was watched when the alert was last looked at." },
        { name: "last_processed_at", type: "timestamp", path: ["last_processed_at"], description: "When the alert was last looked at." },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
      ],
    },
    {
      name: "customer_wallet_alerts__thresholds",
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
