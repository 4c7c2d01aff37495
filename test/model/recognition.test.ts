import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildResources } from "../../generator/model/build.ts";
import { normalise } from "../../generator/spec/normalise.ts";
import type { Document, Operation, Schema } from "../../generator/spec/types.ts";

const ORDER: Schema = { type: "object", properties: { lago_id: { type: "string", format: "uuid" }, code: { type: "string" }, status: { type: "string" } } };
const META: Schema = { type: "object", properties: { total_count: { type: "integer" } } };
const orders: Schema = { type: "array", items: ORDER };
const page: Schema = { type: "object", properties: { orders, meta: META } };

function answer(schema: Schema, { status = "200", type = "application/json" } = {}): Operation {
  return { operationId: "listOrders", responses: { [status]: { description: "", content: { [type]: { schema } } } } };
}

function document(paths: Record<string, Operation>, components: Document["components"] = {}): Document {
  return { openapi: "3.1.0", info: { title: "Shop", version: "1.0.0" }, paths: Object.fromEntries(Object.entries(paths).map(([path, get]) => [path, { get }])), components };
}

/** As `spec:update` and `generate` do it: names of the resources, and what is said. */
function build(given: Document, options = {}) {
  const { resources, diagnostics } = buildResources(normalise(given), undefined, options);
  return { resources, names: resources.map(({ name }) => name), codes: diagnostics.map(({ code, severity }) => `${severity} ${code}`), messages: diagnostics.map(({ message }) => message) };
}

describe("a list is a list, however its answer is written:", () => {
  const cases: Record<string, Operation> = {
    "status 2XX": answer(page, { status: "2XX" }),
    "status 201": answer(page, { status: "201" }),
    "status default": answer(page, { status: "default" }),
    "a media type with parameters": answer(page, { type: "application/json; charset=utf-8" }),
    "a media type in capitals": answer(page, { type: "Application/JSON" }),
    "a media type that ends in +json": answer(page, { type: "application/vnd.lago+json" }),
    "any media type": answer(page, { type: "*/*" }),
    "one sibling more": answer({ type: "object", properties: { orders, meta: META, total_amount_cents: { type: "integer" } } }),
    "a second array, of which one is called as the path is": answer({ type: "object", properties: { warnings: { type: "array", items: ORDER }, orders, meta: META } }),
    "a second array, of values": answer({ type: "object", properties: { warnings: { type: "array", items: { type: "string" } }, orders, meta: META } }),
    "a choice of a page and an error, which has an array, too": answer({ anyOf: [{ type: "object", properties: { errors: orders } }, page] }),
    "a date after which to list, beside numbered pages": { ...answer({ type: "object", properties: { orders, meta: { type: "object", properties: { next_page: { type: "integer" } } } } }), parameters: [{ name: "after", in: "query", schema: { type: "string" } }] },
    "a choice of a page and an error": answer({ oneOf: [{ type: "object", properties: { error: { type: "string" } } }, page] }),
    "an array or null": answer({ type: "object", properties: { orders: { anyOf: [orders, { type: "null" }] }, meta: META } }),
  };
  for (const [what, operation] of Object.entries(cases)) {
    it(what, () => {
      const { names, codes, resources } = build(document({ "/orders": operation }));
      assert.deepEqual([names, codes], [["orders"], []]);
      assert.equal(resources[0]!.selector, "orders");
    });
  }

  const places: Record<string, [Operation, string[], paginator: string]> = {
    "the array itself": [answer(orders), [], "single_page"],
    "the array itself, where another answer is an error": [answer({ oneOf: [orders, { type: "object", properties: { error: { type: "string" } } }] }), [], "single_page"],
    "the array itself, by reference": [answer({ $ref: "#/components/schemas/Orders" } as Schema), [], "single_page"],
    "an array in data, with meta beside it": [answer({ type: "object", properties: { data: { type: "object", properties: { orders } }, meta: META } }), ["data", "orders"], "page_number"],
    "an array in data, with meta inside": [answer({ type: "object", properties: { data: page } }), ["data", "orders"], "page_number"],
    "an array in data, and nothing else": [answer({ type: "object", properties: { data: { type: "object", properties: { orders } } } }), ["data", "orders"], "single_page"],
    "an array two wrappers deep": [answer({ type: "object", properties: { result: { type: "object", properties: { data: page, meta: META } } } }), ["result", "data", "orders"], "page_number"],
    "a choice of a wrapped page and an error": [answer({ oneOf: [{ type: "object", properties: { error: { type: "string" } } }, { type: "object", properties: { data: page } }] }), ["data", "orders"], "page_number"],
  };
  for (const [what, [operation, recordsAt, paginator]] of Object.entries(places)) {
    it(what, () => {
      const { names, codes, resources } = build(document({ "/orders": operation }, { schemas: { Orders: orders } }));
      assert.deepEqual([names, codes], [["orders"], []]);
      assert.deepEqual([resources[0]!.selector, resources[0]!.recordsAt, resources[0]!.paginator], ["orders", recordsAt, paginator]);
    });
  }

  it("a path item that is referred to", () => {
    const { names, codes } = build({ ...document({}), paths: { "/orders": { $ref: "#/components/pathItems/Orders" } }, components: { pathItems: { Orders: { get: answer(page) } } } });
    assert.deepEqual([names, codes], [["orders"], []]);
  });

  it("records of several shapes, whose columns are those of all of them", () => {
    const shapes = { oneOf: [ORDER, { type: "object", properties: { lago_id: { type: "string", format: "uuid" }, note: { type: "string" } } }] } as Schema;
    const { resources, codes } = build(document({ "/orders": answer({ type: "object", properties: { orders: { type: "array", items: shapes }, meta: META } }) }));
    assert.deepEqual([resources[0]!.tables[0].columns.map(({ name, type }) => `${name} ${type}`), codes], [["lago_id uuid", "code text", "status text", "note text"], []]);
  });
});

