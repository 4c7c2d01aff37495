import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import pg from "pg";
import { resources } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import { load } from "../../runtime/load.ts";
import { askMetric, askMetrics } from "../../runtime/metrics/ask-metric.ts";
import type { MetricQuestion } from "../../runtime/metrics/build-query.ts";
import { type Metrics, readMetrics } from "../../runtime/metrics/read-metrics.ts";
import { duckdb, readTexts } from "../../runtime/reader/duckdb-file.ts";
import type { Ask } from "../../runtime/reader/reader.ts";
import { toStatement } from "../../runtime/destinations/sql.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { makeCompany } from "../lago/company/company.ts";
import { startLago } from "../lago/server.ts";

/* What a finance person would try: each story is a handful of rows, written by hand, with the figures that they must give. */

const LOADED = ["customers", "plans", "subscriptions", "invoices", "fees", "payments", "payment_requests", "wallets", "wallet_transactions", "credit_notes"];
const TABLES = ["customers", "plans", "subscriptions", "invoices", "invoices__applied_taxes", "fees", "payments", "payment_requests", "payment_requests__invoices", "wallets", "wallet_transactions"];
const AS_OF = "2026-05-15 12:00:00+00";

/** Customer, plan, price in the smallest unit, currency, start, end, and when the row was deleted. */
const SUBSCRIPTIONS: readonly (readonly [customer: string, plan: string, cents: number, currency: string, started: string, ended?: string | undefined, deleted?: string])[] = [
  // From a monthly to a yearly plan in the middle of a month.
  ["upgrades", "monthly", 10_000, "EUR", "2026-01-10 00:00:00+00", "2026-03-15 10:00:00+00"],
  ["upgrades", "yearly", 240_000, "EUR", "2026-03-15 10:00:00+00"],
  // Gone on one day and back on another of the same month.
  ["returns", "monthly", 3_000, "EUR", "2026-02-01 00:00:00+00", "2026-03-10 00:00:00+00"],
  ["returns", "monthly", 3_000, "EUR", "2026-03-20 00:00:00+00"],
  // Two subscriptions in one currency and one in another.
  ["several", "monthly", 1_000, "GBP", "2026-01-05 00:00:00+00", "2026-04-02 00:00:00+00"],
  ["several", "quarterly", 10_000, "GBP", "2026-01-05 00:00:00+00"],
  ["several", "yearly", 10_000, "JPY", "2026-01-05 00:00:00+00"],
  // Half an hour before the month ends in UTC, which is the next month in Auckland and in Paris.
  ["late evening", "weekly", 45_500, "KWD", "2026-03-31 23:30:00+00", "2026-05-01 00:00:00+00"],
  // Within a month, deleted in Lago, and never started.
  ["passes by", "monthly", 5_000, "EUR", "2026-04-03 00:00:00+00", "2026-04-20 00:00:00+00"],
  ["deleted", "monthly", 700, "EUR", "2026-02-03 00:00:00+00", undefined, "2026-04-10 00:00:00+00"],
  ["free", "monthly", 0, "EUR", "2026-02-03 00:00:00+00"],
];

