import type { Resource, Table } from "./resource.ts";
import { listColumns, type ShownColumn } from "./table-columns.ts";

/** A table with all that is known of it, as `describe --json` prints it. */
export interface Description {
  readonly table: string;
  readonly resource: string;
  readonly description: string | null;
  /** Path below `/api/v1` whose records fill it. */
  readonly path: string;
  readonly primary_key: readonly string[];
  /** Without the columns that every table ends with. */
  readonly columns: readonly ShownColumn[];
  /** `table.column` of other tables → the columns of this one that they refer to. */
  readonly referenced_by: Readonly<Record<string, string>>;
  /** Tables that hold the arrays of its records. */
  readonly child_tables: readonly string[];
  /** Null where no database was asked, or it has no such table. */
  readonly rows: number | null;
  /** Of these, no longer in Lago. */
  readonly deleted: number | null;
}

export function describeTable(known: readonly Resource[], resource: Resource, table: Table, counts?: readonly [rows: number, deleted: number]): Description {
  const columns = listColumns(resource, table);
  const others = known.flatMap((other) => other.tables.flatMap((each) => listColumns(other, each).map((column) => ({ place: `${each.name}.${column.name}`, references: column.references }))));
  return {
    table: table.name,
    resource: resource.name,
    description: table.description ?? null,
    path: resource.path,
    primary_key: columns.filter(({ key }) => key).map(({ name }) => name),
    columns,
    referenced_by: Object.fromEntries(others.flatMap(({ place, references }) => (references?.startsWith(`${table.name}.`) ? [[place, references.slice(table.name.length + 1)]] : []))),
    child_tables: resource.tables.filter((child) => child !== table && isBelow(child, table)).map(({ name }) => name),
    rows: counts?.[0] ?? null,
    deleted: counts?.[1] ?? null,
  };
}

function isBelow(child: Table, { arrays }: Table): boolean {
  return child.arrays.length > arrays.length && JSON.stringify(child.arrays.slice(0, arrays.length)) === JSON.stringify(arrays);
}
