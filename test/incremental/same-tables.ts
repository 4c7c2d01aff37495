import assert from "node:assert/strict";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { quoteName } from "../../runtime/destinations/identifiers.ts";
import type { Resource } from "../../runtime/resource.ts";

/** Holds what lives in the tables of one database against what lives in those of another, whenever and however it was loaded. */
export async function assertSameTables(one: Destination, other: Destination, resources: readonly Resource[]): Promise<void> {
  for (const { name } of resources.flatMap(({ tables }) => tables)) {
    const [left, right] = [await readLiving(one, name), await readLiving(other, name)];
    assert.deepEqual([left.filter((row) => !right.includes(row)), right.filter((row) => !left.includes(row)), left.length], [[], [], right.length], name);
  }
}

async function readLiving(destination: Destination, table: string): Promise<string[]> {
  const { columns, rows } = await destination.query(`SELECT * FROM ${quoteName(table)} WHERE _deleted_at IS NULL`);
  return rows.map((row) => JSON.stringify(row.filter((_, index) => !MARKS.has(columns[index]!))));
}

const MARKS: ReadonlySet<string> = new Set(["_loaded_at", "_load_id"]);
