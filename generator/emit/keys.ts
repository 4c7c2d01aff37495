import type { ResourceModel, TableModel } from "../model/types.ts";
import { quoteIdentifier } from "./identifiers.ts";

/** The columns that a load keeps of each record: its key, and the time of the cursor. */
export function headsOf({ primaryKey, cursor }: ResourceModel): string {
  return [...new Set([...primaryKey, ...(cursor ? [cursor.column] : [])])].map(quoteIdentifier).join(", ");
}

/** Compares a key column: if it can be null, null equals null. The other columns keep such a join from comparing all pairs. */
export function matchKey(left: string, right: string, { primaryKey, nullableKey }: ResourceModel): string {
  return primaryKey.map((name) => `${left}.${quoteIdentifier(name)} ${equals(nullableKey, name)} ${right}.${quoteIdentifier(name)}`).join(" AND ");
}

function equals(nullableKey: readonly string[], name: string): string {
  return nullableKey.includes(name) ? "IS NOT DISTINCT FROM" : "=";
}

/** Whether a column is NOT NULL: key columns that Lago always sends. No other required property is reliable. */
export function requires({ primaryKey, nullableKey }: ResourceModel, { identity }: TableModel, { name }: { name: string }): boolean {
  if (identity.length === 0) return primaryKey.includes(name) && !nullableKey.includes(name);
  const part = identity.find((column) => column.name === name);
  return part !== undefined && (part.kind === "index" || !nullableKey.includes(part.of!));
}

/** A child table `c`, its columns with the key of the root record, and which of its rows are those of a record `s`. */
export function belowRoot({ name, identity }: TableModel, resource: ResourceModel): { table: string; root: string; match: string } {
  const roots = identity.filter(({ kind }) => kind === "root");
  const match = roots.map((column) => `c.${quoteIdentifier(column.name)} ${equals(resource.nullableKey, column.of!)} s.${quoteIdentifier(column.of!)}`);
  return { table: quoteIdentifier(name), root: roots.map((column) => quoteIdentifier(column.name)).join(", "), match: match.join(" AND ") };
}

/** The column for requesting missing rows one by one, in a part of the list that a time or a filter selects. Empty if there is no single record for the key. */
export function askedBy({ primaryKey, cursor, changes = [], webhooks = [], single }: ResourceModel): string {
  const inParts = cursor?.moves || [...changes, ...webhooks].some(({ column, filter }) => filter !== undefined && column !== undefined);
  const [bound, ...others] = single?.bind ?? [];
  return inParts && bound && others.length === 0 && primaryKey.length === 1 && primaryKey[0] === bound.column ? quoteIdentifier(bound.column) : "";
}
