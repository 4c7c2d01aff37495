import assert from "node:assert/strict";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { openDestination } from "../../../runtime/destinations/open.ts";
import { parseAddress } from "../../../runtime/destinations/postgres/address.ts";
import { readPasswordFile } from "../../../runtime/destinations/postgres/password-file.ts";
import { openPostgres } from "../../../runtime/destinations/postgres/postgres.ts";
import { listWays } from "../../../runtime/destinations/postgres/tls.ts";
import { ConfigurationError } from "../../../runtime/errors.ts";
import { DIALECTS, newDatabase, testPostgres } from "../../databases.ts";

describe("an address of Postgres", () => {
  it("is read as libpq reads it", () => {
    const read = (address: string) => {
      const { hosts, user, password, database, name } = parseAddress(address);
      return [hosts.map(({ host, port }) => `${host}|${port}`).join(" "), user, password, database, name];
    };
    assert.deepEqual(read("postgres://me:pw@db.example.com:5433/billing"), ["db.example.com|5433", "me", "pw", "billing", "postgres://db.example.com:5433/billing"]);
    assert.deepEqual(read("postgres://me:pw@/billing?host=/run/pg"), ["/run/pg|", "me", "pw", "billing", "postgres:///run/pg/billing"]);
    assert.deepEqual(read("postgresql://me@%2Frun%2Fpg/billing"), ["/run/pg|", "me", "", "billing", "postgres:///run/pg/billing"]);
    assert.deepEqual(read("postgres://a,b:6000,[::1]/db"), ["a| b|6000 [::1]|", "", "", "db", "postgres://a,b:6000,[::1]/db"]);
    assert.deepEqual(read("postgres://me:p%40%2F%23s%25@h/d"), ["h|", "me", "p@/#s%", "d", "postgres://h/d"]);
    assert.deepEqual(read("postgres://me:pa%ss@h/d")[2], "pa%ss");
    assert.deepEqual(read("postgres://me:pa@ss@h/d").slice(0, 3), ["h|", "me", "pa@ss"]);
  });

  it("that a password with special characters has torn apart is refused without a part of it", () => {
    for (const password of ["2024#rest", "2024?rest", "2024/rest", "20/24#re?st"]) {
      assert.throws(() => parseAddress(`postgres://loader:${password}@host/db`), (error) => error instanceof ConfigurationError && /percent-encoded/.test(error.message) && !/2024|20|loader|rest/.test(error.message));
    }
  });

  it("in the form of another tool is refused, and no file is made of it", async () => {
    for (const text of ["host=db user=loader password=s3cret dbname=billing", "dbname=billing", "Server=db;Database=billing;User Id=me;Password=s3cret", "service=billing", " host = db"]) {
      await assert.rejects(openDestination(text), (error) => error instanceof ConfigurationError && /Write postgres:/.test(error.message) && !/s3cret/.test(error.message));
    }
    await assert.rejects(openPostgres("postgres://me@localhost/db?schema=reporting"), /Name the schema with --schema/);
  });

  it("takes the next host where the first does not answer", async (t) => {
    const database = await newDatabase("postgres");
    t.after(() => database.remove());
    const url = new URL(database.address);
    const address = `postgres://${url.username}:${url.password}@127.0.0.1:1,${url.host}${url.pathname}?target_session_attrs=read-write`;
    await (await openPostgres(address, { schema: database.schema })).close();
  });

  it("has its password from .pgpass, unless others may read that", async (t) => {
    const directory = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
    const file = join(directory, "pgpass");
    t.after(() => (delete process.env["PGPASSFILE"], rm(directory, { recursive: true })));
    process.env["PGPASSFILE"] = file;
    await writeFile(file, "# mine\nh:5432:*:me:no\\:w\\\\ord\n*:*:*:other:x\n", { mode: 0o600 });
    assert.equal(await readPasswordFile({ host: "h", port: 5432, database: "d", user: "me" }), "no:w\\ord");
    assert.equal(await readPasswordFile({ host: "i", port: 1, database: "d", user: "me" }), undefined);
    await chmod(file, 0o644);
    assert.equal(await readPasswordFile({ host: "h", port: 5432, database: "d", user: "me" }), undefined);
  });
});

describe("sslmode", () => {
  const ways = (options: Record<string, string>) => listWays(new Map(Object.entries(options))).map((way) => (way === false ? "plain" : way.rejectUnauthorized ? (way.checkServerIdentity ? "authority" : "host") : "unchecked"));

  it("means what it means to libpq", () => {
    assert.deepEqual(ways({}), ["unchecked", "plain"]);
    assert.deepEqual(ways({ sslmode: "disable" }), ["plain"]);
    assert.deepEqual(ways({ sslmode: "allow" }), ["plain", "unchecked"]);
    assert.deepEqual(ways({ sslmode: "require" }), ["unchecked"]);
    assert.deepEqual(ways({ sslmode: "verify-ca" }), ["authority"]);
    assert.deepEqual(ways({ sslmode: "verify-full" }), ["host"]);
    assert.deepEqual(ways({ sslrootcert: "system" }), ["host"]);
    assert.deepEqual(ways({ sslmode: "require", sslrootcert: import.meta.filename }), ["authority"]);
    assert.throws(() => ways({ sslmode: "require", sslrootcert: "system" }), /needs sslmode=verify-full/);
    assert.throws(() => ways({ sslmode: "sure" }), /sslmode=sure is unknown/);
    assert.throws(() => ways({ sslmode: "verify-ca", sslrootcert: "/not/there.crt" }), /The file of sslrootcert, \/not\/there\.crt, cannot be read \(ENOENT\)/);
  });

  it("prefer continues without TLS if the server has none", async () => {
    const reader = await openPostgres(`${await testPostgres()}?sslmode=prefer`, { readOnly: true });
    assert.deepEqual((await reader.query("SELECT 1")).rows, [["1"]]);
    await reader.close();
  });
});

for (const dialect of DIALECTS) {
  it(`a mistake in a query of ${dialect} is the one's who asked, and two statements are one too many`, async (t) => {
    const database = await newDatabase(dialect);
    t.after(() => database.remove());
    await (await database.open()).close();
    const reader = await openDestination(database.address, { schema: database.schema, readOnly: true });
    const refused = async (sql: string, message: RegExp) => assert.rejects(reader.query(sql), (error) => error instanceof ConfigurationError && message.test(error.message));
    for (const empty of ["", ";", "-- nothing"]) await refused(empty, /There is no SQL statement to run/);
    await refused("SELECT 1; SELECT 2", /query runs one statement/);
    await refused("SELECT *\nFORM _loads", /The SQL cannot be run: .*syntax error.*(LINE 2|line 2, column 6)/is);
    await refused("SELECT x FROM nowhere", /The SQL cannot be run: .*nowhere/s);
    await refused("DELETE FROM _loads", /query only reads/);
    assert.deepEqual((await reader.query("SELECT 1 -- one")).rows, [["1"]]);
    await reader.close();
  });
}
