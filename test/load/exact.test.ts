import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { resources } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { load } from "../../runtime/load.ts";
import type { Resource } from "../../runtime/resource.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { makeCompany } from "../lago/company/company.ts";
import { type Lago as FakeLago, startLago } from "../lago/server.ts";
import { findLosses } from "./recover.ts";
import { listSent } from "./sent.ts";

/** Snapshots are no lists: test/load/snapshots.test.ts has them. */
const lists = resources.filter((resource: Resource) => resource.snapshot === undefined);

let fake: FakeLago;
before(async () => {
  fake = await startLago({ data: makeCompany({ seed: 7 }), apiKey: "test-key" });
});
after(() => fake.close());

for (const dialect of DIALECTS) {
  describe(`every list, loaded into ${dialect}`, () => {
    let database: TestDatabase;
    let destination: Destination;
    before(async () => {
      database = await newDatabase(dialect);
      destination = await database.open();
      const lago = createLago({ apiKey: "test-key", baseUrl: fake.url });
      const report = await load(lists, { lago, destination });
      assert.deepEqual(report.resources.filter(({ status }) => status !== "loaded"), []);
    });
    after(async () => {
      await destination.close();
      await database.remove();
    });

    for (const resource of lists) {
      it(`${resource.name}: every field of every record is in its column or in _extra`, async () => {
        const sent = listSent(fake, resource);
        assert.ok(sent.length > 0, "the fake Lago has no record of this kind, so this shows nothing");
        assert.deepEqual(await findLosses(destination, resource, sent), []);
      });
    }
  });
}
