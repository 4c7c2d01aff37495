import assert from "node:assert/strict";
import type { Destination } from "../../runtime/destinations/destination.ts";
import type { Dialect } from "../../runtime/resource.ts";
import { type TestDatabase, useDatabase } from "../databases.ts";
import { findLosses } from "../load/recover.ts";
import { load, rowsOf } from "../runtime/destinations/loads.ts";
import type { Made } from "./versions.ts";

/** A new database for each test of the suite, to be filled by loaders of several versions. */
export function useEarlierDatabase(dialect: Dialect) {
  let database: TestDatabase;
  let destination: Destination;
  const { reopen } = useDatabase(dialect, (opened) => void ({ database, destination } = opened));

  return {
    get destination(): Destination {
      return destination;
    },
    /** A second connection. A DuckDB file is open in one process only, so there it is the same. */
    openBeside: (): Promise<Destination> | Destination => (dialect === "duckdb" ? destination : database.open()),
    /** A load by the loader of that version, which is another process than that of the version before. */
    async fill({ resources }: Made, records: readonly object[]) {
      await reopen();
      return load(destination, resources[0]!, [{ records }]);
    },
    rows: (sql: string) => rowsOf(destination, sql),
    columnsOf: async (table: string) => (await destination.query(`SELECT * FROM ${table} LIMIT 0`)).columns.toSorted(),
    /** No value of the records is anywhere but where a load by the new version would have put it. */
    expectHeld: async ({ resources }: Made, records: readonly object[]) =>
      assert.deepEqual(await findLosses(destination, resources[0]!, records.map((record) => ({ json: JSON.stringify(record) }))), []),
  };
}
