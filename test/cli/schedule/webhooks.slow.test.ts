import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { describe, it, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { DIALECTS, newDatabase, type TestDatabase } from "../../databases.ts";
import { makeCompany } from "../../lago/company/company.ts";
import type { JsonObject } from "../../lago/rows.ts";
import { type Lago, startLago } from "../../lago/server.ts";
import { deliver, HMAC_KEY, signJwt, writeBody } from "../../lago/webhooks.ts";
import { type Desk, KEY, newDesk } from "../command-line.ts";

async function open(t: TestContext, dialect: (typeof DIALECTS)[number]) {
  const lago = await startLago({ data: makeCompany({ seed: 11, customers: 6, months: 4, eventsPerCharge: 1 }), apiKey: KEY });
  const desk = await newDesk(lago.url);
  const database = await newDatabase(dialect);
  t.after(async () => {
    await desk.remove();
    await database.remove();
    await lago.close();
  });
  return { lago, desk, database };
}

async function start(desk: Desk, database: TestDatabase, t: TestContext) {
  const args = ["load", "invoices", "--every", "1h", "--webhooks", "0", "--listen", "0", "--to", database.address, "--schema", database.schema];
  const loader = desk.start(args, { LAGO_WEBHOOK_HMAC_KEY: HMAC_KEY, HOME: desk.folder });
  t.after(() => loader.child.kill("SIGKILL"));
  let said = "";
  loader.child.stderr!.on("data", (text: string) => (said += text));
  await loader.said("Next load at");
  const url = /Receiving webhooks at (\S+),/.exec(said)![1]!;
  const listen = /Listening on (\S+\d):/.exec(said)![1]!;
  return { ...loader, url, page: async (path: string) => (await fetch(listen + path)).text(), said: () => said };
}

/** An invoice that no window reads again. */
function pickOld(lago: Lago): JsonObject {
  return lago.rows("invoices").map(({ text }) => JSON.parse(text) as JsonObject).findLast(({ status }) => status === "finalized")!;
}

async function organizationOf(lago: Lago): Promise<string> {
  const answer = await fetch(`${lago.url}/api/v1/organizations`, { headers: { authorization: `Bearer ${KEY}` } });
  return ((await answer.json()) as { organization: { lago_id: string } }).organization.lago_id;
}

async function numberOf(database: TestDatabase, id: unknown): Promise<string | null> {
  const destination = await database.open({ wait: true });
  try {
    return (await destination.query(`SELECT number FROM invoices WHERE lago_id = '${String(id)}'`)).rows[0]![0]!;
  } finally {
    await destination.close();
  }
}

for (const dialect of DIALECTS) {
  describe(`lago-loader load --webhooks into ${dialect}`, () => {
    it("a webhook shows in the table without the next load, and in /metrics", async (t) => {
      const { lago, desk, database } = await open(t, dialect);
      const { url, page, child, ended } = await start(desk, database, t);
      const invoice = pickOld(lago);
      lago.put("invoices", { ...invoice, number: "CHANGED-1" });
      const body = writeBody({ type: "invoice.voided", objectType: "invoice", organization: await organizationOf(lago), object: { ...invoice, number: "what the webhook says" } });
      assert.deepEqual((await Promise.all([deliver(url, body), deliver(url, body, signJwt(body)), deliver(url, body, { algorithm: "hmac", signature: "forged" })])).map(({ status }) => status), [200, 200, 401]);
      while (!/^lago_loader_webhook_lag_seconds_count [1-9]/m.test(await page("/metrics"))) await sleep(50);
      assert.match(await page("/metrics"), /^lago_loader_webhooks_total\{outcome="forged"\} 1$/m);
      assert.match(await page("/metrics"), /^lago_loader_webhook_hints_waiting 0$/m);
      assert.match(await page("/healthz"), /"status":"ok".*"webhooks":\{"waiting":0/);
      child.kill("SIGTERM");
      assert.equal((await ended).code, 0);
      assert.equal(await numberOf(database, invoice["lago_id"]), "CHANGED-1");
    });

    it("kill -9 between 200 and the commit: the next process answers the webhook", async (t) => {
      const { lago, desk, database } = await open(t, dialect);
      const { url, child, ended } = await start(desk, database, t);
      const invoice = pickOld(lago);
      lago.put("invoices", { ...invoice, number: "CHANGED-2" });
      const asked = new Promise<void>((resolve) => lago.setFaults([{ path: `/invoices/${String(invoice["lago_id"])}`, nth: 1, change: resolve, break: "stall" }]));
      const body = writeBody({ type: "invoice.voided", objectType: "invoice", organization: await organizationOf(lago), object: invoice });
      assert.equal((await deliver(url, body)).status, 200);
      await asked;
      // A load that waits for Lago holds up no webhook.
      assert.equal((await deliver(url, body, signJwt(body))).status, 200);
      child.kill("SIGKILL");
      await ended.catch(() => {});
      lago.setFaults([]);
      assert.notEqual(await numberOf(database, invoice["lago_id"]), "CHANGED-2");
      const next = await start(desk, database, t);
      assert.match(next.said(), /^1 webhooks of an earlier run are still pending\.$/m);
      while (!/^lago_loader_webhook_lag_seconds_count [1-9]/m.test(await next.page("/metrics"))) await sleep(50);
      next.child.kill("SIGTERM");
      await next.ended;
      assert.equal(await numberOf(database, invoice["lago_id"]), "CHANGED-2");
    });
  });
}

it("lago-loader load --webhooks needs --every, an address that is free, and one HMAC key", async (t) => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const desk = await newDesk("http://127.0.0.1:1");
  t.after(async () => {
    taken.close();
    await desk.remove();
  });
  const port = String((taken.address() as AddressInfo).port);
  const cases: readonly (readonly [args: readonly string[], env: Record<string, string>, said: RegExp])[] = [
    [["--webhooks", "0"], {}, /--webhooks loads changes between the loads of a schedule: give --every as well/],
    [["--every", "1h", "--webhooks", port], {}, new RegExp(`--webhooks: 127\\.0\\.0\\.1, port ${port}: another program listens there`)],
    [["--every", "1h", "--webhooks", "0"], { LAGO_WEBHOOK_HMAC_KEY: HMAC_KEY, LAGO_WEBHOOK_HMAC_KEY_FILE: "key" }, /LAGO_WEBHOOK_HMAC_KEY and LAGO_WEBHOOK_HMAC_KEY_FILE are both set/],
    [["--every", "1h", "--webhooks", "0"], { LAGO_WEBHOOK_HMAC_KEY_FILE: "no-such-file" }, /LAGO_WEBHOOK_HMAC_KEY_FILE: no-such-file cannot be read \(ENOENT\)/],
  ];
  for (const [args, env, said] of cases) {
    const { code, stderr } = await desk.run(["load", "taxes", ...args], { HOME: desk.folder, ...env });
    assert.equal(code, 2, stderr);
    assert.match(stderr, said);
    assert.ok(!stderr.includes(HMAC_KEY));
  }
});
