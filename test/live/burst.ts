import assert from "node:assert/strict";
import { it } from "node:test";
import { customers } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import { load } from "../../runtime/load.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
import { assertSameTables } from "../incremental/same-tables.ts";
import { type JsonObject, makeRow } from "../lago/rows.ts";
import { startLago } from "../lago/server.ts";
import { deliver, writeBody } from "../lago/webhooks.ts";
import { ORGANIZATION } from "./open-receiver.ts";
import { startAnswering } from "./weeks/start-answering.ts";

const COUNT = 5_000;
const customer = (index: number, name: string): JsonObject => ({ lago_id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`, external_id: `c-${index}`, name, created_at: "2026-01-01T00:00:00Z" });

for (const dialect of DIALECTS) {
  it(`${COUNT} webhooks at once, while a load into ${dialect} runs, are all taken, and become reads of the list`, async (t) => {
    const rows = Array.from({ length: COUNT }, (_, index) => makeRow("customers", customer(index, "before")));
    const fake = await startLago({ data: { organization: JSON.stringify({ lago_id: ORGANIZATION, name: "Hooli" }), tables: { customers: rows } }, apiKey: "test-key" });
    const lago = createLago({ apiKey: "test-key", baseUrl: fake.url });
    const [database, whole] = [await newDatabase(dialect), await newDatabase(dialect)];
    const [is, should] = [await database.open(), await whole.open()];
    let begun = () => {};
    const running = new Promise<void>((resolve) => (begun = resolve));
    const extents: string[] = [];
    const answering = await startAnswering(ORGANIZATION, async (hints, selected) => {
      begun();
      const { resources } = await load(selected, { lago, destination: is, resources: [customers], hints });
      extents.push(String(resources[0]!.extent));
      return resources;
    }, { among: [customers] });
    t.after(async () => {
      await answering.stop();
      await Promise.all([is.close(), should.close()]);
      await Promise.all([database.remove(), whole.remove(), fake.close()]);
    });
    await load([customers], { lago, destination: is, resources: [customers] });
    const send = (index: number) => deliver(answering.url, writeBody({ type: "customer.updated", objectType: "customer", organization: ORGANIZATION, object: customer(index, "what the webhook says") }));
    fake.put("customers", customer(0, "after"));
    await send(0);
    await running;
    for (let index = 1; index < COUNT; index += 500) fake.put("customers", customer(index, "after"));
    const times: number[] = [];
    const statuses = new Map<number, number>();
    const queue = Array.from({ length: COUNT - 1 }, (_, index) => index + 1).values();
    await Promise.all(Array.from({ length: 100 }, async () => {
      for (const index of queue) {
        const startedAt = performance.now();
        const { status } = await send(index);
        times.push(performance.now() - startedAt);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }));
    await answering.settled();
    times.sort((one, other) => one - other);
    t.diagnostic(`answered in ${times[Math.floor(times.length / 2)]!.toFixed(0)} ms, 95 % in ${times[Math.floor(times.length * 0.95)]!.toFixed(0)} ms; ${fake.requests.length} requests; ${extents.join("; ")}`);
    assert.deepEqual([...statuses], [[200, COUNT - 1]]);
    assert.ok(fake.requests.length < COUNT / 2, `${fake.requests.length} requests`);
    assert.ok(extents.some((extent) => /^whole list, fewer requests than for \d+ changes$/.test(extent)), extents.join("; "));
    await load([customers], { lago, destination: should, resources: [customers] });
    await assertSameTables(is, should, [customers]);
  });
}
