import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addOns } from "../../generated/index.ts";
import { load } from "../../runtime/load.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
import { gatewayTimeout } from "../lago/faults.ts";
import { lagoWithAddOns } from "../runtime/add-ons.ts";

for (const dialect of DIALECTS) {
  describe(`the page size of a load into ${dialect}`, () => {
    it("is that of the load before, until the server takes too long for it", async (t) => {
      const { lago, client } = await lagoWithAddOns(t, 1_500, { apiKey: "secret-key" });
      const database = await newDatabase(dialect);
      const destination = await database.open();
      t.after(async () => {
        await destination.close();
        await database.remove();
      });
      const sizesOfLoad = async () => {
        const before = lago.requests.length;
        const { resources: [report] } = await load([addOns], { lago: client, destination });
        assert.deepEqual([report!.status, report!.rows], ["loaded", 1_500]);
        return lago.requests.slice(before).flatMap(({ path, query }) => (path === "/add_ons" ? [Number(query.get("per_page"))] : []));
      };
      assert.deepEqual(await sizesOfLoad(), [100, 100, 200, 400, 800]);
      assert.deepEqual(await sizesOfLoad(), [1_000, 1_000]);
      lago.setFaults([{ path: "/add_ons", minPerPage: 300, ...gatewayTimeout }]);
      const smaller = await sizesOfLoad();
      assert.ok(smaller.includes(1_000) && Math.min(...smaller) === 250, smaller.join(" "));
      // Larger pages are tried again, but not first.
      assert.equal((await sizesOfLoad())[0], 250);
      lago.setFaults([]);
      assert.ok((await sizesOfLoad()).some((size) => size >= 500));
      assert.equal((await sizesOfLoad())[0], 500);
    });
  });
}
