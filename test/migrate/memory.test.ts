import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { migrateLarge } from "./large.ts";

describe("a migration of a DuckDB file", () => {
  it("takes no more memory for more rows", () => migrateLarge({ columns: 3, rows: 40_000 }, "24MB"));

  it("takes what a wide table needs, without being given it", () => migrateLarge({ columns: 300, rows: 300 }));

  it("that is given too little names the flag that gives it more", async () => {
    await assert.rejects(migrateLarge({ columns: 300, rows: 300 }, "32MB"), /DuckDB needs more memory for .*lago\.duckdb than it was given\. .* as in --memory-limit 512MB/);
  });
});
