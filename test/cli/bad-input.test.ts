import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { makeCompany } from "../lago/company/company.ts";
import { htmlPage } from "../lago/faults.ts";
import { type Lago, startLago } from "../lago/server.ts";
import { type Desk, KEY, newDesk, PASSWORD } from "./command-line.ts";

/** Nothing listens there: it was free a moment ago. */
const CLOSED = await findFreePort();

/** One sentence each, the right exit code, and no stack trace. */
const CASES: readonly { what: string; args: readonly string[]; env?: Record<string, string>; code: number; says: RegExp }[] = [
  { what: "no command", args: [], code: 2, says: /^Usage: lago-loader/ },
  { what: "a command that is not there", args: ["lod"], code: 2, says: /^unknown command 'lod'\n\(Did you mean load\?\)\n$/ },
  { what: "an option that is not there", args: ["load", "--jsn"], code: 2, says: /^unknown option '--jsn'\n\(Did you mean --json\?\)\n$/ },
  { what: "a resource with a slip", args: ["load", "invioces"], code: 2, says: /^There is no resource "invioces"\. Did you mean invoices\?\n$/ },
  { what: "part of a name", args: ["load", "charges"], code: 2, says: /Did you mean plan_charges, plan_fixed_charges or subscription_charges\?/ },
  { what: "another spelling", args: ["schema", "credit-notes"], code: 2, says: /Did you mean credit_notes\?/ },
  { what: "no such word", args: ["load", "xyzzy"], code: 2, says: /`lago-loader resources` lists them/ },
  { what: "names and --all", args: ["load", "--all", "taxes"], code: 2, says: /--all means every resource/ },
  { what: "all of it excluded", args: ["load", "plan_charges", "--exclude", "plans"], code: 2, says: /Nothing is left to load/ },
  { what: "commas and no name", args: ["load", ","], code: 2, says: /^There is no name of a resource between the commas\./ },
  { what: "a schema without a name", args: ["status", "--schema", ""], code: 2, says: /'--schema <name>' argument '' is invalid\. Give a name\./ },
  { what: "a metric with a slip, before the database is opened", args: ["metric", "mrrr"], code: 2, says: /^There is no metric "mrrr"\. Did you mean mrr\?\n$/ },
  { what: "a URL that webhooks cannot have, before Lago is asked", args: ["check", "--webhooks", "example.com"], code: 2, says: /^--webhooks: example\.com cannot be where/ },
  { what: "a file of a format that is not there", args: ["export", "taxes", "-o", "taxes.xml"], code: 2, says: /^taxes\.xml: \.xml is no format of export\. Add --format/ },
  { what: "no number", args: ["load", "--concurrency", "many"], code: 2, says: /--concurrency .*whole number above 0/ },
  { what: "a page of nothing", args: ["load", "--per-page", "0"], code: 2, says: /--per-page .*whole number above 0/ },
  { what: "a rate of nothing", args: ["load", "--max-requests-per-second", "0"], code: 2, says: /number above 0/ },
  { what: "an interval without its unit", args: ["load", "--every", "15"], code: 2, says: /--every .*as in 7d, 12h, 90m or 30s/ },
  { what: "an interval of nothing", args: ["load", "--every", "0m"], code: 2, says: /--every .*Give 1s to 24d/ },
  { what: "an interval longer than a timer of Node's", args: ["load", "--every", "25d"], code: 2, says: /--every .*Give 1s to 24d/ },
  { what: "a range again and again", args: ["load", "--every", "1h", "--since", "2026-01-01"], code: 2, says: /'--every <interval>' cannot be used with option '--since <date>'/ },
  { what: "a page of health of a load that ends", args: ["load", "--listen", "9464"], code: 2, says: /give --every as well/ },
  { what: "a region that is not there", args: ["load", "--region", "mars"], code: 2, says: /Allowed choices are us, eu/ },
  { what: "a dialect that is not there", args: ["schema", "--dialect", "mysql"], code: 2, says: /Allowed choices are duckdb, postgres/ },
  { what: "no key", args: ["load"], env: { LAGO_API_KEY: "" }, code: 2, says: /^There is no API key\. Set LAGO_API_KEY/ },
  { what: "an address that is none", args: ["check"], env: { LAGO_API_URL: "lago" }, code: 2, says: /is not a URL/ },
  { what: "an address that sends the key in the open", args: ["load"], env: { LAGO_API_URL: "http://lago.example.com" }, code: 2, says: /--insecure/ },
  { what: "an unknown kind of database", args: ["load", "--to", `mysql://me:${PASSWORD}@h/d`], code: 2, says: /^"mysql:" is no destination/m },
  { what: "a malformed address of Postgres", args: ["load", "--to", `postgres://me:${PASSWORD}@:x/d`], code: 2, says: /address of the Postgres database is malformed/ },
  { what: "an address in the wrong place", args: ["load", `postgres://me:${PASSWORD}@h/d`], code: 2, says: /no resource "postgres:\/\/me:…@h\/d"/ },
  { what: "an address behind a slip", args: ["load", `--two=postgres://me:${PASSWORD}@h/d`], code: 2, says: /unknown option '--two=postgres:\/\/me:…@h\/d'/ },
  { what: "a folder", args: ["load", "taxes", "--to", "folder"], code: 6, says: /^folder is a directory\. Name a file in it/m },
  { what: "the root folder", args: ["load", "taxes", "--to", "/"], code: 6, says: /as in \/lago\.duckdb\.$/m },
  { what: "a file in a folder that is not there", args: ["check", "--to", "nowhere/lago.duckdb"], code: 6, says: /folder does not exist/ },
  { what: "a file of another kind", args: ["load", "taxes", "--to", "letter.txt"], code: 6, says: /^letter\.txt is not a DuckDB database/m },
  { what: "a Postgres that is not there", args: ["load", "taxes", "--to", `postgres://me:${PASSWORD}@127.0.0.1:${CLOSED}/d`], code: 6, says: /^Nothing listens at postgres:\/\/127\.0\.0\.1:\d+\/d\./m },
  { what: "a Lago that is not there", args: ["load", "taxes"], env: { LAGO_API_URL: `http://127.0.0.1:${CLOSED}` }, code: 7, says: /nothing listens at this address .*Is http.* the address of Lago\?\n$/ },
];

