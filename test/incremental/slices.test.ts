import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { events, fees, invoices } from "../../generated/index.ts";
import { findSpan } from "../../runtime/load/read/find-span.ts";
import { cutIntoSlices, hidesRecords, type Span } from "../../runtime/load/read/slices.ts";
import { halve, type Stretch, toQuery, wholeList } from "../../runtime/load/plan/stretch.ts";

const SECOND = Date.UTC(2026, 10, 15, 8, 30) / 1000;
const NOW = new Date(SECOND * 1000);

describe("a stretch of a list", () => {
  it("is asked for by second where Lago compares times, and by day where it compares dates", () => {
    assert.deepEqual(toQuery({ ...wholeList(events)!, from: SECOND, to: SECOND + 60 }), { timestamp_from: "2026-11-15T08:30:00Z", timestamp_to: "2026-11-15T08:31:00Z" });
    assert.deepEqual(toQuery({ ...wholeList(invoices)!, from: SECOND }), { issuing_date_from: "2026-11-15" });
    assert.deepEqual(toQuery(wholeList(fees)!), {});
  });

  it("reaches one unit further where its filter leaves out the border itself", () => {
    const exclusive: Stretch = { cursor: { inclusive: false, granularity: "second" }, filter: events.cursor!, from: SECOND, to: SECOND };
    assert.deepEqual(toQuery(exclusive), { timestamp_from: "2026-11-15T08:29:59Z", timestamp_to: "2026-11-15T08:30:01Z" });
  });

  it("is cut at a second that both parts have, since Lago compares microseconds", () => {
    const [before, after] = halve({ ...wholeList(events)!, from: SECOND, to: SECOND + 100 })!;
    assert.equal(before.to, after.from);
    assert.deepEqual([before.from, after.to], [SECOND, SECOND + 100]);
  });

  it("is cut at the same seconds wherever it begins, so that a load that resumes knows its slices", () => {
    const cuts = (from: number) => halve({ ...wholeList(events)!, from, to: SECOND + 2 ** 20 })![0].to;
    assert.equal(cuts(SECOND), cuts(SECOND + 1000));
  });

  it("cannot be cut within a second", () => {
    assert.equal(halve({ ...wholeList(events)!, from: SECOND, to: SECOND + 1 }), undefined);
  });
});

describe("slices", () => {
  it("cover every record, share nothing but their borders, and none has more than allowed", async () => {
    const times = Array.from({ length: 5_000 }, (_, index) => SECOND + Math.floor(index ** 1.5));
    const count = async ({ from = -Infinity, to = Infinity }: Stretch) => times.filter((time) => time >= from && time <= to).length;
    const slices = (await collect(cutIntoSlices({ stretch: wholeList(events)!, records: Infinity }, { most: () => 300, now: NOW }, count))).map(({ stretch }) => stretch);
    const seen = times.map((time) => slices.filter(({ from = -Infinity, to = Infinity }) => time >= from && time <= to).length);
    assert.equal(seen.includes(0), false);
    assert.ok(times.every((time, index) => seen[index] === 1 || slices.some(({ to }) => to === time)));
    for (const slice of slices) assert.ok((await count(slice)) <= 300);
    assert.ok(slices.length < (3 * times.length) / 300, `${slices.length} slices`);
  });

  it("are looked for two cuts at a time until there is one; then only what is needed is counted", async () => {
    const times = Array.from({ length: 2_000 }, (_, index) => SECOND + index * 1000);
    const asked: string[] = [];
    let [waiting, rounds] = [0, 0];
    const count = async ({ from = -Infinity, to = Infinity }: Stretch) => {
      asked.push(`${from} ${to}`);
      if (waiting++ === 0) rounds++;
      await new Promise(setImmediate);
      waiting--;
      return times.filter((time) => time >= from && time <= to).length;
    };
    const slices = cutIntoSlices({ stretch: wholeList(events)!, records: times.length }, { most: () => 300, now: NOW }, count);
    const { value: first } = (await slices.next()) as { value: { stretch: Stretch } };
    const depth = Math.log2(2 ** 32 / (first.stretch.to! - first.stretch.from!));
    assert.ok(rounds <= depth / 2 + 1, `${rounds} rounds for ${depth} cuts`);
    const before = asked.length;
    const others = await collect(slices);
    assert.ok(asked.length - before <= 2 * (others.length + 1), `${asked.length - before} counts for ${others.length} slices`);
    assert.equal(new Set(asked).size, asked.length, "nothing is counted twice");
  });

  it("are as deep as a single second is full", async () => {
    const count = async ({ from = 0, to = Infinity }: Stretch) => (from <= SECOND && SECOND <= to ? 1_000 : 0);
    const slices = (await collect(cutIntoSlices({ stretch: wholeList(events)!, records: Infinity }, { most: () => 300, now: NOW }, count))).map(({ stretch }) => stretch);
    assert.deepEqual(slices.map(({ from, to }) => [from, to]), [[SECOND - 1, SECOND], [SECOND, SECOND + 1]]);
  });

  it("have all records only where each has a time, which three counts show", async () => {
    const counting = (...counts: (number | null)[]) => async () => counts.shift()!;
    assert.equal(await hidesRecords(wholeList(events)!, 10, counting(10)), false);
    assert.equal(await hidesRecords(wholeList(events)!, 10, counting(11, 11)), false, "one came meanwhile");
    assert.equal(await hidesRecords(wholeList(events)!, 10, counting(9, 10)), true);
    assert.equal(await hidesRecords(wholeList(events)!, 10, counting(9, 11, 10, 11)), true, "one came, and one has no time");
    assert.equal(await hidesRecords(wholeList(events)!, 10, counting(null, 10)), true, "Lago does not count");
  });
});

