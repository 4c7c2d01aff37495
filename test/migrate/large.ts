import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDuckDB } from "../../runtime/destinations/duckdb/duckdb.ts";
import { id, make, shop, TEXT } from "./versions.ts";

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Migrates a DuckDB file in which every row has a value for each of so many new columns in `_extra`, and expects all of them in their columns. */
export async function migrateLarge({ columns, rows }: Size, memoryLimit?: string): Promise<void> {
  const names = Array.from({ length: columns }, (_, index) => `column_${index}`);
  const [old, now] = [make(shop({ code: TEXT })), make(shop({ code: TEXT, ...Object.fromEntries(names.map((name) => [name, TEXT])) }))];
  const folder = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
  const file = join(folder, "lago.duckdb");
  try {
    const before = await openDuckDB(file, { memoryLimit: "1GB" });
    const stage = await before.stage(old.resources[0]!, { loadId: "load", loadedAt: new Date() });
    await stage.discard();
    const extra = `{${names.map((name) => `"${name}":"value ' || (i * 7919 % 100003) || '"`).join(",")}}`;
    await before.query(`INSERT INTO orders BY NAME SELECT ('${id(0).slice(0, 24)}' || lpad(i::text, 12, '0'))::UUID AS lago_id, 'a' AS code, '${extra}' AS _extra, now() AS _loaded_at FROM range(${rows}) AS numbers (i)`);
    await before.close();
    const destination = await openDuckDB(file, memoryLimit === undefined ? {} : { memoryLimit });
    await destination.migrate(now.resources);
    const filled = names.map((name) => `count("${name}") = ${rows}`).join(" AND ");
    assert.deepEqual((await destination.query(`SELECT count(*), count(DISTINCT lago_id), count(_extra), ${filled} FROM orders`)).rows, [[String(rows), String(rows), "0", "true"]]);
    await destination.close();
  } finally {
    await rm(folder, { recursive: true });
  }
}
