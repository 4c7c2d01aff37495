import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { analyticsUsage, coupons } from "../../generated/index.ts";
import { findTroubles } from "../../runtime/cli/terminal/load-outcome.ts";
import { createLago } from "../../runtime/client.ts";
import { load } from "../../runtime/load.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
import { makeCompany } from "../lago/company/company.ts";
import { badGateway, type Fault, internalError } from "../lago/faults.ts";
import { startLago } from "../lago/server.ts";

const path = "/analytics/usage";

for (const dialect of DIALECTS) {
  describe(`a resource that a Lago can lack, in ${dialect}`, () => {
    it("is skipped with the reason after few attempts, and is an error where it was loaded before or something else fails", async (t) => {
      const database = await newDatabase(dialect);
      t.after(() => database.remove());
      const destination = await database.open();
      t.after(() => destination.close());
      const data = makeCompany({ customers: 2, months: 1, eventsPerCharge: 1 });
      const run = async (dataApi: boolean, faults: readonly Fault[] = []) => {
        const fake = await startLago({ data, dataApi, faults });
        const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, retry: { firstWait: 1 } });
        const { resources } = await load([analyticsUsage, coupons], { lago, destination }).finally(() => fake.close());
        assert.equal(resources[1]!.status, "loaded");
        const troubles = findTroubles(resources).map(({ name }) => name);
        return { ...resources[0]!, troubles, asked: fake.requests.filter((request) => request.path === path).length };
      };

      const without = await run(false);
      assert.deepEqual([without.status, without.troubles, without.asked], ["skipped", [], 3]);
      assert.match(without.error!, /answered 500 3 times\. Lago asks its Data API for it, which a self-hosted Lago need not have/);
      const accident = await run(true, [{ path, nth: (n) => n <= 2, ...internalError }]);
      assert.deepEqual([accident.status, accident.asked], ["loaded", 3]);
      const lost = await run(false);
      assert.deepEqual([lost.status, lost.was_loaded, lost.troubles], ["skipped", true, ["analytics_usage"]]);
      assert.equal((await destination.query("SELECT count(*) > 0 FROM analytics_usage WHERE _deleted_at IS NULL")).rows[0]![0]![0], "t");
      const gateway = await run(true, [{ path, ...badGateway }]);
      assert.deepEqual([gateway.status, gateway.troubles, gateway.asked], ["failed", ["analytics_usage"], 8]);
    });
  });
}
