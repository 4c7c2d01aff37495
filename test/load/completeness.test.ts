import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Distinct, newJudge, type Reading } from "../../runtime/load/judge/completeness.ts";

interface Pass extends Partial<Reading> {
  /** Distinct records of this reading; as many as came, if not given. */
  readonly latest?: number;
  /** Of all readings; those of this one, if not given. */
  readonly all?: number;
}

const LISTS = {
  ordinary: { count: "exact" },
  tied: { count: "exact", loose: "ties" },
  moving: { count: "exact", loose: "moves" },
  repeating: { count: "exact", repeats: true },
  cached: { count: "cached" },
} as const;

/** Of 100 records, unless said otherwise. */
function isComplete(list: keyof typeof LISTS, ...passes: readonly Pass[]): boolean {
  const judge = newJudge(LISTS[list]);
  let doubt: string | undefined;
  for (const { latest, all, ...shown } of passes) {
    const reading: Reading = { rows: 100, pages: 10, first: 100, last: 100, fell: false, cut: undefined, ...shown };
    const distinct: Distinct = { latest: latest ?? reading.rows, all: all ?? latest ?? reading.rows };
    doubt = judge(reading, distinct);
  }
  return doubt === undefined;
}

describe("one reading is enough", () => {
  it("where nothing moved", () => assert.ok(isComplete("moving", {})));
  it("where records were added before the reading point: they push others down, which come twice", () => {
    assert.ok(isComplete("ordinary", { last: 103, rows: 103, latest: 100 }));
  });
  it("where records were added behind the reading point, and arrived as well", () => {
    assert.ok(isComplete("ordinary", { last: 103, rows: 103 }));
  });
  it("where both happened, in a list that keeps its order", () => {
    assert.ok(isComplete("ordinary", { last: 103, rows: 103, latest: 101 }));
  });
  it("where Lago gives no count, and all records are on one page", () => assert.ok(isComplete("ordinary", { first: null, last: null, pages: 1 })));
});

describe("one reading leaves doubt", () => {
  const doubtful = (list: keyof typeof LISTS, pass: Pass) => assert.ok(!isComplete(list, pass));
  it("where a record is gone: the next one has slipped onto a page that was read", () => doubtful("ordinary", { last: 99, rows: 99 }));
  it("where one is gone and one is new, as the count shows between two pages", () => doubtful("ordinary", { fell: true }));
  it("where a record arrived twice and no count changed: one has moved", () => doubtful("ordinary", { latest: 99 }));
  it("where fewer records arrive than Lago counts", () => doubtful("ordinary", { rows: 98 }));
  it("where a list grew whose order is ambiguous, and more records arrived than there were", () => doubtful("tied", { last: 103, rows: 103, latest: 101 }));
  it("where a list grew whose records move, and one arrived twice: a new one may hide a missed one", () => {
    doubtful("moving", { last: 101, rows: 101, latest: 100 });
  });
  it("where a list grew whose count is cached: a record may have been deleted meanwhile, and no page would show it", () => doubtful("cached", { last: 103, rows: 103 }));
  it("where Lago gives no count, and there is more than one page", () => doubtful("ordinary", { first: null, last: null }));
  it("where paging had no proper end", () => doubtful("ordinary", { cut: "paging ended in a repetition" }));
  it("but not where a count that Lago keeps for half an hour jumps from page to page", () => assert.ok(isComplete("cached", { fell: true })));
});

describe("another reading decides", () => {
  it("where it is calm by itself, whatever the first one saw", () => {
    assert.ok(isComplete("moving", { last: 99, rows: 99, fell: true }, { first: 99, last: 99, rows: 99, all: 100 }));
  });
  it("where a list with a cached count grew again, and nothing arrived twice", () => {
    assert.ok(isComplete("cached", { last: 103, rows: 103 }, { first: 103, last: 104, rows: 104 }));
  });
  it("where Lago gives no count and both brought the same", () => {
    const silent = { first: null, last: null };
    assert.ok(isComplete("ordinary", silent, { ...silent, all: 100 }));
    assert.ok(!isComplete("ordinary", { ...silent, latest: 98 }, { ...silent, all: 100 }));
  });
  it("where both together have all that Lago counts, though each missed some", () => {
    assert.ok(isComplete("tied", { latest: 98 }, { latest: 97, all: 100 }));
  });
  it("but not where a deleted record may hide a missed one", () => {
    assert.ok(!isComplete("tied", { last: 99, rows: 99, fell: true }, { first: 99, last: 99, rows: 99, latest: 98, all: 99 }));
    assert.ok(!isComplete("tied", { latest: 98 }, { first: 99, last: 99, rows: 99, latest: 97, all: 99 }));
  });
  it("where a list that can repeat a record has nothing new the second time", () => {
    assert.ok(!isComplete("repeating", { latest: 98 }));
    assert.ok(isComplete("repeating", { latest: 98 }, { latest: 98, all: 98 }));
    assert.ok(!isComplete("ordinary", { latest: 98 }, { latest: 98, all: 98 }));
  });
});
