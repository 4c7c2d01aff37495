import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { activityLogs, coupons, customerPaymentMethods, customers, invoices, payments, planFixedCharges, plans, resources, subscriptions } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { load, type LoadOptions } from "../../runtime/load.ts";
import type { Resource } from "../../runtime/resource.ts";
import type { ResourceReport } from "../../runtime/load/tally.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { type Doer, makeDoer } from "../lago/activities.ts";
import { makeCompany } from "../lago/company/company.ts";
import type { JsonObject } from "../lago/rows.ts";
import { type Lago as FakeLago, startLago } from "../lago/server.ts";
import type { TableName } from "../lago/tables.ts";
import { assertSameTables } from "./same-tables.ts";

/** When the company's history ends: the first load is half an hour later, and days are counted from it. */
const FIRST = Date.parse("2026-11-02T10:00:00Z");
const DAY = 86_400_000;
const MINUTE = 1 / 24 / 60;
const day = (days: number) => new Date(FIRST + days * DAY);
const time = (days: number) => `${day(days).toISOString().slice(0, 19)}Z`;
/** Those of which activities tell, and some of which none does. */
const usual = resources.filter(({ name, reslice, changes }) => (changes && !reslice) || ["wallets", "taxes", "subscription_alerts"].includes(name));

/** Of lists whose new records are asked for besides: four windows of fees, a page or two of the others. */
const RECENT_REQUESTS: Readonly<Record<string, number>> = { fees: 12, payments: 2, payment_receipts: 2 };

