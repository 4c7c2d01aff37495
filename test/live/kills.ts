import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { billableMetrics, customers } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import { load } from "../../runtime/load.ts";
import type { Dialect } from "../../runtime/resource.ts";
import { expectBuilt } from "../built.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { assertSameTables } from "../incremental/same-tables.ts";
import { announce } from "../lago/announce.ts";
import { type JsonObject, makeRow } from "../lago/rows.ts";
import { type Lago as FakeLago, startLago } from "../lago/server.ts";
import { deliver, HMAC_KEY, writeBody } from "../lago/webhooks.ts";
import { ORGANIZATION } from "./open-receiver.ts";

const RESOURCES = [customers, billableMetrics];
const id = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
const customer = (index: number, name: string): JsonObject => ({ lago_id: id(index), external_id: `c-${index}`, name, created_at: "2026-01-01T00:00:00Z" });
const metric = (index: number): JsonObject => ({ lago_id: id(100 + index), code: `m-${index}`, name: `Metric ${index}`, created_at: "2026-01-01T00:00:00Z" });

/**
 * Kills a process that takes webhooks right before each of its file operations and statements, once each; `pick` chooses among them. What was
 * answered with 200 must be in the tables when the next process has answered what it finds. What was not, Lago sends again.
 */
export function describeLiveKills(pick: (count: number) => readonly number[]): void {
  for (const dialect of DIALECTS) {
    it(`webhooks that were answered with 200 reach ${dialect}, whenever the process is killed`, async () => {
      expectBuilt();
      const database = await newDatabase(dialect);
      const folder = await mkdtemp(join(tmpdir(), "lago-loader-live-kills-"));
      const tables = { customers: [1, 2, 3, 4].map((index) => makeRow("customers", customer(index, "first"))), billable_metrics: [makeRow("billable_metrics", metric(0))] };
      const fake = await startLago({ data: { organization: JSON.stringify({ lago_id: ORGANIZATION, name: "Hooli" }), tables }, apiKey: "test-key" });
      try {
        const destination = await database.open();
        await load(RESOURCES, { lago: createLago({ apiKey: "test-key", baseUrl: fake.url }), destination, resources: RESOURCES, resumeFolder: folder });
        // As if the lists were long: of short ones, all is read sooner than what has changed.
        await destination.query("UPDATE _loads SET pages = 1000");
        await destination.close();
        const place = { dialect, database, fake, folder };
        const count = (await live(place, 0, "whole")).ended;
        assert.ok(typeof count === "number" && count > 20, `the process that is not killed: ${count}`);
        await expectTrue(place, "not killed");
        for (const at of pick(count)) {
          const { acknowledged, ended, sent } = await live(place, at, `killed at ${at}`);
          assert.ok(ended === "SIGKILL" || typeof ended === "number", String(ended));
          // Those that were not acknowledged come again, three seconds later.
          const next = await live(place, 0, `after ${at}`, sent.filter((body) => !acknowledged.includes(body)));
          assert.ok(typeof next.ended === "number", String(next.ended));
          await expectTrue(place, `killed at ${at}, ${acknowledged.length} acknowledged`);
          assert.deepEqual((await readdir(folder)).filter((name) => name.endsWith(".hints")), []);
        }
      } finally {
        await fake.close();
        await database.remove();
        await rm(folder, { recursive: true, force: true });
      }
    });
  }
}

interface Place {
  readonly dialect: Dialect;
  readonly database: TestDatabase;
  readonly fake: FakeLago;
  readonly folder: string;
}

interface Ended {
  /** The signal, the number of operations where it lived, or what it said. */
  readonly ended: string | number;
  readonly sent: readonly string[];
  readonly acknowledged: readonly string[];
}

/** Lets things happen of which Lago sends webhooks, or sends these again, to a process that is killed before its operation of that number. */
async function live({ database: { address, schema }, fake, folder }: Place, at: number, name: string, again?: readonly string[]): Promise<Ended> {
  const bodies = again ?? happen(fake, name);
  const counted = `${folder}-${at}.count`;
  const settings = JSON.stringify({ url: fake.url, address, schema, folder, webhooks: bodies.length, organization: ORGANIZATION, hmac: HMAC_KEY });
  const preload = pathToFileURL(join(import.meta.dirname, "../load/kill-at.mjs")).href;
  const child = spawn(process.execPath, ["--import", preload, join(import.meta.dirname, "killed-live.mjs"), settings], { env: { ...process.env, KILL_AT: String(at), KILL_COUNT: counted } });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (said += String(text)));
  const closed = new Promise<NodeJS.Signals | null>((resolve) => child.once("close", (_, signal) => resolve(signal)));
  const acknowledged = await sendAll(child, bodies);
  const signal = await closed;
  try {
    return { sent: bodies, acknowledged, ended: signal ?? (said.trimEnd().endsWith("settled") && existsSync(counted) ? Number(readFileSync(counted, "utf8")) : said) };
  } finally {
    await rm(counted, { force: true });
  }
}

/** Answers those that were answered with 200. */
async function sendAll(child: ChildProcess, bodies: readonly string[]): Promise<readonly string[]> {
  const url = await new Promise<string | undefined>((resolve) => {
    child.stdout!.once("data", (text: Buffer) => resolve(String(text).split("\n")[0]));
    child.once("close", () => resolve(undefined));
  });
  const acknowledged: string[] = [];
  for (const [index, body] of url === undefined ? [] : bodies.entries()) {
    const status = await deliver(url!, body).then((answer) => answer.status, () => 0);
    if (status === 200) acknowledged.push(body);
    // The last ones come while the first are loaded, or after it.
    if (index === 1) await sleep(250);
  }
  return acknowledged;
}

/** Two customers are renamed, a metric is deleted, and another one is made. */
function happen(fake: FakeLago, name: string): readonly string[] {
  const rows = (table: "customers" | "billable_metrics") => fake.rows(table).map(({ text }) => JSON.parse(text) as JsonObject);
  const [first, second] = rows("customers");
  const [old] = rows("billable_metrics");
  const fresh = metric(Number(String(old!["code"]).slice(2)) + 1);
  const changes = [
    { table: "customers", before: first!, after: { ...first!, name } },
    { table: "billable_metrics", before: old!, after: null },
    { table: "customers", before: second!, after: { ...second!, name } },
    { table: "billable_metrics", before: null, after: fresh },
  ] as const;
  for (const { table, after, before } of changes) {
    if (after === null) fake.remove(table, String(before["lago_id"]));
    else fake.put(table, after);
  }
  return changes.flatMap((change) => announce(change).map((envelope) => writeBody({ ...envelope, organization: ORGANIZATION })));
}

async function expectTrue({ dialect, database, fake }: Place, what: string): Promise<void> {
  const fresh = await newDatabase(dialect);
  const [is, should] = [await database.open({ wait: true }), await fresh.open()];
  try {
    await load(RESOURCES, { lago: createLago({ apiKey: "test-key", baseUrl: fake.url }), destination: should, resources: RESOURCES });
    await assertSameTables(is, should, RESOURCES).catch((error: Error) => assert.fail(`${what}: ${error.message}`));
  } finally {
    await Promise.all([is.close(), should.close()]);
    await fresh.remove();
  }
}
