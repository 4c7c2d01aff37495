import assert from "node:assert/strict";
import { test } from "node:test";
import { resolve } from "../../generator/spec/resolve.ts";
import type { Schema } from "../../generator/spec/types.ts";
import { ref, shop } from "./shop.ts";

const document = shop({
  Country: { type: "string", enum: ["FR", "DE"] },
  Base: { type: "object", required: ["id"], properties: { id: { type: "string" }, note: { type: "string" } } },
  Extended: { allOf: [ref("Base"), { type: "object", required: ["extra"], properties: { extra: { type: "integer" } } }] },
  Loop: { allOf: [ref("Loop")] },
});

function resolved(schema: Schema) {
  return resolve(document, schema);
}

test("a reference gives its name and its target", () => {
  const country = resolved(ref("Country"));
  assert.equal(country.name, "Country");
  assert.deepEqual(country.types, ["string"]);
  assert.deepEqual(country.enum, ["FR", "DE"]);
  assert.equal(country.nullable, false);
});

test("keywords beside a reference count, and the name stays", () => {
  const country = resolved({ ...ref("Country"), type: ["string", "null"], deprecated: true });
  assert.equal(country.name, "Country");
  assert.equal(country.nullable, true);
  assert.equal(country.deprecated, true);
  assert.deepEqual(country.enum, ["FR", "DE"]);
});

test("an allOf around one reference is that reference", () => {
  assert.equal(resolved({ allOf: [ref("Country"), {}] }).name, "Country");
  assert.equal(resolved({ allOf: [ref("Country")], default: "FR" }).default, "FR");
});

const NULLABLE: [string, Schema, boolean][] = [
  ["a plain type", { type: "string" }, false],
  ["null in the type", { type: ["string", "null"] }, true],
  ["nullable of OpenAPI 3.0", { type: "string", nullable: true }, true],
  ["nullable beside a reference", { ...ref("Country"), nullable: true }, true],
  ["null in the enum", { type: "string", enum: ["a", null] }, true],
  ["oneOf with null", { oneOf: [ref("Country"), { type: "null" }] }, true],
  ["anyOf with a nullable choice", { anyOf: [{ type: ["string", "null"] }] }, true],
  ["null only", { type: "null" }, true],
];
for (const [quirk, schema, nullable] of NULLABLE) {
  test(`nullable: ${quirk}`, () => assert.equal(resolved(schema).nullable, nullable));
}

test("a choice between one thing and null is that thing", () => {
  const country = resolved({ oneOf: [ref("Country"), { type: "null" }] });
  assert.equal(country.name, "Country");
  assert.deepEqual(country.types, ["string"]);
  assert.deepEqual(country.alternatives, []);
});

test("a value of several shapes keeps its alternatives", () => {
  const value = resolved({ oneOf: [{ type: "integer" }, { type: "string" }, { type: "null" }] });
  assert.deepEqual(value.types, ["integer", "string"]);
  assert.equal(value.alternatives.length, 2);
  assert.equal(value.nullable, true);
});

test("null is no value of an enum", () => {
  assert.deepEqual(resolved({ type: ["string", "null"], enum: ["a", null] }).enum, ["a"]);
});

test("an extension has the properties of both, in order, and knows what it extends", () => {
  const extended = resolved(ref("Extended"));
  assert.equal(extended.name, "Extended");
  assert.deepEqual(extended.components, ["Extended", "Base"]);
  assert.deepEqual(Object.keys(extended.properties), ["id", "note", "extra"]);
  assert.deepEqual(extended.required, ["id", "extra"]);
});

test("an extension without its own name does not replace what it extends", () => {
  const inline = resolved({ allOf: [ref("Base"), { properties: { extra: { type: "integer" } } }] });
  assert.equal(inline.name, undefined);
  assert.deepEqual(inline.components, ["Base"]);
});

test("a property that an extension writes again is refined, not lost", () => {
  const schema = resolved({ allOf: [ref("Base"), { properties: { note: { format: "date" } } }] });
  const note = resolved(schema.properties["note"]!);
  assert.deepEqual(note.types, ["string"]);
  assert.equal(note.format, "date");
});

const UNTYPED: [string, Schema, string[]][] = [
  ["properties", { properties: { a: {} } }, ["object"]],
  ["additionalProperties", { additionalProperties: true }, ["object"]],
  ["items", { items: {} }, ["array"]],
  ["an enum", { enum: ["a", 1] }, ["string", "integer"]],
  ["nothing", {}, []],
];
for (const [keyword, schema, types] of UNTYPED) {
  test(`a schema without a type says it by ${keyword}`, () => assert.deepEqual(resolved(schema).types, types));
}

test("a pattern that is given as a format is a pattern", () => {
  const amount = resolved({ type: "string", format: "^[0-9]+$" });
  assert.equal(amount.pattern, "^[0-9]+$");
  assert.equal(amount.format, undefined);
});

test("a schema that is made of itself is refused", () => {
  assert.throws(() => resolved(ref("Loop")), /#\/components\/schemas\/Loop contains itself/);
});

test("a dangling reference names what is missing", () => {
  assert.throws(() => resolved(ref("Nowhere")), /#\/components\/schemas\/Nowhere .* does not have it/);
});
