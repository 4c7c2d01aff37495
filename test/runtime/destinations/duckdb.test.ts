import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { loadDriver } from "../../../runtime/destinations/duckdb/driver.ts";
import { openDuckDB } from "../../../runtime/destinations/duckdb/duckdb.ts";
import { ConfigurationError, DestinationError } from "../../../runtime/errors.ts";
import { load, newStamp, pageOf, rowsOf } from "./loads.ts";
import { parcels } from "./parcels/parcels.ts";

describe("a DuckDB file", () => {
  let directory: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
  });
  after(() => rm(directory, { recursive: true }));

  const refuses = (path: string, message: RegExp) =>
    assert.rejects(openDuckDB(path), (error) => error instanceof DestinationError && message.test(error.message) && error.message.includes(path));

  it("that is a directory is refused with a better name", () => refuses(directory, /is a directory. Name a file in it/));

  it("that is something else is refused", async () => {
    for (const [name, content] of [["notes.txt", "notes".repeat(5000)], ["sqlite.db", `SQLite format 3\0${"x".repeat(9000)}`], ["empty", ""]] as const) {
      const path = join(directory, name);
      await writeFile(path, content);
      await refuses(path, /is not a DuckDB database/);
    }
  });

  it("of a newer DuckDB is refused in one sentence, and left as it is", async () => {
    const path = join(directory, "newer.duckdb");
    await (await openDuckDB(path)).close();
    const bytes = await readFile(path);
    // A checksum, "DUCK", the version of the storage. The checksum is the words of eight bytes, each times a number, put together by XOR.
    const sum = () => [8, 16].reduce((all, at) => all ^ BigInt.asUintN(64, bytes.readBigUInt64LE(at) * 0xbf58476d1ce4e5b9n), 0n);
    const before = sum();
    bytes.writeBigUInt64LE(9999n, 12);
    await writeFile(path, bytes);
    await refuses(path, /^\S+ is damaged: its checksums do not match\. Restore a copy, or load into another file\.$/);
    bytes.writeBigUInt64LE(bytes.readBigUInt64LE(0) ^ before ^ sum(), 0);
    await writeFile(path, bytes);
    await refuses(path, /^\S+ was written by another version of DuckDB that this one cannot read\. Update lago-loader, or name another file\.$/);
    assert.deepEqual(await readFile(path), bytes);
  });

  it("needs the native library, and what is missing is named", () => {
    const load = () => {
      throw new Error("Cannot find module '@duckdb/node-bindings-linux-x64/duckdb.node'");
    };
    assert.throws(() => loadDriver(load), (error) => error instanceof DestinationError && /^DuckDB's native library cannot be loaded: the package @duckdb\/node-bindings-\S+ is missing .*Loads into Postgres do not need it\.$/.test(error.message));
  });

  it("loses what a killed load of the first versions left beside it, and nothing that DuckDB's shell keeps there", async () => {
    const path = join(directory, "former.duckdb");
    await mkdir(`${path}.tmp`);
    const [ours, shells] = ["add_ons-1-add_ons__taxes.parquet", "duckdb_temp_storage_DEFAULT-0.tmp"].map((name) => join(`${path}.tmp`, name)) as [string, string];
    for (const file of [ours, shells]) await writeFile(file, "left");
    await (await openDuckDB(path)).close();
    await assert.rejects(access(ours));
    await access(shells);
    await rm(shells);
    await writeFile(ours, "left");
    await (await openDuckDB(path)).close();
    await assert.rejects(access(`${path}.tmp`));
  });

  it("in a folder that does not exist is refused", () => refuses(join(directory, "no", "lago.duckdb"), /folder .* does not exist/));

  it("can be refused and opened later in the same process", async () => {
    const path = join(directory, "late", "lago.duckdb");
    await refuses(path, /does not exist/);
    await mkdir(join(directory, "late"));
    await (await openDuckDB(path)).close();
  });

  it("that another process holds is refused, naming the process", async () => {
    const path = join(directory, "held.duckdb");
    const source = `
      import { DuckDBInstance } from "@duckdb/node-api";
      const instance = await DuckDBInstance.create(${JSON.stringify(path)});
      console.log("open");
      setInterval(() => instance, 1000);`;
    const holder = spawn(process.execPath, ["--input-type=module", "--eval", source], { stdio: ["ignore", "pipe", "inherit"] });
    try {
      await once(holder.stdout, "data");
      await refuses(path, new RegExp(`in use by process ${holder.pid} `));
    } finally {
      holder.kill("SIGKILL");
      await once(holder, "close");
    }
    await (await openDuckDB(path)).close();
  });

  it("that this process holds is refused: DuckDB itself would open and corrupt it", async () => {
    const path = join(directory, "twice.duckdb");
    const first = await openDuckDB(path);
    await refuses(path, /already open in this process/);
    await first.close();
    const second = await openDuckDB(path);
    await first.close();
    await refuses(path, /already open in this process/);
    await second.close();
  });

  it("may be called like its schema", async () => {
    const destination = await openDuckDB(join(directory, "lago_data.duckdb"));
    await load(destination, parcels, [{ records: [{ lago_id: "00000000-0000-4000-8000-000000000001" }], keys: ["n"] }]);
    assert.deepEqual(await rowsOf(destination, "SELECT count(*) FROM lago_data.parcels"), [["1"]]);
    await destination.close();
  });

  it("takes any name for itself and its schema but the two that the loader uses", async () => {
    const destination = await openDuckDB(join(directory, `it's "odd".db`), { schema: `it's "odd"` });
    await load(destination, parcels, [{ records: [{ lago_id: "00000000-0000-4000-8000-000000000001" }], keys: ["n"] }]);
    assert.deepEqual(await rowsOf(destination, `SELECT count(*) FROM "it's ""odd""".parcels`), [["1"]]);
    await destination.close();
    for (const schema of ["shape", "lago_file"]) await assert.rejects(openDuckDB(join(directory, "x.duckdb"), { schema }), ConfigurationError);
  });

  it("can be read while others read, not loaded into", async () => {
    const path = join(directory, "read.duckdb");
    await assert.rejects(openDuckDB(path, { readOnly: true }), /does not exist. Load something into it first/);
    const writer = await openDuckDB(path);
    await load(writer, parcels, []);
    await writer.close();
    const reader = await openDuckDB(path, { readOnly: true });
    assert.deepEqual(await rowsOf(reader, "SELECT count(*) FROM parcels"), [["0"]]);
    await assert.rejects(reader.stage(parcels, newStamp()), /for reading only/);
    await reader.close();
    await assert.rejects(openDuckDB(path, { readOnly: true, schema: "other" }), /has no schema other\./);
  });

  it("says that it was not asked sensibly about memory", () => assert.rejects(openDuckDB(join(directory, "m.duckdb"), { memoryLimit: "much" }), DestinationError));

  it("takes first and later loads of any size in the memory it is given: what they replace is not updated in place", async () => {
    const destination = await openDuckDB(join(directory, "large.duckdb"), { memoryLimit: "64MB" });
    const wide = "x".repeat(600);
    const record = (number: number) => ({ lago_id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`, state: `${number} ${wide}`, to: { city: `${number} ${wide}` } });
    const pagesOf = (key: string) => Array.from({ length: 80 }, (_, page) => ({ records: Array.from({ length: 500 }, (_, row) => record(page * 500 + row)), keys: [key] }));
    assert.deepEqual(await load(destination, parcels, pagesOf("n")), { inserted: 40_000, updated: 0, deleted: 0 });
    assert.deepEqual(await load(destination, parcels, pagesOf("m")), { inserted: 0, updated: 40_000, deleted: 0 });
    await destination.close();
  });

  it("gives DuckDB a megabyte for each column of a wide table, unless it was asked for another amount", async () => {
    const [root, ...children] = parcels.tables;
    const columns = Array.from({ length: 200 }, (_, index) => ({ name: `note_${index}`, type: "text", path: [`note_${index}`] }) as const);
    const wide = { ...parcels, tables: [{ ...root, columns: [...root.columns, ...columns] }, ...children] } as const;
    for (const [memoryLimit, resource, expected] of [[undefined, parcels, 128], [undefined, wide, root.columns.length + 200], ["64MB", wide, 64]] as const) {
      const destination = await openDuckDB(join(directory, `limit-${expected}.duckdb`), memoryLimit === undefined ? {} : { memoryLimit });
      await (await destination.stage(resource, newStamp())).discard();
      const [[limit]] = (await rowsOf(destination, "SELECT current_setting('memory_limit')")) as [[string]];
      assert.equal(Math.round((Number.parseFloat(limit) * 2 ** 20) / 1e6), expected, limit);
      await destination.close();
    }
  });

  it("gives merges less memory than commits, unless it was asked for another amount", async () => {
    const records = Array.from({ length: 4000 }, (_, index) => ({ lago_id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`, state: crypto.randomUUID().repeat(40) }));
    for (const [memoryLimit, merging, committing] of [[undefined, 96, 128], ["100MB", 100, 100]] as const) {
      const destination = await openDuckDB(join(directory, `merging-${merging}.duckdb`), memoryLimit === undefined ? {} : { memoryLimit });
      const limit = async () => Math.round((Number.parseFloat(String((await rowsOf(destination, "SELECT current_setting('memory_limit')"))[0]![0])) * 2 ** 20) / 1e6);
      const stage = await destination.stage(parcels, newStamp());
      await stage.add([await stage.read(pageOf(parcels, records), ["n"])]);
      assert.equal(await stage.deduplicate(), records.length);
      assert.equal(await limit(), merging);
      await stage.commit({ sweep: "none" });
      assert.equal(await limit(), committing);
      await stage.discard();
      await destination.close();
    }
  });

  it("has its overflow beside it only while it is open", async () => {
    const path = join(directory, "spill.duckdb");
    await mkdir(`${path}.spill`);
    const left = ["parcels-1-parcels.parquet", "duckdb_temp_storage_DEFAULT-0.tmp"].map((name) => join(`${path}.spill`, name));
    for (const file of left) await writeFile(file, "left by a killed load");
    const destination = await openDuckDB(path, { memoryLimit: "40MB" });
    for (const file of left) await assert.rejects(access(file));
    const stage = await destination.stage(parcels, newStamp());
    const records = Array.from({ length: 20_000 }, (_, index) => ({ lago_id: crypto.randomUUID(), state: `${index}`.padEnd(2000, "x") }));
    for (let at = 0; at < records.length; at += 500) await stage.add([await stage.read(pageOf(parcels, records.slice(at, at + 500)), ["n"])]);
    await access(`${path}.spill`);
    await destination.close();
    await assert.rejects(access(`${path}.spill`));
    await access(path);
  });
});
