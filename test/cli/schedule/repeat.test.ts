import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { newAlarm } from "../../../runtime/cli/schedule/alarm.ts";
import { repeat } from "../../../runtime/cli/schedule/repeat.ts";

const MINUTE = 60_000;

/** Lets work of these lengths and outcomes pass on a clock of its own; answers when each began, and the pauses. */
async function pass(every: number, work: readonly { readonly takes: number; readonly fails?: boolean }[], random = 1) {
  const stop = new AbortController();
  const begun: number[] = [];
  const pauses: number[] = [];
  let clock = 0;
  const alarm = {
    ring: () => {},
    sleep: async (milliseconds: number) => void (clock += milliseconds),
  };
  const next = async () => {
    const { takes, fails = false } = work[begun.length]!;
    begun.push(clock / MINUTE);
    clock += takes;
    if (begun.length === work.length) stop.abort();
    return !fails;
  };
  await repeat(next, { every, alarm, signal: stop.signal, onPause: (pause) => pauses.push(pause / MINUTE), now: () => clock, random: () => random });
  return { begun, pauses };
}

describe("a schedule", () => {
  it("counts from beginning to beginning", async () => {
    const { begun } = await pass(15 * MINUTE, [{ takes: MINUTE }, { takes: 14 * MINUTE }, { takes: 0 }]);
    assert.deepEqual(begun, [0, 15, 30]);
  });

  it("begins at once where a load took longer, and leaves out what it missed", async () => {
    const { begun } = await pass(15 * MINUTE, [{ takes: 50 * MINUTE }, { takes: MINUTE }, { takes: 0 }]);
    assert.deepEqual(begun, [0, 50, 65]);
  });

  it("tries again after half a minute, then after twice as long each time, up to the interval; a success ends that", async () => {
    const fails = { takes: 0, fails: true };
    const { pauses } = await pass(5 * MINUTE, [fails, fails, fails, fails, fails, fails, { takes: MINUTE }, fails, fails]);
    assert.deepEqual(pauses, [0.5, 1, 2, 4, 5, 5, 4, 0.5]);
    assert.deepEqual((await pass(5 * MINUTE, [fails, fails], 0)).pauses, [0.25]);
    assert.deepEqual((await pass(1000, [fails, fails])).pauses, [1 / 60]);
    assert.deepEqual((await pass(5 * MINUTE, [{ takes: 9 * MINUTE, fails: true }, fails])).pauses, [0.5]);
  });

  it("ends with what its work throws", async () => {
    const rhythm = { every: 1, alarm: newAlarm(), signal: new AbortController().signal, onPause: () => {} };
    await assert.rejects(repeat(() => Promise.reject(new Error("the key")), rhythm), /the key/);
  });
});

describe("an alarm", () => {
  it("ends a pause, or the next one before it begins, once", async () => {
    const alarm = newAlarm();
    const paused = alarm.sleep(60_000);
    alarm.ring();
    await paused;
    alarm.ring();
    alarm.ring();
    await alarm.sleep(60_000);
    const began = performance.now();
    await alarm.sleep(20);
    assert.ok(performance.now() - began >= 15);
  });
});
