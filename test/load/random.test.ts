import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { describe, it } from "node:test";
import fc from "fast-check";
import { creditNotes, events, fees, plans } from "../../generated/index.ts";
import type { Committed, Destination } from "../../runtime/destinations/destination.ts";
import type { Resource } from "../../runtime/resource.ts";
import { newTally, toEntry } from "../../runtime/tally.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
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
              await loadRecords(destination, resource, records);
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

/** Each run's records replace those of the run before, which have the same keys. */
async function loadRecords(destination: Destination, resource: Resource, records: readonly string[]): Promise<void> {
  const stamp = { loadId: randomUUID(), loadedAt: new Date() };
  const stage = await destination.stage(resource, stamp);
  try {
    await stage.add([stage.read(Buffer.from(`{${JSON.stringify(resource.selector)}:[${records}]}`), [])]);
    const outcome = { resource, stamp, startedAt: stamp.loadedAt, status: "loaded", tally: newTally(), fit: stage.report } as const;
    await stage.commit({ sweep: true, entry: (committed: Committed) => toEntry({ ...outcome, committed }) });
  } finally {
    await stage.discard();
  }
}
