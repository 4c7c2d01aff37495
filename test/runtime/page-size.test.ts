import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { makePageSizes, newKnownSizes } from "../../runtime/paging/page-size.ts";

test("whatever happens to the size, pages follow each other without a gap and begin at a multiple of it", () => {
  const happenings = fc.array(fc.oneof(fc.record({ weight: fc.integer({ min: 20, max: 200_000 }) }), fc.constant("times out" as const), fc.constant("is not granted" as const)), { maxLength: 40 });
  fc.assert(
    fc.property(fc.oneof(fc.constant("auto" as const), fc.integer({ min: 1, max: 2_000 })), happenings, (perPage, all) => {
      const sizes = makePageSizes(perPage);
      let row = 0;
      for (const what of all) {
        const size = sizes.at(row);
        assert.ok(Number.isInteger(size) && size >= 1 && size <= Math.max(1_000, Number(perPage) || 0));
        assert.equal(row % size, 0);
        if (what === "times out") assert.equal(sizes.shrink(size), size > 1);
        else if (what === "is not granted") sizes.refuse(size);
        else {
          sizes.weigh(size, size * what.weight, true);
          row += size;
        }
      }
    }),
  );
});

test("a size that does not halve is divided by what it can be divided by", () => {
  const sizes = makePageSizes(75);
  sizes.shrink(75);
  assert.equal(sizes.at(0), 25);
  sizes.shrink(25);
  assert.equal(sizes.at(0), 5);
});

test("a size that was given does not grow, however light the records are", () => {
  const sizes = makePageSizes(50);
  sizes.weigh(50, 50, true);
  assert.equal(sizes.at(200), 50);
});

test("a load starts with the page size that an earlier one has learned", () => {
  const learn = (before: number | undefined, ...pages: readonly (readonly [rows: number, asked: number, bytesEach: number])[]) => {
    const sizes = newKnownSizes(before);
    for (const [rows, asked, bytes] of pages) sizes.learn(rows, asked, rows * bytes);
    return [sizes.start(), sizes.learned()];
  };
  assert.deepEqual(learn(undefined), [undefined, undefined]);
  assert.deepEqual(learn(undefined, [100, 100, 900], [800, 800, 900]), [1_000, 1_000], "a size that could have doubled no more");
  assert.deepEqual(learn(undefined, [100, 100, 500], [400, 400, 500], [7, 800, 500]), [1_000, 400], "the list ended before larger pages were full");
  assert.deepEqual(learn(undefined, [400, 400, 500], [700, 800, 500]), [1_000, 1_000], "the last page was not full, and longer than half of what fits");
  assert.deepEqual(learn(1_000), [1_000, undefined], "nothing contradicts it");
  assert.deepEqual(learn(1_000, [12, 1_000, 500]), [1_000, undefined], "a short page says nothing");
  assert.deepEqual(learn(1_000, [12, 1_000, 4_000]), [250, undefined], "records have become heavier");
  assert.deepEqual(learn(1_000, [100, 100, 500]), [1_000, 100], "Lago gave no more than a hundred");
  assert.deepEqual(learn(100), [undefined, undefined], "the first size is learned anew");
});
