import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { answerMetrics } from "../../../runtime/cli/schedule/metrics.ts";
import { at, endLoad, newReport, newSchedule } from "./outcomes.ts";

describe("/metrics", () => {
  const history = newSchedule();
  endLoad(history, 1);
  endLoad(history, 16, { seconds: 30, resources: [newReport({ rows: 4 }), newReport({ name: 'a\\b"c\nd', status: "failed", rows: 0, error: "no" })] });
  const { type, body } = answerMetrics(history);

  it("is Prometheus's text format: every line is one of its three, every figure has its type before it", () => {
    assert.equal(type, "text/plain; version=0.0.4; charset=utf-8");
    assert.ok(body.endsWith("\n"));
    let family = "";
    for (const line of body.trimEnd().split("\n")) {
      const [, named] = /^# TYPE ([a-z_]+) (?:counter|gauge|summary)$/.exec(line) ?? [];
      if (named !== undefined) family = named;
      else if (!line.startsWith("# HELP ")) {
        const [, name, part = ""] = /^([a-z_]+?)(_sum|_count)?(?:\{[a-z]+="(?:[^"\\]|\\["\\n])*"\})? \d+(?:\.\d+)?$/.exec(line) ?? assert.fail(line);
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

  it("escapes labels, and knows no success of what never had one", () => {
    assert.ok(body.includes('lago_loader_rows_total{resource="a\\\\b\\"c\\nd"} 0\n'));
    assert.doesNotMatch(body, /last_success_timestamp_seconds\{resource="a/);
  });
});
