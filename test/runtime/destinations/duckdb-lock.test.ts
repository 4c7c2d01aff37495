import assert from "node:assert/strict";
import { chmod, copyFile, link, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, describe, it } from "node:test";
import { openDuckDB } from "../../../runtime/destinations/duckdb/duckdb.ts";
import { type Desk, newDesk } from "../../cli/command-line.ts";
import { makeRow } from "../../lago/rows.ts";
import { type Lago as FakeLago, startLago } from "../../lago/server.ts";
import { makeAddOn } from "../../load/add-on-books.ts";
import { load, rowsOf } from "./loads.ts";
import { parcels } from "./parcels/parcels.ts";

const COUNT = 3000;

describe("a DuckDB file that a load has open", { timeout: 120_000 }, () => {
  let fake: FakeLago;
  let gate: Server;
  let desk: Desk;
  let open: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  before(async () => {
    // Wide enough that pages wait in files before the tenth one, and so many that they are not yet merged: fewer have come than will.
    const add_ons = Array.from({ length: COUNT }, (_, index) => makeRow("add_ons", { ...makeAddOn(index), description: "x".repeat(8000) }));
    fake = await startLago({ data: { organization: "{}", tables: { add_ons } } });
    // Everything behind the tenth page waits until the test lets it through.
    gate = createServer((request, response) => {
      const { searchParams } = new URL(request.url!, "http://localhost");
      const wait = Number(searchParams.get("page")) > 10 ? opened : undefined;
      void (async () => {
        await wait;
        const answer = await fetch(new URL(request.url!, fake.url), { headers: { authorization: request.headers.authorization ?? "" } });
        response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
      })();
    });
    await new Promise<void>((resolve) => gate.listen(0, "127.0.0.1", resolve));
    desk = await newDesk(`http://127.0.0.1:${(gate.address() as AddressInfo).port}`);
  });
  after(async () => {
    await desk.remove();
    gate.closeAllConnections();
    gate.close();
    await fake.close();
  });

  it("keeps what waits beside it, whatever command another process runs on it", async () => {
    const running = desk.start(["load", "add_ons", "--per-page", "100"]);
    const spill = join(desk.folder, "lago.duckdb.spill");
    for (;;) {
      if ((await readdir(spill).catch(() => [])).some((name) => name.endsWith(".parquet"))) break;
      assert.equal(running.child.exitCode, null);
      await sleep(50);
    }
    const before = await readdir(spill);
    assert.equal((await stat(spill)).mode & 0o777, 0o700);
    const waiting = desk.start(["load", "add_ons", "--wait"]);
    const refused = [["check"], ["load", "add_ons"], ["migrate"], ["migrate", "--dry-run"], ["status"], ["query", "SELECT 1"]];
    for (const args of refused) {
      const { code, stderr } = await desk.run(args);
      assert.deepEqual([args, code], [args, 6], stderr);
      assert.match(stderr, new RegExp(`is in use by process ${running.child.pid} `));
    }
    waiting.child.kill("SIGINT");
    assert.equal((await waiting.ended).code, 130);
    const still = await readdir(spill);
    assert.deepEqual(before.filter((name) => !still.includes(name)), []);
    open();
    const { code, stderr } = await running.ended;
    assert.equal(code, 0, stderr);
    const { stdout } = await desk.run(["query", "--json", "SELECT count(*) AS n FROM add_ons"]);
    assert.deepEqual(JSON.parse(stdout), { n: String(COUNT) });
    assert.deepEqual((await readdir(desk.folder)).filter((name) => name.endsWith(".spill")), []);
    assert.equal((await stat(join(desk.folder, "lago.duckdb"))).mode & 0o777, 0o600);
  });
});