describe("bad input gets one clear sentence", { concurrency: 2 }, () => {
  let lago: Lago;
  let desk: Desk;

  before(async () => {
    lago = await startLago({ data: makeCompany({ customers: 1, months: 1 }), apiKey: KEY });
    desk = await newDesk(lago.url);
    await mkdir(join(desk.folder, "folder"));
    await writeFile(join(desk.folder, "letter.txt"), "Dear database");
  });
  after(async () => {
    await desk.remove();
    await lago.close();
  });

  for (const { what, args, env, code, says } of CASES) {
    it(`${what}: ${code}`, async () => {
      const ended = await desk.run(args, env);
      assert.match(ended.stderr, says);
      assert.doesNotMatch(ended.stderr, /^ +at /m);
      assert.equal(ended.code, code);
    });
  }

  it("a wrong password, which is not repeated: 6", async (test) => {
    const server = await refusePasswords();
    test.after(() => server.close());
    const { port } = server.address() as { port: number };
    const { code, stderr } = await desk.run(["load", "taxes", "--to", `postgres://me:${PASSWORD}@127.0.0.1:${port}/d`, "--debug"]);
    assert.match(stderr, /127\.0\.0\.1:\d+\/d refused the user or the password/);
    assert.equal(code, 6);
  });

  it("a port that answers HTML: 7", async (test) => {
    const shop = await startLago({ data: makeCompany({ customers: 1, months: 1 }), faults: [htmlPage] });
    test.after(() => shop.close());
    const { code, stderr } = await desk.run(["load", "taxes", "--to", "html.duckdb"], { LAGO_API_URL: shop.url });
    assert.match(stderr, /the answer is HTML.* Is http.* the address of Lago\?/);
    assert.equal(code, 7);
  });

  it("another server, which has no such page: 7", async (test) => {
    const shop = await startLago({ data: makeCompany({ customers: 1, months: 1 }), faults: [{ answer: { status: 404, body: "<h1>Not Found</h1>" } }] });
    test.after(() => shop.close());
    const { code, stderr } = await desk.run(["load", "taxes", "--to", "other.duckdb"], { LAGO_API_URL: shop.url });
    assert.match(stderr, /answered 404 .*These are not Lago's words/);
    assert.equal(code, 7);
  });

  it("--debug shows where an error came from", async () => {
    const { stderr } = await desk.run(["load", "xyzzy", "--debug"]);
    assert.match(stderr, /^ConfigurationError: There is no resource "xyzzy"/);
    assert.match(stderr, /^ +at /m);
  });
});

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** As Postgres answers a startup message of a user that it does not know by this password (28P01). */
async function refusePasswords(): Promise<Server> {
  const fields = Buffer.from("SFATAL\0C28P01\0Mpassword authentication failed for user \"me\"\0\0");
  const length = Buffer.alloc(4);
  length.writeInt32BE(fields.length + 4);
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.end(Buffer.concat([Buffer.from("E"), length, fields])));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
