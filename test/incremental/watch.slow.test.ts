import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { resources, subscriptionCharges, walletTransactions } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { load, type LoadOptions } from "../../runtime/load.ts";
import type { ResourceReport } from "../../runtime/load/tally.ts";
import type { Resource } from "../../runtime/resource.ts";
import { DIALECTS, useDatabase } from "../databases.ts";
import { makeCompany } from "../lago/company/company.ts";
import type { JsonObject } from "../lago/rows.ts";
import { type Lago as FakeLago, startLago } from "../lago/server.ts";
import type { TableName } from "../lago/tables.ts";

const FIRST = Date.parse("2026-11-02T10:00:00Z");
const DAY = 86_400_000;

for (const dialect of DIALECTS) {
  describe(`a list below more than a few parents, into ${dialect}`, () => {
    let fake: FakeLago;
    let destination: Destination;
    beforeEach(async () => {
      fake = await startLago({ data: makeCompany({ seed: 11, customers: 12, months: 3, eventsPerCharge: 1 }), apiKey: "test-key" });
    });
    useDatabase(dialect, (opened) => void ({ destination } = opened));
    afterEach(() => fake.close());

    it("is asked for below all of them at first, then below those that are new or changed, for as long as its look-back", async () => {
      const first = await loadAt(0, walletTransactions);
      const all = first.asked;
      assert.deepEqual([first.report.extent, all], ["whole list, for the first time", count("wallets")]);
      assert.deepEqual(await loadAt(1, walletTransactions).then(extentOf), [`below 0 of ${all} wallets, new or changed, last full refresh 1 day ago`, 0]);

      const [spent] = await spendFrom("wallets");
      assert.deepEqual(await loadAt(2, walletTransactions).then(extentOf), [`below 1 of ${all} wallets, new or changed, last full refresh 2 days ago`, 1]);
      assert.deepEqual(await known("wallet_transactions", spent!), ["1"]);
      assert.equal((await loadAt(2.9, walletTransactions)).asked, 1, "what follows a change later is found as well");
      assert.equal((await loadAt(3.1, walletTransactions)).asked, 0);
    });

    it("is requested below parents that were all created after the first load", async () => {
      const rows = [...fake.rows("wallets")];
      for (const { id } of rows) fake.remove("wallets", id);
      await loadAt(0, walletTransactions);
      for (const { text, keys } of rows) fake.put("wallets", text, keys);
      const { report, asked } = await loadAt(1, walletTransactions);
      assert.deepEqual([report.status, asked], ["loaded", rows.length]);
    });

    it("hides a change that leaves no mark on its parent until the next full refresh, which comes with --max-age", async () => {
      await loadAt(0, walletTransactions);
      const transaction = newest("wallet_transactions");
      fake.put("wallet_transactions", { ...copy("wallet_transactions", transaction), name: "renamed" });
      const name = () => destination.query(`SELECT name FROM wallet_transactions WHERE lago_id = '${transaction}'`).then(({ rows }) => rows[0]![0]);
      assert.equal((await loadAt(1, walletTransactions)).report.status, "loaded");
      assert.notEqual(await name(), "renamed");
      const { report } = await loadAt(8, walletTransactions);
      assert.deepEqual([report.extent, await name()], ["whole list, last full refresh 8 days ago", "renamed"]);
    });

    it("marks what is gone below a parent that it was asked for, and nothing below the others", async () => {
      await loadAt(0, walletTransactions);
      const [, wallet] = await spendFrom("wallets");
      const gone = fake.rows("wallet_transactions").filter(({ text }) => text.includes(wallet!))[1]!.id;
      const elsewhere = fake.rows("wallet_transactions").find(({ text }) => !text.includes(wallet!))!.id;
      for (const id of [gone, elsewhere]) fake.remove("wallet_transactions", id);
      const { report } = await loadAt(1, walletTransactions);
      assert.deepEqual([report.status, report.deleted], ["loaded", 1]);
      assert.deepEqual(await known("wallet_transactions", gone), ["0"]);
      assert.deepEqual(await known("wallet_transactions", elsewhere), ["1"]);
    });

    it("is requested again below parents whose list failed", async () => {
      await loadAt(0, walletTransactions);
      const [spent, wallet] = await spendFrom("wallets");
      fake.setFaults([{ path: `/wallets/${wallet!}/wallet_transactions`, answer: { status: 500, body: "" } }]);
      assert.equal((await loadAt(1, walletTransactions)).report.status, "failed");
      fake.setFaults([]);
      assert.equal((await loadAt(1.1, walletTransactions)).asked, 1);
      assert.deepEqual(await known("wallet_transactions", spent!), ["1"]);
    });

    it("is always asked for below all of them where they are few, and below a subscription again when it ends", async () => {
      await loadAt(0, subscriptionCharges);
      const subscription = fake.rows("subscriptions").find((row) => row.keys["status"] === "active")!;
      fake.put("subscriptions", { ...(JSON.parse(subscription.text) as JsonObject), status: "terminated" }, { status: "terminated" });
      assert.equal((await loadAt(1, subscriptionCharges)).asked, 1);
      const { report, asked } = await loadAt(2, subscriptionCharges, { fewParents: 100 });
      assert.deepEqual([report.extent, asked > 10], ["whole list, of few parents", true]);
    });

    async function loadAt(days: number, resource: Resource, options: Partial<LoadOptions> = {}): Promise<{ report: ResourceReport; asked: number }> {
      const before = fake.requests.length;
      const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, retry: { attempts: 1 } });
      const report = await load([resource], { lago, destination, resources, now: new Date(FIRST + days * DAY), fewParents: 3, ...options });
      const path = new RegExp(`^${resource.path.replace(/\{\w+\}/g, "[^/]+")}$`);
      return { report: report.resources.at(-1)!, asked: new Set(fake.requests.slice(before).filter((request) => path.test(request.path)).map((request) => `${request.path} ${request.query.get("subscription_status")}`)).size };
    }

    /** One credit is spent; answers the transaction and the wallet. */
    async function spendFrom(table: "wallets"): Promise<string[]> {
      const row = fake.rows(table).find(({ id }) => fake.rows("wallet_transactions").filter(({ text }) => text.includes(id)).length > 1)!;
      const wallet = JSON.parse(row.text) as JsonObject;
      fake.put(table, { ...wallet, balance_cents: Number(wallet["balance_cents"]) - 100 });
      const like = fake.rows("wallet_transactions").find(({ text }) => text.includes(row.id))!;
      const id = "00000000-0000-4000-8000-000000000001";
      fake.put("wallet_transactions", { ...(JSON.parse(like.text) as JsonObject), lago_id: id });
      return [id, row.id];
    }

    function extentOf({ report, asked }: { report: ResourceReport; asked: number }) {
      return [report.extent, asked];
    }

    const count = (table: TableName) => fake.rows(table).length;
    const newest = (table: TableName) => fake.rows(table)[0]!.id;
    const copy = (table: TableName, id: string) => JSON.parse(fake.rows(table).find((row) => row.id === id)!.text) as JsonObject;
    const known = async (table: string, id: string) => (await destination.query(`SELECT count(*) FROM ${table} WHERE lago_id = '${id}' AND _deleted_at IS NULL`)).rows[0];
  });
}
