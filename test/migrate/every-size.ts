import "../typescript-threads.ts";
import { it } from "node:test";
import { migrateLarge } from "./large.ts";

/* `npm run test:large-migrations`: what DuckDB has to move with the memory that it is given by default. It takes minutes, so it is none of the tests that run each time. */
for (const size of [{ columns: 300, rows: 10_000 }, { columns: 90, rows: 20_000 }, { columns: 24, rows: 100_000 }, { columns: 3, rows: 1_000_000 }, { columns: 8, rows: 1_000_000 }]) {
  it(`${size.columns} new columns of ${size.rows} rows`, () => migrateLarge(size));
}
