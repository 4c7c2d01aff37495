import assert from "node:assert/strict";
import type { Sql } from "../../runtime/destinations/sql.ts";
import { openWarehouse } from "../../runtime/publish/warehouse/open-warehouse.ts";
import type { Warehouse } from "../../runtime/publish/warehouse/warehouse.ts";
import type { Resource } from "../../runtime/resource.ts";
import type { Lake } from "../publish/lake.ts";
import { expectSame, publishFrom } from "./published-lake.ts";

/**
 * Kills a publish behind each of its writes, once each, and repeats it. Answers how many writes there were. A connection ends with what was killed.
 * `change`: made before each publish. `find`: answers the address of where it goes.
 */
export async function killEach(lake: Lake, loaded: readonly Resource[], find: () => Promise<string>, change: () => Promise<void>): Promise<number> {
  for (let dies = 1; ; dies++) {
    await change();
    if (await killOnce(lake, loaded, await find(), dies)) return dies - 1;
  }
}

/** Kills a publish behind the write of this number, and repeats it. Answers whether it had fewer writes, and so was not killed. */
export async function killOnce(lake: Lake, loaded: readonly Resource[], address: string, writes: number): Promise<boolean> {
  const done = await withWarehouse(address, (to) => publishFrom(lake, dyingBehind(to, writes)).then(() => true, (error: Error) => (assert.equal(error.message, "killed"), false)));
  await withWarehouse(address, async (to) => {
    if (!done) await publishFrom(lake, to);
    await expectSame(lake, to, loaded);
  });
  return done;
}

async function withWarehouse<Result>(address: string, work: (to: Warehouse) => Promise<Result>): Promise<Result> {
  const to = await openWarehouse(address);
  return work(to).finally(() => to.close());
}

/** Ends behind the write of this number. What only reads leaves nothing behind, so that it makes no difference whether a publish dies before or behind it. */
function dyingBehind(to: Warehouse, last: number): Warehouse {
  let done = 0;
  const dying = <Arguments extends unknown[], Result>(work: (...args: Arguments) => Promise<Result>) => async (...args: Arguments) => {
    if (done >= last) throw new Error("killed");
    const result = await work(...args);
    done += 1;
    if (done >= last) throw new Error("killed");
    return result;
  };
  const alive = <Arguments extends unknown[], Result>(work: (...args: Arguments) => Promise<Result>) => async (...args: Arguments) => (done >= last ? Promise.reject<Result>(new Error("killed")) : work(...args));
  const one = dying((statement: Sql) => to.run([statement]));
  const each = async (statements: readonly Sql[]) => {
    for (const statement of statements) await one(statement);
  };
  // Delta has no transaction around several statements.
  const transact = to.dialect.warehouse === "databricks" ? each : dying(to.transact);
  return { ...to, ask: alive(to.ask), listTables: alive(to.listTables), run: each, transact, stage: dying(to.stage), clear: dying(to.clear), ...(to.fill && { fill: dying(to.fill) }) };
}
