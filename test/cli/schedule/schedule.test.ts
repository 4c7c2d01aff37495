import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { openDuckDB } from "../../../runtime/destinations/duckdb/duckdb.ts";
import { DIALECTS, newDatabase } from "../../databases.ts";
import type { Lago } from "../../lago/server.ts";
import { startBooks } from "../../load/add-on-books.ts";
import { type Desk, KEY, newDesk } from "../command-line.ts";

const LOADS = "SELECT status, rows FROM _loads ORDER BY started_at";
const COUNT = "SELECT count(*) AS rows FROM add_ons";

async function open(t: TestContext): Promise<{ lago: Lago; desk: Desk }> {
  const lago = await startBooks(45, { apiKey: KEY });
  const desk = await newDesk(lago.url);
  t.after(async () => {
    await desk.remove();
    await lago.close();
  });
  return { lago, desk };
}

/** A schedule that runs; its paths answer at `ask`. */
async function start(desk: Desk, t: TestContext, args: readonly string[] = [], env: Readonly<Record<string, string | undefined>> = {}) {
  const loader = desk.start(["load", "add_ons", "--every", "1h", "--listen", "0", "--json", ...args], env);
  t.after(() => loader.child.kill("SIGKILL"));
  let said = "";
  loader.child.stderr!.on("data", (text: string) => (said += text));
  await loader.said("Listening on ");
  const url = /http:[^\s]+\d/.exec(said)![0];
  const ask = async (path: string) => {
    const answer = await fetch(url + path);
    return `${answer.status} ${await answer.text()}`;
  };
  /** Waits until this many loads have ended; not for those of a schedule that is over. */
  const loads = async (count: number) => {
    while ((said.match(/Next load at|next load begins at once\.$/gm) ?? []).length < count) {
      assert.equal(loader.child.exitCode ?? loader.child.signalCode, null, said);
      await sleep(20);
    }
  };
  return { ...loader, url, ask, loads };
}

/** The ids that `--json` printed, a line a load. */
const idsIn = (stdout: string) => stdout.trim().split("\n").map((line) => (JSON.parse(line) as { load_id: string }).load_id);

