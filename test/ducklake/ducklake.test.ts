import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { addOns } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { openDestination } from "../../runtime/destinations/open.ts";
import { load } from "../../runtime/load.ts";
import { openReader } from "../../runtime/reader/open-reader.ts";
import { newDesk } from "../cli/command-line.ts";
import type { Lago as FakeLago } from "../lago/server.ts";
import { makeAddOn, readTables, readTruth, startBooks } from "../load/add-on-books.ts";
import { newPostgresDatabase } from "./catalogs.ts";
import { DRIVER_FOLDER, EXTENSIONS, IS_INSTALLED, NODE_OPTIONS } from "./switch.ts";

/** Of `npm test`, if `npm run test:ducklake` has fetched what it takes. */
describe("a DuckLake as destination", { skip: !IS_INSTALLED && "npx tsx test/ducklake/install.ts fetches what it takes" }, () => {
  let folder: string;
  let fake: FakeLago;
  before(async () => {
    createRequire(import.meta.url)("./driver.cjs");
    folder = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
    fake = await startBooks(30);
  });
  after(async () => {
    await fake?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const address = (catalog: string, options = "") => `ducklake:${catalog}?extensions=${encodeURIComponent(EXTENSIONS)}${options}`;
  const loadInto = async (destination: Destination, from: FakeLago = fake) => {
    const lago = createLago({ apiKey: "test-key", baseUrl: from.url, retry: { attempts: 2, firstWait: 1 } });
    const { resources: [report] } = await load([addOns], { lago, destination });
    assert.equal(report!.error ?? report!.status, "loaded");
    return report!;
  };
  const using = async <Result>(where: string, work: (destination: Destination) => Promise<Result>, options = {}) => {
    const destination = await openDestination(where, options);
    return work(destination).finally(() => destination.close());
  };
  const snapshots = async ({ query }: Destination) => Number((await query("SELECT count(*) FROM ducklake_snapshots('lago_file')")).rows[0]![0]);

  it("has Lago's rows after a first load, a change and a second load; earlier snapshots can be queried", async () => {
    const own = await startBooks(30);
    const lake = address(join(folder, "a b.ducklake"));
    await using(lake, async (destination) => {
      assert.equal((await loadInto(destination, own)).inserted, 30);
      const before = await snapshots(destination);
      own.put("add_ons", makeAddOn(4, 99));
      own.remove("add_ons", makeAddOn(7).lago_id);
      const { inserted, updated, deleted } = await loadInto(destination, own);
      assert.deepEqual([inserted, updated, deleted], [0, 1, 1]);
      assert.deepEqual(await readTables(destination), readTruth(own));
      const { rows } = await destination.query(`SELECT amount_cents FROM add_ons AT (VERSION => ${before - 1}) WHERE lago_id = '${makeAddOn(4).lago_id}'`);
      assert.deepEqual(rows, [["4"]]);
      assert.equal((await loadInto(destination, own)).updated, 0);
    });
    // Customers' names and addresses are nobody else's.
    for (const [file, mode] of [["a b.ducklake", 0o600], ["a b.ducklake.files", 0o700]] as const) assert.equal((await stat(join(folder, file))).mode & 0o777, mode);
    await own.close();
  });

  it("is maintained once a day: small files are merged, what is older than `keep` is forgotten, and no row changes", async () => {
    const lake = address(join(folder, "kept.ducklake"), "&keep=2");
    const own = await startBooks(30);
    for (const index of [30, 31, 32]) {
      own.put("add_ons", makeAddOn(index));
      await using(lake, (destination) => loadInto(destination, own));
    }
    const files = async ({ query }: Destination) => (await query("SELECT file_count FROM ducklake_table_info('lago_file') WHERE table_name = 'add_ons'")).rows[0]![0];
    await using(lake, async (destination) => {
      const [before, many] = [await snapshots(destination), Number(await files(destination))];
      assert.ok(many > 1, "every load that changes something writes files");
      await destination.query("UPDATE _maintenance SET finished_at = now() - INTERVAL '2 days'");
      await destination.query("UPDATE __ducklake_metadata_lago_file.ducklake_snapshot SET snapshot_time = snapshot_time - INTERVAL '3 days'");
      await loadInto(destination, own);
      assert.ok((await snapshots(destination)) < before);
      assert.ok(Number(await files(destination)) < many);
      assert.deepEqual((await destination.query("SELECT problem FROM _maintenance ORDER BY finished_at DESC LIMIT 1")).rows, [[null]]);
      assert.deepEqual(await readTables(destination), readTruth(own));
    });
    await own.close();
  });

  it("is reserved for one load: a catalog in a DuckDB file, SQLite or Postgres; readers of the last two need not wait", async () => {
    const { url, server, remove } = await newPostgresDatabase();
    try {
      for (const [where, refusal] of [
        [address(`sqlite:${join(folder, "lago.sqlite")}`), /is already open in this process/],
        [`${address(url)}&data=${encodeURIComponent(join(folder, "data"))}`, /Another load into ducklake:postgres:\/\/.* is running/],
      ] as const) {
        await using(where, async (destination) => {
          await loadInto(destination);
          assert.deepEqual(await readTables(destination), readTruth(fake));
          assert.doesNotMatch(destination.name, /password|extensions/);
          const reservation = await destination.reserve({ wait: false });
          await assert.rejects(using(where, (other) => other.reserve({ wait: false })), refusal);
          await reservation.release();
        });
        await using(where, async (destination) => assert.equal((await destination.query("SELECT count(*) FROM add_ons")).rows[0]![0], "30"), { readOnly: true });
      }
      await assert.rejects(openDestination(address(server), { readOnly: true }), /is no DuckLake yet/);
    } finally {
      await remove();
    }
  });

  it("is created once, if its first loads begin at the same moment", async () => {
    const { url, remove } = await newPostgresDatabase();
    const where = `${address(url)}&data=${encodeURIComponent(join(folder, "first"))}`;
    try {
      const reports = await Promise.all([1, 2, 3].map(() => using(where, (destination) => load([addOns], { lago: createLago({ apiKey: "k", baseUrl: fake.url }), destination, wait: true }))));
      assert.deepEqual(reports.map(({ resources: [report] }) => report!.inserted).sort(), [0, 0, fake.list("/add_ons").length]);
    } finally {
      await remove();
    }
  });

  it("is published in one state, whatever is loaded meanwhile; to one place by one publish, on whichever machine it runs", async () => {
    const own = await startBooks(9);
    const desk = await newDesk(own.url);
    const { url, remove } = await newPostgresDatabase();
    const count = async ({ query }: Destination) => (await query("SELECT count(*) FROM add_ons")).rows[0]![0];
    try {
      for (const [index, lake] of [address(`sqlite:${join(folder, "published.sqlite")}`), `${address(url)}&data=${encodeURIComponent(join(folder, "published"))}`].entries()) {
        // Each process a machine: what one user's publishes on one machine share is elsewhere.
        const run = (...args: string[]) => desk.run(args, { NODE_OPTIONS, LAGO_DESTINATION: lake, XDG_STATE_HOME: join(desk.folder, `machine ${index}`) });
        assert.equal((await run("load", "add_ons")).code, 0);
        await using(lake, async (copy) => {
          const before = await count(copy);
          own.put("add_ons", makeAddOn(20 + index));
          assert.equal((await run("load", "add_ons")).code, 0);
          assert.equal(await count(copy), before);
          assert.equal((await run("publish", "--to", "file:other")).code, 0);
          const { code, stderr } = await run("publish", "--to", "file:lake");
          if (lake.includes("postgres")) assert.match(stderr, /^Another publish from ducklake:\S+ to file:\S+lake is running: .*\. Wait until it has ended, or use --wait\.\n$/);
          assert.equal(code, lake.includes("postgres") ? 6 : 0);
        }, { readOnly: true, publishTo: `file:${join(desk.folder, "lake")}` });
        await using(lake, async (copy) => assert.equal(await count(copy), String(10 + index)), { readOnly: true, publishTo: "file:lake" });
        assert.equal((await run("publish", "--to", "file:lake", "--full")).code, 0);
      }
    } finally {
      await remove();
      await desk.remove();
      await own.close();
    }
  });

  it("is read by pages and agents, whose SQL reaches its files and nothing else", async () => {
    const where = address(join(folder, "read.ducklake"));
    await using(where, (destination) => loadInto(destination));
    const reader = await openReader(where);
    try {
      assert.equal((await reader.read((ask) => ask("SELECT count(*) FROM add_ons"))).rows[0]![0], "30");
      await reader.read(async (ask) => {
        await assert.rejects(ask(`SELECT * FROM read_csv('${import.meta.filename}')`), /disabled by configuration/);
        await assert.rejects(ask("SELECT 1 FROM add_ons; DELETE FROM add_ons"));
      });
      const version = await reader.version();
      fake.put("add_ons", makeAddOn(3, 33));
      await using(where, (destination) => loadInto(destination));
      assert.notEqual(await reader.version(), version);
    } finally {
      await reader.close();
    }
  });

  it("is what --to names, in every command; the error for a missing extension says what to do", async () => {
    const desk = await newDesk(fake.url);
    const env = { NODE_OPTIONS, LAGO_DESTINATION: "ducklake:lago.ducklake" };
    const run = async (...args: string[]) => {
      const { code, stdout, stderr } = await desk.run(args, { ...env, LAGO_EXTENSION_DIRECTORY: EXTENSIONS });
      assert.equal(code, 0, stderr);
      return stdout;
    };
    try {
      await run("load", "add_ons");
      assert.match(await run("query", "SELECT count(*) FROM add_ons"), /30/);
      assert.match(await run("status"), /add_ons/);
      assert.match(await run("tables"), /add_ons/);
      assert.match(await run("describe", "add_ons"), /lago_id/);
      await run("migrate");
      await run("publish", "--to", "file:./lake", "add_ons");
      assert.ok(existsSync(join(desk.folder, "lake/add_ons/all.parquet")));
      const { code, stderr } = await desk.run(["load", "add_ons", "--extension-directory", desk.folder], env);
      assert.equal(code, 6);
      assert.match(stderr, /Downloading DuckDB's extension ducklake from extensions\.duckdb\.org/);
      assert.match(stderr, /DIR\/v1\.5\.5\/\w+\/ducklake\.duckdb_extension/);
    } finally {
      await desk.remove();
    }
  });

  it("keeps its data in an S3 bucket", async () => {
    const S3rver = createRequire(join(DRIVER_FOLDER, "package.json"))("s3rver") as new (options: object) => { run(): Promise<{ port: number }>; close(): Promise<void> };
    const server = new S3rver({ address: "127.0.0.1", port: 0, silent: true, directory: join(folder, "s3"), configureBuckets: [{ name: "lake" }] });
    const { port } = await server.run();
    const set = { AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`, AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER", AWS_REGION: "us-east-1" };
    const had = Object.fromEntries(Object.keys(set).map((name) => [name, process.env[name]]));
    Object.assign(process.env, set);
    try {
      const where = address(join(folder, "s3.ducklake"), "&data=s3://lake/billing");
      await using(where, async (destination) => {
        await loadInto(destination);
        assert.deepEqual(await readTables(destination), readTruth(fake));
      });
      assert.ok(existsSync(join(folder, "s3/lake/billing/lago_data/add_ons")));
      assert.ok(!existsSync(join(folder, "s3.ducklake.files")));
    } finally {
      for (const [name, value] of Object.entries(had)) value === undefined ? delete process.env[name] : (process.env[name] = value);
      await server.close();
    }
  });
});
