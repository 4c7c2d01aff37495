import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /add_ons`: https://getlago.com/docs/api-reference/add-ons/add-on-object */
export type AddOn = components["schemas"]["AddOnObject"];

/** All of `GET /add_ons`. Key: `lago_id`. */
export const addOns: Resource<List<paths, "/add_ons", "add_ons">> = {
  name: "add_ons",
  operationId: "findAllAddOns",
  path: "/add_ons",
  scopes: [],
  selector: "add_ons",
  paginator: "page_number",
  primaryKey: ["lago_id"],
  single: { path: "/add_ons/{code}", selector: "add_on", bind: [{ parameter: "code", in: "path", column: "code" }] },
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "add_ons",
      arrays: [],
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"] },
        { name: "name", type: "text", path: ["name"] },
        { name: "invoice_display_name", type: "text", path: ["invoice_display_name"] },
        { name: "code", type: "text", path: ["code"] },
        { name: "amount_cents", type: "integer", path: ["amount_cents"] },
        { name: "amount_currency", type: "text", path: ["amount_currency"] },
        { name: "description", type: "text", path: ["description"] },
        { name: "created_at", type: "timestamp", path: ["created_at"] },
      ],
    },
    {
      name: "add_ons__taxes",
      arrays: [["taxes"]],
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"] },
        { name: "name", type: "text", path: ["name"] },
        { name: "code", type: "text", path: ["code"] },
        { name: "description", type: "text", path: ["description"] },
        { name: "rate", type: "number", path: ["rate"] },
        { name: "applied_to_organization", type: "boolean", path: ["applied_to_organization"] },
        { name: "created_at", type: "timestamp", path: ["created_at"] },
        { name: "applied_to_billing_entities_codes", type: "json", path: ["applied_to_billing_entities_codes"] },
      ],
    },
  ],
};
