import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addOns } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import { ConfigurationError } from "../../runtime/errors.ts";
import { load } from "../../runtime/load.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
import { badGateway, type Fault } from "../lago/faults.ts";
import { startLago } from "../lago/server.ts";

for (const dialect of DIALECTS) {
  describe(`rows of one organisation in ${dialect}`, () => {
    it("are not swept by a load with the key of another one, whatever its address", async () => {
      const database = await newDatabase(dialect);
      const destination = await database.open();
      const loadFrom = async (id: string | undefined, count: number, faults: readonly Fault[] = []) => {
        const tables = { add_ons: Array.from({ length: count }, (_, index) => ({ id: String(index), text: addOn(index), keys: {} })) };
        const fake = await startLago({ data: { organization: JSON.stringify({ lago_id: id, name: `Company ${id}` }), tables }, faults });
        try {
          const { resources } = await load([addOns], { lago: createLago({ apiKey: "k", baseUrl: fake.url, retry: { firstWait: 1 } }), destination });
          return resources[0]!.deleted;
        } finally {
          await fake.close();
        }
      };
      const living = async () => (await destination.query("SELECT count(*) FROM add_ons WHERE _deleted_at IS NULL")).rows[0]![0];
      try {
        await loadFrom("one", 3);
        await assert.rejects(loadFrom("two", 1), (error: Error) => {
          assert.ok(error instanceof ConfigurationError);
          assert.match(error.message, /of Company one \(one\), and the key is one of Company two \(two\)\. Load into another schema with --schema/);
          return true;
        });
        assert.equal(await living(), "3");
        assert.equal(await loadFrom("one", 2, [{ path: "/organizations", nth: 1, ...badGateway }]), 1);
        // A key that may not ask whose it is, and an older Lago that does not say it, are believed.
        const forbidden = { status: 403, body: '{"status":403,"error":"Forbidden","code":"read_action_not_allowed_for_organization"}' };
        assert.equal(await loadFrom("two", 2, [{ path: "/organizations", answer: forbidden }]), 0);
        assert.equal(await loadFrom(undefined, 2), 0);
      } finally {
        await destination.close();
        await database.remove();
      }
    });
  });
}

function addOn(index: number): string {
  return `{"lago_id":"00000000-0000-4000-8000-00000000000${index}","created_at":"2026-01-0${index + 1}T00:00:00Z"}`;
}
