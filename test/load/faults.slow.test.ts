import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { addOns } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { load } from "../../runtime/load.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import type { Lago as FakeLago } from "../lago/server.ts";
import { type Books, compareBooks, makeAddOn, readTables, readTruth, startBooks } from "./add-on-books.ts";
import { FAULT_CASES, type FaultCase } from "./fault-cases.ts";

const SIZES = [
  { count: 250, perPage: 20 },
  { count: 20_000, perPage: 500 },
];

/** Quick, but with time for a busy machine to answer what is not broken on purpose. */
const PATIENCE = { firstWait: 1, longestWait: 20, timeout: 1_500, idle: 500 };

/** Beside one another, since some wait as long as they are told to. */
describe("faults", { concurrency: true }, () => {
  for (const dialect of DIALECTS) {
    for (const { count, perPage } of SIZES) {
      describe(`${count} records into ${dialect}`, { concurrency: 1 }, () => {
        let fake: FakeLago;
        let database: TestDatabase;
        let destination: Destination;
        let loads = 0;
        let held: Books;
        before(async () => {
          fake = await startBooks(count);
          database = await newDatabase(dialect);
          destination = await database.open();
          assert.deepEqual(await run({}), { status: "loaded", says: "" });
          held = await readTables(destination);
        });
        after(async () => {
          await destination.close();
          await database.remove();
          await fake.close();
        });

        for (const fault of FAULT_CASES) {
          it(`${fault.name}: ${fault.outcome}`, async () => {
            changeBooks();
            fake.setFaults(fault.faults);
            const { status, says } = await run(fault.client ?? {});
            assert.match(says, fault.says ?? /^$/);
            assert.equal(status, fault.outcome === "complete" ? "loaded" : fault.outcome);
            const found = await readTables(destination);
            check(fault, found);
            held = found;
          });
        }

        function check({ outcome }: FaultCase, found: Books): void {
          const truth = readTruth(fake);
          if (outcome === "complete") assert.deepEqual(compareBooks(found, truth), { lost: [], invented: [] });
          else if (outcome !== "incomplete") assert.deepEqual(compareBooks(found, held), { lost: [], invented: [] });
          else {
            for (const id of held.keys()) assert.ok(found.has(id), "a row was swept, though records may be missing");
            for (const [id, says] of found) assert.ok(says === truth.get(id) || says === held.get(id), "a row was invented");
          }
        }

        /** So that a load which does nothing does not pass. */
        function changeBooks(): void {
          loads++;
          fake.put("add_ons", makeAddOn(count + loads));
          for (const place of [0.1, 0.5, 0.9]) fake.put("add_ons", makeAddOn(Math.floor(count * place), loads));
          fake.remove("add_ons", makeAddOn(loads).lago_id);
        }

        async function run({ retry, ...options }: NonNullable<FaultCase["client"]>): Promise<{ status: string; says: string }> {
          const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, perPage, ...options, retry: { ...PATIENCE, ...retry } });
          try {
            const { resources } = await load([addOns], { lago, destination, resume: false });
            return { status: resources[0]!.status, says: resources[0]!.error ?? "" };
          } catch (error) {
            return { status: "ended", says: (error as Error).message };
          }
        }
      });
    }
  }
});