describe("what has an array and is no list is said, with the reason:", () => {
  const cases: Record<string, [Operation, RegExp]> = {
    "an array of values by itself": [answer({ type: "array", items: { type: "string" } }), /The elements of the answer are no objects/],
    "two arrays in two wrappers": [answer({ type: "object", properties: { data: page, more: page } }), /several arrays, in data\.orders and more\.orders/],
    "a record in data with an array of its own": [answer({ type: "object", properties: { data: { type: "object", properties: { code: { type: "string" }, lines: orders } } } }), /code stands beside it, and no meta/],
    "two shapes with arrays": [answer({ oneOf: [page, { type: "object", properties: { others: orders, meta: META } }] }), /one of several shapes/],
    "an array in data, by offset": [{ ...answer({ type: "object", properties: { data: page } }), parameters: [{ name: "offset", in: "query", schema: { type: "integer" } }] }, /paged by offset/],
    "others beside it, and no meta": [answer({ type: "object", properties: { lines: orders, total: { type: "integer" } } }), /total stands beside it, and no meta/],
    "two arrays of other names": [answer({ type: "object", properties: { some: orders, others: orders, meta: META } }), /arrays some, others, but none is called as the path is/],
    "values that are no objects": [answer({ type: "object", properties: { tags: { type: "array", items: { type: "string" } }, meta: META } }), /elements of tags are no objects/],
    "pages by offset": [{ ...answer(page), parameters: [{ name: "offset", in: "query", schema: { type: "integer" } }, { name: "limit", in: "query", schema: { type: "integer" } }] }, /paged by offset/],
    "pages by cursor": [{ ...answer(page), parameters: [{ name: "cursor", in: "query", schema: { type: "string" } }] }, /paged by cursor/],
    "a cursor in the answer": [answer({ type: "object", properties: { orders, meta: { type: "object", properties: { next_cursor: { type: "string" } } } } }), /paged by next_cursor/],
  };
  for (const [what, [operation, message]] of Object.entries(cases)) {
    it(what, () => {
      const { names, codes, messages } = build(document({ "/orders_of_today": operation }));
      assert.deepEqual([names, codes], [[], ["warning list-not-recognised", "error document-without-lists"]]);
      assert.match(messages[0]!, message);
    });
  }
});

it("a list with both parameters for pages is paged, though its answer has no meta", () => {
  const parameters = ["page", "per_page"].map((name) => ({ name, in: "query" as const, schema: { type: "integer" as const } }));
  const { resources } = build(document({ "/orders": { ...answer({ type: "object", properties: { orders } }), parameters } }));
  assert.equal(resources[0]!.paginator, "page_number");
});

it("what an operation says of a parameter holds in place of what its path says", () => {
  const status = { name: "status", in: "query" as const, schema: { type: "string" as const } };
  const given = document({ "/orders": { ...answer(page), parameters: [{ ...status, required: false }] } });
  given.paths["/orders"]!.parameters = [{ ...status, required: true }];
  const { resources, codes } = build(given);
  assert.deepEqual([resources[0]!.filters, codes], [["status"], []]);
});

