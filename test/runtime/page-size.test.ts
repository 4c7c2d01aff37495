import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { makePageSizes } from "../../runtime/paging/page-size.ts";

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
