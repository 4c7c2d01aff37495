import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { activityLogs, invoices } from "../../generated/index.ts";
import { ConfigurationError, createLago, type Destination, type Lago, load, type LoadOptions } from "../../runtime/index.ts";

/** Never read: what cannot be meant is refused before anything is asked. */
const lago = {} as Lago;
const destination = {} as Destination;
const since = new Date("2026-01-01");

/** `@ts-expect-error` fails `npm run typecheck` if the line compiles. */
describe("options that exclude each other do not compile together, and are refused at run time", () => {
  for (const [what, options] of Object.entries<LoadOptions>({
    // @ts-expect-error: A full refresh reads all rows, not those since a time.
    "full, since": { lago, destination, full: true, since },
    // @ts-expect-error: Nor those until a time.
    "full, until": { lago, destination, full: true, until: since },
    // @ts-expect-error: Nor those that have changed.
    "full, changes": { lago, destination, full: true, changes: true },
    // @ts-expect-error: Rewriting is a full refresh.
    "rewrite, since": { lago, destination, rewrite: true, since },
    // @ts-expect-error: Rewriting is a full refresh.
    "rewrite, until": { lago, destination, rewrite: true, until: since },
    // @ts-expect-error: Rewriting is a full refresh.
    "rewrite, changes": { lago, destination, rewrite: true, changes: true },
    // @ts-expect-error: Changes are those since the last load, not since a time.
    "changes, since": { lago, destination, changes: true, since },
    // @ts-expect-error: Nor those until a time.
    "changes, until": { lago, destination, changes: true, until: since },
  })) {
    it(what, () => assert.rejects(load([invoices], options), (error) => error instanceof ConfigurationError && error.message.includes("Leave it out, or leave out")));
  }

  it("region, baseUrl", () => {
    // @ts-expect-error: A region is an address of Lago Cloud.
    assert.throws(() => createLago({ apiKey: "key", region: "eu", baseUrl: "https://lago.example.com" }), ConfigurationError);
  });

  it("but those that go together compile, and are not refused", async () => {
    const together: LoadOptions[] = [
      { lago, destination },
      { lago, destination, full: true, rewrite: true },
      { lago, destination, since, until: since },
      { lago, destination, changes: true, maxAge: 0 },
    ];
    for (const options of together) await assert.rejects(load([activityLogs, invoices], options), (error) => !(error instanceof ConfigurationError));
  });
});
