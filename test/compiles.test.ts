import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import openapiTypescript, { astToString } from "openapi-typescript";
import { buildApiOptions, emitApi } from "../generator/emit/api.ts";
import { createTypeCheck } from "../generator/emit/check.ts";
import { emitFiles } from "../generator/emit/emit.ts";
import { makeTypeable } from "../generator/emit/typeable.ts";
import { createRender } from "../generator/emit/templates.ts";
import { buildResources } from "../generator/model/build.ts";
import { readDocument } from "../generator/spec/document.ts";
import { normalise } from "../generator/spec/normalise.ts";
import type { Document, Schema } from "../generator/spec/types.ts";

const root = new URL("../", import.meta.url);
const checkTypes = createTypeCheck(root);
const render = createRender(new URL("templates/", root));

/** Lists at these paths, whose records have these properties besides a key. */
function shop(paths: string[], properties: Record<string, Schema>, schemas: Record<string, Schema> = {}): Document {
  const record: Schema = { type: "object", properties: { lago_id: { type: "string", format: "uuid" }, ...properties } };
  const get = (path: string) => ({
    operationId: `list ${path}`,
    responses: { 200: { description: "", content: { "application/json": { schema: { type: "object", properties: { wares: { type: "array", items: record } } } as Schema } } } },
  });
  return { openapi: "3.1.0", info: { title: "Shop", version: "1.0.0" }, paths: Object.fromEntries(paths.map((path) => [path, { get: get(path) }])), components: { schemas } };
}

async function generate(document: Document): Promise<Map<string, string>> {
  const normalised = normalise(document);
  const { resources, diagnostics } = buildResources(normalised);
  assert.deepEqual(diagnostics, []);
  const files = emitFiles(resources, render).set("api.ts", emitApi(normalised));
  checkTypes(files);
  return files;
}

describe("what is generated compiles", () => {
  it("for lists that are called as the language or a module's imports are", async () => {
    const words = ["lists", "resources", "paths", "components", "arguments", "eval", "class", "delete", "default", "new", "await", "2fa_codes", "records", "snapshots", "units", "list_ats"];
    await generate(shop(words.map((word) => `/${word}`), {}));
  });

  it("for lists whose names differ by a dash or by case", async () => {
    await generate(shop(["/order-lines", "/order_lines", "/Orders", "/orders", "/tax", "/taxes"], {}));
  });

  it("for lists whose answer is the array itself, or has it further inside", async () => {
    const document = shop(["/arrays", "/wrapped"], {});
    const change = (path: string, by: (page: Schema) => Schema) => {
      const json = (document.paths[path]!.get!.responses!["200"] as { content: Record<string, { schema: Schema }> }).content["application/json"]!;
      json.schema = by(json.schema);
    };
    change("/arrays", (page) => page.properties!["wares"]!);
    change("/wrapped", (page) => ({ anyOf: [{ type: "object", properties: { data: page } }, { type: "null" }] }));
    const files = await generate(document);
    assert.match(files.get("arrays/arrays.ts")!, /ListAt<paths, "\/arrays", \[\]>[^]*selector: "arrays",[^]*recordsAt: \[\],/);
    assert.match(files.get("wrapped/wrapped.ts")!, /ListAt<paths, "\/wrapped", \["data", "wares"\]>[^]*recordsAt: \["data", "wares"\],/);
  });

  it("for lists whose answer may have other properties, or be null, or is put together with an object of no properties", async () => {
    const answers: Record<string, (page: Schema) => Schema> = {
      "/open": (page) => ({ ...page, additionalProperties: true }),
      "/open_to_text": (page) => ({ ...page, additionalProperties: { type: "string" } }),
      "/with_any_object": (page) => ({ allOf: [page, { type: "object" }] }),
      "/with_any_object_beside": (page) => ({ ...page, allOf: [{ type: "object" }] }),
      "/or_null": (page) => ({ anyOf: [page, { type: "null" }] }),
      "/null_or": (page) => ({ ...page, type: ["object", "null"] }),
      "/open_or_null": (page) => ({ anyOf: [{ allOf: [page, { type: "object" }] }, { type: "null" }] }),
    };
    const document = shop(Object.keys(answers), {});
    for (const [path, answer] of Object.entries(answers)) {
      const json = (document.paths[path]!.get!.responses!["200"] as { content: Record<string, { schema: Schema }> }).content["application/json"]!;
      json.schema = answer(json.schema);
    }
    const files = await generate(document);
    for (const path of Object.keys(answers)) assert.match(files.get(`${path.slice(1)}${path}.ts`)!, /selector: "wares"/);
  });

  it("for properties that are called as what every object has, or by nothing a type may be called", async () => {
    const names = ["hasOwnProperty", "constructor", "toString", "__proto__", "a b", "class", "1st", 'quo"te', "back\\slash"];
    const files = await generate(shop(["/wares"], Object.fromEntries(names.map((name) => [name, { type: "string" } as Schema]))));
    assert.match(files.get("api.ts")!, /^\s+hasOwnProperty\?: string;$/m);
  });

  it("for a component that is one of its own choices, or an array of itself", async () => {
    const self = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    const schemas: Record<string, Schema> = {
      Node: { anyOf: [{ type: "string" }, { type: "array", items: self("Node") }] },
      One: { anyOf: [{ type: "string" }, { anyOf: [self("Two"), { type: "integer" }] }] },
      Two: { anyOf: [{ type: "boolean" }, self("One")] },
      Tree: { type: "object", properties: { child: self("Tree"), note: { type: "string" } } },
    };
    await generate(shop(["/wares"], { node: self("Node"), tree: self("Tree") }, schemas));
  });

  it("for a reference into a component, also of an allOf", async () => {
    const schemas: Record<string, Schema> = { Ext: { allOf: [{ type: "object", properties: { a: { type: "string" } } }, { type: "object", properties: { b: { type: "integer" } } }] } };
    await generate(shop(["/wares"], { whole: { $ref: "#/components/schemas/Ext" }, part: { $ref: "#/components/schemas/Ext/allOf/1" } }, schemas));
  });
});

it("the types of a document are those that openapi-typescript makes, which first lints and bundles it", async () => {
  const cat = { type: "object", required: ["kind"], properties: { kind: { type: "string" }, lives: { type: "integer", default: 9 } } } as Schema;
  const pet = { oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }], discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/Cat" } } } as Schema;
  for (const document of [
    await readDocument(fileURLToPath(new URL("spec/openapi.yaml", root))),
    shop(["/pets"], { pet: { $ref: "#/components/schemas/Pet" }, colour: { type: ["string", "null"], enum: ["red", null] } as Schema }, { Cat: cat, Dog: cat, Pet: pet }),
  ]) {
    const whole = makeTypeable(document);
    const nodes = await openapiTypescript(whole.document as never, buildApiOptions());
    assert.equal(emitApi(document), whole.restore(astToString(nodes)));
  }
});
