import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Client as EarlierClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as EarlierTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import pg from "pg";
import { resources } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import { load } from "../../runtime/load.ts";
import type { Dialect } from "../../runtime/resource.ts";
import { readerRole } from "../../runtime/reader/postgres-reader.ts";
import { COMMAND, expectBuilt } from "../built.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { makeCompany } from "../lago/company/company.ts";
import { type Lago, startLago } from "../lago/server.ts";
import { listEscapes, WRITES } from "../reader/attacks.ts";

/** What both generations of the official client can do. */
interface AnyClient {
  listTools(): Promise<{ tools: { name: string; annotations?: { readOnlyHint?: boolean | undefined } | undefined; outputSchema?: unknown }[] }>;
  callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<unknown>;
  close(): Promise<void>;
}

type Answer = { isError?: boolean; content: { text: string }[]; structuredContent?: Record<string, never> };

const LOADED = ["customers", "plans", "subscriptions", "invoices"];

describe("lago-loader mcp", () => {
  let lago: Lago;
  const databases = new Map<string, TestDatabase>();
  const addresses = new Map<string, string>();
  const drops: (() => Promise<void>)[] = [];
  const clients: AnyClient[] = [];

  before(async () => {
    expectBuilt();
    lago = await startLago({ data: makeCompany({ customers: 8, months: 4 }), apiKey: "key" });
    for (const dialect of DIALECTS) {
      const database = await newDatabase(dialect);
      databases.set(dialect, database);
      const destination = await database.open();
      await load(resources.filter(({ name }) => LOADED.includes(name)), { lago: createLago({ apiKey: "key", baseUrl: lago.url }), destination });
      await destination.close();
      addresses.set(dialect, database.address);
    }
    const [address, drop] = await makeReader(databases.get("postgres")!);
    addresses.set("postgres", address);
    drops.push(drop);
  });
  after(async () => {
    // Also those of a test that failed: a server that runs keeps this process.
    for (const client of clients) await client.close().catch(() => {});
    for (const drop of drops) await drop();
    for (const database of databases.values()) await database.remove();
    await lago.close();
  });

  for (const dialect of DIALECTS) {
    for (const generation of ["2025-11-25", "2026-07-28", "sdk 1"] as const) {
      it(`answers a client of ${generation} from ${dialect}`, async () => {
        const client = await connect(generation, dialect);
        const { tools } = await client.listTools();
        assert.deepEqual(tools.map(({ name }) => name).sort(), ["describe_table", "list_tables", "metric", "query", "status"]);
        assert.ok(JSON.stringify(tools).length < 8000, `tools/list has ${JSON.stringify(tools).length} bytes`);
        for (const { name, annotations, outputSchema } of tools) assert.ok(annotations?.readOnlyHint && outputSchema, name);
        const mrr = await call(client, "metric", { name: "mrr", by: ["plan"] });
        assert.match(JSON.stringify(mrr.structuredContent), /"definition":"What the plans .*"columns":\["month","currency","plan","mrr"/);
        assert.deepEqual(JSON.parse(mrr.content[0]!.text), mrr.structuredContent);
        const count = await call(client, "query", { sql: "SELECT count(*) AS n FROM invoices" });
        assert.match(JSON.stringify(count.structuredContent), /"rows":\[\["[1-9]\d*"\]\]/);
        await client.close();
      });
    }

    it(`gives a model what it needs to mend its question on ${dialect}`, async () => {
      const client = await connect("2026-07-28", dialect);
      for (const [name, args, message] of [
        ["query", { sql: "SELECT nmae FROM customers" }, /nmae/],
        ["query", { sql: "DROP TABLE invoices" }, /SELECT/],
        ["query", { sql: "SELECT 1; SELECT 2" }, /./],
        ["metric", { name: "mrr", by: ["city"] }, /cannot be broken down by city. It has plan, customer/],
        ["metric", { name: "wallet_balances" }, /needs wallets, which this database does not have yet/],
        ["describe_table", { table: "invoice" }, /There is no table "invoice"\. Did you mean invoices/],
      ] as const) {
        const answer = await call(client, name, args);
        assert.equal(answer.isError, true, name);
        assert.match(answer.content[0]!.text, message);
      }
      await client.close();
    });

    it(`refuses through query whatever the page refuses, on ${dialect}`, async () => {
      const evil = await mkdtemp(join(tmpdir(), "lago-loader-evil-"));
      await writeFile(join(evil, "secret.txt"), "a secret of this machine");
      const client = await connect("2026-07-28", dialect);
      for (const sql of [...WRITES, ...listEscapes(dialect as Dialect, evil, join(evil, "secret.txt"))]) {
        // Its schema turns the empty statement down before it is asked.
        const answer = await call(client, "query", { sql }).catch((error: Error) => ({ isError: true, content: [{ text: error.message }] }));
        assert.equal(answer.isError, true, sql);
        assert.doesNotMatch(answer.content[0]!.text, /a secret of this machine|root:x:/, sql);
      }
      assert.deepEqual(await readdir(evil), ["secret.txt"]);
      assert.match(JSON.stringify((await call(client, "query", { sql: "SELECT count(*) > 0 FROM customers" })).structuredContent), /"(true|t)"/);
      await client.close();
      await rm(evil, { recursive: true });
    });

    it(`says what the tables mean and how fresh they are on ${dialect}`, async () => {
      const client = await connect("2025-11-25", dialect);
      const table = JSON.stringify((await call(client, "describe_table", { table: "invoices" })).structuredContent);
      assert.match(table, /"name":"total_amount_cents","type":"integer"[^}]*"unit":"minor","currency":"currency"/);
      const tables = JSON.stringify((await call(client, "list_tables", { match: "plan" })).structuredContent);
      assert.match(tables, /"name":"plans","rows":[1-9]/);
      const status = JSON.stringify((await call(client, "status", {})).structuredContent);
      assert.match(status, /"as_of":"20.*"resource":"invoices","status":"loaded".*"unseen":"changes of rows whose issuing_date/);
      await client.close();
    });
  }

  it("has resources with completion and prompts", async () => {
    const client = (await connect("2026-07-28", "duckdb")) as Client;
    assert.deepEqual((await client.listResources()).resources.map(({ uri }) => uri).sort(), ["lago://metrics", "lago://schema"]);
    const { completion } = await client.complete({ ref: { type: "ref/resource", uri: "lago://tables/{table}" }, argument: { name: "table", value: "wallet_" } });
    assert.ok(completion.values.includes("wallet_transactions"));
    const { messages } = await client.getPrompt({ name: "billing_review", arguments: { month: "2026-10" } });
    assert.match(JSON.stringify(messages), /Review the billing of 2026-10/);
    await client.close();
  });

  it("hides personal columns, and free SQL with them", async () => {
    const client = await connect("2026-07-28", "duckdb", ["--hide-personal"]);
    assert.ok(!(await client.listTools()).tools.some(({ name }) => name === "query"));
    assert.doesNotMatch(JSON.stringify((await call(client, "describe_table", { table: "customers" })).structuredContent), /"name":"email"/);
    assert.doesNotMatch(JSON.stringify((await call(client, "metric", { name: "top_debtors" })).structuredContent), /"columns":\[[^\]]*"name"/);
    await client.close();
  });

  it("loads only when that was allowed, and prints nothing but the protocol", async () => {
    const client = await connect("2025-11-25", "duckdb", ["--allow-load"]);
    const dry = await call(client, "load", { resources: ["taxes"] });
    assert.match(JSON.stringify(dry.structuredContent), /"exit_code":0,"output":".*taxes.*Nothing was written/s);
    const real = await call(client, "load", { resources: ["taxes"], dry_run: false });
    assert.match(JSON.stringify(real.structuredContent), /"exit_code":0/);
    assert.match(JSON.stringify((await call(client, "query", { sql: "SELECT count(*) > 0 FROM taxes" })).structuredContent), /\[\["true"\]\]/);
    await client.close();
  });

  it("says nothing but JSON-RPC on stdout, whatever it is sent", async () => {
    const child = spawn(process.execPath, [COMMAND, "mcp", "--to", addresses.get("duckdb")!, "--allow-load"], { stdio: ["pipe", "pipe", "ignore"] });
    let said = "";
    const listed = new Promise<void>((resolve) => child.stdout.on("data", (chunk) => (said += String(chunk)).includes('"id":2') && resolve()));
    const send = (line: unknown) => child.stdin.write(`${typeof line === "string" ? line : JSON.stringify(line)}\n`);
    send({ jsonrpc: "2.0", id: 1, method: "initialize", params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "test", version: "1" } } });
    for (const line of ["no JSON", "{", "[]", '"text"', { jsonrpc: "2.0", id: 3, method: "no/such" }, { jsonrpc: "2.0", method: "notifications/initialized" }, { jsonrpc: "2.0", id: 2, method: "tools/list" }]) send(line);
    await listed;
    child.stdin.end();
    await new Promise((resolve) => child.on("close", resolve));
    const lines = said.trim().split("\n").map((line) => JSON.parse(line) as { jsonrpc: string; id: number; result?: object });
    assert.deepEqual(lines.filter(({ jsonrpc }) => jsonrpc !== "2.0"), []);
    // Also with the tool that loads, which names each resource.
    assert.ok(JSON.stringify(lines.find(({ id }) => id === 2)!.result).length < 8000);
  });

  it("ends when its client does, without a word on stdout", async () => {
    const child = spawn(process.execPath, [COMMAND, "mcp", "--to", addresses.get("duckdb")!], { stdio: ["pipe", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (chunk) => (said += String(chunk)));
    setTimeout(() => child.stdin.end(), 500);
    const code = await new Promise((resolve) => child.on("close", resolve));
    assert.deepEqual([code, said], [0, ""]);
  });

  async function connect(...args: Parameters<typeof open>): Promise<AnyClient> {
    const client = await open(...args);
    clients.push(client);
    return client;
  }

  async function open(generation: "2025-11-25" | "2026-07-28" | "sdk 1", dialect: string, more: readonly string[] = []): Promise<AnyClient> {
    const { schema } = databases.get(dialect)!;
    const server = { command: process.execPath, args: [COMMAND, "mcp", "--to", addresses.get(dialect)!, "--schema", schema, ...more], env: { PATH: process.env["PATH"]!, LAGO_API_KEY: "key", LAGO_API_URL: lago.url } };
    if (generation === "sdk 1") {
      const client = new EarlierClient({ name: "test", version: "1" });
      await client.connect(new EarlierTransport(server) as never);
      return client as AnyClient;
    }
    const client = new Client({ name: "test", version: "2" }, generation === "2026-07-28" ? { versionNegotiation: { mode: "auto" } } : {});
    await client.connect(new StdioClientTransport(server));
    return client as AnyClient;
  }
});

async function call(client: AnyClient, name: string, args: Record<string, unknown>): Promise<Answer> {
  return (await client.callTool({ name, arguments: args })) as Answer;
}

/** Answers with the address of a role that only reads, made with the SQL that users are given, and how to drop it. */
async function makeReader({ address, schema }: TestDatabase): Promise<[string, () => Promise<void>]> {
  const role = `reader_${randomBytes(4).toString("hex")}`;
  const admin = new pg.Client(address);
  await admin.connect();
  await admin.query(readerRole(schema).replaceAll("lago_reader", role).replace("…", "secret"));
  const url = Object.assign(new URL(address), { username: role, password: "secret" });
  return [url.href, async () => {
    await admin.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await admin.end();
  }];
}