for (const dialect of DIALECTS) {
  describe(`loads of changes into ${dialect}`, () => {
    let fake: FakeLago;
    let database: TestDatabase;
    let destination: Destination;
    let today = 0;
    let happens: Doer;
    beforeEach(async () => {
      fake = await startLago({ data: makeCompany({ seed: 11, customers: 6, months: 4, eventsPerCharge: 1 }), apiKey: "test-key" });
      database = await newDatabase(dialect);
      destination = await database.open();
      happens = makeDoer(fake, () => FIRST + today * DAY);
      today = 0;
    });
    afterEach(async () => {
      await destination.close();
      await database.remove();
      await fake.close();
    });

    it("make of all that may happen what a full refresh makes of it", async () => {
      await loadChanges(0, usual);
      today = 0.5;
      const [plan] = listedPlans();
      happens.put("plan.updated", "plans", { ...plan!, name: "renamed" });
      fake.put("fixed_charges", { ...copyOf("fixed_charges"), lago_id: id("fixed"), code: "fixed" }, { plan_id: plan!["lago_id"] as string });
      const [customer] = records("customers");
      const gone = records("customers").at(-1);
      happens.put("customer.updated", "customers", { ...customer!, name: "renamed" });
      happens.remove("customer.deleted", "customers", String(gone!["lago_id"]));
      happens.remove("coupon.deleted", "coupons", String(copyOf("coupons")["lago_id"]));
      happens.remove("feature.deleted", "features", String(copyOf("features")["code"]));
      happens.put("billable_metric.updated", "billable_metrics", { ...copyOf("billable_metrics"), name: "renamed" });
      const invoice = records("invoices").find((record) => record["payment_status"] === "pending")!;
      happens.put("invoice.payment_status_updated", "invoices", { ...invoice, payment_status: "succeeded" });
      const payer = String((invoice["customer"] as JsonObject)["external_id"]);
      happens.put("payment.recorded", "payments", { ...copyOf("payments"), lago_id: id("payment"), invoice_ids: [invoice["lago_id"]!], external_customer_id: payer, created_at: time(0.5) });
      const fee = records("fees").find((record) => record["lago_invoice_id"] === invoice["lago_id"])!;
      fake.remove("fees", String(fee["lago_id"]));
      fake.put("fees", { ...fee, lago_id: id("fee") });
      happens.put("invoice.created", "invoices", { ...invoice, lago_id: id("invoice"), number: "NEW-1", issuing_date: time(0.5).slice(0, 10) });
      const voided = records("invoices").find((record) => record["lago_id"] !== invoice["lago_id"] && record["status"] === "finalized")!;
      happens.remove("invoice.deleted", "invoices", String(voided["lago_id"]));
      const note = copyOf("credit_notes");
      happens.put("credit_note.created", "credit_notes", { ...note, lago_id: id("note"), number: "NEW-CN1" });
      const subscription = copyOf("subscriptions");
      happens.put("subscription.updated", "subscriptions", { ...subscription, name: "renamed" });
      const transaction = copyOf("wallet_transactions");
      happens.put("wallet_transaction.created", "wallet_transactions", { ...transaction, lago_id: id("transaction"), created_at: time(0.5) });
      happens.put("applied_coupon.deleted", "applied_coupons", { ...copyOf("applied_coupons"), status: "terminated" });
      today = 1;
      const reports = await loadChanges(1, usual);
      assert.deepEqual(reports.filter(({ status }) => status !== "loaded"), []);
      await assertAsRead(usual);
      assert.equal(extentOf(reports, "customers"), `changes since 2026-11-02 09:45: 2 records`);
      assert.deepEqual(await values("SELECT name FROM customers WHERE _deleted_at IS NOT NULL"), [gone!["name"]]);
    });

    it("request nothing where nothing has changed, and the lists that no activity announces", async () => {
      await loadChanges(0, usual);
      const told = new Set(usual.flatMap(({ name, changes }) => (changes ? [name] : [])));
      const reports = await loadChanges(1, usual);
      for (const { name, extent, requests } of reports.filter(({ name }) => told.has(name))) {
        // New fees and payments may come without an activity, so that a few windows of their times are asked for.
        assert.deepEqual([extent, requests <= (RECENT_REQUESTS[name] ?? 0)], ["changes since 2026-11-02 09:45: none", true], name);
      }
      assert.equal(extentOf(reports, "taxes"), "whole list");
      await assertAsRead(usual);
    });

    it("read again only below the plan that has changed", async () => {
      await loadChanges(0, [plans, planFixedCharges]);
      const [one, other] = listedPlans();
      today = 0.5;
      happens.put("plan.updated", "plans", one!);
      happens.remove("plan.deleted", "plans", String(other!["lago_id"]));
      const before = fake.requests.length;
      await loadChanges(1, [plans, planFixedCharges]);
      const paths = fake.requests.slice(before).map(({ path }) => decodeURIComponent(path)).filter((path) => path.startsWith("/plans"));
      assert.deepEqual(paths.sort(), [`/plans/${String(one!["code"])}`, `/plans/${String(one!["code"])}/fixed_charges`, `/plans/${String(other!["code"])}`].sort());
      await assertAsRead([plans, planFixedCharges]);
      const left = await values(`SELECT DISTINCT (_deleted_at IS NOT NULL)::text FROM plan_fixed_charges WHERE plan_code = '${String(other!["code"])}'`);
      assert.ok(left.every((deleted) => deleted === "true"));
    });

    it("find an activity that comes minutes late, behind others that were seen", async () => {
      await loadChanges(0, [customers]);
      const [one, other] = records("customers");
      today = 0.5 - 10 * MINUTE;
      happens.hold();
      happens.put("customer.updated", "customers", { ...one!, name: "late" });
      await loadChanges(0.5, [customers]);
      happens.arrive();
      today = 0.5 - 5 * MINUTE;
      happens.put("customer.updated", "customers", { ...other!, name: "in time" });
      await loadChanges(0.6, [customers]);
      assert.deepEqual((await values("SELECT name FROM customers WHERE name IN ('late', 'in time')")).sort(), ["in time", "late"]);
    });

    it("see each record of many activities of one second once", async () => {
      await loadChanges(0, [customers, subscriptions]);
      today = 0.5;
      for (const name of ["a", "b"]) happens.put("subscription.updated", "subscriptions", { ...copyOf("subscriptions"), name });
      for (const name of ["a", "b", "c"]) happens.put("customer.updated", "customers", { ...copyOf("customers"), name });
      const before = fake.requests.length;
      await loadChanges(1, [customers, subscriptions]);
      assert.deepEqual(await values("SELECT name FROM customers WHERE name IN ('a', 'b', 'c')"), ["c"]);
      assert.equal(fake.requests.slice(before).filter(({ path }) => path === "/subscriptions").length, 1);
      assert.equal(fake.requests.slice(before).filter(({ path }) => path.startsWith("/customers/")).length, 1);
    });

    it("begin where they were, for the list alone that could not be read to its end", async () => {
      await loadChanges(0, [customers, plans]);
      today = 0.5;
      happens.put("customer.updated", "customers", { ...copyOf("customers"), name: "renamed" });
      happens.put("plan.updated", "plans", { ...listedPlans()[0]!, name: "renamed" });
      fake.setFaults([{ path: /^\/customers\//, answer: { status: 404, body: '{"message":"no Route matched with those values"}' } }]);
      const failed = await loadChanges(1, [customers, plans]);
      assert.deepEqual(failed.map(({ name, status }) => [name, status]), [["activity_logs", "loaded"], ["customers", "failed"], ["plans", "loaded"]]);
      fake.setFaults([]);
      const repeated = await loadChanges(2, [customers, plans]);
      assert.equal(extentOf(repeated, "customers"), "changes since 2026-11-02 09:45: 1 record");
      assert.equal(extentOf(repeated, "plans"), "changes since 2026-11-03 09:45: none");
      await assertAsRead([customers, plans]);
    });

    it("keep what came where one record fails, mark nothing, and ask for all of it again", async () => {
      await loadChanges(0, [customers]);
      today = 0.5;
      const [one, other, gone] = records("customers");
      happens.put("customer.updated", "customers", { ...one!, name: "renamed" });
      happens.put("customer.updated", "customers", { ...other!, name: "fails" });
      happens.remove("customer.deleted", "customers", String(gone!["lago_id"]));
      const path = `/customers/${encodeURIComponent(String(other!["external_id"])).replaceAll(".", "%2E")}`;
      for (const answer of [{ status: 500, body: '{"status":500,"error":"Internal Server Error"}' }, { status: 403, body: "<html>" }, { status: 200, body: "{}" }, { status: 200, body: JSON.stringify({ customer: one }) }]) {
        fake.setFaults([{ path, answer }]);
        const report = (await loadChanges(1, [customers])).at(-1)!;
        assert.deepEqual([report.status, report.deleted], ["incomplete", 0], JSON.stringify(answer));
        assert.ok(report.error!.includes(`${String(other!["external_id"])} could not be read`), report.error);
        assert.deepEqual(await values("SELECT name FROM customers WHERE name IN ('renamed', 'fails')"), ["renamed"]);
      }
      fake.setFaults([]);
      assert.equal(extentOf(await loadChanges(2, [customers]), "customers"), "changes since 2026-11-02 09:45: 3 records");
      await assertAsRead([customers]);
    });

    it("keep what came where the part of one customer fails, mark nothing, and ask for all of it again", async () => {
      await loadChanges(0, [invoices, payments]);
      today = 0.5;
      const customersOf = [...new Set(records("payments").map((record) => String(record["external_customer_id"])))];
      assert.ok(customersOf.length > 1);
      for (const external of customersOf.slice(0, 2)) happens.put("payment.recorded", "payments", { ...copyOf("payments"), lago_id: id(external.slice(-6)), external_customer_id: external, created_at: time(0.5) });
      // Their part alone: the newest payments, of all customers, come.
      const [other, fails] = customersOf as [string, string];
      fake.setFaults([{ path: "/payments", edit: (body) => (body.includes(fails) && !body.includes(other) ? "{}" : body) }]);
      const report = (await loadChanges(1, [invoices, payments])).at(-1)!;
      assert.deepEqual([report.name, report.status, report.deleted], ["payments", "incomplete", 0]);
      fake.setFaults([]);
      await loadChanges(2, [invoices, payments]);
      await assertAsRead([payments]);
    });

    it("mark what lies below a parent that is soft-deleted, though no activity tells of it", async () => {
      const both = [customers, customerPaymentMethods];
      const few = { fewParents: 1, maxAge: 60 * DAY };
      fake.put("payment_methods", { lago_id: id("method"), created_at: time(0) }, { external_customer_id: String(records("customers")[0]!["external_id"]) });
      await loadChanges(0, both, few);
      assert.deepEqual(await values(`SELECT _deleted_at FROM customer_payment_methods WHERE lago_id = '${id("method")}'`), [null]);
      today = 0.5;
      happens.remove("customer.deleted", "customers", String(records("customers")[0]!["lago_id"]));
      const reports = await loadChanges(20, both, few);
      assert.deepEqual(reports.map(({ status }) => status), ["loaded", "loaded", "loaded"]);
      assert.match(String(extentOf(reports, "customer_payment_methods")), /^below 0 of /);
      assert.notEqual((await values(`SELECT _deleted_at FROM customer_payment_methods WHERE lago_id = '${id("method")}'`))[0], null);
    });

    it("are full refreshes where activities do not go back far enough, and follow the feed from there", async () => {
      await loadChanges(0, [customers]);
      fake.put("customers", { ...copyOf("customers"), name: "renamed" });
      const options = { maxAge: 60 * DAY };
      assert.equal(extentOf(await loadChanges(31, [customers], options), "customers"), "whole list, since activities are kept for 30 days only");
      assert.equal(extentOf(await loadChanges(31.1, [customers], options), "customers"), "changes since 2026-12-03 09:45: none");
      await assertAsRead([customers]);
    });

    it("are full refreshes after a while, for what no activity tells of", async () => {
      await loadChanges(0, [customers]);
      assert.equal(extentOf(await loadChanges(8, [customers]), "customers"), "whole list, last full refresh 8 days ago");
    });

    it("read the list where more has changed than it has pages", async () => {
      await loadChanges(0, [customers]);
      await destination.query("UPDATE _loads SET pages = 5");
      today = 0.5;
      for (const record of records("customers")) happens.put("customer.updated", "customers", { ...record, name: "renamed" });
      const reports = await loadChanges(1, [customers]);
      assert.equal(extentOf(reports, "customers"), `whole list, fewer requests than for ${records("customers").length} changes`);
      await assertAsRead([customers]);
    });

    it("read the list where an activity does not say what it is about", async () => {
      await loadChanges(0, [coupons]);
      today = 0.5;
      fake.put("activity_logs", { activity_id: id("odd"), activity_type: "coupon.created", resource_type: "Coupon", resource_id: id("unknown"), activity_object: null, logged_at: time(0.5), created_at: time(0.5) });
      assert.equal(extentOf(await loadChanges(1, [coupons]), "coupons"), "whole list, since it was not said which of its rows have changed");
    });

    it("take what the same code means now, and what it meant before for gone", async () => {
      await loadChanges(0, [coupons]);
      today = 0.5;
      const old = copyOf("coupons");
      happens.remove("coupon.deleted", "coupons", String(old["lago_id"]));
      happens.put("coupon.created", "coupons", { ...old, lago_id: id("again") });
      await loadChanges(1, [coupons]);
      assert.deepEqual(await values(`SELECT lago_id FROM coupons WHERE code = '${String(old["code"])}' AND _deleted_at IS NULL`), [id("again")]);
    });

    it("are loads like any other without a licence, and say so once", async () => {
      await fake.close();
      fake = await startLago({ data: makeCompany({ seed: 11, customers: 2, months: 2, eventsPerCharge: 1 }), premium: false });
      const notices: string[] = [];
      const [feed, ...reports] = await loadChanges(0, [customers, subscriptions, invoices], { onNotice: (sentence) => notices.push(sentence) });
      assert.deepEqual([feed!.name, feed!.status], ["activity_logs", "skipped"]);
      assert.deepEqual(reports.map(({ extent }) => extent), ["whole list", "whole list", "whole list, for the first time"]);
      assert.deepEqual(notices.map((notice) => /^The change feed cannot be followed, .*feature_unavailable/.test(notice)), [true]);
    });

    async function loadChanges(days: number, selected: readonly Resource[], options: Partial<LoadOptions> = {}): Promise<readonly ResourceReport[]> {
      const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, retry: { attempts: 1 } });
      const { resources } = await load(selected, { lago, destination, resources: [activityLogs], now: day(days), changes: true, ...options });
      // As if the lists were long: of short ones, all is read sooner than what has changed.
      await destination.query("UPDATE _loads SET pages = 1000");
      return resources;
    }

    /** The tables hold what a first load makes now. */
    async function assertAsRead(selected: readonly Resource[]): Promise<void> {
      const fresh = await newDatabase(dialect);
      const other = await fresh.open();
      await load(selected, { lago: createLago({ apiKey: "test-key", baseUrl: fake.url }), destination: other, full: true });
      await assertSameTables(destination, other, selected);
      await other.close();
      await fresh.remove();
    }

    async function values(sql: string): Promise<(string | null)[]> {
      return (await destination.query(sql)).rows.map(([value]) => value!);
    }

    function records(table: TableName): JsonObject[] {
      return fake.rows(table).map(({ text }) => JSON.parse(text) as JsonObject);
    }

    /** Without those that were copied for one subscription, which no list shows. */
    function listedPlans(): JsonObject[] {
      return records("plans").filter((record) => record["parent_id"] === null);
    }

    function copyOf(table: TableName): JsonObject {
      return records(table)[0]!;
    }
  });
}

function extentOf(reports: readonly ResourceReport[], name: string): string | null {
  return reports.find((report) => report.name === name)!.extent;
}

/** A uuid for a name. */
function id(name: string): string {
  return `00000000-0000-4000-8000-${Buffer.from(name).toString("hex").padStart(12, "0").slice(-12)}`;
}