describe("references into what is cut away", () => {
  const target = { type: "object", properties: { order: ORDER } } as Schema;
  const post: Operation = { responses: { 200: { description: "", content: { "application/json": { schema: target } } } } };

  it("are replaced by what they point at", () => {
    const given = document({ "/orders": answer({ type: "object", properties: { orders: { type: "array", items: { $ref: "#/paths/~1orders/post/responses/200/content/application~1json/schema/properties/order" } }, meta: META } }) });
    given.paths["/orders"]!.post = post;
    assert.deepEqual(build(given).resources[0]!.tables[0].columns.map(({ name }) => name), ["lago_id", "code", "status"]);
  });

  it("are components, where what they point at contains itself", () => {
    const node = "#/components/schemas/Tree/properties/node";
    const tree: Schema = { type: "object", properties: { node: { type: "object", properties: { lago_id: { type: "string" }, child: { $ref: node } } } } };
    const { components } = normalise(document({ "/orders": answer({ type: "object", properties: { orders: { type: "array", items: { $ref: node } }, meta: META } }) }, { schemas: { Tree: tree } }));
    assert.deepEqual(Object.keys(components!.schemas!), ["schemas_Tree_properties_node"]);
  });

  it("may have a % that is no code", () => {
    const { names } = build(document({ "/orders": answer({ type: "object", properties: { orders: { type: "array", items: { $ref: "#/components/schemas/100%" } }, meta: META } }) }, { schemas: { "100%": ORDER } }));
    assert.deepEqual(names, ["orders"]);
  });
});

describe("a parent's column is found by its position in the path", () => {
  const list = (name: string, path: string, parameters: Operation["parameters"] = []): [string, Operation] => [
    path,
    {
      ...answer({ type: "object", properties: { [name]: { type: "array", items: ORDER }, meta: META } }),
      operationId: `list ${path}`,
      parameters: [...[...path.matchAll(/\{(\w+)\}/g)].map(([, each]) => ({ name: each!, in: "path" as const, required: true, schema: { type: "string" as const } })), ...parameters],
    },
  ];
  const bindings = (...lists: [string, Operation][]) => {
    const { resources, codes } = build(document(Object.fromEntries(lists)));
    return { codes, of: Object.fromEntries(resources.map(({ path, parent }) => [path, parent?.bind.map(({ parameter, column }) => `${parameter}=${column}`)])) };
  };

  it("and not by its length", () => {
    const { of } = bindings(list("wallets", "/wallets"), list("moves", "/wallets/{lago_id}/moves"), list("x", "/wallet_moves/{lago_id}/x"), list("of", "/wallet_moves/{lago_id}/adjustments_of_it"));
    assert.deepEqual(of["/wallet_moves/{lago_id}/x"] ?? of, ["lago_id=lago_id"]);
    assert.deepEqual(of["/wallet_moves/{lago_id}/adjustments_of_it"], ["lago_id=lago_id"]);
  });

  it("also where the parameter is called otherwise, or only id", () => {
    const { of, codes } = bindings(list("plans", "/plans"), list("charges", "/plans/{plan_code}/charges"), list("filters", "/plans/{code}/charges/{charge_code}/filters"), list("taxes", "/plans/{id}/taxes"));
    assert.deepEqual(codes, []);
    assert.deepEqual(of["/plans/{code}/charges/{charge_code}/filters"], ["code=plan_code", "charge_code=code"]);
    assert.deepEqual(of["/plans/{id}/taxes"], ["id=lago_id"]);
  });

  it("also of a query parameter that chooses the parent by its status", () => {
    const status = [{ name: "shop_status", in: "query" as const, schema: { type: "string" as const } }, { name: "status", in: "query" as const, schema: { type: "string" as const } }];
    const { of } = bindings(list("shops", "/shops"), list("wares", "/shops/{code}/wares", status));
    assert.deepEqual(of["/shops/{code}/wares"], ["code=code", "shop_status=status"]);
  });

  it("a circle is an error", () => {
    const circle = (path: string, name: string, resource: string): [string, Operation] => [path, { ...list(name, path)[1], "x-parent": { resource, params: { code: "code" } } }];
    const given = document(Object.fromEntries([circle("/a/{code}/ones", "ones", "b_twos"), circle("/b/{code}/twos", "twos", "a_ones")]));
    assert.ok(buildResources(given).diagnostics.some(({ code, severity }) => severity === "error" && code === "parent-in-circle"));
  });
});

