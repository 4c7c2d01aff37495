import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { resources } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { load } from "../../runtime/load.ts";
import { askMetric } from "../../runtime/metrics/ask-metric.ts";
import type { MetricQuestion } from "../../runtime/metrics/build-query.ts";
import { type Metrics, readMetrics } from "../../runtime/metrics/read-metrics.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { makeCompany } from "../lago/company/company.ts";
import { type Lago, startLago } from "../lago/server.ts";

type Row = Readonly<Record<string, string | null>>;

const NEEDED = ["customers", "plans", "subscriptions", "invoices", "fees", "payments", "payment_requests", "wallets", "wallet_transactions", "credit_notes", "billable_metrics", "analytics_mrr"];

describe("the figures of a company", () => {
  let lago: Lago;
  let metrics: Metrics;
  const databases: TestDatabase[] = [];
  const destinations: Destination[] = [];

  before(async () => {
    metrics = await readMetrics();
    lago = await startLago({ data: makeCompany({ customers: 60 }), apiKey: "key" });
    const selected = resources.filter(({ name }) => NEEDED.includes(name));
    for (const dialect of DIALECTS) {
      const database = await newDatabase(dialect);
      databases.push(database);
      const destination = await database.open();
      destinations.push(destination);
      const report = await load(selected, { lago: createLago({ apiKey: "key", baseUrl: lago.url }), destination });
      assert.deepEqual(report.resources.filter(({ status }) => status !== "loaded"), []);
      // Both answer as of the same moment.
      await destination.query("UPDATE _loads SET started_at = '2026-11-02 09:30:00+00'");
    }
  });
  after(async () => {
    for (const destination of destinations) await destination.close();
    for (const database of databases) await database.remove();
    await lago.close();
  });

  it("are the same on DuckDB and Postgres, to the last digit, by each dimension", async () => {
    for (const { name, dimensions } of metrics.metrics.values()) {
      for (const by of [[], ...dimensions.map((dimension) => [dimension])]) {
        const [one, other] = await Promise.all(destinations.map((destination) => askMetric(metrics, name, { by }, destination.query)));
        assert.deepEqual(one!.columns, other!.columns, name);
        // Two databases need not sort text alike.
        assert.deepEqual(one!.rows.map(String).sort(), other!.rows.map(String).sort(), `${name} by ${by.join()}`);
        assert.notEqual(one!.rows.length, 0, `${name} has no figures in the company`);
      }
    }
  });

  it("are filtered by currency and month", async () => {
    for (const destination of destinations) {
      const rows = await ask("mrr", { currency: "EUR", from: "2026-02-01", to: "2026-04-30" }, destination);
      assert.deepEqual(rows.map(({ month, currency }) => [month, currency]), [["2026-02-01", "EUR"], ["2026-03-01", "EUR"], ["2026-04-01", "EUR"]]);
    }
  });

  it("each takes the filters that it has, by each dimension", async () => {
    for (const { name, sql, time, dimensions } of metrics.metrics.values()) {
      const question = { ...(/\bcurrency\b/.test(sql) && { currency: "EUR" }), ...(time && { from: "2026-01-01" }) };
      for (const destination of destinations) for (const by of [[], ...dimensions.map((dimension) => [dimension])]) await ask(name, { ...question, by }, destination);
    }
  });

  it("money is never a floating point number", async () => {
    for (const { name } of metrics.metrics.values()) {
      const { sql } = await askMetric(metrics, name, {}, destinations[0]!.query);
      const { rows } = await destinations[0]!.query(`DESCRIBE ${sql}`);
      assert.deepEqual(rows.filter((row) => row.includes("DOUBLE")), [], name);
    }
  });

  it("MRR: opening and movements add up to closing, which is the next opening and the MRR of the month", async () => {
    const rows = await ask("mrr_movements");
    const mrr = new Map((await ask("mrr")).map((row) => [`${row["month"]} ${row["currency"]}`, row["mrr"]]));
    const last = new Map<string, string>();
    for (const row of rows) {
      assert.equal(sum(row, "opening", "new", "expansion", "reactivation", "contraction", "churn"), cents(row["closing"]), JSON.stringify(row));
      assert.equal(cents(row["opening"]), cents(last.get(row["currency"]!) ?? "0"), JSON.stringify(row));
      assert.equal(cents(row["closing"]), cents(mrr.get(`${row["month"]} ${row["currency"]}`) ?? "0"), JSON.stringify(row));
      last.set(row["currency"]!, row["closing"]!);
    }
  });

  it("MRR is what subscription fees say of their periods, by plan: exactly by the month, to a cent of each subscription where a month is a part", async () => {
    const charged = await chargedByMonth();
    // Fees of quarters come up to three months later.
    const rows = (await ask("mrr", { by: ["plan"], to: "2026-07-31" })).filter(({ plan }) => plan !== "weekly");
    assert.ok(new Set(rows.map(({ plan }) => plan)).size >= 9);
    for (const { month, currency, plan, mrr, subscriptions } of rows) {
      const difference = Number(cents(mrr) - (charged.get(`${month} ${currency} ${plan}`) ?? 0n)) / 10_000;
      const parts = /annual|quarterly/.test(plan!) ? Number(subscriptions) * 0.01 : 0;
      assert.ok(Math.abs(difference) <= parts, `${month} ${currency} ${plan}: MRR is ${mrr}, fees differ by ${difference}`);
    }
  });

  it("MRR is what Lago's own analytics say, in each currency and month", async () => {
    const lagos = await destinations[0]!.query(`SELECT CAST(month AS date), currency, amount_cents FROM analytics_mrr WHERE currency IS NOT NULL`);
    const expected = lagos.rows.map(([month, currency, amount]) => `${month} ${currency} ${(Number(amount) * Number(worthOf(currency!))) / 10_000}`);
    assert.deepEqual((await ask("mrr")).map(({ month, currency, mrr }) => `${month} ${currency} ${Number(mrr)}`).sort(), expected.sort());
  });

  it("are interesting: of four currencies, with each movement, failures that were recovered, and disputes", async () => {
    const movements = await ask("mrr_movements");
    for (const kind of ["new", "expansion", "reactivation", "contraction", "churn"]) assert.ok(movements.some((row) => Number(row[kind]) !== 0), kind);
    assert.deepEqual([...new Set(movements.map(({ currency }) => currency))].sort(), ["EUR", "JPY", "KWD", "USD"]);
    // No decimals, and three.
    for (const { currency, closing } of movements) assert.match(closing!, currency === "JPY" ? /^\d+$/ : currency === "KWD" ? /^\d+\.\d{3}$/ : /^\d+\.\d{2}$/);
    const recovered = await ask("payments_recovered");
    const [failed, paid] = ["failed_invoices", "recovered"].map((name) => recovered.reduce((sum, row) => sum + Number(row[name]), 0));
    assert.ok(0 < paid! && paid! < failed!, `${paid} of ${failed}`);
    const { rows: [counts] } = await destinations[0]!.query(`SELECT count(*) FILTER (WHERE payment_dispute_lost_at IS NOT NULL AND total_due_amount_cents > 0), count(*) FILTER (WHERE self_billed) FROM invoices`);
    assert.ok(counts!.every((count) => Number(count) > 0), `given up and self-billed: ${counts}`);
  });

  it("what partners bill is no revenue, and nothing that is owed to the company", async () => {
    const partners = new Set((await destinations[0]!.query("SELECT external_id FROM customers WHERE account_type = 'partner'")).rows.map(([id]) => id));
    assert.ok(partners.size > 0);
    for (const { name, dimensions } of metrics.metrics.values()) {
      if (!dimensions.includes("customer") || name.startsWith("wallet_") || name.startsWith("payment")) continue;
      assert.deepEqual((await ask(name, { by: ["customer"] })).filter(({ customer }) => partners.has(customer!)), [], name);
    }
  });

  it("customers: opening, new, reactivated and churned add up to closing", async () => {
    for (const row of await ask("logo_churn")) {
      assert.equal(Number(row["opening"]) + Number(row["new"]) + Number(row["reactivated"]) - Number(row["churned"]), Number(row["closing"]), JSON.stringify(row));
    }
  });

  it("MRR by plan and by customer adds up to MRR", async () => {
    const whole = totals(await ask("mrr"), "mrr");
    for (const by of ["plan", "customer"]) assert.deepEqual(totals(await ask("mrr", { by: [by] }), "mrr"), whole, by);
  });

  it("ages of receivables add up to what is owed", async () => {
    const owed = await destinations[0]!.query(`SELECT currency, sum(total_due_amount_cents) FROM invoices
      WHERE status = 'finalized' AND payment_dispute_lost_at IS NULL AND NOT coalesce(self_billed, false) AND _deleted_at IS NULL AND total_due_amount_cents > 0 GROUP BY 1`);
    const expected = new Map(owed.rows.map(([currency, amount]) => [currency!, BigInt(amount!) * worthOf(currency!)]));
    assert.deepEqual(totals(await ask("receivables_aging"), "due", "currency"), expected);
    assert.deepEqual(totals(await ask("top_debtors"), "due", "currency"), expected);
  });

  it("each step of an invoice follows from those before it", async () => {
    for (const row of await ask("invoice_bridge")) {
      const of = (name: string) => cents(row[name]);
      assert.equal(of("fees") - of("coupons") - of("progressive_billing"), of("net"), JSON.stringify(row));
      assert.equal(of("net") + of("taxes"), of("gross"), JSON.stringify(row));
      assert.equal(of("gross") - of("credit_notes") - of("prepaid_credits"), of("total"), JSON.stringify(row));
      assert.equal(of("total") - of("paid") - of("offset_credit_notes"), of("due"), JSON.stringify(row));
    }
  });

  it("invoiced revenue by kind adds up to the fees of the bridge, which has bought credits as well", async () => {
    const fees = totals(await ask("invoiced_revenue", { by: ["kind"] }), "amount", "currency");
    const { rows } = await destinations[0]!.query(`SELECT currency, sum(fees_amount_cents) FROM invoices
      WHERE status = 'finalized' AND invoice_type NOT IN ('credit', 'progressive_billing') AND NOT coalesce(self_billed, false) AND _deleted_at IS NULL GROUP BY 1`);
    assert.deepEqual(fees, new Map(rows.map(([currency, amount]) => [currency!, BigInt(amount!) * worthOf(currency!)])));
  });

  it("what is billed progressively is revenue once, with the invoice that ends the period", async () => {
    const { rows } = await destinations[0]!.query(`SELECT currency, sum(fees_amount_cents - coupons_amount_cents) FILTER (WHERE invoice_type <> 'progressive_billing'), count(*) FILTER (WHERE invoice_type = 'progressive_billing')
      FROM invoices WHERE status = 'finalized' AND invoice_type <> 'credit' AND NOT self_billed AND _deleted_at IS NULL GROUP BY 1`);
    assert.ok(rows.some(([, , progressive]) => progressive !== "0"));
    assert.deepEqual(totals(await ask("invoiced_revenue"), "net_of_coupons", "currency"), new Map(rows.map(([currency, amount]) => [currency!, BigInt(amount!) * worthOf(currency!)])));
  });

  it("usage revenue is the usage part of invoiced revenue", async () => {
    const charges = (await ask("invoiced_revenue", { by: ["kind"] })).filter(({ kind }) => kind === "charge");
    assert.deepEqual(totals(await ask("usage_revenue"), "amount"), totals(charges, "amount"));
  });

  /** Subscription fees, on whatever invoice, in equal parts over the months that they are for. */
  async function chargedByMonth(): Promise<Map<string, bigint>> {
    const { rows } = await destinations[0]!.query(`SELECT strftime(f.from_date, '%Y-%m-01'), CAST(round(date_diff('day', f.from_date, f.to_date) / 30.4) AS integer), f.amount_currency, s.plan_code, f.amount_cents
      FROM fees AS f JOIN subscriptions AS s ON s.lago_id = f.lago_subscription_id WHERE f.item__type = 'subscription' AND NOT f.self_billed`);
    const charged = new Map<string, bigint>();
    for (const [from, months, currency, plan, amount] of rows) {
      const parts = Math.max(1, /annual|quarterly/.test(plan!) ? Number(months) : 1);
      const share = BigInt(Math.round((Number(amount) * Number(worthOf(currency!))) / parts));
      for (let nth = 0; nth < parts; nth++) {
        const date = new Date(from!);
        date.setUTCMonth(date.getUTCMonth() + nth);
        const key = `${date.toISOString().slice(0, 10)} ${currency} ${plan}`;
        charged.set(key, (charged.get(key) ?? 0n) + share);
      }
    }
    return charged;
  }

  async function ask(name: string, question: MetricQuestion = {}, destination = destinations[0]!): Promise<Row[]> {
    const { columns, rows } = await askMetric(metrics, name, question, destination.query);
    return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]!])));
  }
});

/** In ten thousandths, so that sums are of integers. */
function cents(amount: string | null | undefined): bigint {
  const [whole = "0", decimals = ""] = (amount ?? "0").split(".");
  return BigInt(whole + decimals.padEnd(4, "0"));
}

/** How many ten thousandths the smallest unit of a currency is. */
function worthOf(currency: string): bigint {
  return { JPY: 10_000n, KWD: 10n }[currency] ?? 100n;
}

function sum(row: Row, ...names: readonly string[]): bigint {
  return names.reduce((total, name) => total + cents(row[name]), 0n);
}

function totals(rows: readonly Row[], measure: string, ...keys: readonly string[]): Map<string, bigint> {
  const found = new Map<string, bigint>();
  const by = keys.length > 0 ? keys : ["month", "currency"];
  for (const row of rows) {
    const key = by.map((name) => row[name]).join(" ");
    found.set(key, (found.get(key) ?? 0n) + cents(row[measure]));
  }
  return found;
}
