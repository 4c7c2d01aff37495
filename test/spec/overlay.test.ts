import assert from "node:assert/strict";
import { DocumentError } from "../../generator/spec/document-error.ts";
import { test } from "node:test";
import { applyOverlay, type Action } from "../../generator/spec/overlay.ts";
import { shop } from "./shop.ts";

const document = shop({}, { parameters: [{ name: "status[]", in: "query", required: true }, { name: "page", in: "query" }] });

function apply(...actions: Action[]) {
  return applyOverlay(document, { overlay: "1.0.0", info: { title: "Ours", version: "1" }, actions });
}

test("an update is merged into what is there", () => {
  const { document: result } = apply({ target: "$.paths['/orders'].get", update: { "x-primary-key": ["id"] } });
  assert.deepEqual(result.paths["/orders"]!.get!["x-primary-key"], ["id"]);
  assert.equal(result.paths["/orders"]!.get!.operationId, "listOrders");
});

test("the given document stays as it is", () => {
  const before = structuredClone(document);
  apply({ target: "$.paths['/orders'].get", update: { "x-primary-key": ["id"] } });
  assert.deepEqual(document, before);
});

test("an update replaces a value, adds to an array and goes below objects", () => {
  const { document: result } = apply(
    { target: "$.components.schemas.Order", update: { required: ["id"], properties: { id: { type: "integer" }, at: { type: "string" } } } },
    { target: "$.components.schemas.Order.required", update: "at" },
  );
  assert.deepEqual(result.components!.schemas!["Order"], {
    type: "object",
    required: ["id", "at"],
    properties: { id: { type: "integer" }, at: { type: "string" } },
  });
});

test("a parameter is found by its name", () => {
  const { document: result } = apply({ target: "$.paths['/orders'].get.parameters[?@.name=='status[]']", update: { required: false } });
  assert.deepEqual(result.paths["/orders"]!.get!.parameters![0], { name: "status[]", in: "query", required: false });
});

test("a wildcard reaches all", () => {
  const { document: result } = apply({ target: "$.paths[*].get.parameters.*", update: { explode: true } });
  assert.deepEqual(result.paths["/orders"]!.get!.parameters!.map((parameter) => "explode" in parameter), [true, true]);
});

test("what refers to a component that an older document lacks is left out of it, and the rest of the update is not", () => {
  const update = { Order: { type: "object", properties: { buyer: { $ref: "#/components/schemas/Buyer" } } }, Parcel: { $ref: "#/components/schemas/Buyer" }, Return: { $ref: "#/components/schemas/Order" } };
  const overlay = { overlay: "1.0.0", info: { title: "Ours", version: "1" }, actions: [{ target: "$.components.schemas", update }] };
  const { document: result } = applyOverlay(document, overlay, { unmatched: "ignore" });
  assert.deepEqual(result.components!.schemas, { ...document.components!.schemas, Return: update.Return });
});

test("remove takes away a key and all elements that match", () => {
  const { document: result } = apply(
    { target: "$.components.schemas.Order.properties.id", remove: true },
    { target: "$.paths['/orders'].get.parameters[*]", remove: true },
  );
  assert.deepEqual(result.components!.schemas!["Order"]!.properties, {});
  assert.deepEqual(result.paths["/orders"]!.get!.parameters, []);
});

test("an action that matches nothing is an error", () => {
  const { diagnostics } = apply({ target: "$.paths['/gone'].get", update: { "x-replace": true } });
  assert.deepEqual(diagnostics.map(({ code, severity, where }) => ({ code, severity, where })), [
    { code: "overlay-action-matches-nothing", severity: "error", where: "$.paths['/gone'].get" },
  ]);
});

test("an action that matches nothing is no error for a document of another version", () => {
  const overlay = { overlay: "1.0.0", info: { title: "Ours", version: "1" }, actions: [{ target: "$.paths['/gone'].get", update: {} }] };
  assert.deepEqual(applyOverlay(document, overlay, { unmatched: "ignore" }).diagnostics, []);
});

test("an action that the document has caught up with is a warning", () => {
  const { diagnostics } = apply({ target: "$.components.schemas.Order", update: { type: "object" } });
  assert.deepEqual(diagnostics.map(({ code, severity }) => [code, severity]), [["overlay-action-changes-nothing", "warning"]]);
});

for (const target of ["", "$", "paths.x", "$..get", "$.paths[/orders]", "$.paths['/orders'].get["]) {
  test(`the target "${target}" is refused`, () => assert.throws(() => apply({ target, update: {} }), DocumentError));
}
