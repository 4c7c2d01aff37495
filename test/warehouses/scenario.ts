import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import Module from "node:module";
import { after, before, describe, it } from "node:test";
import { addOns, analyticsMrr, customers, events, fees, invoices, resources } from "../../generated/index.ts";
import { openDestination } from "../../runtime/destinations/open.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import type { Sql } from "../../runtime/destinations/sql.ts";
import { openWarehouse } from "../../runtime/publish/warehouse/open-warehouse.ts";
import { publishToWarehouse, type WarehousePublication, type WarehousePublishOptions } from "../../runtime/publish/warehouse/publish-to-warehouse.ts";
import { verify } from "../../runtime/publish/warehouse/verify.ts";
import type { Warehouse } from "../../runtime/publish/warehouse/warehouse.ts";
import type { Resource } from "../../runtime/resource.ts";
import { makeCompany } from "../lago/company/company.ts";
import { startLago } from "../lago/server.ts";
import { makeAddOn, startBooks } from "../load/add-on-books.ts";
import { type Lake, newLake } from "../publish/lake.ts";
import { addOn } from "../runtime/add-ons.ts";
import { createTable } from "../../runtime/publish/warehouse/sentences.ts";
import { describeCommandLine } from "./command-line.ts";
import { findDifferences } from "./compare.ts";