describe("an x- key", () => {
  const codes = (keys: Record<string, unknown>, options = {}) => buildResources(document({ "/orders": { ...answer(page), ...keys } }), undefined, options).diagnostics.map(({ code, severity }) => `${severity} ${code}`);

  it("that is misspelt is an error", () => assert.deepEqual(codes({ "x-primry-key": ["code"] }), ["error extension-unknown"]));
  it("of another form is an error", () => assert.deepEqual(codes({ "x-primary-key": "code" }), ["error extension-malformed"]));
  it("with a misspelt key inside is an error", () => assert.deepEqual(codes({ "x-parent": { resourse: "shops" } }).slice(0, 1), ["error extension-malformed"]));
  it("that leads nowhere is an error, and a notice in an older document", () => {
    assert.deepEqual(codes({ "x-part-of": "shops.orders" }), ["error part-of-nowhere"]);
    assert.deepEqual(codes({ "x-part-of": "shops.orders" }, { isOlder: true }), ["notice part-of-nowhere"]);
  });
  const contradictions: Record<string, [keys: Record<string, unknown>, code: string]> = {
    "an empty key": [{ "x-primary-key": [] }, "extension-malformed"],
    "a column twice in the key": [{ "x-primary-key": ["code", "code"] }, "extension-malformed"],
    "a negative look-back": [{ "x-cursor": { column: "code", from: "from", granularity: "second", lookbackDays: -1 } }, "extension-malformed"],
    "a snapshot's name that is a path": [{ "x-snapshot": "../../etc" }, "extension-malformed"],
    "a key beside x-replace": [{ "x-replace": true, "x-primary-key": ["code"] }, "stated-contradiction"],
    "a nullable column that is not in the key": [{ "x-nullable-key": ["code"] }, "stated-contradiction"],
    "x-watch on a list without a parent": [{ "x-watch": { columns: [], lookbackDays: 1, why: "x" } }, "stated-contradiction"],
    "a part of itself": [{ "x-part-of": "orders" }, "stated-contradiction"],
    "an old name that is the present one": [{ "x-renamed-from": "orders" }, "stated-contradiction"],
    "a cursor that is no time": [{ parameters: [{ name: "from", in: "query", schema: {} }], "x-cursor": { column: "code", from: "from", granularity: "second", lookbackDays: 1 } }, "cursor-without-time"],
  };
  for (const [what, [keys, code]] of Object.entries(contradictions)) {
    it(`that says what cannot be is an error: ${what}`, () => assert.deepEqual(codes(keys), [`error ${code}`]));
  }
  it("whose old name two lists have, or a column that is there, is an error", () => {
    const item: Schema = { ...ORDER, properties: { ...ORDER.properties, note: { type: "string", "x-renamed-from": "code" } } };
    const { diagnostics } = buildResources(document({ "/orders": { ...answer({ type: "object", properties: { orders: { type: "array", items: item }, meta: META } }), "x-renamed-from": "old" }, "/sales": { ...answer(page), operationId: "sales", "x-renamed-from": "old" } }));
    assert.deepEqual(diagnostics.map(({ code, message }) => `${code} ${/old|column that is there/.exec(message)?.[0]}`), ["stated-contradiction old", "stated-contradiction column that is there", "stated-contradiction old"]);
  });
  it("that sends a filter which an older document lacks is a notice, and not sent", () => {
    const built = buildResources(document({ "/orders": { ...answer(page), "x-default-query": { "status[]": ["a"] } } }), undefined, { isOlder: true });
    assert.deepEqual([built.diagnostics.map(({ severity }) => severity), built.resources[0]!.query], [["notice"], undefined]);
  });
});

it("a list that an older document says too little of is left out, with those below, and the others stay", () => {
  const { names, codes } = build(document({ "/orders": answer(page), "/shops/{code}/wares": { ...answer(page), operationId: "wares", parameters: [{ name: "code", in: "path", required: true, schema: { type: "string" } }] } }), { isOlder: true });
  assert.deepEqual([names, codes], [["orders"], ["warning parent-not-found"]]);
});

