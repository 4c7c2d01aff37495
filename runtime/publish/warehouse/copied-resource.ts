import type { Destination } from "../../destinations/destination.ts";
import { identifier, joinSql, sql } from "../../destinations/sql.ts";
import type { Resource } from "../../resource.ts";
import { listParts } from "../parts.ts";
import { type CopiedTable, JOURNAL, listCopied, type WorkingCopy } from "../working-copy.ts";
import { findType } from "./column-types.ts";
import type { Published, PublishedRows, PublishedState } from "./published.ts";
import type { WarehouseTable } from "./warehouse.ts";

/** A resource as the working copy has it: its tables, and what stands for the state of their rows. */
export interface CopiedResource {
  readonly name: string;
  /** The root table first. */
  readonly tables: readonly CopiedTable[];
  readonly state: PublishedState;
  /** Columns of the key that may be null. */
  readonly nullable: readonly string[];
}

/** Describes the loaded resources and the journal of loads. Reads keys and stamps of all their rows. */
export async function describeResources(from: Destination, resources: readonly Resource[], { migrations, load }: WorkingCopy): Promise<{ readonly copied: CopiedResource[]; readonly journal: CopiedTable }> {
  const tables = await listCopied(from, resources);
  const copied: CopiedResource[] = [];
  for (const { name, nullableKey = [] } of resources) {
    const own = tables.filter(({ resource }) => resource === name);
    if (own.length === 0) continue;
    const rows: Record<string, PublishedRows> = {};
    for (const table of own) {
      const parts = await listParts(from, table, false);
      rows[table.name] = { rows: parts[0]!.rows, stamps: parts[0]!.stamps, columns: Object.fromEntries(table.columns.map((column) => [column.name, column.type])) };
    }
    copied.push({ name, tables: own, nullable: nullableKey, state: { load, migrations, ...(await describeDeleted(from, own[0]!)), tables: rows } });
  }
  return { copied, journal: tables.find(({ name }) => name === JOURNAL)! };
}

/** Whether the resource is unchanged since it was published. */
export function isPublished({ state }: CopiedResource, published: Published | undefined, copy: WorkingCopy): boolean {
  if (!published || published.sequence === null || published.copy !== copy.copy || published.state.migrations !== state.migrations) return false;
  return Object.entries(state.tables).every(([name, { rows, stamps, columns }]) => {
    const before = published.state.tables[name];
    return before?.rows === rows && before.stamps === stamps && Object.entries(columns).every(([column, type]) => before.columns[column] === type);
  });
}

/** The latest mark of deletion, and what stands for all that are marked up to `until`: one that was taken away since, or came late, makes it another. */
export async function describeDeleted({ query }: Destination, { name, key }: CopiedTable, until?: string | null): Promise<Pick<PublishedState, "deletedUntil" | "deleted">> {
  const stamp = sql`hash(${joinSql([...key, "_deleted_at"].map((column) => identifier(column)))})`;
  const bound = until === undefined ? sql`_deleted_at IS NOT NULL` : sql`_deleted_at <= ${until}::TIMESTAMPTZ`;
  const [[latest, count, stamps] = []] = (await query(sql`SELECT max(_deleted_at), count(*), coalesce(sum(${stamp}), 0) FROM ${identifier(name)} WHERE ${bound}`)).rows;
  return { deletedUntil: latest ?? null, deleted: `${count} ${stamps}` };
}

/** As the table is in a warehouse. */
export function toWarehouseTable({ nullable }: Pick<CopiedResource, "nullable">, { name, columns, key, root }: CopiedTable): WarehouseTable {
  const isRoot = root?.name === name;
  const match = (root?.key ?? []).map((column) => ({ root: column, own: isRoot ? column : `_root_${column}`, nullable: nullable.includes(column) }));
  const typed = columns.map((column) => ({ name: column.name, type: findType(column.type) }));
  const cursor = isRoot ? typed.find((column) => column.name === root.cursor) : undefined;
  return { name, columns: typed, key: match.some((one) => one.nullable) ? [] : key, match, ...(cursor && { cursor }) };
}
