import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { openMergingStage } from "../../../runtime/destinations/merging-stage.ts";
import type { Result, StagedPage, StageEngine } from "../../../runtime/destinations/stage-engine.ts";
import { countRows } from "../../../runtime/rows/page.ts";
import { newFitReport } from "../../../runtime/rows/shape.ts";
import { newStamp } from "./loads.ts";
import { parcels } from "./parcels/parcels.ts";

const pageOf = (rows: number): StagedPage => ({ rows, size: rows, fit: newFitReport() });

/** A database that writes as many rows as it is told to, whatever waits. */
function engineThatWrites(written: (waiting: number) => number): StageEngine<StagedPage> {
  let [waiting, all] = [0, 0];
  const results: Record<string, () => Result> = { merge: () => ({ changed: 0, row: { inserted: written(waiting), updated: 0 } }), count: () => ({ changed: 0, row: { count: all, last: 1 } }) };
  return {
    read: () => Promise.reject(new Error("Nothing is read here.")),
    hold: async (pages) => {
      all += countRows(pages);
      return (waiting += countRows(pages));
    },
    show: async () => waiting,
    forget: async () => void (waiting = 0),
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

test("near the end of a list what waits is merged earlier, so that the last merge is small", async () => {
  const mergeAt = async (lefts: readonly (number | undefined)[]) => {
    const merged: number[] = [];
    const stage = openMergingStage(engineThatWrites((waiting) => (merged.push(waiting), waiting)), { resource: parcels, stamp: newStamp(), hashed: true, mergeBytes: 80 });
    for (const left of lefts) {
      await stage.add([pageOf(15)], left);
      await stage.settle();
      // As long as a database that is no bottleneck waits for pages.
      await sleep(10);
    }
    await stage.deduplicate();
    return merged;
  };
  assert.deepEqual(await mergeAt([undefined, undefined, undefined, undefined, undefined, undefined, undefined]), [90, 15]);
  assert.deepEqual(await mergeAt([90, 75, 60, 45, 30, 15, 0]), [60, 30, 15], "as soon as as many wait as are to come");
  assert.deepEqual(await mergeAt([1_000, 985, 970, 955, 940, 925, 910]), [90, 15]);
});
