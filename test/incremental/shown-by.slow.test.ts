import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { customerPastUsage, fees, resources, subscriptions } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { load, type LoadOptions } from "../../runtime/load.ts";
import type { Resource } from "../../runtime/resource.ts";
import { DIALECTS, useDatabase } from "../databases.ts";
import { makeCompany } from "../lago/company/company.ts";
import type { JsonObject } from "../lago/rows.ts";
import { type Lago as FakeLago, startLago } from "../lago/server.ts";

const FIRST = Date.parse("2026-11-02T10:00:00Z");
const DAY = 86_400_000;
const BOTH = [customerPastUsage, fees];

for (const dialect of DIALECTS) {
  describe(`a nested list whose changes another list shows, into ${dialect}`, () => {
    let fake: FakeLago;
    let destination: Destination;
    let resumeFolder: string;
    /** A subscription whose customer has no other. */
    let subscription: JsonObject;
    beforeEach(async () => {
      fake = await startLago({ data: makeCompany({ seed: 11, customers: 12, months: 2, eventsPerCharge: 1 }), apiKey: "test-key" });
      const all = fake.rows("subscriptions").map(({ text }) => JSON.parse(text) as JsonObject);
      subscription = all.find(({ status, external_customer_id: customer }) => status === "active" && all.filter(({ external_customer_id: other }) => other === customer).length === 1 && periods(customer).length > 0)!;
      resumeFolder = await mkdtemp(join(tmpdir(), "lago-loader-shown-"));
    });
    useDatabase(dialect, (opened) => void ({ destination } = opened));
    afterEach(() => Promise.all([fake.close(), rm(resumeFolder, { recursive: true, force: true })]));

    it("is requested once when the invoice of a period comes with it, and not after a payment", async () => {
      await loadAt(0);
      beginPeriod(1);
      const invoice = addInvoice(1);
      assert.deepEqual([await loadAt(1), await isKnown(invoice)], [[customer()], true]);
      assert.deepEqual([await loadAt(2), await loadAt(3)], [[], []]);
      for (const fee of feesOf(invoice)) fake.put("fees", { ...fee, payment_status: "succeeded", succeeded_at: time(4) });
      assert.deepEqual([await loadAt(4), await loadAt(40), await loadAt(41)], [[], [], []]);
    });

    it("is requested when an invoice comes days after its period, beyond the lookback", async () => {
      await loadAt(0);
      beginPeriod(1);
      assert.deepEqual([await loadAt(1), await loadAt(2), await loadAt(3), await loadAt(4.5)], [[customer()], [customer()], [customer()], []]);
      const invoice = addInvoice(6);
      assert.deepEqual([await loadAt(6), await isKnown(invoice), await loadAt(7)], [[customer()], true, []]);
    });

    it("is requested for the lookback if no fee comes, and finds an invoice without any", async () => {
      await loadAt(0);
      beginPeriod(1);
      await loadAt(1);
      const invoice = addInvoice(2, { fees: 0 });
      assert.deepEqual([await loadAt(2), await isKnown(invoice), await loadAt(3)], [[customer()], true, [customer()]]);
    });

    it("is requested when a draft gets new fees, and when a fee gets its taxes or goes with its invoice", async () => {
      const invoice = addInvoice(0);
      await loadAt(0);
      for (const fee of feesOf(invoice)) {
        fake.remove("fees", String(fee["lago_id"]));
        fake.put("fees", { ...fee, lago_id: `${String(fee["lago_id"]).slice(0, -1)}f` });
      }
      assert.deepEqual([await loadAt(1), await loadAt(2)], [[customer()], []]);
      for (const fee of feesOf(invoice)) fake.put("fees", { ...fee, taxes_amount_cents: 77 });
      assert.deepEqual([await loadAt(3), await loadAt(4)], [[customer()], []]);
      for (const fee of feesOf(invoice)) fake.remove("fees", String(fee["lago_id"]));
      fake.remove("usage_periods", [customer(), String(subscription["external_id"]), invoice].join("\t"));
      assert.deepEqual([await loadAt(5), await isKnown(invoice)], [[customer()], false]);
    });

    it("is not requested for fees that are on no invoice, until one collects them", async () => {
      const paidInAdvance = { ...feesOf(addInvoice(0))[0]!, lago_id: "00000000-0000-4000-8000-0000000000aa" };
      await loadAt(0);
      fake.put("fees", { ...paidInAdvance, lago_invoice_id: null });
      assert.deepEqual(await loadAt(1), []);
      fake.put("fees", paidInAdvance);
      assert.deepEqual([await loadAt(2), await loadAt(3)], [[customer()], []]);
    });

    it("is requested after loads of the other list alone, and again if its own request failed", async () => {
      await loadAt(0);
      const invoice = addInvoice(1);
      await loadAt(1, { only: [subscriptions, fees] });
      fake.setFaults([{ path: path(), answer: { status: 500, body: "" } }]);
      assert.deepEqual(await loadAt(2), [customer()]);
      fake.setFaults([]);
      assert.deepEqual([await loadAt(3), await isKnown(invoice)], [[customer()], true]);
    });

    it("is requested for all of the lookback if the other list is not loaded, or only a range of it", async () => {
      await loadAt(0);
      beginPeriod(1);
      const invoice = addInvoice(1);
      assert.deepEqual([await loadAt(1, { only: [customerPastUsage] }), await isKnown(invoice)], [[customer()], true]);
      assert.deepEqual(await loadAt(2, { since: new Date(FIRST + DAY) }), [customer()]);
      // What was shown before is not forgotten.
      assert.deepEqual([await loadAt(3), await loadAt(3.5)], [[customer()], []]);
    });

    it("is requested once below all parents that an earlier version has noted", async () => {
      await loadAt(0);
      await destination.query("UPDATE _parents SET mark = split_part(mark, chr(10), 1)");
      const all = new Set(fake.rows("subscriptions").map(({ keys }) => keys["external_customer_id"])).size;
      assert.deepEqual([(await loadAt(1)).length, await loadAt(2)], [all, []]);
    });

    it("does not resume from pages that are older than what the other list shows", async () => {
      const invoice = addInvoice(0);
      fake.setFaults([{ path: /past_usage$/, nth: 8, answer: { status: 401, body: '{"status":401,"error":"Unauthorized"}' } }]);
      await assert.rejects(loadAt(0));
      assert.ok(fake.requests.some((request) => request.path === path()), "the first load has read it");
      fake.setFaults([]);
      const [fee] = feesOf(invoice);
      fake.put("fees", { ...fee!, amount_cents: 4711 });
      const period = fake.rows("usage_periods").find(({ id }) => id.endsWith(invoice))!;
      fake.put("usage_periods", { ...(JSON.parse(period.text) as JsonObject), amount_cents: 4711 }, period.keys);
      const asked = await loadAt(0.1);
      assert.ok(asked.includes(customer()) && asked.length < fake.rows("subscriptions").length, asked.join(", "));
      const { rows } = await destination.query(`SELECT amount_cents FROM customer_past_usage WHERE lago_invoice_id = '${invoice}'`);
      assert.deepEqual(rows, [["4711"]]);
    });

    /** Loads, and returns the customers below whom it has requested past usage. */
    async function loadAt(days: number, { only = BOTH, ...options }: Partial<LoadOptions> & { only?: readonly Resource[] } = {}): Promise<string[]> {
      const before = fake.requests.length;
      const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, concurrency: 1, retry: { attempts: 1 } });
      await load(only, { lago, destination, resources, resumeFolder, now: new Date(FIRST + days * DAY), fewParents: 3, maxAge: 1_000 * DAY, ...options });
      const asked = fake.requests.slice(before).flatMap(({ path }) => /^\/customers\/([^/]+)\/past_usage$/.exec(path)?.[1] ?? []);
      return [...new Set(asked.map(decodeURIComponent))];
    }

    function beginPeriod(days: number): void {
      subscription = { ...subscription, current_billing_period_started_at: time(days) };
      fake.put("subscriptions", subscription);
    }

    /** An invoice of the subscription, as fees and past usage show it. Returns its id. */
    function addInvoice(days: number, { fees: count = 2 } = {}): string {
      const invoice = `00000000-0000-4000-8000-0000000001${String(Math.round(days * 10)).padStart(2, "0")}`;
      const like = JSON.parse(fake.rows("fees").find(({ keys }) => keys["external_subscription_id"] === subscription["external_id"])!.text) as JsonObject;
      for (let index = 0; index < count; index++) fake.put("fees", { ...like, lago_id: `${invoice.slice(0, -2)}${index}0`, lago_invoice_id: invoice, amount_cents: 100, payment_status: "pending", succeeded_at: null, created_at: time(days) });
      const [period] = periods(customer());
      fake.put("usage_periods", { ...(JSON.parse(period!.text) as JsonObject), lago_invoice_id: invoice }, { ...period!.keys, lago_invoice_id: invoice });
      return invoice;
    }

    function periods(ofCustomer: unknown) {
      return fake.rows("usage_periods").filter(({ keys }) => keys["external_customer_id"] === ofCustomer);
    }

    const path = () => `/customers/${encodeURIComponent(customer())}/past_usage`;
    const customer = () => String(subscription["external_customer_id"]);
    const feesOf = (invoice: string) => fake.rows("fees").filter(({ keys }) => keys["lago_invoice_id"] === invoice).map(({ text }) => JSON.parse(text) as JsonObject);
    const time = (days: number) => `${new Date(FIRST + days * DAY - 3_600_000).toISOString().slice(0, 19)}Z`;
    const isKnown = async (invoice: string) => (await destination.query(`SELECT count(*) FROM customer_past_usage WHERE lago_invoice_id = '${invoice}' AND _deleted_at IS NULL`)).rows[0]![0] === "1";
  });
}
