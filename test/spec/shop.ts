import type { Document, Operation, Schema } from "../../generator/spec/types.ts";

/** A small document of our own: one list, one webhook and as many components as a test gives. */
export function shop(schemas: Record<string, Schema> = {}, list: Partial<Operation> = {}): Document {
  return {
    openapi: "3.1.0",
    info: { title: "Shop", version: "1.2.3" },
    paths: {
      "/orders": {
        get: {
          operationId: "listOrders",
          responses: { 200: { description: "All of them", content: { "application/json": { schema: { $ref: "#/components/schemas/Orders" } } } } },
          ...list,
        },
      },
    },
    components: {
      schemas: {
        Orders: { type: "object", properties: { orders: { type: "array", items: { $ref: "#/components/schemas/Order" } } } },
        Order: { type: "object", properties: { id: { type: "string" } } },
        ...schemas,
      },
    },
  };
}

export function ref(name: string): Schema & { $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}
