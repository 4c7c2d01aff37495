import { DestinationError } from "../errors.ts";
import type { Destination, LoadEntry } from "./destination.ts";
import { quoteName } from "./identifiers.ts";

/** Column → type. Both databases know these types. */
type Columns = Readonly<Record<string, string>>;

/** One row per resource and load. Columns marked `later` were added by a later version: they are NULL in rows of an earlier one. */
export const LOADS: Record<keyof LoadEntry, string> = {
  load_id: "text NOT NULL",
  resource: "text NOT NULL",
  started_at: "timestamptz NOT NULL",
  finished_at: "timestamptz NOT NULL",
  status: "text NOT NULL",
  reason: "text",
  extent: "text",
  rows: "bigint NOT NULL",
  inserted: "bigint NOT NULL",
  updated: "bigint NOT NULL",
  deleted: "bigint NOT NULL",
  pages: "bigint NOT NULL",
  requests: "bigint NOT NULL",
  retries: "bigint NOT NULL",
  waits_ms: "bigint NOT NULL",
  passes: "bigint NOT NULL",
  resumed: "bigint NOT NULL",
  total_count: "bigint",
  misfits: "json NOT NULL",
  unknown: "json NOT NULL",
  document_version: "text",
  loader_version: "text NOT NULL",
  // Later.
  rejected: "bigint",
  sequence: "bigint",
  // Later: the extent read, and the number of withheld deletions.
  scope: "text",
  withheld: "bigint",
  // Later: records a page.
  page_size: "bigint",
};

/** The cursors of resources that are not read in full each time. */
const CURSORS: Columns = {
  resource: "text NOT NULL",
  reached: "text",
  last_full_at: "timestamptz NOT NULL",
  load_id: "text NOT NULL",
  followed: "timestamptz",
};

/** The parents that watched nested resources were read below. */
const PARENTS: Columns = {
  resource: "text NOT NULL",
  parent: "text NOT NULL",
  mark: "text NOT NULL",
  changed_at: "timestamptz",
};

/** The rows that have details, with a hash of their list columns at that time. */
const DETAILS: Columns = {
  resource: "text NOT NULL",
  key: "text NOT NULL",
  fingerprint: "text NOT NULL",
  extra: "json",
  loaded_at: "timestamptz NOT NULL",
  load_id: "text NOT NULL",
};

/** The organisation of all rows: one row. */
const ORGANIZATION: Columns = {
  lago_id: "text NOT NULL",
  name: "text NOT NULL",
};

/** Records that the last load of their resource could not store, verbatim. A load that reads the whole resource replaces them. */
const REJECTED: Columns = {
  resource: "text NOT NULL",
  key: "json",
  record: "text NOT NULL",
  reason: "text NOT NULL",
  load_id: "text NOT NULL",
  sequence: "bigint NOT NULL",
  rejected_at: "timestamptz NOT NULL",
};

/** Rows that the last load of their resource did not mark as deleted because they were suspiciously many: the key of each, as JSON. */
const WITHHELD: Columns = {
  resource: "text NOT NULL",
  key: "text NOT NULL",
};

/**
 * One row per migration. A loader that found nothing to change adds one too, so that an older loader detects it. `keys`: the key of each
 * resource since then, which DuckDB's tables do not record. `orphans`: columns and tables that loads have not filled since then; if the
 * spec has them again, the values in between are in `_extra`.
 */
const MIGRATIONS: Columns = {
  migrated_at: "timestamptz NOT NULL",
  from_version: "text",
  to_version: "text NOT NULL",
  statements: "json NOT NULL",
  keys: "json NOT NULL",
  orphans: "json NOT NULL",
  // Later: what details filled, what the rows of each resource were generated from, and the version of the spec.
  details: "json",
  shapes: "json",
  spec_version: "text",
};

const SYSTEM_TABLES: Readonly<Record<string, Columns>> = {
  _loads: LOADS,
  _cursors: CURSORS,
  _organization: ORGANIZATION,
  _parents: PARENTS,
  _details: DETAILS,
  _rejected: REJECTED,
  _withheld: WITHHELD,
  _migrations: MIGRATIONS,
};

