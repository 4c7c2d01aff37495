import assert from "node:assert/strict";
import { test } from "node:test";
import { learnRate } from "../../../runtime/transport/learned-rate.ts";

/** Sends as the rate allows, to a server that counts in windows of a second, and returns by second how many passed and were refused. */
function send(limit: (second: number) => number, seconds: number): { passed: number[]; refused: number[] } {
  let now = 0;
  const learned = learnRate(() => now);
  const sent: number[] = [];
  const [passed, refused] = [Array<number>(seconds).fill(0), Array<number>(seconds).fill(0)];
  let next = 0;
  for (; now < seconds * 1000; now += 5) {
    if (now < next || learned.wait(sent) > 0) continue;
    // 100 requests a second where nothing holds them.
    next = now + 10;
    const second = Math.floor(now / 1000);
    if (passed[second]! < limit(second)) passed[second]!++;
    else {
      refused[second]!++;
      learned.refuse(now, [...sent, now]);
      next = now + 1_000;
    }
    sent.push(now);
  }
  return { passed, refused };
}

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);

test("a rate limit that is not announced is kept after the first refusals", () => {
  for (const limit of [10, 50]) {
    const { passed, refused } = send(() => limit, 120);
    assert.ok(sum(refused) <= 0.01 * sum(passed), `${sum(refused)} of ${sum(passed)}`);
    assert.ok(sum(passed) >= 0.85 * limit * 120, `${sum(passed)} of ${limit * 120}`);
  }
});

test("without a refusal there is no limit", () => {
  assert.deepEqual([...new Set(send(() => Infinity, 10).passed)], [100]);
});

test("a limit that was somebody else's doing is left within a minute", () => {
  const { passed } = send((second) => (second < 5 ? 3 : Infinity), 70);
  assert.ok(passed.at(-1)! >= 95, passed.join(" "));
});