describe("beside a DuckDB file", () => {
  let directory: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
  });
  after(() => rm(directory, { recursive: true }));

  it("what is not the loader's stays, also in a folder of a name that it uses", async () => {
    const path = join(directory, "kept.duckdb");
    for (const folder of [`${path}.tmp`, `${path}.spill`]) {
      await mkdir(folder);
      await writeFile(join(folder, "thesis.txt"), "mine");
    }
    await assert.rejects(openDuckDB(path, { create: false }), /does not exist. Load something into it first/);
    await (await openDuckDB(path)).close();
    await (await openDuckDB(path, { create: false })).close();
    for (const folder of [`${path}.tmp`, `${path}.spill`]) assert.deepEqual(await readdir(folder), ["thesis.txt"]);
  });

  it("a symbolic link instead of the spill folder is refused, and its target is left alone", async () => {
    const path = join(directory, "link.duckdb");
    const victim = join(directory, "victim");
    await mkdir(victim);
    await writeFile(join(victim, "rows-1-taxes.parquet"), "mine");
    await symlink(victim, `${path}.spill`);
    await assert.rejects(openDuckDB(path), /link\.duckdb\.spill is in the way/);
    assert.deepEqual(await readdir(victim), ["rows-1-taxes.parquet"]);
    await rm(`${path}.spill`);
    await (await openDuckDB(path)).close();
  });

  it("a file that was there keeps its mode, a new one is its owner's only", async () => {
    const path = join(directory, "modes.duckdb");
    await (await openDuckDB(path)).close();
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    await chmod(path, 0o640);
    await (await openDuckDB(path)).close();
    assert.equal((await stat(path)).mode & 0o777, 0o640);
  });

  it("a folder without the right to write is explained", { skip: process.getuid?.() === 0 }, async () => {
    const folder = join(directory, "closed");
    await mkdir(folder);
    await (await openDuckDB(join(folder, "x.duckdb"))).close();
    await chmod(folder, 0o500);
    await assert.rejects(openDuckDB(join(folder, "x.duckdb")), /There is no permission to open .* or to make files beside it/);
    await chmod(folder, 0o700);
  });
});

describe("one DuckDB file by several names", () => {
  let directory: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
  });
  after(() => rm(directory, { recursive: true }));

  it("is opened once by a process, whichever of its names is used", async () => {
    const path = join(directory, "x.duckdb");
    await symlink(path, join(directory, "dangling.duckdb"));
    await symlink(directory, join(directory, "folder"));
    const first = await openDuckDB(path);
    await link(path, join(directory, "hard.duckdb"));
    for (const name of ["x.duckdb", "dangling.duckdb", "hard.duckdb", join("folder", "x.duckdb")]) {
      await assert.rejects(openDuckDB(join(directory, name)), /already open in this process/);
    }
    await first.close();
    for (const name of ["dangling.duckdb", "hard.duckdb"]) await (await openDuckDB(join(directory, name))).close();
  });

  it("has one log: what a killed load left is found under the other name", async () => {
    const path = join(directory, "logged.duckdb");
    await (await openDuckDB(path)).close();
    await symlink(path, join(directory, "other.duckdb"));
    const other = await openDuckDB(join(directory, "other.duckdb"));
    await other.query("CREATE TABLE kept (a INTEGER)");
    // As a kill would leave it: a copy, since the process lives on.
    const copy = join(directory, "copy.duckdb");
    await copyFile(path, copy);
    await copyFile(`${path}.wal`, `${copy}.wal`);
    await other.close();
    const found = await openDuckDB(copy);
    assert.deepEqual(await rowsOf(found, "SELECT count(*) FROM kept"), [["0"]]);
    await found.close();
  });

  it("may begin with ~, and may not lie in a folder with a question mark", async () => {
    const home = process.env["HOME"];
    process.env["HOME"] = directory;
    try {
      await (await openDuckDB("~/home.duckdb")).close();
    } finally {
      process.env["HOME"] = home;
    }
    await stat(join(directory, "home.duckdb"));
    await mkdir(join(directory, "what?"));
    await assert.rejects(openDuckDB(join(directory, "what?", "x.duckdb")), /folder with "\?" in its name/);
  });
});

describe("an open DuckDB file in this process", () => {
  it("is waited for until the signal says not to", async () => {
    const directory = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
    const destination = await openDuckDB(join(directory, "x.duckdb"));
    const reservation = await destination.reserve({ wait: false });
    const stop = new AbortController();
    const waiting = destination.reserve({ wait: true, signal: stop.signal });
    stop.abort(new Error("enough"));
    await assert.rejects(waiting, /enough/);
    await reservation.release();
    await (await destination.reserve({ wait: true, signal: new AbortController().signal })).release();
    await destination.close();
    await rm(directory, { recursive: true });
  });

  it("answers queries of every kind, and says so where there is none", async () => {
    const directory = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
    const destination = await openDuckDB(join(directory, "x.duckdb"));
    await load(destination, parcels, [{ records: [{ lago_id: "00000000-0000-4000-8000-000000000001" }], keys: ["n"] }]);
    for (const sql of ["", "  ", ";", "-- nothing"]) await assert.rejects(destination.query(sql), /There is no SQL statement to run/);
    assert.deepEqual((await destination.query("PRAGMA version")).columns, ["library_version", "source_id", "codename"]);
    assert.deepEqual(await destination.query("SELECT 1 AS a; SELECT 2 AS b"), { columns: ["b"], rows: [["2"]] });
    assert.deepEqual(await rowsOf(destination, "SELECT count(*) FROM parcels;"), [["1"]]);
    await destination.close();
    await rm(directory, { recursive: true });
  });
});
