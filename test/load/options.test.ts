import assert from "node:assert/strict";
import { it } from "node:test";
import { taxes, walletTransactions } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { ConfigurationError } from "../../runtime/errors.ts";
import { load, type LoadOptions } from "../../runtime/load.ts";

const lago = createLago({ apiKey: "k", baseUrl: "http://127.0.0.1:9" });
/** Whatever is wrong with the options is said before it is touched. */
const destination = new Proxy({} as Destination, { get: (_, name) => assert.fail(String(name)) });

for (const [what, options, said] of [
  ["parallel is 0", { parallel: 0 }, /parallel must be a whole number above 0, not 0/],
  ["parallel is half a number", { parallel: 1.5 }, /parallel must be a whole number/],
  ["maxPasses is no number", { maxPasses: NaN }, /maxPasses must be a whole number above 0, not NaN/],
] as [string, Partial<LoadOptions>, RegExp][]) {
  it(`a load is refused where ${what}`, async () => {
    await assert.rejects(load([taxes], { lago, destination, ...options }), (error: Error) => error instanceof ConfigurationError && said.test(error.message));
  });
}

it("a load of a nested resource is refused without its parent", async () => {
  await assert.rejects(load([walletTransactions], { lago, destination }), (error: Error) => error instanceof ConfigurationError && /read below the rows of wallets/.test(error.message));
});
