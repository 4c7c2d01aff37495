import assert from "node:assert/strict";
import { test } from "node:test";
import { checkDocument } from "../../generator/spec/check.ts";
import type { Document } from "../../generator/spec/types.ts";
import { ref, shop } from "./shop.ts";

function defects(document: Document): string[] {
  return checkDocument(document).map(({ code, where }) => `${code} ${where}`);
}

test("a sound document has no defects", () => {
  assert.deepEqual(defects(shop()), []);
});

test("an operationId that two operations have", () => {
  const document = shop();
  document.paths["/returns"] = { get: document.paths["/orders"]!.get! };
  assert.deepEqual(defects(document), ["duplicate-operation-id $.paths['/returns'].get"]);
});

test("a path that a request would not send as it stands", () => {
  const paths = ["/orders?status=paid", "/orders#top", "/../orders", "/orders/.", "/orders/{code", "/orders/{}/lines", "/orders/}code{"];
  for (const path of paths) assert.match(defects({ ...shop(), paths: { [path]: shop().paths["/orders"]! } })[0]!, /^path-malformed /, path);
  assert.deepEqual(defects({ ...shop(), paths: { "/v1.2/ordres-à/..x": shop().paths["/orders"]! } }), []);
});

test("a path parameter that nobody declares", () => {
  const document = shop();
  document.paths["/orders/{id}"] = { get: { responses: { 200: { description: "One" } } } };
  assert.deepEqual(defects(document), ["undeclared-path-parameter $.paths['/orders/{id}'].get"]);
});

test("a path parameter may be declared at the path, by a reference", () => {
  const document = shop();
  document.components!.parameters = { id: { name: "id", in: "path", required: true } };
  document.paths["/orders/{id}"] = { parameters: [{ $ref: "#/components/parameters/id" }], get: { responses: { 200: { description: "One" } } } };
  assert.deepEqual(defects(document), []);
});

test("an operation without responses", () => {
  assert.deepEqual(defects(shop({}, { responses: {} })), ["missing-responses $.paths['/orders'].get"]);
});

test("a misspelt type, at any depth", () => {
  const document = shop({ Order: { allOf: [ref("Orders"), { properties: { type: { type: "array", items: { type: ["strng" as never, "null"] } } } }] } });
  assert.deepEqual(defects(document), ["unknown-type $.components.schemas.Order.allOf[1].properties.type.items"]);
});

test("an example that looks like a schema is none", () => {
  assert.deepEqual(defects(shop({ Order: { type: "object", example: { type: "parcel" } } as never })), []);
});
