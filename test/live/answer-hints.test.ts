import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { customers, invoices, payments } from "../../generated/index.ts";
import { newAlarm } from "../../runtime/cli/schedule/alarm.ts";
import { answerHints, type AnswerOptions } from "../../runtime/live/answer-hints.ts";
import { type HintLog, openHintLog } from "../../runtime/live/hint-log.ts";
import { newRetries } from "../../runtime/live/retries.ts";
import { newLiveTally } from "../../runtime/live/tally.ts";
import type { LoadStatus } from "../../runtime/load/tally.ts";
import type { Resource } from "../../runtime/resource.ts";
import { newReport } from "../cli/schedule/outcomes.ts";

const hint = (of: string, id: string) => ({ of, keys: { lago_id: id } });

describe("what webhooks told of", () => {
  let folder: string;
  let log: HintLog;
  let stop: AbortController;
  let answering: Promise<void>;
  const tally = newLiveTally();
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "lago-loader-answer-"));
    log = await openHintLog(folder, { gather: 300 });
    stop = new AbortController();
  });
  afterEach(async () => {
    stop.abort();
    await answering;
    await log.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Loads in order: what each was about, and of which resources. `become`: what becomes of a resource in which load; undefined: no report. */
  function start({ resources = [customers, invoices, payments], become = () => "loaded", during = async () => {} }: { resources?: readonly Resource[]; become?: (name: string, load: number) => LoadStatus | undefined; during?: () => Promise<void> }) {
    const loads: { readonly ids: readonly string[]; readonly of: readonly string[] }[] = [];
    const load: AnswerOptions["load"] = async (hints, concerned) => {
      const number = loads.push({ ids: hints.map(({ keys }) => keys["lago_id"]!), of: concerned.map(({ name }) => name) });
      await during();
      return concerned.flatMap(({ name }) => {
        const status = become(name, number);
        return status === undefined ? [] : [newReport({ name, status })];
      });
    };
    const alarm = newAlarm();
    stop.signal.addEventListener("abort", alarm.ring);
    answering = answerHints({ log, findResources: () => resources, load, tally, onUnwritable: assert.fail, sleep: (milliseconds) => alarm.sleep(Math.min(milliseconds, 50)), signal: stop.signal });
    return loads;
  }
  const settled = async () => {
    while (log.size > 0) await sleep(20);
  };

  it("is loaded at once where it came within the same moment, each resource that it concerns, and no other", async () => {
    const loads = start({});
    await Promise.all([log.add(hint("customer", "c-1")), log.add(hint("invoice", "i-1"))]);
    for (let again = 0; again < 5; again++) assert.equal(await log.add(hint("customer", "c-1")), "merged");
    await settled();
    await log.add(hint("customer", "c-1"));
    await settled();
    assert.deepEqual(loads, [{ ids: ["c-1", "i-1"], of: ["customers", "invoices", "payments"] }, { ids: ["c-1"], of: ["customers"] }]);
    assert.deepEqual([tally.answered, tally.loads, tally.failures], [3, 2, 0]);
  });

  it("is never lost where it comes while another load runs, also about the same record", async () => {
    let came = 0;
    const during = async () => {
      if (came++ === 0) for (const id of ["c-1", "c-2"]) assert.equal(await log.add(hint("customer", id)), "kept");
    };
    const loads = start({ during });
    await log.add(hint("customer", "c-1"));
    await settled();
    // What has just been read waits a little longer.
    assert.deepEqual(loads.map(({ ids }) => ids), [["c-1"], ["c-2"], ["c-1"]]);
  });

  it("stays where a resource failed, is incomplete, was not loaded yet or the load ended; what concerns others is answered", async () => {
    for (const status of ["failed", "incomplete", undefined] as const) {
      const loads = start({ become: (name) => (name === "invoices" ? status : "loaded") });
      await Promise.all([log.add(hint("customer", "c-1")), log.add(hint("invoice", `${status}`))]);
      while (loads.length === 0) await sleep(20);
      stop.abort();
      await answering;
      await log.close();
      log = await openHintLog(folder, { gather: 0 });
      assert.deepEqual(log.take().map(({ of }) => of), ["invoice"], status);
      await log.settle([]);
      await log.close();
      log = await openHintLog(folder, { gather: 300 });
      stop = new AbortController();
    }
  });

  it("is no more asked for where the key may not read its resource", async () => {
    const loads = start({ become: (name) => (name === "payments" ? "skipped" : "loaded") });
    await log.add(hint("invoice", "i-1"));
    await settled();
    stop.abort();
    await answering;
    stop = new AbortController();
    const others = start({ resources: [] });
    await log.add(hint("invoice", "i-2"));
    await settled();
    assert.deepEqual([loads.length, others.length], [1, 0]);
  });
});

it("what failed is tried again after pauses that double up to five minutes; what fails meanwhile joins it", () => {
  let now = 0;
  const retries = newRetries<string>((item) => item === "too old", () => now);
  const pauses: number[] = [];
  retries.keep(["a", "too old"]);
  for (let round = 0; round < 9; round++) {
    assert.deepEqual(retries.take(), []);
    retries.keep(["b"]);
    pauses.push(retries.wait / 1000);
    now += retries.wait;
    const due = retries.take();
    assert.equal(retries.wait, Infinity);
    assert.deepEqual(due, ["a", "b"]);
    retries.keep(["a"]);
  }
  assert.deepEqual(pauses, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
  now += retries.wait;
  retries.take();
  retries.keep([]);
  retries.keep(["c"]);
  assert.deepEqual([retries.wait, retries.left], [5_000, ["c"]]);
});
