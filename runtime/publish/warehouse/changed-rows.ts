import type { Destination } from "../../destinations/destination.ts";
import { identifier, joinSql, type Sql, sql } from "../../destinations/sql.ts";
import type { CopiedTable } from "../working-copy.ts";
import { type CopiedResource, describeDeleted } from "./copied-resource.ts";
import type { Published } from "./published.ts";

/**
 * Returns the condition on a root record `r` that has changed since the resource was published: a load has written, marked or unmarked a row
 * of it in any of its tables. Undefined if every record may have changed.
 *
 * Loads are known by their number, no clock is asked: a row is published if the load that wrote it has a number up to that of the
 * publish. Marks of deletion hold the time of their load, and so are known only if all up to the latest that was published are the same
 * still; otherwise every marked row is taken.
 */
export async function findChanged(from: Destination, { name, tables, state }: CopiedResource, published: Published): Promise<Sql | undefined> {
  const [root] = tables;
  if (!root?.root || root.key.length === 0 || published.sequence === null) return undefined;
  const before = published.state;
  const changed = Object.entries(state.tables).some(([table, { rows, stamps }]) => before.tables[table]?.rows !== rows || before.tables[table].stamps !== stamps);
  if (!changed) return undefined;
  const isWritten = writtenSince(published.sequence);
  const conditions = [isWritten(sql`r._load_id`), await deletedSince(from, root, before)];
  if (root.root.details) conditions.push(sql`EXISTS (SELECT 1 FROM _details AS d WHERE d.resource = ${name} AND d.key = r.${identifier(root.key[0]!)}::VARCHAR AND ${isWritten(sql`d.load_id`)})`);
  for (const table of tables.slice(1)) conditions.push(sql`EXISTS (SELECT 1 FROM ${identifier(table.name)} AS x WHERE ${matchRoot(table, "x")} AND ${isWritten(sql`x._load_id`)})`);
  const condition = sql`(${joinSql(conditions, " OR ")})`;
  const [[found] = []] = (await from.query(sql`SELECT count(*) FROM ${identifier(root.name)} AS r WHERE ${condition}`)).rows;
  // Something changed, but by no known load: everything is published again.
  return found === "0" ? undefined : condition;
}

/** The rows of a table, as `c`: all, or those of the root records `r` that fulfil a condition. One on entries of the journal is on `c`. */
export function readRows(table: CopiedTable, changed: Sql | undefined): Sql {
  const { name, root } = table;
  if (!changed) return sql`${identifier(name)} AS c`;
  if (!root) return sql`(SELECT c.* FROM ${identifier(name)} AS c WHERE ${changed}) AS c`;
  if (root.name === name) return sql`(SELECT r.* FROM ${identifier(name)} AS r WHERE ${changed}) AS c`;
  return sql`${identifier(name)} AS c SEMI JOIN (SELECT r.* FROM ${identifier(root.name)} AS r WHERE ${changed}) AS r ON ${matchRoot(table, "c")}`;
}

function matchRoot({ root }: CopiedTable, alias: "c" | "x"): Sql {
  return joinSql(root!.key.map((key) => sql`${identifier(alias)}.${identifier(`_root_${key}`)} IS NOT DISTINCT FROM r.${identifier(key)}`), " AND ");
}

/** A load without an entry in the journal may be one that was killed. Entries of earlier versions have no number. */
function writtenSince(sequence: number): (load: Sql) => Sql {
  return (load) => sql`coalesce(${load}, '') NOT IN (SELECT load_id FROM _loads WHERE coalesce(sequence, 0) <= ${String(sequence)}::BIGINT)`;
}

async function deletedSince(from: Destination, root: CopiedTable, { deletedUntil, deleted }: Pick<Published["state"], "deletedUntil" | "deleted">): Promise<Sql> {
  if (deletedUntil === null) return sql`r._deleted_at IS NOT NULL`;
  const now = await describeDeleted(from, root, deletedUntil);
  return now.deleted === deleted ? sql`r._deleted_at > ${deletedUntil}::TIMESTAMPTZ` : sql`r._deleted_at IS NOT NULL`;
}
