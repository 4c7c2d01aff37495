import assert from "node:assert/strict";
import { test } from "node:test";
import type { Document } from "../../generator/spec/types.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
import { id, list, make, object, shop, TEXT, UUID } from "../migrate/versions.ts";
import { load, rowsOf } from "../runtime/destinations/loads.ts";
import { findLosses } from "./recover.ts";

const BUYER = { $ref: "#/components/schemas/Buyer" };

/** Orders that hold the record of their buyer, and the list of buyers. */
function withBuyers(properties: Parameters<typeof shop>[0]): Document {
  const orders = shop(properties);
  const buyers = JSON.parse(JSON.stringify(shop({ external_id: TEXT, code: TEXT, name: TEXT }, {}, "/buyers")).replaceAll("Order", "Buyer")) as Document;
  return { ...orders, paths: { ...orders.paths, ...buyers.paths }, components: { schemas: { ...orders.components!.schemas, ...buyers.components!.schemas } } };
}

const RECORDS: readonly object[] = [
  { buyer: { lago_id: id(11), external_id: "b-1", code: "c", name: 'B "1"', tags: [{ lago_id: id(99) }, "}"] }, lines: [{ buyer: { lago_id: id(12), external_id: "b-2" } }, { buyer: null }] },
  { buyer: null },
  {},
  { buyer: { name: "no keys", inner: { lago_id: id(98), external_id: "deeper" } } },
  // What does not fit is in the JSON.
  { buyer: { lago_id: "no uuid", external_id: { a: 1 }, code: [] } },
  { buyer: { lago_id: null, external_id: 12, code: true } },
  { buyer: { lago_id: id(0xab).replace("8000", "8ABC"), external_id: "tab\tquote\"é\u2028", code: "" } },
  { buyer: [{ lago_id: id(97) }] },
  { buyer: "b-3" },
].map((record, index) => ({ lago_id: id(index + 1), ...record }));

const QUERY = "SELECT buyer__lago_id, buyer__external_id, buyer__code FROM orders ORDER BY lago_id";
const EXPECTED = [
  [id(11), "b-1", "c"],
  [null, null, null],
  [null, null, null],
  [null, null, null],
  [null, null, null],
  [null, "12", "true"],
  [id(0xab).replace("8000", "8abc"), "tab\tquote\"é\u2028", ""],
  [null, null, null],
  [null, null, null],
];

for (const dialect of DIALECTS) {
  test(`the keys of an embedded record are columns beside its JSON, in ${dialect}`, async () => {
    const database = await newDatabase(dialect);
    const destination = await database.open();
    const { resources } = make(withBuyers({ buyer: BUYER, lines: list({ buyer: BUYER }) }));
    const orders = resources.find(({ name }) => name === "orders")!;
    await load(destination, orders, [{ records: RECORDS }]);
    assert.deepEqual(await rowsOf(destination, QUERY), EXPECTED);
    assert.deepEqual(await rowsOf(destination, "SELECT buyer__lago_id, buyer__external_id FROM orders__lines ORDER BY _lines_index"), [[id(12), "b-2"], [null, null]]);
    assert.deepEqual(await findLosses(destination, orders, RECORDS.map((record) => ({ json: JSON.stringify(record) }))), []);
    assert.deepEqual(orders.tables[0].columns.filter(({ liftedFrom }) => liftedFrom).map(({ references }) => references), ["buyers.lago_id", "buyers.external_id", "buyers.code"]);
    await destination.close();
    await database.remove();
  });

  test(`a database of an earlier loader gets them from its JSON, in ${dialect}`, async () => {
    const database = await newDatabase(dialect);
    let destination = await database.open();
    // Without the list of buyers, nobody knows that one is embedded; a map is one JSON column.
    const old = make(shop({ buyer: { type: "object", additionalProperties: true }, lines: list({ buyer: { type: "object", additionalProperties: true } }) })).resources[0]!;
    await load(destination, old, [{ records: RECORDS }]);
    await destination.close();
    destination = await database.open();
    const { resources } = make(withBuyers({ buyer: BUYER, lines: list({ buyer: BUYER }) }));
    const { reread, orphans } = await destination.migrate(resources);
    assert.deepEqual({ reread, orphans }, { reread: [], orphans: [] });
    assert.deepEqual(await rowsOf(destination, QUERY), EXPECTED);
    assert.deepEqual(await rowsOf(destination, "SELECT buyer__lago_id FROM orders__lines ORDER BY _lines_index"), [[id(12)], [null]]);
    assert.deepEqual((await destination.migrate(resources)).statements, []);
    await destination.close();
    await database.remove();
  });
}

test("a key that the record has beside the embedded one is not lifted again", () => {
  const [orders] = make(withBuyers({ lago_buyer_id: UUID, buyer: BUYER, item: object({ buyer: BUYER }) })).resources.filter(({ name }) => name === "orders");
  assert.deepEqual(orders!.tables[0].columns.map(({ name }) => name), ["lago_id", "lago_buyer_id", "buyer", "item__buyer", "item__buyer__lago_id", "item__buyer__external_id", "item__buyer__code"]);
});
