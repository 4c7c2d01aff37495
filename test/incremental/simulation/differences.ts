import type { Destination } from "../../../runtime/destinations/destination.ts";
import { quoteName } from "../../../runtime/destinations/identifiers.ts";
import type { Resource } from "../../../runtime/resource.ts";

/** A record that one database has otherwise than another, with all that hangs from it. */
export interface Difference {
  readonly resource: Resource;
  /** `missing`: not there; `stale`: not the same; `gone`: still there. */
  readonly kind: "missing" | "stale" | "gone";
  /** Values of the primary key. */
  readonly key: readonly string[];
  /** Columns of the root table: as they should be, and as they are. */
  readonly should: Row | undefined;
  readonly is: Row | undefined;
}

export type Row = Readonly<Record<string, string | null>>;

/** Where a database differs from one that is as it should be. Both are of one dialect, which prints equal values alike. */
export async function findDifferences(resources: readonly Resource[], is: Destination, should: Destination): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const resource of resources) {
    const [ours, theirs] = [await readRecords(resource, is), await readRecords(resource, should)];
    for (const [name, { key, row, text }] of theirs) {
      const own = ours.get(name);
      if (own?.text !== text) found.push({ resource, kind: own ? "stale" : "missing", key, should: row, is: own?.row });
    }
    for (const [name, { key, row }] of ours) {
      if (!theirs.has(name)) found.push({ resource, kind: "gone", key, should: undefined, is: row });
    }
  }
  return found;
}

interface Known {
  readonly key: readonly string[];
  readonly row: Row;
  /** All that is known of it, to be compared. */
  readonly text: string;
}

async function readRecords({ primaryKey, tables }: Resource, destination: Destination): Promise<Map<string, Known>> {
  const [root, ...children] = tables;
  const rows = await readRows(destination, root.name);
  const below = await Promise.all(children.map(({ name }) => readRows(destination, name)));
  const hanging = new Map<string, string[]>();
  for (const row of below.flat()) {
    const name = keyOf(row, primaryKey.map((column) => `_root_${column}`)).join("\t");
    hanging.set(name, [...(hanging.get(name) ?? []), JSON.stringify(row)]);
  }
  return new Map(
    rows.map((row) => {
      const key = keyOf(row, primaryKey);
      const name = key.join("\t");
      return [name, { key, row, text: JSON.stringify([row, (hanging.get(name) ?? []).sort()]) }];
    }),
  );
}

async function readRows(destination: Destination, table: string): Promise<Row[]> {
  const { columns, rows } = await destination.query(`SELECT * FROM ${quoteName(table)} WHERE _deleted_at IS NULL`);
  const own = columns.flatMap((name, index) => (LOADERS.includes(name) ? [] : [[name, index] as const]));
  return rows.map((row) => Object.fromEntries(own.map(([name, index]) => [name, row[index]!])));
}

/** They say which load brought a row. */
const LOADERS = ["_loaded_at", "_load_id", "_deleted_at"];

const keyOf = (row: Row, columns: readonly string[]) => columns.map((column) => String(row[column]));
