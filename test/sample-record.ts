import type { ColumnType, Resource, Table } from "../runtime/resource.ts";

/** A record with a value for every column and two elements in every array. Records of different numbers have different keys. */
export function sampleRecord(resource: Pick<Resource, "tables">, number: number): object {
  return fill(resource.tables[0], resource.tables, number);
}

function fill(table: Table, tables: readonly Table[], number: number): object {
  const record = {};
  for (const { path, type } of table.columns) {
    if (path !== undefined) put(record, path, VALUES[type](number));
  }
  const children = tables.filter(({ arrays }) => arrays.length === table.arrays.length + 1 && isDeepStart(arrays, table.arrays));
  for (const child of children) put(record, child.arrays.at(-1)!, [fill(child, tables, 1), fill(child, tables, 2)]);
  return record;
}

const VALUES: Record<ColumnType, (number: number) => unknown> = {
  text: (number) => `it's "${number}"`,
  integer: (number) => number,
  decimal: (number) => `${number}.5`,
  number: (number) => number + 0.25,
  boolean: () => true,
  uuid: (number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
  timestamp: () => "2026-01-02T03:04:05Z",
  date: () => "2026-01-02",
  json: (number) => ({ number }),
};

function put(record: object, path: readonly string[], value: unknown): void {
  const [name, ...rest] = path as [string, ...string[]];
  const node = record as Record<string, unknown>;
  if (rest.length === 0) node[name] = value;
  else put((node[name] ??= {}) as object, rest, value);
}

function isDeepStart(arrays: Table["arrays"], start: Table["arrays"]): boolean {
  return JSON.stringify(arrays.slice(0, start.length)) === JSON.stringify(start);
}

/** The values that a request supplies for such a resource's rows. */
export function sampleKeys({ tables }: Pick<Resource, "tables">, number = 1): string[] {
  return tables[0].columns.filter(({ path }) => path === undefined).map(({ type }) => String(VALUES[type](number)));
}
