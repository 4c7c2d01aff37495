import assert from "node:assert/strict";
import { it } from "node:test";
import { events } from "../../generated/index.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
import { load, rowsOf } from "../runtime/destinations/loads.ts";

for (const dialect of DIALECTS) {
  it(`an event without a subscription, which Lago's database allows, is one row in ${dialect} however often it comes`, async () => {
    const database = await newDatabase(dialect);
    const destination = await database.open();
    try {
      for (const codes of [["first", "second"], ["third"]]) {
        const records = codes.map((code) => ({ external_subscription_id: null, transaction_id: "t1", code }));
        await load(destination, events, [{ records }]);
        assert.deepEqual(await rowsOf(destination, "SELECT external_subscription_id, code FROM events"), [[null, codes.at(-1)]]);
      }
    } finally {
      await destination.close();
      await database.remove();
    }
  });
}
