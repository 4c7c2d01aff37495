import type { Resource } from "../../../../runtime/resource.ts";

/** Made up for these tests: a nested list with every column type and child tables two levels deep. Its SQL is what the generator would write. */
export const parcels: Resource = {
  name: "parcels",
  operationId: "findAllParcels",
  path: "/shops/{code}/parcels",
  scopes: [],
  selector: "parcels",
  paginator: "page_number",
  primaryKey: ["lago_id"],
  parent: { resource: "shops", bind: [{ parameter: "code", in: "path", column: "code", as: "shop_code" }] },
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "parcels",
      arrays: [],
      columns: [
        { name: "shop_code", type: "text", references: "shops.code" },
        { name: "lago_id", type: "uuid", path: ["lago_id"] },
        { name: "state", type: "text", path: ["state"] },
        { name: "weight", type: "integer", path: ["weight"] },
        { name: "units", type: "decimal", path: ["units"] },
        { name: "rate", type: "number", path: ["rate"] },
        { name: "fragile", type: "boolean", path: ["fragile"] },
        { name: "sent_at", type: "timestamp", path: ["sent_at"] },
        { name: "due_on", type: "date", path: ["due_on"] },
        { name: "tags", type: "json", path: ["tags"] },
        { name: "to__city", type: "text", path: ["to", "city"] },
      ],
    },
    {
      name: "parcels__items",
      arrays: [["items"]],
      columns: [
        { name: "sku", type: "text", path: ["sku"] },
        { name: "price", type: "decimal", path: ["price"] },
      ],
    },
    {
      name: "parcels__items__labels",
      arrays: [["items"], ["labels"]],
      columns: [{ name: "text", type: "text", path: ["text"] }],
    },
  ],
};
