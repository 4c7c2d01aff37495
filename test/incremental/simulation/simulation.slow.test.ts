import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { activityLogs, customerPastUsage, events, fees, subscriptionCharges, subscriptions, wallets, walletTransactions } from "../../../generated/index.ts";
import type { Resource } from "../../../runtime/resource.ts";
import { DIALECTS } from "../../databases.ts";
import type { Difference } from "./differences.ts";
import { simulate } from "./simulate.ts";

/** Another life with each seed: `SIMULATION_SEED=… SIMULATION_DAYS=… npx tsx --test test/incremental/simulation/simulation.slow.test.ts`. */
const seed = Number(process.env["SIMULATION_SEED"] ?? 1);
const days = Number(process.env["SIMULATION_DAYS"] ?? 16);

describe(`weeks of a company's life, seed ${seed}`, () => {
  for (const dialect of DIALECTS) {
    it(`show in daily loads as in a full refresh, but for the announced differences; and after --max-age exactly, in ${dialect}`, async (t) => {
      const { differences, unannounced, lasting } = await simulate({ dialect, seed, days });
      t.diagnostic(`after ${days} days: ${summarise(differences)}`);
      assert.deepEqual(unannounced.map(describeDifference), []);
      assert.deepEqual(lasting.map(describeDifference), []);
      // Where nothing differs, nothing was shown.
      assert.ok(differences.length > 0);
    });
  }

  it("would not be, without the look-back that is announced", async () => {
    const spoil = (resource: Resource): Resource => (resource.cursor ? { ...resource, cursor: { ...resource.cursor, lookbackDays: 0 } } : resource);
    const { unannounced } = await simulate({ dialect: "duckdb", seed, days: 14, resources: [events, fees, activityLogs], spoil });
    assert.ok(unannounced.some(({ resource }) => resource.cursor), summarise(unannounced));
  });

  it("would not be, without the columns that parents are watched for", async () => {
    const spoil = (resource: Resource): Resource => (resource.parent?.watch ? { ...resource, parent: { ...resource.parent, watch: { ...resource.parent.watch, columns: [] } } } : resource);
    const { unannounced } = await simulate({ dialect: "duckdb", seed, days: 14, resources: [subscriptions, subscriptionCharges, wallets, walletTransactions], spoil });
    assert.ok(unannounced.some(({ resource }) => resource.parent?.watch), summarise(unannounced));
  });

  it("would not be, without the list that shows changes of a nested one", async () => {
    const spoil = ({ parent, ...resource }: Resource): Resource => ({ ...resource, ...(parent && { parent: { ...parent, ...(parent.watch && { watch: { ...parent.watch, shownBy: undefined } }) } }) }) as Resource;
    const { unannounced } = await simulate({ dialect: "duckdb", seed, days: 14, resources: [subscriptions, fees, customerPastUsage], spoil });
    assert.ok(unannounced.some(({ resource }) => resource.parent?.watch?.shownBy), summarise(unannounced));
  });
});

function describeDifference({ resource, kind, key, should, is }: Difference): string {
  const columns = Object.keys(should ?? is!).filter((column) => should?.[column] !== is?.[column]);
  return `${resource.name} ${key.join(" ")}: ${kind}${kind === "stale" ? ` in ${columns.join(", ") || "its child tables"}` : ""}`;
}

function summarise(differences: readonly Difference[]): string {
  const counts = new Map<string, number>();
  for (const { resource, kind } of differences) counts.set(`${resource.name} ${kind}`, (counts.get(`${resource.name} ${kind}`) ?? 0) + 1);
  return [...counts].map(([what, count]) => `${count} ${what}`).join(", ") || "no differences";
}
