import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /api_logs`: https://getlago.com/docs/api-reference/audit-logs/api-logs-object */
export type ApiLog = components["schemas"]["ApiLogObject"];

/** Requests that wrote through the API. Lago keeps 30 days. All of `GET /api_logs`. Key: `request_id`. */
export const apiLogs: Resource<List<paths, "/api_logs", "api_logs">> = {
  name: "api_logs",
  operationId: "findAllApiLogs",
  path: "/api_logs",
  scopes: [],
  selector: "api_logs",
  paginator: "page_number",
  primaryKey: ["request_id"],
  single: { path: "/api_logs/{request_id}", selector: "api_log", bind: [{ parameter: "request_id", in: "path", column: "request_id" }] },
  loose: "ties",
  cursor: { column: "logged_at", from: "from_date", to: "to_date", inclusive: true, granularity: "second", lookbackDays: 1, expires: true, why: "Logs arrive through a queue, so a late one can come behind the cursor. They are gone after 30 days, so a gap longer than that is never filled." },
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "api_logs",
      arrays: [],
      description: "Requests that wrote through the API. Lago keeps 30 days.",
      columns: [
        { name: "api_version", type: "text", path: ["api_version"] },
        { name: "client", type: "text", path: ["client"], personal: true },
        { name: "http_method", type: "text", path: ["http_method"], values: ["post", "put", "delete"] },
        { name: "http_status", type: "integer", path: ["http_status"], description: "What Lago answered." },
        { name: "logged_at", type: "timestamp", path: ["logged_at"], description: "When the request came." },
        { name: "request_body", type: "json", path: ["request_body"], personal: true, description: "What was sent. Can hold any data of a customer." },
        { name: "request_origin", type: "text", path: ["request_origin"] },
        { name: "request_path", type: "text", path: ["request_path"] },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
        { name: "request_id", type: "uuid", path: ["request_id"], description: "Id of the request." },
        { name: "request_response", type: "json", path: ["request_response"], personal: true, description: "What Lago answered. Can hold any data of a customer." },
      ],
    },
  ],
};
