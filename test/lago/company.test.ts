import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ask, get, ok, withLago } from "./ask.ts";
import { makeCompany } from "./company/company.ts";
import type { JsonObject } from "./rows.ts";
import { startLago, type Lago } from "./server.ts";

const company = makeCompany();
let lago: Lago;
before(async () => void (lago = await startLago({ data: company })));
after(() => lago.close());

test("types deviate from the document as the server's do", async () => {
  const charge = await ok(lago, `/plans/growth/fixed_charges`);
  assert.equal(charge["fixed_charges"][0].units, "2.0");
  assert.match(
    (await ok(lago, "/payments"))["payments"].find(({ type }: JsonObject) => type === "provider").payment_provider_type,
    /^PaymentProviders::\w+Provider$/,
  );
  assert.match((await ok(lago, "/analytics/gross_revenue"))["gross_revenues"][0].invoices_count, /^\d+\.0$/);
  assert.match(lago.list("/taxes")[0]!, /"rate":\d+\.\d+,/);
  const { from_date } = (await ok(lago, "/fees"))["fees"].find((fee: JsonObject) => "from_date" in fee);
  assert.match(from_date, /\+00:00$/);
  assert.deepEqual(Object.keys((await ok(lago, "/plans/growth/entitlements"))["entitlements"][0]), [
    "code",
    "name",
    "description",
    "privileges",
  ]);
});

test("a single record is wrapped; an invoice by itself has what the list leaves out", async () => {
  const listed = (await ok(lago, "/invoices"))["invoices"].find(({ invoice_type }: JsonObject) => invoice_type === "subscription");
  const { invoice } = await ok(lago, `/invoices/${listed.lago_id}`);
  assert.deepEqual(
    Object.keys(invoice).filter((key) => !(key in listed)),
    ["fees", "credits", "subscriptions", "billing_periods", "error_details", "applied_invoice_custom_sections"],
  );
  assert.equal(
    invoice.fees.reduce((sum: number, { amount_cents }: { amount_cents: number }) => sum + amount_cents, 0),
    invoice.fees_amount_cents,
  );
  assert.ok((await ok(lago, `/payments/${lago.rows("payments")[0]!.id}`))["payment"]);
  assert.equal((await get(lago, "/coupons/none")).body["code"], "coupon_not_found");
  assert.equal((await ok(lago, "/organizations"))["organization"].events_store, "postgres");
});

test("no two records of a list have the same id", () => {
  for (const [name, rows] of Object.entries(makeCompany({ customers: 150 }).tables)) assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length, name);
});

test("sums add up: fees, coupons, taxes, credits, payments", () => {
  const fees = new Map<string, Figures[]>();
  for (const fee of parsed("fees")) fees.set(fee["lago_invoice_id"] as never, [...(fees.get(fee["lago_invoice_id"] as never) ?? []), fee]);
  const sum = (records: Figures[], key: string) => records.reduce((total, record) => total + record[key]!, 0);
  for (const invoice of parsed("invoices")) {
    const own = fees.get(invoice["lago_id"] as never)!;
    assert.equal(sum(own, "amount_cents"), invoice["fees_amount_cents"]);
    assert.equal(sum(own, "taxes_amount_cents"), invoice["taxes_amount_cents"]);
    assert.equal(sum(invoice["applied_taxes"] as never, "amount_cents"), invoice["taxes_amount_cents"]);
    const {
      total_amount_cents: total = 0,
      total_paid_amount_cents: paid = 0,
      total_offsetted_credit_note_amount_cents: offset = 0,
    } = invoice;
    assert.equal(
      invoice["sub_total_including_taxes_amount_cents"]! - invoice["credit_notes_amount_cents"]! - invoice["prepaid_credit_amount_cents"]!,
      total,
    );
    if (!invoice["voided_at"]) assert.equal(invoice["total_due_amount_cents"], total - paid - offset);
    assert.ok(total >= 0 && invoice["total_due_amount_cents"]! >= 0);
  }
});

test("what is referred to exists, but for customers that are gone", () => {
  const ids = (table: Parameters<Lago["rows"]>[0]) => new Set(lago.rows(table).map(({ id }) => id));
  const [customers, invoices, subscriptions, charges] = [ids("customers"), ids("invoices"), ids("subscriptions"), ids("charges")];
  for (const fee of parsed("fees") as unknown as Record<string, string | null>[]) {
    // Fees of the month that is not over wait for their invoice; those of add-ons and credits have no customer.
    assert.ok(fee["lago_invoice_id"] ? invoices.has(fee["lago_invoice_id"]) : fee["pay_in_advance"]);
    assert.equal(fee["lago_customer_id"] === null, fee["lago_subscription_id"] === null);
    if (fee["lago_subscription_id"]) assert.ok(subscriptions.has(fee["lago_subscription_id"]) && customers.has(fee["lago_customer_id"]!));
    if (fee["lago_charge_id"]) assert.ok(charges.has(fee["lago_charge_id"]));
  }
  assert.ok(lago.list("/customers").length < lago.rows("customers").length);
});

test("the same seed makes the same company, another a different one", () => {
  assert.deepEqual(makeCompany({ customers: 5 }), makeCompany({ customers: 5 }));
  assert.notDeepEqual(makeCompany({ customers: 5 }).organization, makeCompany({ customers: 5, seed: 2 }).organization);
});

test("ClickHouse keeps properties as texts and lists an event twice", () => {
  const { tables } = makeCompany({ eventsStore: "clickhouse" });
  const events = tables.events!.map(({ text }) => JSON.parse(text) as { transaction_id: string; properties: JsonObject });
  assert.ok(events.every(({ properties }) => Object.values(properties).every((value) => typeof value === "string")));
  assert.ok(new Set(events.map(({ transaction_id }) => transaction_id)).size < events.length);
});

test("texts that JavaScript cannot hold are served unchanged", async () => {
  await withLago({ data: { organization: "{}", tables: {} } }, async (own) => {
    const text = String.raw`{"lago_id":"x","created_at":"2026-01-01T00:00:00Z","name":"\ud83d\u0000","rate":1.10,"n":12345678901234567890123456789012345678.9,"n":2}`;
    own.put("taxes", text);
    assert.equal((await ask(own, "/taxes")).headers.get("content-type"), "application/json; charset=utf-8");
    assert.ok((await (await ask(own, "/taxes")).text()).includes(text));
    assert.deepEqual(own.list("/taxes"), [text]);
    own.remove("taxes", "x");
    assert.deepEqual(own.list("/taxes"), []);
  });
});

type Figures = Record<string, number>;

const parsed = (table: "fees" | "invoices") => lago.rows(table).map(({ text }) => JSON.parse(text) as Figures);
