import assert from "node:assert/strict";
import { test } from "node:test";
import { addOns } from "../../generated/add_ons/add_ons.ts";
import { countPages, estimateLoad, formatEstimate } from "../../runtime/cli/load/estimate.ts";

test("a list takes as many requests as it has pages of about a megabyte, and one where it is empty", () => {
  assert.equal(countPages(addOns, 0, undefined), 1);
  assert.equal(countPages(addOns, 10_000, "x".repeat(98)), 10);
  assert.equal(countPages(addOns, 10_000, "x".repeat(9_998)), 100);
  assert.equal(countPages(addOns, 10_000, "x".repeat(9_998), 50), 200);
  assert.equal(countPages({ ...addOns, paginator: "single_page" }, 10_000, "x"), 1);
});

test("the estimate is the requests at the limit, and says what it leaves out", () => {
  const requests = new Map([["fees", 900], ["subscription_charge_filters", null], ["plans", 100]]);
  assert.deepEqual(estimateLoad(requests), { requests: 1000, seconds: 20, uncounted: ["subscription_charge_filters"] });
  assert.equal(formatEstimate(estimateLoad(requests)), "About 1,000 requests: 20 seconds at 50 a second, Lago Cloud's limit. Not counted: subscription_charge_filters.\n");
  assert.equal(formatEstimate(estimateLoad(requests, 2), 2), "About 1,000 requests: 8 minutes at 2 a second. Not counted: subscription_charge_filters.\n");
  assert.equal(estimateLoad(requests, 500).seconds, 20);
});
