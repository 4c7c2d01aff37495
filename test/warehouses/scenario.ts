import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import Module from "node:module";
import { after, before, describe, it } from "node:test";
import { addOns, analyticsMrr, customers, events, fees, invoices } from "../../generated/index.ts";
import { DestinationError } from "../../runtime/errors.ts";
import { openWarehouse } from "../../runtime/publish/warehouse/open-warehouse.ts";
import { createTable } from "../../runtime/publish/warehouse/sentences.ts";
import { verify } from "../../runtime/publish/warehouse/verify.ts";
import type { Warehouse } from "../../runtime/publish/warehouse/warehouse.ts";
import { makeCompany } from "../lago/company/company.ts";
import { startLago } from "../lago/server.ts";
import { makeAddOn, startBooks } from "../load/add-on-books.ts";
import { newLake } from "../publish/lake.ts";
import { addOn } from "../runtime/add-ons.ts";
import { describeChangedThere } from "./changed-there.ts";
import { describeCommandLine } from "./command-line.ts";
import { killEach, killOnce } from "./kill-each.ts";
import { alter, expectSame, publishFrom, withCopy } from "./published-lake.ts";
import { describeRepairs } from "./repairs.ts";

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
    const newAddress = () => server.place(`lago_${++places}`);
    const open = async (address: string) => {
      const warehouse = await openWarehouse(address);
      opened.push(warehouse);
      return warehouse;
    };
    const newPlace = async () => open(await newAddress());
    describeRepairs(newPlace);
    describeChangedThere(newAddress);

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

        await alter(lake, `ALTER TABLE fees ADD COLUMN novel VARCHAR; UPDATE fees SET novel = 'new' || amount_cents; ALTER TABLE fees ALTER COLUMN events_count TYPE VARCHAR; UPDATE fees SET events_count = 'many' WHERE amount_cents % 2 = 0; ALTER TABLE customers DROP COLUMN timezone; ${MIGRATED}`);
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
        const steps = await killEach(lake, [addOns], newAddress, async () => {});
        assert.ok(steps >= 6, String(steps));
        const address = await newAddress();
        await publishFrom(lake, await open(address));
        let amount = 100;
        const more = await killEach(lake, [addOns], async () => address, async () => {
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

    it("killed behind each write and repeated, it ends the same: one of new columns and another type", async () => {
      const fake = await startBooks(9);
      const lake = await newLake();
      const address = await newAddress();
      try {
        await lake.load(fake, [addOns]);
        await publishFrom(lake, await open(address));
        let round = 0;
        const steps = await killEach(lake, [addOns], async () => address, async () => {
          // What the type before could not hold.
          const [type, value] = ++round % 2 === 1 ? ["VARCHAR", "'none of ' || amount_cents"] : ["BIGINT", "length(amount_cents)"];
          await alter(lake, `ALTER TABLE add_ons ADD COLUMN novel_${round} VARCHAR; ALTER TABLE _loads ADD COLUMN novel_${round} VARCHAR; ALTER TABLE add_ons ALTER COLUMN amount_cents TYPE ${type} USING ${value}; ${MIGRATED}`);
        });
        assert.ok(steps >= 6, String(steps));
      } finally {
        await lake.remove();
        await fake.close();
      }
    });

    it("killed while it takes a new child table and repeated, it ends the same", async () => {
      const fake = await startBooks(9);
      const lake = await newLake();
      try {
        await lake.load(fake, [addOns]);
        // Behind what is the same in every publish.
        for (const writes of [3, 4, 5]) {
          const address = await newAddress();
          await alter(lake, "ALTER TABLE add_ons__taxes RENAME TO kept_apart");
          await publishFrom(lake, await open(address));
          await alter(lake, `ALTER TABLE kept_apart RENAME TO add_ons__taxes; ${MIGRATED}`);
          await killOnce(lake, [addOns], address, writes);
        }
      } finally {
        await lake.remove();
        await fake.close();
      }
    });

    it("two at once to the same place end the same, or one of them is refused and repeated", async () => {
      const fake = await startBooks(9);
      const lake = await newLake();
      const address = await newAddress();
      const pair = [await open(address), await open(address)] as const;
      try {
        for (const amount of [1, 2]) {
          fake.put("add_ons", makeAddOn(4, amount));
          await lake.load(fake, [addOns]);
          const ended = await Promise.allSettled(pair.map((one) => publishFrom(lake, one)));
          for (const one of ended) if (one.status === "rejected") assert.ok(one.reason instanceof DestinationError, String(one.reason));
          await publishFrom(lake, pair[0]);
          await expectSame(lake, pair[0], [addOns]);
        }
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
        await other.run([createOther(other, "add_ons")]);
        await assert.rejects(publishFrom(lake, other), /has a table add_ons that lago-loader has not made/);
        // Also if only a child table is new.
        await alter(lake, "ALTER TABLE add_ons__taxes RENAME TO kept_apart");
        const grown = await newPlace();
        await publishFrom(lake, grown);
        await grown.run([createOther(grown, "add_ons__taxes")]);
        await alter(lake, `ALTER TABLE kept_apart RENAME TO add_ons__taxes; ${MIGRATED}`);
        for (const _ of ["first", "again"]) await assert.rejects(publishFrom(lake, grown), /has a table add_ons__taxes that lago-loader has not made/);
      } finally {
        await lake.remove();
        await fake.close();
      }
    });
  });
}

