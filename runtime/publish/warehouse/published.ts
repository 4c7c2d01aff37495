import { joinSql, quoted, type Sql, sql } from "../../destinations/sql.ts";
import { ConfigurationError } from "../../errors.ts";
import type { WorkingCopy } from "../working-copy.ts";
import { warehouseType } from "./column-types.ts";
import { nameTable } from "./sentences.ts";
import type { Warehouse, WarehouseDialect, WarehouseTable } from "./warehouse.ts";

/** What was published of a resource. A row of `_published`, which is written in the same transaction as the rows. */
export interface Published {
  /** The first load of the working copy, which no other copy has. */
  readonly copy: string;
  readonly organization: string | null;
  /** The latest load of the working copy then. Null: all rows are to be replaced. */
  readonly sequence: number | null;
  readonly state: PublishedState;
}

export interface PublishedState {
  /** The latest load of the working copy then. */
  readonly load: string;
  readonly migrations: number;
  /** The latest `_deleted_at` of the root table, and what stands for all rows up to it that are marked so. */
  readonly deletedUntil: string | null;
  readonly deleted: string;
  readonly tables: Readonly<Record<string, PublishedRows>>;
}

export interface PublishedRows {
  readonly rows: number;
  /** Of the keys of its rows, and of what loads have stamped on each. */
  readonly stamps: string;
  /** Column → DuckDB's type. Those that the working copy has no more are kept, as they are in the warehouse. */
  readonly columns: Readonly<Record<string, string>>;
}

export const PUBLISHED: WarehouseTable = {
  name: "_published",
  key: ["resource"],
  match: [{ root: "resource", own: "resource", nullable: false }],
  columns: [
    { name: "resource", type: "text" },
    { name: "copy", type: "text" },
    { name: "organization", type: "text" },
    { name: "sequence", type: "integer" },
    { name: "state", type: "text" },
    { name: "published_at", type: "timestamp" },
  ],
};

/** Resource → what was published of it. Throws where it is of another Lago organisation. */
export async function readPublished(to: Warehouse, copy: WorkingCopy): Promise<Map<string, Published>> {
  const { dialect } = to;
  const text = warehouseType("text", dialect.warehouse);
  const column = (name: string) => quoted(name, dialect.quote);
  const rows = await to.ask(sql`SELECT ${column("resource")}, ${column("copy")}, ${column("organization")}, CAST(${column("sequence")} AS ${text}), ${column("state")} FROM ${nameTable(dialect, PUBLISHED.name)}`);
  const published = rows.map(([resource, id, organization, sequence, state]): [string, Published] => [resource!, { copy: id!, organization: organization!, sequence: sequence === null ? null : Number(sequence), state: readState(state!, `${to.name}: the entry of ${resource} in _published`) }]);
  const other = published.find(([, { organization }]) => organization !== null && copy.organization !== null && organization !== copy.organization);
  if (other) throw new ConfigurationError(`${to.name} has the data of another Lago organisation. Publish to another place, or remove what is there.`);
  return new Map(published);
}

/** Throws where it is not what a publish has written. */
function readState(text: string, what: string): PublishedState {
  try {
    const state = JSON.parse(text) as PublishedState;
    if (Object.values(state.tables).every(({ columns }) => typeof columns === "object")) return state;
  } catch {
    // Said below.
  }
  throw new ConfigurationError(`${what} cannot be read. Delete that row, drop the tables of the resource, and publish again.`);
}

/**
 * Returns what of it still holds. Tables that are gone from the warehouse are not published. All rows are to be replaced where this working copy lacks the
 * load that was published: it is a backup that was put back, or two machines have loaded into copies of one file.
 */
export function keepTrue(published: ReadonlyMap<string, Published>, { copy }: WorkingCopy, { present, loads }: { readonly present: ReadonlySet<string>; readonly loads: ReadonlySet<string> }): Map<string, Published> {
  const kept = [...published].map(([resource, entry]): [string, Published] => {
    const tables = Object.fromEntries(Object.entries(entry.state.tables).filter(([name]) => present.has(name)));
    const sequence = entry.copy === copy && !loads.has(entry.state.load) ? null : entry.sequence;
    return [resource, { ...entry, sequence, state: { ...entry.state, tables } }];
  });
  return new Map(kept.filter(([, { state }]) => Object.keys(state.tables).length > 0));
}

/** The latest load that this working copy has published of a resource; undefined where all of it is to be replaced. */
export function publishedUpTo(before: Published | undefined, { copy }: WorkingCopy, full: boolean): number | undefined {
  return before?.copy === copy && !full ? (before.sequence ?? undefined) : undefined;
}

/**
 * Writes what was published of a resource, in place of what was said of it before: in a transaction, or tables without that entry would be
 * taken for somebody else's. `counts`: the rows that each table must have then; where one has others, there is no sequence, and the next
 * publish replaces all.
 */
export function writePublished(dialect: WarehouseDialect, resource: string, { copy, organization, sequence, state }: Published, counts: Readonly<Record<string, number>> = {}): Sql[] {
  const as = (value: string | null, type: "text" | "integer") => sql`CAST(${value} AS ${warehouseType(type, dialect.warehouse)})`;
  const right = Object.entries(counts).map(([name, rows]) => sql`(SELECT COUNT(*) FROM ${nameTable(dialect, name)}) = ${as(String(rows), "integer")}`);
  const number = sequence === null ? null : String(sequence);
  const checked = right.length === 0 ? as(number, "integer") : sql`CASE WHEN ${joinSql(right, " AND ")} THEN ${as(number, "integer")} END`;
  // The clock of this machine: Redshift has none that an INSERT into a table can ask.
  const now = new Date().toISOString().replace("Z", "+00:00");
  const values = [as(resource, "text"), as(copy, "text"), as(organization, "text"), checked, as(JSON.stringify(state), "text"), sql`CAST(${now} AS ${warehouseType("timestamp", dialect.warehouse)})`];
  const columns = PUBLISHED.columns.map(({ name }, index) => sql`${values[index]!} AS ${quoted(name, dialect.quote)}`);
  return [...dialect.merge(PUBLISHED, { roots: sql`(SELECT ${columns[0]!})`, rows: sql`(SELECT ${joinSql(columns)})` })];
}

/** The state, with the columns that were published before and that the working copy has no more: nothing is dropped. */
export function mergeColumns(state: PublishedState, before: PublishedState | undefined): PublishedState {
  const tables = Object.entries(state.tables).map(([name, table]) => [name, { ...table, columns: { ...before?.tables[name]?.columns, ...table.columns } }]);
  return { ...state, tables: { ...before?.tables, ...(Object.fromEntries(tables) as PublishedState["tables"]) } };
}