describe("lago-loader load --every", { concurrency: 2 }, () => {
  it("loads again and again; between two loads others can read the file; SIGTERM ends it with 0", async (t) => {
    const { desk } = await open(t);
    const { child, loads, ended } = await start(desk, t, ["--every", "1s"]);
    await loads(3);
    child.kill("SIGTERM");
    const { code, stdout, stderr } = await ended;
    assert.equal(code, 0, stderr);
    const ids = new Set(idsIn(stdout));
    assert.ok(ids.size >= 3);
    assert.match(stderr, /^Into lago\.duckdb, schema lago_data: 45 rows in \d\.\d s\. Resources: 1 loaded\. (Next load at \S+Z|That took longer than the interval, so the next load begins at once)\.$/m);
    const { stdout: journal } = await desk.run(["query", "SELECT load_id FROM _loads", "--json"]);
    assert.ok(journal.match(/[\da-f-]{36}/g)!.every((id) => ids.has(id)));
  });

  it("waits with a closed file, and says how it is", async (t) => {
    const { desk } = await open(t);
    const { child, loads, ask, ended } = await start(desk, t);
    await loads(1);
    assert.equal((await desk.run(["query", COUNT, "--json"])).stdout, '{"rows":"45"}\n');
    assert.match(await ask("/healthz"), /^200 \{"status":"ok",.*"running_since":null,.*"rows":45/);
    assert.match(await ask("/metrics"), /^200 [^]*^lago_loader_rows_total\{resource="add_ons"\} 45$/m);
    child.kill("SIGINT");
    assert.equal((await ended).code, 0);
  });

  it("SIGHUP begins the next load at once; one during a load begins one more after it, and never two at a time", async (t) => {
    const { desk, lago } = await open(t);
    const { child, loads, ask, ended } = await start(desk, t);
    await loads(1);
    const reading = new Promise<void>((resolve) => lago.setFaults([{ path: "/add_ons", nth: 1, change: resolve, delay: 1500 }]));
    child.kill("SIGHUP");
    await reading;
    assert.match(await ask("/metrics"), /^lago_loader_load_running 1$/m);
    child.kill("SIGHUP");
    child.kill("SIGHUP");
    await loads(3);
    await sleep(300);
    child.kill("SIGTERM");
    const { code, stdout } = await ended;
    assert.deepEqual([code, idsIn(stdout).length], [0, 3]);
    assert.equal((await desk.run(["query", LOADS, "--json"])).stdout, '{"status":"loaded","rows":"45"}\n'.repeat(3));
  });

  it("a key that is refused later is tried again, and one that is changed in .env is taken", async (t) => {
    const { desk, lago } = await open(t);
    const writeKey = (key: string) => writeFile(join(desk.folder, ".env"), `LAGO_API_URL=${lago.url}\nLAGO_API_KEY=${key}\n`);
    await writeKey(KEY);
    const { child, loads, ask, ended } = await start(desk, t, [], { LAGO_API_KEY: undefined, LAGO_API_URL: undefined });
    await loads(1);
    await writeKey("the-key-before");
    child.kill("SIGHUP");
    await loads(2);
    assert.match(await ask("/healthz"), /^200 .*"last_load":\{.*"status":"failed",.*"error":\{"code":3,"message":"GET \S+ answered 401/);
    assert.match(await ask("/metrics"), /^lago_loader_loads_total\{status="failed"\} 1$/m);
    await writeKey(KEY);
    child.kill("SIGHUP");
    await loads(3);
    child.kill("SIGTERM");
    const { code, stdout, stderr } = await ended;
    assert.equal(code, 0);
    assert.match(stderr, /^GET \S+ answered 401 Unauthorized\. .* Next load at \S+Z\.$/m);
    assert.doesNotMatch(`${stdout}${stderr}`, /the-key-before/);
    assert.equal((await desk.run(["query", LOADS, "--json"])).stdout, '{"status":"loaded","rows":"45"}\n'.repeat(2));
  });

  it("what is wrong from the start ends it, with the exit codes of a single load", async (t) => {
    const { desk } = await open(t);
    const run = async (args: readonly string[], env?: Readonly<Record<string, string>>) => (await desk.run(["load", "add_ons", "--every", "1s", ...args], env)).code;
    assert.equal(await run([], { LAGO_API_KEY: "another-key" }), 3);
    assert.equal(await run([], { LAGO_API_KEY: "" }), 2);
    assert.equal(await run(["--to", "mysql://host/database"]), 2);
    const { url } = await start(desk, t);
    assert.equal(await run(["--listen", new URL(url).port]), 2);
  });

  it("what may be well in a moment does not: a file that another program holds", async (t) => {
    const { desk } = await open(t);
    const held = await openDuckDB(join(desk.folder, "lago.duckdb"));
    const { child, loads, ended } = await start(desk, t, ["--every", "1s"]);
    await loads(1);
    await held.close();
    await loads(3);
    child.kill("SIGTERM");
    const { code, stdout, stderr } = await ended;
    assert.equal(code, 0);
    assert.match(stderr, new RegExp(`^lago\\.duckdb is in use by process ${process.pid} .* Next load at `, "m"));
    const [failed, ...others] = stdout.trim().split("\n").map((line) => JSON.parse(line) as { load_id: string; destination: string | null; error?: string });
    assert.match(failed!.load_id, /^[\da-f-]{36}$/);
    assert.equal(failed!.destination, null);
    // On a slow machine SIGTERM comes in the middle of one more.
    assert.ok(others.some(({ error }) => error === undefined), stdout);
    assert.match(failed!.error!, /is in use/);
  });

  it("--log-format json says each load as an event", async (t) => {
    const { desk } = await open(t);
    const { child, said, ended } = desk.start(["load", "add_ons", "--every", "1h", "--log-format", "json"]);
    await said('"event":"load"');
    child.kill("SIGTERM");
    const { code, stdout, stderr } = await ended;
    assert.deepEqual([code, stdout], [0, ""]);
    const events = stderr.trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
    const { load_id, status, error, next_at } = events.find(({ event }) => event === "load")!;
    assert.deepEqual([status, error], ["loaded", null]);
    assert.match(String(load_id), /^[\da-f-]{36}$/);
    assert.ok(Date.parse(String(next_at)) > Date.now());
  });

  for (const dialect of DIALECTS) {
    it(`SIGTERM in the middle of a load into ${dialect}: 0, the table is as it was, the lock is free`, async (t) => {
      const { desk, lago } = await open(t);
      const database = await newDatabase(dialect);
      t.after(() => database.remove());
      const to = ["--to", database.address, "--schema", database.schema];
      const { child, loads, ended } = await start(desk, t, ["--per-page", "10", ...to]);
      await loads(1);
      const reading = new Promise<void>((resolve) => lago.setFaults([{ path: "/add_ons", page: 3, change: resolve, break: "stall" }]));
      lago.remove("add_ons", (JSON.parse(lago.list("/add_ons")[0]!) as { lago_id: string }).lago_id);
      child.kill("SIGHUP");
      await reading;
      child.kill("SIGTERM");
      const { code, stdout, stderr } = await ended;
      assert.equal(code, 0, stderr);
      assert.equal(idsIn(stdout).length, 2);
      const query = async (sql: string) => (await desk.run(["query", sql, "--json", ...to])).stdout;
      assert.equal(await query("SELECT count(*) AS rows, count(_deleted_at) AS deleted, count(DISTINCT _load_id) AS loads FROM add_ons"), '{"rows":"45","deleted":"0","loads":"1"}\n');
      lago.setFaults([]);
      assert.equal((await desk.run(["load", "add_ons", ...to])).code, 0);
      assert.equal(await query("SELECT count(_deleted_at) AS deleted FROM add_ons"), '{"deleted":"1"}\n');
    });
  }
});
