import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument, stringifyDocument } from "../../generator/spec/document.ts";
import { normalise } from "../../generator/spec/normalise.ts";
import type { Document, Schema } from "../../generator/spec/types.ts";
import { validateDocument } from "../../generator/spec/validate.ts";
import { ref, shop } from "./shop.ts";

/** What is left of a schema that the list reaches. */
function normalised(schema: Schema | Record<string, unknown>): Schema {
  return normalise(shop({ Order: schema as Schema })).components!.schemas!["Order"]!;
}

test("a property called description, summary, title, example or examples is data and survives", () => {
  const properties = Object.fromEntries(["description", "summary", "title", "example", "examples"].map((name) => [name, { type: "string" }]));
  const schema = { type: "object", description: "Prose.", title: "Prose", example: { description: "x" }, properties };
  assert.deepEqual(normalised(schema), { type: "object", properties });
});

test("what decides a type stays", () => {
  const schema: Schema = {
    type: "object",
    required: ["id"],
    deprecated: true,
    properties: {
      id: { type: "string", format: "uuid", pattern: "^.+$", default: "a", enum: ["b", "a"] },
      tags: { type: "array", items: { type: ["string", "null"] } },
      map: { type: "object", additionalProperties: { type: "number" } },
      any: { type: "object", additionalProperties: true },
    },
  };
  assert.deepEqual(normalised(schema), schema);
});

test("nothing is sorted", () => {
  const { properties } = normalised({ type: "object", properties: { z: { type: "string" }, a: { type: "string" } } });
  assert.deepEqual(Object.keys(properties!), ["z", "a"]);
});

const NULLABLE: [string, Schema, Schema][] = [
  ["beside a type", { type: "string", nullable: true }, { type: ["string", "null"] }],
  ["beside a reference", { ...ref("Orders"), nullable: true }, { anyOf: [ref("Orders"), { type: "null" }] }],
  ["beside an enum", { type: "string", enum: ["a"], nullable: true }, { type: ["string", "null"], enum: ["a", null] }],
  ["said to be false", { type: "string", nullable: false }, { type: "string" }],
];
for (const [quirk, schema, expected] of NULLABLE) {
  test(`nullable of OpenAPI 3.0 ${quirk} becomes 3.1`, () => {
    assert.deepEqual(normalised({ type: "object", properties: { a: schema } }).properties!["a"], expected);
  });
}

test("an OpenAPI 3.0 document comes out as a valid 3.1 document", async () => {
  const old = shop({ Order: { type: "object", properties: { note: { type: "string", nullable: true } } } });
  old.openapi = "3.0.3";
  const document = normalise(old);
  assert.equal(document.openapi, "3.1.0");
  await validateDocument(document, "the result");
});

test("write operations go, and so do the components that only they reach", () => {
  const document = shop({ OrderInput: { type: "object" }, Unused: { type: "object" } });
  document.paths["/orders"]!.post = { responses: {}, requestBody: { content: { "application/json": { schema: ref("OrderInput") } } } };
  document.paths["/login"] = { post: { responses: {} } };
  const { paths, components } = normalise(document);
  assert.deepEqual(Object.keys(paths), ["/orders"]);
  assert.deepEqual(Object.keys(paths["/orders"]!), ["get"]);
  assert.deepEqual(Object.keys(components!.schemas!), ["Orders", "Order"]);
});

test("webhooks stay, with what they carry", () => {
  const document = shop({ Paid: { type: "object", properties: { at: { type: "string" } } } });
  document.webhooks = { paid: { post: { requestBody: { content: { "application/json": { schema: ref("Paid") } } }, responses: { 200: { description: "Prose." } } } } };
  const { webhooks, components } = normalise(document);
  assert.deepEqual(webhooks!["paid"]!.post!.requestBody, { content: { "application/json": { schema: ref("Paid") } } });
  assert.ok("Paid" in components!.schemas!);
});

test("an error response is its status, a success has its body, also through a reference", () => {
  const document = shop({ Problem: { type: "object" } });
  const content = { "application/json": { schema: ref("Orders") } };
  document.components!.responses = { Fine: { description: "Prose.", content }, Broken: { description: "Prose.", content: { "application/json": { schema: ref("Problem") } } } };
  document.paths["/orders"]!.get!.responses = { 200: { $ref: "#/components/responses/Fine" }, 404: { $ref: "#/components/responses/Broken" } };
  const { paths, components } = normalise(document);
  assert.deepEqual(paths["/orders"]!.get!.responses, { 200: { description: "OK", content }, 404: { description: "Not Found" } });
  assert.ok(!("Problem" in components!.schemas!));
});

test("parameters keep how they are sent, at the path and through references", () => {
  const status = { name: "status[]", in: "query", required: false, explode: true, schema: { type: "array", items: { type: "string" } } } as const;
  const document = shop({}, { parameters: [{ ...status, description: "Prose." } as never, { $ref: "#/components/parameters/page" }] });
  document.components!.parameters = { page: { name: "page", in: "query", description: "Prose." } as never, other: { name: "other", in: "query" } };
  document.paths["/orders"]!.parameters = [{ $ref: "#/components/parameters/page" }];
  const { paths, components } = normalise(document);
  assert.deepEqual(paths["/orders"]!.get!.parameters, [status, { $ref: "#/components/parameters/page" }]);
  assert.deepEqual(paths["/orders"]!.parameters, [{ $ref: "#/components/parameters/page" }]);
  assert.deepEqual(components!.parameters, { page: { name: "page", in: "query" } });
});

test("no prose is left anywhere", () => {
  const document = shop({}, { summary: "PROSE", description: "PROSE", tags: ["orders"], externalDocs: { description: "PROSE", url: "https://example.org" } } as object);
  Object.assign(document.info, { description: "PROSE", contact: { email: "PROSE" } });
  Object.assign(document, { externalDocs: { description: "PROSE", url: "https://example.org" } });
  document.tags = [{ name: "orders", description: "PROSE", externalDocs: { description: "PROSE", url: "https://example.org/orders" } } as never];
  const text = stringifyDocument(normalise(document));
  assert.doesNotMatch(text, /PROSE/);
  assert.match(text, /https:\/\/example.org\/orders/);
});

test("the text reads back as the same document, dates and numbers in strings included", () => {
  const document: Document = normalise(shop({ Order: { type: "string", enum: ["2026-01-01", "1", "no", "null", ""], default: "a".repeat(200) } }));
  assert.deepEqual(parseDocument(stringifyDocument(document), "the text"), document);
});
