import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { describe, it } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { marksAsJson } from "../../runtime/destinations/journal.ts";
import { findParents } from "../../runtime/load/plan/find-parents.ts";
import { packRows } from "../../runtime/load/plan/text-rows.ts";
import { resources } from "../../generated/index.ts";

const transactions = resources.find(({ name }) => name === "wallet_transactions")!;

/** A database with these rows of the parent's table, and what the last load noted about them. */
function databaseWith(rows: readonly (readonly string[])[], noted: readonly (readonly (string | null)[])[] = []): Destination {
  return { parents: async () => rows, query: async () => ({ columns: [], rows: noted }) } as unknown as Destination;
}

describe("the parents of a nested list", () => {
  it("come as they were, whatever is in their values", async () => {
    const rows = [["a\nb", "\ud800"], ["", "Ω \u2028"], ['["x"]', "\u0000"]];
    assert.deepEqual([...packRows(rows)], rows);
    assert.deepEqual([...packRows([])], []);
    assert.deepEqual([packRows(rows).length, packRows([]).length], [3, 0]);
  });

  it("are due if they are new or changed, and have the mark that the next load compares with", async () => {
    const now = new Date("2026-11-30T12:00:00Z");
    const state = { reached: null, lastFullAt: now };
    const seconds = String(Date.parse("2026-11-01T00:00:00Z") / 1000);
    const database = databaseWith([["same", "1"], ["changed", "2"], ["new", "3"]], [['["same"]', "1", seconds], ['["changed"]', "1", null]]);
    const { all, due, marks } = await findParents(transactions, { destination: database, state, now });
    assert.deepEqual([...all], [["same"], ["changed"], ["new"]]);
    assert.deepEqual([...due], [["changed"], ["new"]]);
    assert.deepEqual([...marks], [
      { parent: '["same"]', mark: "1", changedAt: new Date("2026-11-01T00:00:00Z") },
      { parent: '["changed"]', mark: "2", changedAt: now },
      { parent: '["new"]', mark: "3", changedAt: now },
    ]);
  });

  it("take a few bytes of V8's heap, however many there are", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    collect();
    const before = process.memoryUsage().heapUsed;
    const parents = await findParents(transactions, { destination: databaseWith(Array.from({ length: 30_000 }, () => [randomUUID(), " active 1200 12.0 0.0"])), state: undefined, now: new Date() });
    collect();
    const held = process.memoryUsage().heapUsed - before;
    assert.equal(parents.all.length, 30_000);
    assert.ok(held < 2_000_000, `${held} bytes`);
  });

  it("are noted in statements of a bounded size, in their order", () => {
    const marks = Array.from({ length: 5_001 }, (_, index) => ({ parent: `["${index}"]`, mark: "1", changedAt: null }));
    const portions = [...marksAsJson(marks)].map((text) => JSON.parse(text) as unknown[][]);
    assert.deepEqual(portions.map(({ length }) => length), [2_000, 2_000, 1_001]);
    assert.deepEqual(portions.flat().map(([parent]) => parent), marks.map(({ parent }) => parent));
  });
});
