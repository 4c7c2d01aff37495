import assert from "node:assert/strict";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { addOns, customers, events, fees, invoices, plans, resources } from "../../generated/index.ts";
import { openDestination } from "../../runtime/destinations/open.ts";
import { openFolder } from "../../runtime/publish/folder.ts";
import type { Manifest } from "../../runtime/publish/manifest.ts";
import type { ObjectStore } from "../../runtime/publish/object-store.ts";
import { publish } from "../../runtime/publish/publish.ts";
import { makeCompany } from "../lago/company/company.ts";
import { type Lago as FakeLago, startLago } from "../lago/server.ts";
import { makeAddOn, startBooks } from "../load/add-on-books.ts";
import { addOn } from "../runtime/add-ons.ts";
import { type Lake, newLake, readContents } from "./lake.ts";

describe("publishing into a folder", () => {
  let lake: Lake;
  let fake: FakeLago;
  beforeEach(async () => void (lake = await newLake()));
  afterEach(async () => {
    await lake.remove();
    await fake.close();
  });

  const readManifest = async () => JSON.parse(await readFile(join(lake.folder, "_manifest.json"), "utf8")) as Manifest;
  const keysOf = ({ written }: { written: readonly { readonly key: string }[] }) => written.map(({ key }) => key);

  it("every table comes back equal, to the last digit, with types that every engine reads", async () => {
    fake = await startLago({ data: makeCompany({ seed: 7, customers: 12, months: 6 }) });
    const loaded = [plans, invoices, fees];
    await lake.load(fake, loaded);
    const { written } = await lake.publish(resources);
    const tables = loaded.flatMap((resource) => resource.tables.map(({ name }) => name));
    assert.deepEqual(written.map(({ table }) => table).sort(), [...tables, "_loads"].sort());
    for (const table of [...tables, "_loads"]) assert.equal(await lake.countDifferences(table), "0", table);
    const [[rows]] = await lake.ask("SELECT count(*) FROM fees") as [[string]];
    assert.ok(Number(rows) > 100);
    const types = await lake.ask(`SELECT name, type, coalesce(converted_type::VARCHAR, '') FROM parquet_schema('$LAKE/fees/all.parquet') WHERE name IN ('lago_id', 'created_at', 'precise_amount', 'amount_cents', '_extra', '_hash') ORDER BY name`);
    assert.deepEqual(types, [["_extra", "BYTE_ARRAY", "UTF8"], ["amount_cents", "INT64", "INT_64"], ["created_at", "INT64", "TIMESTAMP_MICROS"], ["lago_id", "BYTE_ARRAY", "UTF8"], ["precise_amount", "FIXED_LEN_BYTE_ARRAY", "DECIMAL"]]);
    assert.deepEqual(await lake.ask("SELECT DISTINCT compression FROM parquet_metadata('$LAKE/fees/all.parquet')"), [["ZSTD"]]);
    assert.deepEqual(await lake.ask("SELECT count(*) FROM (SELECT lago_id < lag(lago_id) OVER (ORDER BY file_row_number) AS behind FROM read_parquet('$LAKE/fees/all.parquet', file_row_number = true)) WHERE behind"), [["0"]]);
  });

  it("the manifest has the working copy, its last load, and rows, bytes and checksum of every object", async () => {
    fake = await startBooks(9);
    await lake.load(fake, [addOns]);
    await lake.publish(resources);
    const manifest = await readManifest();
    const [[load]] = (await lake.ask("SELECT load_id FROM _loads")) as [[string]];
    assert.deepEqual([manifest.copy, manifest.load, manifest.sequence], [load, load, 1]);
    assert.deepEqual(Object.keys(manifest.tables), ["_loads", "add_ons", "add_ons__taxes"]);
    const { rows, bytes, sha256 } = manifest.tables["add_ons"]!.objects["add_ons/all.parquet"]!;
    const { createHash } = await import("node:crypto");
    const body = await readFile(join(lake.folder, "add_ons/all.parquet"));
    assert.deepEqual([rows, bytes, sha256], [9, body.length, createHash("sha256").update(body).digest("hex")]);
  });

  it("nothing is touched where nothing changed, also when loads ran meanwhile", async () => {
    fake = await startBooks(9);
    await lake.load(fake, [addOns]);
    await lake.publish(resources);
    const before = await lake.contents();
    assert.deepEqual(keysOf(await lake.publish(resources)), []);
    await lake.load(fake, [addOns]);
    const again = await lake.publish(resources);
    assert.deepEqual([keysOf(again), again.removed, again.unchanged], [[], [], 3]);
    assert.deepEqual(await lake.contents(), before);
  });

  it("only objects whose rows changed are written: a changed record, a deleted one, and one that is there again, by whatever clock", async () => {
    fake = await startBooks(9);
    await lake.load(fake, [addOns]);
    await lake.publish(resources);
    const past = new Date("2020-01-01T00:00:00Z");
    fake.put("add_ons", makeAddOn(3, 5));
    await lake.load(fake, [addOns], { now: past });
    assert.deepEqual(keysOf(await lake.publish(resources)), ["add_ons/all.parquet", "_loads/all.parquet"]);
    fake.remove("add_ons", addOn(4).lago_id);
    await lake.load(fake, [addOns], { now: past });
    assert.deepEqual(keysOf(await lake.publish(resources)), ["add_ons/all.parquet", "add_ons__taxes/all.parquet", "_loads/all.parquet"]);
    assert.deepEqual(await lake.ask("SELECT count(_deleted_at) FROM read_parquet(['$LAKE/add_ons/all.parquet', '$LAKE/add_ons__taxes/all.parquet'], union_by_name = true)"), [["2"]]);
    fake.put("add_ons", makeAddOn(4));
    await lake.load(fake, [addOns], { now: past });
    assert.equal((await lake.publish(resources)).written.length, 3);
    for (const table of ["add_ons", "add_ons__taxes"]) assert.equal(await lake.countDifferences(table), "0");
  });

  it("details, which fill rows that keep the stamp of their list's load, are published", async () => {
    fake = await startLago({ data: makeCompany({ seed: 7, customers: 12, months: 6 }) });
    await lake.load(fake, [plans, invoices]);
    await lake.publish(resources);
    await lake.load(fake, [plans, invoices], { details: [invoices] });
    const written = new Set((await lake.publish(resources)).written.map(({ table }) => table));
    assert.ok(written.has("invoices") && !written.has("plans"), [...written].join(" "));
    for (const { name } of invoices.tables) assert.equal(await lake.countDifferences(name), "0", name);
  });

  it("all objects are written again after a migration, which rewrites values without changing their stamps", async () => {
    fake = await startBooks(4);
    await lake.load(fake, [addOns]);
    await lake.publish(resources);
    await lake.load(fake, [addOns], { rewrite: true });
    await lake.publish(resources);
    await alter(`INSERT INTO _migrations BY NAME SELECT now() AS migrated_at, '1' AS to_version, '["ALTER"]' AS statements, '{}' AS keys, '[]' AS orphans; UPDATE add_ons SET name = 'rewritten'`);
    assert.equal((await lake.publish(resources)).written.length, 3);
    assert.deepEqual(await lake.ask("SELECT DISTINCT name FROM read_parquet('$LAKE/add_ons/all.parquet')"), [["rewritten"]]);
  });

  it("a new column is in the files at the next publish, though no row changed", async () => {
    fake = await startBooks(4);
    await lake.load(fake, [addOns]);
    await lake.publish(resources);
    await alter("ALTER TABLE add_ons ADD COLUMN novel VARCHAR");
    assert.deepEqual(keysOf(await lake.publish(resources)), ["add_ons/all.parquet"]);
    assert.deepEqual(await lake.ask("SELECT count(*) - count(novel) FROM read_parquet('$LAKE/add_ons/all.parquet')"), [["4"]]);
  });

  it("a large table has an object a month, of which only those are written that changed; once divided it stays so", async () => {
    fake = await startLago({ data: makeCompany({ seed: 7, customers: 12, months: 6 }) });
    await lake.load(fake, [fees]);
    await lake.publish(resources);
    const divided = await lake.publish(resources, { rowsPerObject: 50, full: true });
    assert.ok(divided.removed.includes("fees/all.parquet") && divided.removed.length <= fees.tables.length, divided.removed.join(" "));
    assert.ok(divided.written.filter(({ table }) => table === "fees").length > 3);
    for (const { name } of fees.tables) assert.equal(await lake.countDifferences(name), "0", name);
    assert.deepEqual(await lake.ask(`SELECT count(*) FROM read_parquet('$LAKE/fees/*.parquet', filename = true) WHERE filename NOT LIKE '%/' || strftime(created_at, '%Y-%m') || '.parquet'`), [["0"]]);
    assert.deepEqual(keysOf(await lake.publish(resources)), []);
    // Also a month that a record has left.
    const [record] = fake.list("/fees").map((text) => JSON.parse(text) as { lago_id: string; created_at: string });
    const [month, other] = [record!.created_at.slice(0, 7), "2019-05"];
    fake.put("fees", { ...record, created_at: "2019-05-06T00:00:00Z" } as never);
    await lake.load(fake, [fees], { full: true });
    const moved = (await lake.publish(resources)).written.filter(({ table }) => table === "fees").map(({ key }) => key);
    assert.deepEqual(moved.sort(), [`fees/${other}.parquet`, `fees/${month}.parquet`].sort());
    for (const { name } of fees.tables) assert.equal(await lake.countDifferences(name), "0", name);
  });

  it("a month without rows loses its object", async () => {
    fake = await startBooks(4);
    const [event] = makeCompany({ seed: 7, customers: 12, months: 6 }).tables.events!;
    const record = JSON.parse(event!.text) as Record<string, never>;
    fake.put("events", { ...record, timestamp: "2019-05-06T00:00:00Z" } as never);
    await lake.load(fake, [events], { full: true });
    await lake.publish(resources, { rowsPerObject: 0 });
    fake.put("events", { ...record, timestamp: "2019-06-06T00:00:00Z" } as never);
    await lake.load(fake, [events], { full: true });
    const { removed } = await lake.publish(resources);
    assert.deepEqual(removed, ["events/2019-05.parquet"]);
    assert.equal(await lake.countDifferences("events"), "0");
  });

  it("a new working copy replaces what the lost one had published, deleted rows included", async () => {
    fake = await startBooks(9);
    await lake.load(fake, [addOns]);
    await lake.publish(resources);
    fake.remove("add_ons", addOn(4).lago_id);
    await rm(lake.file);
    await lake.load(fake, [addOns]);
    assert.equal((await lake.publish(resources)).written.length, 3);
    assert.equal(await lake.countDifferences("add_ons"), "0");
    assert.equal(await lake.countDifferences("add_ons__taxes"), "0");
  });

  it("resources that are named are published alone, and what was published of others stays", async () => {
    fake = await startLago({ data: makeCompany({ seed: 7, customers: 12, months: 6 }) });
    await lake.load(fake, [plans, customers]);
    await lake.publish(resources);
    const before = await readManifest();
    await lake.load(fake, [plans, customers], { rewrite: true });
    const { written } = await lake.publish(resources, { only: [plans] });
    assert.deepEqual([...new Set(written.map(({ table }) => table.split("__")[0]))], ["plans", "_loads"]);
    const after = await readManifest();
    assert.deepEqual(after.tables["customers"], before.tables["customers"]);
    assert.deepEqual(Object.keys(after.tables), Object.keys(before.tables));
  });

  it("files that are not ours are left alone", async () => {
    fake = await startBooks(4);
    await lake.load(fake, [addOns]);
    const store = openFolder(lake.folder);
    const { uploadBytes } = await import("../../runtime/publish/upload.ts");
    const others = ["notes.txt", "add_ons/mine.parquet", "sales/all.parquet"];
    for (const name of others) await store.put(name, uploadBytes(Buffer.from("mine")));
    await store.put("add_ons/2019-05.parquet", uploadBytes(Buffer.from("left by a publish that was killed")));
    assert.deepEqual((await lake.publish(resources)).removed, ["add_ons/2019-05.parquet"]);
    for (const name of others) assert.equal(String(await store.get(name)), "mine");
  });

  it("a place that has another organisation's data, or a manifest that is none, is refused and left as it is", async () => {
    fake = await startBooks(4);
    await lake.load(fake, [addOns]);
    await alter("DELETE FROM _organization; INSERT INTO _organization VALUES ('one', 'One')");
    await lake.publish(resources);
    await alter("UPDATE _organization SET lago_id = 'another'; INSERT INTO add_ons BY NAME SELECT uuid() AS lago_id");
    const before = await lake.contents();
    await assert.rejects(lake.publish(resources), /another Lago organisation/);
    assert.deepEqual(await lake.contents(), before);
    const { uploadBytes } = await import("../../runtime/publish/upload.ts");
    for (const text of ["", "{", "null", "[]", '{"format":1}', '{"format":1,"tables":null}', '{"format":2,"tables":{}}']) {
      await lake.store.put("_manifest.json", uploadBytes(Buffer.from(text)));
      await assert.rejects(lake.publish(resources), /_manifest.json in file:.* was not written by this version/, text);
    }
  });

  it("killed at any step and repeated, it ends with the same bytes", async () => {
    fake = await startLago({ data: makeCompany({ seed: 7, customers: 12, months: 6 }) });
    await lake.load(fake, [plans, fees]);
    await lake.publish(resources, { rowsPerObject: 400 });
    const record = JSON.parse(fake.list("/fees")[0]!) as object;
    fake.put("fees", { ...record, created_at: "2019-05-06T00:00:00Z" } as never);
    await lake.load(fake, [plans, fees], { full: true });
    const { cp } = await import("node:fs/promises");
    const copyTo = async (name: string) => (await cp(lake.folder, `${lake.folder}-${name}`, { recursive: true }), `${lake.folder}-${name}`);
    const unharmed = await copyTo("unharmed");
    await lake.publish(resources, {}, openFolder(unharmed));
    const wanted = await readContents(unharmed, { times: false });
    let steps = 0;
    for (let dies = 1, done = false; !done; dies++) {
      const folder = await copyTo(String(dies));
      const store = openFolder(folder);
      done = await lake.publish(resources, {}, dyingAt(store, dies)).then(() => true, (error: Error) => (assert.equal(error.message, "killed"), false));
      await lake.publish(resources, {}, store);
      assert.deepEqual(await readContents(folder, { times: false }), wanted, `killed at step ${dies}`);
      steps = dies;
    }
    assert.ok(steps > 4, String(steps));
  });

  it("a table that there is no memory to sort is published in the order of the working copy, with all its rows", async () => {
    fake = await startBooks(9);
    await lake.load(fake, [addOns]);
    await alter("INSERT INTO add_ons BY NAME SELECT md5(n::VARCHAR)::UUID AS lago_id, repeat(md5(n::VARCHAR), 100) AS description, n AS amount_cents FROM range(60000) AS r (n)");
    const small = await openDestination(lake.file, { readOnly: true, memoryLimit: "160MB" });
    const refused: string[] = [];
    const query: typeof small.query = (...asked) => small.query(...asked).catch((error: unknown) => {
      refused.push(String(error));
      throw error;
    });
    try {
      const { written } = await publish({ ...small, query }, [addOns], lake.store);
      assert.deepEqual([refused.length, written.find(({ table }) => table === "add_ons")!.rows], [1, 60_009]);
      assert.match(refused[0]!, /DuckDB needs more memory/);
    } finally {
      await small.close();
    }
    assert.equal(await lake.countDifferences("add_ons"), "0");
    assert.deepEqual(await lake.ask("SELECT count(*) > 0 FROM (SELECT lago_id < lag(lago_id) OVER (ORDER BY file_row_number) AS behind FROM read_parquet('$LAKE/add_ons/all.parquet', file_row_number = true)) WHERE behind"), [["true"]]);
  });

  async function alter(statements: string): Promise<void> {
    const copy = await openDestination(lake.file);
    await copy.query(statements).finally(() => copy.close());
  }
});

/** Ends at the step of this number: before it is done for odd ones, behind it for even ones. */
function dyingAt(store: ObjectStore, step: number): ObjectStore {
  let done = 0;
  const count = async (work: () => Promise<void>) => {
    done += 1;
    if (done * 2 - 1 === step) throw new Error("killed");
    await work();
    if (done * 2 === step) throw new Error("killed");
  };
  return { ...store, put: (key, upload) => count(() => store.put(key, upload)), putUnlessChanged: (key, upload) => count(() => store.putUnlessChanged(key, upload)), remove: (key) => count(() => store.remove(key)) };
}
