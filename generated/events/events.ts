import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /events`: https://getlago.com/docs/api-reference/events/event-object */
export type Event = components["schemas"]["EventObject"];

/** Usage as it was sent to Lago. Not priced; priced usage is in fees. All of `GET /events`. Key: `transaction_id`, `external_subscription_id`. */
export const events: Resource<List<paths, "/events", "events">> = {
  name: "events",
  operationId: "findAllEvents",
  path: "/events",
  scopes: [],
  selector: "events",
  paginator: "page_number",
  primaryKey: ["transaction_id", "external_subscription_id"],
  nullableKey: ["external_subscription_id"],
  single: { path: "/events/{transaction_id}", selector: "event", bind: [{ parameter: "transaction_id", in: "path", column: "transaction_id" }] },
  repeats: true,
  cursor: { column: "timestamp", from: "timestamp_from", to: "timestamp_to", inclusive: true, granularity: "second", lookbackDays: 7, why: "It is the time of the event, not of its arrival, so late events come behind the cursor." },
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "events",
      arrays: [],
      description: "Usage as it was sent to Lago. Not priced; priced usage is in fees.",
      columns: [
        { name: "lago_id", type: "text", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "transaction_id", type: "text", path: ["transaction_id"], description: "Your id of the event. Lago counts an event once for each subscription." },
        { name: "lago_customer_id", type: "uuid", path: ["lago_customer_id"], references: "customers.lago_id", description: "The customer. Null where Lago keeps events in Postgres." },
        { name: "code", type: "text", path: ["code"], description: "Your short name of it." },
        { name: "timestamp", type: "timestamp", path: ["timestamp"], description: "When the usage happened." },
        { name: "precise_total_amount_cents", type: "decimal", path: ["precise_total_amount_cents"], unit: "minor", description: "Price that came with the event, for dynamic charges." },
        { name: "properties", type: "json", path: ["properties"], personal: true, description: "What was sent with the event. Can hold anything." },
        { name: "lago_subscription_id", type: "uuid", path: ["lago_subscription_id"], references: "subscriptions.lago_id", description: "The subscription. Null where Lago keeps events in Postgres." },
        { name: "external_subscription_id", type: "text", path: ["external_subscription_id"], references: "subscriptions.external_id", description: "Your id of the subscription." },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
      ],
    },
  ],
};
