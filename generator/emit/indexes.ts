import { shorten } from "../model/names.ts";
import type { ColumnModel, ResourceModel, TableModel } from "../model/types.ts";
import { quoteIdentifier } from "./identifiers.ts";

/** One column of a table that Postgres has an index on. */
export interface Index {
  name: string;
  table: string;
  column: string;
}

/** `CREATE INDEX` for each of them. */
export function listIndexes(resource: ResourceModel): string[] {
  return findIndexes(resource).map(({ name, table, column }) => `${quoteIdentifier(name)} ON ${quoteIdentifier(table)} (${quoteIdentifier(column)})`);
}

/**
 * What people join and filter by: in each table one column for each resource that it refers to (Lago's own id before
 * others), and the times that loads go by. What begins the key has an index already.
 */
export function findIndexes({ primaryKey, cursor, tables }: ResourceModel): Index[] {
  const times = cursor === undefined ? [] : [cursor, ...(cursor.also ?? [])].map(({ column }) => column);
  return tables.flatMap((table) => {
    const leading = table.identity[0]?.name ?? primaryKey[0];
    const columns = [...findReferring(table).map(({ name }) => name), ...(table.identity.length > 0 ? [] : times)].filter((name) => name !== leading);
    return columns.map((column) => ({ name: shorten(`${table.name}_${column}_idx`), table: table.name, column }));
  });
}

/** If several columns refer to the same resource in one role, such as `lago_customer_id` and `external_customer_id`, the first one. */
function findReferring({ columns }: TableModel): ColumnModel[] {
  const roleOf = ({ name }: ColumnModel) => name.replace(/(^|_)(lago|external)_/, "$1").replace(/_+(id|code)$/, "");
  const referring = columns.filter(({ references, details }) => references !== undefined && !details);
  return referring.filter((column, index) => !referring.slice(0, index).some((other) => roleOf(other) === roleOf(column)));
}
