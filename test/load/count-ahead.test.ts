import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { events } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { load } from "../../runtime/load.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
import { startLago } from "../lago/server.ts";

for (const dialect of DIALECTS) {
  describe(`a list that was never read, into ${dialect}`, () => {
    it("is counted while the database prepares its tables, and not again by a load that knows it", async () => {
      const text = (id: string) => JSON.stringify({ lago_id: id, transaction_id: "t", external_subscription_id: "s", timestamp: "2026-11-01T00:00:00Z", created_at: "2026-11-01T00:00:00Z" });
      const id = "00000000-0000-4000-8000-000000000001";
      const fake = await startLago({ data: { organization: '{"lago_id":"one","name":"One"}', tables: { events: [{ id, text: text(id), keys: {} }] } } });
      const database = await newDatabase(dialect);
      const destination = await database.open();
      const asked = () => fake.requests.filter(({ path }) => path === "/events").length;
      let counted = 0;
      const slow: Destination = {
        ...destination,
        async migrate(...given) {
          // With nothing else to wait for, a request takes milliseconds.
          for (const until = Date.now() + 10_000; asked() === 0 && Date.now() < until; ) await new Promise((resolve) => setTimeout(resolve, 5));
          counted = asked();
          return destination.migrate(...given);
        },
      };
      try {
        const lago = createLago({ apiKey: "k", baseUrl: fake.url });
        const [first] = (await load([events], { lago, destination: slow })).resources;
        assert.equal(counted, 1);
        assert.deepEqual([first!.error ?? first!.status, first!.rows, first!.requests], ["loaded", 1, asked()]);
        // Some milliseconds in which nothing may come.
        const before = asked();
        const [second] = (await load([events], { lago, destination: { ...destination, migrate: async (...given) => (await new Promise((resolve) => setTimeout(resolve, 50)), assert.equal(asked(), before), destination.migrate(...given)) } })).resources;
        assert.equal(second!.requests, asked() - before);
      } finally {
        await fake.close();
        await destination.close();
        await database.remove();
      }
    });
  });
}
