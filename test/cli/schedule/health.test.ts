import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { answerHealth } from "../../../runtime/cli/schedule/health.ts";
import type { History } from "../../../runtime/cli/schedule/history.ts";
import { LagoError } from "../../../runtime/errors.ts";
import { at, endLoad, MINUTE, newReport, newSchedule } from "./outcomes.ts";

const refused = new LagoError("401 Unauthorized.", { kind: "authentication", path: "/api/v1/taxes", status: 401 });

function look(history: History, minutes: number) {
  const { status, body } = answerHealth(history, at(minutes));
  return { code: status, ...(JSON.parse(body) as { status: string; last_load: Record<string, unknown> | null }) };
}

describe("/healthz", () => {
  it("is well as long as the first load runs, however long that takes", () => {
    const { code, status, last_load } = look(newSchedule(), 600);
    assert.deepEqual([code, status, last_load], [200, "starting", null]);
  });

  it("is well until the last success is three intervals ago", () => {
    const history = newSchedule();
    endLoad(history, 1);
    assert.deepEqual([look(history, 46).code, look(history, 46).status], [200, "ok"]);
    assert.deepEqual([look(history, 47).code, look(history, 47).status], [503, "failing"]);
  });

  it("counts a load of which lists failed or are incomplete as none, and says which", () => {
    const history = newSchedule();
    endLoad(history, 1);
    endLoad(history, 40, { resources: [newReport(), newReport({ name: "fees", status: "incomplete", error: "it moved" })] });
    const { code, last_load } = look(history, 47);
    assert.equal(code, 503);
    assert.equal(last_load!["status"], "partial");
    assert.deepEqual(last_load!["troubles"], [{ resource: "fees", status: "incomplete", error: "it moved" }]);
  });

  it("takes what the key may not read for granted", () => {
    const history = newSchedule();
    endLoad(history, 1, { resources: [newReport({ status: "skipped", error: "feature_unavailable" })] });
    assert.equal(look(history, 10).code, 200);
  });

  it("waits for three intervals where the first load has failed, and says why", () => {
    const history = newSchedule();
    endLoad(history, 1, { resources: [], error: refused });
    assert.deepEqual([look(history, 44).code, look(history, 44).status], [200, "starting"]);
    const { code, last_load } = look(history, 46);
    assert.equal(code, 503);
    assert.deepEqual(last_load!["error"], { code: 3, message: "401 Unauthorized." });
  });

  it("allows for loads that take longer than the interval", () => {
    const history = newSchedule();
    endLoad(history, 120, { seconds: 120 * 60 });
    assert.equal(look(history, 120 + 3 * 120).code, 200);
    assert.equal(look(history, 121 + 3 * 120).code, 503);
  });

  it("is not well while a webhook waits for more than ten minutes, unless a load of the schedule runs", () => {
    const history = newSchedule();
    const live = (minutes: number) => ({ log: { size: 2, oldest: at(minutes).getTime() } });
    const status = (minutes: number, waits: ReturnType<typeof live>) => (JSON.parse(answerHealth(history, at(minutes), waits).body) as { status: string; webhooks: unknown });
    assert.equal(status(20, live(1)).status, "starting");
    endLoad(history, 20);
    assert.deepEqual(status(25, live(16)), { ...status(25, live(16)), status: "ok", webhooks: { waiting: 2, oldest_age_seconds: 540 } });
    assert.deepEqual([status(27, live(16)).status, answerHealth(history, at(27), live(16)).status], ["lagging", 503]);
    history.runningSince = at(26);
    assert.equal(status(27, live(16)).status, "ok");
  });

  it("says when the next one begins, or since when one runs", () => {
    const history = newSchedule();
    history.nextAt = at(15);
    assert.match(answerHealth(history, at(10)).body, /"every_seconds":900,.*"running_since":null,"next_load_at":"2026-11-22T08:15:00.000Z"/);
    assert.equal(history.every, 15 * MINUTE);
  });
});
