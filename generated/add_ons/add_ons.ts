import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /add_ons`: https://getlago.com/docs/api-reference/add-ons/add-on-object */
export type AddOn = components["schemas"]["AddOnObject"];

/** One-off products that can be put on an invoice. All of `GET /add_ons`. Key: `lago_id`. */
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
      description: "One-off products that can be put on an invoice.",
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "name", type: "text", path: ["name"] },
        { name: "invoice_display_name", type: "text", path: ["invoice_display_name"] },
        { name: "code", type: "text", path: ["code"], description: "Your short name of it." },
        { name: "amount_cents", type: "integer", path: ["amount_cents"], unit: "minor", currency: "amount_currency", description: "Price." },
        { name: "amount_currency", type: "text", path: ["amount_currency"], description: "Currency of the amounts." },
        { name: "description", type: "text", path: ["description"] },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
      ],
    },
    {
      name: "add_ons__taxes",
      arrays: [["taxes"]],
      description: "Taxes of an add-on.",
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "name", type: "text", path: ["name"] },
        { name: "code", type: "text", path: ["code"], description: "Your short name of it." },
        { name: "description", type: "text", path: ["description"] },
        { name: "rate", type: "number", path: ["rate"], unit: "percent" },
        { name: "applied_to_organization", type: "boolean", path: ["applied_to_organization"] },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
        { name: "applied_to_billing_entities_codes", type: "json", path: ["applied_to_billing_entities_codes"] },
      ],
    },
  ],
};
