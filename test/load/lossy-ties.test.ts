import assert from "node:assert/strict";
import { it } from "node:test";
import { activityLogs } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import { load } from "../../runtime/load.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
import { makeRow } from "../lago/rows.ts";
import { startLago } from "../lago/server.ts";
import { addOn } from "../runtime/add-ons.ts";

for (const dialect of DIALECTS) {
  it(`logs of one second that are lost at the border of two pages, each time the same, come with pages of another size, into ${dialect}`, async (t) => {
    const logged_at = (index: number) => new Date(Date.parse("2026-11-20T10:00:00Z") + Math.floor(index / 7) * 1000).toISOString();
    const logs = Array.from({ length: 381 }, (_, index) => makeRow("activity_logs", { activity_id: addOn(index).lago_id, activity_type: "invoice.created", logged_at: logged_at(index) }));
    const fake = await startLago({ data: { organization: "{}", tables: { activity_logs: logs } }, lossyTies: true });
    const database = await newDatabase(dialect);
    const destination = await database.open();
    t.after(async () => {
      await destination.close();
      await database.remove();
      await fake.close();
    });
    const lago = createLago({ apiKey: "test-key", baseUrl: fake.url });
    const [report] = (await load([activityLogs], { lago, destination })).resources;
    assert.deepEqual([report!.status, report!.rows, report!.passes], ["loaded", 381, 2]);
  });
}
