import { type Sql, sql } from "../../destinations/sql.ts";
import type { Warehouse } from "./warehouse.ts";

/** Runs statements one behind the other. */
export function runWith(ask: Warehouse["ask"]): Warehouse["run"] {
  return async (statements) => {
    for (const statement of statements) await ask(statement);
  };
}

/** The same in a transaction, of a client that has one session. */
export function transactWith(ask: Warehouse["ask"]): Warehouse["transact"] {
  const run = runWith(ask);
  return async (statements: readonly Sql[]) => {
    await ask(sql`BEGIN`);
    try {
      await run(statements);
      await ask(sql`COMMIT`);
    } catch (error) {
      await ask(sql`ROLLBACK`).catch(() => {});
      throw error;
    }
  };
}
