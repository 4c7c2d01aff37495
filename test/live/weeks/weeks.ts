import assert from "node:assert/strict";
import { it } from "node:test";
import type { Difference } from "../../incremental/simulation/differences.ts";
import { type LiveWeeks, simulateLive } from "./simulate-live.ts";

/** Days of a company's life, of which nothing but webhooks tells. */
export function describeWeeks(weeks: LiveWeeks): void {
  const { days, dialect, seed } = weeks;
  it(`${days} days of a company's life are in ${dialect} as a full refresh has them, where webhooks told of them: out of order, doubled, late, old, forged, lost (seed ${seed})`, async (t) => {
    const { untrue, silent, lasting, statuses } = await simulateLive(weeks);
    t.diagnostic(`answered: ${JSON.stringify(statuses)}; ${silent} rows changed in silence`);
    assert.deepEqual(untrue.map(describeDifference), []);
    assert.deepEqual(lasting.map(describeDifference), []);
    assert.ok(statuses[200]! > 3 * days);
  });
}

function describeDifference({ resource, kind, key, should, is }: Difference): string {
  const columns = Object.keys(should ?? is!).filter((column) => should?.[column] !== is?.[column]);
  return `${resource.name} ${key.join(" ")}: ${kind}${kind === "stale" ? ` in ${columns.join(", ") || "its child tables"}` : ""}`;
}