for (const dialect of DIALECTS) {
  describe(`metrics at the edges, on ${dialect}`, () => {
    let metrics: Metrics;
    let database: TestDatabase;
    before(async () => {
      metrics = await readMetrics();
      database = await newDatabase(dialect);
      const lago = await startLago({ data: makeCompany({ customers: 3, months: 1 }), apiKey: "key" });
      const destination = await database.open();
      await load(resources.filter(({ name }) => LOADED.includes(name)), { lago: createLago({ apiKey: "key", baseUrl: lago.url }), destination });
      await lago.close();
      for (const table of TABLES) await destination.query(`DELETE FROM ${table}`);
      await destination.query(`UPDATE _loads SET started_at = '${AS_OF}'`);
      await destination.close();
    });
    after(() => database.remove());

    it("an empty database has metrics without rows, and one that was never loaded says what to load", async () => {
      await session("UTC", async (ask) => {
        for (const name of metrics.metrics.keys()) assert.deepEqual((await askMetric(metrics, name, {}, ask)).rows, [], name);
      });
      const empty: Ask = async () => ({ columns: ["table_name"], rows: [] });
      const answers = await askMetrics(metrics, ["days_to_pay", "taxes", "mrr"].map((name) => ({ name })), empty);
      // A child table comes with its resource, and what the loader writes itself with any.
      assert.deepEqual(answers.map((answer) => /needs .*Load first: (.*)\.$/.exec((answer as Error).message)?.[1]), ["fees, invoices, payment_requests, payments, subscriptions", "fees, invoices, subscriptions", "customers, plans, subscriptions"]);
    });

    it("MRR and its movements: a change of interval, a return within a month, several subscriptions, three currencies, a deleted row", async () => {
      await change(...subscribe());
      const movements = await rows("mrr_movements");
      const moved = movements.map(({ month, currency, opening, closing, ...kinds }) => [month!.slice(0, 7), currency, opening, ...["new", "expansion", "reactivation", "contraction", "churn"].flatMap((kind) => (Number(kinds[kind]) === 0 ? [] : [`${kind} ${kinds[kind]}`])), closing].join(" "));
      assert.deepEqual(moved, [
        "2026-01 EUR 0.00 new 100.00 100.00",
        "2026-01 GBP 0.00 new 43.33 43.33",
        "2026-01 JPY 0 new 833 833",
        "2026-02 EUR 100.00 new 37.00 137.00",
        "2026-02 GBP 43.33 43.33",
        "2026-02 JPY 833 833",
        "2026-03 EUR 137.00 expansion 100.00 237.00",
        "2026-03 GBP 43.33 43.33",
        "2026-03 JPY 833 833",
        "2026-03 KWD 0.000 new 197.167 197.167",
        "2026-04 EUR 237.00 churn -7.00 230.00",
        "2026-04 GBP 43.33 contraction -10.00 33.33",
        "2026-04 JPY 833 833",
        "2026-04 KWD 197.167 197.167",
        "2026-05 EUR 230.00 230.00",
        "2026-05 GBP 33.33 33.33",
        "2026-05 JPY 833 833",
        "2026-05 KWD 197.167 churn -197.167 0.000",
      ]);
      const last = (await rows("mrr", { from: "2026-05-01" })).map(({ currency, mrr, arr, customers, subscriptions }) => [currency, mrr, arr, customers, subscriptions].join(" "));
      assert.deepEqual(last, ["EUR 230.00 2760.00 3 3", "GBP 33.33 399.96 1 1", "JPY 833 9996 1 1"]);
      assert.deepEqual((await rows("arpa", { from: "2026-05-01", currency: "EUR" })).map(({ arpa, customers }) => [arpa, customers]), [["115.00", "2"]]);
    });

    it("what is owed: partial payments, drafts, lost disputes, self-billed, voided and deleted invoices, no due date", async () => {
      await change(invoice("partly", { total: 10_000, paid: 4_000, due: 6_000 }), invoice("undated", { total: 100, due: 100, payment_due_date: null }), invoice("yen", { currency: "JPY", total: 5_000, due: 5_000, payment_due_date: "2026-02-14" }),
        invoice("draft", { status: "draft", total: 1, due: 1 }), invoice("void", { status: "voided", total: 1, due: 0 }), invoice("lost", { total: 1, due: 1, payment_dispute_lost_at: "2026-05-01 00:00:00+00" }),
        invoice("partner", { total: 1, due: 1, self_billed: "true" }), invoice("gone", { total: 1, due: 1, _deleted_at: "2026-05-01 00:00:00+00" }), invoice("credits", { invoice_type: "credit", total: 2_000, paid: 2_000, due: 0 }));
      assert.deepEqual((await rows("receivables_aging")).map(({ currency, age, due, invoices }) => [currency, age, due, invoices].join(" ")), ["EUR not due 1.00 1", "EUR 1-30 days 60.00 1", "JPY 61-90 days 5000 1"]);
      assert.deepEqual((await rows("top_debtors")).map(({ currency, due, late }) => [currency, due, late].join(" ")), ["EUR 60.00 60.00", "EUR 1.00 0.00", "JPY 5000 5000"]);
      const bridge = await rows("invoice_bridge", { currency: "EUR" });
      assert.deepEqual(bridge.map(({ invoices, total, paid, due }) => [invoices, total, paid, due].join(" ")), ["4 121.01 60.00 61.01"]);
    });

    it("the same figures whatever time zone the session has", async () => {
      const questions = [...metrics.metrics.values()].flatMap(({ name, dimensions }) => [{ name }, ...dimensions.map((dimension) => ({ name, question: { by: [dimension] } }))]);
      const [inUtc, ...elsewhere] = await inTurn(["UTC", "Pacific/Auckland", "America/Los_Angeles"], (zone) => session(zone, async (ask) => (await askMetrics(metrics, questions, ask)).map((answer) => (answer instanceof Error ? answer.message : answer.rows))));
      assert.ok(inUtc!.filter(({ length }) => length > 0).length > 10);
      for (const answers of elsewhere) answers.forEach((answer, index) => assert.deepEqual(answer, inUtc![index], JSON.stringify(questions[index])));
    });

    it("a dimension that is named twice is one, a currency without figures has no rows, and no date is guessed", async () => {
      assert.deepEqual(await rows("mrr", { by: ["plan", "customer", "plan"], currency: "EUR" }), await rows("mrr", { by: ["plan", "customer"], currency: "EUR" }));
      assert.deepEqual(await rows("mrr", { currency: "CHF" }), []);
      for (const question of [{ from: "2026-02-30" }, { to: "2026-13-01" }, { from: "26-01-01" }, { from: "today" }, { to: "" }, { from: "2026-03-01", to: "2026-02-01" }]) await assert.rejects(rows("mrr", question), { name: "ConfigurationError" }, JSON.stringify(question));
    });

    async function rows(name: string, question: MetricQuestion = {}): Promise<Readonly<Record<string, string | null>>[]> {
      const { columns, rows } = await session("UTC", (ask) => askMetric(metrics, name, question, ask));
      return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]!])));
    }

    async function change(...statements: readonly string[]): Promise<void> {
      const destination = await database.open();
      for (const statement of statements) await destination.query(statement);
      await destination.close();
    }

    /** As a person's own client would ask, whose time zone may be any. */
    async function session<Result>(zone: string, work: (ask: Ask) => Promise<Result>): Promise<Result> {
      if (dialect === "postgres") {
        const client = new pg.Client(database.address);
        await client.connect();
        await client.query(`SET search_path = ${database.schema}; SET TimeZone = '${zone}'`);
        // One question after the other, as this driver wants it.
        let turn: Promise<unknown> = Promise.resolve();
        const ask: Ask = (statement, given) => {
          const { text, values } = toStatement(statement, given);
          const asked = turn.then(() => client.query<(string | null)[]>({ text, values: [...values], rowMode: "array", types: { getTypeParser: () => String } as never }));
          turn = asked.catch(() => {});
          return asked.then(({ fields, rows }) => ({ columns: fields.map(({ name }) => name), rows }));
        };
        return work(ask).finally(() => client.end());
      }
      const instance = await duckdb.DuckDBInstance.create(database.address.replace("duckdb:", ""));
      const connection = await instance.connect();
      await connection.run("USE lago_data");
      await connection.run(`SET TimeZone = '${zone}'`);
      return work((statement, given) => readTexts(connection, toStatement(statement, given))).finally(() => {
        connection.closeSync();
        instance.closeSync();
      });
    }
  });
}

