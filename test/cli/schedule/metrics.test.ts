import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { answerMetrics } from "../../../runtime/cli/schedule/metrics.ts";
import { addLag, newLiveTally } from "../../../runtime/live/tally.ts";
import { at, endLoad, newReport, newSchedule } from "./outcomes.ts";

describe("/metrics", () => {
  const history = newSchedule();
  endLoad(history, 1);
  endLoad(history, 16, { seconds: 30, resources: [newReport({ rows: 4 }), newReport({ name: 'a\\b"c\nd', status: "failed", rows: 0, error: "no" })] });
  const tally = newLiveTally();
  tally.outcomes.kept = 3;
  for (const lag of [0.4, 2, 2.5, 7_000]) addLag(tally, lag);
  const { type, body } = answerMetrics(history, { log: { size: 2, oldest: Date.now() - 60_000 }, tally });

  it("is Prometheus's text format: every line is one of its three, every figure has its type before it", () => {
    assert.equal(type, "text/plain; version=0.0.4; charset=utf-8");
    assert.ok(body.endsWith("\n"));
    let family = "";
    for (const line of body.trimEnd().split("\n")) {
      const [, named] = /^# TYPE ([a-z_]+) (?:counter|gauge|summary|histogram)$/.exec(line) ?? [];
      if (named !== undefined) family = named;
      else if (!line.startsWith("# HELP ")) {
        const [, name, part = ""] = /^([a-z_]+?)(_sum|_count|_bucket)?(?:\{[a-z]+="(?:[^"\\]|\\["\\n])*"\})? \d+(?:\.\d+)?$/.exec(line) ?? assert.fail(line);
        assert.equal(name, family, `${line} ${part}`);
      }
    }
  });

  it("adds up the reports of all loads, by list", () => {
    for (const line of [
      'lago_loader_loads_total{status="loaded"} 1',
      'lago_loader_loads_total{status="partial"} 1',
      'lago_loader_loads_total{status="failed"} 0',
      "lago_loader_load_duration_seconds_sum 90",
      "lago_loader_load_duration_seconds_count 2",
      'lago_loader_rows_total{resource="taxes"} 7',
      'lago_loader_requests_total{resource="taxes"} 4',
      'lago_loader_resource_duration_seconds_sum{resource="taxes"} 1',
      `lago_loader_last_success_timestamp_seconds{resource="taxes"} ${at(16).getTime() / 1000}`,
      "lago_loader_schedule_interval_seconds 900",
      "lago_loader_load_running 0",
    ]) {
      assert.ok(body.split("\n").includes(line), line);
    }
  });

  it("has what became of webhooks, and how late they are in the tables: a histogram whose buckets add up", () => {
    const buckets = [...body.matchAll(/^lago_loader_webhook_lag_seconds_bucket\{le="([^"]+)"\} (\d+)$/gm)].map(([, bound, count]) => [bound, Number(count)]);
    assert.deepEqual([buckets[0], buckets[2], buckets[3], buckets.at(-2), buckets.at(-1)], [["0.5", 1], ["2", 2], ["3", 3], ["1800", 3], ["+Inf", 4]]);
    assert.match(body, /^lago_loader_webhook_lag_seconds_sum 7004\.9\nlago_loader_webhook_lag_seconds_count 4$/m);
    assert.match(body, /^lago_loader_webhooks_total\{outcome="kept"\} 3$/m);
    assert.match(body, /^lago_loader_webhook_hints_waiting 2\n(#.*\n)+lago_loader_webhook_oldest_hint_age_seconds 6\d/m);
    assert.doesNotMatch(answerMetrics(history).body, /webhook/);
  });

  it("counts what a load after webhooks read, which is no success of the whole list", () => {
    const later = newSchedule();
    endLoad(later, 1, { resources: [newReport({ status: "incomplete" })] });
    endLoad(later, 2, { resources: [newReport({ scope: "webhooks" })] });
    const page = answerMetrics(later).body;
    assert.match(page, /^lago_loader_rows_total\{resource="taxes"\} 6$/m);
    assert.match(page, /^lago_loader_resource_incomplete\{resource="taxes"\} 1$/m);
    assert.doesNotMatch(page, /^lago_loader_last_success_timestamp_seconds\{/m);
  });

  it("escapes labels, and knows no success of what never had one", () => {
    assert.ok(body.includes('lago_loader_rows_total{resource="a\\\\b\\"c\\nd"} 0\n'));
    assert.doesNotMatch(body, /last_success_timestamp_seconds\{resource="a/);
  });
});
