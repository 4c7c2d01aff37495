import assert from "node:assert/strict";
import { copyFile, rename } from "node:fs/promises";
import { it } from "node:test";
import { addOns } from "../../generated/index.ts";
import { quoted, sql } from "../../runtime/destinations/sql.ts";
import { nameTable } from "../../runtime/publish/warehouse/sentences.ts";
import type { Warehouse } from "../../runtime/publish/warehouse/warehouse.ts";
import { makeAddOn, startBooks } from "../load/add-on-books.ts";
import { newLake } from "../publish/lake.ts";
import { expectSame, publishFrom } from "./published-lake.ts";

/** What somebody has done to the warehouse or to the working copy, and what the next publish makes of it. `newPlace`: opens an empty schema. */
export function describeRepairs(newPlace: () => Promise<Warehouse>): void {
  it("a column that somebody has dropped comes back where all is published; a backup of the working copy that is put back hides nothing", async () => {
    const fake = await startBooks(9);
    const lake = await newLake();
    const to = await newPlace();
    const change = async (...amounts: readonly (readonly [index: number, amount: number])[]) => {
      for (const [index, amount] of amounts) fake.put("add_ons", makeAddOn(index, amount));
      await lake.load(fake, [addOns], { full: true });
    };
    const publishedAs = async (mode: string, options = {}) => {
      assert.deepEqual((await publishFrom(lake, to, options)).published.map((one) => one.mode), [mode]);
      await expectSame(lake, to, [addOns]);
    };
    try {
      await change();
      await publishedAs("replaced");
      await dropColumn(to, "add_ons", "description");
      await publishedAs("replaced", { full: true });

      await copyFile(lake.file, `${lake.file}.backup`);
      await change([5, 1]);
      await change([4, 2]);
      await publishedAs("merged");
      await rename(`${lake.file}.backup`, lake.file);
      // Loads of the same numbers as those that were published, and one more.
      await change([6, 1]);
      await change([5, 5]);
      await change([7, 1]);
      await publishedAs("replaced");
    } finally {
      await lake.remove();
      await fake.close();
    }
  });
}

/** Delta drops no columns without a setting of the table. */
async function dropColumn(to: Warehouse, table: string, column: string): Promise<void> {
  const [name, dropped] = [nameTable(to.dialect, table), quoted(column, to.dialect.quote)];
  await to.run([to.dialect.warehouse === "databricks" ? sql`CREATE OR REPLACE TABLE ${name} AS SELECT * EXCEPT (${dropped}) FROM ${name}` : sql`ALTER TABLE ${name} DROP COLUMN ${dropped}`]);
}
