import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { openDestination } from "../../../runtime/destinations/open.ts";
import { ConfigurationError } from "../../../runtime/errors.ts";

describe("a destination", () => {
  it("is a DuckDB file by its bare path or behind duckdb:", async () => {
    const directory = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
    for (const address of [join(directory, "bare.duckdb"), `duckdb:${join(directory, "named.db")}`]) {
      const destination = await openDestination(address);
      assert.equal(destination.dialect, "duckdb");
      await destination.close();
    }
    await rm(directory, { recursive: true });
  });

  it("is nothing else, and the refusal does not repeat what may hold a password", async () => {
    for (const address of ["mysql://me:s3cret@host/db", "https://me:s3cret@host", "duckdb://me:s3cret@x", "duckdb:", "", ":memory:", "duckdb::memory:", "md:mine", " ", "me:s3cret@host:5432/db", "a_user:s3cret@host/db", "postgres//me:s3cret@host/db"]) {
      await assert.rejects(
        openDestination(address),
        (error) => error instanceof ConfigurationError && /duckdb:FILE, a path, postgres:.*, or ducklake:FILE/.test(error.message) && !error.message.includes("s3cret"),
        address,
      );
    }
  });
});
