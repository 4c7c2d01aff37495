import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { type Change, formatPlace } from "../../generator/diff/change.ts";
import { compareModels, type ModelWebhooks } from "../../generator/diff/compare.ts";
import { suggestRenames } from "../../generator/diff/renames.ts";
import { RULES } from "../../generator/diff/rules.ts";
import { writeRulesPage } from "../../generator/diff/rules-page.ts";
import { applyOverrides, parseOverrides } from "../../generator/diff/severities.ts";
import { buildResources } from "../../generator/model/build.ts";
import type { ResourceModel } from "../../generator/model/types.ts";
import { applyOverlay } from "../../generator/spec/overlay.ts";
import { parseYaml } from "../../generator/spec/document.ts";
import type { Document } from "../../generator/spec/types.ts";
import { INTEGER, list, object, shop, TEXT, UUID } from "../migrate/versions.ts";

const PLAIN: ResourceModel = buildResources(shop({ code: TEXT, status: { ...TEXT, enum: ["a", "b"] }, lines: list({ sku: TEXT }) })).resources[0]!;
const [ROOT, LINES] = PLAIN.tables as [ResourceModel["tables"][0], ResourceModel["tables"][0]];
const PAID = { type: "order.paid", objectType: "order", resources: ["orders"] };
const CURSOR = { column: "code", from: "since", granularity: "date", inclusive: true, lookbackDays: 1 } as const;

/** The model with something else in it. */
const having = (changes: Partial<ResourceModel>): ResourceModel[] => [{ ...PLAIN, ...changes }];
/** The model with another first column behind the key. */
const column = (changes: Partial<ResourceModel["tables"][0]["columns"][0]>): ResourceModel[] =>
  having({ tables: [{ ...ROOT, columns: ROOT.columns.map((each) => (each.name === "code" ? { ...each, ...changes } : each)) }, LINES] });
const status = (values: string[]): ResourceModel[] => having({ tables: [{ ...ROOT, columns: ROOT.columns.map((each) => (each.name === "status" ? { ...each, enum: values } : each)) }, LINES] });
const without = (...names: string[]): ResourceModel[] => having({ tables: [{ ...ROOT, columns: ROOT.columns.filter(({ name }) => !names.includes(name)) }, LINES] });

