import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { invoices, resources } from "../../generated/index.ts";
import type { Resource } from "../../runtime/resource.ts";
import { formatDbml, formatMermaid, listEntities } from "../../runtime/cli/diagram.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
import { load } from "../runtime/destinations/loads.ts";
import { sampleRecord } from "../sample-record.ts";

const known: readonly Resource[] = resources;
const named = (name: string) => known.filter((resource) => resource.name === name);

/** The command from its source: no build is needed. */
function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "runtime/cli/cli.ts", ...args], { encoding: "utf8", cwd: new URL("../../", import.meta.url) });
  return { status, stdout, stderr };
}

for (const dialect of DIALECTS) {
  test(`describe tells types, meaning, values, references, and the rows of a database, in ${dialect}`, async () => {
    const database = await newDatabase(dialect);
    const destination = await database.open();
    await load(destination, invoices, [{ records: [sampleRecord(invoices, 1), sampleRecord(invoices, 2)] }]);
    await destination.close();
    const { status, stdout, stderr } = run("describe", "invoices", "--json", "--to", database.address, "--schema", database.schema);
    assert.equal(status, 0, stderr);
    const description = JSON.parse(stdout) as { rows: number; deleted: number; primary_key: string[]; columns: { name: string }[]; referenced_by: Record<string, string>; child_tables: string[] };
    assert.deepEqual([description.rows, description.deleted, description.primary_key], [2, 0, ["lago_id"]]);
    assert.deepEqual(description.columns.find(({ name }) => name === "total_amount_cents"), {
      name: "total_amount_cents", type: "integer", path: ["total_amount_cents"], unit: "minor", currency: "currency", description: "What was to be paid: with taxes, less credits.", key: false,
    });
    assert.equal(description.referenced_by["fees.lago_invoice_id"], "lago_id");
    assert.ok(description.child_tables.includes("invoices__applied_taxes"));
    await database.remove();
  });
}

test("describe takes a child table, shows how it is joined, and knows what a misspelt name may mean", () => {
  const child = run("describe", "invoices__applied_taxes");
  assert.match(child.stdout, /^_root_lago_id +uuid +The record that it came with, by its lago_id\. Refers to invoices\.lago_id\.$/m);
  assert.match(child.stdout, /^_applied_taxes_index +integer/m);
  const wrong = run("describe", "invoicez");
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /There is no table "invoicez"\. Did you mean invoices/);
});

test("a diagram has a resource whole, and of its neighbours the keys", () => {
  const entities = listEntities(known, named("wallets"));
  const [wallets, customers] = ["wallets", "customers"].map((name) => entities.find((entity) => entity.name === name)!);
  assert.ok(wallets!.columns.some(({ name }) => name === "balance_cents"));
  assert.deepEqual(customers!.columns.map(({ name }) => name), ["lago_id", "external_id", "billing_entity_code"]);
  assert.ok(entities.some(({ name }) => name === "wallet_transactions"));
  assert.ok(!entities.some(({ name }) => name === "fees"));
});

test("every arrow of a diagram leads from a column to a column that are in it", () => {
  const entities = listEntities(known, []);
  assert.equal(entities.length, known.flatMap(({ tables }) => tables).length);
  const dbml = formatDbml(entities);
  const places = new Set(entities.flatMap(({ name, columns }) => columns.map((column) => `"${name}"."${column.name}"`)));
  const arrows = [...dbml.matchAll(/^Ref: (.+) > (.+)$/gm)];
  assert.ok(arrows.length > 80);
  assert.deepEqual(arrows.filter(([, from, to]) => !places.has(from!) || !places.has(to!)), []);
  assert.match(dbml, /^Table "customers" \{\n  "lago_id" uuid \[pk, note: 'Lago\\'s own id of the record\.'\]$/m);
});

test("a table without keys has columns all the same: DBML takes none without any", () => {
  assert.deepEqual(listEntities(known, []).filter(({ columns }) => columns.length === 0), []);
});

test("Mermaid gets words that it takes, and what is a word of its own between quotes", () => {
  const text = formatMermaid(listEntities(known, named("invoices")));
  for (const line of text.trimEnd().split("\n").slice(1)) {
    assert.match(line, /^(  "\w+" \{|    \w+ \w+( PK| FK)?|  \}|  "\w+" \}o--o\| "\w+" : "\w+")$/);
  }
  assert.match(text, /^  "invoices" \}o--o\| "customers" : "customer__lago_id"$/m);
});
