import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { resources } from "../../generated/index.ts";
import { addMeaning, findUnmatched } from "../../generator/model/meaning.ts";
import { buildResources } from "../../generator/model/build.ts";
import { readDocument } from "../../generator/spec/document.ts";
import { parseMeaning, readMeaning } from "../../generator/spec/meaning.ts";
import { correctDocument, readOverlay } from "../../generator/spec/overlay.ts";
import type { Column, Resource } from "../../runtime/resource.ts";

const fileOf = (name: string) => fileURLToPath(new URL(`../../spec/${name}`, import.meta.url));
const columns = (resources as readonly Resource[]).flatMap(({ tables }) => tables.flatMap((table) => table.columns.map((column): [string, Column] => [`${table.name}.${column.name}`, column])));
const column = (name: string) => columns.find(([place]) => place === name)![1];

test("every table and every rule of spec/meaning.yaml is about something that there is", async () => {
  const { document } = correctDocument(await readDocument(fileOf("openapi.yaml")), await readOverlay(fileOf("overlay.yaml")));
  const meaning = await readMeaning(fileOf("meaning.yaml"));
  assert.deepEqual(findUnmatched(buildResources(document).resources, meaning), []);
});

test("what is misspelt in a rule is refused", () => {
  assert.throws(() => parseMeaning("columns: { a: { unti: minor } }", "m.yaml"), /m\.yaml states unti of a\. A column can have description, unit/);
  assert.throws(() => parseMeaning("columns: { a: { unit: cents } }", "m.yaml"), /gives a the unit cents\. Units are minor, major/);
  const forms = { "columns: 5": "columns has to be a map", "columns: { a: [1] }": "stated of a", "columns: { a: 5 }": "stated of a", "columns: { a: }": "stated of a", "columns: { a: { personal: yes please } }": "personal of a has to be true or false", "columns: { a: { currency: true } }": "currency of a", "tables: { a: 1 }": "table a", "column: {}": "has column" };
  for (const [text, message] of Object.entries(forms)) assert.throws(() => parseMeaning(text, "m.yaml"), (error: Error) => error.name === "DocumentError" && error.message.includes(message), text);
  assert.throws(() => parseMeaning("[1]", "m.yaml"), /m\.yaml has to be a map/);
  assert.deepEqual(addMeaning([], parseMeaning("", "m.yaml")), []);
});

test("every table has a description, every number of money its currency but where none is known", () => {
  assert.deepEqual((resources as readonly Resource[]).flatMap(({ tables }) => tables.filter(({ description }) => description === undefined).map(({ name }) => name)), []);
  const bare = columns.filter(([, { unit, currency }]) => (unit === "minor" || unit === "major") && currency === undefined);
  assert.deepEqual(bare.map(([place]) => place), ["events.precise_total_amount_cents"]);
  assert.deepEqual(columns.filter(([, { name, type, unit }]) => /_cents$/.test(name) && type !== "json" && unit === undefined), []);
});

test("a currency is in the same table, or in that of the root record or a parent", () => {
  for (const [place, { currency }] of columns) {
    if (currency !== undefined) assert.ok(columns.some(([other]) => other === currency || other === `${place.split(".")[0]}.${currency}`), place);
  }
  assert.equal(column("invoices.total_amount_cents").currency, "currency");
  assert.equal(column("fees.total_amount_cents").currency, "total_amount_currency");
  assert.equal(column("plans__charges.min_amount_cents").currency, "plans.amount_currency");
  assert.equal(column("wallet_transactions.amount").currency, "wallets.currency");
});

test("amounts in cents, exact amounts in units, rates and days are distinguished", () => {
  const units = ["fees.amount_cents", "fees.precise_amount", "fees.taxes_rate", "invoices.net_payment_term", "wallets.credits_balance", "fees.units", "fees.events_count"];
  assert.deepEqual(units.map((place) => column(place).unit), ["minor", "major", "percent", "days", "credits", "units", "count"]);
});

test("names, addresses, phone and tax numbers are personal, also inside JSON", () => {
  const personal = ["customers.name", "customers.email", "customers.shipping_address__zipcode", "customers.phone", "customers.tax_identification_number", "activity_logs.user_email", "invoices.customer"];
  assert.deepEqual(personal.filter((place) => !column(place).personal), []);
  assert.equal(column("customers.external_id").personal, undefined);
});

test("short lists of values come along, those of standards do not", () => {
  assert.deepEqual(column("invoices.payment_status").values, ["pending", "succeeded", "failed"]);
  assert.equal(column("invoices.currency").values, undefined);
});