async function inTurn<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

function subscribe(): string[] {
  const plans = ["weekly", "monthly", "quarterly", "yearly"].map((name, nth) => `INSERT INTO plans (lago_id, code, "interval", _loaded_at, _load_id) VALUES (${uuid(nth)}, '${name}', '${name}', '${AS_OF}', 'x')`);
  const customers = [...new Set(SUBSCRIPTIONS.map(([customer]) => customer))];
  const text = (value: string | undefined) => (value === undefined ? "NULL" : `'${value}'`);
  const values = SUBSCRIPTIONS.map(([customer, plan, cents, currency, started, ended, deleted], nth) =>
    `(${uuid(nth)}, ${uuid(100 + customers.indexOf(customer))}, '${customer}', '${plan}', ${cents}, '${currency}', '${ended === undefined ? "active" : "terminated"}', '${started}'::timestamptz, ${text(ended)}::timestamptz, ${text(deleted)}::timestamptz, '${AS_OF}'::timestamptz, 'x')`);
  return [...plans, `INSERT INTO subscriptions (lago_id, lago_customer_id, external_customer_id, plan_code, plan_amount_cents, plan_amount_currency, status, started_at, terminated_at, _deleted_at, _loaded_at, _load_id) VALUES ${values.join(", ")}`];
}

let invoices = 0;
function invoice(customer: string, { total, paid = 0, due, ...given }: { readonly total: number; readonly paid?: number; readonly due: number } & Readonly<Record<string, string | number | null>>): string {
  const columns: Record<string, string | number | null> = { status: "finalized", invoice_type: "subscription", currency: "EUR", self_billed: "false", issuing_date: "2026-04-20", payment_due_date: "2026-05-10", fees_amount_cents: total, coupons_amount_cents: 0, progressive_billing_credit_amount_cents: 0,
    sub_total_excluding_taxes_amount_cents: total, taxes_amount_cents: 0, sub_total_including_taxes_amount_cents: total, credit_notes_amount_cents: 0, prepaid_credit_amount_cents: 0, total_amount_cents: total, total_paid_amount_cents: paid, total_due_amount_cents: due, customer__external_id: customer, _loaded_at: AS_OF, _load_id: "x", ...given };
  const literal = (value: string | number | null) => (typeof value === "string" ? `'${value}'` : String(value).toUpperCase());
  return `INSERT INTO invoices (lago_id, ${Object.keys(columns).join(", ")}) VALUES (${uuid(200 + invoices++)}, ${Object.values(columns).map(literal).join(", ")})`;
}

function uuid(nth: number): string {
  return `'00000000-0000-0000-0000-${String(nth).padStart(12, "0")}'::uuid`;
}
