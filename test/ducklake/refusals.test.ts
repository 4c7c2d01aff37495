import assert from "node:assert/strict";
import { mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import pg from "pg";
import { addOns } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import { openDestination } from "../../runtime/destinations/open.ts";
import { DestinationError } from "../../runtime/errors.ts";
import { load } from "../../runtime/load.ts";
import { makeAddOn, readTables, readTruth, startBooks } from "../load/add-on-books.ts";
import type { Lago as FakeLago } from "../lago/server.ts";
import { serve } from "../load/served.ts";
import { newPostgresDatabase } from "./catalogs.ts";
import { DRIVER_FOLDER, EXTENSIONS, IS_INSTALLED } from "./switch.ts";

/** Each in one sentence or two, with what to do. */
describe("a DuckLake that cannot be used", { skip: !IS_INSTALLED && "npx tsx test/ducklake/install.ts fetches what it takes" }, () => {
  let folder: string;
  let fake: FakeLago;
  before(async () => {
    createRequire(import.meta.url)("./driver.cjs");
    folder = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
    fake = await startBooks(9);
  });
  after(async () => {
    await fake?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const lake = (catalog: string, options = "") => `ducklake:${catalog}?extensions=${encodeURIComponent(EXTENSIONS)}${options}`;
  const file = (name: string) => join(folder, name);

  /** What became of the resource. */
  async function loadInto(address: string): Promise<string> {
    await using destination = await openDestination(address);
    const { resources: [report] } = await load([addOns], { lago: createLago({ apiKey: "k", baseUrl: fake.url }), destination });
    if (report!.status === "loaded") assert.deepEqual(await readTables(destination), readTruth(fake));
    return report!.error ?? report!.status;
  }

  const refuses = (address: string, message: RegExp, readOnly = false) =>
    assert.rejects(openDestination(address, { readOnly }), (error) => error instanceof DestinationError && message.test(error.message) && !/refused on/.test(error.message));

  /** As a person with DuckDB alone. */
  async function inDuckDB(...statements: string[]): Promise<void> {
    const duck = createRequire(join(DRIVER_FOLDER, "package.json"))("@duckdb/node-api") as typeof import("@duckdb/node-api");
    const instance = await duck.DuckDBInstance.create(":memory:", { extension_directory: EXTENSIONS });
    const session = await instance.connect();
    for (const sql of ["LOAD ducklake", ...statements]) await session.run(sql);
    session.closeSync();
    instance.closeSync();
  }

  it("a file of another kind is left as it is; one without tables, of a load that was killed, becomes a lake", async () => {
    assert.equal(await loadInto(file("plain.duckdb")), "loaded");
    for (const readOnly of [false, true]) await refuses(lake(file("plain.duckdb")), /is no DuckLake\. Correct the address/, readOnly);
    await refuses(lake(`sqlite:${file("plain.duckdb")}`), /is no SQLite database/);
    assert.equal(await loadInto(file("plain.duckdb")), "loaded");
    assert.equal(await loadInto(lake(file("lago.ducklake"))), "loaded");
    for (const readOnly of [false, true]) await refuses(file("lago.ducklake"), /lago\.ducklake is the catalog of a DuckLake\. Write ducklake:/, readOnly);
    await refuses(lake(file("missing/lago.ducklake")), /The folder of \S+ does not exist\. Make it first\.$/);
    await inDuckDB(`ATTACH '${file("begun.ducklake")}'`);
    await writeFile(file("begun.sqlite"), "");
    await writeFile(file("begun.sqlite.lock"), "");
    for (const begun of [file("begun.ducklake"), `sqlite:${file("begun.sqlite")}`]) assert.equal(await loadInto(lake(begun)), "loaded");
  });

  it("a catalog of another version of DuckLake", async () => {
    assert.equal(await loadInto(lake(file("old.ducklake"))), "loaded");
    await inDuckDB(`ATTACH '${file("old.ducklake")}' AS catalog`, "UPDATE catalog.ducklake_metadata SET value = '0.3' WHERE key = 'version'");
    await refuses(lake(file("old.ducklake")), /DuckLake version 0\.3, and this DuckDB takes 1\.0\. If it is newer, update lago-loader; if older/);
  });

  it("data that was moved is found after one UPDATE, and a lost file costs its resource one load", async () => {
    const catalog = file("moved.ducklake");
    assert.equal(await loadInto(lake(catalog)), "loaded");
    await refuses(lake(catalog, `&data=${encodeURIComponent(file("other"))}`), /The data of \S+ is in \S+moved\.ducklake\.files\/, not in \S+other\//);
    await rename(file("moved.ducklake.files"), file("elsewhere"));
    await assert.rejects(loadInto(lake(catalog)), /A data file of \S+ is missing: \S+\.parquet\. Restore it/);
    await inDuckDB(`ATTACH '${catalog}' AS catalog`, `UPDATE catalog.ducklake_metadata SET value = '${file("elsewhere")}/' WHERE key = 'data_path'`);
    assert.equal(await loadInto(lake(catalog)), "loaded");
    const tables = join(file("elsewhere"), "lago_data");
    const [lost] = await readdir(join(tables, "add_ons__taxes"));
    await writeFile(join(tables, "add_ons__taxes", lost!), "torn");
    fake.put("add_ons", makeAddOn(4, 44));
    assert.match(await loadInto(lake(catalog)), /A data file of \S+ is damaged\. Restore it/);
    await inDuckDB(`ATTACH 'ducklake:${catalog}' AS lake`, "DROP TABLE lake.lago_data.add_ons__taxes", "DROP TABLE lake.lago_data.add_ons");
    assert.equal(await loadInto(lake(catalog)), "loaded");
  });

  it("an encrypted one takes one more extension, and its files are encrypted", async () => {
    await inDuckDB(`ATTACH 'ducklake:${file("secret.ducklake")}' AS lake (ENCRYPTED, DATA_PATH '${file("secret")}')`);
    assert.equal(await loadInto(lake(file("secret.ducklake"))), "loaded");
    const [written] = await readdir(file("secret/lago_data/add_ons"));
    await assert.rejects(inDuckDB(`FROM read_parquet('${file("secret/lago_data/add_ons")}/${written}')`), /encrypted/);
  });

  it("a reader of a SQLite catalog, for as long as its query takes, keeps no load from its commit", async () => {
    const address = lake(`sqlite:${file("read.sqlite")}`);
    assert.equal(await loadInto(address), "loaded");
    const duck = createRequire(join(DRIVER_FOLDER, "package.json"))("@duckdb/node-api") as typeof import("@duckdb/node-api");
    const instance = await duck.DuckDBInstance.create(":memory:", { extension_directory: EXTENSIONS });
    const session = await instance.connect();
    await session.run(`LOAD ducklake; LOAD sqlite_scanner; ATTACH 'ducklake:sqlite:${file("read.sqlite")}' AS lake (READ_ONLY); BEGIN; FROM lake.lago_data.add_ons`);
    fake.put("add_ons", makeAddOn(5, 55));
    assert.equal(await loadInto(address), "loaded");
    await session.run("COMMIT");
    session.closeSync();
    instance.closeSync();
  });

  it("a catalog in Postgres whose connection is cut ends the load, and the next one loads all", async () => {
    const { url, server, remove } = await newPostgresDatabase();
    const address = `${lake(url)}&data=${encodeURIComponent(file("cut"))}`;
    const lago = await serve("add_ons", [makeAddOn(1)]);
    const admin = new pg.Client(server);
    await admin.connect();
    try {
      const slow = lago.hold();
      await using destination = await openDestination(address);
      const running = load([addOns], { lago: createLago({ apiKey: "k", baseUrl: lago.url }), destination });
      running.catch(() => {});
      await slow.asked;
      await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [new URL(url).pathname.slice(1)]);
      slow.release();
      await assert.rejects(running, (error) => error instanceof DestinationError && /^The connection to ducklake:postgres:\S+ (?!.*postgres:postgres).*was cut/.test(error.message));
      assert.equal(await loadInto(address), "loaded");
    } finally {
      await admin.end();
      await lago.close();
      await remove();
    }
  });
});