/** For each rule, two models between which it, and nothing else, is found. */
const CASES: Record<(typeof RULES)[number]["id"], [before: ResourceModel[], after: ResourceModel[], webhooks?: ModelWebhooks]> = {
  "resource-added": [[], [PLAIN]],
  "resource-removed": [[PLAIN], []],
  "resource-renamed": [[PLAIN], having({ name: "sales", renamedFrom: "orders", tables: [{ ...ROOT, name: "sales", renamedFrom: "orders" }, LINES] })],
  "path-changed": [[PLAIN], having({ path: "/v2/orders" })],
  "operation-id-changed": [[PLAIN], having({ operationId: "listOrders" })],
  "resource-deprecated": [[PLAIN], having({ deprecated: true })],
  "resource-no-longer-deprecated": [having({ deprecated: true }), [PLAIN]],
  "selector-changed": [[PLAIN], having({ selector: "data" })],
  "paginator-changed": [[PLAIN], having({ paginator: "single_page" })],
  "primary-key-changed": [[PLAIN], having({ primaryKey: ["code"] })],
  "parent-changed": [[PLAIN], having({ parent: { resource: "customers", bind: [] } })],
  "single-changed": [[PLAIN], having({ single: { path: "/orders/{lago_id}", selector: "order", bind: [] } })],
  "cursor-added": [[PLAIN], having({ cursor: CURSOR })],
  "cursor-removed": [having({ cursor: CURSOR }), [PLAIN]],
  "cursor-changed": [having({ cursor: CURSOR }), having({ cursor: { ...CURSOR, lookbackDays: 2 } })],
  "filter-added": [[PLAIN], having({ filters: ["since"] })],
  "filter-removed": [having({ filters: ["since"] }), [PLAIN]],
  "filter-type-changed": [having({ filters: ["since"], filterTypes: { since: "string" } }), having({ filters: ["since"], filterTypes: { since: "string date" } })],
  "default-query-changed": [[PLAIN], having({ query: { "status[]": ["a"] } })],
  "count-changed": [[PLAIN], having({ count: "cached" })],
  "order-changed": [[PLAIN], having({ loose: "ties" })],
  "part-of-changed": [[PLAIN], having({ partOf: "customers.orders" })],
  "scope-added": [[PLAIN], having({ scopes: ["/customers/{id}/orders"] })],
  "scope-removed": [having({ scopes: ["/customers/{id}/orders"] }), [PLAIN]],
  "webhook-added": [[PLAIN], [PLAIN], { before: [], after: [PAID] }],
  "webhook-removed": [[PLAIN], [PLAIN], { before: [PAID], after: [] }],
  "table-added": [having({ tables: [ROOT] }), [PLAIN]],
  "table-removed": [[PLAIN], having({ tables: [ROOT] })],
  "table-renamed": [[PLAIN], having({ tables: [ROOT, { ...LINES, name: "orders__items", renamedFrom: LINES.name }] })],
  "column-added": [without("code"), [PLAIN]],
  "column-removed": [[PLAIN], without("code")],
  "column-renamed": [[PLAIN], column({ name: "key", renamedFrom: "code" })],
  "column-moved": [[PLAIN], column({ path: ["key", "code"] })],
  "column-type-widened": [column({ type: "integer" }), [PLAIN]],
  "column-type-narrowed": [[PLAIN], column({ type: "uuid" })],
  "column-type-changed": [[PLAIN], column({ type: "json" })],
  "column-now-nullable": [[PLAIN], column({ nullable: true })],
  "column-no-longer-nullable": [column({ nullable: true }), [PLAIN]],
  "filled-by-details": [[PLAIN], column({ details: true })],
  "filled-by-list": [having({ tables: [ROOT, { ...LINES, details: true }] }), [PLAIN]],
  "enum-added": [[PLAIN], column({ enum: ["a"] })],
  "enum-removed": [column({ enum: ["a"] }), [PLAIN]],
  "enum-value-added": [status(["a"]), status(["a", "b"])],
  "enum-value-removed": [status(["a", "b"]), status(["a"])],
  "column-deprecated": [[PLAIN], column({ deprecated: true })],
  "column-no-longer-deprecated": [column({ deprecated: true }), [PLAIN]],
  "reference-changed": [column({ references: "coupons.code", details: true }), column({ references: "plans.code", details: true })],
  "key-lifted": [[PLAIN], having({ tables: [{ ...ROOT, columns: [...ROOT.columns, { name: "shop__lago_id", type: "uuid", path: ["shop", "lago_id"], liftedFrom: "shop" }] }, LINES] })],
  "index-added": [having({ primaryKey: ["code"], cursor: CURSOR }), having({ primaryKey: ["code"], cursor: { ...CURSOR, also: [{ column: "status", from: "status_from" }] } })],
  "index-removed": [column({ references: "coupons.code" }), column({ references: "coupons.code", details: true })],
  "unit-changed": [[PLAIN], column({ unit: "minor" })],
  "currency-changed": [column({ currency: "currency" }), column({ currency: "customers.currency" })],
  "precision-changed": [[PLAIN], column({ finer: true })],
  "personal-changed": [column({ personal: true }), [PLAIN]],
  "description-changed": [[PLAIN], having({ tables: [{ ...ROOT, description: "Orders." }, LINES] })],
};

/** Rules that are found with another one, whose cause they share. */
const BESIDES: Partial<Record<(typeof RULES)[number]["id"], string[]>> = {
  "cursor-added": ["index-added"],
  "cursor-removed": ["index-removed"],
  "index-added": ["cursor-changed"],
  "index-removed": ["filled-by-details"],
};

describe("the difference between two models", () => {
  for (const [rule, [before, after, webhooks]] of Object.entries(CASES)) {
    it(`is told: ${rule}`, () => {
      const found = compareModels(before, after, webhooks).map((change) => change.rule);
      assert.deepEqual(found.toSorted(), [rule, ...(BESIDES[rule as keyof typeof BESIDES] ?? [])].toSorted());
    });
  }

  it("has a line for each index and each key of an embedded record that a column's renaming did not bring", () => {
    const references = "coupons.code";
    assert.deepEqual(compareModels(column({ references }), column({ references, name: "key", renamedFrom: "code" })).map(({ rule }) => rule), ["column-renamed"]);
  });

  it("is nothing where the document only says the same in another order", () => {
    const [one, other] = [shop({ code: TEXT, item: object({ a: TEXT, b: INTEGER }) }), shop({ item: object({ b: INTEGER, a: TEXT }), code: TEXT })];
    assert.deepEqual(compareModels(buildResources(one).resources, buildResources(other).resources), []);
  });
});

