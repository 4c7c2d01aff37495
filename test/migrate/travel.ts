import assert from "node:assert/strict";
import { sqlType } from "../../generator/model/column-types.ts";
import type { ColumnModel, ResourceModel, TableModel } from "../../generator/model/types.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import type { Dialect, Resource } from "../../runtime/resource.ts";
import { newDatabase, type TestDatabase } from "../databases.ts";
import { findLosses } from "../load/recover.ts";
import { load, rowsOf } from "../runtime/destinations/loads.ts";
import { sampleKeys, sampleRecord } from "../sample-record.ts";
import type { Made } from "./versions.ts";

/**
 * Loads what Lago sends into tables of one version, migrates them to another, and loads again. Lago is ahead of its document:
 * it sends all that either version knows. Looks whether every value that was there is there, whether what moved from
 * `_extra` is where a load would have put it, and whether the second load brings everything.
 */
export async function travel(dialect: Dialect, from: Made, to: Made): Promise<void> {
  const records = new Map([...from.resources, ...to.resources].map(({ name }) => [name, [1, 2].map((number) => makeRecord(name, number, from, to))]));
  const [database, fresh] = [await newDatabase(dialect), await newDatabase(dialect)];
  try {
    await within(database, (destination) => fill(destination, from.resources, records));
    const before = await within(database, (destination) => listValues(destination, from.models));
    const { reread, statements } = await within(database, (destination) => destination.migrate(to.resources, { rebuild: true }));
    const after = await within(database, (destination) => findValues(destination, from.models));
    for (const [place, values] of before) assert.deepEqual(after.get(place), values, `${place} has lost values`);

    const known = to.resources.filter(({ name }) => from.resources.some((resource) => resource.name === name));
    await within(fresh, (destination) => fill(destination, known, records));
    const comparable = to.models.filter(({ name }) => known.some((resource) => resource.name === name) && !reread.includes(name));
    const made = await within(fresh, (destination) => listValues(destination, comparable));
    const moved = await within(database, (destination) => listValues(destination, comparable));
    assert.deepEqual(moved, made, "what moved is not what a load makes of it");
    await within(database, async (destination) => {
      assert.deepEqual((await destination.migrate(to.resources)).statements, [], "a second migration finds something to do");
      await fill(destination, to.resources, records);
      for (const resource of to.resources) {
        const sent = records.get(resource.name)!.map((record) => ({ json: JSON.stringify(record), keys: sampleKeys(resource) }));
        assert.deepEqual(await findLosses(destination, resource, sent), [], resource.name);
      }
    });
    assert.ok(statements.length > 0, "nothing was migrated, so this shows nothing");
  } finally {
    await database.remove();
    await fresh.remove();
  }
}

/** Opened anew, as by another loader. */
async function within<Result>(database: TestDatabase, use: (destination: Destination) => Promise<Result>): Promise<Result> {
  const destination = await database.open();
  try {
    return await use(destination);
  } finally {
    await destination.close();
  }
}

async function fill(destination: Destination, resources: readonly Resource[], records: ReadonlyMap<string, readonly object[]>): Promise<void> {
  for (const resource of resources) await load(destination, resource, [{ records: records.get(resource.name)!, keys: sampleKeys(resource) }]);
}

/** All that either version knows of a record; where they differ, as the older one has it. */
function makeRecord(name: string, number: number, from: Made, to: Made): object {
  const samples = [to, from].flatMap(({ resources }) => resources.filter((resource) => resource.name === name).map((resource) => sampleRecord(resource, number)));
  return samples.reduce((merged, sample) => merge(merged, sample) as object);
}

function merge(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) return other.map((item, index) => merge(one[index], item));
  if (!isObject(one) || !isObject(other)) return other;
  return { ...one, ...Object.fromEntries(Object.entries(other).map(([name, value]) => [name, name in one ? merge(one[name], value) : value])) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `table.column` → its values, in order. */
function listValues(destination: Destination, models: readonly ResourceModel[]): Promise<Map<string, unknown>> {
  return readValues(destination, models, (table) => ({ place: table.name, columnOf: ({ name }) => name }));
}

/** The same after a migration, wherever that has put them. */
async function findValues(destination: Destination, models: readonly ResourceModel[]): Promise<Map<string, unknown>> {
  const { rows } = await destination.query("SELECT DISTINCT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = current_schema()");
  const tables = new Set(rows.map(([table]) => table));
  const columns = new Set(rows.map((row) => row.join(".")));
  return readValues(destination, models, ({ name }) => {
    const place = tables.has(`${name}__was`) ? `${name}__was` : name;
    const aside = (column: ColumnModel) => `${column.name}__was_${column.type}`;
    return { place, columnOf: (column) => (columns.has(`${place}.${aside(column)}`) ? aside(column) : column.name) };
  });
}

/** As text, by way of the type that the models say. */
async function readValues(
  destination: Destination,
  models: readonly ResourceModel[],
  find: (table: TableModel) => { place: string; columnOf: (column: ColumnModel) => string },
): Promise<Map<string, unknown>> {
  const values = new Map<string, unknown>();
  for (const table of models.flatMap(({ tables }) => tables)) {
    if (table.columns.length === 0) continue;
    const { place, columnOf } = find(table);
    const casts = table.columns.map((column) => `CAST(CAST("${columnOf(column)}" AS ${sqlType(column.type, destination.dialect)}) AS text)`);
    const rows = await rowsOf(destination, `SELECT ${casts.join(", ")} FROM "${place}"`);
    for (const [index, { name }] of table.columns.entries()) values.set(`${table.name}.${name}`, rows.map((row) => row[index]).toSorted());
  }
  return values;
}
