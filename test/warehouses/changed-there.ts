import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addOns } from "../../generated/index.ts";
import { quoted, sql } from "../../runtime/destinations/sql.ts";
import { nameTable } from "../../runtime/publish/warehouse/sentences.ts";
import { openWarehouse } from "../../runtime/publish/warehouse/open-warehouse.ts";
import { verify } from "../../runtime/publish/warehouse/verify.ts";
import type { Warehouse } from "../../runtime/publish/warehouse/warehouse.ts";
import type { Lago } from "../lago/server.ts";
import { makeAddOn, startBooks } from "../load/add-on-books.ts";
import { type Lake, newLake } from "../publish/lake.ts";
import { findDifferences } from "./compare.ts";
import { killOnce } from "./kill-each.ts";
import { alter, expectSame, publishFrom, withCopy } from "./published-lake.ts";

/** What becomes of a publish where somebody else has changed what is in the warehouse, or how the journal looks. */
export function describeChangedThere(newAddress: () => Promise<string>): void {
  describe("what others change", { concurrency: 1 }, () => {
    const withBooks = async (work: (lake: Lake, fake: Lago) => Promise<void>) => {
      const fake = await startBooks(9);
      const lake = await newLake();
      try {
        await lake.load(fake, [addOns]);
        await work(lake, fake);
      } finally {
        await lake.remove();
        await fake.close();
      }
    };
    const at = async (address: string, work: (to: Warehouse) => Promise<void>) => {
      const to = await openWarehouse(address);
      await work(to).finally(() => to.close());
    };
    const drop = (to: Warehouse, table: string) => to.run([sql`DROP TABLE ${nameTable(to.dialect, table)}`]);
    const modes = async (lake: Lake, to: Warehouse, options = {}) => (await publishFrom(lake, to, options)).published.map(({ mode }) => mode);
    const expectJournal = (lake: Lake, to: Warehouse) => withCopy(lake, true, async (copy) => assert.deepEqual(await findDifferences(copy, to, ["_loads"]), []));

    it("a table that somebody drops is created again with all its rows, and so is the journal; killed meanwhile, it ends the same", async () => withBooks(async (lake, fake) => {
      const address = await newAddress();
      await at(address, async (to) => {
        await publishFrom(lake, to);
        await drop(to, "add_ons");
        assert.deepEqual(await modes(lake, to), []);
        assert.deepEqual(await modes(lake, to, { ask: true }), ["replaced"]);
        await expectSame(lake, to, [addOns]);
        assert.deepEqual(await modes(lake, to, { ask: true }), []);
        await drop(to, "_loads");
        fake.put("add_ons", makeAddOn(4, 77));
        await lake.load(fake, [addOns]);
        assert.deepEqual(await modes(lake, to), ["merged"]);
        await expectJournal(lake, to);
      });
      // While the journal is claimed, created and filled; then the tables.
      for (const writes of [2, 3, 5, 8, 9]) {
        fake.put("add_ons", makeAddOn(4, 100 + writes));
        await lake.load(fake, [addOns]);
        await at(address, async (to) => {
          await drop(to, writes % 2 === 0 ? "add_ons__taxes" : "add_ons");
          await drop(to, "_loads");
        });
        await killOnce(lake, [addOns], address, writes);
      }
      await at(address, (to) => expectJournal(lake, to));
    }));

    it("a column of the journal that has another type now is followed, with the entries of all that was published", async () => withBooks(async (lake, fake) => {
      await at(await newAddress(), async (to) => {
        await publishFrom(lake, to);
        fake.put("add_ons", makeAddOn(4, 77));
        await lake.load(fake, [addOns]);
        await alter(lake, "ALTER TABLE _loads ALTER COLUMN retries TYPE VARCHAR; UPDATE _loads SET retries = 'some'; ALTER TABLE _loads ADD COLUMN novel BIGINT; ALTER TABLE _loads DROP COLUMN waits_ms");
        await publishFrom(lake, to);
        await expectSame(lake, to, [addOns]);
        await expectJournal(lake, to);
      });
    }));

    it("two working copies take turns at a place", async () => withBooks(async (lake, fake) => {
      const other = await newLake();
      try {
        await at(await newAddress(), async (to) => {
          await publishFrom(lake, to);
          fake.put("add_ons", makeAddOn(4, 77));
          await other.load(fake, [addOns]);
          assert.deepEqual(await modes(other, to), ["replaced"]);
          assert.deepEqual(await modes(lake, to), ["replaced"]);
          await expectSame(lake, to, [addOns]);
          await expectJournal(lake, to);
        });
      } finally {
        await other.remove();
      }
    }));

    it("an entry of _published that cannot be read is an error that says what to do", async () => withBooks(async (lake) => {
      await at(await newAddress(), async (to) => {
        await publishFrom(lake, to);
        const { quote } = to.dialect;
        await to.run([sql`UPDATE ${nameTable(to.dialect, "_published")} SET ${quoted("state", quote)} = NULL WHERE 1 = 1`]);
        await assert.rejects(publishFrom(lake, to, { ask: true }), /the entry of \w+ in _published cannot be read\. Delete that row, drop the tables of the resource, and publish again\.$/);
        await drop(to, "_published");
        await assert.rejects(publishFrom(lake, to, { ask: true }), /has a table _loads that lago-loader has not made: _published does not name it\. Publish to another place, or rename that table\.$/);
        assert.deepEqual((await withCopy(lake, true, (copy) => verify(copy, [addOns], to))).filter(({ same }) => !same), []);
      });
    }));
  });
}