/** In rows of their own. Their sums have more digits than a decimal. */
const EDGES = `
INSERT INTO fees BY NAME SELECT uuid() AS lago_id, * FROM (VALUES
  (9223372036854775807, 99999999999999999999.999999999999999999::DECIMAL(38,18), 1e308, '0001-01-01 00:00:00+00'::TIMESTAMPTZ, '🦆 ''"\\ \t' || chr(10) || chr(13) || 'ß', '[12345678901234567890123456789012345678901234567890, 0.12345678901234567890123456789012345678]'::JSON),
  (-9223372036854775807, -99999999999999999999.999999999999999999::DECIMAL(38,18), -1.7e-300, '9999-12-31 23:59:59.999999+00'::TIMESTAMPTZ, 'a' || chr(0) || 'b', '{"b": 1e400, "a": [true, null, {}]}'::JSON),
  (0, 0.000000000000000001::DECIMAL(38,18), 0.1 + 0.2::DOUBLE, '2026-10-25 01:02:03.000001+00'::TIMESTAMPTZ, repeat('é', 35000), '{"nul": "\\u0000", "wide": "12345678901234567890123456789012345678901234567890"}'::JSON),
  (-9223372036854775808, NULL, NULL, NULL, '', '"text"'::JSON),
  (9223372036854775807, 99999999999999999999.999999999999999999, 1, NULL, NULL, NULL),
  (9223372036854775807, 99999999999999999999.999999999999999999, 1, NULL, NULL, NULL),
  (9223372036854775807, -0.999999999999999999, 1, NULL, NULL, NULL),
  (NULL, NULL, NULL, NULL, NULL, ('{"long": "' || repeat('é', 35000) || '"}')::JSON)
) AS edges (amount_cents, precise_amount, taxes_rate, created_at, description, item__filters);
INSERT INTO invoices BY NAME SELECT uuid() AS lago_id, * FROM (VALUES ('0001-01-01'::DATE), ('9999-12-31'::DATE), ('1582-10-10'::DATE), ('10000-01-01'::DATE)) AS edges (issuing_date);`;

const EDGE_LOSSES: Readonly<Record<string, readonly string[]>> = {
  snowflake: ["fees.item__filters 3"],
  redshift: ["fees.item__filters 4", "fees.description 2"],
};

const MIGRATED = `INSERT INTO _migrations BY NAME SELECT now() AS migrated_at, '1' AS to_version, '["ALTER"]' AS statements, '{}' AS keys, '[]' AS orphans;`;

function neverAsked(to: Warehouse): Warehouse {
  const asked = () => Promise.reject(new Error("the warehouse was asked"));
  return { ...to, ask: asked, run: asked, transact: asked, stage: asked, clear: asked, listTables: asked };
}

function createOther(to: Warehouse, name: string) {
  return createTable(to.dialect, { name, columns: [{ name: "mine", type: "text" }], key: [], match: [] });
}
