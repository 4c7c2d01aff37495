import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { customers, invoices, resources, wallets } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { newHintReader } from "../../runtime/live/hint-reader.ts";
import { load } from "../../runtime/load.ts";
import { concernedBy, type Hint } from "../../runtime/load/plan/plan-hints.ts";
import type { ResourceReport } from "../../runtime/load/tally.ts";
import type { Resource } from "../../runtime/resource.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { assertSameTables } from "../incremental/same-tables.ts";
import { makeCompany } from "../lago/company/company.ts";
import type { JsonObject } from "../lago/rows.ts";
import { type Lago as FakeLago, startLago } from "../lago/server.ts";
import type { TableName } from "../lago/tables.ts";

const told: readonly Resource[] = resources.filter(({ webhooks, reslice }) => webhooks && !reslice);
const read = newHintReader(told);
const DATA = () => makeCompany({ seed: 11, customers: 6, months: 4, eventsPerCharge: 1 });
const ORGANIZATION = (JSON.parse(DATA().organization) as { lago_id: string }).lago_id;
const hint = (objectType: string, object: JsonObject, organization = ORGANIZATION): Hint => read({ organization, objectType, object })!;

for (const dialect of DIALECTS) {
  describe(`loads of what webhooks tell of into ${dialect}`, () => {
    let fake: FakeLago;
    let database: TestDatabase;
    let destination: Destination;
    before(async () => {
      fake = await startLago({ data: DATA(), apiKey: "test-key" });
      database = await newDatabase(dialect);
      destination = await database.open();
      await load(told, { lago: lago(), destination, resources });
      await lengthen();
    });
    after(async () => {
      await destination.close();
      await database.remove();
      await fake.close();
    });

    it("make of each what a full refresh makes of it, in whatever order and however often they come", async () => {
      const customer = records("customers")[0]!;
      fake.put("customers", { ...customer, name: "renamed" });
      const metric = records("billable_metrics")[0]!;
      fake.remove("billable_metrics", String(metric["lago_id"]));
      const feature = records("features")[0]!;
      fake.remove("features", String(feature["code"]));
      const plan = records("plans").find((record) => record["parent_id"] === null)!;
      fake.put("plans", { ...plan, name: "renamed" });
      fake.put("fixed_charges", { ...records("fixed_charges")[0]!, lago_id: id("fixed"), code: "fixed" }, { plan_id: String(plan["lago_id"]) });
      const invoice = records("invoices").find((record) => record["payment_status"] === "pending")!;
      fake.put("invoices", { ...invoice, payment_status: "succeeded" });
      const fee = records("fees").find((record) => record["lago_invoice_id"] === invoice["lago_id"])!;
      fake.remove("fees", String(fee["lago_id"]));
      fake.put("fees", { ...fee, lago_id: id("fee") });
      const payer = String((invoice["customer"] as JsonObject)["external_id"]);
      fake.put("payments", { ...records("payments")[0]!, lago_id: id("payment"), invoice_ids: [invoice["lago_id"]!], external_customer_id: payer }, { external_customer_id: payer });
      const subscription = records("subscriptions")[0]!;
      fake.put("subscriptions", { ...subscription, name: "renamed" });
      const transaction = records("wallet_transactions")[0]!;
      fake.put("wallet_transactions", { ...transaction, lago_id: id("transaction") });
      const wallet = records("wallets").find((record) => record["lago_id"] === transaction["lago_wallet_id"])!;
      fake.put("wallets", { ...wallet, name: "renamed" });
      const note = records("credit_notes")[0]!;
      fake.put("credit_notes", { ...note, number: "CN-renamed" });
      const hints = [
        // Its payload is older than what is read: what it says of the customer is not looked at.
        hint("customer", { ...customer, name: "an old name" }),
        hint("billable_metric", metric),
        hint("feature", feature),
        hint("plan", plan),
        hint("invoice", invoice),
        hint("invoice", invoice),
        hint("subscription", subscription),
        hint("wallet_transaction", transaction),
        hint("credit_note", note),
      ];
      const reports = await answer([...hints, ...hints.toReversed()]);
      assert.deepEqual(reports.filter(({ status }) => status !== "loaded"), []);
      await assertAsRead(told);
      // A customer that is deleted sends nothing, so it is not among these.
      assert.deepEqual(await values("SELECT code FROM billable_metrics WHERE _deleted_at IS NOT NULL"), [metric["code"]]);
    });

    it("ask for the records and nothing besides, and leave cursors where they are", async () => {
      const cursors = "SELECT reached, last_full_at::text, followed::text FROM _cursors ORDER BY resource";
      const before = [await values(cursors), fake.requests.length];
      const [customer] = records("customers");
      fake.put("customers", { ...customer!, name: "renamed again" });
      const [report] = await answer([hint("customer", customer!)], [customers, invoices]);
      assert.deepEqual([report!.name, report!.extent, report!.scope, report!.updated], ["customers", "webhooks: 1 record", "webhooks", 1]);
      const asked = fake.requests.slice(Number(before[1])).map(({ path }) => decodeURIComponent(path));
      assert.deepEqual(asked, ["/organizations", `/customers/${String(customer!["external_id"])}`]);
      assert.deepEqual(await values(cursors), before[0]);
    });

    it("read the list where more is told of than it has pages", async () => {
      await destination.query("UPDATE _loads SET pages = 3");
      const reports = await answer(records("customers").map((customer) => hint("customer", customer)), [customers]);
      assert.equal(reports[0]!.extent, "whole list, fewer requests than for 6 changes");
      await assertAsRead([customers]);
    });

    it("take a 404 for a deletion in Lago's own form only, and an answer that fails for nothing", async () => {
      const [one, other] = records("customers");
      const path = `/customers/${encodeURIComponent(String(one!["external_id"]))}`;
      for (const broken of [{ status: 404, body: "<html>not here</html>" }, { status: 500, body: "" }]) {
        fake.setFaults([{ path, answer: broken }] as never);
        const reports = await answer([hint("customer", one!), hint("customer", other!)], [customers]);
        assert.notEqual(reports[0]!.status, "loaded");
        assert.deepEqual(await values("SELECT name FROM customers WHERE _deleted_at IS NOT NULL"), []);
      }
      fake.setFaults([]);
      assert.equal((await answer([hint("customer", one!)], [customers]))[0]!.status, "loaded");
      await assertAsRead([customers]);
    });

    it("keep the rows that a filter hides: of a deleted customer, and of one whose id another customer has now", async () => {
      const invoice = records("invoices").find(({ customer }) => customer !== null)!;
      const former = invoice["customer"] as JsonObject;
      fake.remove("customers", String(former["lago_id"]));
      const kept = "SELECT count(*) FROM subscriptions WHERE _deleted_at IS NULL AND external_customer_id = '" + String(former["external_id"]) + "'";
      const before = await values(kept);
      assert.notDeepEqual(before, ["0"]);
      const extents = async () => (await answer([hint("invoice", invoice)])).flatMap(({ name, extent, deleted }) => (name === "subscriptions" ? [[extent, deleted]] : []));
      assert.deepEqual(await extents(), [[`whole list, since ${String(before[0])} rows did not come with what has changed`, 0]]);
      assert.deepEqual(await values(kept), before);
      fake.put("customers", { ...former, lago_id: id("other") });
      fake.put("subscriptions", { ...records("subscriptions")[0]!, lago_id: id("newsub"), external_customer_id: former["external_id"]!, lago_customer_id: id("other") }, { external_customer_id: String(former["external_id"]) });
      await extents();
      assert.deepEqual(await values(kept), [String(Number(before[0]) + 1)]);
      await assertAsRead(told.filter(({ parent, name }) => !parent && name !== "customers"));
    });

    it("read the list of a record that does not say its key, and none where the alert is another list's", async () => {
      const [report] = await answer([{ of: "wallet", keys: {} }], [wallets]);
      assert.equal(report!.extent, "whole list, since it was not said which of its rows have changed");
      const alerts = told.filter(({ name }) => name.endsWith("_alerts"));
      const extents = (await answer([hint("triggered_alert", { lago_wallet_id: String(records("wallets")[0]!["lago_id"]), external_subscription_id: null })], alerts)).map(({ name, extent }) => [name, extent]);
      assert.deepEqual(extents, [["customer_wallet_alerts", "webhooks: 1 list"], ["subscription_alerts", "webhooks: none"]]);
    });

    function lago() {
      return createLago({ apiKey: "test-key", baseUrl: fake.url, retry: { attempts: 1 } });
    }

    async function answer(hints: readonly Hint[], among: readonly Resource[] = told): Promise<readonly ResourceReport[]> {
      const { resources: reports } = await load(concernedBy(hints, among), { lago: lago(), destination, resources, hints });
      await lengthen();
      return reports;
    }

    /** As if the lists were long: of short ones, all is read sooner than what has changed. */
    async function lengthen(): Promise<void> {
      await destination.query("UPDATE _loads SET pages = 1000");
    }

    /** The tables hold what a first load makes now. */
    async function assertAsRead(selected: readonly Resource[]): Promise<void> {
      const fresh = await newDatabase(dialect);
      const other = await fresh.open();
      await load(selected, { lago: lago(), destination: other, resources, full: true });
      await assertSameTables(destination, other, selected);
      await other.close();
      await fresh.remove();
    }

    async function values(sql: string): Promise<unknown[]> {
      const { rows } = await destination.query(sql);
      return rows.map((row) => (row.length === 1 ? row[0] : row));
    }

    function records(table: TableName): JsonObject[] {
      return fake.rows(table).map(({ text }) => JSON.parse(text) as JsonObject);
    }
  });
}

/** A uuid for a name. */
function id(name: string): string {
  return `00000000-0000-4000-8000-${Buffer.from(name).toString("hex").padStart(12, "0").slice(-12)}`;
}
