import assert from "node:assert/strict";
import { test } from "node:test";
import { openMergingStage } from "../../../runtime/destinations/merging-stage.ts";
import type { Result, StagedPage, StageEngine } from "../../../runtime/destinations/stage-engine.ts";
import { newFitReport } from "../../../runtime/rows/shape.ts";
import { newStamp } from "./loads.ts";
import { parcels } from "./parcels/parcels.ts";

const pageOf = (rows: number): StagedPage => ({ rows, size: rows, fit: newFitReport() });

/** A database that writes as many rows as it is told to, whatever waits. */
function engineThatWrites(written: (waiting: number) => number): StageEngine<StagedPage> {
  let waiting = 0;
  const results: Record<string, () => Result> = { merge: () => ({ changed: 0, row: { inserted: written(waiting), updated: 0 } }), count: () => ({ changed: 0, row: { count: waiting, last: 1 } }) };
  return {
    read: () => Promise.reject(new Error("Nothing is read here.")),
    hold: async (pages) => (waiting += pages.reduce((sum, { rows }) => sum + rows, 0)),
    show: async () => waiting,
    forget: async () => {},
    run: async (name) => (results[name] ? [results[name]()] : []),
    write: async () => {},
    insertMarks: "",
    inTurn: (work) => work(),
  };
}

test("a database that takes other than the records that wait is not believed", async () => {
  for (const [written, works] of [[(waiting: number) => waiting, true], [(waiting: number) => waiting - 1, false], [(waiting: number) => waiting + 1, false]] as const) {
    const stage = openMergingStage(engineThatWrites(written), { resource: parcels, stamp: newStamp(), hashed: true });
    await stage.add([pageOf(3), pageOf(4)]);
    if (works) assert.equal(await stage.deduplicate(), 7);
    else await assert.rejects(stage.deduplicate(), /took [68] records of parcels where 7 waited\..* please report this/);
  }
});
