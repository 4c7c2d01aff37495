import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /taxes`: https://getlago.com/docs/api-reference/taxes/tax-object */
export type Tax = components["schemas"]["TaxObject"];

/** Tax rates. All of `GET /taxes`. Key: `lago_id`. */
export const taxes: Resource<List<paths, "/taxes", "taxes">> = {
  name: "taxes",
  operationId: "findAllTaxes",
  path: "/taxes",
  scopes: [],
  selector: "taxes",
  paginator: "page_number",
  primaryKey: ["lago_id"],
  single: { path: "/taxes/{code}", selector: "tax", bind: [{ parameter: "code", in: "path", column: "code" }] },
  loose: "moves",
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "taxes",
      arrays: [],
      description: "Tax rates.",
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
