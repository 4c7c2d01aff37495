import assert from "node:assert/strict";
import { resources } from "../../generated/index.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { openDestination } from "../../runtime/destinations/open.ts";
import { publishToWarehouse, type WarehousePublication, type WarehousePublishOptions } from "../../runtime/publish/warehouse/publish-to-warehouse.ts";
import type { Warehouse } from "../../runtime/publish/warehouse/warehouse.ts";
import type { Resource } from "../../runtime/resource.ts";
import type { Lake } from "../publish/lake.ts";
import { findDifferences } from "./compare.ts";

export async function publishFrom(lake: Lake, to: Warehouse, options: WarehousePublishOptions = {}): Promise<WarehousePublication> {
  return withCopy(lake, true, (copy) => publishToWarehouse(copy, resources, to, options));
}

/** Every table of these resources has the same rows in the warehouse as in the working copy. */
export async function expectSame(lake: Lake, to: Warehouse, loaded: readonly Resource[]): Promise<void> {
  const tables = loaded.flatMap((resource) => resource.tables.map(({ name }) => name));
  assert.deepEqual(await withCopy(lake, true, async (copy) => {
    const there = new Set((await copy.query("SELECT table_name FROM information_schema.tables")).rows.map(([name]) => name));
    return findDifferences(copy, to, tables.filter((name) => there.has(name)));
  }), []);
}

export async function alter(lake: Lake, statements: string): Promise<void> {
  await withCopy(lake, false, (copy) => copy.query(statements));
}

export async function withCopy<Result>(lake: Lake, readOnly: boolean, work: (copy: Destination) => Promise<Result>): Promise<Result> {
  const copy = await openDestination(lake.file, { readOnly, memoryLimit: "512MB" });
  return work(copy).finally(() => copy.close());
}
