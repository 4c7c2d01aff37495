import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /activity_logs`: https://getlago.com/docs/api-reference/audit-logs/activity-logs-object */
export type ActivityLog = components["schemas"]["ActivityLogObject"];

/** What was done to a record, by whom or by what. Lago keeps 30 days. All of `GET /activity_logs`. Key: `activity_id`. */
export const activityLogs: Resource<List<paths, "/activity_logs", "activity_logs">> = {
  name: "activity_logs",
  operationId: "findAllActivityLogs",
  path: "/activity_logs",
  scopes: [],
  selector: "activity_logs",
  paginator: "page_number",
  primaryKey: ["activity_id"],
  single: { path: "/activity_logs/{activity_id}", selector: "activity_log", bind: [{ parameter: "activity_id", in: "path", column: "activity_id" }] },
  loose: "ties",
  cursor: { column: "logged_at", from: "from_date", to: "to_date", inclusive: true, granularity: "second", lookbackDays: 1, expires: true, why: "Logs arrive through a queue, so a late one can come behind the cursor. They are gone after 30 days, so a gap longer than that is never filled." },
  feed: { kind: "resource_type", retentionDays: 30 },
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "activity_logs",
      arrays: [],
      description: "What was done to a record, by whom or by what. Lago keeps 30 days.",
      columns: [
        { name: "activity_id", type: "uuid", path: ["activity_id"], description: "Id of the activity." },
        { name: "user_email", type: "text", path: ["user_email"], personal: true },
        { name: "activity_type", type: "text", path: ["activity_type"], description: "What was done, as in invoice.created." },
        { name: "activity_source", type: "text", path: ["activity_source"], values: ["api", "front", "system"] },
        { name: "activity_object", type: "json", path: ["activity_object"], personal: true, description: "The record as it was after the activity." },
        { name: "activity_object_changes", type: "json", path: ["activity_object_changes"], personal: true, description: "What changed, before and after." },
        { name: "external_customer_id", type: "text", path: ["external_customer_id"], references: "customers.external_id", description: "Your id of the customer." },
        { name: "external_subscription_id", type: "text", path: ["external_subscription_id"], references: "subscriptions.external_id", description: "Your id of the subscription." },
        { name: "resource_id", type: "uuid", path: ["resource_id"], description: "Lago's id of the record." },
        { name: "resource_type", type: "text", path: ["resource_type"], description: "What kind of record it was done to." },
        { name: "organization_id", type: "uuid", path: ["organization_id"], description: "Your organisation in Lago." },
        { name: "logged_at", type: "timestamp", path: ["logged_at"], description: "When it happened." },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
      ],
    },
  ],
};