describe("a column that a list needs", () => {
  it("of a key is found under the name that databases have for it", () => {
    const item: Schema = { type: "object", properties: { Code: { type: "string" }, code: { type: "string" } } };
    const given = document({ "/orders": { ...answer({ type: "object", properties: { orders: { type: "array", items: item }, meta: META } }), "x-primary-key": ["code"] } });
    assert.deepEqual(buildResources(given).resources[0]!.primaryKey, ["code_2"]);
  });

  it("and that is an object, an array, or of no fixed type is an error", () => {
    const kinds: Record<string, Schema> = { object: { type: "object", properties: { a: { type: "string" } } }, map: { type: "object", additionalProperties: true }, array: { type: "array", items: { type: "string" } }, any: {}, null: { type: "null" }, choice: { oneOf: [{ type: "string" }, { type: "object" }] } };
    for (const [kind, code] of Object.entries(kinds)) {
      const item: Schema = { type: "object", properties: { code } };
      const given = document({ "/orders": { ...answer({ type: "object", properties: { orders: { type: "array", items: item }, meta: META } }), "x-primary-key": ["code"] } });
      assert.deepEqual(buildResources(given).diagnostics.map(({ code }) => code), ["column-missing"], kind);
    }
  });

  it("is one of a number that Postgres has room for, and has a name", () => {
    const many = Object.fromEntries(Array.from({ length: 1_700 }, (_, index) => [`p${index}`, { type: "string" } as Schema]));
    const codes = (properties: Record<string, Schema>) => build(document({ "/orders": answer({ type: "object", properties: { orders: { type: "array", items: { ...ORDER, properties: { ...ORDER.properties, ...properties } } }, meta: META } }) })).codes;
    assert.deepEqual(codes(many), ["error too-many-columns"]);
    assert.deepEqual(codes({ "": { type: "string" } }), ["error column-unnameable"]);
    assert.deepEqual(codes({ "a\u0000b": { type: "string" } }), ["error column-unnameable"]);
  });

  it("may be called as what every object of JavaScript has", () => {
    const properties = Object.fromEntries(["__proto__", "hasOwnProperty", "constructor", "toString"].map((name) => [name, { type: "string" } as Schema]));
    const record: Schema = { allOf: [ORDER, { type: "object", properties }] };
    const { resources } = build(document({ "/orders": answer({ type: "object", properties: { orders: { type: "array", items: record }, meta: META } }) }));
    assert.deepEqual(resources[0]!.tables[0].columns.map(({ name, type }) => `${name} ${type}`).slice(3), ["__proto__ text", "hasOwnProperty text", "constructor text", "toString text"]);
  });
});

it("a list's own table has the list's name, before another list's array has it", () => {
  const lines: Schema = { ...ORDER, properties: { ...ORDER.properties, lines: { type: "array", items: { type: "object", properties: { sku: { type: "string" } } } } } };
  const { resources } = build(document({ "/orders": answer({ type: "object", properties: { orders: { type: "array", items: lines }, meta: META } }), "/orders__lines": { ...answer(page), operationId: "lines" } }));
  assert.deepEqual(resources.map(({ tables }) => tables.map(({ name }) => name)), [["orders", "orders__lines_2"], ["orders__lines"]]);
});

it("lists whose names are equal for a database or a module, or are taken, get names of their own", () => {
  const paths = ["/orders", "/Orders", "/order_lines", "/order-lines", "/_loads", "/_migrations"];
  const { names, codes } = build(document(Object.fromEntries(paths.map((path) => [path, { ...answer(page), operationId: path }]))));
  assert.deepEqual([names, codes], [["Orders_2", "_loads_2", "_migrations_2", "order-lines_2", "order_lines", "orders"].sort(), []]);
});

it("a constant that is a list is a list, and a pattern that is no JavaScript says nothing", () => {
  const properties: Record<string, Schema> = {
    tags: { const: [1] } as Schema,
    ruby: { type: "string", pattern: "\\A\\d+(\\.\\d+)?\\z" },
    odd: { type: "string", pattern: "[" },
    inline: { type: "string", pattern: "(?i)^x$" },
  };
  const { resources } = build(document({ "/orders": answer({ type: "object", properties: { orders: { type: "array", items: { ...ORDER, properties: { ...ORDER.properties, ...properties } } }, meta: META } }) }));
  assert.deepEqual(resources[0]!.tables[0].columns.slice(3).map(({ name, type }) => `${name} ${type}`), ["tags json", "ruby decimal", "odd text", "inline text"]);
});
