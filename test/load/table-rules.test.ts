import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { addOns, taxes } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { load } from "../../runtime/load.ts";
import { newDatabase, type TestDatabase } from "../databases.ts";
import type { Lago as FakeLago } from "../lago/server.ts";
import { addOn } from "../runtime/add-ons.ts";
import { makeAddOn, startBooks } from "./add-on-books.ts";

const trigger = (body: string) =>
  `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} RETURN NEW; END $$; CREATE TRIGGER mine BEFORE INSERT OR UPDATE ON add_ons FOR EACH ROW EXECUTE FUNCTION refuse()`;

/** What somebody may put on a table, that the record with the amount 1006 does not fit. */
const RULES: readonly (readonly [what: string, sql: string, said: RegExp])[] = [
  ["a CHECK", "ALTER TABLE add_ons ADD CONSTRAINT small CHECK (amount_cents <> 1006)", /it does not fit the constraint small \(/],
  ["a CHECK on a child table", "ALTER TABLE add_ons__taxes ADD CONSTRAINT known CHECK (code <> 'tax_1006')", /it does not fit the constraint known/],
  ["UNIQUE", "ALTER TABLE add_ons ADD CONSTRAINT one UNIQUE (amount_cents); INSERT INTO add_ons (lago_id, amount_cents) VALUES ('00000000-0000-4000-8000-0000000000ff', 1006)", /it does not fit the constraint one/],
  ["a unique index", "CREATE UNIQUE INDEX lonely ON add_ons ((amount_cents % 1000)) WHERE amount_cents > 1000; INSERT INTO add_ons (lago_id, amount_cents) VALUES ('00000000-0000-4000-8000-0000000000ff', 2006)", /it does not fit the constraint lonely/],
  ["NOT NULL", "UPDATE add_ons SET description = ''; ALTER TABLE add_ons ALTER description SET NOT NULL", /it has no value for description, which somebody has declared NOT NULL/],
  ["a foreign key", "CREATE TABLE amounts AS SELECT DISTINCT amount_cents FROM add_ons; INSERT INTO amounts SELECT generate_series(1000, 1005); INSERT INTO amounts SELECT generate_series(1007, 1100); ALTER TABLE amounts ADD PRIMARY KEY (amount_cents); ALTER TABLE add_ons ADD CONSTRAINT priced FOREIGN KEY (amount_cents) REFERENCES amounts", /it does not fit the constraint priced/],
  ["a trigger that raises", trigger("IF NEW.amount_cents = 1006 THEN RAISE 'secret %', NEW.name; END IF;"), /it is refused by a trigger or rule of the table/],
  ["a trigger that drops rows", trigger("IF NEW.amount_cents = 1006 THEN RETURN NULL; END IF;"), /it is refused by a trigger or rule of the table/],
];

describe("rules that somebody has put on a table of Postgres", () => {
  let database: TestDatabase;
  let destination: Destination;
  let fake: FakeLago;
  beforeEach(async () => {
    database = await newDatabase("postgres");
    destination = await database.open({ mergeBytes: 1024 ** 2 });
    fake = await startBooks(30);
  });
  afterEach(async () => {
    await destination.close();
    await database.remove();
    await fake.close();
  });

  const run = async () => {
    const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, perPage: 10, retry: { attempts: 2, firstWait: 1 } });
    return (await load([addOns, taxes], { lago, destination })).resources;
  };
  const rows = async (sql: string) => (await destination.query(sql)).rows;
  /** Of which 6 has no description where all others have one. */
  const put = (index: number, amount: number) => fake.put("add_ons", { ...makeAddOn(index, amount), taxes: [{ lago_id: addOn(index).lago_id, code: `tax_${amount}` }], description: amount === 1006 ? null : "d" });

  for (const [what, rule, said] of RULES) {
    it(`${what}: the record that does not fit is kept in _rejected, the others are merged, nothing is marked`, async () => {
      await run();
      await destination.query(rule);
      for (let index = 0; index < 29; index++) put(index, 1000 + index);
      put(40, 1040);
      fake.remove("add_ons", addOn(29).lago_id);
      const [report, other] = await run();
      assert.deepEqual([report!.status, report!.rejected, report!.deleted, other!.status], ["incomplete", 1, 0, "loaded"], report!.error);
      assert.match(report!.error!, said);
      assert.ok(!report!.error!.includes("secret"));
      assert.deepEqual([report!.rows, report!.inserted, report!.updated], [30, 1, 28], "the record is counted, and not as written");
      const [[resource, record]] = (await rows("SELECT resource, record FROM _rejected")) as [[string, string]];
      assert.deepEqual([resource, record], ["add_ons", fake.list("/add_ons").find((text) => text.includes(addOn(6).lago_id))]);
      assert.deepEqual(await rows(`SELECT count(*) FILTER (WHERE amount_cents >= 1000), count(_deleted_at) FROM add_ons WHERE lago_id <> '00000000-0000-4000-8000-0000000000ff'`), [["29", "0"]]);
      assert.deepEqual(await rows(`SELECT amount_cents FROM add_ons WHERE lago_id = '${addOn(6).lago_id}'`), [["6"]]);
      const [again] = await run();
      assert.deepEqual([again!.status, again!.rejected, again!.inserted, again!.updated], ["incomplete", 1, 0, 0]);
      put(6, 1099);
      const [mended] = await run();
      assert.deepEqual([mended!.status, mended!.rejected, mended!.updated, mended!.deleted > 0], ["loaded", 0, 1, true]);
      assert.deepEqual(await rows("SELECT count(*) FROM _rejected"), [["0"]]);
    });
  }

  it("that refuse more than a hundred records fail the resource: its table stays as it was", async () => {
    for (let index = 30; index < 130; index++) fake.put("add_ons", makeAddOn(index));
    await run();
    await destination.query("ALTER TABLE add_ons ADD CONSTRAINT none CHECK (amount_cents < 1000)");
    for (let index = 0; index < 130; index++) fake.put("add_ons", makeAddOn(index, 2000 + index));
    const [report, other] = await run();
    assert.deepEqual([report!.status, other!.status], ["failed", "loaded"]);
    assert.match(report!.error!, /check constraint "none"/);
    assert.deepEqual(await rows("SELECT count(*) FROM add_ons WHERE amount_cents >= 1000"), [["0"]]);
    // Three portions of some fifty each.
    for (let index = 0; index < 130; index++) fake.put("add_ons", { ...makeAddOn(index, 2000 + index), description: "d".repeat(60_000) });
    const [inPortions] = await run();
    assert.deepEqual([inPortions!.status, inPortions!.rejected], ["failed", 0], "of all that is merged, not of each portion");
  });
});
