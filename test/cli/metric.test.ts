import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { makeCompany } from "../lago/company/company.ts";
import { type Lago, startLago } from "../lago/server.ts";
import { type Desk, KEY, newDesk } from "./command-line.ts";

describe("lago-loader metric", () => {
  let lago: Lago;
  let desk: Desk;

  before(async () => {
    lago = await startLago({ data: makeCompany({ customers: 6, months: 3 }), apiKey: KEY });
    desk = await newDesk(lago.url);
    assert.equal((await desk.run(["load", "plans", "subscriptions", "customers", "invoices"])).code, 0);
  });
  after(async () => {
    await desk.remove();
    await lago.close();
  });

  it("lists all metrics without a database", async () => {
    const { code, stdout } = await desk.run(["metric", "--format", "jsonl"]);
    assert.equal(code, 0);
    const names = stdout.trim().split("\n").map((line) => (JSON.parse(line) as { name: string }).name);
    assert.ok(names.includes("mrr") && names.includes("receivables_aging"));
  });

  it("prints figures with what they count and as of when, as a table for people and as CSV for programs", async () => {
    const table = await desk.run(["metric", "mrr"]);
    assert.equal(table.code, 0, table.stderr);
    assert.match(table.stdout, /^Monthly recurring revenue, contracted, currency units a month, as of 20\d\d-\S+ \S+\n.*\n\nmonth +currency +mrr/);
    const csv = await desk.run(["metric", "mrr", "--currency", "eur", "--by", "plan", "--format", "csv"]);
    assert.match(csv.stdout, /^month,currency,plan,mrr,arr,customers,subscriptions\r\n\d{4}-\d{2}-01,EUR,/);
    assert.doesNotMatch(csv.stdout, /,USD,/);
  });

  it("takes --to for a date beside --from, and a destination all the same", async () => {
    const { code, stdout } = await desk.run(["metric", "mrr", "--from", "2026-09-01", "--to", "2026-09-30", "--to", "lago.duckdb", "--format", "csv"]);
    assert.equal(code, 0);
    assert.deepEqual(new Set(stdout.trim().split("\r\n").slice(1).map((line) => line.split(",")[0])), new Set(["2026-09-01"]));
  });

  it("prints the SQL, which runs by itself", async () => {
    const { stdout } = await desk.run(["metric", "receivables_aging", "--sql"]);
    const [asked, printed] = await Promise.all([desk.run(["query", stdout]), desk.run(["metric", "receivables_aging"])]);
    assert.equal(asked.code, 0, asked.stderr);
    assert.equal(asked.stdout.split("\n").length, printed.stdout.split("\n").length - 3);
  });

  it("says what is wrong with a name, a dimension, a date and a table that was never loaded", async () => {
    for (const [args, message, code] of [
      [["mmr"], /There is no metric "mmr"/, 2],
      [["mrr", "--by", "city"], /mrr cannot be broken down by city\. It has plan, customer\./, 2],
      [["mrr", "--from", "yesterday"], /--from is "yesterday", which is no date/, 2],
      [["mrr", "--until", "2026-02-30"], /--until is "2026-02-30", which is no date/, 2],
      [["mrr", "--from", "2026-03-01", "--to", "2026-02-01"], /2026-03-01, is after the last, 2026-02-01/, 2],
      [["mrr", "--currency", "euro"], /"EURO" is no currency/, 2],
      [["days_to_pay"], /needs fees, payment_requests__invoices, payments, which this database does not have yet\. Load first: fees, payment_requests, payments\./, 2],
      [["wallet_balances"], /needs wallets, which this database does not have yet/, 2],
    ] as const) {
      const ended = await desk.run(["metric", ...args]);
      assert.equal(ended.code, code, ended.stderr);
      assert.match(ended.stderr, message);
    }
  });
});
