import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { addOns, subscriptions } from "../../generated/index.ts";
import { LagoError } from "../../runtime/errors.ts";
import { readSingles, toPage } from "../../runtime/load/read/read-singles.ts";
import type { Resource } from "../../runtime/resource.ts";
import { findRecord } from "../../runtime/rows/find-record.ts";
import { PageError } from "../../runtime/transport/page-error.ts";
import type { LagoOptions } from "../lago/server.ts";
import { lagoWithAddOns } from "../runtime/add-ons.ts";

test("single records come byte for byte, several requests in flight, and make a page of their list", async (t) => {
  const { read, lago } = await singles(t);
  const text = '{"lago_id":"00000000-0000-4000-8000-000000000001", "code":"add_on_1","amount_cents":1e2,"rate":1.10}';
  lago.put("add_ons", text);
  const found = await read(addOns, [["add_on_1"], ["add_on_2"]]);
  assert.equal(String(found.get("add_on_1")), text);
  const page = String(toPage(addOns, [...found.values()] as Buffer[]));
  assert.deepEqual((JSON.parse(page) as { add_ons: { code: string }[] }).add_ons.map(({ code }) => code).sort(), ["add_on_1", "add_on_2"]);
});

test("a record that Lago no longer has is deleted, and one that no URL can name is not requested", async (t) => {
  const { read, lago } = await singles(t);
  lago.remove("add_ons", "00000000-0000-4000-8000-000000000000");
  assert.deepEqual(Object.fromEntries(await read(addOns, [["add_on_0"], ["."]])), { add_on_0: "gone", ".": "unaskable" });
  assert.equal(lago.requests.length, 1);
});

test("a route that this Lago does not have says nothing about a record", async (t) => {
  const { read } = await singles(t);
  const moved: Resource = { ...addOns, single: { ...addOns.single!, path: "/moved/{code}" } };
  await assert.rejects(read(moved, [["add_on_1"]]), (error: LagoError) => error.kind === "not_found");
});

test("a key that may not read one record is refused, not answered with nothing", async (t) => {
  const { read } = await singles(t, { denied: ["add_on"] });
  await assert.rejects(read(addOns, [["add_on_1"]]), (error: LagoError) => error.kind === "forbidden");
});

test("a 200 without the record, or with another record, is retried, and deletes nothing", async (t) => {
  const { read, lago } = await singles(t);
  const [path, other] = ["/add_ons/add_on_1", '{"add_on":{"lago_id":"00000000-0000-4000-8000-000000000002","code":"add_on_2"}}'];
  for (const body of ["{}", '{"add_on":null}', '{"add_on":[]}', other]) {
    lago.setFaults([{ path, answer: { status: 200, body }, nth: 1 }]);
    assert.equal(typeof (await read(addOns, [["add_on_1"]])).get("add_on_1"), "object", body);
    lago.setFaults([{ path, answer: { status: 200, body } }]);
    await assert.rejects(read(addOns, [["add_on_1"]]), (error: LagoError) => error.kind === "malformed", body);
  }
});

test("a subscription is requested with its status: without it, Lago looks for the active one only", async (t) => {
  const { read, lago } = await singles(t);
  lago.put("subscriptions", { lago_id: "00000000-0000-4000-8000-00000000000a", external_id: "a.b", status: "terminated" });
  const found = await read(subscriptions, [["a.b", "terminated"], ["a.b", "active"]]);
  assert.equal(typeof found.get("a.b,terminated"), "object");
  assert.equal(found.get("a.b,active"), "gone");
});

test("an answer without the record is no answer", () => {
  assert.throws(() => findRecord(Buffer.from('{"add_on":null}'), "add_on"), PageError);
  assert.throws(() => findRecord(Buffer.from('{"lago_id":"1"}'), "add_on"), PageError);
  assert.throws(() => findRecord(Buffer.from('{"add_on":{"lago_id":"1"'), "add_on"), PageError);
});

async function singles(t: TestContext, server: Partial<LagoOptions> = {}) {
  const { lago, client } = await lagoWithAddOns(t, 3, server);
  const read = async (resource: Resource, asked: string[][]) => {
    const found = new Map<string, Buffer | "gone" | "unaskable">();
    const reader = { lago: client, resource, traffic: { requests: 0, retries: 0, waits: 0 }, signal: new AbortController().signal };
    const failures = await readSingles(reader, asked.map((values) => ({ values })), ({ asked: { values }, record }) => void found.set(String(values), record));
    failures.describe();
    return found;
  };
  return { lago, read };
}
