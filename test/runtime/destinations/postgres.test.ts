import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { inspect } from "node:util";
import { describe, it } from "node:test";
import pg from "pg";
import { openPostgres } from "../../../runtime/destinations/postgres/postgres.ts";
import { ConfigurationError, DestinationError } from "../../../runtime/errors.ts";
import { newDatabase, testPostgres } from "../../databases.ts";
import { commitOptions, load, newStamp, pageOf, rowsOf } from "./loads.ts";
import { parcels } from "./parcels/parcels.ts";

describe("a Postgres database", () => {
  it("goes by a name without user, password and options", async () => {
    const database = await newDatabase("postgres");
    const destination = await database.open();
    const { host, pathname } = new URL(database.address);
    assert.equal(destination.name, `postgres://${host}${pathname}`);
    await destination.close();
    await database.remove();
  });

  it("is refused with one sentence that never holds the password", async () => {
    const url = await testPostgres();
    const cases: [(url: URL) => void, RegExp][] = [
      [(address) => (address.password = "s3cret"), /refused the user or the password/],
      [(address) => (address.pathname = "/missing"), /has no database/],
      [(address) => (address.port = "1"), /Nothing listens/],
      [(address) => (address.hostname = "no-such-host.invalid"), /host .* (is not known|could not be looked up)/],
      [(address) => address.searchParams.set("sslmode", "require"), /does not speak TLS/],
    ];
    for (const [change, message] of cases) {
      const address = new URL(url);
      address.password = "s3cret";
      if (!String(message).includes("password")) address.password = new URL(url).password;
      change(address);
      const error = await refusal(address.href);
      assert.match(error.message, message);
      assert.doesNotMatch(inspect(error, { depth: 9, showHidden: true }), /s3cret/);
    }
  });

  it("with a malformed address is refused without repeating it", async () => {
    for (const url of ["postgres://me:s3cret#x@host/db", "postgres://me:s3cret@[host/db", "postgres://me:s3%zzcret@localhost/db"]) {
      const error = await refusal(url);
      assert.doesNotMatch(inspect(error, { depth: 9, showHidden: true }), /s3/, url);
    }
    await assert.rejects(openPostgres("postgres://me:s3cret@host:port/db"), ConfigurationError);
  });

  it("that is a web server is refused", async () => {
    await withServer((socket) => socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n<html>")), async (url) => {
      assert.match((await refusal(url)).message, /is a Postgres server/);
    });
  });

  it("that is too old is refused", async () => {
    await withServer(answerAsPostgres("9.6.24", "90624", "UTF8"), async (url) => {
      assert.match((await refusal(url)).message, /is Postgres 9\.6\.24, which is too old\. Use version 15/);
    });
  });

  it("that cannot hold every character is refused", async () => {
    await withServer(answerAsPostgres("15.1", "150001", "LATIN1"), async (url) => {
      assert.match((await refusal(url)).message, /stores text as LATIN1/);
    });
  });

  it("can be opened by several loaders at once that all find nothing there", async () => {
    const database = await newDatabase("postgres");
    const opened = await Promise.all(Array.from({ length: 8 }, () => database.open()));
    await Promise.all(opened.map((destination) => load(destination, parcels, [], { sweep: false })));
    assert.deepEqual(await rowsOf(opened[0]!, "SELECT count(*) FROM _loads"), [["8"]]);
    for (const destination of opened) await destination.close();
    await database.remove();
  });

  it("takes any name for its schema", async () => {
    const schema = `it's "odd" ${Date.now()}`;
    const destination = await openPostgres(await testPostgres(), { schema });
    await load(destination, parcels, [{ records: [{ lago_id: "00000000-0000-4000-8000-000000000001" }], keys: ["n"] }]);
    const quoted = `"${schema.replaceAll('"', '""')}"`;
    assert.deepEqual(await rowsOf(destination, `SELECT count(*) FROM ${quoted}.parcels`), [["1"]]);
    await destination.query(`DROP SCHEMA ${quoted} CASCADE`);
    await destination.close();
  });

  it("needs no right to make schemas where the schema is there", async () => {
    const database = await newDatabase("postgres");
    const owner = await database.open();
    const role = `${database.schema}_loader`;
    const create = `CREATE ROLE ${role} LOGIN PASSWORD 'loader'`;
    await owner.query(`${create}; GRANT ALL ON SCHEMA ${database.schema} TO ${role}; GRANT ALL ON ALL TABLES IN SCHEMA ${database.schema} TO ${role}`);
    const address = Object.assign(new URL(database.address), { username: role, password: "loader" }).href;
    const destination = await openPostgres(address, { schema: database.schema });
    assert.equal((await load(destination, parcels, [{ records: [{ lago_id: "00000000-0000-4000-8000-000000000001" }], keys: ["n"] }])).inserted, 1);
    await destination.close();
    await assert.rejects(openPostgres(address, { schema: `${database.schema}_other` }), /may not make the schema .*_other\. Have an administrator run: GRANT CREATE ON DATABASE "\w+" TO "\w+"$/);
    await owner.query(`DROP OWNED BY ${role} CASCADE; DROP ROLE ${role}`);
    await owner.close();
    await database.remove();
  });

  it("that cuts the connection in the middle of a load keeps nothing of it and says so", async () => {
    const database = await newDatabase("postgres");
    const destination = await database.open();
    const stage = await destination.stage(parcels, newStamp());
    await stage.add([await stage.read(pageOf(parcels, [{ lago_id: "00000000-0000-4000-8000-000000000001" }]), ["n"])]);
    const admin = new pg.Client(database.address);
    await admin.connect();
    const killed = await admin.query("SELECT pg_terminate_backend(pid) FROM (SELECT DISTINCT pid FROM pg_locks WHERE relation = $1::regclass AND mode = 'RowExclusiveLock') AS loading", [`${database.schema}.parcels`]);
    assert.ok(killed.rowCount! > 0);
    await admin.end();
    await assert.rejects(stage.commit(commitOptions(parcels, newStamp())), (error) => error instanceof DestinationError && /was (cut|shut down)/.test(error.message));
    await stage.discard();
    assert.deepEqual(await rowsOf(destination, "SELECT count(*) FROM parcels"), [["0"]]);
    assert.equal((await load(destination, parcels, [{ records: [{ lago_id: "00000000-0000-4000-8000-000000000001" }], keys: ["n"] }])).inserted, 1);
    await destination.close();
    await database.remove();
  });

  it("is not forgotten by a firewall while lists are read: its connections send a sign of life each minute", { skip: !existsSync("/proc/self/net/tcp") && "only Linux shows the timers of sockets" }, async () => {
    const database = await newDatabase("postgres");
    const destination = await database.open();
    await destination.query("SELECT 1");
    const port = Number(new URL(database.address).port).toString(16).toUpperCase().padStart(4, "0");
    const own = new Set(readdirSync("/proc/self/fd").flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/self/fd/${fd}`)];
      } catch {
        // Closed since the folder was listed.
        return [];
      }
    }));
    const timers = readFileSync("/proc/self/net/tcp", "utf8").split("\n").flatMap((line) => {
      const [, , remote, , , timer = "", , , , inode] = line.trim().split(/\s+/);
      return remote?.endsWith(`:${port}`) && own.has(`socket:[${inode}]`) ? [timer.split(":")] : [];
    });
    assert.ok(timers.length > 0);
    // Kind 2 is keep-alive; its time is in hundredths of a second.
    for (const [kind, left] of timers) assert.deepEqual([kind, parseInt(left!, 16) <= 6_000], ["02", true]);
    await destination.close();
    await database.remove();
  });

  it("keeps its temporary tables apart from the real ones, however they are called", async () => {
    const database = await newDatabase("postgres");
    const destination = await database.open();
    await destination.query("CREATE TABLE mine (x int)");
    const stage = await destination.stage(parcels, newStamp());
    await stage.add([await stage.read(pageOf(parcels, [{ lago_id: "00000000-0000-4000-8000-000000000001" }]), ["n"])]);
    await stage.commit(commitOptions(parcels, newStamp()));
    assert.deepEqual(await rowsOf(destination, "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY 1"), [
      ["_cursors"], ["_details"], ["_loads"], ["_migrations"], ["_organization"], ["_parents"], ["_rejected"], ["_withheld"], ["mine"], ["parcels"], ["parcels__items"], ["parcels__items__labels"],
    ]);
    await destination.close();
    await database.remove();
  });

  it("can be opened for reading only, and is then not written to", async () => {
    const database = await newDatabase("postgres");
    const reader = await openPostgres(database.address, { schema: database.schema, readOnly: true });
    assert.deepEqual(await rowsOf(reader, `SELECT count(*) FROM pg_namespace WHERE nspname = '${database.schema}'`), [["0"]]);
    await assert.rejects(reader.query(`CREATE SCHEMA ${database.schema}`), /query only reads/);
    await reader.close();
  });
});

async function refusal(url: string): Promise<Error> {
  try {
    await (await openPostgres(url)).close();
  } catch (error) {
    assert.ok(error instanceof DestinationError || error instanceof ConfigurationError, String(error));
    return error;
  }
  return assert.fail(`${url} was opened`);
}

async function withServer(serve: (socket: Socket) => void, test: (url: string) => Promise<void>): Promise<void> {
  const server: Server = createServer(serve).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    await test(`postgres://me:s3cret@127.0.0.1:${(server.address() as { port: number }).port}/db`);
  } finally {
    server.close();
  }
}

/** Lets anybody in and answers every statement with a row of these three. */
function answerAsPostgres(...columns: string[]): (socket: Socket) => void {
  const names = ["version", "number", "encoding"];
  const described = names.map((name) => Buffer.concat([Buffer.from(`${name}\0`), Buffer.from("00000000000000000019ffffffffffff0000", "hex")]));
  const row = columns.map((value) => Buffer.concat([int32(value.length), Buffer.from(value)]));
  const ready = message("Z", Buffer.from("I"));
  return (socket) => {
    socket.on("error", () => {});
    socket.once("data", () => {
      socket.write(Buffer.concat([message("R", int32(0)), ready]));
      socket.on("data", (data) => {
        if (data[0] === "X".charCodeAt(0)) return socket.end();
        socket.write(
          Buffer.concat([message("T", int16(3), ...described), message("D", int16(3), ...row), message("C", Buffer.from("SELECT 1\0")), ready]),
        );
      });
    });
  };
}

function message(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
