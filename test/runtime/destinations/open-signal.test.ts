import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { describe, it, type TestContext } from "node:test";
import pg from "pg";
import { openDestination } from "../../../runtime/destinations/open.ts";
import { openDuckLake } from "../../../runtime/destinations/ducklake/ducklake.ts";
import { openPostgres } from "../../../runtime/destinations/postgres/postgres.ts";
import { newDatabase, testPostgres } from "../../databases.ts";

const reason = new Error("The user has left.");

describe("opening Postgres ends with the reason of its signal", () => {
  it("if it was aborted before", async () => {
    await assert.rejects(openPostgres("postgres://127.0.0.1:1/none", { signal: AbortSignal.abort(reason) }), reason);
  });

  it("while the server does not answer, also by openDestination and of a DuckLake, and leaves no connection", async (t) => {
    const { address, closed } = await startSilentServer(t);
    for (const [open, prefix] of [[openPostgres, ""], [openDestination, ""], [openDuckLake, "ducklake:"]] as const) {
      const leaving = new AbortController();
      const opening = open(prefix + address, { signal: leaving.signal });
      setTimeout(() => leaving.abort(reason), 50);
      await assert.rejects(opening, reason);
      await closed();
    }
  });

  it("while another session holds what it waits for", async (t) => {
    const { address, schema, remove } = await newDatabase("postgres");
    const other = new pg.Client(await testPostgres());
    await other.connect();
    t.after(() => other.end().then(remove));
    await other.query("BEGIN; SELECT pg_advisory_xact_lock(hashtext('lago-loader create'))");
    const leaving = new AbortController();
    const opening = openPostgres(address, { schema, signal: leaving.signal });
    while ((await other.query("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).rows.length === 0);
    leaving.abort(reason);
    await assert.rejects(opening, reason);
    await other.query("COMMIT");
  });

  it("and not afterwards: an open database stays open", async (t) => {
    const { address, schema, remove } = await newDatabase("postgres");
    const leaving = new AbortController();
    const destination = await openPostgres(address, { schema, signal: leaving.signal });
    t.after(() => destination.close().then(remove));
    leaving.abort(reason);
    assert.deepEqual((await destination.query("SELECT 1")).rows, [["1"]]);
  });
});

/** Accepts connections and says nothing. `closed` resolves when the client has closed all of them. */
async function startSilentServer(t: TestContext): Promise<{ readonly address: string; readonly closed: () => Promise<unknown> }> {
  const sockets: Promise<unknown>[] = [];
  const server = createServer((socket) => void sockets.push(once(socket.on("error", () => {}).resume(), "close")));
  await once(server.listen(0, "127.0.0.1"), "listening");
  t.after(() => void server.close());
  return { address: `postgres://me@127.0.0.1:${(server.address() as AddressInfo).port}/none`, closed: () => Promise.all(sockets) };
}