describe("a rename", () => {
  const compare = (before: Document, after: Document) => {
    const versions = [before, after].map((document) => ({ document, resources: buildResources(document).resources })) as [{ document: Document; resources: ResourceModel[] }, { document: Document; resources: ResourceModel[] }];
    return suggestRenames(compareModels(versions[0].resources, versions[1].resources), ...versions);
  };
  /** What is left of a difference once its own suggestion is followed. */
  const follow = (before: Document, after: Document, changes: Change[]) => {
    const actions = changes.flatMap(({ suggestion }) => (suggestion === undefined ? [] : (parseYaml(suggestion, "suggestion") as { target: string; update: unknown }[])));
    assert.equal(actions.length, 1);
    const { document, diagnostics } = applyOverlay(after, { overlay: "1.0.0", info: after.info, actions });
    assert.deepEqual(diagnostics, []);
    return compare(before, document).map((change) => [change.rule, formatPlace(change)]);
  };

  it("is not guessed: the overlay action that declares it is shown, and does", () => {
    const [before, after] = [shop({ lines: list({ unit_price: INTEGER, sku: TEXT }) }), shop({ lines: list({ unit_price_cents: INTEGER, sku: TEXT }) })];
    const changes = compare(before, after);
    assert.deepEqual(changes.map(({ rule }) => rule), ["column-added", "column-removed"]);
    assert.deepEqual(follow(before, after, changes), [["column-renamed", "orders__lines.unit_price_cents"]]);
  });

  it("of a property is a column's", () => {
    const [before, after] = [shop({ total_amount: INTEGER }), shop({ total_amount_cents: INTEGER })];
    assert.deepEqual(follow(before, after, compare(before, after)), [["column-renamed", "orders.total_amount_cents"]]);
  });

  it("of a path is a resource's", () => {
    const [before, after] = [shop({ code: TEXT, lines: list({ sku: TEXT }) }), shop({ code: TEXT, lines: list({ sku: TEXT }) }, {}, "/sales")];
    assert.deepEqual(follow(before, after, compare(before, after)), [
      ["resource-renamed", "sales"],
      ["path-changed", "sales"],
      ["selector-changed", "sales"],
      ["table-renamed", "sales__lines"],
    ]);
  });

  it("is not suggested between things that have little in common", () => {
    assert.deepEqual(compare(shop({ total: INTEGER, ref: UUID }), shop({ weight: INTEGER, note: TEXT })).filter(({ suggestion }) => suggestion), []);
  });
});

describe("the severity of a change", () => {
  const changes = compareModels([PLAIN], without("code"));
  const override = (text: string) => applyOverrides(changes, parseOverrides(text, "severities.txt")).map(({ severity, override }) => [severity, override]);

  it("is its rule's", () => assert.deepEqual(override("# none\n"), [["error", undefined]]));
  it("can be overridden, with a reason", () => assert.deepEqual(override("column-removed info Nobody uses it."), [["info", "Nobody uses it."]]));
  it("can be overridden for one place", () => {
    assert.deepEqual(override("column-removed:orders.code warning Only here."), [["warning", "Only here."]]);
    assert.deepEqual(override("column-removed:orders.total warning Not here."), [["error", undefined]]);
  });
  it("is not overridden without a reason, by an unknown rule or to an unknown severity", () => {
    assert.throws(() => override("column-removed info"), /severities\.txt:1: An override needs its reason/);
    assert.throws(() => override("\ncolumn-gone info Why."), /severities\.txt:2: There is no such rule/);
    assert.throws(() => override("column-removed harmless Why."), /one of error, warning, info/);
  });
});

describe("docs/schema-changes.md", () => {
  it("is what the table of rules makes: npm run diff -- --docs", () => {
    assert.equal(readFileSync(fileURLToPath(new URL("../../docs/schema-changes.md", import.meta.url)), "utf8"), writeRulesPage());
  });
});
