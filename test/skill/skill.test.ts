import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { resources } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Answer, Destination } from "../../runtime/destinations/destination.ts";
import { load } from "../../runtime/load.ts";
import { askMetric } from "../../runtime/metrics/ask-metric.ts";
import { readMetrics } from "../../runtime/metrics/read-metrics.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { makeCompany } from "../lago/company/company.ts";
import { type Lago, startLago } from "../lago/server.ts";

const SKILL = new URL("../../skills/lago-billing-sql/", import.meta.url);
const ANSWERS = new URL("answers.json", import.meta.url);
const NEEDED = ["customers", "plans", "subscriptions", "invoices", "fees", "wallets"];

const text = readFileSync(new URL("SKILL.md", SKILL), "utf8");
/** The SQL of the skill by the word that its comment begins with. */
const examples = new Map([...text.matchAll(/```sql\n-- (\w+): [^\n]+\n([^]*?)```/g)].map(([, name, sql]) => [name!, sql!]));

describe("the skill", () => {
  it("has the form that agents read: a name like its folder, a description that says when, less than 200 lines, links that lead somewhere", () => {
    const [, name = "", description = ""] = /^---\nname: (.+)\ndescription: (.+)\n---\n/.exec(text) ?? [];
    assert.equal(name, "lago-billing-sql");
    assert.ok(description.length > 100 && description.length <= 1024, description);
    assert.ok(text.split("\n").length < 200);
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, to]) => to!);
    assert.ok(links.length >= 3);
    for (const to of links) assert.ok(existsSync(new URL(to, SKILL)), to);
    assert.equal(text.match(/```sql/g)?.length, examples.size, "each example has a name");
  });

  it("names only tables and columns that there are", () => {
    const tables = new Map(resources.flatMap((resource) => resource.tables.map((table) => [table.name as string, table.columns.map(({ name }) => name as string)] as const)));
    const named = [...text.matchAll(/\b([a-z_]+)\.([a-z_]+)\b/g)].filter(([, table]) => tables.has(table!));
    assert.ok(named.length > 10);
    for (const [, table, column] of named) assert.ok(tables.get(table!)?.includes(column!), `${table}.${column}`);
  });
});

describe("the examples of the skill", () => {
  let lago: Lago;
  const databases: TestDatabase[] = [];
  const destinations: Destination[] = [];

  before(async () => {
    lago = await startLago({ data: makeCompany({ customers: 60 }), apiKey: "key" });
    for (const dialect of DIALECTS) {
      const database = await newDatabase(dialect);
      databases.push(database);
      const destination = await database.open();
      destinations.push(destination);
      const report = await load(resources.filter(({ name }) => NEEDED.includes(name)), { lago: createLago({ apiKey: "key", baseUrl: lago.url }), destination });
      assert.deepEqual(report.resources.filter(({ status }) => status !== "loaded"), []);
      await destination.query("UPDATE _loads SET started_at = '2026-11-02 09:30:00+00'");
    }
  });
  after(async () => {
    for (const destination of destinations) await destination.close();
    for (const database of databases) await database.remove();
    await lago.close();
  });

  it("answer the same on both databases, and what they always did", async () => {
    const answers: Record<string, Answer["rows"]> = {};
    for (const [name, sql] of examples) {
      const [one, other] = await Promise.all(destinations.map((destination) => destination.query(sql)));
      assert.notEqual(one!.rows.length, 0, name);
      assert.deepEqual(one!.columns, other!.columns, name);
      assert.deepEqual(normalise(one!.rows), normalise(other!.rows), name);
      answers[name] = normalise(one!.rows);
    }
    // UPDATE_GOLDEN=1 writes what is answered, to be read as a diff.
    if (process.env["UPDATE_GOLDEN"]) writeFileSync(ANSWERS, `${JSON.stringify(answers, null, 1)}\n`);
    assert.deepEqual(answers, JSON.parse(readFileSync(ANSWERS, "utf8")));
  });

  it("agree with the metric where both say the same", async () => {
    const [destination] = destinations as [Destination];
    const metrics = await readMetrics();
    const answer = await askMetric(metrics, "invoiced_revenue", {}, destination.query);
    const wanted = answer.rows.map((row) => [row[0]!, row[1]!, ...row.slice(2, 4).map(Number)]);
    const { rows } = await destination.query(examples.get("revenue")!);
    assert.deepEqual(rows.map((row) => [row[0]!, row[1]!, ...row.slice(2, 4).map(Number)]), wanted.filter(([, currency]) => ["EUR", "USD"].includes(currency as string)));
  });

  it("agree with what the API said", async () => {
    const [destination] = destinations as [Destination];
    const owed = new Map<string, number>();
    for (const each of lago.list("/invoices").map((json) => JSON.parse(json) as Invoice)) {
      if (each.status !== "finalized" || each.payment_dispute_lost_at || each.self_billed || !["EUR", "USD"].includes(each.currency) || each.total_due_amount_cents <= 0) continue;
      const key = `${each.customer.lago_id} ${each.currency}`;
      owed.set(key, (owed.get(key) ?? 0) + each.total_due_amount_cents);
    }
    const { rows } = await destination.query(examples.get("debtors")!);
    assert.deepEqual(rows.map((row) => Math.round(Number(row[3]) * 100)), [...owed.values()].sort((a, b) => b - a).slice(0, 10));
  });
});

interface Invoice {
  readonly status: string;
  readonly payment_dispute_lost_at: string | null;
  readonly self_billed: boolean;
  readonly total_due_amount_cents: number;
  readonly currency: string;
  readonly customer: { readonly lago_id: string };
}

/** Numbers without the zeros that one database writes and the other does not. */
function normalise(rows: Answer["rows"]): (string | null)[][] {
  return rows.map((row) => row.map((value) => (value !== null && /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, "") : value)));
}
