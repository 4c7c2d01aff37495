import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /webhook_endpoints`: https://getlago.com/docs/api-reference/webhook-endpoints/webhook-endpoint-object */
export type WebhookEndpoint = components["schemas"]["WebhookEndpointObject"];

/** Addresses that Lago sends webhooks to. All of `GET /webhook_endpoints`. Key: `lago_id`. */
export const webhookEndpoints: Resource<List<paths, "/webhook_endpoints", "webhook_endpoints">> = {
  name: "webhook_endpoints",
  operationId: "findAllWebhookEndpoints",
  path: "/webhook_endpoints",
  scopes: [],
  selector: "webhook_endpoints",
  paginator: "page_number",
  primaryKey: ["lago_id"],
  single: { path: "/webhook_endpoints/{lago_id}", selector: "webhook_endpoint", bind: [{ parameter: "lago_id", in: "path", column: "lago_id" }] },
  loose: "moves",
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "webhook_endpoints",
      arrays: [],
      description: "Addresses that Lago sends webhooks to.",
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "lago_organization_id", type: "uuid", path: ["lago_organization_id"], description: "Your organisation in Lago." },
        { name: "webhook_url", type: "text", path: ["webhook_url"] },
        { name: "signature_algo", type: "text", path: ["signature_algo"], values: ["jwt", "hmac"] },
        { name: "name", type: "text", path: ["name"] },
        { name: "event_types", type: "json", path: ["event_types"] },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
      ],
    },
  ],
};