/** Rights that a load needs on the loader's own tables. The journals only grow. */
export const SYSTEM_RIGHTS: readonly (readonly [rights: readonly string[], tables: readonly string[]])[] = [
  [["SELECT", "INSERT"], ["_loads", "_migrations"]],
  [["SELECT", "INSERT", "DELETE"], ["_cursors", "_organization", "_parents", "_rejected", "_withheld"]],
  [["SELECT", "INSERT", "UPDATE", "DELETE"], ["_details"]],
];

/** Creates the loader's own tables if they are missing, in this version's schema. */
export const CREATE_SYSTEM_TABLES: readonly string[] = Object.entries(SYSTEM_TABLES).map(([name, columns]) => createTable(name, columns));

/** Returns rows of text. */
export type ReadTexts = (sql: string) => Promise<readonly (readonly (string | null)[])[]>;

/**
 * The statements that create the loader's own tables in the current schema or add columns of later versions, which are NULL in existing rows.
 * There are none if nothing is missing, so that a role without the right to create needs none. Throws if another program owns one of the
 * tables.
 */
export async function planSystemTables(read: ReadTexts): Promise<string[]> {
  return plan(await findColumns(read));
}

/**
 * The same when a schema is opened that may not be the loader's: none if it has tables, but none of the loader's own. A migration knows the names
 * of resources, so it checks their owner before it creates anything.
 */
export async function planKnownSystemTables(read: ReadTexts): Promise<string[]> {
  const found = await findColumns(read);
  return found.size > 0 || (await read(FIND_ANY_TABLE)).length === 0 ? plan(found) : [];
}

/** Whether the current schema has the loader's own tables. They stay once they are there, so the answer is remembered. */
export async function hasSystemTables(destination: Pick<Destination, "query">): Promise<boolean> {
  if (furnished.has(destination)) return true;
  const { rows } = await destination.query(FIND_LOADS);
  if (rows.length > 0) furnished.add(destination);
  return rows.length > 0;
}

const furnished = new WeakSet<Pick<Destination, "query">>();

async function findColumns(read: ReadTexts): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  for (const [table, column] of await read(FIND_COLUMNS)) if (table! in SYSTEM_TABLES) found.set(table!, (found.get(table!) ?? new Set()).add(column!));
  return found;
}

function plan(found: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  return Object.entries(SYSTEM_TABLES).flatMap(([name, columns]) => {
    const present = found.get(name);
    if (!present) return [createTable(name, columns)];
    refuseForeign(name, columns, present);
    const added = Object.entries(columns).filter(([column]) => !present.has(column));
    // A column that is added to existing rows cannot be NOT NULL.
    return added.map(([column, type]) => `ALTER TABLE ${name} ADD COLUMN IF NOT EXISTS ${quoteName(column)} ${type.replace(" NOT NULL", "")}`);
  });
}

/** A table with less than half of its columns belongs to another program. A person may have dropped one. */
function refuseForeign(name: string, columns: Columns, present: ReadonlySet<string>): void {
  const own = Object.keys(columns);
  const missing = own.filter((column) => !present.has(column));
  if (missing.length * 2 <= own.length) return;
  throw new DestinationError(
    `The table ${name} was not made by lago-loader: it does not have the columns ${missing.slice(0, 4).join(", ")}${missing.length > 4 ? ", …" : ""}. Nothing was changed. ` +
      "Load into another schema (--schema) or another database, or move the table away.",
  );
}

const FIND_ANY_TABLE = `SELECT table_name::text FROM information_schema.tables
WHERE table_catalog = current_database() AND table_schema = current_schema() AND table_type <> 'VIEW' LIMIT 1`;

const FIND_LOADS = "SELECT table_name::text FROM information_schema.tables WHERE table_catalog = current_database() AND table_schema = current_schema() AND table_name = '_loads'";

const FIND_COLUMNS = `SELECT table_name::text, column_name::text FROM information_schema.columns
WHERE table_catalog = current_database() AND table_schema = current_schema() AND substr(table_name, 1, 1) = '_'`;

function createTable(name: string, columns: Columns): string {
  const lines = Object.entries(columns).map(([column, type]) => `  ${column} ${type}`);
  return `CREATE TABLE IF NOT EXISTS ${name} (\n${lines.join(",\n")}\n)`;
}
