import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { creditNotes, events, fees, plans } from "../../generated/index.ts";
import type { Resource } from "../../runtime/resource.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
import { load } from "../runtime/destinations/loads.ts";
import { randomRecords } from "./random-records.ts";
import { findLosses } from "./recover.ts";

/** Flat with decimals, deeply nested, embedded records, free-form values. */
const RESOURCES: readonly Resource[] = [fees, plans, creditNotes, events];

for (const dialect of DIALECTS) {
  describe(`anything Lago could send, loaded into ${dialect}`, () => {
    for (const resource of RESOURCES) {
      it(`${resource.name}: comes back equal, from its columns or from _extra`, async () => {
        const database = await newDatabase(dialect);
        const destination = await database.open();
        try {
          await fc.assert(
            fc.asyncProperty(randomRecords(resource, 20), async (records) => {
              // Each run's records replace those of the run before, which have the same keys.
              await load(destination, resource, [{ records }]);
              assert.deepEqual(await findLosses(destination, resource, records.map((json) => ({ json }))), []);
            }),
            { numRuns: Number(process.env["RANDOM_RUNS"] ?? 8), endOnFailure: process.env["RANDOM_RUNS"] === undefined },
          );
        } finally {
          await destination.close();
          await database.remove();
        }
      });
    }
  });
}
