import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { addOns, customerPaymentMethods, customers, wallets, walletTransactions } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { load } from "../../runtime/load.ts";
import type { Resource } from "../../runtime/resource.ts";
import type { ResourceReport } from "../../runtime/load/tally.ts";
import { DIALECTS, useDatabase } from "../databases.ts";
import { type JsonObject, type Keys, makeRow } from "../lago/rows.ts";
import { type Lago as FakeLago, startLago } from "../lago/server.ts";
import { addOn } from "../runtime/add-ons.ts";
import { makeAddOn, startBooks } from "./add-on-books.ts";

for (const dialect of DIALECTS) {
  describe(`what is gone from Lago, in ${dialect}`, () => {
    let destination: Destination;
    let fake: FakeLago;
    useDatabase(dialect, (opened) => void ({ destination } = opened));
    afterEach(() => fake.close());

    async function run(...resources: Resource[]): Promise<ResourceReport[]> {
      const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, perPage: 10, retry: { attempts: 2, firstWait: 1 } });
      const report = await load(resources, { lago, destination });
      return [...report.resources];
    }

    const first = async (sql: string) => (await destination.query(sql)).rows[0]![0];
    const marked = (table: string) => first(`SELECT count(*) FROM ${table} WHERE _deleted_at IS NOT NULL`);

    it("is soft-deleted, with its child rows; a record that is there again is restored; no row is ever deleted", async () => {
      fake = await startBooks(40);
      await run(addOns);
      fake.remove("add_ons", addOn(8).lago_id);
      fake.remove("add_ons", addOn(9).lago_id);
      assert.equal((await run(addOns))[0]!.deleted, 2);
      assert.equal(await marked("add_ons"), "2");
      assert.equal(await marked("add_ons__taxes"), "1");
      assert.equal(await first("SELECT count(*) FROM add_ons"), "40");
      assert.equal((await run(addOns))[0]!.deleted, 0);
      fake.put("add_ons", makeAddOn(8));
      await run(addOns);
      assert.equal(await marked("add_ons"), "1");
      assert.equal(await marked("add_ons__taxes"), "0");
    });

    it("an empty list is believed when a second load finds it empty as well", async () => {
      fake = await startBooks(12);
      await run(addOns);
      for (let index = 0; index < 12; index++) fake.remove("add_ons", addOn(index).lago_id);
      const [once] = await run(addOns);
      assert.deepEqual([once!.status, once!.deleted], ["incomplete", 0]);
      assert.match(once!.error!, /Lago lists none, and the table has 12/);
      const [twice] = await run(addOns);
      assert.deepEqual([twice!.status, twice!.deleted], ["loaded", 12]);
    });

    it("a list that was always empty is no surprise", async () => {
      fake = await startBooks(0);
      assert.equal((await run(addOns))[0]!.status, "loaded");
      assert.equal((await run(addOns))[0]!.status, "loaded");
    });

    it("a list that may not be read any more keeps its rows, and so does what lies below it", async () => {
      await startWallets();
      await run(wallets, walletTransactions);
      fake.setFaults([{ path: "/wallets", answer: { status: 403, body: '{"status":403,"error":"Forbidden","code":"feature_unavailable"}' } }]);
      const reports = await run(wallets, walletTransactions);
      assert.deepEqual(reports.map(({ status }) => status), ["skipped", "skipped"]);
      assert.match(reports[1]!.error!, /its parent wallets was skipped/);
      assert.deepEqual(reports.map(({ was_loaded }) => was_loaded), [true, true]);
      assert.deepEqual([await marked("wallets"), await marked("wallet_transactions")], ["0", "0"]);
    });

    for (const [name, body] of Object.entries({ Kong: '{"message":"no Route matched with those values"}', Rails: '{"status":404,"error":"Not Found"}', "an array": "[]" })) {
      it(`a gateway's 404 (${name}) below one parent marks nothing: the list fails`, async () => {
        await startWallets();
        await run(wallets, walletTransactions);
        fake.setFaults([{ path: `/wallets/${id(3)}/wallet_transactions`, answer: { status: 404, body } }]);
        const reports = await run(wallets, walletTransactions);
        assert.notEqual(reports[1]!.status, "loaded");
        assert.match(reports[1]!.error!, /not Lago's words/);
        assert.equal(await marked("wallet_transactions"), "0");
      });
    }

    it("a gateway's 403 and 404 do not pass for a missing right: the list fails and keeps its rows", async () => {
      fake = await startBooks(12);
      await run(addOns);
      for (const answer of [{ status: 403, body: '{"message":"Forbidden"}' }, { status: 404, body: '{"message":"no Route matched"}' }, { status: 403, body: '{"status":403,"error":"Forbidden"}' }]) {
        fake.setFaults([{ path: "/add_ons", page: 2, answer }]);
        assert.equal((await run(addOns))[0]!.status, "failed");
      }
      assert.equal(await marked("add_ons"), "0");
    });

    it("below parents that are incomplete, nothing is called complete or marked", async () => {
      await startWallets();
      await run(wallets, walletTransactions);
      fake.remove("wallet_transactions", id(5));
      fake.setFaults([{ path: "/wallets", page: 1, edit: (body) => body.replace(/"total_count":\d+/, '"total_count":13') }]);
      const reports = await run(wallets, walletTransactions);
      assert.deepEqual(reports.map(({ status }) => status), ["incomplete", "incomplete"]);
      assert.match(reports[1]!.error!, /its parent wallets is incomplete/);
      assert.equal(await marked("wallet_transactions"), "0");
    });

    it("with its parent goes what lies below it; a parent that goes between the two is no error", async () => {
      await startWallets();
      await run(wallets, walletTransactions);
      fake.remove("wallets", id(3));
      fake.setFaults([{ path: "/wallets/*/wallet_transactions", nth: 1, change: () => fake.remove("wallets", id(0)) }]);
      const reports = await run(wallets, walletTransactions);
      assert.deepEqual(reports.map(({ status, deleted }) => [status, deleted]), [["loaded", 1], ["loaded", 2]]);
    });

    it("an id of dots only, which no URL can hold, leaves its list out, and says so", async () => {
      const ids = ["..", "a.b", "50% off/+ä "];
      const rows = ids.map((external_id, index) => makeRow("customers", { lago_id: id(index), external_id, created_at: at(index) }));
      const methods = ids.map((external_customer_id, index) => makeRow("payment_methods", { lago_id: id(index), created_at: at(index) }, { external_customer_id }));
      fake = await startLago({ data: { organization: "{}", tables: { customers: rows, payment_methods: methods } } });
      const [, below] = await run(customers, customerPaymentMethods);
      assert.deepEqual([below!.status, below!.rows], ["incomplete", 2]);
      assert.match(below!.error!, /no URL can hold it/);
    });

    async function startWallets(): Promise<void> {
      const records = Array.from({ length: 12 }, (_, index) => index);
      const below: [JsonObject, Keys][] = records.map((index) => [{ lago_id: id(index), amount: "1.0", created_at: at(index) }, { lago_wallet_id: id(index) }]);
      fake = await startLago({
        data: {
          organization: "{}",
          tables: {
            wallets: records.map((index) => makeRow("wallets", { lago_id: id(index), external_customer_id: "one", created_at: at(index) })),
            wallet_transactions: below.map(([record, keys]) => makeRow("wallet_transactions", record, keys)),
          },
        },
      });
    }
  });
}

const id = (index: number) => addOn(index).lago_id;
const at = (index: number) => addOn(index).created_at;