describe("slices of a list whose times are known", () => {
  const YEAR = 2 ** 25;
  const even = Array.from({ length: 20_000 }, (_, index) => SECOND - YEAR + Math.floor((index * YEAR) / 20_000));
  const lists: Readonly<Record<string, readonly number[]>> = {
    even,
    "more and more": Array.from({ length: 20_000 }, (_, index) => SECOND - Math.floor(YEAR * (1 - Math.sqrt(index / 20_000)))),
    "with a gap of two years": even.map((time, index) => (index < 10_000 ? time - 2 * YEAR : time)),
    "long ago": even.map((time) => time - YEAR),
    "nearly all of a few minutes": even.map((time, index) => (index > 500 && index < 19_000 ? SECOND - YEAR / 2 + (index % 240) : time)),
  };

  for (const [name, times] of Object.entries(lists)) {
    for (const newestFirst of [true, false]) {
      it(`cover every record, and none has more than allowed: ${name}, ${newestFirst ? "newest" : "oldest"} first`, async () => {
        const { slices, counts } = await cut(times, newestFirst);
        const holes = slices.filter(({ stretch }, index) => index > 0 && times.some((time) => time > slices[index - 1]!.stretch.to! && time < stretch.from!));
        assert.deepEqual(holes, []);
        assert.deepEqual([times.some((time) => time < (slices[0]!.stretch.from ?? 0)), times.some((time) => time > (slices.at(-1)!.stretch.to ?? Infinity))], [false, false]);
        for (const { stretch, records, derived } of slices) assert.ok(records <= 400 && (derived || records === countIn(times, stretch)), `${records} records`);
        // Four that look for the first one, and for each slice hardly more than its own.
        assert.ok(counts <= slices.length * 1.6 + 30, `${counts} counts for ${slices.length} slices`);
      });
    }
  }

  it("take one count each where records are spread evenly, and are nearly full", async () => {
    const { slices, counts } = await cut(even, true);
    assert.ok(slices.length <= 20_000 / 400 / 0.75, `${slices.length} slices`);
    assert.ok(counts <= slices.length + 6, `${counts} counts for ${slices.length} slices`);
  });

  it("are cut at the same seconds by a load that resumes, although more records have come", async () => {
    const before = new Set((await cut(even, true)).slices.map(({ stretch }) => JSON.stringify(toQuery(stretch))));
    const after = (await cut([...even, ...even.slice(-100).map((time) => time + 86_400)], true)).slices.map(({ stretch }) => JSON.stringify(toQuery(stretch)));
    const known = after.filter((query) => before.has(query)).length;
    assert.ok(known >= after.length - 3, `${known} of ${after.length}`);
  });

  it("are searched for half by half where the first record has no time", async () => {
    assert.equal(await findSpan(wholeList(events)!, 10, NOW, Promise.resolve(undefined), async () => 10), undefined);
  });

  async function cut(times: readonly number[], newestFirst: boolean) {
    let counts = 0;
    const count = async (stretch: Stretch) => {
      counts++;
      return countIn(times, stretch);
    };
    const list = { stretch: wholeList(events)!, records: times.length };
    const span: Span | undefined = await findSpan(list.stretch, list.records, NOW, Promise.resolve(newestFirst ? Math.max(...times) : Math.min(...times)), count);
    assert.ok(span && span.oldest < span.newest);
    return { slices: await collect(cutIntoSlices(list, { most: () => 400, now: NOW, span }, count)), counts };
  }

  function countIn(times: readonly number[], { from = -Infinity, to = Infinity }: Stretch): number {
    return times.filter((time) => time >= from && time <= to).length;
  }
});

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}
