import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildResources } from "../../generator/model/build.ts";
import type { Document, Operation, Schema } from "../../generator/spec/types.ts";

describe("a list that shows the changes of a nested one", () => {
  const meta: Schema = { type: "object", properties: { total_count: { type: "integer" } } };
  const answer = (schema: Schema) => ({ responses: { 200: { description: "", content: { "application/json": { schema } } } } });
  const list = (name: string, properties: Record<string, Schema>, keys: object = {}) => ({ ...answer({ type: "object", properties: { [name]: { type: "array", items: { type: "object", properties } }, meta } }), operationId: name, ...keys }) as Operation;
  const document = (paths: Record<string, Operation>): Document => ({ openapi: "3.1.0", info: { title: "Shop", version: "1.0.0" }, paths: Object.fromEntries(Object.entries(paths).map(([path, get]) => [path, { get }])) });
  const text: Schema = { type: "string" };
  const buildUsage = (shownBy: object, lines: Record<string, Schema> = { lago_id: text, external_customer_id: text, lago_bill_id: text, cents: { type: "integer" }, at: { type: "string", format: "date-time" } }, window = true) =>
    buildResources(document({
      "/customers": list("customers", { lago_id: text, external_id: text }),
      "/bills": list("bills", { lago_id: text }),
      "/lines": { ...list("lines", lines, window ? { "x-cursor": { column: "at", from: "from", granularity: "second", lookbackDays: 35 } } : {}), parameters: [{ name: "from", in: "query", schema: text }] },
      "/customers/{external_customer_id}/usage": list("usage", { lago_bill_id: text }, { "x-primary-key": ["external_customer_id", "lago_bill_id"], "x-watch": { columns: [], lookbackDays: 3, shownBy, why: "x" } }),
    }));

  it("is connected with it by what their columns refer to", () => {
    const { resources, diagnostics } = buildUsage({ resource: "lines", columns: ["cents"] });
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(resources.find(({ name }) => name === "customer_usage")!.parent!.watch!.shownBy, { resource: "lines", on: ["external_customer_id"], about: "lago_bill_id", columns: ["lago_id", "cents"], window: { column: "at", lookbackDays: 35 } });
  });

  it("is an error if it is not there, has no window, or nothing connects the two", () => {
    const messagesOf = (...given: Parameters<typeof buildUsage>) => buildUsage(...given).diagnostics.map(({ severity, code, message }) => `${severity} ${code}: ${message}`).join();
    assert.match(messagesOf({ resource: "rows", columns: [] }), /^error watch-unusable: .* of rows/);
    assert.match(messagesOf({ resource: "lines", columns: ["pounds"] }), /^error watch-unusable: x-watch needs pounds of lines/);
    assert.match(messagesOf({ resource: "lines", columns: ["cents"] }, undefined, false), /^error watch-unusable: x-watch needs a window of its own/);
    assert.match(messagesOf({ resource: "lines", columns: [] }, { lago_id: text, at: { type: "string", format: "date-time" } }), /a column like customers\.external_id, a column like one of customer_usage's key/);
  });
});
