import { hasDetails } from "../destinations/details.ts";
import type { Answer, Destination } from "../destinations/destination.ts";
import { sql } from "../destinations/sql.ts";
import { ConfigurationError } from "../errors.ts";
import type { Resource } from "../resource.ts";
import { listColumns } from "../table-columns.ts";

/** The identity and state of the database that is published from. */
export interface WorkingCopy {
  readonly copy: string;
  readonly sequence: number;
  readonly load: string;
  readonly organization: string | null;
  readonly migrations: number;
}

/** A table as the working copy has it, which an earlier version of the loader may have made. */
export interface CopiedTable {
  readonly name: string;
  readonly resource: string;
  readonly columns: readonly CopiedColumn[];
  /** The columns that rows are sorted by. Empty if nothing identifies a row. */
  readonly key: readonly string[];
  /** Absent for the journal. */
  readonly root?: RootTable;
}

export interface CopiedColumn {
  readonly name: string;
  /** DuckDB's name of the type. */
  readonly type: string;
}

/** The table that a row of this one, or its parent record, is in. */
export interface RootTable {
  readonly name: string;
  readonly key: readonly string[];
  /** The column whose month a record belongs to. */
  readonly cursor: string | undefined;
  /** Whether single records fill columns of it. */
  readonly details: boolean;
}

/** Throws if nothing was loaded yet. */
export async function describeCopy({ dialect, query, name }: Destination): Promise<WorkingCopy> {
  if (dialect !== "duckdb") throw new ConfigurationError("Only a DuckDB file can be published from. Load into one, and name it with --from.");
  const [first, last] = await Promise.all([query(FIRST_LOAD), query(LAST_LOAD)]);
  if (last.rows.length === 0) throw new ConfigurationError(`Nothing can be published from ${name}: no load of this version has ended in it. Run lago-loader load first.`);
  const [organization, migrations] = await Promise.all([query(sql`SELECT lago_id FROM _organization`), query(MIGRATIONS)]);
  return { copy: one(first)!, sequence: Number(last.rows[0]![0]), load: last.rows[0]![1]!, organization: one(organization) ?? null, migrations: Number(one(migrations)) };
}

/** The IDs of all loads in its journal. */
export async function listLoads({ query }: Destination): Promise<Set<string>> {
  return new Set((await query(sql`SELECT DISTINCT load_id FROM _loads`)).rows.map(([load]) => load!));
}

const FIRST_LOAD = sql`SELECT load_id FROM _loads ORDER BY sequence NULLS FIRST, started_at, load_id LIMIT 1`;
const LAST_LOAD = sql`SELECT sequence, load_id FROM _loads WHERE sequence IS NOT NULL ORDER BY sequence DESC, load_id LIMIT 1`;
const MIGRATIONS = sql`SELECT count(*) FROM _migrations WHERE json_array_length(statements) > 0`;

/** The tables of these resources that are there, each root table before its child tables; behind them, the journal. */
export async function listCopied({ query }: Destination, resources: readonly Resource[]): Promise<CopiedTable[]> {
  const columns = new Map<string, CopiedColumn[]>();
  for (const [table, name, type] of (await query(COLUMNS)).rows) columns.set(table!, [...(columns.get(table!) ?? []), { name: name!, type: type! }]);
  const tables = resources.flatMap((resource) => resource.tables.filter(({ name }) => columns.has(name)).map((table) => {
    const own = columns.get(table.name)!;
    const [{ name }] = resource.tables;
    const key = listColumns(resource, table).filter(({ key, name }) => key && own.some((column) => column.name === name)).map(({ name }) => name);
    const cursor = columns.get(name)?.find((column) => column.name === resource.cursor?.column && DATED.test(column.type))?.name;
    return { name: table.name, resource: resource.name, columns: own, key, root: { name, key: resource.primaryKey, cursor, details: hasDetails(resource) } };
  }));
  return [...tables, { name: JOURNAL, resource: JOURNAL, columns: columns.get(JOURNAL)!, key: ["sequence", "resource"] }];
}

/** A row for each load: it says of when the tables are. */
export const JOURNAL = "_loads";

/** `_hash` is of use to loads only. */
const COLUMNS = sql`SELECT table_name, column_name, data_type FROM information_schema.columns
WHERE table_catalog = current_database() AND table_schema = current_schema() AND column_name <> '_hash' ORDER BY table_name, ordinal_position`;

const DATED = /^(DATE|TIMESTAMP)/;

function one({ rows }: Answer): string | null | undefined {
  return rows[0]?.[0];
}