/** A server of a warehouse. */
export interface Server {
  /** Where it is, and credentials for it. */
  readonly environment: Readonly<Record<string, string>>;
  /** The address of a new place of this name. */
  place(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** What is promised of every warehouse. */
export function describeWarehouse(name: string, start: () => Promise<Server>): void {
  describe(`publishing to ${name}`, { concurrency: 1 }, () => {
    let server: Server;
    let places = 0;
    const opened: Warehouse[] = [];
    before(async () => {
      server = await start();
      Object.assign(process.env, server.environment);
      // Read when Node starts, otherwise.
      (Module as unknown as { _initPaths(): void })._initPaths();
    });
    after(async () => {
      for (const warehouse of opened) await warehouse.close();
      await server?.stop();
    });
    describeCommandLine(name, () => server);
    const newPlace = async () => {
      const warehouse = await openWarehouse(await server.place(`lago_${++places}`));
      opened.push(warehouse);
      return warehouse;
    };

    it("the demo company is there row by row, then what changed, and nothing else is brought", async () => {
      const fake = await startLago({ data: makeCompany({ seed: 7, customers: 4, months: 3 }) });
      const lake = await newLake();
      const to = await newPlace();
      const all = [customers, fees, events, analyticsMrr];
      try {
        await lake.load(fake, all);
        const first = await publishFrom(lake, to);
        assert.equal(first.published.length, all.length);
        await expectSame(lake, to, all);
        assert.deepEqual((await publishFrom(lake, neverAsked(to))).published, []);

        const [fee, gone, moved] = fake.list("/fees").map((text) => JSON.parse(text) as { lago_id: string; amount_cents: number });
        fake.put("fees", { ...fee, amount_cents: 12345, applied_taxes: [{ code: "first" }, { code: "second" }] } as never);
        fake.remove("fees", gone!.lago_id);
        // To another month, and so to another partition.
        fake.put("fees", { ...moved, created_at: "2019-05-06T00:00:00Z" } as never);
        await lake.load(fake, all, { full: true });
        const second = await publishFrom(lake, to);
        assert.deepEqual(second.published.map(({ resource, mode, rows }) => `${resource} ${mode} ${rows[resource]}`), ["analytics_mrr replaced", "fees merged 3"].map((one) => (one.includes(" merged") ? one : `${one} ${second.published[0]!.rows["analytics_mrr"]}`)));
        assert.ok(second.published.find(({ resource }) => resource === "fees")!.rows["fees__applied_taxes"]! >= 2);
        await expectSame(lake, to, all);

        await alter(lake, `ALTER TABLE fees ADD COLUMN novel VARCHAR; UPDATE fees SET novel = 'new' || amount_cents; ALTER TABLE fees ALTER COLUMN events_count TYPE VARCHAR; ALTER TABLE customers DROP COLUMN timezone; ${MIGRATED}`);
        await publishFrom(lake, to);
        await expectSame(lake, to, all);
      } finally {
        await lake.remove();
        await fake.close();
      }
    });

    it("values at the edges come back equal, or are counted and said", async () => {
      const fake = await startLago({ data: makeCompany({ seed: 7, customers: 1, months: 1 }) });
      const lake = await newLake();
      const to = await newPlace();
      try {
        await lake.load(fake, [invoices, fees]);
        await alter(lake, EDGES);
        const { published } = await publishFrom(lake, to);
        await expectSame(lake, to, [invoices, fees]);
        const said = published.flatMap(({ losses }) => losses).map(({ column, values }) => `${column} ${values}`).sort();
        assert.deepEqual(said, [...(EDGE_LOSSES[to.dialect.warehouse] ?? []), "invoices.issuing_date 1"].sort());
        assert.deepEqual((await withCopy(lake, true, (copy) => verify(copy, [invoices, fees], to))).filter(({ same }) => !same), []);
      } finally {
        await lake.remove();
        await fake.close();
      }
    });

    it("killed behind each write and repeated, it ends the same: a first publish, and one of changes, deletions and child rows", async () => {
      const fake = await startBooks(9);
      const lake = await newLake();
      try {
        await lake.load(fake, [addOns]);
        const steps = await killEach(lake, newPlace, async () => {});
        assert.ok(steps >= 6, String(steps));
        const to = await newPlace();
        await publishFrom(lake, to);
        let amount = 100;
        const more = await killEach(lake, async () => to, async () => {
          fake.put("add_ons", makeAddOn(4, ++amount));
          fake.put("add_ons", makeAddOn(5, amount));
          if (amount % 2 === 0) fake.put("add_ons", makeAddOn(8, amount));
          else fake.remove("add_ons", addOn(8).lago_id);
          await lake.load(fake, [addOns], { full: true });
        });
        assert.ok(more >= 6, String(more));
      } finally {
        await lake.remove();
        await fake.close();
      }
    });

    it("a new working copy replaces what the lost one had published, deleted rows included; a table of somebody else is refused", async () => {
      const fake = await startBooks(9);
      const lake = await newLake();
      const to = await newPlace();
      try {
        await lake.load(fake, [addOns]);
        await publishFrom(lake, to);
        fake.remove("add_ons", addOn(4).lago_id);
        await rm(lake.file);
        await lake.load(fake, [addOns]);
        assert.deepEqual((await publishFrom(lake, to)).published.map(({ mode }) => mode), ["replaced"]);
        await expectSame(lake, to, [addOns]);
        // A row that left the working copy without a trace is seen by the count.
        await alter(lake, "DELETE FROM add_ons WHERE amount_cents = 3");
        await publishFrom(lake, to);
        await expectSame(lake, to, [addOns]);
        const other = await newPlace();
        await other.listTables();
        await other.run([createOther(other)]);
        await assert.rejects(publishFrom(lake, other), /has a table add_ons that lago-loader has not made/);
      } finally {
        await lake.remove();
        await fake.close();
      }
    });
  });
}

/** In rows of their own. Sums of decimals stay within 20 digits. */
const EDGES = `
INSERT INTO fees BY NAME SELECT uuid() AS lago_id, * FROM (VALUES
  (9223372036854775807, 99999999999999999999.999999999999999999::DECIMAL(38,18), 1e308, '0001-01-01 00:00:00+00'::TIMESTAMPTZ, '🦆 ''"\\ \t' || chr(10) || chr(13) || 'ß', '[12345678901234567890123456789012345678901234567890, 0.12345678901234567890123456789012345678]'::JSON),
  (-9223372036854775807, -99999999999999999999.999999999999999999::DECIMAL(38,18), -1.7e-300, '9999-12-31 23:59:59.999999+00'::TIMESTAMPTZ, 'a' || chr(0) || 'b', '{"b": 1e400, "a": [true, null, {}]}'::JSON),
  (0, 0.000000000000000001::DECIMAL(38,18), 0.1 + 0.2::DOUBLE, '2026-10-25 01:02:03.000001+00'::TIMESTAMPTZ, repeat('é', 35000), '{"nul": "\\u0000", "wide": "12345678901234567890123456789012345678901234567890"}'::JSON),
  (-9223372036854775808, NULL, NULL, NULL, '', '"text"'::JSON),
  (NULL, NULL, NULL, NULL, NULL, ('{"long": "' || repeat('é', 35000) || '"}')::JSON)
) AS edges (amount_cents, precise_amount, taxes_rate, created_at, description, item__filters);
INSERT INTO invoices BY NAME SELECT uuid() AS lago_id, * FROM (VALUES ('0001-01-01'::DATE), ('9999-12-31'::DATE), ('1582-10-10'::DATE), ('10000-01-01'::DATE)) AS edges (issuing_date);`;

const EDGE_LOSSES: Readonly<Record<string, readonly string[]>> = {
  snowflake: ["fees.item__filters 3"],
  redshift: ["fees.item__filters 4", "fees.description 2"],
};

const MIGRATED = `INSERT INTO _migrations BY NAME SELECT now() AS migrated_at, '1' AS to_version, '["ALTER"]' AS statements, '{}' AS keys, '[]' AS orphans;`;

async function publishFrom(lake: Lake, to: Warehouse, options: WarehousePublishOptions = {}): Promise<WarehousePublication> {
  return withCopy(lake, true, (copy) => publishToWarehouse(copy, resources, to, options));
}

async function expectSame(lake: Lake, to: Warehouse, loaded: readonly Resource[]): Promise<void> {
  const tables = loaded.flatMap((resource) => resource.tables.map(({ name }) => name));
  assert.deepEqual(await withCopy(lake, true, async (copy) => {
    const there = new Set((await copy.query("SELECT table_name FROM information_schema.tables")).rows.map(([name]) => name));
    return findDifferences(copy, to, tables.filter((name) => there.has(name)));
  }), []);
}

async function alter(lake: Lake, statements: string): Promise<void> {
  await withCopy(lake, false, (copy) => copy.query(statements));
}

async function withCopy<Result>(lake: Lake, readOnly: boolean, work: (copy: Destination) => Promise<Result>): Promise<Result> {
  const copy = await openDestination(lake.file, { readOnly, memoryLimit: "512MB" });
  return work(copy).finally(() => copy.close());
}

/** Kills a publish behind each of its writes, once each, and repeats it. Answers how many writes there were. */
async function killEach(lake: Lake, open: () => Promise<Warehouse>, change: () => Promise<void>): Promise<number> {
  for (let dies = 1; ; dies++) {
    await change();
    const to = await open();
    const done = await publishFrom(lake, dyingBehind(to, dies)).then(() => true, (error: Error) => (assert.equal(error.message, "killed"), false));
    if (done) await expectSame(lake, to, [addOns]);
    if (done) return dies - 1;
    await publishFrom(lake, to);
    await expectSame(lake, to, [addOns]);
  }
}

/** Ends behind the write of this number. What only reads leaves nothing behind, so that it makes no difference whether a publish dies before or behind it. */
function dyingBehind(to: Warehouse, last: number): Warehouse {
  let done = 0;
  const dying = <Arguments extends unknown[], Result>(work: (...args: Arguments) => Promise<Result>) => async (...args: Arguments) => {
    if (done >= last) throw new Error("killed");
    const result = await work(...args);
    done += 1;
    if (done >= last) throw new Error("killed");
    return result;
  };
  const alive = <Arguments extends unknown[], Result>(work: (...args: Arguments) => Promise<Result>) => async (...args: Arguments) => (done >= last ? Promise.reject<Result>(new Error("killed")) : work(...args));
  const one = dying((statement: Sql) => to.run([statement]));
  const each = async (statements: readonly Sql[]) => {
    for (const statement of statements) await one(statement);
  };
  // Delta has no transaction around several statements.
  const transact = to.dialect.warehouse === "databricks" ? each : dying(to.transact);
  return { ...to, ask: alive(to.ask), listTables: alive(to.listTables), run: each, transact, stage: dying(to.stage), clear: dying(to.clear), ...(to.fill && { fill: dying(to.fill) }) };
}

function neverAsked(to: Warehouse): Warehouse {
  const asked = () => Promise.reject(new Error("the warehouse was asked"));
  return { ...to, ask: asked, run: asked, transact: asked, stage: asked, clear: asked, listTables: asked };
}

function createOther(to: Warehouse) {
  return createTable(to.dialect, { name: "add_ons", columns: [{ name: "mine", type: "text" }], key: [], match: [] });
}
