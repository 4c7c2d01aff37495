import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /features`: https://getlago.com/docs/api-reference/entitlements/features/feature-object */
export type Feature = components["schemas"]["FeatureObject"];

/** What plans can give access to. All of `GET /features`. Key: `code`. */
export const features: Resource<List<paths, "/features", "features">> = {
  name: "features",
  operationId: "findAllFeatures",
  path: "/features",
  scopes: [],
  selector: "features",
  paginator: "page_number",
  primaryKey: ["code"],
  single: { path: "/features/{code}", selector: "feature", bind: [{ parameter: "code", in: "path", column: "code" }] },
  changes: [
    { of: ["Entitlement::Feature"], by: ["activity_object", "code"], column: "code" },
  ],
  webhooks: [
    { of: ["feature"], by: ["code"], column: "code" },
  ],
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "features",
      arrays: [],
      description: "What plans can give access to.",
      columns: [
        { name: "code", type: "text", path: ["code"], description: "Your short name of it." },
        { name: "name", type: "text", path: ["name"] },
        { name: "description", type: "text", path: ["description"] },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
      ],
    },
    {
      name: "features__privileges",
      arrays: [["privileges"]],
      description: "What exactly a feature allows.",
      columns: [
        { name: "code", type: "text", path: ["code"], description: "Your short name of it." },
        { name: "name", type: "text", path: ["name"] },
        { name: "value_type", type: "text", path: ["value_type"], values: ["integer", "boolean", "string", "select"] },
        { name: "config__select_options", type: "json", path: ["config", "select_options"] },
      ],
    },
  ],
};
