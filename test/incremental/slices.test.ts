import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { events, fees, invoices } from "../../generated/index.ts";
import { cutIntoSlices, hidesRecords } from "../../runtime/load/read/slices.ts";
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

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}
