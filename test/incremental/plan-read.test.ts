import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { activityLogs, analyticsMrr, events, fees, invoices, plans } from "../../generated/index.ts";
import { ConfigurationError } from "../../runtime/errors.ts";
import { checkChoice, planRead, type ReadPlan } from "../../runtime/load/plan/plan-read.ts";
import { strategyOf } from "../../runtime/load/strategy.ts";
import { toQuery } from "../../runtime/load/plan/stretch.ts";

const DAY = 86_400_000;
const NOW = new Date("2026-11-22T09:30:15.250Z");
const before = (days: number) => new Date(NOW.getTime() - days * DAY);
const asked = ({ stretches }: ReadPlan) => stretches.map((stretch) => stretch && toQuery(stretch));

describe("what a load reads of a list", () => {
  it("is decided by what Lago offers: a filter by time, a lasting key, or neither", () => {
    assert.deepEqual([plans, invoices, analyticsMrr].map(strategyOf), ["full", "window", "replace"]);
  });

  it("is all of it where no filter by time exists, whatever the cursor or the caller says", () => {
    for (const choice of [{}, { full: true }, { since: before(3) }]) {
      assert.deepEqual(planRead(plans, undefined, choice, NOW), { stretches: [undefined], below: [], sweep: "all", scope: "full", extent: "whole list" });
    }
  });

  it("is all of it at first, and the cursor then has to be at least where it was", () => {
    const plan = planRead(events, undefined, {}, NOW);
    assert.deepEqual(asked(plan), [{}]);
    assert.deepEqual([plan.sweep, plan.extent, plan.cursor], ["all", "whole list, for the first time", { reached: null, lastFullAt: NOW }]);
  });

  it("is a window from then on, which reaches back to the start of a day and is open at its end", () => {
    const state = { reached: "2026-11-21T23:59:59Z", lastFullAt: before(2) };
    const plan = planRead(events, state, {}, NOW);
    assert.deepEqual(asked(plan), [{ timestamp_from: "2026-11-14T00:00:00Z" }]);
    assert.deepEqual([plan.sweep, plan.extent, plan.cursor], [{ since: "2026-11-14T00:00:00Z" }, "window from 2026-11-14, last full refresh 2 days ago", state]);
  });

  it("is a date in the form of dates where the filter is one", () => {
    assert.deepEqual(asked(planRead(invoices, { reached: "2026-11-21", lastFullAt: before(2) }, {}, NOW)), [{ issuing_date_from: "2026-10-17" }]);
  });

  it("are four windows of fees, since a changed payment status moves no created_at", () => {
    assert.deepEqual(asked(planRead(fees, { reached: "2026-11-20T10:00:00Z", lastFullAt: before(1) }, {}, NOW)), [
      { created_at_from: "2026-10-16T00:00:00Z" },
      { succeeded_at_from: "2026-11-17T00:00:00Z" },
      { failed_at_from: "2026-11-17T00:00:00Z" },
      { refunded_at_from: "2026-11-17T00:00:00Z" },
    ]);
  });

  it("is all of it again when the last full refresh is too old", () => {
    const state = { reached: "2026-11-20T10:00:00Z", lastFullAt: before(7.1) };
    assert.equal(planRead(events, state, {}, NOW).extent, "whole list, last full refresh 7 days ago");
    assert.equal(planRead(events, state, { maxAge: 8 * DAY }, NOW).extent, "window from 2026-11-13, last full refresh 7 days ago");
    assert.equal(planRead(events, { ...state, lastFullAt: before(0.01) }, { maxAge: 0 }, NOW).sweep, "all");
  });

  it("tells of a list that Lago itself shortens only what has gone since the oldest row that came", () => {
    assert.equal(planRead(activityLogs, undefined, {}, NOW).sweep, "since oldest");
  });

  it("is all of it when that is asked for, and the cursor then does not go back", () => {
    const state = { reached: "2026-11-20T10:00:00Z", lastFullAt: before(1) };
    const { extent, cursor } = planRead(events, state, { full: true }, NOW);
    assert.deepEqual([extent, cursor], ["whole list, as asked", { reached: state.reached, lastFullAt: NOW }]);
  });

  it("is a range without a cursor when one is asked for: to the second or the day that holds its borders", () => {
    const range = { since: new Date("2026-01-05T10:00:00.700Z"), until: new Date("2026-01-31T23:59:59.999Z") };
    const plan = planRead(events, { reached: "2026-11-20T10:00:00Z", lastFullAt: before(1) }, range, NOW);
    assert.deepEqual(asked(plan), [{ timestamp_from: "2026-01-05T10:00:00Z", timestamp_to: "2026-02-01T00:00:00Z" }]);
    assert.deepEqual([plan.sweep, plan.extent, plan.cursor], ["none", "from 2026-01-05 up to 2026-01-31, as asked", undefined]);
    assert.deepEqual(asked(planRead(invoices, undefined, range, NOW)), [{ issuing_date_from: "2026-01-05", issuing_date_to: "2026-01-31" }]);
    assert.equal(planRead(events, undefined, { until: range.until }, NOW).extent, "up to 2026-01-31, as asked");
  });

  it("is refused where the borders make no sense, since Lago would leave such a filter out and send everything", () => {
    const refused = (choice: Parameters<typeof checkChoice>[0]) => assert.throws(() => checkChoice(choice), ConfigurationError);
    refused({ since: before(1), until: before(2) });
    refused({ since: new Date("2026-02-31x") });
    refused({ full: true, since: before(1) });
    refused({ maxAge: -1 });
    checkChoice({ since: before(2), until: before(1), maxAge: 0 });
  });
});
